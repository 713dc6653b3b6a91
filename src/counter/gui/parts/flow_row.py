"""A row of small widgets that goes on to the next line when the width is used up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter.gui import theme

GAP = 6


class FlowRow(QWidget):
    """Places its children itself, in the order in which they were added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_items(self, items: list[QWidget]) -> None:
        """Show these widgets in place of the former ones, which are thrown away."""
        for old in self._items:
            old.hide()
            old.deleteLater()
        self._items = items
        for item in items:
            item.setParent(self)
            item.show()
        self._place(self.width())
        self.updateGeometry()

    def items(self) -> list[QWidget]:
        """What is shown."""
        return list(self._items)

    def _place(self, width: int, only_measure: bool = False) -> int:
        gap = theme.current().px(GAP)
        left = top = tallest = 0
        for item in self._items:
            size = item.sizeHint()
            if left and left + size.width() > width:
                left, top, tallest = 0, top + tallest + gap, 0
            if not only_measure:
                item.setGeometry(QRect(left, top, min(size.width(), max(1, width)), size.height()))
            left += size.width() + gap
            tallest = max(tallest, size.height())
        return top + tallest

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, only_measure=True)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(20, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place(self.width())
            self.updateGeometry()
