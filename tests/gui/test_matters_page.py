"""What needs a person, as it comes and goes under the clerk's hand: a key means what was read, not what took its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counter.gui.matter_panel import UNREAD_MS
from counter.gui.matter_view import MatterView, matter_views
from counter.gui.matters_page import MattersPage
from counter.gui.theme import Theme
from tests.gui.hands import show_with_keys
from tests.made.matters import FLAGGED, MANY, MANY_SIDES, NOW

ROWS = ("Quầy", "Cán bộ", "Lúc", "≠ Giấy tờ", "Tỉnh", "≠ Người đề nghị", "≠ Lý do")


def views() -> list[MatterView]:
    """Two that a supervisor takes note of by F9, nothing to choose."""
    return matter_views([FLAGGED, MANY], NOW, "vi", decides=True, supervisors=())


@pytest.fixture
def page(qtbot) -> MattersPage:
    made = MattersPage()
    show_with_keys(qtbot, made, 1200, 700)
    made.arrive()
    made.show_matters(views())
    return made


def acts(page: MattersPage) -> list[str]:
    done: list[str] = []
    page.act_requested.connect(lambda key, _choice, _note: done.append(key))
    return done


def test_f9_does_nothing_to_a_matter_that_has_just_taken_the_place_of_another(page: MattersPage, qtbot) -> None:
    done = acts(page)
    second = views()[1]
    page.show_matters([second])  # somebody else has settled it
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert (page.current(), done) == (second.key, [])
    qtbot.waitUntil(page._ui.panel.act.isEnabled, timeout=20 * UNREAD_MS)
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert done == [second.key]


def test_f9_pressed_twice_settles_one_matter(page: MattersPage) -> None:
    done = acts(page)
    first, second = views()
    QTest.keyClick(page, Qt.Key.Key_F9)
    page.show_matters([second])
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert done == [first.key]


def test_matter_that_a_person_went_to_can_be_acted_on_at_once(page: MattersPage) -> None:
    done = acts(page)
    second = views()[1]
    QTest.keyClick(page._ui.list, Qt.Key.Key_Down)
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert done == [second.key]


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1282, 668), (100, 1800, 980), (150, 1240, 620)])
def test_three_sides_with_long_names_stand_side_by_side_line_by_line(
    qtbot, scale: int, width: int, height: int
) -> None:
    Theme("light", scale).apply(QApplication.instance())
    try:
        page = MattersPage()
        show_with_keys(qtbot, page, width, height)
        page.show_matters(matter_views([MANY_SIDES, MANY], NOW, "vi", decides=True))
        page.arrive()
        QTest.keyClick(page._ui.list, Qt.Key.Key_Return)
        QApplication.processEvents()
        *sides, neither = page._ui.panel._ui.choices.cards()
        assert len({side.y() for side in sides}) == 1
        assert len({side.height() for side in sides}) == 1
        assert neither.y() > sides[0].y() + sides[0].height()
        rows = [[label.y() for label in side.findChildren(QLabel) if label.text() in ROWS] for side in sides]
        if scale == 100:
            assert rows[0] == rows[1] == rows[2]
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
        assert page._ui.listCard.isVisible()
        assert page._ui.list.hasFocus()
    finally:
        Theme("light", 100).apply(QApplication.instance())


def test_matter_stays_ready_when_the_list_is_only_read_again(page: MattersPage) -> None:
    done = acts(page)
    page.show_matters(views())
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert done == [views()[0].key]
