"""The composition root: builds every object once. The only file that knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counter.journal.clock import Clock
from counter.settings import default_data_folder, state_folder
from counter.store.catalogue import load_catalogue
from counter.store.clock import SystemClock
from counter.store.local_store import LocalStore

if TYPE_CHECKING:
    from counter.domain.catalogue import Catalogue


@dataclass(slots=True)
class Office:
    """What every role of this machine has: the store, the catalogue, the clock. Without Qt and without network."""

    store: LocalStore
    catalogue: Catalogue
    clock: Clock

    def close(self) -> None:
        self.store.close()


def open_store(folder: Path | None = None, *, clock: Clock | None = None) -> LocalStore:
    """The local store of that data folder (default: the platform's), made when absent. Raises Trouble."""
    return LocalStore(folder or default_data_folder(), clock or SystemClock(), state_folder=state_folder() / "witness")


def open_office(folder: Path | None = None, *, clock: Clock | None = None) -> Office:
    """Store and catalogue, for the command line and the window alike. Raises Trouble."""
    clock = clock or SystemClock()
    return Office(open_store(folder, clock=clock), load_catalogue(), clock)
