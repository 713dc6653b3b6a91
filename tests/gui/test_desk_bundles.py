"""The exchange by stick at the window: found in the menu, one Enter there and one back, and nothing behind it waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QProgressBar

from counter.devices.stick import Stick, only_stick
from counter.gui.bundle_dialog import BundleDialog
from counter.gui.parts.banner import Banner
from counter.gui.parts.key_button import KeyButton
from counter.gui.sync_panel import SyncPanel
from counter.server.export import export
from counter.server.province import Place, Province
from tests.made.boat import at_province
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow
from tests.made.remote_window import Remote
from tests.made.world import World

Key = Qt.Key


@pytest.fixture
def remote(tmp_path: Path, other: Callable[[World], CounterWindow]) -> Iterator[Remote]:
    """Enrolled, signed in, and the line is down."""
    made = Remote(tmp_path, other)
    made.off()
    made.counter.sign_in()
    yield made
    made.off()


@pytest.fixture
def stick(remote: Remote, tmp_path: Path) -> Path:
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    remote.counter.desk.work.bundles.find_stick = lambda: Stick(folder, "KINGSTON (E:)")
    return folder


def ask(counter: CounterWindow, words: str) -> BundleDialog:
    """Choose it in the menu; the dialog with the stick that was found."""
    actions: list[QAction] = [a for a in counter.window.frame.menu.actions() if a.text() == words]
    actions[0].trigger()
    return the_dialog(counter)


def the_dialog(counter: CounterWindow) -> BundleDialog:
    dialog = counter.window.findChild(BundleDialog)
    assert dialog is not None
    counter.until(dialog.isActiveWindow, "the dialog to have the keys")
    return dialog


def found(counter: CounterWindow, dialog: BundleDialog) -> None:
    counter.until(lambda: "KINGSTON" in dialog._ui.place.text(), "the stick to be seen")


def end(counter: CounterWindow, dialog: BundleDialog) -> str:
    banner = dialog.findChild(Banner)
    counter.until(banner.isVisible, "the end of it")
    return banner.words()


def at_the_province(tmp_path: Path, files: list[Path], stick: Path) -> int:
    """The boat is there; how many facts the province holds then."""
    province = Province(Place(tmp_path / "province"))
    try:
        answers, refused = at_province(province, files, stick)
        assert (len(answers), refused) == (1, [])
        return sum(row["type"] == "entry" for row in export(province))
    finally:
        province.close()


def test_what_waits_goes_to_the_stick_and_the_answer_comes_back(remote: Remote, stick: Path, tmp_path: Path) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    assert "Đã ghi 1 mục chờ gửi vào gói counter-07192-03-" in end(counter, dialog)
    counter.press(Key.Key_Return)
    counter.back()
    [written] = stick.iterdir()
    assert at_the_province(tmp_path, [written], stick) == 1

    dialog = ask(counter, "Nhận gói từ USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    assert end(counter, dialog).startswith("Tỉnh xác nhận đã nhận thêm 1 mục của máy này")
    assert "Không còn mục nào chờ gửi" in end(counter, dialog)
    counter.press(Key.Key_Escape)
    counter.back()
    counter.until(lambda: counter.desk.work.sync.light is not None, "a light")
    assert counter.rows("SELECT seq, acked FROM source WHERE own = 1") == [(1, 1)]
    counter.one_reception(OTHER_CARD)


def test_changed_answer_is_refused_in_words_and_the_honest_one_beside_it_is_taken(
    remote: Remote, stick: Path, tmp_path: Path
) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    end(counter, dialog)
    counter.press(Key.Key_Escape)
    counter.back()
    [written] = stick.iterdir()
    at_the_province(tmp_path, [written], stick)
    [answer] = stick.glob("*-return.bundle")
    whole = answer.read_bytes()
    answer.write_bytes(whole[:-1])

    dialog = ask(counter, "Nhận gói từ USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    assert end(counter, dialog).startswith("Gói bị hỏng hoặc đã bị sửa nên không nhận.")
    assert counter.rows("SELECT acked FROM source WHERE own = 1") == [(0,)]
    (stick / "counter-07192-03-00000000-return.bundle").write_bytes(whole)
    counter.press(Key.Key_Return)  # the same button again, after the other file was copied
    banner = dialog.findChild(Banner)
    counter.until(lambda: banner.isVisible() and "Tỉnh xác nhận" in banner.words(), "the honest one")
    assert "Gói bị hỏng" in banner.words()
    assert counter.rows("SELECT acked FROM source WHERE own = 1") == [(1,)]
    counter.press(Key.Key_Escape)


def test_answer_on_the_stick_is_offered_before_anything_is_written_to_it_and_only_while_it_is_news(
    remote: Remote, stick: Path, tmp_path: Path
) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    label = counter.window.sync_label()
    label.setFocus()
    counter.press(Key.Key_Space)  # the light leads here too
    panel = counter.window.findChild(SyncPanel)
    counter.until(panel.isVisible, "the panel of the light")
    panel._ui.usb.click()
    dialog = the_dialog(counter)
    found(counter, dialog)
    assert not dialog.findChild(Banner).isVisible()
    counter.press(Key.Key_Return)
    end(counter, dialog)
    counter.press(Key.Key_Escape)
    counter.back()
    at_the_province(tmp_path, list(stick.iterdir()), stick)

    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    assert dialog.findChild(Banner).words() == "Trên USB này có gói tỉnh trả về cho quầy này."
    [first] = [b for b in dialog.findChildren(KeyButton) if b.words() == "Nhận trước"]
    first.click()
    counter.until(lambda: counter.window.findChild(BundleDialog) is not dialog, "the other dialog")
    dialog = the_dialog(counter)
    assert end(counter, dialog).startswith("Tỉnh xác nhận đã nhận thêm 1 mục")
    counter.press(Key.Key_Escape)
    counter.back()
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    assert not dialog.findChild(Banner).isVisible()
    counter.press(Key.Key_Escape)


def test_stick_without_an_answer_says_so_and_without_a_stick_a_folder_is_chosen(
    remote: Remote, stick: Path, tmp_path: Path
) -> None:
    counter = remote.counter
    dialog = ask(counter, "Nhận gói từ USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    assert "không có gói trả về cho quầy này" in end(counter, dialog)
    counter.press(Key.Key_Escape)
    counter.back()

    counter.desk.work.bundles.find_stick = lambda: None
    dialog = ask(counter, "Gửi bằng USB…")
    assert not dialog._ui.other.isVisible()
    dialog._ui.go.click()
    picker = dialog.findChild(QFileDialog)
    assert picker.fileMode() == QFileDialog.FileMode.Directory
    (tmp_path / "folder").mkdir()
    picker.filesSelected.emit([str(tmp_path / "folder")])
    picker.reject()
    assert "chỉ hỏi tin mới của tỉnh" in end(counter, dialog)
    assert len(list((tmp_path / "folder").iterdir())) == 1
    counter.press(Key.Key_Escape)


def test_stopped_it_leaves_nothing_and_the_store_never_waited(remote: Remote, stick: Path) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    go_on = threading.Event()
    bundles = counter.desk.work.bundles
    bundles._look.stop()
    bundles._worker.run(go_on.wait, lambda _: None, lambda _: None)  # a stick that does not answer
    counter.press(Key.Key_Return)
    assert dialog.findChild(QProgressBar).isVisible()
    counter.settle()  # the store's own deeds are all done meanwhile
    stop = [b for b in dialog.findChildren(KeyButton) if b.isVisible()]
    assert [b.words() for b in stop] == ["Dừng"]
    counter.press(Key.Key_Escape)
    go_on.set()
    assert end(counter, dialog).startswith("Đã dừng.")
    assert list(stick.iterdir()) == []
    counter.press(Key.Key_Escape)


def test_stopped_when_some_of_an_answer_was_taken_it_does_not_say_that_nothing_was_changed(
    remote: Remote, stick: Path, tmp_path: Path
) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    end(counter, dialog)
    counter.press(Key.Key_Escape)
    counter.back()
    at_the_province(tmp_path, list(stick.iterdir()), stick)
    bundles = counter.desk.work.bundles
    records: list[int] = []

    def look(done: int, _of: int) -> None:
        records.append(done)
        if len(records) == 3:  # head, reply and end: all of it was looked at, nothing was taken yet
            bundles._stop.set()

    bundles._went.connect(look, Qt.ConnectionType.DirectConnection)
    told: list[bool] = []
    counter.desk.work._changes.changed.connect(lambda change: told.append(change.dossiers))
    dialog = ask(counter, "Nhận gói từ USB…")
    found(counter, dialog)
    counter.press(Key.Key_Return)
    words = end(counter, dialog)
    assert counter.rows("SELECT acked FROM source WHERE own = 1") == [(1,)]
    assert words.startswith("Đã dừng. Phần đã đọc được giữ lại")
    assert told == [True]  # and the pages show it
    bundles._went.disconnect()
    bundles._went.connect(bundles._show_progress)
    counter.press(Key.Key_Return)  # the same stick again
    banner = dialog.findChild(Banner)
    counter.until(lambda: "Tỉnh xác nhận" in banner.words(), "the rest")
    counter.press(Key.Key_Escape)


def test_locked_while_it_works_the_end_is_told_in_a_band(remote: Remote, stick: Path) -> None:
    counter = remote.counter
    counter.one_reception(CARD)
    dialog = ask(counter, "Gửi bằng USB…")
    found(counter, dialog)
    go_on = threading.Event()
    bundles = counter.desk.work.bundles
    bundles._look.stop()
    bundles._worker.run(go_on.wait, lambda _: None, lambda _: None)
    counter.press(Key.Key_Return)
    counter.desk.lock()
    counter.until(lambda: counter.window.findChild(BundleDialog) is None, "the dialog to go")
    bundles.send()
    assert "đang được ghi hoặc đọc" in counter.notices()["scan"]
    go_on.set()
    counter.until(lambda: "Đã ghi 1 mục" in counter.notices().get("scan", ""), "the band")
    assert len(list(stick.iterdir())) == 1


def test_one_stick_is_taken_and_of_several_none() -> None:
    one, two = Stick(Path("/media/a"), "A"), Stick(Path("/media/b"), "B")
    assert only_stick([]) is None
    assert only_stick([one]) is one
    assert only_stick([one, two]) is None
