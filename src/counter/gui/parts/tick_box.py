"""A check box with our own tick."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from counter.gui import icons, theme

SIDE = 18


def draw_tick(painter: QPainter, box: QRectF, ticked: bool, enabled: bool, focused: bool, ratio: float) -> None:
    """The box with or without its tick; `box` is a square of SIDE pixels of the drawings."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = look.px(5)
    ground = look.color("accent" if enabled else "muted") if ticked else look.color("surface")
    edge = ground if ticked else look.color("mark-edge")
    painter.setPen(QPen(edge, max(1.4, look.line_width)))
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), corner, corner)
    if ticked:
        side = look.px(14)
        corner_point = QPoint(round(box.center().x() - side / 2), round(box.center().y() - side / 2))
        painter.drawPixmap(corner_point, icons.pixmap("check", "on-accent" if enabled else "surface", 14, ratio))
    if focused:
        reach = look.px(2)
        painter.setPen(QPen(look.color("accent"), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-reach, -reach, reach, reach), corner + reach - 1, corner + reach - 1)
    painter.restore()


class TickBox(QCheckBox):
    """A check box drawn from the tokens, with a ring when it has the focus."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(width) + look.px(SIDE + 3 + 8 + 4), look.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        side = look.px(SIDE)
        box = QRectF(look.px(3), (self.height() - side) / 2, side, side)
        draw_tick(painter, box, self.isChecked(), self.isEnabled(), self.hasFocus(), self.devicePixelRatioF())
        painter.setPen(look.color("text" if self.isEnabled() else "muted"))
        painter.setFont(self.font())
        left = box.right() + look.px(8)
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
