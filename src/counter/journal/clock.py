"""What the log needs to know of time: a wall clock that may lie, and a monotonic one that does not."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Protocol

VIETNAM = timezone(timedelta(hours=7), "+07")  # no daylight saving; never the PC's own zone


class Clock(Protocol):
    """Passed in everywhere, so that tests and the simulator move time by hand."""

    @property
    def boot(self) -> bytes:
        """8 bytes that stay the same from one start of the machine to the next."""
        ...

    def now(self) -> datetime:
        """Aware wall time, in UTC+7."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds that never go back within one boot."""
        ...
