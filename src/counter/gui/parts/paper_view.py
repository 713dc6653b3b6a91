"""One page of paper on the screen: fitted to the room, or as large as it will be in the hand."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counter.gui import theme

Zoom = Literal["fit", "full"]
_METRES_AN_INCH = 0.0254
_EDGE = 12  # pixels of the drawings round the page


class _Sheet(QWidget):
    """The page itself, smoothly scaled once for each size."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.page = QSizeF()
        self._scaled = QPixmap()

    def show_image(self, image: QImage, page: QSizeF) -> None:
        self.image, self.page = image, page
        self._scaled = QPixmap()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        look = theme.current()
        ratio = self.devicePixelRatioF()
        wanted = (self.page * ratio).toSize()
        if self._scaled.size() != wanted:
            picture = self.image.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled = QPixmap.fromImage(picture)
            self._scaled.setDevicePixelRatio(ratio)
        left = max(look.px(_EDGE), round((self.width() - self.page.width()) / 2))
        top = max(look.px(_EDGE), round((self.height() - self.page.height()) / 2))
        painter = QPainter(self)
        painter.drawPixmap(left, top, self._scaled)
        painter.setPen(QPen(look.color("edge"), look.line_width))
        painter.drawRect(QRectF(left, top, self.page.width(), self.page.height()).adjusted(-0.5, -0.5, 0.5, 0.5))


class PaperView(QScrollArea):
    """One tab stop; arrow keys scroll. `turned(step)` by Page Up and Page Down when there is nothing more to scroll."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom: Zoom = "fit"
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, image: QImage) -> None:
        """Show one page. Its size in the hand is read from its dots per metre."""
        self._sheet.show_image(image, QSizeF())
        self._fit()
        self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: Zoom) -> None:
        """`fit`: the whole page; `full`: one inch of paper is one inch of screen."""
        self._zoom = zoom
        self._fit()

    def page_size(self) -> QSizeF:
        """The page as it is drawn, in pixels of the screen."""
        return self._sheet.page

    def full_size(self) -> QSizeF:
        """The page at 100 %."""
        image = self._sheet.image
        inches = _METRES_AN_INCH * max(1, image.dotsPerMeterX())
        return QSizeF(image.size()) * (self.logicalDpiX() / inches)

    def _fit(self) -> None:
        image = self._sheet.image
        if image.isNull():
            return
        edge = 2 * theme.current().px(_EDGE)
        full = self.full_size()
        room = QSizeF(self.maximumViewportSize()) - QSizeF(edge, edge)
        fitted = full.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        page = fitted if self._zoom == "fit" else full
        self._sheet.show_image(image, page)
        needed = QSize(round(page.width()) + edge, round(page.height()) + edge)
        seen = self.maximumViewportSize()
        self._sheet.resize(
            needed.expandedTo(seen) if self._zoom == "fit" else needed.expandedTo(self.viewport().size())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.turned.emit(1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
