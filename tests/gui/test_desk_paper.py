"""Paper: printed, failed, unknown, printed again by a person; and nothing ever printed again by itself."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.gui.status_bar import StatusBar
from counter.gui.story_panel import StoryPanel
from counter.printing.printer import Outcome, printed
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow
from tests.made.paper import text_of
from tests.made.printers import TRICKS, LyingPrinter, Trick
from tests.made.remote_window import Remote
from tests.made.world import World

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
REST_MS = 150  # long enough for anything that would print by itself


class StuckPrinter:
    """Takes the first job and gives no answer until it may."""

    name = "stuck"

    def __init__(self) -> None:
        self.sends: list[str] = []
        self.taken, self.answer = threading.Event(), threading.Event()

    def send(self, _pdf: bytes, job_name: str) -> Outcome:
        self.sends.append(job_name)
        self.taken.set()
        self.answer.wait(60)
        return printed()


Before = Callable[[LyingPrinter | StuckPrinter], CounterWindow]


def next_morning(counter: CounterWindow, printer: LyingPrinter | StuckPrinter) -> None:
    """The same counter and printer after another start."""
    counter.close()
    counter.open(printer_for=lambda _setting: printer)
    counter.sign_in()


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Before]:
    """Opens a counter that has that printer, somebody signed in."""
    made: list[CounterWindow] = []

    def open_before(printer: LyingPrinter | StuckPrinter) -> CounterWindow:
        made.append(CounterWindow(tmp_path, printer_for=lambda _setting: printer))
        made[-1].sign_in()
        return made[-1]

    yield open_before
    for counter in made:
        counter.end()


def recent(counter: CounterWindow) -> tuple[str, str]:
    """The newest reception and what is said of its paper."""
    row = counter.page._ui.receipt._ui.recent._rows.rows[0]
    return row.code, row.state


def said(counter: CounterWindow) -> tuple[str, bool]:
    """The printer's words in the status bar, and whether they ask for a look."""
    label = counter.window.findChild(StatusBar)._printer
    return label.text(), label.property("tone") == "warning"


def ended(counter: CounterWindow, state: str) -> None:
    """Wait for the end of the newest print, and a while for what nobody asked for."""
    counter.settle()
    counter.until(lambda: counter.prints() and counter.prints()[-1][0] == state, f"a print that is {state}")
    count = len(counter.prints())
    QTest.qWait(REST_MS)
    counter.settle()
    assert len(counter.prints()) == count


def story(counter: CounterWindow, code: str) -> StoryPanel:
    counter.desk.work.open_code(code)
    panel = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: panel.view() is not None and code in (panel.view().code, panel.view().official), "the story")
    return panel


# printed, and failed


def test_printed_paper_is_said_to_be_printed_and_no_question_is_left(counter: CounterWindow) -> None:
    counter.sign_in()
    code = counter.one_reception()
    ended(counter, "printed")
    counter.until(lambda: recent(counter) == (code, "Đã in"), "the state in the list")
    assert said(counter) == ("Đã ghi giấy vào thư mục in.", False)
    assert story(counter, code).view().asked_print is None
    assert [path.name for path in counter.paper.iterdir()] == [f"{code}.pdf"]


def test_failed_print_is_told_and_tried_again_by_a_person_only(counter: CounterWindow) -> None:
    counter.paper.write_bytes(b"")  # where the folder should be
    counter.sign_in()
    code = counter.one_reception(CARD)
    ended(counter, "failed")
    counter.until(lambda: recent(counter) == (code, "Chưa in được"), "the state in the list")
    words, attention = said(counter)
    assert "Hồ sơ đã lưu" in words
    assert attention
    assert counter.focused() is counter.page._ui.procedure.search  # the next person is served meanwhile
    counter.paper.unlink()
    counter.one_reception(OTHER_CARD)
    ended(counter, "printed")
    counter.close()
    counter.open()
    counter.sign_in()
    QTest.qWait(REST_MS)
    assert [state for state, _ in counter.prints()] == ["failed", "printed"]  # neither a start nor a success tries it
    story(counter, code)
    counter.press(Key.Key_F8)
    ended(counter, "printed")
    assert counter.prints() == [("failed", 0), ("printed", 0), ("printed", 0)]  # of nothing a copy
    assert counter.codes() == [code, "H49.22-261123-0002"]


