"""The whole window by keys alone: from an empty page to a recorded print, wherever the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from counter.gui.desk import DOSSIERS
from counter.gui.rail import RailButton
from counter.gui.status_bar import SyncLabel
from tests.gui.test_keyboard import inputs
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
MOST = 8  # key presses for a known procedure besides the scan


class _Mouse(QObject):
    """Counts what only a mouse makes."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel):
            self.events += 1
        return False


@pytest.fixture
def mouse(qapp: QApplication) -> Iterator[_Mouse]:
    watch = _Mouse()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_known_procedure_takes_a_scan_and_few_keys_to_a_recorded_print(counter: CounterWindow, mouse: _Mouse) -> None:
    counter.sign_in()
    counter.presses = 0
    counter.scan(CARD)
    counter.choose("khai s")  # six letters and Enter
    code = counter.receive()
    assert counter.presses <= MOST
    assert code == "H49.22-261123-0001"
    assert counter.rows("SELECT applicant, procedure FROM dossier") == [("Nguyễn Thị Ngọc Ẩn", "1.001193")]
    assert counter.prints()[0][1] == 0
    counter.until(lambda: counter.prints() == [("printed", 0)], "the paper")
    assert [path.name for path in counter.paper.glob("*.pdf")] == [f"{code}.pdf"]
    assert mouse.events == 0


def test_the_code_of_a_procedure_and_all_its_papers_take_few_keys_too(counter: CounterWindow, mouse: _Mouse) -> None:
    counter.sign_in()
    counter.presses = 0
    counter.scan(CARD)
    counter.choose("1193")
    counter.press(Key.Key_A, modifier=CONTROL)
    assert all(paper.ticked for paper in counter.draft().papers)
    counter.receive()
    assert counter.presses + 1 <= MOST  # Ctrl is a key as well
    assert mouse.events == 0


def test_the_next_person_is_received_without_any_key_between(counter: CounterWindow) -> None:
    counter.sign_in()
    first = counter.one_reception(CARD)
    second = counter.one_reception(OTHER_CARD, "khai t")
    assert counter.codes() == [first, second]
    assert counter.rows("SELECT number FROM dossier ORDER BY id") == [("022190004512",), ("022300001234",)]


@pytest.mark.parametrize("place", ["search", "address", "phone", "note", "papers", "button", "rail", "light", "query"])
def test_scan_fills_the_page_and_leaves_no_letter_wherever_the_cursor_stands(
    counter: CounterWindow, place: str
) -> None:
    counter.sign_in()
    counter.choose("khai s")
    ui = counter.page._ui
    if place == "note":
        ui.receipt._note_pressed()
    widget: QWidget = {
        "search": ui.procedure.search,
        "address": ui.applicant._ui.applicant.fields["address"],
        "phone": ui.applicant._ui.applicant.fields["phone"],
        "note": ui.receipt._ui.note,
        "papers": ui.procedure.papers.table,
        "button": ui.receipt.button,
        "rail": counter.window.findChildren(RailButton)[0],
        "light": counter.window.findChild(SyncLabel),
        "query": counter.window.frame.top_bar.search,
    }[place]
    widget.setFocus()
    QApplication.processEvents()
    counter.scan(CARD)
    counter.until(lambda: counter.draft().applicant.number == "022190004512", "the card on the page")
    draft = counter.draft()
    assert (draft.applicant.name, draft.applicant.birth_date) == ("Nguyễn Thị Ngọc Ẩn", "12/04/1990")
    assert (draft.applicant.phone, draft.note, draft.procedure) == ("", "", "1.001193")
    assert ui.procedure.search.text() == ""
    assert counter.window.frame.top_bar.search.text() == ""
    assert counter.codes() == []


