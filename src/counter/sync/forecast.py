"""How many bytes are left, and for how long at this line's speed: measured, never promised.

What the line carried is taken over the whole time that something was under way, pauses after cuts included: a line that
drops every three minutes is as slow as it feels."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from counter.store.pace import Pace

LARGE = 3_000  # bytes: smaller requests tell how long the way is, not how much goes through
HALF_LIFE = 90.0  # seconds of work after which what was measured counts half
PAUSE = 45.0  # seconds of silence that still belong to the work; a longer one is rest
FRUITLESS = 60.0  # seconds of failing in a row that are this line's slowness; beyond them it was no line
KEPT_EVERY = 20.0  # seconds between two times that the pace is written down
FORESEEN = 7 * 24 * 60.0  # minutes; nobody knows what a line does in a week
_ENVELOPE = 330.0  # bytes of a request and its answer without any fact


@dataclass(frozen=True, slots=True)
class Forecast:
    """`bytes`: what is to be carried, facts and then files; `minutes`: None while nobody can know."""

    bytes: int
    minutes: float | None


def forecast(facts_waiting: int, file_bytes: int, pace: Pace, *, online: bool = True) -> Forecast:
    """What is left at that pace. Without a line nobody knows how long it takes."""
    facts = facts_waiting * pace.per_fact + (_ENVELOPE if facts_waiting else 0.0)
    left = round(facts) + file_bytes
    if not left:
        return Forecast(0, 0.0)
    minutes = left / pace.per_second / 60 if online and pace.per_second else None
    return Forecast(left, None if minutes is None or minutes > FORESEEN else minutes)


class Meter:
    """Measures the line. Fed by the loops of facts and of files from their threads; moments are monotonic seconds."""

    def __init__(self, pace: Pace, keep: Callable[[Pace], None] = lambda _: None) -> None:
        """`keep` is called now and then with what was found."""
        self._lock = threading.Lock()
        self._pace, self._keep, self._kept_at = pace, keep, float("-inf")
        self._bytes = self._seconds = 0.0
        self._last: float | None = None
        self._fruitless = 0.0  # seconds since something came through
        self._file: tuple[bytes, int] | None = None

    @property
    def pace(self) -> Pace:
        """As measured until now."""
        return self._pace

    def exchanged(self, began: float, ended: float, carried: int, facts: int) -> None:
        """A request of the facts that was answered: bytes both ways, and how many facts it took along."""
        with self._lock:
            self._fruitless = 0.0
            if facts >= 1:
                share = min(0.5, facts / 200)
                each = max(20.0, (carried - _ENVELOPE) / facts)
                self._pace = Pace(self._pace.per_second, self._pace.per_fact * (1 - share) + each * share)
            if carried >= LARGE:
                self._add(began, ended, carried)
            elif self._last is not None:
                self._last = max(self._last, ended)  # it had its share of the time, whatever it was
        self._maybe_keep(ended)

    def failed(self, began: float, ended: float) -> None:
        """A request without an answer: its time was the line's."""
        with self._lock:
            if self._last is None or began - self._last > PAUSE:
                return
            room = FRUITLESS - self._fruitless
            self._fruitless += ended - self._last
            if room > 0:
                self._add(began, min(ended, self._last + room), 0)
            self._last = max(ended, self._last)

    def sending(self, file: bytes, sent: int, at: float) -> None:
        """A file is under way and that much of it has left."""
        with self._lock:
            if self._file is None or self._file[0] != file or sent < self._file[1]:
                if self._last is None or at - self._last > PAUSE:
                    self._last = at
                self._file = (file, sent)
                return
            self._fruitless = 0.0
            self._add(at, at, sent - self._file[1])
            self._file = (file, sent)
        self._maybe_keep(at)

    def _add(self, began: float, ended: float, carried: int) -> None:
        since = began if self._last is None or began - self._last > PAUSE else self._last
        took = max(0.0, ended - since)
        fade = 0.5 ** (took / HALF_LIFE)
        self._bytes, self._seconds = self._bytes * fade + carried, self._seconds * fade + took
        self._last = max(ended, self._last or ended)
        if self._seconds >= 1.0 and self._bytes:
            self._pace = Pace(self._bytes / self._seconds, self._pace.per_fact)

    def _maybe_keep(self, at: float) -> None:
        if self._pace.per_second is not None and at - self._kept_at >= KEPT_EVERY:
            self._kept_at = at
            self._keep(self._pace)
