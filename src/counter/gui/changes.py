"""What a deed has changed: one signal tells it to every desk, and each decides whether to read again."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Change(NamedTuple):
    """`dossiers`: rows or stories may differ; `prints`: the print log; `sync`: what the province holds."""

    dossiers: bool = False
    prints: bool = False
    sync: bool = False


class Changes(QObject):
    """The one signal. Emit it from the thread of the window only."""

    changed = Signal(object)

    def tell(self, *, dossiers: bool = False, prints: bool = False, sync: bool = False) -> None:
        """Something was changed just now."""
        self.changed.emit(Change(dossiers, prints, sync))
