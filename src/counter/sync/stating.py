"""When the province is asked what it holds: when somebody wishes it, after a day's work, and until nothing is lacking."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING

from counter.domain.sentence import Sentence, Trouble
from counter.journal.clock import VIETNAM, Clock
from counter.store.standpoint import SyncFacts
from counter.store.statement import Slip
from counter.sync.inquiry import inquire
from counter.sync.ports import ExchangeStore, StatementStore

if TYPE_CHECKING:
    from counter.sync.transport import Transport

EVENING = time(16, 30)  # from here on the day's work is stated, and what still comes in
AGAIN_MS = 30 * 60_000
LACKING_MS = (
    60_000  # what was lacking has been sent again: is it there now; twice as long after each time that it is not
)


class Stating:
    """Used by the loop in its thread, but for `wish`. `told` hears each slip, or why there was none."""

    def __init__(
        self, exchange: ExchangeStore, statements: StatementStore, clock: Clock, nonce: Callable[[int], bytes],
        told: Callable[[Slip | Sentence], None],
    ) -> None:  # fmt: skip
        self._exchange, self._statements, self._clock, self._nonce = exchange, statements, clock, nonce
        self._told = told
        self._wished = threading.Event()
        self._asked_ms: int | None = None
        self._asked_day: date | None = None
        self._unequal = 0

    def wish(self) -> None:
        """Somebody asks, from any thread; wake the loop after it."""
        self._wished.set()

    @property
    def wished(self) -> bool:
        """Whether somebody waits for an answer."""
        return self._wished.is_set()

    def due(self, facts: SyncFacts) -> bool:
        """Whether to ask now, when everything that can be sent was sent."""
        if self.wished:
            return True
        slip = self._statements.last()
        stated = 0 if slip is None else slip.entries
        if not facts.enrolled or facts.waiting:
            return False
        now = self._clock.now().astimezone(VIETNAM)
        since = None if self._asked_ms is None else self._clock.monotonic_ms() - self._asked_ms
        if facts.lacking:
            return since is None or since >= min(AGAIN_MS, LACKING_MS * 2 ** min(10, max(0, self._unequal - 1)))
        evening = now.time() >= EVENING and (since is None or since >= AGAIN_MS)
        if facts.entries == stated:  # scans come later than their facts
            return evening and slip is not None and slip.files_lacking and self._statements.files_came()
        if self._asked_day != now.date():
            return slip is None or slip.day != now.date().isoformat() or now.time() >= EVENING
        return evening

    def ask(self, transport: Transport) -> None:
        """Ask, and tell what came of it. A day that ended without a line is stated first; then today, when somebody waits or
        it is evening."""
        now = self._clock.now().astimezone(VIETNAM)
        self._asked_ms, self._asked_day = self._clock.monotonic_ms(), now.date()
        try:
            slip = inquire(self._exchange, self._statements, transport, self._clock, self._nonce)
            late = slip is not None and slip.day < self._statements.today().isoformat()
            if late and (self.wished or now.time() >= EVENING):
                slip = inquire(self._exchange, self._statements, transport, self._clock, self._nonce)
        except Trouble as trouble:
            self.cannot(trouble.sentence)
            return
        wished = self.wished
        self._wished.clear()
        if slip is None:
            return
        self._unequal = 0 if slip.equal else self._unequal + 1
        if wished or not slip.equal or slip.files_lost:
            self._told(slip)

    def cannot(self, why: Sentence) -> None:
        """Whoever waits is told why there is no statement now."""
        if self.wished:
            self._wished.clear()
            self._told(why)
