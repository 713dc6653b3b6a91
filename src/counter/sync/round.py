"""Running the core: one exchange, and a whole round for `counter sync --once`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter.journal.clock import Clock
from counter.store.pace import Pace
from counter.sync.answer import NoAnswer
from counter.sync.engine import Again, Attention, Engine, Idle, Later, Step
from counter.sync.forecast import Meter
from counter.sync.ports import ExchangeStore

if TYPE_CHECKING:
    from counter.sync.transport import Transport

UNREACHED, CUT = 3, 12  # tries in a row without progress: where there is no line, and where there is one
LONGEST_WAIT = 8.0  # seconds: who waits for a round is a person or a script


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did. `end` is the last step: Idle when everything is exchanged.

    `acknowledged` and `waiting` are counts of own entries after it."""

    pushed: int
    pulled: int
    acknowledged: int
    waiting: int
    requests: int
    bytes_up: int
    bytes_down: int
    end: Step

    @property
    def complete(self) -> bool:
        """Whether nothing is left to push or pull."""
        return isinstance(self.end, Idle)


def exchange(engine: Engine, transport: Transport) -> Step | None:
    """One request and what to do after it; None before enrolment. Raises Trouble when the store cannot."""
    ask = engine.ask()
    if ask is None:
        return None
    try:
        got = transport.get(ask.path) if ask.body is None else transport.post(ask.path, ask.body)
    except NoAnswer as error:
        return engine.failed(error.failure)
    return engine.answered(got.status, got.content_type, got.body, got.retry_after)


def measured(engine: Engine, transport: Transport, clock: Clock, meter: Meter) -> Step | None:
    """One exchange, and what it says of the line."""
    traffic, pushed = transport.traffic, engine.tally.pushed
    began, before = clock.monotonic_ms() / 1000, traffic.bytes_up + traffic.bytes_down
    step = exchange(engine, transport)
    ended = clock.monotonic_ms() / 1000
    if isinstance(step, Again | Idle):
        carried = traffic.bytes_up + traffic.bytes_down - before
        meter.exchanged(began, ended, carried, engine.tally.pushed - pushed)
    else:
        meter.failed(began, ended)
    return step


def run_round(
    store: ExchangeStore, transport: Transport, clock: Clock, rng: random.Random, *,
    sleep: Callable[[float], None] = time.sleep, meter: Meter | None = None,
) -> Round | None:  # fmt: skip
    """Exchange until nothing is left to push or pull, through cuts, but not for ever; None before enrolment.

    `meter` learns what the line carried."""
    meter = meter or Meter(Pace())
    engine = Engine(store, clock, rng)
    misses, answered, before = 0, False, (0, 0)
    while True:
        step = measured(engine, transport, clock, meter)
        if step is None:
            return None
        if isinstance(step, Idle | Attention):
            break
        now = (engine.tally.pushed, engine.tally.pulled)
        if isinstance(step, Again) or now != before:
            misses, answered, before = 0, True, now
        if isinstance(step, Later):
            misses, answered = misses + 1, answered or step.reached
            # Nobody waits here for as long as a busy province may wish, and none asks it sooner.
            if misses >= (CUT if answered else UNREACHED) or step.not_before > LONGEST_WAIT:
                break
            sleep(min(step.seconds, LONGEST_WAIT))
    facts, traffic = store.facts(), transport.traffic
    return Round(
        engine.tally.pushed, engine.tally.pulled, facts.acknowledged, facts.waiting, traffic.requests, traffic.bytes_up,
        traffic.bytes_down, step,
    )  # fmt: skip
