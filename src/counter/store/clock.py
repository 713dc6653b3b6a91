"""The clock of the machine, as the log wants it."""

from __future__ import annotations

import hashlib
import time
from datetime import datetime, timedelta
from pathlib import Path

from counter.journal.clock import VIETNAM


def _boot() -> bytes:
    try:
        name = Path("/proc/sys/kernel/random/boot_id").read_bytes()
    except OSError:  # elsewhere the start of the machine, to ten seconds, tells one boot from the next
        name = str(round((time.time() - time.monotonic()) / 10)).encode()
    return hashlib.sha256(b"counter boot" + name).digest()[:8]


class SystemClock:
    """Wall and monotonic time of this machine (see `counter.journal.clock.Clock`)."""

    def __init__(self) -> None:
        self.boot = _boot()

    def now(self) -> datetime:
        return datetime.now(VIETNAM)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class DrillClock(SystemClock):
    """For demonstrations and drills: starts at a given moment, runs as time does, and can be set forward."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self._shift = start - super().now()

    def now(self) -> datetime:
        return super().now() + self._shift

    def set(self, hour: int, minute: int) -> None:
        """Later on the same day; a time that has passed changes nothing."""
        now = self.now()
        wanted = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        self._shift += max(timedelta(), wanted - now)
