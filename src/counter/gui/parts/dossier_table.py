"""The list of dossiers: code, applicant, procedure, due, reach; painted whole rows at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from counter.gui import theme
from counter.gui.dossier_view import RowView
from counter.gui.parts.dossier_rows import DossierRows
from counter.gui.parts.painted_text import TabularShelf
from counter.gui.parts.quiet_scroll_bar import QuietScrollBar
from counter.gui.parts.row_painter import CODE, NAME, PADDING, PROCEDURE, ROW, Columns, RowPainter

HEAD = 30
_NAME_LEAST, _NAME_MOST, _PROCEDURE_LEAST = 150, 300, 150  # pixels of the drawings; with less, rows have two lines


class DossierHead(QHeaderView):
    """The words over the columns."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(HEAD))

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        look = theme.current()
        box = QRectF(rect)  # type: ignore[call-overload]
        line = QRectF(box.left(), box.bottom() - look.line_width, box.width(), look.line_width)
        painter.fillRect(line, look.color("line"))
        painter.setFont(look.font(12, 500))
        painter.setPen(look.color("muted"))
        words = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        inner = box.adjusted(look.px(PADDING), 0, -look.px(2), 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)


class DossierTable(QTableView):
    """One tab stop. `chosen(id)` is sent when a person moved to another row, `opened` when it is to be read (Enter or
    the mouse); `left_upwards` by Up in the first row; `more_wanted(held)` when rows after the first `held` come in
    sight."""

    chosen = Signal(object)
    opened = Signal()
    left_upwards = Signal()
    more_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = DossierRows()
        self._rows.more_wanted.connect(self.more_wanted)
        self._over = -1
        self._widest: tuple[str, ...] = ()
        self._longest_code = "H49.22-261123-0317"
        self._painter: RowPainter | None = None
        self.setModel(self._rows)
        self.setHorizontalHeader(DossierHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        # Painted whole, so that a key press does not paint the window behind it again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(QuietScrollBar(self))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # rows

    def set_words(
        self, heads: tuple[str, ...], compact_head: str, widest_due: Sequence[str], widest_reach: Sequence[str]
    ) -> None:
        """The words over the columns, those over a compact list, and the longest words that due and reach may hold."""
        self._rows.set_heads(heads, compact_head)
        self._widest = (*widest_due, "\0", *widest_reach)
        self._fit()

    def show_rows(self, rows: Sequence[RowView], more: bool = False) -> None:
        """Other rows. The dossier that was current stays so while it is among them, without `chosen`."""
        kept = self.current()
        longest = max((row.code for row in rows), key=len, default="")
        self._forget()
        self._rows.show(rows, more)
        if len(longest) > len(self._longest_code):
            self._longest_code = longest
            self._fit()
        self.mark(kept)
        if kept is None or self._rows.row_of(kept) is None:
            self.verticalScrollBar().setValue(0)

    def append_rows(self, rows: Sequence[RowView], more: bool = False) -> None:
        """The rows after those shown."""
        self._rows.append(rows, more)

    def rows(self) -> list[RowView]:
        """The rows at hand."""
        return list(self._rows.rows)

    def current(self) -> int | None:
        """The dossier of the current row."""
        at = self.currentIndex().row()
        return self._rows.rows[at].id if 0 <= at < len(self._rows.rows) else None

    def mark(self, dossier: int | None) -> None:
        """Make a dossier's row the current one, or none, without `chosen`."""
        at = None if dossier is None else self._rows.row_of(dossier)
        model = self.selectionModel()
        if at is None:
            model.setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
        elif at != self.currentIndex().row() or not model.hasSelection():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            model.setCurrentIndex(self._rows.index(at, NAME), flags)
        self.viewport().update()

    def go_to(self, dossier: int) -> None:
        """Move to the row of a dossier as a person does: `chosen` follows, also when it was the current one."""
        self.mark(None)
        self._go(self._rows.row_of(dossier))

    def _go(self, at: int | None) -> None:
        if at is None:
            return
        if 0 <= at < len(self._rows.rows):
            before = self.current()
            self.mark(self._rows.rows[at].id)
            self.scrollTo(self._rows.index(at, NAME))
            if self.current() != before:
                self.chosen.emit(self.current())

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, last = self.currentIndex().row(), len(self._rows.rows) - 1
        page = max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize() - 1)
        steps = {
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_PageDown: at + page,
            Qt.Key.Key_PageUp: at - page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self.opened.emit()
        elif target is None:
            event.ignore()
        elif event.key() == Qt.Key.Key_Up and at <= 0:
            self.left_upwards.emit()
        else:
            self._go(max(0, min(last, target)))
            if self.currentIndex().row() == last:
                self._rows.fetchMore(QModelIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self.rowAt(int(event.position().y()))
        if at >= 0:
            self._go(at)
            self.opened.emit()

    def _scrolled(self, value: int) -> None:
        """Qt asks for more rows by itself only with its own scroll bar."""
        if value == self.verticalScrollBar().maximum():
            self._rows.fetchMore(QModelIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(int(event.position().y())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, at: int) -> None:
        if at != self._over:
            self._over = at
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        before = self.current()
        super().focusInEvent(event)  # Qt may take the first row by itself, and tells nobody
        if self.current() is None:
            self._go(0)
        elif before is None:
            self.chosen.emit(self.current())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at, column = self.rowAt(event.pos().y()), self.columnAt(event.pos().x())
            cut = self._painter is not None and self._painter.is_cut(at, column)
            words = str(self._rows.data(self._rows.index(at, column))) if cut else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    # look

    def is_compact(self) -> bool:
        """Whether code and procedure stand below the name, for want of width."""
        return self._rows.compact

    def _forget(self) -> None:
        if self._painter is not None:
            self._painter.forget()

    def _columns(self) -> Columns:
        look = theme.current()
        gap = 2 * look.px(PADDING)
        split = self._widest.index("\0") if self._widest else 0
        strong, plain = (QFontMetricsF(look.font(13.5, weight)).horizontalAdvance for weight in (500, 400))
        slack = gap + look.px(3)
        code = round(TabularShelf(look.font(13.5, 500)).width(self._longest_code)) + slack
        due = round(max((strong(words) for words in self._widest[:split]), default=90)) + slack
        reach = round(max((plain(words) for words in self._widest[split + 1 :]), default=90)) + slack
        rest = self.viewport().width() - code - due - reach
        compact = rest < look.px(_NAME_LEAST + _PROCEDURE_LEAST)
        name = (
            max(look.px(60), rest + code)
            if compact
            else min(look.px(_NAME_MOST), max(look.px(_NAME_LEAST), round(rest * 0.43)))
        )
        widths = (0, name, 0, due, reach) if compact else (code, name, rest - name, due, reach)
        lefts = tuple(float(sum(widths[:at])) for at in range(5))
        return Columns(lefts, tuple(float(width) for width in widths), compact)

    def _fit(self) -> None:
        """Work out the columns for this width, look and words."""
        columns = self._columns()
        self._painter = RowPainter(theme.current(), columns)
        self._rows.compact = columns.compact
        for column in (CODE, PROCEDURE):
            self.setColumnHidden(column, columns.compact)
        for column, width in enumerate(columns.widths):
            if width:
                self.setColumnWidth(column, int(width))
        self.verticalHeader().setDefaultSectionSize(self._painter.height)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(600), theme.current().px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(HEAD + 2 * ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painted = self._painter
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().color("surface"))
        if painted is None or not self._rows.rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, offset = painted.height, self.verticalScrollBar().value()
        width = float(self.viewport().width())
        rect = event.rect()
        first = max(0, (rect.top() + offset) // height)
        last = min(len(self._rows.rows) - 1, (rect.bottom() + offset) // height)
        current = self.currentIndex().row()
        for at in range(first, last + 1):
            top = float(at * height - offset)
            painted.paint(painter, at, self._rows.rows[at], top, width, taken=at == current, over=at == self._over)
        if self.hasFocus() and first <= current <= last:
            painted.paint_ring(painter, float(current * height - offset), width)
        painter.end()
