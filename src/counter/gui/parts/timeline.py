"""A story from its beginning: a ring a step, words beside it; the arrow keys read it step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counter.gui import theme
from counter.gui.dossier_view import Step, StepMark

Index = QModelIndex | QPersistentModelIndex
_RINGS: dict[StepMark, str] = {
    "done": "accent",
    "waiting": "muted",
    "attention": "warning",
    "late": "danger",
    "unread": "warning",
}
_LEFT, _RING, _GAP = 22, 6, 12  # where the words begin, the ring's radius, the gap below a step


class _Steps(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[Step, ...] = ()

    def show(self, steps: Sequence[Step]) -> None:
        self.beginResetModel()
        self.steps = tuple(steps)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        step = self.steps[index.row()]
        return f"{step.title}. {step.detail}" if step.detail else step.title


def _laid_out(text: str, font: QFont, width: float) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


class _StepPainter(QStyledItemDelegate):
    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline

    def _texts(self, step: Step) -> list[tuple[QTextLayout, float]]:
        look = theme.current()
        width = self._timeline.viewport().width() - look.px(_LEFT) - look.px(2)
        texts = [_laid_out(step.title, look.font(13.5, 500), width)]
        if step.detail:
            texts.append(_laid_out(step.detail, look.font(12.5), width))
        return texts

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        tall = sum(height for _, height in self._texts(self._timeline.step(index.row())))
        return QSize(look.px(100), round(tall) + look.px(2 + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        box = QRectF(option.rect)
        step = self._timeline.step(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        texts = self._texts(step)
        first = texts[0][0].lineAt(0).height()
        middle = QPointF(box.left() + look.px(_RING + 2), box.top() + look.px(2) + first / 2)
        last = index.row() == self._timeline.count() - 1
        if not last:
            painter.setPen(QPen(look.color("line"), look.px(2)))
            painter.drawLine(QPointF(middle.x(), middle.y() + look.px(_RING)), QPointF(middle.x(), box.bottom()))
        if index.row():
            painter.setPen(QPen(look.color("line"), look.px(2)))
            painter.drawLine(QPointF(middle.x(), box.top()), QPointF(middle.x(), middle.y() - look.px(_RING)))
        ring = QPen(look.color(_RINGS[step.mark]), look.px(2))
        if step.mark == "unread":
            ring.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(ring)
        painter.setBrush(look.color(_RINGS[step.mark]) if step.mark in ("attention", "late") else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, look.px(_RING) - 0.5, look.px(_RING) - 0.5)
        top = box.top() + look.px(2)
        inks = ("danger" if step.mark == "late" else "warning" if step.mark == "attention" else "text", "muted")
        for (layout, height), ink in zip(texts, inks, strict=False):
            painter.setPen(look.color(ink))
            layout.draw(painter, QPointF(box.left() + look.px(_LEFT), top))
            top += height
        if self._timeline.hasFocus() and index.row() == self._timeline.currentIndex().row():
            painter.setPen(QPen(look.color("accent"), look.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring_box = box.adjusted(look.px(_LEFT - 5), 1, -1, -look.px(_GAP) + look.px(4))
            painter.drawRoundedRect(ring_box, look.px(5), look.px(5))
        painter.restore()


class Timeline(QListView):
    """One tab stop, as high as its steps: what lies around it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = _Steps()
        self.setModel(self._steps)
        self.setItemDelegate(_StepPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show another story."""
        self._steps.show(steps)
        self._fit()

    def step(self, at: int) -> Step:
        """One step."""
        return self._steps.steps[at]

    def count(self) -> int:
        """How many steps there are."""
        return len(self._steps.steps)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        option = QStyleOptionViewItem()
        delegate = self.itemDelegate()
        tall = sum(delegate.sizeHint(option, self._steps.index(at, 0)).height() for at in range(self.count()))
        if tall != self.height():
            self.setFixedHeight(tall)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.count():
            self.setCurrentIndex(self._steps.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
