"""A chip: a short choice in a rounded outline, tinted when it is taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter.gui import icons, theme

_PADDING, _HEIGHT, _ICON, _GAP = 13, 30, 16, 7


class Chip(QPushButton):
    """One chip. Checkable ones of one parent exclude one another and are one tab stop; arrow keys choose among them."""

    def __init__(self, parent: QWidget | None = None, checkable: bool = True) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """The words; an ampersand is an ampersand."""
        if text.replace("&", "&&") != self.text():
            super().setText(text.replace("&", "&&"))
            self.setAccessibleName(text)
            self.updateGeometry()

    def words(self) -> str:
        """The words as they are shown."""
        return self.text().replace("&&", "&")

    def setIconName(self, name: str) -> None:
        """An icon before the words, by its file name."""
        self._icon_name = name
        self.updateGeometry()

    def _font(self) -> QFont:
        return theme.current().font(13, 500)

    def _inner_width(self) -> float:
        icon = theme.current().px(_ICON + _GAP) if self._icon_name else 0
        return QFontMetricsF(self._font()).horizontalAdvance(self.words()) + icon

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(round(self._inner_width()) + 2 * look.px(_PADDING), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken, over = self.isChecked(), self.underMouse() or self.isDown()
        line = look.px(2) if self.hasFocus() else look.line_width
        edge = (
            "accent" if self.hasFocus() or (taken and look.name == "contrast") else "accent-soft" if taken else "line"
        )
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(look.color(edge), line))
        painter.setBrush(look.color("accent-soft" if taken else "hover" if over else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        ink = "accent-soft-text" if taken else "text"
        left = (self.width() - self._inner_width()) / 2
        if self._icon_name:
            top = round((self.height() - look.px(_ICON)) / 2)
            painter.drawPixmap(round(left), top, icons.pixmap(self._icon_name, ink, _ICON, self.devicePixelRatioF()))
            left += look.px(_ICON + _GAP)
        painter.setFont(self._font())
        painter.setPen(look.color(ink))
        painter.drawText(QRectF(left, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.words())
