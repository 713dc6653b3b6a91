"""What a place says while it is empty: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from counter.gui.parts.icon_label import IconLabel
from counter.gui.parts.key_button import KeyButton


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and at most one act. `act_requested` is sent when it is pressed."""

    act_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(self, ink="muted", size=32)
        self._headline = QLabel(self)
        self._headline.setProperty("role", "card-title")
        self._sentence = QLabel(self)
        self._sentence.setProperty("role", "muted")
        for label in (self._headline, self._sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._act = KeyButton(self)
        self._act.hide()
        self._act.clicked.connect(self.act_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._headline)
        column.addWidget(self._sentence)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_words(self, icon: str, headline: str, sentence: str = "", act: str = "") -> None:
        """Say what this place is waiting for."""
        self._icon.setIconName(icon)
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._act.setText(act)
        self._act.setVisible(bool(act))
