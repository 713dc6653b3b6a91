"""A band of words with an icon and at most one act: a scan was read, a copy was restored, training is on."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter.gui import theme
from counter.gui.parts.icon_label import IconLabel
from counter.gui.parts.key_button import KeyButton
from counter.gui.theme import repolish

BannerTone = Literal["accent", "warning", "danger", "neutral", "training"]
_INK = {
    "accent": "accent-soft-text",
    "warning": "warning",
    "danger": "danger",
    "neutral": "muted",
    "training": "on-band",
}


class Banner(QFrame):
    """`act_requested` is sent when its act is pressed. A `wide` band goes from edge to edge of the window."""

    act_requested = Signal()

    def __init__(self, parent: QWidget | None = None, wide: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("wide", wide)
        self.setProperty("tone", "neutral")
        self._icon = IconLabel(self, size=18)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._act = KeyButton(self, variant="secondary" if wide else "quiet")
        self._act.hide()
        self._act.clicked.connect(self.act_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 if wide else 10, 4, 8 if wide else 4, 4)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_words(self, tone: BannerTone, icon: str, words: str, act: str = "", key: str = "") -> None:
        """Say something in a tone, with an act beside it when `act` is not empty, and become visible.

        `key` is shown on the act; whoever owns the banner listens to it."""
        self.setProperty("tone", tone)
        self._icon.setIconName(icon)
        self._icon.setInk(_INK[tone])
        self._words.setText(words)
        self._act.setText(act)
        self._act.setKeyText(key, bind=False)
        self._act.setVisible(bool(act))
        self.setAccessibleName(words)
        repolish(self)
        repolish(self._words)
        self.show()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme.current().px(36)))

    def words(self) -> str:
        """What it says."""
        return self._words.text()
