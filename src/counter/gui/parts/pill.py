"""A few words in a soft rounded ground: a sector, a fee, a state."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counter.gui.theme import repolish

Tone = Literal["accent", "warning", "danger", "good", "neutral"]


class Pill(QLabel):
    """One pill. The tone never stands alone: the words say the same."""

    def __init__(self, parent: QWidget | None = None, text: str = "", tone: Tone = "accent") -> None:
        super().__init__(parent)
        self.setText(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def setTone(self, tone: Tone) -> None:
        """Another ground and ink."""
        self.setProperty("tone", tone)
        repolish(self)
