"""A table whose rows are ticked off: Space ticks, digits go into the number columns, arrows move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from counter.gui import theme
from counter.gui.parts.check_cells import (
    NUMBER_WIDTH,
    TICK_WIDTH,
    TIGHT_BELOW,
    TIGHT_NUMBER_WIDTH,
    CheckCells,
    CheckHead,
)
from counter.gui.parts.check_rows import FIRST_NUMBER, TICK, WORDS, CheckRow, CheckRows


class CheckTable(QTableView):
    """One tab stop. Space ticks the current row and goes on to the next; Ctrl+A ticks all, or none when all are ticked.
    `rows_changed` is sent when a person changed something, not when `show_rows` did."""

    rows_changed = Signal()
    removal_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = CheckRows()
        self._typed = ""
        self.setModel(self._rows)
        self.setItemDelegate(CheckCells(self))
        self.setHorizontalHeader(CheckHead(self))
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_heads(self, words: str, *numbers: str) -> None:
        """The words over the columns: one for the rows' words, one for each number."""
        self._rows.set_heads(("", words, *numbers))
        self._fit_columns()

    def show_rows(self, rows: list[CheckRow]) -> None:
        """Show these rows; the current one stays current when it is still there."""
        at = self.currentIndex().row()
        self._rows.show(rows)
        self._fit_columns()
        if rows:
            self._go(min(max(at, 0), len(rows) - 1), TICK)

    def rows(self) -> list[CheckRow]:
        """The rows as they stand."""
        return list(self._rows.rows)

    def row(self, at: int) -> CheckRow:
        """One row as it stands."""
        return self._rows.rows[at]

    def go_to_last(self) -> None:
        """Make the last row current, as after one was added."""
        if self._rows.rows:
            self._go(len(self._rows.rows) - 1, TICK)
            self.scrollToBottom()

    def all_ticked(self) -> bool:
        """Whether every row is ticked."""
        return bool(self._rows.rows) and all(row.ticked for row in self._rows.rows)

    def tick_all(self) -> None:
        """Tick every row, or none when all are ticked, as Ctrl+A does."""
        ticked = not self.all_ticked()
        for at in range(len(self._rows.rows)):
            self._rows.tick(at, ticked)
        self._changed()

    def content_height(self) -> int:
        """The height at which nothing scrolls."""
        body = sum(self.rowHeight(at) for at in range(self._rows.rowCount()))
        return self.horizontalHeader().sizeHint().height() + body + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(360), max(look.px(76), min(self.content_height(), look.px(232))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(220), theme.current().px(112))

    def _go(self, row: int, column: int) -> None:
        self._typed = ""
        self.selectionModel().setCurrentIndex(self._rows.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def _changed(self) -> None:
        self.horizontalHeader().viewport().update()
        self.rows_changed.emit()

    def _toggle(self, at: int) -> None:
        self._rows.tick(at, not self.row(at).ticked)
        self._changed()

    def _head_clicked(self, column: int) -> None:
        if column == TICK and self._rows.rows:
            self.tick_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if not at.isValid():
            event.ignore()
            return
        if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.tick_all()
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(at.row())
            if at.row() + 1 < self._rows.rowCount():
                self._go(at.row() + 1, at.column())
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(at.row())
        elif event.text().isdigit() and event.text().isascii():
            self._type_digit(at, event.text())
        elif not self._move(event, at):
            event.ignore()

    def _move(self, event: QKeyEvent, at: QModelIndex) -> bool:
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}.get(
            Qt.Key(event.key())
        )
        if down is not None:
            self._go(max(0, min(self._rows.rowCount() - 1, at.row() + down)), at.column())
            return True
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            last = self._rows.columnCount() - 1
            column = max(at.column(), WORDS) + (1 if event.key() == Qt.Key.Key_Right else -1)
            self._go(at.row(), TICK if column <= WORDS else min(last, column))
            return True
        return False

    def _type_digit(self, at: QModelIndex, digit: str) -> None:
        """Digits in a number column replace the number; on the tick they are taken for the first number column."""
        column = max(FIRST_NUMBER, at.column())
        if column >= self._rows.columnCount():
            return
        if column != at.column():
            self._go(at.row(), column)
        self._typed = (self._typed + digit)[-2:]
        number = int(self._typed)
        self._rows.set_number(at.row(), column, number)
        if number and not self.row(at.row()).ticked:
            self._rows.tick(at.row(), True)
        self._changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if at.isValid():
            self._go(at.row(), at.column())
            if at.column() <= WORDS:
                self._toggle(at.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rows:
            self._go(0, TICK)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._typed = ""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        look = theme.current()
        head = self.horizontalHeader()
        count = self._rows.columnCount()
        tight = self.viewport().width() < look.px(TIGHT_BELOW)
        number = look.px(TIGHT_NUMBER_WIDTH if tight else NUMBER_WIDTH)
        words = self.viewport().width() - number * (count - FIRST_NUMBER) - look.px(TICK_WIDTH)
        for column in range(count):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            width = look.px(TICK_WIDTH) if column == TICK else number
            self.setColumnWidth(column, max(look.px(90), words) if column == WORDS else width)
        self.resizeRowsToContents()
        self.setMaximumHeight(max(look.px(76), self.content_height()))
        self.updateGeometry()
