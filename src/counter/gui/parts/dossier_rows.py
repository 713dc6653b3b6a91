"""The rows of the list of dossiers: they come page by page, and the next page is asked for when the end is in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from counter.gui.dossier_view import RowView
from counter.gui.parts.row_painter import CODE, NAME, REACH

Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class DossierRows(QAbstractTableModel):
    """`more_wanted(held)` is sent once when rows after the first `held` are to be shown; `append` answers it."""

    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RowView] = []
        self.heads: tuple[str, ...] = ("",) * 5
        self.compact_head = ""
        self.compact = False
        self._more = False
        self._asked = False

    def set_heads(self, heads: tuple[str, ...], compact_head: str) -> None:
        """The words over the five columns, and over the names when code and procedure stand below them."""
        self.heads, self.compact_head = heads, compact_head
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, CODE, REACH)

    def show(self, rows: Sequence[RowView], more: bool) -> None:
        """Other rows. `more`: there are rows after these. Rows are changed in place, since a reset model makes its
        view forget the widths of columns and costs a key press two milliseconds."""
        before, after = len(self.rows), len(rows)
        self._more, self._asked = more, False
        if common := min(before, after):
            self.rows[:common] = rows[:common]
            self.dataChanged.emit(self.index(0, CODE), self.index(common - 1, REACH))
        if after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            del self.rows[after:]
            self.endRemoveRows()
        elif after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.rows += rows[before:]
            self.endInsertRows()

    def append(self, rows: Sequence[RowView], more: bool) -> None:
        """The rows that were asked for by `more_wanted`."""
        self._more, self._asked = more, False
        if rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def row_of(self, dossier: int) -> int | None:
        """Where a dossier stands."""
        return next((at for at, row in enumerate(self.rows) if row.id == dossier), None)

    def canFetchMore(self, _parent: Index) -> bool:
        return self._more and not self._asked

    def fetchMore(self, _parent: Index) -> None:
        if self._more and not self._asked:
            self._asked = True
            self.more_wanted.emit(len(self.rows))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _SPOKEN or not index.isValid():
            return None
        row = self.rows[index.row()]
        name = f"{row.name} {row.remark}".rstrip()
        if self.compact and index.column() == NAME:
            return f"{name}\n{row.code} {row.procedure}"
        return (row.code, name, row.procedure, row.due, row.reach)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.compact_head if self.compact and section == NAME else self.heads[section]
        return None
