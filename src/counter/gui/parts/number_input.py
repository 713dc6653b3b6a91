"""Small numbers and sums of money, typed or stepped with Up and Down."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.line_input import LineInput


class NumberInput(LineInput):
    """A whole number from `least` to `most`; an empty field counts as `least`."""

    def __init__(self, parent: QWidget | None = None, least: int = 1, most: int = 99) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setValidator(QRegularExpressionValidator(QRegularExpression(rf"\d{{0,{len(str(most))}}}"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(least)

    def number(self) -> int:
        """The number, brought into its range."""
        typed = self.text()
        return max(self._least, min(self._most, int(typed))) if typed else self._least

    def set_number(self, number: int) -> None:
        """Show a number."""
        self.setText(str(max(self._least, min(self._most, number))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self.set_number(self.number() + step)
        self.textEdited.emit(self.text())

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance("0" * len(str(self._most)))
        return QSize(round(width) + theme.current().px(34), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class MoneyInput(LineInput):
    """A sum in đồng, grouped with dots as it is written here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[\d.]{0,14}"), self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.set_suffix("đ")
        self.textEdited.connect(self._group)

    def digits(self) -> str:
        """The digits of the sum, empty when nothing is typed."""
        return self.text().replace(".", "")

    def set_digits(self, digits: str) -> None:
        """Show a sum."""
        self.setText(f"{int(digits):,}".replace(",", ".") if digits else "")

    def _group(self) -> None:
        behind = len(self.text()) - self.cursorPosition()
        self.set_digits(self.digits())
        self.setCursorPosition(max(0, len(self.text()) - behind))
