"""When a statement is asked for by itself, and that the loop asks, tells, and sends again what was lost."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from counter.domain.sentence import Sentence
from counter.server.province import Province
from counter.server.tables import inbox
from counter.server.verify import verify_province
from counter.store.statement import Slip, StoreStatements, slip_of
from counter.sync.answer import Answered, NoAnswer, Traffic
from counter.sync.light import light
from counter.sync.loop import SyncLoop
from counter.sync.stating import Stating
from counter.sync.why import Failure
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock


class Direct:
    """The province without a line between, statements too; `on` False: no line."""

    def __init__(self, line: Line) -> None:
        self._line, self.on, self.traffic, self.statements = line, True, Traffic(), 0
        self.place = None

    def post(self, path: str, body: bytes) -> Answered:
        if not self.on:
            raise NoAnswer(Failure.UNREACHABLE)
        if path == "/v1/statement":
            self.statements += 1
            return Answered(200, "application/x-counter", self._line.province.statements.answer(body))
        return Answered(*self._line._answer(path, body))

    def get(self, path: str) -> Answered:
        return Answered(*self._line._answer(path, None))

    def close(self) -> None:
        """Nothing to hang up."""


class Desk:
    """A counter, its loop and what the loop told."""

    def __init__(self, one: Counter, line: Line, clock: HandClock) -> None:
        self.one, self.clock, self.transport = one, clock, Direct(line)
        self.told: list[Slip | Sentence] = []
        self.stating = Stating(one.exchange, StoreStatements(one.store), clock, os.urandom, self.told.append)
        self.loop = SyncLoop(
            one.exchange, lambda: self.transport, clock, random.Random(1), lambda *_: None, stating=self.stating  # type: ignore[arg-type, return-value]
        )  # fmt: skip

    def turn(self, count: int = 1) -> None:
        for _ in range(count):
            self.loop._once(self.one.engine, self.transport)  # type: ignore[arg-type]

    @property
    def state(self) -> str:
        return light(self.one.exchange.facts(), self.clock.now()).state


@pytest.fixture
def desk(counter: Callable[..., Counter], line: Line, clock: HandClock) -> Desk:
    return Desk(counter(), line, clock)


def test_day_is_stated_in_the_evening_and_not_all_day_long(desk: Desk) -> None:
    desk.one.receive(2)
    desk.turn()
    assert desk.transport.statements == 1  # the first contact of a day: whatever yesterday left unstated
    for _ in range(5):
        desk.one.receive(1)
        desk.turn()
    assert desk.transport.statements == 1
    desk.clock.forward(hours=16 - desk.clock.at.hour)
    desk.clock.forward(minutes=max(0, 35 - desk.clock.at.minute))
    desk.turn(3)
    assert desk.transport.statements == 2
    slip = StoreStatements(desk.one.store).last()
    assert slip is not None
    assert (slip.equal, slip.entries) == (True, 7)
    desk.one.receive(1)
    desk.clock.forward(minutes=1)
    desk.turn()
    assert desk.transport.statements == 2
    desk.clock.forward(minutes=31)
    desk.turn(2)
    assert desk.transport.statements == 3
    assert desk.told == []  # nobody had asked, and nothing was lacking


def test_what_was_not_stated_in_the_evening_is_stated_next_morning(desk: Desk) -> None:
    desk.one.receive(2)
    desk.turn()
    desk.one.receive(2)
    desk.turn()
    desk.clock.at += timedelta(days=1)
    desk.turn(2)
    assert desk.transport.statements == 2


def wait_until(desk: Desk, hour: int, minute: int = 0, *, days: int = 0) -> None:
    then = desk.clock.at.replace(hour=hour, minute=minute) + timedelta(days=days)
    desk.clock.forward(seconds=(then - desk.clock.at).total_seconds())


def slip_of_day(desk: Desk, day: str) -> Slip | None:
    with desk.one.store.database.read() as t:
        return slip_of(t, day)


def test_day_that_ended_without_a_line_gets_its_slip_the_next_morning_and_today_its_own_in_the_evening(
    desk: Desk,
) -> None:
    first = desk.one.receive(2)
    desk.turn()  # stated in the morning
    first += desk.one.receive(3)
    desk.transport.on = False
    wait_until(desk, 17)
    desk.turn()
    wait_until(desk, 8, days=1)
    second = desk.one.receive(2)  # before the line is back
    desk.transport.on = True
    desk.turn(3)
    slip = StoreStatements(desk.one.store).last()
    assert slip is not None
    assert (slip.day, slip.at[:10], slip.equal, slip.entries) == ("2026-11-23", "2026-11-24", True, 7)
    assert (slip.received, slip.first_code, slip.last_code) == (5, first[0].code, first[-1].code)
    desk.turn(3)
    assert desk.transport.statements == 2  # once, not at every turn
    wait_until(desk, 16, 35)
    second += desk.one.receive(1)
    desk.turn(2)
    slip = StoreStatements(desk.one.store).last()
    assert slip is not None
    assert (slip.day, slip.received, slip.last_code) == ("2026-11-24", 3, second[-1].code)
    kept = slip_of_day(desk, "2026-11-23")
    assert kept is not None
    assert (kept.entries, kept.received) == (7, 5)
    assert desk.told == []


def test_who_asks_gets_todays_slip_though_yesterday_is_still_to_be_stated(desk: Desk) -> None:
    desk.one.receive(2)
    desk.transport.on = False
    desk.turn()
    desk.clock.at += timedelta(days=1)
    desk.one.receive(1)
    desk.transport.on = True
    desk.stating.wish()
    desk.turn()
    (slip,) = desk.told
    assert isinstance(slip, Slip)
    assert (slip.day, slip.received, slip.entries) == ("2026-11-24", 1, 3)
    kept = slip_of_day(desk, "2026-11-23")
    assert kept is not None
    assert kept.received == 2


def test_entry_of_shortly_before_midnight_is_on_the_slip_of_its_day(desk: Desk) -> None:
    wait_until(desk, 17)
    desk.one.receive(2)
    desk.turn()
    wait_until(desk, 23, 50)
    late = desk.one.receive(1)
    desk.transport.on = False
    desk.turn()
    desk.clock.forward(minutes=15)
    desk.transport.on = True
    desk.turn()
    slip = StoreStatements(desk.one.store).last()
    assert slip is not None
    assert (slip.day, slip.at[:10], slip.received) == ("2026-11-23", "2026-11-24", 3)
    assert slip.last_code == late[0].code
    desk.turn(3)
    assert desk.transport.statements == 2


def test_wish_is_answered_with_the_slip_or_with_why_there_is_none(desk: Desk) -> None:
    desk.one.receive(3)
    desk.turn()
    desk.stating.wish()
    desk.turn()
    (slip,) = desk.told
    assert isinstance(slip, Slip)
    assert (slip.equal, slip.entries) == (True, 3)
    desk.told.clear()
    desk.transport.on = False
    desk.stating.wish()
    desk.turn()
    assert [str(one) for one in desk.told] == [str(Sentence("sync.unreachable"))]
    desk.transport.on = True
    desk.turn()
    assert len(desk.told) == 1  # told once


def test_lost_record_turns_the_light_red_is_sent_again_and_the_light_is_green_after_the_next_statement(
    desk: Desk, province: Province
) -> None:
    desk.one.receive(6)
    desk.turn()
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.seq == 4))
    desk.stating.wish()
    desk.turn()
    (slip,) = desk.told
    assert isinstance(slip, Slip)
    assert not slip.equal
    assert desk.state == "attention"
    desk.turn()
    assert desk.one.exchange.facts().waiting == 0
    assert desk.state == "attention"  # sent again and acknowledged; not yet seen to be there
    desk.clock.forward(seconds=61)
    desk.turn()
    assert desk.state == "received"


def test_record_that_stays_changed_is_asked_for_less_and_less(desk: Desk, province: Province) -> None:
    desk.one.receive(3)
    desk.turn()
    with province.database.write() as c:
        c.execute(update(inbox).where(inbox.c.seq == 2).values(body=b"{}"))
    desk.stating.wish()
    for _ in range(240):
        desk.turn()
        desk.clock.forward(seconds=60)
    assert desk.state == "attention"
    assert desk.transport.statements < 30  # in four hours, two requests each


@pytest.mark.parametrize("seed", range(3))
def test_whatever_rows_are_deleted_each_is_named_and_lies_there_again(
    counter: Callable[..., Counter], line: Line, province: Province, clock: HandClock, tmp_path, seed: int
) -> None:
    rng = random.Random(seed)
    desks = [Desk(counter(name), line, clock) for name in ("one", "two")]
    for _ in range(4):
        for desk in desks:
            desk.one.receive(rng.randrange(1, 5), **({"deciding_agency": "G09"} if rng.random() < 0.3 else {}))
            desk.turn(2)
        province.interpreter.step(rng.randrange(20))
    own = {1, 2}
    with province.database.write() as c:
        rows = [tuple(r) for r in c.execute(select(inbox.c.epoch, inbox.c.seq).where(inbox.c.epoch.in_(own)))]
        gone = rng.sample(rows, rng.randrange(1, len(rows) // 2))
        for epoch, seq in gone:
            c.execute(delete(inbox).where(inbox.c.epoch == epoch, inbox.c.seq == seq))
    for number, desk in enumerate(desks, 1):
        desk.stating.wish()
        while not desk.told:  # what others wrote may come first
            desk.turn()
        lacks = desk.one.exchange.facts().lacks
        assert [(lack.epoch, lack.seq) for lack in lacks] == sorted(slot for slot in gone if slot[0] == number)
        assert all(lack.what == "missing" and lack.code for lack in lacks)
        desk.turn(3)
        desk.clock.forward(seconds=61)
        desk.turn()
        assert desk.one.exchange.facts().lacking == 0
    province.interpreter.catch_up()
    assert verify_province(tmp_path / "province")[1] == []


def test_gap_longer_than_a_batch_is_filled_on_the_word_of_former_signatures(
    desk: Desk, province: Province, tmp_path
) -> None:
    for _ in range(12):
        desk.one.receive(5)
        desk.turn()
    province.interpreter.catch_up()
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.epoch == 1, inbox.c.seq.between(6, 58)))
    desk.stating.wish()
    desk.turn()
    assert desk.one.exchange.facts().lacking == 53
    desk.one.engine._batch.limit = 8  # far less than the gap
    while desk.one.exchange.facts().waiting:
        desk.one.engine._batch.limit = min(desk.one.engine._batch.limit, 8)
        desk.turn()
    province.interpreter.catch_up()
    assert verify_province(tmp_path / "province")[1] == []


def test_word_of_the_device_alone_fills_no_slot(desk: Desk, province: Province) -> None:
    """Another entry than the one that was lost, at its slot: no row names it, no signature covers it."""
    from counter.journal.entry import Entry
    from counter.server.inbox import read_head
    from counter.server.refill import refill

    desk.one.receive(5)
    desk.turn()
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.seq == 3))
    (true,) = desk.one.exchange.entries_after(1, 2, 1, 2**20)
    false = Entry.seal(replace(true.envelope, wall_ms=0), true.salt, true.body)
    from counter.server.epochs import find_log

    with province.database.write() as c:
        log = find_log(c, true.envelope.device, 1, 2)
        assert log is not None
        head, _ = read_head(c, log)
        assert refill(province.database, c, log, [false], head, {}, 0) == (False, 3)
        assert refill(province.database, c, log, [true], head, {}, 0) == (True, None)
