"""Two clerks at one counter, by turns: every fact bears who did it, and nobody's unfinished work becomes another's."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.journal.kinds import read_body
from counter.store.drafts import draft_of
from counter.store.log import Kept, all_kept
from counter.store.settings_table import put
from tests.made.counter_window import CARD, CLERKS, OTHER_CARD, PASSWORD, CounterWindow
from tests.made.paper import text_of

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PINS = {"ha": "493817", "minh": "260751"}
THIRD_CARD = "022075004321||Vũ Đức Thắng|09111975|Nam|Khu 4, Đặc khu Cô Tô, Quảng Ninh|11032021"
NAME, OTHER_NAME = "Nguyễn Thị Ngọc Ẩn", "Đặng Thùy Dương"


@pytest.fixture
def shared(counter: CounterWindow) -> CounterWindow:
    """Both clerks have a PIN."""
    accounts = counter.accounts
    for name, pin in PINS.items():
        accounts.set_pin(accounts.sign_in(name, PASSWORD), pin)
    return counter


def lock(counter: CounterWindow) -> None:
    counter.press(Key.Key_L, modifier=CONTROL)
    counter.settle()
    assert counter.desk.sign_in_page.isVisible()


def unlock(counter: CounterWindow, pin: str) -> None:
    counter.type(pin)
    counter.press(Key.Key_Return)
    counter.until(counter.page.isVisible, "the page behind the lock")
    counter.settle()


def take_over(counter: CounterWindow, name: str) -> None:
    """At the lock of somebody else: by keys to the other account, and in with its PIN."""
    for _ in range(6):
        counter.press(Key.Key_Tab)
        if counter.focused() is counter.desk.sign_in_page._ui.other:
            break
    counter.press(Key.Key_Space)
    counter.settle()
    counter.sign_in(name, PINS[name])


def entries(counter: CounterWindow) -> list[Kept]:
    with counter.world.store.database.read() as transaction:
        return list(all_kept(transaction))


def clerk_of(kept: Kept) -> str | None:
    """Whose name stands in the body."""
    envelope = kept.entry.envelope
    name: str | None = read_body(envelope.kind, envelope.version, kept.entry.body).get("clerk")
    return name


def kept_draft(counter: CounterWindow, account: str) -> str:
    """The draft of an account as it lies on the disk."""
    with counter.world.store.database.read() as transaction:
        return json.dumps(draft_of(transaction, account), ensure_ascii=False)


def close_a_duty(counter: CounterWindow, code: str) -> None:
    """The first duty of a dossier, by keys in its story."""
    counter.desk.work.open_code(code)
    panel = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: panel.view() is not None and panel.view().code == code, "the story")
    panel._ui.duties.buttons()[0].setFocus()
    counter.press(Key.Key_Space)
    counter.settle()


def test_every_fact_print_and_paper_bears_who_did_it_when_clerks_take_turns(shared: CounterWindow) -> None:
    with shared.world.store.database.write() as transaction:
        put(transaction, "offline_since", "2026-11-23T08:15:00+07:00")  # so that duties arise
    shared.sign_in("ha")
    first = shared.one_reception(CARD)
    lock(shared)
    take_over(shared, "minh")
    second = shared.one_reception(OTHER_CARD)
    lock(shared)
    unlock(shared, PINS["minh"])  # the same sitting goes on
    third = shared.one_reception(THIRD_CARD)
    shared.until(lambda: shared.prints() == [("printed", 0)] * 3, "three papers")
    shared.desk.sign_in.sign_out()
    shared.sign_in("ha", PINS["ha"])
    close_a_duty(shared, second)
    shared.desk.sign_in.sign_out()
    shared.sign_in("ha", PINS["ha"])  # the same clerk, another sitting
    close_a_duty(shared, second)
    shared.press(Key.Key_F8)
    shared.until(lambda: shared.prints()[-1] == ("printed", 1), "a copy")

    kept = entries(shared)
    assert [(k.entry.envelope.kind, k.entry.envelope.actor, clerk_of(k)) for k in kept] == [
        ("dossier_received", "ha", CLERKS["ha"]),
        ("dossier_received", "minh", CLERKS["minh"]),
        ("dossier_received", "minh", CLERKS["minh"]),
        ("duty_closed", "ha", None),
        ("duty_closed", "ha", None),
    ]
    one, two, same, again, anew = (k.entry.envelope.session for k in kept)
    assert two == same
    assert len({one, two, again, anew}) == 4
    assert shared.rows("SELECT dossier, actor, copy_number FROM print_job ORDER BY id") == [
        (1, "ha", 0), (2, "minh", 0), (3, "minh", 0), (2, "ha", 1)]  # fmt: skip
    papers = {path.stem: text_of(path.read_bytes()) for path in shared.paper.glob("*.pdf")}
    by = {stem: [name for name in CLERKS.values() if name in text] for stem, text in papers.items()}
    assert by == {
        first: [CLERKS["ha"]],
        second: [CLERKS["minh"]],
        third: [CLERKS["minh"]],
        f"{second} (2)": [CLERKS["minh"]],  # who received it, whoever prints it again
    }


def test_work_behind_the_lock_is_not_the_next_clerks(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.scan(CARD)
    shared.choose()
    before = shared.draft()
    lock(shared)
    take_over(shared, "minh")
    assert shared.draft().is_empty()
    assert shared.draft().request != before.request
    assert shared.notices() == {}
    assert NAME not in shared.words()
    shared.press(Key.Key_F9)
    shared.settle()
    assert entries(shared) == []
    shared.one_reception(OTHER_CARD)
    assert [k.entry.envelope.actor for k in entries(shared)] == ["minh"]
    lock(shared)
    take_over(shared, "ha")
    assert NAME in shared.notices()["draft"]  # said, not slipped in
    assert "09:42" in shared.notices()["draft"]
    assert shared.draft() == before
    shared.receive()
    assert [(k.entry.envelope.actor, clerk_of(k)) for k in entries(shared)][1:] == [("ha", CLERKS["ha"])]
    assert shared.rows("SELECT applicant FROM dossier ORDER BY id") == [(OTHER_NAME,), (NAME,)]


def test_words_half_typed_by_one_clerk_are_gone_for_the_next(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.one_reception(CARD)
    shared.type("khai")
    shared.press(Key.Key_F4)
    shared.type("ngoc an")
    shared.settle()
    pages = shared.desk.work
    shared.until(lambda: pages.dossiers_page.query() == "ngoc an", "the search")
    shared.press(Key.Key_F2)
    shared.window.frame.top_bar.search.setFocus()
    shared.type("0912")  # and no Enter
    shared.press(Key.Key_F4)
    shared.desk.sign_in.sign_out()
    shared.sign_in("minh")  # who begins at reception, whatever page was open
    assert pages.reception_page._ui.procedure.search.text() == ""
    assert shared.window.frame.top_bar.search.text() == ""
    shared.press(Key.Key_F4)
    shared.settle()
    assert pages.dossiers_page.query() == ""
    assert pages.dossiers_page._ui.story.view() is None


def test_the_lock_opens_for_its_own_clerk_only(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.scan(CARD)
    before = shared.draft()
    lock(shared)
    shared.type(PINS["minh"])
    shared.press(Key.Key_Return)
    shared.settle()
    assert shared.desk.sign_in_page.isVisible()
    assert shared.desk.sign_in_page._ui.secret.note() != ""
    unlock(shared, PINS["ha"])
    assert shared.draft() == before


# a reception under way while somebody leaves


def test_reception_under_way_at_the_sign_out_is_its_own_clerks_and_shown_to_nobody_else(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.scan(CARD)
    shared.choose()
    with shared.slow_disk():
        shared.press(Key.Key_F9)
        shared.beep(OTHER_CARD)  # the next one, who is ha's as well
        shared.desk.sign_in.sign_out()
    shared.sign_in("minh", PINS["minh"])
    assert shared.draft().is_empty()
    assert shared.page._confirmation.isHidden()
    assert shared.notices() == {}
    assert NAME not in shared.words()
    assert OTHER_NAME not in shared.words()
    assert [(k.entry.envelope.actor, clerk_of(k)) for k in entries(shared)] == [("ha", CLERKS["ha"])]
    assert shared.rows("SELECT actor FROM print_job") == [("ha",)]
    assert kept_draft(shared, "minh") == "null"
    shared.desk.sign_in.sign_out()
    shared.sign_in("ha", PINS["ha"])
    assert shared.draft().is_empty()  # it is a fact, not a draft


def test_reception_under_way_at_the_lock_is_finished_behind_it(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.scan(CARD)
    shared.choose()
    with shared.slow_disk():
        shared.press(Key.Key_F9)
        shared.press(Key.Key_L, modifier=CONTROL)
        assert shared.desk.sign_in_page.isVisible()
    assert NAME not in shared.words()
    assert shared.focused() is shared.desk.sign_in_page._ui.secret.line
    unlock(shared, PINS["ha"])
    assert shared.draft().is_empty()
    assert shared.page._ui.receipt._ui.recent.code() == "H49.22-261123-0001"
    assert [k.entry.envelope.actor for k in entries(shared)] == ["ha"]
    assert kept_draft(shared, "ha") == "null"


# nobody is at the counter


def test_what_was_typed_a_moment_before_the_lock_is_on_the_disk_at_once(shared: CounterWindow) -> None:
    shared.sign_in("ha")
    shared.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    shared.type("0912")
    shared.press(Key.Key_L, modifier=CONTROL)
    shared.desk._front.background.flush()
    assert '"phone": "0912"' in kept_draft(shared, "ha")


def test_idle_lock_warns_and_keeps_the_draft(shared: CounterWindow) -> None:
    shared.close()
    shared.open(lock_ms=3000, warning_ms=1500)
    shared.sign_in("ha")
    shared.scan(CARD)
    shared.choose()
    shared.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    shared.type("0912")
    before = shared.draft()
    shared.until(lambda: "idle" in shared.notices(), "the warning")
    assert "bản nháp" in shared.notices()["idle"].lower()
    shared.type("3")
    assert "idle" not in shared.notices()  # somebody is there
    shared.press(Key.Key_Backspace)
    shared.until(shared.desk.sign_in_page.isVisible, "the lock")
    shared.settle()
    assert shared.notices() == {}
    assert NAME not in shared.words()
    assert '"phone": "0912"' in kept_draft(shared, "ha")
    shared.scan(OTHER_CARD)  # a card at a locked counter goes nowhere
    QTest.qWait(100)
    assert shared.desk.sign_in_page._ui.secret.line.text() == ""
    unlock(shared, PINS["ha"])
    assert shared.draft() == before
