"""The rows of a check table: ticked or not, words, numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
TICK, WORDS, FIRST_NUMBER = 0, 1, 2
MOST = 99  # two digits are legible in a column, and nobody hands in a hundred copies


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line: its words, one number per number column, and a quiet remark behind the words."""

    words: str
    numbers: tuple[int, ...] = ()
    ticked: bool = False
    remark: str = ""


class CheckRows(QAbstractTableModel):
    """Column 0 is the tick, 1 the words, the rest are numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[CheckRow] = []
        self.heads: tuple[str, ...] = ("", "")

    def show(self, rows: list[CheckRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        """The words over the columns; the first stands over the tick."""
        self.beginResetModel()
        self.heads = heads
        self.endResetModel()

    def tick(self, at: int, ticked: bool) -> None:
        """Tick or untick one row."""
        self._put(at, replace(self.rows[at], ticked=ticked))

    def set_number(self, at: int, column: int, number: int) -> None:
        """Put a number into a row; what lies outside 0 to 99 is brought back to it."""
        numbers = list(self.rows[at].numbers)
        numbers[column - FIRST_NUMBER] = max(0, min(MOST, number))
        self._put(at, replace(self.rows[at], numbers=tuple(numbers)))

    def _put(self, at: int, row: CheckRow) -> None:
        self.rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.heads) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == WORDS:
                return f"{row.words} {row.remark}".strip()
            if index.column() >= FIRST_NUMBER:
                number = row.numbers[index.column() - FIRST_NUMBER]
                return str(number) if number else "–"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return None
