"""Draws the cells of a check table: tick, words on as many lines as they need, numbers in tabular digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from counter.gui import theme
from counter.gui.parts.check_rows import FIRST_NUMBER, TICK, WORDS, CheckRow, Index
from counter.gui.parts.tabular import draw_tabular, tabular_width
from counter.gui.parts.tick_box import SIDE, draw_tick

if TYPE_CHECKING:
    from counter.gui.parts.check_table import CheckTable

NUMBER_WIDTH, TIGHT_NUMBER_WIDTH, TIGHT_BELOW = 68, 46, 420
TICK_WIDTH = 36


def _laid_out(row: CheckRow, width: float) -> tuple[QTextLayout, float]:
    """The words and the quiet remark of a row broken into lines of `width`, and their height."""
    look = theme.current()
    layout = QTextLayout(f"{row.words}  {row.remark}" if row.remark else row.words, look.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    if row.remark:
        quiet = QTextLayout.FormatRange()
        quiet.start = len(row.words) + 2
        quiet.length = len(row.remark)
        ink = QTextCharFormat()
        ink.setForeground(look.color("muted"))
        quiet.format = ink
        layout.setFormats([quiet])
    layout.beginLayout()
    height = 0.0
    leading = QFontMetricsF(look.font()).lineSpacing()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, height))
        height += leading
    layout.endLayout()
    return layout, height


class CheckCells(QStyledItemDelegate):
    """The delegate of a `CheckTable`. The current row is tinted while the table has the focus; a ring marks the cell
    that Space or digits will change."""

    def __init__(self, table: CheckTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        box = QRectF(option.rect)
        row = self._table.row(index.row())
        at = self._table.currentIndex()
        in_row = self._table.hasFocus() and at.row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if in_row:
            painter.fillRect(box, look.color("accent-soft"))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - look.line_width, box.width(), look.line_width), look.color("line")
        )
        if index.column() == TICK:
            side = look.px(SIDE)
            tick = QRectF(box.left() + look.px(6), round(box.center().y() - side / 2), side, side)
            ringed = in_row and at.column() <= WORDS
            draw_tick(painter, tick, row.ticked, self._table.isEnabled(), ringed, self._table.devicePixelRatioF())
        elif index.column() == WORDS:
            self._draw_words(painter, box, row, in_row)
        else:
            self._draw_number(
                painter, box, row.numbers[index.column() - FIRST_NUMBER], in_row and at.column() == index.column()
            )
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, row: CheckRow, in_row: bool) -> None:
        look = theme.current()
        inner = box.adjusted(look.px(4), 0, -look.px(8), 0)
        layout, height = _laid_out(row, inner.width())
        painter.setPen(look.color("accent-soft-text" if in_row and look.is_dark else "text"))
        layout.draw(painter, QPointF(inner.left(), inner.top() + (inner.height() - height) / 2))

    def _draw_number(self, painter: QPainter, box: QRectF, number: int, ringed: bool) -> None:
        look = theme.current()
        if ringed:
            ring = QRectF(0, 0, look.px(40), look.px(26))
            ring.moveCenter(box.center())
            painter.setBrush(look.color("surface"))
            painter.setPen(QPen(look.color("accent"), look.px(2)))
            painter.drawRoundedRect(ring, look.px(5), look.px(5))
        painter.setFont(look.font(13.5, 500 if number else 400))
        painter.setPen(look.color("text" if number else "muted"))
        words = str(number) if number else "–"
        width = tabular_width(words, painter.font())
        draw_tabular(painter, QRectF(box.center().x() - width / 2, box.top(), width, box.height()), words)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        width = self._table.columnWidth(WORDS) - look.px(12)
        _, height = _laid_out(self._table.row(index.row()), width)
        return QSize(look.px(NUMBER_WIDTH), max(look.px(36), round(height) + look.px(16)))


class CheckHead(QHeaderView):
    """The words over the columns; over the ticks a tick for all rows."""

    def __init__(self, table: CheckTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(40))

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        look = theme.current()
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(
            QRectF(box.left(), box.bottom() - look.line_width, box.width(), look.line_width), look.color("line")
        )
        if logical == TICK and self._table.rows():
            side = look.px(SIDE)
            tick = QRectF(box.left() + look.px(6), round(box.center().y() - side / 2), side, side)
            draw_tick(painter, tick, self._table.all_ticked(), True, False, self._table.devicePixelRatioF())
        painter.setFont(look.font(12, 500))
        painter.setPen(look.color("muted"))
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        side_flag = Qt.AlignmentFlag.AlignHCenter if logical >= FIRST_NUMBER else Qt.AlignmentFlag.AlignLeft
        inner = box if logical >= FIRST_NUMBER else box.adjusted(look.px(4), 0, 0, 0)
        painter.drawText(inner, int(middle | side_flag), words)
        painter.restore()
