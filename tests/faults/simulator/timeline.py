"""Virtual time: whatever happens is an event at a moment, and one seed gives the same events in the same order."""

from __future__ import annotations

import hashlib
import heapq
import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from counter.journal.clock import VIETNAM

START = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
EARLIEST = datetime(1970, 1, 1, 12, tzinfo=VIETNAM)
LATEST = datetime(9999, 12, 30, tzinfo=VIETNAM)
Action = Callable[[], None]


class Timeline:
    """Events still to come, what has happened, and the one source of chance."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ms = 0
        self.happened: Counter[str] = Counter()
        self.steps = 0
        self._queue: list[tuple[int, int, Action]] = []
        self._number = 0
        self._history = hashlib.sha256()

    def after(self, ms: float, action: Action) -> None:
        """Let it happen `ms` from now. Of two events at one moment the one told first comes first."""
        self._number += 1
        heapq.heappush(self._queue, (self.ms + max(0, int(ms)), self._number, action))

    def go_on(self) -> bool:
        """Let the next event happen; whether there was one."""
        if not self._queue:
            return False
        self.ms, _, action = heapq.heappop(self._queue)
        action()
        return True

    def forget(self) -> None:
        """Nothing that was to come happens any more."""
        self._queue.clear()

    def note(self, event: str, who: object = "") -> None:
        """One step: an event that happened, for the count and for the history that one seed must give again."""
        self.steps += 1
        self.happened[event] += 1
        self._history.update(f"{self.ms} {event} {who}\n".encode())

    @property
    def history(self) -> str:
        """Names everything that has happened, in its order."""
        return self._history.hexdigest()[:16]

    @property
    def now(self) -> datetime:
        """The true time."""
        return START + timedelta(milliseconds=self.ms)


class MachineClock:
    """A machine's own clock: it starts with the machine, may be set wrong, and never tells the true time of day for sure."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self.wrong = timedelta()
        self.start()

    def start(self) -> None:
        """The machine was switched on."""
        self.boot = self._timeline.random.randbytes(8)
        self._booted = self._timeline.ms

    def now(self) -> datetime:
        return min(max(self._timeline.now + self.wrong, EARLIEST), LATEST)

    def monotonic_ms(self) -> int:
        return self._timeline.ms - self._booted
