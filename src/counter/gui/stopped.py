"""The window that comes instead of the counter's own when that cannot open: why, what is safe, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from counter.domain.sentence import Language
from counter.gui import language as tongue
from counter.gui.parts.empty_state import EmptyState
from counter.gui.parts.key_button import KeyButton
from counter.gui.theme import Theme

translate = QCoreApplication.translate


class Stopped(QDialog):
    """One sentence and one button; with `can_check` another one: `check_requested`."""

    check_requested = Signal()

    def __init__(self, sentence: str, *, can_check: bool = False) -> None:
        super().__init__()
        self.setWindowTitle(translate("Stopped", "Counter"))
        state = EmptyState(self)
        state.show_words("alert-triangle", translate("Stopped", "The program could not open"), sentence)
        close = KeyButton(self, translate("Stopped", "Close"))
        close.setKeyText("Esc", bind=False)
        close.setDefault(True)
        close.clicked.connect(self.reject)
        check = KeyButton(self, translate("Stopped", "Check this machine"), "F12")
        check.setIconName("settings")
        check.setAutoDefault(False)
        check.setVisible(can_check)
        check.clicked.connect(self.check_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(state)
        column.addWidget(check)
        column.addWidget(close)
        self.resize(520, 300)


def stopped(app: QApplication, sentence: str, language: Language, *, can_check: bool = False) -> Stopped:
    """The window, in the plain look: the one that was chosen lies in the store that did not open."""
    tongue.install(language)
    Theme().apply(app)
    return Stopped(sentence, can_check=can_check)
