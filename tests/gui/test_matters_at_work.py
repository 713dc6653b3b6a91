"""What needs a person, in the whole window and by keys alone: found, compared, settled, noted; and a dossier withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.domain.withdrawal import Withdrawal
from counter.gui.day_dialog import DayDialog
from counter.gui.matter_view import MatterView
from counter.gui.matters_page import MattersPage
from counter.gui.parts.choice_cards import ChoiceCard
from counter.gui.parts.matter_list import MatterList
from counter.gui.status_bar import SyncLabel
from counter.gui.sync_panel import SyncPanel
from counter.gui.withdraw_dialog import WithdrawDialog
from counter.gui.workplace import DOSSIERS, MATTERS, RECEPTION
from counter.journal.body import encode_body
from counter.journal.entry import Entry, Envelope
from counter.journal.kinds import WITHDRAWN
from counter.journal.witness import Witness
from counter.store.foreign import keep_and_fold
from counter.store.log import Actor
from counter.store.prints import begin_print, end_print
from counter.store.room import MB
from counter.store.settings_table import put
from counter.store.unrecovered import keep_mark
from counter.usecases.withdraw import withdraw
from tests.made.counter_window import CARD, PASSWORD, CounterWindow, WallClock, cheap_accounts
from tests.made.two_counters import withdrawn
from tests.made.world import DEVICE, MONDAY, World

Key = Qt.Key


@pytest.fixture
def chief(tmp_path: Path, other: Callable[[World], CounterWindow]) -> CounterWindow:
    """The machine has a supervisor's account."""
    world = World(tmp_path, WallClock())
    cheap_accounts(world).add("chief", "Trần Quang Minh", "supervisor", PASSWORD)
    return other(world)


def page(counter: CounterWindow) -> MattersPage:
    return counter.desk.work.matters_page


def listed(counter: CounterWindow) -> list[MatterView]:
    table = page(counter).findChild(MatterList)
    assert table is not None
    return table.views()


def kinds(counter: CounterWindow) -> list[str]:
    return [view.matter.kind for view in listed(counter)]


def badge(counter: CounterWindow) -> str:
    return counter.window.frame.rail.button(MATTERS).count_words()


def contradict(counter: CounterWindow) -> int:
    """A dossier withdrawn here and, without knowing of it, at another counter."""
    world = counter.world
    dossier = world.receive(copies=0).dossier
    withdraw(world.store, dossier, Withdrawal("applicant", "Nộp nhầm"), Actor("ha", b"session1"), clerk="Phạm Thu Hà")
    with world.store.database.write() as transaction:
        row = transaction.row("SELECT subject, entry FROM dossier WHERE id = ?", (dossier,))
        assert row is not None
        envelope = Envelope(
            b"another counter.", 7, 1, bytes(32), WITHDRAWN, 1, row[0], row[1], "lan", bytes(8),
            int(MONDAY.timestamp() * 1000) + 60_000, 420, 1, b"another.", MONDAY.date(),
        )  # fmt: skip
        body = encode_body(withdrawn(counter="05", clerk="Bùi Thị Lan", asked_by="authorised", reason="Đổi ý"))
        assert keep_and_fold(transaction, Entry.seal(envelope, bytes(8), body), 1)
    return dossier


def look(counter: CounterWindow, matters: int) -> None:
    """F7, up to so many matters."""
    counter.press(Key.Key_F7)
    counter.settle()
    counter.until(
        lambda: counter.window.open_page() == MATTERS and len(listed(counter)) == matters, f"{matters} matters"
    )


def test_calm_when_nothing_needs_anybody(counter: CounterWindow) -> None:
    counter.sign_in()
    look(counter, 0)
    assert page(counter)._ui.stack.currentWidget() is page(counter)._ui.calm
    assert "Không có việc nào cần xem" in page(counter)._ui.calm.accessibleName()
    assert badge(counter) == ""
    counter.press(Key.Key_F2)
    assert counter.window.open_page() == RECEPTION


def test_supervisor_compares_and_settles_by_keys(chief: CounterWindow) -> None:
    dossier = contradict(chief)
    chief.sign_in("chief")
    chief.until(lambda: badge(chief) == "1", "the number in the rail")
    look(chief, 1)
    assert isinstance(chief.focused(), MatterList)
    panel = page(chief)._ui.panel
    assert not panel.act.isEnabled()
    chief.press(Key.Key_F9)  # nothing is taken yet
    chief.settle()
    assert kinds(chief) == ["conflict"]
    chief.press(Key.Key_Return)
    first = chief.focused()
    assert isinstance(first, ChoiceCard)
    assert "Quầy: 03 (máy này)" in first.accessibleName()
    chief.press(Key.Key_Right)
    assert panel.choice() == panel._ui.choices.cards()[1].key
    chief.press(Key.Key_Tab)
    chief.type("Da goi dien")
    chief.press(Key.Key_F9)
    chief.settle()
    chief.until(lambda: listed(chief) == [], "the matter to be settled")
    assert badge(chief) == ""
    assert chief.focused() is page(chief)._ui.calm
    assert chief.rows("SELECT status FROM dossier WHERE id = ?", dossier) == [(7,)]
    assert chief.rows("SELECT kind, body LIKE '%Da goi dien%' FROM log ORDER BY id DESC LIMIT 1") == [
        ("matter_resolved", 1)
    ]


