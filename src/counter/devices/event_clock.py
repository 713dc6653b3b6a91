"""One clock for key events: the time a key was pressed, not the time a busy program came to look at it."""

from __future__ import annotations

from collections.abc import Callable

# After such a pause the two clocks are compared anew: they drift, and time stamps start again from nought.
_PAUSE_MS = 1000


class EventClock:
    """Turns time stamps of events into the program's monotonic milliseconds. Events without one happen now."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._offset: int | None = None
        self._last = clock()

    def of(self, stamp: int) -> int:
        """The time of an event. The smallest distance seen is taken for that of the two clocks; the rest is delay."""
        now = self._clock()
        paused = now - self._last > _PAUSE_MS
        self._last = now
        if not stamp:
            return now
        distance = now - stamp
        if self._offset is None or paused or distance < self._offset:
            self._offset = distance
        return stamp + self._offset

    def silence(self) -> int:
        """Milliseconds since the last event was looked at."""
        return self._clock() - self._last

    def now(self) -> int:
        """The clock itself."""
        return self._clock()
