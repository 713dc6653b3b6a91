"""The clerk's name at the top right; it opens the clerk's menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter.gui import icons, theme


class ClerkButton(QPushButton):
    """A name and a chevron. The name gives way when it is very long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """The display name of the clerk who is signed in."""
        self.setText(name)
        self.setAccessibleName(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font(13.5, 500)).horizontalAdvance(self.text())
        return QSize(min(round(width), look.px(220)) + look.px(8 + 4 + 16 + 8), look.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.current().px(160)), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("hover"))
            painter.drawRoundedRect(box, look.px(7), look.px(7))
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), look.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(7), look.px(7))
        room = self.width() - look.px(8 + 4 + 16 + 8)
        painter.setFont(look.font(13.5, 500))
        painter.setPen(look.color("text"))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(look.px(8), 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        picture = icons.pixmap("chevron-down", "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - look.px(24), round((self.height() - look.px(16)) / 2), picture)
