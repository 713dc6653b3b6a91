"""What the window has learnt of this counter: what is received often, and for whom; and duties closed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter.gui.story_panel import StoryPanel
from counter.store.settings_table import put
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow

Key = Qt.Key


def test_what_is_received_often_here_comes_first(counter: CounterWindow) -> None:
    counter.sign_in()
    page = counter.page._ui.procedure.search
    counter.type("khai")
    first, second, *_ = [row.code for row in page.results()]
    counter.press(*[Key.Key_Backspace] * 4)
    for card in (CARD, OTHER_CARD):
        counter.world.clock.forward(seconds=2)
        counter.scan(card)
        counter.choose(second.replace(".", "")[-4:])
        counter.receive()
    counter.type("khai")
    assert [row.code for row in page.results()][:2] == [second, first]
    counter.close()
    counter.open()
    counter.sign_in()
    page = counter.page._ui.procedure.search
    counter.type("khai")
    assert page.results()[0].code == second


def test_bodies_received_for_lately_are_offered_and_others_are_typed(counter: CounterWindow) -> None:
    counter.sign_in()
    agency = counter.page._ui.procedure._ui.agency
    counter.scan(CARD)
    counter.choose()
    assert [agency.choice.itemData(n) for n in range(agency.choice.count())] == ["", "?"]
    agency.setFocus()
    counter.press(Key.Key_End)
    counter.type("h49.05")
    counter.receive()
    counter.scan(OTHER_CARD)
    counter.choose()
    assert [agency.choice.itemData(n) for n in range(agency.choice.count())] == ["", "H49.05", "?"]
    agency.setFocus()
    counter.press(Key.Key_Down)
    assert counter.draft().deciding_agency == "H49.05"
    counter.receive()
    assert counter.rows("SELECT deciding FROM dossier ORDER BY id") == [("H49.05",), ("H49.05",)]


def test_offers_that_come_in_do_not_change_what_was_chosen(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    agency = counter.page._ui.procedure._ui.agency
    agency.setFocus()
    counter.press(Key.Key_End)
    counter.type("H49.07")
    counter.page.set_agencies([("H49.05", "H49.05")])
    assert counter.draft().deciding_agency == "H49.07"


# duties


def owing_story(counter: CounterWindow) -> StoryPanel:
    """The story of a reception with papers and without a line."""
    with counter.world.store.database.write() as transaction:
        put(transaction, "offline_since", "2026-11-23T08:15:00+07:00")
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    counter.desk.work.open_code(counter.receive())
    panel = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: panel.view() is not None, "the story")
    return panel


def test_a_duty_is_closed_by_keys_in_the_story(counter: CounterWindow) -> None:
    panel = owing_story(counter)
    kinds = [owed.kind for owed in panel.view().owed]
    assert set(kinds) == {"account_check", "store_lookup", "scan_sign", "send_on"}
    first = panel._ui.duties.buttons()[0]
    first.setFocus()
    counter.press(Key.Key_Space)
    counter.settle()
    counter.until(lambda: len(panel.view().owed) == 3, "one duty less")
    assert counter.rows("SELECT kind FROM duty WHERE closed IS NOT NULL") == [(kinds[0],)]
    assert any(step.title.startswith("Đã xong") for step in panel.view().steps)
    assert counter.focused() in panel._ui.duties.buttons()  # the next one is under the fingers
    for _ in range(3):
        counter.press(Key.Key_Space)
        counter.settle()
    counter.until(lambda: panel.view().owed == (), "nothing more owed")
    assert not panel._ui.duties.isVisible()
    kinds_now = [row[0] for row in counter.rows("SELECT kind FROM log ORDER BY id")]
    assert kinds_now == ["dossier_received", *["duty_closed"] * 4]


def test_somebody_was_quicker_with_a_duty(counter: CounterWindow) -> None:
    panel = owing_story(counter)
    with counter.world.store.database.write() as transaction:
        transaction.run("UPDATE duty SET closed = 1 WHERE kind = 'account_check'")
    panel._ui.duties.buttons()[0].click()
    counter.settle()
    assert "đã được đóng" in counter.notices()["scan"]
    counter.until(lambda: len(panel.view().owed) == 3, "the story as it is now")
