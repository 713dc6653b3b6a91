"""Where the collectors look: the data folder, the clock, and what only a window or another room of the program knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter.domain.check import Finding
from counter.journal.clock import Clock
from counter.policy.machine import MachineSettings
from counter.store.database import Database


@dataclass(frozen=True, slots=True)
class PrinterSeen:
    """A printer by what the maker calls it. What people call it, and where they put it, stays here."""

    make: str
    default: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class ScreenSeen:
    """One screen; sizes in pixels, `dots` to the inch, `scale` as the system enlarges."""

    width: int
    height: int
    dots: float
    scale: float


def _none() -> Iterable[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Sources:
    """`folder`: the data folder, whether it is there or not. `database` opens the one in it and is closed by us; None when
    there is none; raises Trouble. `settings`: what was laid down for this machine; `findings`: of its self-check. The
    other ports are empty for a command without a window, and `qt` says then that nobody looked."""

    folder: Path
    state: Path
    clock: Clock
    database: Callable[[], Database | None]
    settings: Callable[[], MachineSettings]
    findings: Callable[[], Iterable[Finding]] = _none
    printers: Callable[[], Iterable[PrinterSeen]] = _none
    screens: Callable[[], Iterable[ScreenSeen]] = _none
    qt: Mapping[str, str] | None = None
