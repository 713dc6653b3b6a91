"""The paper before it is printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter.gui import language
from counter.gui.parts.empty_state import EmptyState
from counter.gui.parts.paper_view import PaperView
from counter.gui.receipt_preview import ReceiptPreview
from counter.gui.theme import SCALES, Theme
from tests.gui.dossier_scenes import receipt_pages

DOTS = 144


def page(number: int) -> QImage:
    """A page of A5 of one colour."""
    image = QImage(round(5.83 * DOTS), round(8.27 * DOTS), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(DOTS / 0.0254))
    image.setDotsPerMeterY(round(DOTS / 0.0254))
    image.fill(QColor(40 * number, 80, 120))
    return image


def preview_of(qtbot, pages: list[QImage] | None = None) -> ReceiptPreview:
    preview = ReceiptPreview()
    qtbot.addWidget(preview)
    preview.open()
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    if pages is not None:
        preview.show_pages(pages)
    QApplication.processEvents()
    return preview


def paper_of(preview: ReceiptPreview) -> PaperView:
    paper = preview.findChild(PaperView)
    assert paper is not None
    return paper


def said(preview: ReceiptPreview) -> str:
    empty = preview.findChild(EmptyState)
    assert empty is not None
    return f"{empty._headline.text()} {empty._sentence.text()}".strip() if empty.isVisible() else ""


def test_it_waits_in_words_and_prints_nothing_meanwhile(qtbot) -> None:
    preview = preview_of(qtbot)
    asked: list[bool] = []
    preview.print_requested.connect(lambda: asked.append(True))
    assert said(preview) == "Đang dựng giấy"
    QTest.keyClick(preview, Qt.Key.Key_F8)
    assert asked == []
    assert preview.page_number() == 0


def test_f8_prints_and_the_paper_stays_in_sight(qtbot) -> None:
    preview = preview_of(qtbot, [page(1)])
    with qtbot.waitSignal(preview.print_requested, timeout=500):
        QTest.keyClick(preview, Qt.Key.Key_F8)
    assert preview.isVisible()


def test_enter_at_the_end_of_a_scan_prints_and_closes_nothing(qtbot) -> None:
    preview = preview_of(qtbot, [page(1)])
    asked: list[bool] = []
    preview.print_requested.connect(lambda: asked.append(True))
    for target in (preview, paper_of(preview), preview._ui.print, preview._ui.close):
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert asked == []
    assert preview.isVisible()


def test_escape_closes_and_forgets_the_person(qtbot) -> None:
    preview = preview_of(qtbot, [page(1)])
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    assert preview.page_number() == 0
    assert preview._pages == []


def test_nothing_behind_it_stops(qtbot) -> None:
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.resize(1366, 768)
    behind.show()
    preview = ReceiptPreview(behind)
    preview.open()
    assert not preview.isModal()
    assert behind.isEnabled()


def test_pages_are_turned_by_keys_and_buttons_and_end_at_the_ends(qtbot) -> None:
    preview = preview_of(qtbot, [page(1), page(2), page(3)])
    paper = paper_of(preview)
    assert preview._ui.number.text() == "Trang 1 trên 3"
    assert QApplication.focusWidget() is paper
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert preview.page_number() == 2
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert preview.page_number() == 3
    assert not preview._ui.next.isEnabled()
    QTest.mouseClick(preview._ui.before, Qt.MouseButton.LeftButton)
    assert preview.page_number() == 2
    middle = preview.grab().toImage().pixelColor(preview.width() // 2, preview.height() // 2)
    assert middle == QColor(80, 80, 120)


def test_one_page_needs_no_numbers(qtbot) -> None:
    preview = preview_of(qtbot, [page(1)])
    assert not preview._ui.number.isVisible()
    assert not preview._ui.next.isVisible()


@pytest.mark.parametrize("scale", SCALES)
def test_whole_page_is_seen_and_full_size_is_the_size_in_the_hand(qtbot, qapp: QApplication, scale: int) -> None:
    Theme("light", scale).apply(qapp)
    preview = preview_of(qtbot, [page(1)])
    paper = paper_of(preview)
    size, room = paper.page_size(), paper.viewport().size()
    assert size.width() < room.width()
    assert size.height() < room.height()
    assert room.height() - size.height() < 60 * scale / 100 or room.width() - size.width() < 60 * scale / 100
    assert size.width() / size.height() == pytest.approx(5.83 / 8.27, rel=0.01)
    preview._ui.zoom.setFocus()
    QTest.keyClick(preview._ui.zoom, Qt.Key.Key_Right)
    full = paper.page_size()
    assert full.width() == pytest.approx(5.83 * paper.logicalDpiX(), rel=0.01)
    assert full.height() == pytest.approx(8.27 * paper.logicalDpiX(), rel=0.01)


def test_full_size_scrolls_before_it_turns(qtbot) -> None:
    preview = preview_of(qtbot, [page(1), page(2)])
    preview.resize(500, 420)
    preview._ui.zoom.setFocus()
    QTest.keyClick(preview._ui.zoom, Qt.Key.Key_Right)
    paper = paper_of(preview)
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert preview.page_number() == 1
    assert paper.verticalScrollBar().value() > 0
    for _ in range(5):
        QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert preview.page_number() == 2


def test_real_receipt_is_shown_sharp(qtbot) -> None:
    preview = preview_of(qtbot, receipt_pages())
    picture = paper_of(preview).grab().toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 80 for x in range(0, picture.width(), 2) for y in range(picture.height())
    )
    assert dark > 1500
    assert preview._ui.number.text() == "Trang 1 trên 2"


def test_trouble_says_what_is_safe(qtbot) -> None:
    preview = preview_of(qtbot, [page(1)])
    preview.show_trouble("Máy này chưa có phông chữ để in. Hồ sơ đã lưu vẫn an toàn.")
    assert said(preview) == "Chưa xem được giấy Máy này chưa có phông chữ để in. Hồ sơ đã lưu vẫn an toàn."
    assert not preview._ui.print.isEnabled()
    language.install("en")
    QApplication.processEvents()
    assert said(preview).startswith("The paper cannot be shown just now Máy này")


def test_no_page_at_all_is_said(qtbot) -> None:
    assert "chưa có giấy tiếp nhận" in said(preview_of(qtbot, []))


def test_it_fits_on_the_small_screen_at_every_size(qtbot, qapp: QApplication) -> None:
    for scale in SCALES:
        Theme("light", scale).apply(qapp)
        behind = QWidget()
        qtbot.addWidget(behind)
        behind.resize(1366, 768)
        preview = ReceiptPreview(behind)
        preview.open()
        preview.show_pages([page(1), page(2)])
        assert preview.width() <= 1366
        assert preview.height() <= 768
        preview.close()
