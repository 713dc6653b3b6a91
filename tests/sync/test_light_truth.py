"""The light tells the truth: random faults with the product's own engine, store and exchange. Green only when the province,
at an acknowledgement, held exactly what lies here; and nothing stays "sending"."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from counter.sync.answer import Answered, NoAnswer, Traffic
from counter.sync.light import Light
from counter.sync.loop import SyncLoop
from counter.sync.transport import ALL_SECONDS, CONNECT_SECONDS
from counter.sync.why import Failure
from counter.wire.frame import CONTENT_TYPE
from tests.faults.light_play import STEPS, Play
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(5))
def test_green_is_proved_whatever_happens(tmp_path: Path, seed: int) -> None:
    play = Play(tmp_path, seed)
    wrong = play.run(STEPS)
    assert wrong == [], f"seed {seed}"
    assert play.greens > 0
    play.close()


@pytest.mark.faults
@pytest.mark.parametrize("mutant", ["number", "sent"])
def test_light_that_hopes_is_caught(tmp_path: Path, mutant: str) -> None:
    for seed in range(4, 40):
        play = Play(tmp_path / str(seed), seed, mutant)
        wrong = play.run(STEPS)
        play.close()
        if wrong:
            return
    pytest.fail(f"mutant {mutant} got through")


# nothing stays "sending"


class SlowLine:
    """A transport on virtual time: each request takes as long as its time-outs allow, at worst, and may fail in any way."""

    def __init__(self, play: Line, clock: HandClock, rng: random.Random) -> None:
        self._line, self._clock, self._random = play, clock, rng
        self.traffic = Traffic()

    def post(self, path: str, body: bytes) -> Answered:
        fate = self._random.choices(("", "timeout", "dark", "busy", "portal", "whole"), (5, 3, 2, 1, 1, 1))[0]
        longest = CONNECT_SECONDS if fate == "dark" else ALL_SECONDS + CONNECT_SECONDS
        self._clock.forward(seconds=self._random.choice((0.05, self._random.uniform(0, longest), longest)))
        if fate in ("timeout", "dark"):
            raise NoAnswer(Failure.TIMEOUT if fate == "timeout" else Failure.UNREACHABLE)
        if fate == "busy":
            return Answered(503, "application/json", b"{}", self._random.choice((0.0, 30.0)))
        if fate == "portal":
            return Answered(200, "text/html", b"<html>")
        if fate == "whole":
            return Answered(200, CONTENT_TYPE, b"\xc7\x01\x03")
        return Answered(*self._line._answer(path, body))

    def get(self, path: str) -> Answered:
        return Answered(*self._line._answer(path, None))

    def close(self) -> None:
        """Nothing to hang up."""


@pytest.mark.parametrize("seed", range(4))
def test_nothing_stays_sending_for_two_minutes(
    counter: Callable[..., Counter], line: Line, clock: HandClock, seed: int
) -> None:
    rng = random.Random(seed)
    one = counter()
    told: list[tuple[float, Light, int]] = []

    def tell(shown: Light, _pulled: bool) -> None:
        told.append((clock.monotonic_ms() / 1000, shown, one.exchange.facts().acknowledged))

    transport = SlowLine(line, clock, rng)
    loop = SyncLoop(one.exchange, lambda: transport, clock, rng, tell)  # type: ignore[arg-type, return-value]
    for _ in range(120):
        if rng.random() < 0.4:
            one.receive(rng.randrange(1, 4))
        wait = loop._once(one.engine, transport)  # type: ignore[arg-type]
        assert wait <= 600
        assert told[-1][1].state != "sending", "it ended, and the light did not hear of it"
        clock.forward(seconds=wait)
    states = {shown.state for _, shown, _ in told}
    assert {"sending", "offline", "received"} <= states
    since: tuple[float, int] | None = None
    for at, shown, acknowledged in told:
        if since is not None and acknowledged == since[1]:
            assert at - since[0] <= 120, shown
        if shown.state != "sending":
            since = None
        elif since is None or acknowledged > since[1]:
            since = (at, acknowledged)
