"""The background loop: one thread that keeps exchanging, waits when there is nothing, and is woken by each new fact."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter.domain.sentence import Trouble
from counter.journal.clock import Clock
from counter.store.pace import Pace
from counter.store.standpoint import SyncFacts
from counter.sync.engine import Again, Attention, Engine, Idle, Later, Step
from counter.sync.forecast import Meter
from counter.sync.light import Light, Progress, light
from counter.sync.ports import ExchangeStore
from counter.sync.recovery import RecoveryStore, ask_recovery_key
from counter.sync.right_of_way import RightOfWay
from counter.sync.round import measured
from counter.sync.stating import Stating
from counter.sync.way_out import Place, has_way

if TYPE_CHECKING:
    from counter.sync.transport import Transport

BEFORE_ENROLMENT = 5.0  # seconds
REST = 3.0  # seconds
MOMENT, GRACE = 1.0, 5.0  # seconds: for a request to end by itself when the program closes, and to be cut off
LOOK, CAME = 4.0, 6.0  # seconds between two looks at the network, and within which it is used when it is back
AFTER_A_BUG = 30.0  # seconds: a mistake of the program may come again at once
_log = logging.getLogger(__name__)


class SyncLoop:
    """Call `start`, then `wake` after each fact that was saved; `stop` ends it.

    `changed` is called in the loop's thread with the new light, and with whether others' facts came in. `rest`: seconds
    after a failure in which nothing wakes it."""

    def __init__(
        self, store: ExchangeStore, open_transport: Callable[[], Transport], clock: Clock, rng: random.Random,
        changed: Callable[[Light, bool], None], way: RightOfWay | None = None, *, stating: Stating | None = None,
        meter: Meter | None = None, rest: float = REST, recovery: RecoveryStore | None = None,
        way_out: Callable[[Place | None], bool] = has_way,
    ) -> None:  # fmt: skip
        self._after_failure, self._recovery, self._way_out = rest, recovery, way_out
        self._stating, self._meter = stating, meter or Meter(Pace())
        self._store, self._open, self._clock, self._random = store, open_transport, clock, rng
        self._changed, self._way = changed, way or RightOfWay()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._line: Transport | None = None  # as `stop` sees it
        self._rest = 0.0
        self._sent_before: int | None = None  # what the province had when the work under way began
        self._next_try: datetime | None = None
        self._sending: SyncFacts | None = None  # the facts with which the light says "sending"

    @property
    def next_try(self) -> datetime | None:
        """When it is tried again by itself after a failure; None while something is under way, and when nothing failed."""
        return self._next_try

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was saved, or somebody asked: exchange now."""
        self._wake.set()

    def stop(self, moment: float = MOMENT) -> None:
        """End. A request under way is given a moment and then cut off, at a line that hangs too: somebody waits for the
        program to close, and what was not acknowledged is sent at the next start."""
        self._stop.set()
        self._wake.set()
        if self._thread is None:
            return
        self._thread.join(moment)
        line = self._line
        if self._thread.is_alive() and line is not None:
            line.hang_up()
        self._thread.join(GRACE)

    def _run(self) -> None:
        engine = Engine(self._store, self._clock, self._random)
        transport: Transport | None = None
        try:
            while not self._stop.is_set():
                wait = BEFORE_ENROLMENT
                self._wake.clear()
                try:
                    if self._store.standpoint() is not None:
                        self._line = transport = transport or self._open()
                        wait = self._once(engine, transport)
                except Trouble:
                    _log.warning("the local store cannot just now; sync waits")
                    self._not_sending()
                except Exception as error:  # noqa: BLE001 (a thread that ended would leave the light as it is, for ever)
                    uncaught(error)
                    engine, wait, self._rest = Engine(self._store, self._clock, self._random), AFTER_A_BUG, AFTER_A_BUG
                    self._plan(wait)
                    if transport is not None:
                        transport.close()
                        self._line = transport = None
                    self._not_sending()
                # A fact saved while the line is down must not make us knock at once, each time.
                if wait and not self._stop.wait(min(wait, self._rest)):
                    self._pause(wait - min(wait, self._rest))
        finally:
            if transport is not None:
                transport.close()

    def _pause(self, seconds: float) -> None:
        """Until there is something to do. The network is asked meanwhile: where it goes, the light is to say so now and not
        at the next poll; where it comes, nobody waits for the end of a delay that grew while it was away."""
        had = self._way_out(self._place())
        while seconds > 0 and not self._wake.wait(min(seconds, LOOK)):
            seconds -= LOOK
            has = self._way_out(self._place())
            if had and not has:
                if self._line is not None:
                    self._line.close()  # a connection that is kept would not notice for a minute
                return
            if has and not had:  # it came for others too: not all at the same moment
                seconds = min(seconds, self._random.uniform(0, CAME))
            had = has

    def _place(self) -> Place | None:
        return None if self._line is None else self._line.place

    def _once(self, engine: Engine, transport: Transport) -> float:
        """One exchange; how long to wait after it."""
        self._next_try = None
        facts = self._store.facts()
        if facts.waiting and facts.offline_since is None:
            self._sending = facts
            self._changed(light(facts, self._clock.now(), self._progress(facts)), False)
        before = engine.tally.pulled
        with self._way.facts():
            step = measured(engine, transport, self._clock, self._meter)
        # Now, and not after the questions: each of those may take its time, and nothing is being sent meanwhile.
        self._tell(pulled=engine.tally.pulled > before)
        with self._way.facts():
            stated = self._state(step, transport)
            if self._recovery is not None and isinstance(step, Idle):
                ask_recovery_key(self._recovery, transport)
        if stated:
            self._tell()
        if step is None:
            return BEFORE_ENROLMENT
        self._rest = self._after_failure if isinstance(step, Later | Attention) else 0.0
        if isinstance(step, Later):
            self._rest = max(self._after_failure, step.not_before)
        if isinstance(step, Later | Attention):
            self._plan(step.seconds)
        return 0.0 if isinstance(step, Again) else step.seconds

    def _progress(self, facts: SyncFacts) -> Progress:
        """Of what has been waiting since nothing did: who has sent thousands in a year is told of today's twelve."""
        sent = facts.entries - facts.waiting
        self._sent_before = sent if self._sent_before is None else min(self._sent_before, sent)
        return Progress(sent - self._sent_before + 1, facts.entries - self._sent_before)

    def _state(self, step: Step | None, transport: Transport) -> bool:
        """Whether the province was asked what it holds."""
        if self._stating is None:
            return False
        if isinstance(step, Later | Attention):
            self._stating.cannot(step.sentence)
        elif isinstance(step, Idle) and self._stating.due(self._store.facts()):
            self._stating.ask(transport)
            if self._store.facts().waiting:  # what the province has lost is told to it again, now
                self._wake.set()
            return True
        return False

    def _plan(self, seconds: float) -> None:
        self._next_try = self._clock.now() + timedelta(seconds=seconds)

    def _not_sending(self) -> None:
        """Whatever happened, nothing is under way any more; where the store cannot say how things stand, as they stood."""
        if self._sending is not None:
            facts, self._sending = self._sending, None
            self._changed(light(facts, self._clock.now()), False)

    def _tell(self, *, pulled: bool = False) -> None:
        facts = self._store.facts()
        self._sending = None
        if not facts.waiting:
            self._sent_before = None
        self._changed(light(facts, self._clock.now()), pulled)


def uncaught(error: Exception) -> None:
    """To whoever watches over the threads: by kind and place into the log, and told to whoever sits there."""
    threading.excepthook(
        threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
    )
