"""The little key that stands on every act: F9 in a rounded box."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from counter.gui import theme


def cap_font() -> QFont:
    """The type of the words on a key."""
    return theme.current().font(11, 500)


def cap_size(key: str) -> QSizeF:
    """The room that a key takes."""
    look = theme.current()
    return QSizeF(QFontMetricsF(cap_font()).horizontalAdvance(key) + look.px(12), look.px(18))


def draw_key_cap(painter: QPainter, left: float, middle: float, key: str, ink: QColor, edge: QColor) -> None:
    """Draw the key with its left side at `left` and its height centred on `middle`."""
    size = cap_size(key)
    box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, theme.current().line_width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.current().px(4)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    painter.setFont(cap_font())
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
