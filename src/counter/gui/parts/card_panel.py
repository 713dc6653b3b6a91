"""A panel of a page: surface, hairline, round corners, and a title with its icon."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.icon_label import IconLabel


class CardPanel(QFrame):
    """The panel itself; its look is in the style sheet. Give it a layout with margins 16, 14, 16, 14."""


class CardTitle(QWidget):
    """The head of a panel: icon and words, room for one more widget at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(self, size=18)
        self._words = QLabel(self)
        self._words.setProperty("role", "card-title")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(28))

    def setText(self, words: str) -> None:
        """The words of the title."""
        self._words.setText(words)

    def setIconName(self, name: str) -> None:
        """The icon before the words, by its file name."""
        self._icon.setIconName(name)

    def add_right(self, widget: QWidget) -> None:
        """Put a small widget at the right end."""
        self._row.addWidget(widget)
