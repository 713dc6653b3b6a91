"""The last receptions: which of them F8 means while the list is written anew under the clerk's hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.gui.recent_list import RecentList
from counter.gui.reception_draft import RecentRow
from counter.gui.reception_page import ReceptionPage


def row(dossier: int, state: str = "Đã in", code: str = "") -> RecentRow:
    return RecentRow(code or f"H49.22-261123-{dossier:04}", state, "good", dossier)


@pytest.fixture
def recent(qtbot) -> RecentList:
    made = RecentList()
    qtbot.addWidget(made)
    made.show_rows([row(3), row(2), row(1)])
    QTest.keyClick(made._rows, Qt.Key.Key_Down)
    assert made.code() == row(2).code
    return made


def test_chosen_one_stays_when_the_state_of_a_print_moves(recent: RecentList) -> None:
    recent.show_rows([row(3, "Đang in"), row(2), row(1)])
    assert recent.code() == row(2).code


def test_chosen_one_stays_when_a_provisional_reference_becomes_a_code(recent: RecentList) -> None:
    recent.show_rows([row(3, code="H49.30-261123-0009"), row(2, code="H49.30-261123-0008"), row(1)])
    assert recent.code() == "H49.30-261123-0008"


def test_newest_is_chosen_when_somebody_was_received(recent: RecentList) -> None:
    recent.show_rows([row(4), row(3), row(2), row(1)])
    assert recent.code() == row(4).code


def test_newest_is_chosen_when_the_chosen_one_left_the_list(recent: RecentList) -> None:
    recent.show_rows([row(3), row(1)])
    assert recent.code() == row(3).code


def test_nothing_is_chosen_when_nothing_is_left(recent: RecentList) -> None:
    recent.show_rows([])
    assert recent.code() == ""
    recent.show_rows([row(5)])
    assert recent.code() == row(5).code


def test_chosen_one_is_seen_wherever_the_cursor_is(recent: RecentList) -> None:
    recent._rows.clearFocus()
    assert [recent._rows.is_marked(at) for at in range(3)] == [False, True, False]
    recent.show_rows([row(4), row(3), row(2), row(1)])
    assert not any(recent._rows.is_marked(at) for at in range(4))  # the newest is what anybody expects


def test_newest_is_chosen_when_somebody_else_works_here(qtbot) -> None:
    page = ReceptionPage()
    qtbot.addWidget(page)
    page.show_recent([row(3), row(2), row(1)])
    recent = page._ui.receipt._ui.recent
    QTest.keyClick(recent._rows, Qt.Key.Key_Down)
    assert page._ui.receipt._ui.reprint.accessibleDescription() == recent.code() == row(2).code
    page.leave("next")
    assert recent.code() == row(3).code
