"""What the sign-in works with, on the screen before anything else of the window has been loaded."""

from __future__ import annotations

from typing import NamedTuple

from counter.gui.background import Background
from counter.journal.clock import Clock
from counter.policy.machine import NOTHING, MachineSettings
from counter.policy.source import Source
from counter.store.local_store import LocalStore
from counter.usecases.sign_in import Accounts


class Front(NamedTuple):
    """`background` is the one store worker; `machine`: what was laid down for this PC, and `source`: where."""

    store: LocalStore
    clock: Clock
    accounts: Accounts
    background: Background
    machine: MachineSettings = NOTHING
    source: Source | None = None
