"""One line icon as a widget; it follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter.gui import icons, theme


class IconLabel(QWidget):
    """An icon of `size` pixels of the drawings in the colour of the token `ink`. It has no meaning of its own for screen
    readers: a word always stands beside it."""

    def __init__(self, parent: QWidget | None = None, name: str = "", ink: str = "text", size: float = 20) -> None:
        super().__init__(parent)
        self._name = name
        self._ink = ink
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setIconName(self, name: str) -> None:
        """Show another icon; an empty name shows none."""
        self._name = name
        self.update()

    def set_size(self, size: float) -> None:
        """Another size, in pixels of the drawings."""
        self._size = size
        self.updateGeometry()

    def setInk(self, ink: str) -> None:
        """Show it in the colour of another token."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._name:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, icons.pixmap(self._name, self._ink, self._size, self.devicePixelRatioF()))
