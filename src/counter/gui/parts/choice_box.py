"""A combo box with our own chevron; the wheel does not change what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from counter.gui import icons, theme


class ChoiceBox(QComboBox):
    """A choice between keys that are shown as words. Up and Down choose, Space or F4-less Alt+Down opens the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the native one ignores the style sheet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """The list as (key, words); the chosen key is kept when it is still there."""
        kept = self.key()
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.choose(kept)

    def key(self) -> str:
        """The chosen key, empty when the list is empty."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose a key; the first one when it is not in the list."""
        self.setCurrentIndex(max(0, self.findData(key)) if self.count() else -1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(64), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # F4 is the search everywhere, Enter goes to the next field.
        if event.key() in (Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        picture = icons.pixmap("chevron-down", "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - look.px(26), round((self.height() - look.px(16)) / 2), picture)
