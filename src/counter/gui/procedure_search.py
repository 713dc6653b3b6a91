"""Finds a procedure by a few letters or its code: a line, and the results under it, driven by Up, Down and Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter.gui import theme
from counter.gui.parts.line_input import LineInput
from counter.gui.parts.scroll_column import ROOM
from counter.gui.parts.tabular import draw_tabular, tabular_width
from counter.gui.reception_draft import ProcedureRow

_ROW, _MOST, _LEAST_LETTERS = 38, 8, 1
_SECTOR_FROM = 440  # narrower lists leave the sector out, so that the name has room
_ROLE = Qt.ItemDataRole.UserRole


class _Results(QStyledItemDelegate):
    """Name at the left, sector and code at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, theme.current().px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        row: ProcedureRow | str = index.data(_ROLE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            painter.setFont(look.font())
            painter.setPen(look.color("muted"))
            painter.drawText(box.adjusted(look.px(10), 0, -look.px(10), 0), Qt.AlignmentFlag.AlignVCenter, row)
            painter.restore()
            return
        view = self.parent()
        current = isinstance(view, QListWidget) and view.currentRow() == index.row()
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent-soft"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), look.px(6), look.px(6))
        inner = box.adjusted(look.px(10), 0, -look.px(10), 0)
        painter.setFont(look.font(13))
        painter.setPen(look.color("accent-soft-text" if current else "muted"))
        draw_tabular(painter, inner, row.code, right=True)
        inner.setRight(inner.right() - tabular_width(row.code, painter.font()) - look.px(14))
        painter.setFont(look.font(12))
        sector = row.sector if box.width() >= look.px(_SECTOR_FROM) else ""
        sector = painter.fontMetrics().elidedText(sector, Qt.TextElideMode.ElideRight, look.px(120))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, sector)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(sector) - look.px(14))
        painter.setFont(look.font(13.5, 500 if current else 400))
        painter.setPen(look.color("accent-soft-text" if current else "text"))
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, round(inner.width()))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class ProcedureSearch(LineInput):
    """`query_changed(text)` asks for results, `chosen(code)` says which one was taken.

    Enter that comes before the results of what was typed waits for them: nobody has to watch the list."""

    query_changed = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_icon("search")
        self.setProperty(ROOM, 220)
        self._rows: list[ProcedureRow] = []
        self._answered = ""
        self._enter_waits = False
        self._over = parent if parent is not None else self
        self._list = QListWidget(self._over)
        self._list.setObjectName("results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_Results(self._list))
        self._list.itemClicked.connect(self._clicked)
        self._list.hide()
        self.textEdited.connect(self._typed)
        self._words()

    def show_results(self, rows: list[ProcedureRow], query: str | None = None) -> None:
        """Show the results of `query`; an answer to something typed before is left aside."""
        if query is not None and query != self.value():
            return
        self._answered = self.value()
        self._rows = rows
        if not self._answered:
            self.close_results()
            return
        self._list.clear()
        for row in rows:
            self._add(row)
        if not rows:
            self._add(self.tr("No such procedure. Try another word, or the code."))
        self._list.setCurrentRow(0 if rows else -1)
        self.set_suffix(self.tr("%n result(s)", "", len(rows)) if rows else "")
        if self._enter_waits and rows:
            self._choose(0)
            return
        self._enter_waits = False
        self._place()
        self._list.setVisible(self.hasFocus())
        self._list.raise_()

    def results(self) -> list[ProcedureRow]:
        """What is listed, best first."""
        return list(self._rows)

    def results_are_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._list.isVisible()

    def close_results(self) -> None:
        """Put the list away; what was typed stays."""
        self._enter_waits = False
        self._list.hide()

    def forget(self) -> None:
        """What was typed is of no interest any more."""
        self._rows, self._answered = [], ""
        self.close_results()
        self.set_suffix("")
        self.clear()

    def _add(self, row: ProcedureRow | str) -> None:
        item = QListWidgetItem(self._list)
        item.setData(_ROLE, row)
        words = row if isinstance(row, str) else f"{row.name}, {row.code}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip("" if isinstance(row, str) else row.name)
        if isinstance(row, str):
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _typed(self) -> None:
        self._enter_waits = False
        self.set_suffix("")
        if len(self.value()) < _LEAST_LETTERS:
            self._answered, self._rows = "", []
            self.close_results()
        self.query_changed.emit(self.value())

    def _clicked(self, item: QListWidgetItem) -> None:
        if self._rows:
            self._choose(self._list.row(item))

    def _choose(self, at: int) -> None:
        code = self._rows[at].code
        self.forget()
        self.chosen.emit(code)

    def _enter(self) -> bool:
        if not self.value():
            return False
        if self._answered != self.value():
            self._enter_waits = True
        elif self._rows:
            self._choose(max(0, self._list.currentRow()))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST, Qt.Key.Key_PageUp: -_MOST}.get(
            Qt.Key(key)
        )
        if step is not None and self._rows:
            if self._list.isVisible():
                self._list.setCurrentRow(max(0, min(len(self._rows) - 1, self._list.currentRow() + step)))
            else:
                self._list.show()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(self._enter())
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self.close_results()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._list.isVisible():
            self._place()

    def _place(self) -> None:
        look = theme.current()
        below = self.mapTo(self._over, QPoint(0, self.height() + look.px(4)))
        room = self._over.height() - below.y() - look.px(8)
        wanted = look.px(_ROW) * min(_MOST, max(1, len(self._rows))) + look.px(14)
        self._list.setGeometry(below.x(), below.y(), self.width(), max(look.px(_ROW + 14), min(room, wanted)))

    def _words(self) -> None:
        self.setPlaceholderText(self.tr("A few letters of the procedure, or its code"))
        self.setAccessibleName(self.tr("Find a procedure"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
