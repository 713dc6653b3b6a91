"""The list as it is painted and moved in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget

from counter.gui.dossier_view import RowView, row_views, widest_words
from counter.gui.parts.dossier_table import DossierTable
from counter.gui.parts.row_painter import CODE, NAME, PROCEDURE
from counter.gui.theme import THEMES, Theme, ThemeName
from counter.store.catalogue import load_catalogue
from tests.gui.test_dossier_rows import views
from tests.made.dossiers import FOUND, NOW

CALENDAR = load_catalogue().calendar
HEADS = ("Mã hồ sơ", "Người nộp", "Thủ tục", "Hẹn trả", "Gửi tỉnh")
WIDE = 830


def found(query: str = "nguyen an") -> list[RowView]:
    return row_views(FOUND, query, NOW, CALENDAR)


def table_of(qtbot, rows: list[RowView], width: int = WIDE, height: int = 480, more: bool = False) -> DossierTable:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width + 20, height + 60)
    line = QLineEdit(window)
    table = DossierTable(window)
    table.around = window  # type: ignore[attr-defined]  # else the window goes when this function ends
    table.move(10, 50)
    table.set_words(HEADS, "Người nộp, mã hồ sơ, thủ tục", *widest_words())
    table.resize(width, height)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    table.show_rows(rows, more)
    QApplication.processEvents()
    return table


def picture(table: DossierTable) -> QImage:
    return table.viewport().grab().toImage()


def count(image: QImage, color: QColor) -> int:
    wanted = color.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_are_painted_behind_what_the_search_meant(qtbot, qapp: QApplication, name: ThemeName) -> None:
    Theme(name).apply(qapp)
    ground = Theme(name).color("warning-ground")
    assert count(picture(table_of(qtbot, found())), ground) > 1500
    assert count(picture(table_of(qtbot, found(""))), ground) == 0


def test_marks_are_lines_in_high_contrast(qtbot, qapp: QApplication) -> None:
    Theme("contrast").apply(qapp)
    ink = Theme("contrast").color("warning")
    assert count(picture(table_of(qtbot, found())), ink) > count(picture(table_of(qtbot, found(""))), ink) + 400


def test_mark_stands_where_the_letters_are(qtbot) -> None:
    rows = [replace(found()[0], name="Trần Văn An", name_marks=((9, 2),), code_marks=())]
    image = picture(table_of(qtbot, rows))
    ground = Theme().color("warning-ground").rgb()
    columns = [x for x in range(image.width()) if any(image.pixel(x, y) == ground for y in range(36))]
    ink = [x for x in range(image.width()) if any(QColor(image.pixel(x, y)).lightness() < 90 for y in range(4, 33))]
    inside = [x for x in ink if columns[0] <= x <= columns[-1]]
    assert columns[-1] - columns[0] < 30
    assert inside[0] - columns[0] <= 3
    assert columns[-1] - inside[-1] <= 3


@pytest.mark.parametrize("name", THEMES)
def test_lateness_is_painted_in_words_and_ink(qtbot, qapp: QApplication, name: ThemeName) -> None:
    Theme(name).apply(qapp)
    late = [view for view in found() if view.due_ink == "danger"]
    assert [view.due for view in late] == ["Quá hạn 2 giờ"]
    assert count(picture(table_of(qtbot, late)), Theme(name).color("danger")) > 20


def test_wide_list_has_five_columns_and_a_narrow_one_two_lines(qtbot) -> None:
    table = table_of(qtbot, found())
    assert not table.is_compact()
    assert [table.isColumnHidden(column) for column in range(5)] == [False] * 5
    tall = table.rowHeight(0)
    table.resize(540, 480)
    assert table.is_compact()
    assert [column for column in range(5) if table.isColumnHidden(column)] == [CODE, PROCEDURE]
    assert table.rowHeight(0) > tall
    assert sum(table.columnWidth(column) for column in (1, 3, 4)) == table.viewport().width()
    table.resize(WIDE, 480)
    assert not table.is_compact()
    assert sum(table.columnWidth(column) for column in range(5)) == table.viewport().width()


@pytest.mark.parametrize("scale", [100, 125, 150, 175, 200])
@pytest.mark.parametrize("width", [540, 700, 830, 1400])
def test_only_names_of_procedures_and_remarks_end_in_dots(qtbot, qapp: QApplication, scale: int, width: int) -> None:
    Theme("light", scale).apply(qapp)
    short = [replace(view, procedure="Khai sinh", remark="") for view in found()]
    table = table_of(qtbot, short, width * scale // 100)
    picture(table)
    painter = table._painter
    assert painter is not None
    assert [(at, sorted(row.cut)) for at, row in painter._rows.items() if row.cut] == []
    columns = table._columns()
    assert all(columns.lefts[at] + columns.widths[at] <= table.viewport().width() for at in range(5))


def test_columns_stay_where_they_are_when_results_become_few(qtbot) -> None:
    table = table_of(qtbot, views(0, 60))
    many = [table.columnWidth(column) for column in range(5)]
    table.show_rows(views(0, 1))
    assert [table.columnWidth(column) for column in range(5)] == many


def test_longer_code_gets_its_room(qtbot) -> None:
    table = table_of(qtbot, found())
    before = table.columnWidth(CODE)
    table.show_rows([replace(found()[0], code="000.00.12.H49-20261123-0092637")])
    assert table.columnWidth(CODE) > before


def test_arrows_move_and_tell_whom_they_reached(qtbot) -> None:
    table = table_of(qtbot, views(10, 40))
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    table.setFocus()
    assert chosen == [10]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
    assert chosen == [10, 11, 12, 11, 49, 10]
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert table.current() is not None
    assert 15 < table.current() < 30
    assert table.visualRect(table.currentIndex()).bottom() <= table.viewport().height()


def test_up_in_the_first_row_leaves_the_list(qtbot) -> None:
    table = table_of(qtbot, views(10, 3))
    table.setFocus()
    with qtbot.waitSignal(table.left_upwards, timeout=100):
        QTest.keyClick(table, Qt.Key.Key_Up)


def test_enter_and_mouse_open_but_arrows_do_not(qtbot) -> None:
    table = table_of(qtbot, views(10, 5))
    opened: list[int | None] = []
    table.opened.connect(lambda: opened.append(table.current()))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert opened == []
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(3, 1)).center()
    )
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 460))
    assert opened == [11, 13]


def test_current_dossier_stays_current_among_other_rows_without_being_chosen_again(qtbot) -> None:
    table = table_of(qtbot, views(0, 30))
    table.go_to(12)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    table.show_rows(views(5, 30))
    assert (table.current(), table.currentIndex().row()) == (12, 7)
    table.show_rows(views(100, 3))
    assert table.current() is None
    assert chosen == []


def test_list_starts_from_its_top_when_it_is_another_one(qtbot) -> None:
    table = table_of(qtbot, views(0, 60))
    table.go_to(59)
    assert table.verticalScrollBar().value() > 0
    table.show_rows(views(100, 60))
    assert table.verticalScrollBar().value() == 0


def test_next_page_is_asked_for_at_the_end_by_key_and_by_wheel(qtbot) -> None:
    table = table_of(qtbot, views(0, 60), more=True)
    wanted: list[int] = []
    table.more_wanted.connect(wanted.append)
    table.setFocus()
    assert wanted == []
    QTest.keyClick(table, Qt.Key.Key_End)
    assert wanted == [60]
    table.append_rows(views(60, 60), more=True)
    assert len(table.rows()) == 120
    QApplication.processEvents()
    assert wanted == [60]
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: wanted == [60, 120], timeout=2000)


def test_cut_words_are_whole_in_the_tool_tip(qtbot) -> None:
    rows = found()
    table = table_of(qtbot, rows)
    picture(table)
    at = next(i for i, view in enumerate(rows) if len(view.procedure) > 50)

    def tip(row: int, column: int) -> str:
        middle = table.visualRect(table.model().index(row, column)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, middle, table.viewport().mapToGlobal(middle))
        QApplication.sendEvent(table.viewport(), event)
        return QToolTip.text()

    assert tip(0, PROCEDURE) == ""
    assert tip(at, PROCEDURE) == rows[at].procedure
    owner = next(i for i, view in enumerate(rows) if view.remark)
    assert "Công ty TNHH Một thành viên An Bình" in tip(owner, NAME)


def test_row_under_the_mouse_is_tinted_and_the_one_with_the_keyboard_ringed(qtbot) -> None:
    table = table_of(qtbot, found(""))
    plain = count(picture(table), Theme().color("hover"))
    QTest.mouseMove(table.viewport(), table.visualRect(table.model().index(2, 1)).center())
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert count(picture(table), Theme().color("hover")) > plain + 10_000
    table.setFocus()
    assert count(picture(table), Theme().color("accent")) > 1000


def test_screen_readers_see_a_table_with_words(qtbot) -> None:
    table = table_of(qtbot, found(""))
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Table
    said = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    for words in (*HEADS, "H49.22-261123-0317", "Nguyễn Thị Ngọc Ẩn", "Quá hạn 2 giờ", "Mã tạm"):
        assert words in said


def test_other_look_is_taken_at_once(qtbot, qapp: QApplication) -> None:
    table = table_of(qtbot, found())
    Theme("dark", 150).apply(qapp)
    table.resize(WIDE * 3 // 2, 480)
    image = picture(table)
    assert image.pixelColor(4, image.height() - 4) == Theme("dark").color("surface")
    assert table.rowHeight(0) == Theme("dark", 150).px(37)