def test_clerk_sees_both_sides_and_is_told_whom_to_ask(chief: CounterWindow) -> None:
    contradict(chief)
    chief.sign_in("ha")
    look(chief, 1)
    [view] = listed(chief)
    assert "Trần Quang Minh" in page(chief)._ui.panel._ui.whom.words()
    assert not page(chief)._ui.panel._ui.note.isVisible()
    assert len(view.choices) == 3
    chief.press(Key.Key_F9)  # what a clerk can do: look at the dossier
    chief.settle()
    chief.until(lambda: chief.window.open_page() == DOSSIERS, "the dossier")
    story = chief.desk.work.dossiers_page._ui.story
    chief.until(lambda: story.view() is not None, "its story")
    assert "Hai quầy ghi khác nhau về hồ sơ này" in [step.title for step in story.view().steps]
    assert kinds(chief) == ["conflict"]


def test_more_that_comes_in_meanwhile_is_shown_before_anybody_decides(chief: CounterWindow) -> None:
    dossier = contradict(chief)
    chief.sign_in("chief")
    look(chief, 1)
    chief.press(Key.Key_Return, Key.Key_Space)
    with chief.world.store.database.write() as transaction:
        row = transaction.row("SELECT subject, entry FROM dossier WHERE id = ?", (dossier,))
        assert row is not None
        envelope = Envelope(
            b"a third counter!", 8, 1, bytes(32), WITHDRAWN, 1, row[0], row[1], "mai", bytes(8),
            int(MONDAY.timestamp() * 1000) + 60_000, 420, 1, b"another.", MONDAY.date(),
        )  # fmt: skip
        keep_and_fold(transaction, Entry.seal(envelope, bytes(8), encode_body(withdrawn(counter="06"))), 2)
    chief.press(Key.Key_F9)
    chief.settle()
    chief.until(lambda: len(listed(chief)[0].choices) == 4, "the third side")
    assert "Hãy xem lại rồi chọn" in page(chief)._ui.panel._ui.answer.words()


def test_print_of_unknown_end_is_told_by_keys(counter: CounterWindow) -> None:
    world = counter.world
    world.receive(copies=1)
    with world.store.database.write() as transaction:
        begin_print(transaction, 1, "HP M404", MONDAY.isoformat())
        end_print(transaction, 1, "unknown", None, MONDAY.isoformat())
    counter.sign_in()
    look(counter, 1)
    counter.press(Key.Key_Return, Key.Key_Space, Key.Key_F9)
    counter.settle()
    counter.until(lambda: listed(counter) == [], "the print to be settled")
    assert counter.prints()[0][0] == "printed"


def test_flagged_fact_is_noted_by_the_supervisor_and_stays_in_the_story(chief: CounterWindow) -> None:
    dossier = chief.world.receive(copies=0).dossier
    with chief.world.store.database.write() as transaction:
        transaction.run(
            "INSERT INTO outcome (source, seq, outcome, reason) VALUES (1, 1, 'flagged', 'sync.outcome.code_twice')"
        )
    chief.sign_in("chief")
    look(chief, 1)
    chief.press(Key.Key_F9)
    chief.settle()
    chief.until(lambda: listed(chief) == [], "the note")
    assert chief.rows("SELECT count(*) FROM resolution") == [(1,)]
    chief.desk.work._open_dossier(dossier)
    story = chief.desk.work.dossiers_page._ui.story
    chief.until(lambda: story.view() is not None, "its story")
    assert "Lãnh đạo đã xem" in [step.title for step in story.view().steps]


def test_panel_of_the_light_leads_here_when_something_needs_a_person(counter: CounterWindow) -> None:
    def panel() -> list[SyncPanel]:
        return [panel for panel in counter.window.findChildren(SyncPanel) if panel.isVisible()]

    counter.sign_in()
    counter.settle()
    label = counter.window.findChild(SyncLabel)
    assert label is not None
    label.setFocus()
    counter.press(Key.Key_Space)
    counter.until(panel, "the panel")
    QTest.keyClick(panel()[0], Key.Key_Escape)
    counter.until(
        lambda: not any(p.isVisible() for p in counter.window.findChildren(SyncPanel)), "the panel to be gone"
    )
    counter.until(counter.window.isActiveWindow, "the window to have the keys")
    assert counter.window.open_page() == RECEPTION
    with counter.world.store.database.write() as transaction:
        put(transaction, "sync_trouble", "sync.revoked")
    counter.desk.work.sync.look()
    counter.desk.work.matters.look()
    counter.until(lambda: label.light().state == "attention" and badge(counter) == "1", "the red light")
    label.setFocus()
    counter.press(Key.Key_Space)
    counter.until(panel, "the panel")
    focused = panel()[0].focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Space)
    counter.until(lambda: counter.window.open_page() == MATTERS, "the page")
    assert kinds(counter) == ["trouble"]
    counter.until(counter.window.isActiveWindow, "the window to have the keys")
    counter.press(Key.Key_F9)
    assert "Đã sao chép" in page(counter)._ui.panel._ui.answer.words()  # asking again would change nothing


