"""The window that comes instead of the counter's own when that cannot open: why, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout

from counter.domain.sentence import Language
from counter.gui import language as tongue
from counter.gui.parts.empty_state import EmptyState
from counter.gui.parts.key_button import KeyButton
from counter.gui.theme import Theme

if TYPE_CHECKING:
    from counter.diagnostics.sources import Sources
    from counter.domain.check import Finding
    from counter.gui.diagnostics_desk import DiagnosticsDesk

Seen = Callable[..., "Sources"]
"""Where diagnostics look, given screens, Qt and findings (see `counter.gui.diagnostics_desk`)."""

translate = QCoreApplication.translate


class Stopped(QDialog):
    """One sentence, and what helps IT from afar: nothing else of the program is there. With `can_check` one button more:
    `check_requested`. `findings`: what that has come to, for the diagnostics."""

    check_requested = Signal()

    def __init__(self, sentence: str, language: Language, sources: Seen, *, can_check: bool = False) -> None:
        super().__init__()
        self._language, self._sources = language, sources
        self.findings: Callable[[], Sequence[Finding]] = tuple
        self.diagnostics: DiagnosticsDesk | None = None
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
        diagnostics = KeyButton(self, translate("Stopped", "Diagnostics for IT …"))
        diagnostics.setIconName("package-check")
        diagnostics.setAutoDefault(False)
        diagnostics.clicked.connect(self.show_diagnostics)
        self.finished.connect(self._end)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(check)
        acts.addWidget(diagnostics)
        acts.addStretch(1)
        acts.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(state)
        column.addLayout(acts)
        self.resize(580, 300)

    @Slot()
    def show_diagnostics(self) -> None:
        """What may be given to IT, to be read first."""
        if self.diagnostics is None:
            from counter.gui.diagnostics_desk import DiagnosticsDesk

            self.diagnostics = DiagnosticsDesk(self, self._sources, self)
            self.diagnostics.speak(self._language)
        self.diagnostics.open(self.findings())

    @Slot(int)
    def _end(self, _result: int) -> None:
        if self.diagnostics is not None:
            self.diagnostics.leave()
            self.diagnostics.close()


def stopped(app: QApplication, sentence: str, language: Language, sources: Seen, *, can_check: bool = False) -> Stopped:
    """The window, in the plain look: the one that was chosen lies in the store that did not open."""
    tongue.install(language)
    Theme().apply(app)
    return Stopped(sentence, language, sources, can_check=can_check)
