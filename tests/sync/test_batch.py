"""How much goes at once: less after what was too much, more again, and what is never taken is not tried every time."""

from __future__ import annotations

import random

from counter.sync.answer import Answered, NoAnswer, Traffic
from counter.sync.batch import FIRST, Batch
from counter.sync.engine import Engine
from counter.sync.round import run_round
from counter.sync.why import Failure
from counter.wire.limits import ENTRIES
from tests.made.counter_pair import Line
from tests.made.world import HandClock
from tests.sync.test_exchanging import Make


def tried(batch: Batch, fits: int, requests: int, *, lasting: bool = True) -> tuple[int, int]:
    """(requests that came through, entries they took) where no more than `fits` ever does."""
    through = carried = 0
    for _ in range(requests):
        if batch.limit > fits:
            batch.too_much(lasting=lasting)
        else:
            through, carried = through + 1, carried + batch.limit
            batch.came_through()
    return through, carried


def test_good_line_is_soon_given_the_largest_batches() -> None:
    batch = Batch()
    assert batch.limit == FIRST
    for _ in range(3):
        batch.came_through()
    assert batch.limit == ENTRIES


def test_size_that_is_never_taken_is_tried_less_and_less() -> None:
    """It was tried again after each success: every second request went in vain, and was twice as large as the others."""
    for fits in (1, 7, 30, 150):
        through, carried = tried(Batch(), fits, 200)
        assert through >= 170
        assert carried >= through * fits / 2


def test_moment_of_slowness_is_forgotten() -> None:
    for lasting in (True, False):
        batch = Batch()
        tried(batch, 0, 30, lasting=lasting)
        assert batch.limit == 1
        tried(batch, ENTRIES, 12, lasting=lasting)
        assert batch.limit == ENTRIES


class ShortLived:
    """A line that lives for so many bytes, each time anew."""

    def __init__(self, line: Line, bytes_: int) -> None:
        self._line, self._bytes = line, bytes_
        self.cut = 0

    def step(self, engine: Engine) -> None:
        ask = engine.ask()
        assert ask is not None
        assert ask.body is not None
        if len(ask.body) > self._bytes:
            self.cut += 1
            engine.failed(Failure.CUT)
        else:
            engine.answered(*self._line._answer(ask.path, ask.body))


def test_line_that_lives_for_less_than_a_batch_takes_everything_in_the_end(counter: Make, line: Line) -> None:
    """A cut never made the batch smaller: the same 400 facts were sent into it for ever."""
    one = counter()
    one.receive(60)
    short = ShortLived(line, 900)
    for _ in range(40):
        short.step(one.engine)
    assert one.exchange.facts().waiting == 0
    assert 1 < short.cut < 20


def test_line_that_is_away_or_cut_once_makes_no_batch_smaller(counter: Make, line: Line) -> None:
    one = counter()
    for failure in (*(Failure.UNREACHABLE,) * 9, Failure.CUT):
        one.engine.ask()
        one.engine.failed(failure)
    one.receive(5)
    line.step(one.engine)
    assert one.exchange.facts().waiting == 0


def test_round_of_a_script_goes_on_over_a_line_that_is_cut_again_and_again(
    counter: Make, line: Line, clock: HandClock
) -> None:
    """It gave up after three, as where there is no line at all."""

    class Cut:
        def __init__(self) -> None:
            self.left, self.traffic = 9, Traffic()

        def post(self, path: str, body: bytes) -> Answered:
            self.left -= 1
            if self.left > 0:
                raise NoAnswer(Failure.CUT)
            return Answered(*line._answer(path, body))

    one = counter()
    one.receive(2)
    done = run_round(one.exchange, Cut(), clock, random.Random(1), sleep=lambda _: None)  # type: ignore[arg-type]
    assert done is not None
    assert done.complete
    assert done.waiting == 0
