"""Digits of one width, so that columns of codes, dates and sums align: the typeface itself has none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_DIGITS = "0123456789"
_TIGHT = 0.94


def _cells(text: str, metrics: QFontMetricsF) -> list[tuple[str, float, float]]:
    """(letter, offset, width) of each letter; every digit gets the same width, a little less than that of a 0, which has
    air to spare at its sides and leaves the narrow 1 without a hole."""
    cell = metrics.horizontalAdvance("0") * _TIGHT
    cells = []
    left = 0.0
    for letter in text:
        own = metrics.horizontalAdvance(letter)
        width = cell if letter in _DIGITS else own
        cells.append((letter, left + (width - own) / 2, width))
        left += width
    return cells


def tabular_width(text: str, font: QFont) -> float:
    """The width of a text whose digits are all as wide as a 0."""
    return sum(width for _, _, width in _cells(text, QFontMetricsF(font)))


def draw_tabular(painter: QPainter, box: QRectF, text: str, right: bool = False) -> None:
    """Draw one line in the painter's font and pen, centred in height, at the left or right of the box."""
    metrics = QFontMetricsF(painter.font())
    cells = _cells(text, metrics)
    width = sum(w for _, _, w in cells)
    left = box.right() - width if right else box.left()
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for letter, offset, _ in cells:
        painter.drawText(QPointF(left + offset, base), letter)


class TabularLabel(QLabel):
    """A label in tabular digits, for what stands in a column with others."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        return QSize(round(tabular_width(self.text(), self.font())) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        at_right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        draw_tabular(painter, QRectF(self.contentsRect()), self.text(), at_right)
