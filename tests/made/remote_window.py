"""A window enrolled with a province that is a process of its own and can be switched off and on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from counter.journal.clock import VIETNAM
from counter.store.local_store import LocalStore
from counter.sync.line import enrol_store
from tests.made.counter_window import CounterWindow, WallClock
from tests.made.served import Served
from tests.made.world import World


class Remote:
    """A province, on, and the window of one counter of Cô Tô that was enrolled there."""

    def __init__(self, folder: Path, open_window: Callable[[World], CounterWindow]) -> None:
        clock = WallClock(datetime.now(VIETNAM))  # the server has a clock of its own
        self.province = Served(folder / "province")
        self.province.start()
        store = LocalStore(folder / "data", clock, state_folder=folder / "state")
        enrol_store(store, self.province.url, self.province.own_token("H49.22", "07192"), ca=None, counter="03")
        store.close()
        self.counter = open_window(World(folder, clock))

    def off(self) -> None:
        """Nobody answers."""
        self.province.stop()

    def on(self) -> None:
        """The same province at the same address."""
        self.province.start()