def test_a_scan_on_another_page_comes_back_to_reception(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.press(Key.Key_F4)
    assert counter.window.open_page() == DOSSIERS
    counter.scan(CARD)
    counter.until(lambda: counter.page.isVisible() and counter.draft().applicant.number, "the card on the page")


def test_a_scanned_receipt_opens_its_dossier(counter: CounterWindow) -> None:
    counter.sign_in()
    code = counter.one_reception()
    counter.scan(code)
    page = counter.desk.work.dossiers_page
    counter.until(page.isVisible, "the dossiers")
    counter.until(lambda: page._ui.story.view() is not None, "the story")
    assert page._ui.story.view().code == code


def test_f8_after_the_scan_of_a_receipt_is_for_that_dossier_and_not_for_the_one_still_seen(
    counter: CounterWindow,
) -> None:
    counter.sign_in()
    seen, meant = counter.one_reception(CARD), counter.one_reception(OTHER_CARD, "khai t")
    page = counter.desk.work.dossiers_page
    counter.scan(seen)
    counter.until(lambda: page._ui.story.view() is not None, "the story")
    with counter.slow_disk():
        counter.beep(meant)
        counter.press(Key.Key_F8)
    counter.until(lambda: len(counter.prints()) == 3, "one more paper")
    assert counter.rows("SELECT dossier FROM print_job WHERE copy_number = 1") == [(2,)]
    assert page._ui.story.view().code == meant


@pytest.mark.parametrize(("letters", "printed"), [("dang thuy", [(2,)]), ("nobody", [])])
def test_f8_right_after_enter_is_for_what_was_searched_and_not_for_the_one_still_seen(
    counter: CounterWindow, letters: str, printed: list[tuple[int]]
) -> None:
    counter.sign_in()
    seen = counter.one_reception(CARD)
    counter.one_reception(OTHER_CARD, "khai t")
    page = counter.desk.work.dossiers_page
    counter.scan(seen)
    counter.until(lambda: page._ui.story.view() is not None, "the story")
    counter.press(Key.Key_F4)
    counter.settle()
    with counter.slow_disk():
        counter.type(letters)
        counter.press(Key.Key_Return)
        counter.press(Key.Key_F8)
    counter.settle()
    assert counter.rows("SELECT dossier FROM print_job WHERE copy_number = 1") == printed


def test_key_pressed_while_an_unknown_code_was_looked_up_does_nothing(counter: CounterWindow) -> None:
    counter.sign_in()
    code = counter.one_reception(CARD)
    page = counter.desk.work.dossiers_page
    counter.scan(code)
    counter.until(lambda: page._ui.story.view() is not None, "the story")
    with counter.slow_disk():
        counter.beep(code[:-1] + "9")
        counter.press(Key.Key_F8)
    counter.scan(code)
    counter.until(lambda: page._ui.story.view() is not None, "the story again")
    assert len(counter.prints()) == 1


def test_scan_under_a_question_turns_no_page_behind_it_and_says_so(counter: CounterWindow) -> None:
    counter.sign_in()
    asked_about, other = counter.one_reception(CARD), counter.one_reception(OTHER_CARD, "khai t")
    page = counter.desk.work.dossiers_page
    counter.scan(asked_about)
    counter.until(lambda: page._ui.story.view() is not None, "the story")
    page._ui.story._ui.withdraw.click()
    question = QApplication.activeModalWidget()
    assert question is not None
    counter.until(question.isActiveWindow, "the question")
    for payload in (other, CARD):
        counter.scan(payload)
        assert page.isVisible()
        assert page._ui.story.view().code == asked_about
        assert "câu hỏi đang mở" in counter.notices()["scan"]
    counter.press(Key.Key_Escape)
    counter.back()
    counter.scan(other)
    counter.until(lambda: page._ui.story.view().code == other, "the other story")
    assert counter.notices() == {}


def test_a_scan_at_the_sign_in_goes_nowhere(counter: CounterWindow) -> None:
    counter.settle()
    counter.scan(CARD)
    assert counter.desk.sign_in_page._ui.secret.line.text() == ""
    assert counter.draft().is_empty()


@pytest.mark.parametrize("page", [Key.Key_F2, Key.Key_F4])
def test_tab_reaches_everything_in_the_window_and_comes_back(counter: CounterWindow, page: Qt.Key) -> None:
    counter.sign_in()
    code = counter.one_reception()
    counter.window.show_notice("again", "Người này vừa được tiếp nhận.", "Mở hồ sơ đó")
    counter.press(page)
    if page == Key.Key_F4:
        counter.desk.work.open_code(code)
        counter.until(lambda: counter.desk.work.dossiers_page._ui.story.view() is not None, "the story")
    counter.settle()
    wanted = inputs(counter.window)
    assert any(isinstance(w, RailButton) for w in wanted)
    assert any(isinstance(w, SyncLabel) for w in wanted)
    reached: list[QWidget] = []
    for _ in range(200):
        focused = counter.focused()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
        counter.press(Key.Key_Tab)
    missed = {(type(w).__name__, w.objectName(), w.accessibleName()) for w in wanted - set(reached)}
    assert missed == set()


def test_no_two_keys_of_the_whole_window_mean_different_things(counter: CounterWindow) -> None:
    counter.sign_in()
    for key in (Key.Key_F2, Key.Key_F4):
        counter.press(key)
        keys = [
            s.key().toString()
            for s in counter.window.findChildren(QShortcut)
            if s.parent().isVisible() and s.parent().isEnabled() and not s.key().isEmpty()  # type: ignore[attr-defined]
        ]
        keys += [a.shortcut().toString() for a in counter.window.actions() if not a.shortcut().isEmpty()]
        assert len(keys) == len(set(keys)), keys


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_f10_opens_the_menu_and_esc_closes_it(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.press(Key.Key_F10)
    menu = counter.window.frame.menu
    assert menu.isVisible()
    counter.press(Key.Key_Escape)
    assert not menu.isVisible()
