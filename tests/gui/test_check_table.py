"""A table that is ticked off by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from counter.gui.parts.check_rows import CheckRow
from counter.gui.parts.check_table import CheckTable

Key = Qt.Key


@pytest.fixture
def table(qtbot) -> CheckTable:
    made = CheckTable()
    qtbot.addWidget(made)
    made.set_heads("Giấy tờ", "Bản chính", "Bản sao")
    made.show_rows(
        [CheckRow("Tờ khai", (1, 0)), CheckRow("Giấy chứng sinh", (1, 0)), CheckRow("Văn bản ủy quyền", (0, 0))]
    )
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def ticks(table: CheckTable) -> list[bool]:
    return [row.ticked for row in table.rows()]


def test_space_ticks_and_goes_on(table: CheckTable, qtbot) -> None:
    with qtbot.waitSignals([table.rows_changed] * 2):
        qtbot.keyClicks(table, "  ")
    assert ticks(table) == [True, True, False]


def test_ctrl_a_ticks_all_and_then_none(table: CheckTable, qtbot) -> None:
    qtbot.keyClick(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticks(table) == [True, True, True]
    qtbot.keyClick(table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticks(table) == [False, False, False]


def test_digits_become_originals_and_tick_the_row(table: CheckTable, qtbot) -> None:
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClicks(table, "12")
    assert table.rows()[1] == CheckRow("Giấy chứng sinh", (12, 0), ticked=True)


def test_right_goes_to_the_copies(table: CheckTable, qtbot) -> None:
    qtbot.keyClick(table, Key.Key_Right)
    qtbot.keyClick(table, Key.Key_Right)
    qtbot.keyClicks(table, "3")
    assert table.rows()[0].numbers == (1, 3)
    qtbot.keyClick(table, Key.Key_Left)
    qtbot.keyClicks(table, "0")
    assert table.rows()[0].numbers == (0, 3)


def test_typing_begins_anew_in_another_cell(table: CheckTable, qtbot) -> None:
    qtbot.keyClicks(table, "1")
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClicks(table, "2")
    assert [row.numbers[0] for row in table.rows()] == [1, 2, 0]


def test_the_mouse_ticks_a_row_and_the_head_ticks_all(table: CheckTable, qtbot) -> None:
    row = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert ticks(table) == [False, False, True]
    head = table.horizontalHeader()
    qtbot.mouseClick(
        head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionSize(0) // 2, head.height() // 2)
    )
    assert ticks(table) == [True, True, True]


def test_setters_send_no_signal(table: CheckTable, qtbot) -> None:
    with qtbot.assertNotEmitted(table.rows_changed):
        table.show_rows([CheckRow("Tờ khai", (1, 0), ticked=True)])


def test_tab_and_enter_leave_the_table(table: CheckTable, qtbot) -> None:
    for key in (Key.Key_Return, Key.Key_Escape):
        with qtbot.assertNotEmitted(table.rows_changed):
            qtbot.keyClick(table, key)
    assert table.currentIndex().row() == 0


def test_long_words_get_the_lines_they_need(table: CheckTable) -> None:
    table.show_rows([CheckRow("ngắn", (1, 0)), CheckRow("rất dài " * 40, (1, 0), remark="(xuất trình)")])
    assert table.rowHeight(1) > 3 * table.rowHeight(0)
    table.resize(900, 300)
    wide = table.rowHeight(1)
    table.resize(320, 300)
    assert table.rowHeight(1) > wide
