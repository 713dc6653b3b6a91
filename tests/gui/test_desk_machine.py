"""What the window says of its machine: the one light, a restored copy, a clock in doubt."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter.gui.day_dialog import DayDialog
from counter.gui.status_bar import SyncLabel
from counter.journal.clock import VIETNAM
from counter.store.settings_table import get
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow
from tests.made.remote_window import Remote
from tests.made.world import MONDAY, World

Key = Qt.Key


def light(counter: CounterWindow) -> tuple[str, str]:
    label = counter.window.findChild(SyncLabel)
    assert label is not None
    return label.light().state, label.light().words


@pytest.fixture
def remote(tmp_path: Path, other: Callable[[World], CounterWindow]) -> Iterator[Remote]:
    made = Remote(tmp_path, other)
    yield made
    made.off()


def test_light_goes_from_offline_over_waiting_and_sending_to_received(remote: Remote) -> None:
    counter = remote.counter
    said: list[tuple[str, str]] = []
    remote.off()
    counter.desk.work.sync.light_changed.connect(lambda one: said.append((one.state, one.words)))
    counter.sign_in()
    counter.until(lambda: light(counter)[0] == "offline", "the grey light")
    assert "vẫn làm việc bình thường" in light(counter)[1]
    counter.one_reception(CARD)
    counter.until(lambda: "1 hồ sơ chờ gửi" in light(counter)[1], "one that waits")
    counter.one_reception(OTHER_CARD)
    counter.until(lambda: "2 hồ sơ chờ gửi" in light(counter)[1], "two that wait")
    assert light(counter)[0] == "offline"
    assert not counter.page._ui.receipt._ui.trouble.isVisible()
    assert counter.notices() == {}  # no band, no question: being offline is no mistake
    remote.on()
    light_label = counter.window.findChild(SyncLabel)
    light_label.setFocus()
    counter.press(Key.Key_Space)  # the light itself asks for an exchange
    counter.until(lambda: light(counter)[0] == "received", "the green light")
    assert light(counter)[1].startswith("Tỉnh đã nhận đủ")
    states = [state for state, _ in said]
    assert set(states) <= {"offline", "waiting", "sending", "received"}
    assert states[-1] == "received"
    assert counter.rows("SELECT seq - acked FROM source WHERE own = 1") == [(0,)]


def test_what_waits_is_counted_when_it_is_saved_and_not_when_somebody_answers(counter: CounterWindow) -> None:
    """The line may be down for hours; the server of this counter is an address where nobody is."""
    counter.sign_in()
    counter.until(lambda: light(counter)[0] == "offline", "the grey light")
    counter.desk.work.sync.close()  # not even a try to send happens from here on
    counter.one_reception()
    assert "1 hồ sơ chờ gửi" in light(counter)[1]


def test_light_says_what_the_store_knows_before_anything_was_exchanged(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception()
    counter.until(lambda: light(counter)[0] == "offline", "the grey light")
    counter.close()
    counter.open()
    sync, waits = counter.desk.work.sync, "1 hồ sơ chờ gửi"
    counter.until(lambda: waits in light(counter)[1] or sync._begun, "what waits")
    assert waits in light(counter)[1]
    assert not sync._begun  # nobody has signed in, and no line was opened


def test_a_reception_is_shown_as_received_in_its_story_when_the_province_has_it(remote: Remote) -> None:
    counter = remote.counter
    counter.sign_in()
    code = counter.one_reception()
    counter.until(lambda: light(counter)[0] == "received", "the green light")
    counter.desk.work.open_code(code)
    panel = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: panel.view() is not None, "the story")
    assert "Tỉnh đã nhận đủ hồ sơ này" in [step.title for step in panel.view().steps] or any(
        "Tỉnh" in step.title for step in panel.view().steps
    )


# a copy of an earlier day


def restored(counter: CounterWindow) -> None:
    """The data folder of an earlier moment is put back; the witness beside it has seen more."""
    counter.sign_in()
    counter.one_reception(CARD)
    folder = counter.world.folder
    counter.close()
    counter.world.store.database.checkpoint(whole=True)
    shutil.copytree(folder / "data", folder / "copy")
    counter.open()
    counter.sign_in()
    counter.one_reception(OTHER_CARD)
    counter.until(lambda: all(state == "printed" for state, _ in counter.prints()), "the papers")
    counter.close()
    counter.world.store.close()
    shutil.rmtree(folder / "data")
    shutil.move(folder / "copy", folder / "data")
    for witness in (folder / "data").glob("*.witness"):
        witness.unlink()
    counter.world.open()
    counter.office.store = counter.world.store
    counter.open()
    counter.sign_in()


def test_restored_copy_says_so_and_f9_refuses_in_words(counter: CounterWindow) -> None:
    restored(counter)
    assert counter.world.store.needs_epoch == "restored_copy"
    counter.until(lambda: "journal" in counter.notices(), "the band")
    assert "bản chép lại" in counter.notices()["journal"]
    before = counter.codes()
    counter.scan("022075004321||Vũ Đức Thắng|09111975|Nam|Khu 4, Đặc khu Cô Tô, Quảng Ninh|11032021")
    counter.choose()
    counter.press(Key.Key_F9)
    counter.settle()
    assert counter.codes() == before
    assert "bản chép lại" in counter.page._ui.receipt._ui.trouble.words()
    assert counter.draft().applicant.name == "Vũ Đức Thắng"
    # Reading, searching and printing again go on.
    counter.press(Key.Key_F8)
    counter.settle()
    counter.until(lambda: counter.prints()[-1] == ("printed", 1), "a copy of an old paper")


# the clock


def ask_for_the_day(counter: CounterWindow) -> DayDialog:
    counter.act("Mở ngày làm việc")
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DayDialog) and w.isVisible())
    counter.until(dialog.isActiveWindow, "the question")
    return dialog


def test_a_clock_that_jumped_is_asked_about_and_the_day_is_opened_by_keys(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception(CARD)
    counter.world.clock.forward(days=60)
    counter.desk.work.day.look()
    counter.until(lambda: "journal.day" in counter.notices(), "the band")
    assert "23/11/2026" in counter.window.frame.top_bar._place.text()  # the day that receipts bear
    dialog = ask_for_the_day(counter)
    assert "23/11/2026" in dialog._ui.sentence.text()
    assert "22/01/2027" in dialog._ui.sentence.text()
    counter.press(Key.Key_Return)  # Enter alone confirms nothing
    assert dialog._ui.day.state() == "refused"
    counter.type("22/11/2026")
    counter.press(Key.Key_Return)
    counter.settle()
    assert "không lùi lại" in dialog._ui.day.note()
    for _ in range(10):
        counter.press(Key.Key_Backspace)
    counter.type("22012027")
    counter.press(Key.Key_Return)
    counter.settle()
    counter.back()
    counter.until(lambda: "journal.day" not in counter.notices(), "the band gone")
    assert counter.rows("SELECT kind FROM log ORDER BY id") == [("dossier_received",), ("day_opened",)]
    counter.world.clock.forward(seconds=5)
    code = counter.one_reception(OTHER_CARD)
    assert "270122" in code
    assert "22/01/2027" in counter.window.frame.top_bar._place.text()


def test_the_day_is_not_opened_at_the_sign_in_nor_behind_the_lock(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception()
    counter.world.clock.forward(days=60)
    counter.desk.work.day.look()
    counter.until(lambda: "journal.day" in counter.notices(), "the band")
    counter.press(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "journal.day" in counter.notices()  # it stays true
    assert counter.acts() == {}


def test_a_slip_of_the_fingers_does_not_open_a_day_of_another_century(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception()
    counter.world.clock.at = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
    counter.desk.work.day.look()
    counter.until(lambda: "journal.day" in counter.notices(), "the band")
    dialog = ask_for_the_day(counter)
    counter.type("24/11/2062")
    counter.press(Key.Key_Return)
    counter.settle()
    assert "35 ngày" in dialog._ui.day.note()
    for _ in range(10):
        counter.press(Key.Key_Backspace)
    counter.type("24/11/2026")
    counter.press(Key.Key_Return)
    counter.settle()
    counter.back()
    with counter.world.store.database.read() as transaction:
        assert get(transaction, "day_opened") == "2026-11-24"
    assert "journal.day" in counter.notices()  # the clock is still wrong
    counter.scan(OTHER_CARD)
    counter.choose()
    assert "261124" in counter.receive()


def test_the_date_of_the_window_is_the_day_of_receipts(counter: CounterWindow) -> None:
    assert MONDAY.date() == date(2026, 11, 23)
    counter.sign_in()
    assert counter.window.frame.top_bar._place.text() == "Đặc khu Cô Tô · Quầy 03 · Thứ Hai 23/11/2026"
    assert "Nguyễn" not in counter.window.windowTitle()
