"""The clock of the machine, as the log wants it."""

from __future__ import annotations

import hashlib
import time
from datetime import datetime
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
