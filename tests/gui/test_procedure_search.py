"""The search for a procedure: the list under the line, and the fingers that are quicker than the answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.gui.procedure_search import ProcedureSearch
from counter.gui.reception_draft import ProcedureRow
from tests.gui.hands import show_with_keys

Key = Qt.Key
ROWS = [
    ProcedureRow("1.001193", "Đăng ký khai sinh", "Hộ tịch"),
    ProcedureRow("1.000656", "Đăng ký khai tử", "Hộ tịch"),
]


@pytest.fixture
def search(qtbot) -> ProcedureSearch:
    host = QWidget()
    column = QVBoxLayout(host)
    made = ProcedureSearch(host)
    column.addWidget(made)
    column.addStretch(1)
    show_with_keys(qtbot, host, 600, 500)
    made.setFocus()
    made._keep = host  # type: ignore[attr-defined]
    return made


def test_letters_ask_and_the_answer_opens_the_list(search: ProcedureSearch, qtbot) -> None:
    asked: list[str] = []
    search.query_changed.connect(asked.append)
    qtbot.keyClicks(search, "kh")
    assert asked == ["k", "kh"]
    search.show_results(ROWS, "kh")
    assert search.results_are_open()


def test_enter_takes_the_first_and_down_the_next(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "kh")
    search.show_results(ROWS, "kh")
    with qtbot.waitSignal(search.chosen) as first:
        qtbot.keyClick(search, Key.Key_Return)
    assert first.args == ["1.001193"]
    assert search.text() == ""
    assert not search.results_are_open()
    qtbot.keyClicks(search, "kh")
    search.show_results(ROWS, "kh")
    qtbot.keyClick(search, Key.Key_Down)
    with qtbot.waitSignal(search.chosen) as second:
        qtbot.keyClick(search, Key.Key_Return)
    assert second.args == ["1.000656"]


def test_an_enter_before_the_answer_waits_for_it(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "ks")
    with qtbot.assertNotEmitted(search.chosen):
        qtbot.keyClick(search, Key.Key_Return)
    with qtbot.waitSignal(search.chosen) as chosen:
        search.show_results(ROWS, "ks")
    assert chosen.args == ["1.001193"]


def test_an_answer_to_something_typed_before_is_left_aside(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "kh")
    qtbot.keyClick(search, Key.Key_Return)
    qtbot.keyClicks(search, "a")
    with qtbot.assertNotEmitted(search.chosen):
        search.show_results(ROWS, "kh")
        search.show_results(ROWS[1:], "kha")
    assert [row.code for row in search.results()] == ["1.000656"]


def test_escape_closes_the_list_and_keeps_what_was_typed(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "kh")
    search.show_results(ROWS, "kh")
    qtbot.keyClick(search, Key.Key_Escape)
    assert not search.results_are_open()
    assert search.text() == "kh"
    qtbot.keyClick(search, Key.Key_Down)
    assert search.results_are_open()


def test_nothing_found_is_said_and_enter_chooses_nothing(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "zzz")
    search.show_results([], "zzz")
    assert search.results_are_open()
    with qtbot.assertNotEmitted(search.chosen):
        qtbot.keyClick(search, Key.Key_Return)


def test_the_query_is_asked_in_one_spelling(search: ProcedureSearch, qtbot) -> None:
    asked: list[str] = []
    search.query_changed.connect(asked.append)
    search.setText("")
    search.insert("  khai   sinh ")
    search.textEdited.emit(search.text())
    assert asked[-1] == "khai sinh"


def test_the_list_goes_when_the_cursor_goes(search: ProcedureSearch, qtbot) -> None:
    qtbot.keyClicks(search, "kh")
    search.show_results(ROWS, "kh")
    search.clearFocus()
    assert not search.results_are_open()
