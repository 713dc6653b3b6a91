"""F9 once, twice, held down, pressed into a slow disk; Enter of readers; the same person again: one dossier, one paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
NAME, OTHER_NAME = "Nguyễn Thị Ngọc Ẩn", "Đặng Thùy Dương"


@pytest.fixture
def ready(counter: CounterWindow) -> CounterWindow:
    """Somebody has been scanned, a procedure chosen: F9 is next."""
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.settle()
    return counter


def demand_exactly_one(counter: CounterWindow) -> None:
    """One fact, one number, one print, one paper; and nothing said that makes a clerk doubt it."""
    counter.settle()
    counter.until(lambda: counter.prints() == [("printed", 0)], "one paper")
    code = "H49.22-261123-0001"
    assert counter.codes() == [code]
    assert counter.rows("SELECT kind FROM log") == [("dossier_received",)]
    assert counter.rows("SELECT last FROM lane") == [(1,)]
    assert [path.name for path in counter.paper.iterdir()] == [f"{code}.pdf"]
    assert (counter.page._confirmation._headline.text(), counter.page._confirmation.code()) == ("Đã tiếp nhận", code)
    assert counter.notices() == {}
    assert counter.page._ui.procedure._ui.refusal.isHidden()
    assert counter.page._ui.receipt._ui.trouble.isHidden()
    assert counter.draft().is_empty()
    assert counter.focused() is counter.page._ui.procedure.search


@pytest.mark.parametrize("pause_ms", [0, 5, 60, 300])
def test_second_press_of_f9_does_nothing_however_soon_it_comes(ready: CounterWindow, pause_ms: int) -> None:
    window = ready.window.windowHandle()
    QTest.keyClick(window, Key.Key_F9)
    QTest.qWait(pause_ms)
    QTest.keyClick(window, Key.Key_F9)
    ready.until(ready.codes, "the dossier")
    demand_exactly_one(ready)


def test_held_f9_receives_once(ready: CounterWindow) -> None:
    window = ready.window.windowHandle()
    QTest.simulateEvent(window, True, Key.Key_F9, NONE, "", False)
    for _ in range(30):  # a second of a key held down
        QTest.simulateEvent(window, True, Key.Key_F9, NONE, "", True)
        QTest.qWait(30)
    QTest.simulateEvent(window, False, Key.Key_F9, NONE, "", False)
    demand_exactly_one(ready)


def test_f9_held_on_the_focused_button_receives_once(ready: CounterWindow) -> None:
    ready.page._ui.receipt.button.setFocus()
    test_held_f9_receives_once(ready)


def held(counter: CounterWindow) -> None:
    """The save takes so long that the page takes nothing meanwhile."""
    counter.until(lambda: not counter.page._ui.applicant.isEnabled(), "the page to be held")


@pytest.mark.parametrize("place", ["papers", "button", "note"])
def test_f9_while_the_save_is_still_running_receives_once(ready: CounterWindow, place: str) -> None:
    receipt = ready.page._ui.receipt
    if place == "note":
        receipt._note_pressed()
    {"papers": ready.page._ui.procedure.papers, "button": receipt.button, "note": receipt._ui.note}[place].setFocus()
    with ready.slow_disk():
        ready.press(Key.Key_F9, Key.Key_F9)
        assert receipt.button.words() == "Đang lưu…"
        assert not receipt.button.isEnabled()
        held(ready)
        ready.press(Key.Key_F9, Key.Key_Return, Key.Key_Space, Key.Key_F9)
        receipt.button.click()
        assert ready.codes() == []
    demand_exactly_one(ready)
    assert receipt.button.isEnabled()


def test_page_takes_no_letters_while_a_slow_save_is_running(ready: CounterWindow) -> None:
    """They would be in neither application."""
    ready.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    with ready.slow_disk():
        ready.press(Key.Key_F9)
        held(ready)
        ready.type("0912345678")
        ready.press(Key.Key_Return)
        assert ready.draft().applicant.phone == ""
    demand_exactly_one(ready)


def test_the_next_card_waits_for_a_slow_save_and_belongs_to_the_next_application(ready: CounterWindow) -> None:
    with ready.slow_disk():
        ready.press(Key.Key_F9)
        ready.beep(OTHER_CARD)
        assert ready.draft().applicant.name == NAME
    ready.until(lambda: ready.draft().applicant.name == OTHER_NAME, "the next person")
    assert ready.rows("SELECT applicant FROM dossier") == [(NAME,)]
    ready.choose()
    ready.receive()
    assert ready.rows("SELECT applicant FROM dossier ORDER BY id") == [(NAME,), (OTHER_NAME,)]
    ready.until(lambda: ready.prints() == [("printed", 0)] * 2, "two papers")


# readers and their Enter


@pytest.mark.parametrize("ending", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_ending_of_a_reader_presses_no_button(ready: CounterWindow, ending: Qt.Key) -> None:
    ready.page._ui.receipt.button.setFocus()
    for letter in CARD:
        ready._letter(letter)
    QTest.keyClick(ready.window.windowHandle(), ending)
    QTest.keyClick(ready.window.windowHandle(), Key.Key_Return)  # the line feed that some send after it
    QTest.qWait(300)
    ready.settle()
    assert ready.codes() == []
    assert ready.draft().applicant.name == NAME
    ready.receive()
    demand_exactly_one(ready)


def test_enter_alone_on_the_button_receives_nothing(ready: CounterWindow) -> None:
    """The late Enter of a slow reader, or of a person who goes from field to field."""
    ready.page._ui.receipt.button.setFocus()
    ready.press(Key.Key_Return, Key.Key_Enter)
    ready.settle()
    assert ready.codes() == []
    assert ready.focused() is ready.page._ui.receipt.button
    ready.receive()
    demand_exactly_one(ready)


def test_enter_through_all_fields_ends_on_the_button_and_receives_nothing(ready: CounterWindow) -> None:
    ready.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    for _ in range(40):
        ready.press(Key.Key_Return)
    ready.settle()
    assert ready.focused() is ready.page._ui.receipt.button
    assert ready.codes() == []


# the same person again


def test_second_scan_of_a_person_received_just_now_is_asked_about_and_not_doubled(ready: CounterWindow) -> None:
    code = ready.receive()
    ready.until(lambda: ready.prints() == [("printed", 0)], "the paper")
    ready.world.clock.forward(minutes=9)
    ready.scan(CARD)
    ready.until(lambda: "again" in ready.notices(), "the question")
    assert code in ready.notices()["again"]
    assert "09:42" in ready.notices()["again"]
    assert ready.acts() != {}
    ready.press(Key.Key_F9)  # by habit
    ready.settle()
    assert ready.codes() == [code]
    assert ready.prints() == [("printed", 0)]
    assert ready.draft().applicant.name == NAME
    assert "again" in ready.notices()  # still asked
    ready.act("Mở hồ sơ đó")
    story = ready.desk.work.dossiers_page._ui.story
    ready.until(lambda: story.view() is not None, "the dossier of before")
    assert story.view().code == code
    assert "again" not in ready.notices()


def test_answer_about_one_person_is_not_said_of_the_next(ready: CounterWindow) -> None:
    ready.receive()
    with ready.slow_disk():
        ready.world.clock.forward(minutes=1)  # a reader does not send it twice
        ready.beep(CARD)  # received a moment ago, which is not known yet
        ready.beep(OTHER_CARD)
    assert ready.draft().applicant.name == "Đặng Thùy Dương"
    assert "again" not in ready.notices()


def test_card_that_a_reader_sends_twice_is_one_card(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    counter.type("0912345678")
    counter.scan(CARD)
    assert (counter.draft().applicant.phone, counter.draft().procedure) == ("0912345678", "1.001193")
    counter.receive()
    demand_exactly_one(counter)
    assert counter.rows("SELECT phone FROM dossier") == [("0912345678",)]


def test_nobody_is_asked_about_a_person_of_eleven_minutes_ago(ready: CounterWindow) -> None:
    ready.receive()
    ready.world.clock.forward(minutes=11)
    ready.scan(CARD)
    ready.settle()
    assert "again" not in ready.notices()


def test_the_same_person_may_want_two_things(ready: CounterWindow) -> None:
    first = ready.receive()
    ready.world.clock.forward(seconds=2)  # sooner it would be the reader that sends twice
    ready.scan(CARD)
    ready.until(lambda: "again" in ready.notices(), "the question")
    ready.choose("khai t")
    second = ready.receive()
    assert ready.codes() == [first, second]
    ready.until(lambda: ready.prints() == [("printed", 0)] * 2, "two first papers")


# the code over the page


@pytest.mark.parametrize("work", ["scan", "search", "phone"])
def test_code_over_the_page_goes_as_soon_as_the_next_work_begins(ready: CounterWindow, work: str) -> None:
    code = ready.receive()
    confirmation = ready.page._confirmation
    assert confirmation.isVisible()
    if work == "scan":
        ready.scan(OTHER_CARD)
    elif work == "search":
        ready.type("k")
    else:
        ready.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
        assert confirmation.isVisible()  # looking about is no work
        ready.type("0")
    assert confirmation.isHidden()
    assert ready.page._ui.receipt._ui.recent.code() == code  # where it still stands
    QTest.qWait(250)
    assert confirmation.isHidden()  # no fading of before brings it back


def test_code_over_the_page_is_shown_anew_for_the_next_person(ready: CounterWindow) -> None:
    ready.receive()
    code = ready.one_reception(OTHER_CARD)
    assert ready.page._confirmation.isVisible()
    assert ready.page._confirmation.code() == code
    ready.until(lambda: ready.page._confirmation._effect.opacity() == 1.0, "the code in full")