# unknown


def test_printer_without_paper_is_looked_after_and_told_about_by_a_person(before: Before) -> None:
    printer = LyingPrinter(random.Random(1), "no_paper")
    counter = before(printer)
    code = counter.one_reception()
    ended(counter, "unknown")
    assert said(counter) == (
        "Máy in HP LaserJet đang chờ (hết giấy, tắt hoặc kẹt giấy). Xử lý máy in rồi xem giấy đã ra chưa.",
        True,
    )
    counter.until(lambda: recent(counter) == (code, "Chưa rõ bản in"), "the state in the list")
    assert printer.sends == [code]


@pytest.mark.parametrize(("came_out", "state"), [(True, "printed"), (False, "failed")])
def test_what_a_person_saw_of_an_unknown_print_settles_it_and_prints_nothing(
    before: Before, came_out: bool, state: str
) -> None:
    printer = LyingPrinter(random.Random(1), "no_paper")
    counter = before(printer)
    code = counter.one_reception()
    ended(counter, "unknown")
    panel = story(counter, code)
    assert panel.view().asked_print == 1
    button = panel._ui.printed if came_out else panel._ui.notPrinted
    assert button.isVisible()
    button.setFocus()
    counter.press(Key.Key_Space)
    ended(counter, state)
    assert printer.sends == [code]
    assert panel.view().asked_print is None
    assert not panel._ui.ask.isVisible()
    log = counter.rows("SELECT kind FROM log")
    assert log == [("dossier_received",)]  # what became of paper is no fact of the dossier


@pytest.mark.parametrize("trick", TRICKS)
def test_whatever_the_printer_does_it_hears_of_each_paper_once_and_is_believed_only_when_sure(
    before: Before, trick: Trick
) -> None:
    printer = LyingPrinter(random.Random(7), trick)
    counter = before(printer)
    codes = [counter.one_reception(card) for card in (CARD, OTHER_CARD)]
    counter.until(lambda: all(s not in ("saved", "printing") for s, _ in counter.prints()), "both ends")
    next_morning(counter, printer)
    QTest.qWait(REST_MS)
    counter.settle()
    assert printer.sends == codes
    assert len(counter.prints()) == 2
    done = [code for code, (state, _) in zip(codes, counter.prints(), strict=True) if state == "printed"]
    assert set(done) <= set(printer.paper)
    assert set(codes) - set(done) == {c for c, (s, _) in zip(codes, counter.prints(), strict=True) if s == "unknown"}


def test_what_was_at_the_printer_or_before_it_when_the_program_died_is_unknown_and_not_sent_again(
    before: Before, other: Callable[[World], CounterWindow]
) -> None:
    stuck = StuckPrinter()
    counter = before(stuck)
    try:
        codes = [counter.one_reception(card) for card in (CARD, OTHER_CARD)]
        counter.until(stuck.taken.is_set, "the printer has the first")
        assert [state for state, _ in counter.prints()] == ["printing", "saved"]
        again = other(counter.crash())
        again.sign_in()
        ended(again, "unknown")
        assert [state for state, _ in again.prints()] == ["unknown", "unknown"]
        assert not again.paper.exists()
        for code in codes:
            assert story(again, code).view().asked_print is not None
        assert stuck.sends == codes[:1]
    finally:
        stuck.answer.set()


def test_window_that_is_closed_lets_the_paper_under_way_end_and_the_next_start_prints_nothing(
    before: Before,
) -> None:
    stuck = StuckPrinter()
    counter = before(stuck)
    code = counter.one_reception()
    counter.until(stuck.taken.is_set, "the printer has it")
    threading.Timer(0.2, stuck.answer.set).start()
    counter.close()
    assert [state for state, _ in counter.prints()] == ["printed"]
    counter.open()
    counter.sign_in()
    ended(counter, "printed")
    assert stuck.sends == [code]
    assert not counter.paper.exists()


# printed again