def test_band_of_a_restored_copy_leads_here_and_a_new_epoch_is_asked_for(counter: CounterWindow) -> None:
    counter.world.store.demand_epoch("restored_copy")
    counter.sign_in()
    counter.until(lambda: "journal" in counter.notices(), "the band")
    counter.act("Cần xem (F7)")
    counter.until(lambda: counter.window.open_page() == MATTERS and kinds(counter) == ["epoch"], "the page")
    asked = []
    counter.desk.work.matters.exchange_requested.connect(lambda: asked.append(1))
    counter.press(Key.Key_F9)
    assert asked == [1]
    view = listed(counter)[0]
    assert "bản chép lại" in view.happened
    assert "ghi danh lại" in view.todo


def test_supervisor_takes_note_by_keys_of_what_a_copy_put_back_lacks(chief: CounterWindow) -> None:
    with chief.world.store.database.write() as transaction:
        seen = Witness(DEVICE, 1, 3, b"l" * 32, "H49.22-261123-0003")
        keep_mark(transaction, seen)
    chief.sign_in("chief")
    look(chief, 1)
    assert "3 sự việc" in listed(chief)[0].happened
    chief.press(Key.Key_F9)
    chief.settle()
    chief.until(lambda: listed(chief) == [], "the note")
    assert chief.rows("SELECT kind FROM log ORDER BY id DESC LIMIT 1") == [("matter_resolved",)]


def test_day_is_opened_from_here(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception(CARD)
    counter.world.clock.forward(days=60)
    counter.desk.work.day.look()
    counter.desk.work.matters.look()
    look(counter, 1)
    assert kinds(counter) == ["clock"]
    counter.press(Key.Key_F9)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, DayDialog) and w.isVisible())
    counter.until(dialog.isActiveWindow, "the question")
    counter.press(Key.Key_Escape)


def test_copy_for_it_holds_nothing_of_a_person(chief: CounterWindow) -> None:
    contradict(chief)
    chief.sign_in("chief")
    look(chief, 1)
    page(chief)._ui.panel.copy.setFocus()
    chief.press(Key.Key_Space)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Counter: conflict · 1 · H49.22-261123-0001")
    assert not any(name in copied for name in ("Hà", "Lan", "Nguyễn", "022190004512"))
    assert "Nguyễn" not in chief.window.windowTitle()


def test_full_disk_is_a_band_and_a_matter_and_intake_goes_on_when_there_is_room(
    tmp_path: Path, other: Callable[[World], CounterWindow]
) -> None:
    free = [10_000 * MB]
    counter = other(World(tmp_path, WallClock(), free=lambda _: free[0]))
    counter.sign_in()
    free[0] = 90 * MB
    counter.desk.work.matters.look()
    counter.until(lambda: "disk" in counter.notices(), "the band")
    assert badge(counter) == "1"
    counter.act("Cần xem (F7)")
    counter.until(lambda: kinds(counter) == ["disk"], "the matter")
    free[0] = 10_000 * MB
    counter.press(Key.Key_F9)
    counter.settle()
    counter.until(lambda: "disk" not in counter.notices() and listed(counter) == [], "room")


def test_nothing_of_anybody_stays_when_the_screen_is_locked(chief: CounterWindow) -> None:
    contradict(chief)
    chief.sign_in("chief")
    look(chief, 1)
    chief.press(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    chief.settle()
    assert listed(chief) == []


def test_dossier_is_withdrawn_by_keys(counter: CounterWindow) -> None:
    counter.sign_in()
    code = counter.one_reception(CARD)
    counter.desk.work.open_code(code)
    story = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: story.view() is not None, "the story")
    story._ui.withdraw.setFocus()
    counter.press(Key.Key_Space)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WithdrawDialog) and w.isVisible())
    counter.until(dialog.isActiveWindow, "the question")
    assert code in dialog._ui.sentence.text()
    assert "Nguyễn" not in dialog.windowTitle()
    counter.press(Key.Key_Return)  # Enter alone confirms nothing
    counter.settle()
    assert dialog._ui.reason.state() == "refused"
    counter.type("Nop nham")
    counter.press(Key.Key_Return)
    counter.settle()
    counter.back()
    counter.until(lambda: story.view().status == "Công dân yêu cầu rút hồ sơ", "the new status")
    assert counter.rows("SELECT status FROM dossier") == [(7,)]
    assert not story._ui.withdraw.isVisible()
    row = counter.desk.work.dossiers_page._ui.list._ui.table.rows()[0]
    assert row.due == "Đã rút"
