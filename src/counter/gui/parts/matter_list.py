"""The list of what needs a person: icon, title, and below it which dossier and since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter.gui import icons, theme
from counter.gui.matter_view import MatterView

Index = QModelIndex | QPersistentModelIndex
ROW = 58


class _Matters(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.views: list[MatterView] = []

    def show(self, views: Sequence[MatterView]) -> None:
        self.beginResetModel()
        self.views = list(views)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        view = self.views[index.row()]
        return f"{view.title}. {view.line}"


class _Painter(QStyledItemDelegate):
    def __init__(self, table: MatterList) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(160), look.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = theme.current(), QRectF(option.rect)
        view = self._table.views()[index.row()]
        taken = index.row() == self._table.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if taken:
            painter.fillRect(box, look.color("accent-soft"))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - look.line_width, box.width(), look.line_width), look.color("line")
        )
        side = look.px(20)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            round(box.left() + look.px(12)),
            round(box.center().y() - side / 2),
            icons.pixmap(view.icon, view.tone, 20, ratio),
        )
        left = box.left() + look.px(12 + 20 + 12)
        width = box.right() - left - look.px(10)
        for words, size, weight, ink, top in ((view.title, 13.5, 500, "text", 9), (view.line, 12.5, 400, "muted", 31)):
            font = look.font(size, weight)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            metrics = QFontMetricsF(font)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, box.top() + look.px(top), width, metrics.height()), shown)
        if taken and self._table.hasFocus():
            line = look.px(2)
            painter.setPen(QPen(look.color("accent"), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), look.px(4), look.px(4))
        painter.restore()


class MatterList(QListView):
    """One tab stop. `chosen(key)` when a person moved to a matter, `opened` by Enter or the mouse."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matters = _Matters()
        self._silent = False
        self.setModel(self._matters)
        self.setItemDelegate(_Painter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._clicked)

    def views(self) -> list[MatterView]:
        """What is listed."""
        return self._matters.views

    def show_views(self, views: Sequence[MatterView]) -> None:
        """Other matters. The current one stays current while it is there; else the one that took its place is."""
        key, at = self.current(), max(0, self.currentIndex().row())
        self._silent = True
        self._matters.show(views)
        place = next((row for row, view in enumerate(views) if view.key == key), min(at, len(views) - 1))
        if views:
            self.setCurrentIndex(self._matters.index(place, 0))
        self._silent = False

    def current(self) -> str:
        """The key of the current matter; empty when there is none."""
        index = self.currentIndex()
        return self.views()[index.row()].key if index.isValid() else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._silent:
            self.chosen.emit(self.current())

    def _clicked(self, _index: Index) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and self.current():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
