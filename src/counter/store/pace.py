"""What this machine's line carried last time, so that a forecast is there before the first minute of the next time."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from counter.store.database import Transaction
from counter.store.local_store import LocalStore
from counter.store.settings_table import get, put

FACT = 120.0  # bytes of a fact on the line before any was measured: a reception in a small batch


@dataclass(frozen=True, slots=True)
class Pace:
    """`per_second`: bytes both ways that the line carried of something large, None before there was anything; `per_fact`:
    bytes that one fact took."""

    per_second: float | None = None
    per_fact: float = FACT


def pace_of(t: Transaction) -> Pace:
    """The one kept last."""
    kept = get(t, "pace")
    return Pace() if kept is None else Pace(**kept)


def keep_pace(store: LocalStore, pace: Pace) -> None:
    """Keep it."""
    with store.database.write() as t:
        put(t, "pace", asdict(pace))
