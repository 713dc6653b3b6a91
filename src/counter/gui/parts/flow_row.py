"""A row of small widgets that goes on to the next line when the width is used up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
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

    def place_again(self) -> None:
        """After an item was hidden, shown or worded anew: hidden ones take no room."""
        self._place(self.width())
        self.updateGeometry()

    def items(self) -> list[QWidget]:
        """What is shown."""
        return list(self._items)

    def _place(self, width: int, only_measure: bool = False) -> int:
        """Line by line, the lower items of a line in the middle of its height."""
        gap, top = theme.current().px(GAP), 0
        for line in self._lines(width, gap):
            tallest = max(size.height() for _, size in line)
            left = 0
            for item, size in line:
                if not only_measure:
                    at = QPoint(left, top + (tallest - size.height()) // 2)
                    item.setGeometry(QRect(at, QSize(min(size.width(), max(1, width)), size.height())))
                left += size.width() + gap
            top += tallest + gap
        return max(0, top - gap)

    def _lines(self, width: int, gap: int) -> list[list[tuple[QWidget, QSize]]]:
        lines: list[list[tuple[QWidget, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isHidden():
                continue
            size = item.sizeHint()
            if not lines or (left and left + size.width() > width):
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + gap
        return lines

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
