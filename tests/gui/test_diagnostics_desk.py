"""Diagnostics in the window: read first, byte for byte, by keys alone; kept where a person says; never sent."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from counter.app import diagnostics_sources
from counter.diagnostics.bundle import READ_ME, Bundle
from counter.diagnostics.item import Item
from counter.diagnostics.sources import PrinterSeen, ScreenSeen, Sources
from counter.gui import language
from counter.gui.background import Bug
from counter.gui.diagnostics_desk import DiagnosticsDesk, qt_seen, screens_seen
from counter.gui.diagnostics_dialog import DiagnosticsDialog
from counter.gui.theme import Theme
from counter.policy.machine import MachineSettings
from tests.made.counter_window import CounterWindow
from tests.made.world import HandClock, World

Key = Qt.Key


def until(come: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not come():
        assert time.monotonic() < end
        QCoreApplication.processEvents()


class Room:
    """The desk over an empty window and a machine that has received one dossier."""

    def __init__(self, folder: Path) -> None:
        world = World(folder)
        world.receive()
        world.close()
        self.frame = QWidget()
        self.frame.resize(1200, 800)
        self.frame.show()
        self.folder = world.data
        self.desk = DiagnosticsDesk(self.frame, self._sources)
        self.desk.open()
        until(lambda: not self.dialog.works)
        self.dialog.activateWindow()
        until(self.dialog.isActiveWindow)

    def _sources(self, screens: list[ScreenSeen], qt: dict[str, str], _findings: object) -> Sources:
        printers = [PrinterSeen("Canon LBP2900", True, "idle")]
        return diagnostics_sources(self.folder, screens=lambda: screens, printers=lambda: printers, qt=qt)

    @property
    def dialog(self) -> DiagnosticsDialog:
        assert self.desk.dialog is not None
        return self.desk.dialog

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWindow(), key)  # type: ignore[arg-type]

    def shown(self) -> dict[str, str]:
        """Every item as somebody reads it who goes down the list."""
        tree, texts = self.dialog._ui.items, {}
        for index in range(tree.topLevelItemCount()):
            row = tree.topLevelItem(index)
            assert row is not None
            if row.flags():
                tree.setCurrentItem(row)
                texts[row.data(0, Qt.ItemDataRole.UserRole)] = self.dialog._ui.text.toPlainText()
        return texts

    def answer(self) -> str:
        until(self.dialog._ui.answer.isVisible)
        return self.dialog._ui.answer.accessibleName()


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication) -> Iterator[Room]:
    Theme().apply(qapp)
    language.install("vi")
    made = Room(tmp_path)
    yield made
    made.desk.leave()
    made.desk.close()
    made.frame.close()


def test_the_file_that_is_kept_is_what_was_shown_byte_for_byte(room: Room, tmp_path: Path) -> None:
    texts = room.shown()
    assert {"program.json", "paper.json", "store/sync.json", READ_ME} <= set(texts)
    assert "Canon LBP2900" in texts["paper.json"]
    assert '"platform": "offscreen"' in texts["program.json"]
    assert '"dossier": 1' in texts["store/database.json"]
    out = tmp_path / "cho kỹ thuật.zip"
    room.desk.keep(out)
    assert "Đã lưu cho kỹ thuật.zip" in room.answer()
    with zipfile.ZipFile(out) as file:
        assert {name: file.read(name).decode() for name in file.namelist()} == texts


def test_a_place_that_takes_no_file_is_said_and_another_can_be_chosen_at_once(room: Room, tmp_path: Path) -> None:
    room.desk.keep(tmp_path / "không có" / "x.zip")
    assert "Hãy chọn thư mục khác" in room.answer()
    assert room.dialog._ui.save.isEnabled()
    assert room.dialog._ui.save.hasFocus()
    room.desk._failed(Bug("KeyError at gathering.gather:118"))
    assert "KeyError at gathering.gather:118" in room.answer()


def test_keys_alone_lead_from_the_list_to_the_text_to_the_buttons_and_out(room: Room) -> None:
    ui = room.dialog._ui
    assert ui.items.hasFocus()
    before = ui.text.toPlainText()
    room.press(Key.Key_Down)
    assert ui.text.toPlainText() not in ("", before)
    room.press(Key.Key_Tab)
    assert ui.text.hasFocus()
    room.press(Key.Key_Tab)
    first = ui.leave.hasFocus(), ui.save.hasFocus()
    room.press(Key.Key_Tab)
    assert {first, (ui.leave.hasFocus(), ui.save.hasFocus())} == {(True, False), (False, True)}
    for widget in (ui.items, ui.text, ui.progress):
        assert widget.accessibleName()
    room.press(Key.Key_Escape)
    assert (room.desk.dialog, room.desk._bundle) == (None, None)


def test_enter_in_the_list_asks_for_a_place(room: Room) -> None:
    room.press(Key.Key_Return)
    picker = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible())
    assert picker.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert picker.selectedFiles()[0].endswith("chan-doan-quay.zip")
    picker.reject()


def test_the_page_of_the_self_check_opens_it_with_its_findings_and_the_lock_takes_it_away(
    qapp: QApplication, tmp_path: Path
) -> None:
    Theme().apply(qapp)
    language.install("vi")
    window = CounterWindow(tmp_path)
    window.sign_in()
    window.desk.check_machine()
    doctor, desk = window.desk._doctor, window.desk.work.diagnostics
    assert doctor is not None
    window.until(lambda: any(found.check == "database" for found in doctor.findings), "the database looked at")
    assert doctor.page._ui.diagnostics.isVisible()
    doctor.page._ui.diagnostics.click()
    window.until(lambda: desk.dialog is not None and not desk.dialog.works, "what was gathered")
    assert desk._bundle is not None
    checks = next(item.text for item in desk._bundle.items if item.name == "checks.json")
    assert '"check": "database"' in checks
    assert '"said": "check.database.well"' in checks
    window.desk.lock()
    window.settle()
    assert desk.dialog is None
    window.end()


def test_it_can_be_stopped_while_it_gathers_and_opened_again(qapp: QApplication, tmp_path: Path) -> None:
    Theme().apply(qapp)
    frame, going = QWidget(), threading.Event()
    frame.resize(1200, 800)
    looked: list[str] = []

    def settings() -> MachineSettings:
        looked.append("settings")
        going.wait(10)
        return MachineSettings()

    def database() -> None:
        looked.append("database")

    def sources(*_seen: object) -> Sources:
        return Sources(tmp_path / "d", tmp_path / "s", HandClock(), database, settings)

    desk = DiagnosticsDesk(frame, sources)
    desk.open()
    assert desk.dialog is not None
    until(lambda: looked)
    desk.dialog.reject()
    assert desk.dialog is None
    desk.open()
    assert desk.dialog is None  # the one that was stopped is not over yet
    going.set()
    desk._worker.flush()
    assert (desk._bundle, looked) == (None, ["settings"])  # nothing more was looked at
    desk.open()
    desk._worker.flush()
    assert desk.dialog is not None
    assert not desk.dialog.works
    assert looked == ["settings", "settings", "database"]
    desk.leave()
    desk.close()


@pytest.fixture
def alone(qapp: QApplication) -> Iterator[DiagnosticsDialog]:
    """The dialog while it gathers, without anything that would."""
    Theme().apply(qapp)
    language.install("vi")
    frame = QWidget()
    frame.resize(1200, 800)
    dialog = DiagnosticsDialog(frame)
    dialog.show()
    dialog.activateWindow()
    until(dialog.isActiveWindow)
    yield dialog
    dialog.done(0)


def test_what_it_is_stands_first_and_what_was_left_out_is_said(alone: DiagnosticsDialog) -> None:
    ui = alone._ui
    assert not ui.save.isEnabled()
    alone.show_bundle(Bundle((Item("program.json", "{}"), Item(READ_ME, "Đọc trước")), 3, 2))
    assert ui.text.toPlainText() == "Đọc trước"
    assert ui.save.isEnabled()
    for words in ("2 mục", "3 dòng hoặc giá trị", "2 mục không còn chỗ"):
        assert words in ui.totals.text()


def test_enter_closes_when_the_file_is_kept_and_tries_again_when_it_is_not(alone: DiagnosticsDialog) -> None:
    ui = alone._ui
    alone.show_bundle(Bundle((Item(READ_ME, "Đọc trước"),), 0, 0))
    for well, at, other in ((True, ui.leave, ui.save), (False, ui.save, ui.leave)):
        alone.show_end("Xong", well=well)
        assert (at.isDefault(), at.hasFocus(), other.isDefault()) == (True, True, False)


def test_where_nothing_could_be_gathered_there_is_nothing_to_save(alone: DiagnosticsDialog) -> None:
    alone.show_end("Không gom được", well=False)
    assert not alone._ui.save.isEnabled()
    assert alone._ui.leave.hasFocus()


def test_what_the_window_sees_of_itself(qapp: QApplication) -> None:
    assert qt_seen()["platform"] == "offscreen"
    assert all(screen.width > 0 and screen.scale > 0 for screen in screens_seen())
