"""Sending every file that waits, for `counter sync --once`: through cuts, but not for ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter.sync.engine import Again, Attention, Idle, Later, Step
from counter.sync.round import CUT, LONGEST_WAIT, UNREACHED
from counter.sync.uploader import Uploader

if TYPE_CHECKING:
    from counter.sync.transport import Transport


def send_all(uploader: Uploader, transport: Transport, *, sleep: Callable[[float], None] = time.sleep) -> Step | None:
    """Send until nothing is left that can be sent now; the last step, Idle when all went well, None before enrolment."""
    misses, before, bytes_before = 0, uploader.finished, 0
    while True:
        step = uploader.step(transport)
        if step is None or isinstance(step, Idle | Attention):
            return step
        if isinstance(step, Again) or uploader.finished > before or transport.traffic.bytes_up > bytes_before + 65_536:
            misses = 0
        before, bytes_before = uploader.finished, transport.traffic.bytes_up
        if isinstance(step, Later):
            misses += 1
            if misses >= (CUT if step.reached or bytes_before else UNREACHED) or step.not_before > LONGEST_WAIT:
                return step
            sleep(min(step.seconds, LONGEST_WAIT))
