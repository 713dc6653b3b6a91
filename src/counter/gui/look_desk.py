"""How the screens look and which language they speak: applied at start, changed live, kept in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from counter.domain.sentence import Language
from counter.gui import language as tongue
from counter.gui.background import Failure
from counter.gui.front import Front
from counter.gui.theme import SCALES, THEMES, Theme, ThemeName
from counter.store.settings_table import get, put


class LookDesk(QObject):
    """Applies the kept look when it is made: before any window is, for widgets that are there already are slow to change.

    `changed` after every other choice."""

    changed = Signal()

    def __init__(self, app: QApplication, front: Front, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._front = app, front
        with front.store.database.read() as transaction:
            look = get(transaction, "look", ["light", 100, "vi"])
        self._own: str = look[2]  # this machine's own choice, also while another language is laid down
        self._apply(*look)

    @property
    def language_is_fixed(self) -> bool:
        """Whether the language was laid down."""
        return self._front.machine.language is not None

    @Slot(str, int, str)
    def choose(self, name: str, scale: int, language: str) -> None:
        """Another theme, size or language, from now on and after the next start."""
        if not self.language_is_fixed:
            self._own = language
        self._apply(name, scale, language)
        self.changed.emit()
        self._front.background.run(self._keep, self._kept, self._not_kept)

    def _apply(self, name: str, scale: int, language: str) -> None:
        self.name: ThemeName = next((t for t in THEMES if t == name), "light")
        self.scale = scale if scale in SCALES else 100
        self.language: Language = self._front.machine.language or ("en" if language == "en" else "vi")
        tongue.install(self.language)
        Theme(self.name, self.scale).apply(self._app)

    def _keep(self) -> None:
        with self._front.store.database.write() as transaction:
            put(transaction, "look", [self.name, self.scale, self._own])

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        """The look itself is seen."""

    @Slot(object)
    def _not_kept(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved; the look holds until the program ends."""
