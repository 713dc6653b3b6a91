"""No word is cut off at 1366×768 from 100 % to 200 %, and reception does not scroll at 100 %."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from counter.gui import language
from counter.gui.parts.scroll_column import ScrollColumn
from counter.gui.reception_page import ReceptionPage
from counter.gui.theme import SCALES, Theme
from tests.gui.geometry import clipped, settle
from tests.gui.scenes import SCENES


@pytest.mark.parametrize("scene", list(SCENES))
@pytest.mark.parametrize("scale", SCALES)
def test_nothing_is_cut_off_in_either_language(qapp: QApplication, scene: str, scale: int) -> None:
    Theme("contrast" if scale == 125 else "light", scale).apply(qapp)
    window = SCENES[scene]()
    window.resize(1366, 768)
    window.show()
    for tongue in ("vi", "en"):
        language.install(tongue)  # type: ignore[arg-type]
        settle(qapp)
        assert (window.width(), window.height()) == (1366, 768)
        assert clipped(window) == [], tongue


@pytest.mark.parametrize("scene", ["reception-empty", "reception-ready", "reception-owner", "reception-searching"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_reception_does_not_scroll(qapp: QApplication, scene: str, width: int, height: int) -> None:
    window = SCENES[scene]()
    window.resize(width, height)
    window.show()
    settle(qapp)
    page = window.findChild(ReceptionPage)
    assert page is not None
    for column in page.findChildren(ScrollColumn):
        assert column.verticalScrollBar().maximum() == 0, column.parent().objectName()


def test_reception_does_not_scroll_on_a_screen_with_a_task_bar(qapp: QApplication) -> None:
    window = SCENES["reception-ready"]()
    window.resize(1366, 690)
    window.show()
    settle(qapp)
    page = window.findChild(ReceptionPage)
    assert page is not None
    assert [column.verticalScrollBar().maximum() for column in page.findChildren(ScrollColumn)] == [0, 0, 0]


def test_a_large_screen_gives_its_room_to_the_middle(qapp: QApplication) -> None:
    widths = {}
    for width, height in ((1366, 768), (1920, 1080)):
        window = SCENES["reception-ready"]()
        window.resize(width, height)
        window.show()
        settle(qapp)
        page = window.findChild(ReceptionPage)
        assert page is not None
        ui = page._ui
        widths[width] = (ui.applicant.width(), ui.procedure.width(), ui.receipt.width())
    small, large = widths[1366], widths[1920]
    assert small == (324, 610, 300)
    assert large[1] - small[1] > 2 * ((large[0] - small[0]) + (large[2] - small[2]))


def test_size_changes_live_and_back(qapp: QApplication) -> None:
    window = SCENES["reception-ready"]()
    window.resize(1366, 768)
    window.show()
    settle(qapp)
    before = window.grab().toImage()
    Theme("light", 200).apply(qapp)
    settle(qapp)
    assert clipped(window) == []
    Theme("light", 100).apply(qapp)
    settle(qapp)
    assert clipped(window) == []
    assert window.size().width() == 1366
    page = window.findChild(ReceptionPage)
    assert page is not None
    assert page._ui.applicant.width() == 324
    assert window.grab().toImage().size() == before.size()