def test_reprints_are_marked_and_counted_and_each_is_one_press(counter: CounterWindow) -> None:
    counter.sign_in()
    older = counter.one_reception(CARD)
    newer = counter.one_reception(OTHER_CARD)
    ended(counter, "printed")
    for _ in range(2):
        counter.press(Key.Key_F8)
        counter.settle()
    rows = counter.page._ui.receipt._ui.recent._rows
    rows.setFocus()
    counter.press(Key.Key_Down, Key.Key_F8)
    counter.settle()
    counter.until(lambda: [s for s, _ in counter.prints()] == ["printed"] * 5, "five papers")
    ended(counter, "printed")
    marks = {path.stem: mark_of(path) for path in counter.paper.iterdir()}
    assert marks == {
        older: "", newer: "", f"{newer} (2)": "BẢN SAO lần 1", f"{newer} (3)": "BẢN SAO lần 2", f"{older} (2)": "BẢN SAO lần 1",
    }  # fmt: skip
    assert counter.codes() == [older, newer]  # paper spends no number


def mark_of(path: Path) -> str:
    """The mark of a copy on a paper."""
    text = text_of(path.read_bytes())
    at = text.find("BẢN SAO lần")
    return "" if at < 0 else " ".join(text[at:].split()[:4])


def test_held_f8_prints_one_copy(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception()
    ended(counter, "printed")
    window = counter.window.windowHandle()
    QTest.simulateEvent(window, True, Key.Key_F8, NONE, "", False)
    for _ in range(20):
        QTest.simulateEvent(window, True, Key.Key_F8, NONE, "", True)
        QTest.qWait(20)
    QTest.simulateEvent(window, False, Key.Key_F8, NONE, "", False)
    ended(counter, "printed")
    assert counter.prints() == [("printed", 0), ("printed", 1)]


def test_no_paper_is_asked_for_when_none_is_wanted(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.page._ui.receipt._ui.copies.setFocus()
    counter.press(Key.Key_End)
    assert counter.draft().copies == 0
    counter.receive()
    QTest.qWait(REST_MS)
    assert counter.prints() == []
    assert recent(counter)[1] == "Không in"


# the official code


@pytest.fixture
def remote(tmp_path: Path, other: Callable[[World], CounterWindow]) -> Iterator[Remote]:
    made = Remote(tmp_path, other)
    yield made
    made.off()


def test_official_code_that_follows_is_offered_on_paper_and_printed_by_a_person_only(remote: Remote) -> None:
    counter = remote.counter
    remote.off()
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.page._ui.procedure._ui.agency.setFocus()
    counter.press(Key.Key_End)
    counter.type("H49.05")
    provisional = counter.receive()
    ended(counter, "printed")
    assert counter.page._confirmation._headline.text() == "Đã tiếp nhận với mã tạm"
    first = text_of((counter.paper / f"{provisional}.pdf").read_bytes())
    assert "Mã tạm" in first
    assert "mã tạm vẫn dùng để tra cứu" in first
    panel = story(counter, provisional)
    assert not panel._ui.officialBox.isVisible()
    remote.on()
    for _ in range(40):  # the code follows the receipt of the application by an exchange or two
        counter.desk.work.sync.wake()
        QTest.qWait(500)
        if panel.view() is not None and panel.view().official:
            break
    official = panel.view().official
    assert official.startswith("H49.05-")
    assert panel._ui.officialBox.isVisible()
    ended(counter, "printed")
    assert counter.prints() == [("printed", 0)]  # its coming prints nothing
    assert panel._ui.reprint.words() == "In mã chính thức"
    counter.world.clock.forward(minutes=5)
    counter.press(Key.Key_F8)
    ended(counter, "printed")
    assert counter.prints() == [("printed", 0), ("printed", 0)]  # another paper, no copy
    second = text_of((counter.paper / f"{official}.pdf").read_bytes())
    assert official in second
    assert "BẢN SAO" not in second
    assert f"thay cho mã tạm {provisional}" in second
    counter.until(lambda: panel._ui.reprint.words() == "In lại", "the offer taken")
    assert counter.codes() == [provisional]  # both are found, neither is rewritten
    assert story(counter, provisional).view().id == story(counter, official).view().id
