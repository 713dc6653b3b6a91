"""Paints the rows of the list of dossiers: a whole row at a time, from texts laid out once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGlyphRun, QPainter, QPen

from counter.gui.dossier_view import RowView
from counter.gui.parts.painted_text import Painted, TabularShelf, TextShelf
from counter.gui.theme import Theme

ROW, COMPACT_ROW, PADDING = 37, 54, 8
_NAME_MIDDLE, _BELOW_MIDDLE = 18, 37  # of a compact row
_REMARK_LEAST = 64  # a remark cut to "for…" says nothing; the tool tip has it


@dataclass(frozen=True, slots=True)
class Columns:
    """Left sides and widths in pixels of code, name, procedure, due and reach. In a `compact` list the procedure stands
    below the name."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    compact: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """What of a row need not be worked out again while it is shown."""

    code: QGlyphRun
    code_marks: tuple[tuple[float, float], ...]
    name: Painted
    name_marks: tuple[tuple[float, float], ...]
    remark: Painted | None
    procedure: Painted
    due: Painted
    reach: Painted


class RowPainter:
    """One look and one set of column widths. `forget` when the rows are others."""

    def __init__(self, look: Theme, columns: Columns) -> None:
        self._look, self._columns = look, columns
        self.height = look.px(COMPACT_ROW if columns.compact else ROW)
        self._plain = TextShelf(look.font())
        self._strong = TextShelf(look.font(13.5, 500))
        self._small = TextShelf(look.font(12.5)) if columns.compact else self._plain
        self._code = {False: TabularShelf(look.font(13.5, 500)), True: TabularShelf(look.font())}
        self._inks = {name: look.color(name) for name in ("text", "muted", "warning", "danger", "good")}
        self._line, self._accent = look.color("line"), look.color("accent")
        self._taken, self._over, self._mark = (
            look.color("accent-soft"),
            look.color("hover"),
            look.color("warning-ground"),
        )
        self._padding = look.px(PADDING)
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """The rows are others now; texts that come again are still at hand."""
        self._rows.clear()

    def is_cut(self, at: int, column: int) -> bool:
        """Whether a cell that was painted ends in …"""
        row = self._rows.get(at)
        if row is None:
            return False
        if column == 1:
            return not (row.name.whole and (row.remark is None or row.remark.whole)) or (
                self._columns.compact and not row.procedure.whole
            )
        return column == 2 and not row.procedure.whole

    def _made(self, view: RowView) -> _Row:
        columns, gap = self._columns, 2 * self._padding
        shelf = self._code[view.provisional]
        room = columns.widths[1] - gap
        name = self._plain.take(view.name, room)
        remark = None
        if view.remark and name.whole:
            left = room - name.width - self._padding
            enough = left > self._look.px(_REMARK_LEAST)
            remark = self._plain.take(view.remark, left) if enough else Painted(name.text, 0, whole=False)
        beside = columns.widths[1 if columns.compact else 2] - gap
        advance = self._plain.metrics.horizontalAdvance
        name_marks = [
            (x, min(advance(view.name[: at + length]), name.width) - x)
            for at, length in view.name_marks
            if (x := advance(view.name[:at])) < name.width
        ]
        return _Row(
            shelf.take(view.code),
            tuple((shelf.width(view.code[:at]), shelf.width(view.code[at : at + n])) for at, n in view.code_marks),
            name, tuple(name_marks), remark, self._small.take(view.procedure, beside),
            self._due_shelf(view).take(view.due, columns.widths[3] - gap), self._plain.take(view.reach, columns.widths[4] - gap),
        )  # fmt: skip

    def paint(
        self, painter: QPainter, at: int, view: RowView, top: float, width: float, taken: bool, over: bool
    ) -> None:
        """Paint row number `at` with its upper side at `top`."""
        row = self._rows.get(at)
        if row is None:
            row = self._rows[at] = self._made(view)
        look, columns, padding = self._look, self._columns, self._padding
        height = self.height
        if taken or over:
            painter.fillRect(QRectF(0, top, width, height), self._taken if taken else self._over)
        painter.fillRect(QRectF(0, top + height - look.line_width, width, look.line_width), self._line)
        middle = top + (look.px(_NAME_MIDDLE) if columns.compact else (height - look.line_width) / 2)
        code, name = columns.lefts[0] + padding, columns.lefts[1] + padding
        if row.code_marks or row.name_marks:
            self._paint_marks(painter, middle, code, row.code_marks)
            self._paint_marks(painter, middle, name, row.name_marks)
        text, muted = self._inks["text"], self._inks["muted"]
        painter.setPen(text)
        self._code[view.provisional].paint(painter, code, middle, row.code)
        self._put(painter, self._plain, name, middle, row.name)
        if columns.compact:
            painter.setPen(muted)
            self._put(painter, self._small, name, top + look.px(_BELOW_MIDDLE), row.procedure)
        else:
            self._put(painter, self._plain, columns.lefts[2] + padding, middle, row.procedure)
        if row.remark is not None and row.remark.width:
            painter.setPen(muted)
            self._put(painter, self._plain, name + row.name.width + padding, middle, row.remark)
        painter.setPen(self._inks[view.reach_ink])
        self._put(painter, self._plain, columns.lefts[4] + padding, middle, row.reach)
        painter.setPen(self._inks[view.due_ink])
        self._put(painter, self._due_shelf(view), columns.lefts[3] + padding, middle, row.due)

    def _due_shelf(self, view: RowView) -> TextShelf:
        return self._strong if view.due_ink in ("warning", "danger") else self._plain

    @staticmethod
    def _put(painter: QPainter, shelf: TextShelf, left: float, middle: float, painted: Painted) -> None:
        painter.setFont(shelf.font)
        painter.drawStaticText(QPointF(left, middle - shelf.metrics.height() / 2), painted.text)

    def _paint_marks(
        self, painter: QPainter, middle: float, left: float, marks: tuple[tuple[float, float], ...]
    ) -> None:
        look = self._look
        tall = look.px(20)
        for x, width in marks:
            box = QRectF(left + x - look.px(1), middle - tall / 2, width + look.px(2), tall)
            if look.name == "contrast":
                line = QRectF(box.left(), box.bottom() - look.px(2), box.width(), look.px(2))
                painter.fillRect(line, self._inks["warning"])
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._mark)
            painter.drawRoundedRect(box, look.px(3), look.px(3))

    def paint_ring(self, painter: QPainter, top: float, width: float) -> None:
        """The mark of the row that has the keyboard."""
        look = self._look
        line = look.px(2)
        painter.setPen(QPen(self._accent, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(0, top, width, self.height - look.line_width)
        painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), look.px(4), look.px(4))
