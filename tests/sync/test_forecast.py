"""The forecast: bytes and minutes left from what the line was measured to carry, on virtual time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.store.pace import FACT, Pace, keep_pace, pace_of
from counter.sync.answer import Answered, Traffic
from counter.sync.forecast import FORESEEN, Forecast, Meter, forecast
from counter.sync.loop import SyncLoop
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock

PIECE = 16 * 1024


@dataclass
class Road:
    """A line on virtual time: so many bits a second, there and back, and dark for a while now and then."""

    bits: float
    round_trip: float = 0.6
    drops_every: float = float("inf")
    dark: float = 0.0
    now: float = 1000.0
    next_drop: float = field(init=False)

    def __post_init__(self) -> None:
        self.next_drop = self.now + self.drops_every

    def carry(self, count: int) -> bool:
        """Whether it went through before the line dropped."""
        takes = count * 8 / self.bits
        if self.now + takes >= self.next_drop:
            self.now = self.next_drop + self.dark
            self.next_drop = self.now + self.drops_every
            return False
        self.now += takes
        return True


ROADS = {
    "64 kbit/s": lambda: Road(64_000),
    "256 kbit/s": lambda: Road(256_000),
    "drops every 3 min": lambda: Road(256_000, drops_every=180, dark=15),
    "slow and drops every 3 min": lambda: Road(64_000, drops_every=180, dark=12),
}


@pytest.mark.parametrize("name", list(ROADS))
@pytest.mark.parametrize("minutes", [6, 20])
def test_files_left_are_forecast_within_a_quarter_after_one_minute(name: str, minutes: int) -> None:
    road, rng = ROADS[name](), random.Random(minutes)
    meter = Meter(Pace())
    whole = int(road.bits / 8 * 60 * minutes)
    files = []
    while sum(files) < whole:
        files.append(rng.randrange(60_000, 900_000))
    began, left, told = road.now, sum(files), []
    for number, size in enumerate(files):
        sent = 0
        while sent < size:
            road.now += road.round_trip * 2  # how far is it? and the request itself
            meter.sending(bytes([number % 256]), sent, road.now)
            while sent < size:
                step = min(PIECE, size - sent)
                failing = road.now
                if not road.carry(step):
                    meter.failed(failing, road.now)
                    lost = min(sent, PIECE)
                    sent -= lost
                    left += lost
                    road.now += rng.uniform(0, 2)
                    break
                sent += step
                left -= step
                meter.sending(bytes([number % 256]), sent, road.now)
                if road.now - began >= 60 and not told:
                    told.append((road.now, forecast(0, left, meter.pace)))
    (at, guess), actual = told[0], 0.0
    actual = (road.now - at) / 60
    assert guess.minutes is not None
    assert 0.75 <= guess.minutes / actual <= 1.25, (guess.minutes, actual)


@pytest.mark.parametrize("name", list(ROADS))
def test_facts_left_are_forecast_within_a_quarter_after_one_minute(name: str) -> None:
    road, rng = ROADS[name](), random.Random(3)
    meter = Meter(Pace())
    waiting, batch, began, told = int(road.bits / 8 * 400 / 60), 400, road.now, None
    while waiting:
        count = min(batch, waiting)
        sent, asked = round(count * rng.uniform(55, 65)) + 400, road.now
        if road.carry(sent):
            road.now += road.round_trip
            waiting -= count
            batch = min(1000, batch * 2)
            meter.exchanged(asked, road.now, sent, count)
        else:
            meter.failed(asked, road.now)
            road.now += rng.uniform(0, 2)
        if told is None and road.now - began >= 60:
            told = road.now, forecast(waiting, 0, meter.pace)
    assert told is not None
    guess, actual = told[1].minutes, (road.now - told[0]) / 60
    assert guess is not None
    assert 0.75 <= guess / actual <= 1.25, (guess, actual)


def test_bytes_of_facts_are_learnt_from_what_they_took() -> None:
    meter = Meter(Pace())
    assert forecast(10, 0, meter.pace).bytes == round(10 * FACT + 330)
    for n in range(30):
        meter.exchanged(n * 10.0, n * 10.0 + 1, 400 * 61 + 330, 400)
    assert forecast(1000, 0, meter.pace).bytes == pytest.approx(61_000, rel=0.05)
    assert forecast(0, 5_000_000, meter.pace).bytes == 5_000_000


def test_single_facts_say_nothing_of_the_speed() -> None:
    meter = Meter(Pace())
    for n in range(100):
        meter.exchanged(n * 60.0, n * 60.0 + 0.7, 420, 1)
    assert meter.pace.per_second is None
    assert forecast(3, 10**6, meter.pace).minutes is None


def test_rest_between_two_works_is_not_the_lines_slowness() -> None:
    meter = Meter(Pace())
    for start in (0.0, 3600.0, 9000.0):
        for n in range(8):
            meter.exchanged(start + n * 4, start + n * 4 + 4, 32_000, 500)
    assert meter.pace.per_second == pytest.approx(8000, rel=0.05)


def test_nothing_left_takes_no_time_and_no_line_takes_nobody_knows() -> None:
    assert forecast(0, 0, Pace(8000.0)) == Forecast(0, 0.0)
    assert forecast(5, 0, Pace(8000.0), online=False).minutes is None
    assert forecast(0, 480_000, Pace(8000.0)).minutes == pytest.approx(1.0)


def test_line_that_was_dead_for_long_is_not_slow_for_it_when_it_is_back() -> None:
    """Three facts were said to take 903 minutes, and 2 MB of files 3,467,593."""
    meter, at = Meter(Pace()), 0.0
    for _ in range(10):
        meter.exchanged(at, at + 4, 32_000, 500)
        at += 4
    for _ in range(12):
        meter.failed(at, at + 110)
        at += 130
    meter.exchanged(at, at + 1, 420, 1)
    minutes = forecast(3, 2_000_000, meter.pace).minutes
    assert minutes is not None
    assert 4 <= minutes < 20


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(("through", "failed", "file")), st.floats(0, 200), st.integers(0, 10**6)), max_size=30),
    st.integers(0, 10**6), st.integers(0, 10**12),
)  # fmt: skip
def test_minutes_are_a_number_of_this_week_or_not_known_whatever_the_line_did(
    did: list[tuple[str, float, int]], facts: int, files: int
) -> None:
    meter, at = Meter(Pace()), 0.0
    for what, took, carried in did:
        if what == "through":
            meter.exchanged(at, at + took, carried, carried % 400)
        elif what == "failed":
            meter.failed(at, at + took)
        else:
            meter.sending(b"f", carried, at + took)
        at += took
    guess = forecast(facts, files, meter.pace)
    assert guess.bytes >= files
    assert guess.minutes is None or 0 <= guess.minutes <= FORESEEN
    assert forecast(facts, files, Pace(5e-324)).minutes in (0.0, None)  # kept by a program of before


def test_pace_is_kept_for_the_next_start(counter: Callable[..., Counter]) -> None:
    one = counter()
    meter = Meter(Pace(), lambda pace: keep_pace(one.store, pace))
    for n in range(40):
        meter.exchanged(n * 2.0, n * 2.0 + 2, 16_000, 200)
    with one.store.database.read() as t:
        assert pace_of(t).per_second == pytest.approx(8000, rel=0.05)


class Slow:
    """A transport that takes the virtual time of a road."""

    def __init__(self, line: Line, clock: HandClock, bits: float) -> None:
        self._line, self._clock, self._bits = line, clock, bits
        self.traffic = Traffic()

    def post(self, path: str, body: bytes) -> Answered:
        status, kind, reply = self._line._answer(path, body)
        self.traffic.bytes_up += len(body) + 90
        self.traffic.bytes_down += len(reply) + 90
        self._clock.forward(seconds=0.6 + (len(body) + len(reply) + 180) * 8 / self._bits)
        return Answered(status, kind, reply)


def test_loop_measures_its_own_exchanges(counter: Callable[..., Counter], line: Line, clock: HandClock) -> None:
    one = counter()
    meter = Meter(Pace())
    transport = Slow(line, clock, 64_000)
    loop = SyncLoop(one.exchange, lambda: transport, clock, random.Random(1), lambda *_: None, meter=meter)  # type: ignore[arg-type, return-value]
    one.receive(400)
    loop._once(one.engine, transport)  # type: ignore[arg-type]
    assert one.exchange.facts().waiting == 0
    carried = transport.traffic.bytes_up + transport.traffic.bytes_down
    took = 0.6 + carried * 8 / 64_000
    assert carried > 3000
    assert meter.pace.per_second == pytest.approx(carried / took, rel=0.05)
    assert meter.pace.per_fact < FACT
