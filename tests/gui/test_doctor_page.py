"""The self-check's page by itself: nothing is cut off at any size, Tab reaches everything, every part has its name."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from counter.gui import language
from counter.gui.doctor_page import DoctorPage
from counter.gui.parts.finding_rows import FindingRow
from counter.gui.parts.scroll_column import ScrollColumn
from counter.gui.theme import Theme
from tests.gui.doctor_scenes import PICTURES, PROBE
from tests.gui.geometry import clipped
from tests.gui.pictures import settle


def shown(qapp: QApplication, scene: str, size: tuple[int, int] = (1366, 768)) -> QWidget:
    window = PICTURES[scene]()
    window.resize(*size)
    window.show()
    settle(qapp, 20)
    return window


@pytest.mark.parametrize("scene", ["doctor-well", "doctor-wrong"])
@pytest.mark.parametrize(("scale", "tongue"), [(100, "en"), (150, "vi"), (200, "en")])
def test_nothing_is_cut_off(qapp: QApplication, scene: str, scale: int, tongue: str) -> None:
    Theme("light", scale).apply(qapp)
    language.install(tongue)  # type: ignore[arg-type]
    window = shown(qapp, scene)
    assert (window.width(), window.height()) == (1366, 768)
    assert clipped(window) == []


@pytest.mark.parametrize("scene", list(PICTURES))
def test_page_is_seen_whole_without_scrolling_on_a_small_screen(qapp: QApplication, scene: str) -> None:
    window = shown(qapp, scene)
    assert clipped(window) == []
    page = window.findChild(DoctorPage)
    assert page is not None
    assert [column.verticalScrollBar().maximum() for column in page.findChildren(ScrollColumn)] == [0, 0]


@pytest.mark.parametrize(("name", "size"), [("light", (1366, 768)), ("dark", (1920, 1080))])
def test_codes_on_the_screen_are_read_by_a_reader_in_every_look(
    qapp: QApplication, name: str, size: tuple[int, int]
) -> None:
    Theme(name).apply(qapp)  # type: ignore[arg-type]
    window = shown(qapp, "doctor-well", size)
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    image = Image.frombuffer(
        "L", (picture.width(), picture.height()), bytes(picture.constBits()), "raw", "L", picture.bytesPerLine(), 1
    )
    read = {found.format.name: found.text for found in zxingcpp.read_barcodes(image)}
    assert read == {"Code128": PROBE.bars, "QRCode": PROBE.qr}


def test_tab_reaches_everything_and_every_part_has_its_name(qapp: QApplication, qtbot) -> None:
    window = shown(qapp, "doctor-wrong")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.findChild(DoctorPage)
    assert page is not None
    wanted = {
        widget for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible() and widget.isEnabled()
    }  # fmt: skip
    page.arrive()
    reached: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
        assert focused.accessibleName(), type(focused).__name__
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted <= set(reached)
    assert sum(isinstance(widget, FindingRow) for widget in set(reached)) == 1
    assert all(row.accessibleName().startswith(row.view.name) for row in page._ui.rows.rows())
