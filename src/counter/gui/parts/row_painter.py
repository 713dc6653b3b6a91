"""Paints the rows of the list of dossiers: a whole row at a time, from texts laid out once."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QStaticText

from counter.gui.dossier_view import RowView
from counter.gui.parts.painted_text import TabularShelf, TextShelf
from counter.gui.theme import Theme

ROW, COMPACT_ROW, PADDING = 37, 54, 8
_FIRST_LINE, _SECOND_LINE = 18, 37  # middles of the two lines of a compact row
_MARK = 20
_REMARK_LEAST = 64  # a remark cut to "for…" says nothing; the tool tip has it
CODE, NAME, PROCEDURE, DUE, REACH = range(5)


@dataclass(frozen=True, slots=True)
class Columns:
    """Left sides and widths in pixels of code, name, procedure, due and reach. A `compact` list has code and procedure
    in a second line below the name."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    compact: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A row as it is painted, with places relative to its upper left corner."""

    marks: tuple[QRectF, ...]
    code: QGlyphRun
    code_at: QPointF
    texts: tuple[tuple[QColor, QFont, QPointF, QStaticText], ...]
    cut: frozenset[int]


class RowPainter:
    """One look and one set of column widths. `forget` when the rows are others."""

    def __init__(self, look: Theme, columns: Columns) -> None:
        self._look, self._columns = look, columns
        self.height = look.px(COMPACT_ROW if columns.compact else ROW)
        self._middles = [(self.height - look.line_width) / 2] * 2
        if columns.compact:
            self._middles = [look.px(_FIRST_LINE), look.px(_SECOND_LINE)]
        code_size = 12.5 if columns.compact else 13.5
        self._plain = TextShelf(look.font())
        self._strong = TextShelf(look.font(13.5, 500))
        self._below = TextShelf(look.font(code_size))
        self._codes = (TabularShelf(look.font(code_size, 500)), TabularShelf(look.font(code_size)))
        self._inks = {name: look.color(name) for name in ("text", "muted", "warning", "danger", "good")}
        self._line, self._accent, self._mark = look.color("line"), look.color("accent"), look.color("warning-ground")
        self._taken, self._over = look.color("accent-soft"), look.color("hover")
        self._rows: dict[int, _Row] = {}

    def forget(self) -> None:
        """The rows are others now; texts that come again are still at hand."""
        self._rows.clear()

    def is_cut(self, at: int, column: int) -> bool:
        """Whether a cell that was painted ends in …"""
        row = self._rows.get(at)
        return row is not None and column in row.cut

    def _made(self, view: RowView) -> _Row:
        """Everything that can be known of a row before it is painted."""
        columns, padding = self._columns, self._look.px(PADDING)
        first, second = self._middles
        left = [side + padding for side in columns.lefts]
        room = [width - 2 * padding for width in columns.widths]
        shelf = self._codes[view.provisional]
        code_left = left[NAME] if columns.compact else left[CODE]
        procedure_left, procedure_room = left[PROCEDURE], room[PROCEDURE]
        if columns.compact:
            beside = shelf.width(view.code) + padding
            procedure_left, procedure_room = left[NAME] + beside, room[NAME] - beside
        name = self._plain.take(view.name, room[NAME])
        procedure = self._below.take(view.procedure, procedure_room)
        due_shelf = self._strong if view.due_ink in ("warning", "danger") else self._plain
        text, muted = self._inks["text"], self._inks["muted"]
        due, reach = due_shelf.take(view.due, room[DUE]), self._plain.take(view.reach, room[REACH])
        texts = [
            (text, self._plain, left[NAME], first, name.text),
            (muted if columns.compact else text, self._below, procedure_left, second, procedure.text),
            (self._inks[view.reach_ink], self._plain, left[REACH], first, reach.text),
            (self._inks[view.due_ink], due_shelf, left[DUE], first, due.text),
        ]
        cut = {NAME} if not name.whole else set()
        if view.remark:
            spare = room[NAME] - name.width - padding
            if spare > self._look.px(_REMARK_LEAST):
                remark = self._plain.take(view.remark, spare)
                texts.append((muted, self._plain, left[NAME] + name.width + padding, first, remark.text))
                cut |= set() if remark.whole else {NAME}
            else:
                cut.add(NAME)
        if not procedure.whole:
            cut.add(NAME if columns.compact else PROCEDURE)
        marks = [self._box(left[NAME], first, x, width) for x, width in self._name_marks(view, name.width)]
        for at, length in view.code_marks:
            before, marked = shelf.width(view.code[:at]), shelf.width(view.code[at : at + length])
            marks.append(self._box(code_left, second, before, marked))
        return _Row(
            tuple(marks), shelf.take(view.code), QPointF(code_left, second + shelf.rise),
            tuple((ink, own.font, QPointF(x, y - own.metrics.height() / 2), made) for ink, own, x, y, made in texts),
            frozenset(cut),
        )  # fmt: skip

    def _name_marks(self, view: RowView, painted: float) -> list[tuple[float, float]]:
        """Indent and width of what is marked of a name, as far as it is not cut off."""
        advance = self._plain.metrics.horizontalAdvance
        spans = []
        for at, length in view.name_marks:
            start = advance(view.name[:at])
            if start < painted:
                spans.append((start, min(advance(view.name[: at + length]), painted) - start))
        return spans

    def _box(self, left: float, middle: float, indent: float, width: float) -> QRectF:
        """The ground of a mark; in high contrast, where grounds are all black, a line below the words."""
        look = self._look
        box = QRectF(left + indent - look.px(1), middle - look.px(_MARK) / 2, width + look.px(2), look.px(_MARK))
        return box if look.name != "contrast" else box.adjusted(0, box.height() - look.px(2), 0, 0)

    def paint(
        self, painter: QPainter, at: int, view: RowView, top: float, width: float, *, taken: bool, over: bool
    ) -> None:
        """Paint row number `at` with its upper side at `top`."""
        row = self._rows.get(at)
        if row is None:
            row = self._rows[at] = self._made(view)
        line = self._look.line_width
        painter.translate(0, top)
        if taken or over:
            painter.fillRect(QRectF(0, 0, width, self.height), self._taken if taken else self._over)
        painter.fillRect(QRectF(0, self.height - line, width, line), self._line)
        if row.marks:
            painter.setPen(Qt.PenStyle.NoPen)
            contrast = self._look.name == "contrast"
            painter.setBrush(self._inks["warning"] if contrast else self._mark)
            corner = 0 if contrast else self._look.px(3)
            for box in row.marks:
                painter.drawRoundedRect(box, corner, corner)
        painter.setPen(self._inks["text"])
        painter.drawGlyphRun(row.code_at, row.code)
        for ink, font, place, text in row.texts:
            painter.setPen(ink)
            painter.setFont(font)
            painter.drawStaticText(place, text)
        painter.translate(0, -top)

    def paint_ring(self, painter: QPainter, top: float, width: float) -> None:
        """The mark of the row that has the keyboard."""
        look = self._look
        line = look.px(2)
        painter.setPen(QPen(self._accent, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(0, top, width, self.height - look.line_width)
        painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), look.px(4), look.px(4))
