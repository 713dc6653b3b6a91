"""The page as a clerk uses it: F4, type, Down or Enter, read, Esc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from counter.gui import language
from counter.gui.dossier_list import DossierList
from counter.gui.dossier_view import ListCounts, StoryView, row_views
from counter.gui.main_window import MainWindow
from counter.gui.parts.chip import Chip
from counter.gui.parts.dossier_table import DossierTable
from counter.gui.parts.empty_state import EmptyState
from counter.gui.story_panel import StoryPanel
from counter.store.dossiers import DossierRow
from tests.gui.dossier_scenes import CALENDAR, framed, told
from tests.gui.hands import Hands, show_with_keys
from tests.made.dossiers import FOUND, NOW, fresh_story, long_story, row

Key = Qt.Key


def story_of(dossier: int) -> StoryView:
    return replace(told(long_story() if dossier == 3 else fresh_story()), id=dossier)


class Office:
    """The page in its window, and somebody behind it who answers at once, or only when told to."""

    def __init__(self, qtbot, width: int = 1366, answers: bool = True) -> None:
        self.frame, self.page = framed()
        self.rows: Callable[[str], list[DossierRow]] = lambda _: FOUND
        self.more = False
        self.answers = True
        self.searched: list[tuple[str, str, str]] = []
        self.chosen: list[int] = []
        for signal in (self.page.searched, self.page.filter_chosen, self.page.period_chosen):
            signal.connect(self._search)
        self.page.dossier_chosen.connect(self._choose)
        self.answer("")  # what the page asked for when it was opened
        self.list = self._part(DossierList)
        self.table = self._part(DossierTable)
        self.story = self._part(StoryPanel)
        self.line = self._part(QLineEdit)
        show_with_keys(qtbot, self.frame, width, 768)
        self.hands = Hands(self.frame)
        self.hands.press(Key.Key_F4)
        self.searched.clear()
        self.answers = answers

    def _part(self, kind):
        found = self.page.findChild(kind)
        assert isinstance(found, kind)
        return found

    def _search(self, _asked: str) -> None:
        self.searched.append((self.page.query(), self.page.filter(), self.page.period()))
        if self.answers:
            self.answer(self.page.query())

    def answer(self, query: str) -> None:
        rows = self.rows(query)
        self.page.show_rows(row_views(rows, query, NOW, CALENDAR), query, len(rows), 4, more=self.more)

    def _choose(self, dossier: int) -> None:
        self.chosen.append(dossier)
        if self.answers:
            self.page.show_story(story_of(dossier))

    def opened(self) -> int | None:
        """The dossier whose story can be read now."""
        view = self.story.view()
        return view.id if view is not None and self.story.isVisible() else None

    def empty_words(self) -> str:
        empty = self.list.findChild(EmptyState)
        assert empty is not None
        return f"{empty._headline.text()} {empty._sentence.text()}" if empty.isVisible() else ""

    def chip(self, words: str) -> Chip:
        return next(chip for chip in self.page.findChildren(Chip) if chip.words().startswith(words))


def focused() -> object:
    return QApplication.focusWidget()


# what a key means while answers are awaited


def test_f8_means_the_chosen_row_while_the_story_before_it_is_still_seen(qtbot) -> None:
    office = Office(qtbot)
    papers: list[object] = []
    office.page.reprint_requested.connect(papers.append)
    office.hands.press(Key.Key_Down)
    first = office.opened()
    office.answers = False
    office.hands.press(Key.Key_Down, Key.Key_F8)
    second = office.chosen[-1]
    assert (office.opened(), papers) == (first, [])  # the disk is slow: the one before is on the screen
    office.page.show_story(story_of(second))
    assert papers == [second]
    office.hands.press(Key.Key_F8)
    assert papers == [second, second]


def test_early_key_is_forgotten_when_another_row_is_chosen_meanwhile(qtbot) -> None:
    office = Office(qtbot)
    papers: list[object] = []
    scans: list[object] = []
    office.page.reprint_requested.connect(papers.append)
    office.page.attach_requested.connect(scans.append)
    office.hands.press(Key.Key_Down)
    office.answers = False
    office.hands.press(Key.Key_Down, Key.Key_F8, Key.Key_Down, Key.Key_F6)
    for _ in range(2):  # the one that nobody waits for any more, then the newest
        office.page.show_story(story_of(office.chosen[-1]))
    assert (papers, scans) == ([], [office.page.chosen()])


# searching


def test_f4_puts_the_cursor_into_the_search_from_anywhere(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    office.hands.press(Key.Key_Down)
    assert focused() is office.table
    office.hands.press(Key.Key_F4)
    assert focused() is office.line
    assert office.line.selectedText() == "an"
    office.frame.show_page("reception")
    office.hands.press(Key.Key_F4)
    assert focused() is office.line


def test_every_letter_asks_at_once_in_one_spelling(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("đỗ")
    office.hands.type("  ")
    office.hands.type("a")
    assert [asked[0] for asked in office.searched] == ["đ", "đỗ", "đỗ a"]


def test_while_an_answer_is_awaited_only_the_newest_search_waits(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.type("nguy")
    assert [asked[0] for asked in office.searched] == ["n"]
    office.answer("n")
    assert [asked[0] for asked in office.searched] == ["n", "nguy"]
    assert office.list.shown() == "n"
    office.answer("nguy")
    assert office.list.shown() == "nguy"


def test_number_and_time_stand_in_the_search(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    assert office.line._suffix == "8 hồ sơ · 4 ms"  # type: ignore[attr-defined]
    office.more = True
    office.hands.type("h")
    assert office.line._suffix == "hơn 8 hồ sơ · 4 ms"  # type: ignore[attr-defined]


def test_slow_answer_says_that_it_is_searched_for(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.type("a")
    qtbot.waitUntil(lambda: office.line._suffix == "Đang tìm…", timeout=2000)  # type: ignore[attr-defined]
    office.answer("a")
    assert office.line._suffix == "8 hồ sơ · 4 ms"  # type: ignore[attr-defined]


def test_arriving_asks_again_for_list_and_story(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Down)
    assert office.chosen == [317]
    office.hands.press(Key.Key_F4)
    assert office.searched == [("", "all", "30")]
    assert office.chosen == [317, 317]
    assert office.opened() == 317


# choosing


def test_down_opens_the_first_and_goes_on_opening(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    assert office.chosen == []
    office.hands.press(Key.Key_Down)
    assert (office.chosen, office.opened()) == ([317], 317)
    office.hands.press(Key.Key_Down)
    assert (office.chosen, office.opened()) == ([317, 288], 288)
    office.hands.press(Key.Key_Up, Key.Key_Up)
    assert focused() is office.line
    assert office.opened() == 317


def test_enter_opens_the_first(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    office.hands.press(Key.Key_Return)
    assert office.opened() == 317
    assert focused() is office.table


def test_enter_before_the_answer_opens_what_the_answer_has_first(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.type("an")
    office.hands.press(Key.Key_Return)
    office.answer("a")
    assert office.chosen == []
    office.answer("an")
    assert office.chosen == [317]


def test_enter_on_nothing_opens_nothing(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: []
    office.hands.type("xyz")
    office.hands.press(Key.Key_Return, Key.Key_Down)
    assert office.chosen == []
    assert focused() is office.line


def test_story_of_a_dossier_that_is_not_found_any_more_goes(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Down, Key.Key_F4)
    office.rows = lambda query: FOUND[1:] if query == "a" else FOUND
    office.hands.type("a")
    assert office.opened() is None
    assert office.page.chosen() is None


def test_story_stays_while_its_dossier_is_still_found(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Down, Key.Key_F4)
    office.hands.type("a")
    assert office.opened() == 317
    assert office.table.current() == 317


def test_story_that_nobody_waits_for_any_more_is_not_shown(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.press(Key.Key_Down)
    office.hands.press(Key.Key_Down, Key.Key_Down)
    assert office.chosen == [317]
    office.page.show_story(story_of(317))
    assert office.opened() is None
    assert office.chosen == [317, 141]
    office.page.show_story(story_of(141))
    assert office.opened() == 141


def test_story_of_a_dossier_outside_the_list_survives_the_list(qtbot) -> None:
    office = Office(qtbot)
    office.page.open_dossier(999)
    assert office.opened() == 999
    assert focused() is office.story._ui.reprint
    office.page.refresh()
    assert office.opened() == 999
    office.hands.press(Key.Key_F4, Key.Key_Down)
    assert office.opened() == 317


def test_escape_goes_back_step_by_step(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    office.hands.press(Key.Key_Return)
    office.story._ui.reprint.setFocus()
    office.hands.press(Key.Key_Escape)
    assert focused() is office.table
    office.hands.press(Key.Key_Escape)
    assert focused() is office.line
    assert office.line.text() == "an"
    office.hands.press(Key.Key_Escape)
    assert office.line.text() == ""
    assert office.searched[-1][0] == ""


# scanned


def test_search_from_elsewhere_opens_the_only_hit(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: FOUND[2:3]
    office.page.search_for("0141")
    assert office.line.text() == "0141"
    assert office.opened() == 141


def test_search_from_elsewhere_opens_the_dossier_that_bears_the_code(qtbot) -> None:
    office = Office(qtbot)
    office.page.search_for(" h49.22-261123-0317 ")
    assert office.opened() == 317


def test_search_from_elsewhere_opens_nothing_when_several_are_meant(qtbot) -> None:
    office = Office(qtbot)
    office.page.search_for("nguyen an")
    assert office.chosen == []


def test_unknown_code_says_so_and_what_to_do(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Down)
    office.page.show_empty("unknown_code", "H49.31-261120-0007")
    assert office.line.text() == "H49.31-261120-0007"
    assert "chưa có hồ sơ mang mã H49.31-261120-0007" in office.empty_words()
    assert "tìm theo tên" in office.empty_words()
    assert office.opened() is None


def test_typed_code_that_nobody_bears_is_an_unknown_code_too(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: []
    office.page.search_for("TAM-03-261117-0007")
    assert "mang mã TAM-03-261117-0007" in office.empty_words()


# filters


def test_filters_are_one_stop_chosen_with_arrows(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Tab)
    assert focused() is office.chip("Tất cả")
    office.hands.press(Key.Key_Right, Key.Key_Right)
    assert office.searched == [("", "open", "30"), ("", "soon", "30")]
    office.hands.press(Key.Key_Tab)
    assert focused() is office.chip("30 ngày")
    office.hands.press(Key.Key_Tab)
    assert focused() is office.table


def test_filter_keeps_what_was_typed(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("an")
    QTest.mouseClick(office.chip("Quá hạn"), Qt.MouseButton.LeftButton)
    assert office.searched[-1] == ("an", "overdue", "30")


def test_numbers_stand_on_the_filters_and_go_when_there_are_none(qtbot) -> None:
    office = Office(qtbot)
    office.page.show_counts(ListCounts(3, 1))
    assert [office.chip(words).words() for words in ("Sắp hạn", "Quá hạn")] == ["Sắp hạn · 3", "Quá hạn · 1"]
    assert office.chip("Sắp hạn").accessibleName() == "Sắp hạn · 3"
    office.page.show_counts(ListCounts(0, 12))
    assert [office.chip(words).words() for words in ("Sắp hạn", "Quá hạn")] == ["Sắp hạn", "Quá hạn · 12"]


def test_period_is_chosen_from_its_menu(qtbot) -> None:
    office = Office(qtbot)
    menu = office.chip("30 ngày").menu()
    assert isinstance(menu, QMenu)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [("30 ngày", True), ("Mọi lúc", False)]
    menu.actions()[1].trigger()
    assert office.searched == [("", "all", "all")]
    assert office.chip("Mọi lúc").accessibleName() == "Thời gian tiếp nhận: Mọi lúc"


# nothing to show, and trouble


def test_nothing_lately_offers_all_times_in_one_press(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: [] if office.page.period() == "30" else FOUND
    office.hands.type("diệu")
    assert "“diệu” trong 30 ngày qua" in office.empty_words()
    act = office.list.findChild(EmptyState)._act
    act.setFocus()
    office.hands.press(Key.Key_Space)
    assert office.searched[-1] == ("diệu", "all", "all")
    assert office.empty_words() == ""
    assert focused() is office.line


def test_nothing_at_all_says_how_to_search(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: []
    office.chip("30 ngày").menu().actions()[1].trigger()
    office.hands.type("diệu")
    assert "gõ ít chữ hơn" in office.empty_words()


def test_empty_filter_leads_back_to_all(qtbot) -> None:
    office = Office(qtbot)
    office.rows = lambda _: [] if office.page.filter() == "ended" else FOUND
    QTest.mouseClick(office.chip("Đã kết thúc"), Qt.MouseButton.LeftButton)
    assert "Không có hồ sơ nào ở mục này" in office.empty_words()
    QTest.mouseClick(office.list.findChild(EmptyState)._act, Qt.MouseButton.LeftButton)
    assert office.page.filter() == "all"
    assert office.empty_words() == ""


def test_first_morning_says_how_to_begin_and_keeps_what_is_typed(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.type("an")
    office.page.show_empty("no_dossiers")
    assert "F2" in office.empty_words()
    assert office.line.text() == "an"
    assert office.searched[-1][0] == "an"


def test_trouble_says_what_is_safe_and_one_press_asks_again(qtbot) -> None:
    office = Office(qtbot)
    office.page.show_trouble("Ổ đĩa đang bận. Hồ sơ đã lưu vẫn an toàn.")
    assert office.empty_words() == "Chưa mở được danh sách Ổ đĩa đang bận. Hồ sơ đã lưu vẫn an toàn."
    QTest.mouseClick(office.list.findChild(EmptyState)._act, Qt.MouseButton.LeftButton)
    assert office.searched == [("", "all", "30")]
    assert office.empty_words() == ""


def test_story_in_trouble_says_so_and_the_next_one_opens(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.press(Key.Key_Down)
    office.page.show_story_trouble("Ổ đĩa đang bận.")
    empty = office.story.findChild(EmptyState)
    assert empty.isVisible()
    assert empty._sentence.text() == "Ổ đĩa đang bận."
    office.answers = True
    office.hands.press(Key.Key_Down)
    assert office.opened() == 288


def test_signing_out_leaves_nothing_of_anybody(qtbot) -> None:
    office = Office(qtbot)
    office.hands.type("nguyen an")
    office.hands.press(Key.Key_Return)
    office.page.show_empty("busy")
    assert office.line.text() == ""
    assert office.table.rows() == []
    assert office.story.view() is None
    assert office.list.shown() is None


def test_answer_that_comes_after_signing_out_is_not_shown(qtbot) -> None:
    office = Office(qtbot, answers=False)
    office.hands.press(Key.Key_Down)
    office.hands.press(Key.Key_F4)
    office.hands.type("an")
    asked = len(office.searched)
    office.page.show_empty("busy")
    office.answer("a")
    office.page.show_story(story_of(317))
    assert office.table.rows() == []
    assert office.story.view() is None
    assert len(office.searched) == asked
    office.answers = True
    office.page.arrive()
    assert len(office.table.rows()) == 8


def test_next_page_is_added_below(qtbot) -> None:
    office = Office(qtbot)
    office.more = True
    office.rows = lambda _: [row(n) for n in range(60)]
    office.hands.type("a")
    wanted: list[int] = []
    office.page.more_requested.connect(wanted.append)
    office.hands.press(Key.Key_Down, Key.Key_End)
    assert wanted == [60]
    office.page.append_rows(row_views([row(n) for n in range(60, 70)], "a", NOW, CALENDAR))
    office.hands.press(Key.Key_End)
    assert office.opened() == 69
    assert wanted == [60]


# little room


def test_story_takes_the_place_of_the_list_where_there_is_no_room_for_both(qtbot) -> None:
    office = Office(qtbot, width=960)
    office.hands.type("an")
    assert not office.story.isVisible()
    office.hands.press(Key.Key_Down)
    assert not office.story.isVisible()
    office.hands.press(Key.Key_Return)
    assert office.opened() == 317
    assert not office.list.isVisible()
    assert focused() is office.story._ui.reprint
    office.hands.press(Key.Key_Escape)
    assert office.list.isVisible()
    assert not office.story.isVisible()
    assert focused() is office.table
    assert office.table.current() == 317


def test_cursor_goes_to_the_search_when_the_story_that_covered_the_list_goes(qtbot) -> None:
    office = Office(qtbot, width=960)
    office.hands.press(Key.Key_Down, Key.Key_Return)
    office.rows = lambda _: FOUND[1:]
    office.page.refresh()
    assert office.list.isVisible()
    assert focused() is office.line


def test_question_about_a_print_gets_the_cursor_when_its_story_arrives_alone(qtbot) -> None:
    office = Office(qtbot, width=960, answers=False)
    office.page.open_dossier(3)
    assert focused() is office.story._ui.back
    office.page.show_story(story_of(3))
    assert focused() is office.story._ui.printed
    visible = office.story._ui.scroll.viewport().rect()
    button = office.story._ui.printed
    assert visible.contains(button.mapTo(office.story._ui.scroll.viewport(), button.rect().center()))


def test_both_are_shown_when_the_window_grows(qtbot) -> None:
    office = Office(qtbot, width=960)
    office.hands.press(Key.Key_Down, Key.Key_Return)
    office.frame.resize(1366, 768)
    QApplication.processEvents()
    assert office.list.isVisible()
    assert office.story.isVisible()
    assert office.story.width() == 396
    office.frame.resize(1150, 768)
    QApplication.processEvents()
    assert office.story.width() == 344


# languages


def test_other_language_changes_words_and_asks_again_for_those_of_rows(qtbot) -> None:
    office = Office(qtbot)
    office.hands.press(Key.Key_Down)
    office.searched.clear()
    language.install("en")
    QApplication.processEvents()
    assert office.chip("All").words() == "All"
    assert office.searched == [("", "all", "30")]
    assert office.chosen == [317, 317]
    assert office.table.rows()[0].due == "17:00 today"
    assert office.page.title() == "Dossiers"


@pytest.mark.parametrize("scale", [100, 150])
def test_window_keeps_its_own_search_out_of_the_way(qtbot, scale: int) -> None:
    frame, page = framed()
    qtbot.addWidget(frame)
    assert page.own_search
    assert isinstance(frame, MainWindow)
