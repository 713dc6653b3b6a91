"""Lanes: never the same serial to two epochs, never one that is kept in reserve, and not without end to one device."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.dossier_code import CodePattern
from counter.journal.lane import Lane
from counter.server import lanes
from counter.server.database import Database
from counter.server.province import Province
from counter.server.tables import lane as lane_table
from tests.made.device import Device
from tests.made.world import HandClock

Enrol = Callable[..., Device]
FOUR = CodePattern()
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    return Database(tmp_path_factory.mktemp("lanes"))


def overlap(one: Lane, other: Lane) -> bool:
    return (
        one.agency == other.agency and one.start < other.start + other.length and other.start < one.start + one.length
    )


@pytest.mark.parametrize(("digits", "length", "reserved"), [(4, 200, 9001), (5, 2000, 90_001), (7, 200_000, 9_000_001)])
def test_fifty_lanes_of_a_day_whatever_the_digits(digits: int, length: int, reserved: int) -> None:
    pattern = CodePattern(serial_digits=digits)
    assert lanes.lane_length(pattern) == length
    assert lanes.reserved_start(pattern) == reserved


steps = st.lists(
    st.tuples(
        st.integers(1, 12), st.sampled_from(["H49.22", "G09"]), st.integers(1, 5), st.integers(0, 12), st.booleans(),
        st.sampled_from([4, 4, 5]),
    ),
    max_size=40,
)  # fmt: skip


@given(steps)
@settings(deadline=None, max_examples=40)
def test_no_serial_is_lent_to_two_epochs_on_one_day(
    database: Database, given_steps: list[tuple[int, str, int, int, bool, int]]
) -> None:
    today = TODAY
    held: list[tuple[int, Lane, date]] = []  # (epoch, lane, since)
    with database.write() as c:
        c.execute(lane_table.delete())
        for epoch, agency, count, days, retire, digits in given_steps:
            today += timedelta(days=days)
            before = lanes.lanes_of_epoch(c, epoch)
            lanes.grant(database, c, epoch, [(agency, count)], today, CodePattern(serial_digits=digits))
            new = [lane for lane in lanes.lanes_of_epoch(c, epoch) if lane not in before]
            for lane in new:
                assert lane.until == today + lanes.LEASE
                assert lane.start + lane.length <= lanes.reserved_start(CodePattern(serial_digits=digits))
                for other_epoch, other, _ in held:
                    assert not overlap(lane, other) or other.until + timedelta(days=1) < today, (epoch, other_epoch)
            held += [(epoch, lane, today) for lane in new]
            if retire:
                lanes.retire(c, epoch)


def test_device_cannot_take_a_bodys_whole_day(database: Database) -> None:
    with database.write() as c:
        c.execute(lane_table.delete())
        for _ in range(30):
            lanes.grant(database, c, 1, [("H49.22", 8), ("G09", 8), ("G10", 8), ("G11", 8), ("G12", 8)], TODAY, FOUR)
        held = lanes.lanes_of_epoch(c, 1)
    assert len(held) == lanes.MOST
    assert max(sum(lane.agency == one.agency for lane in held) for one in held) == lanes.MOST_OF_A_BODY


def test_device_without_lane_is_told_nothing_wrong_when_none_is_left(database: Database) -> None:
    with database.write() as c:
        c.execute(lane_table.delete())
        for epoch in range(1, 30):
            lanes.grant(database, c, epoch, [("H49.22", 2)], TODAY, FOUR)
        assert lanes.lanes_of_epoch(c, 29) == []
        count = sum(len(lanes.lanes_of_epoch(c, epoch)) for epoch in range(1, 30))
    assert count == lanes.LANES - lanes.RESERVED


def test_day_range_of_the_province_is_nobodys_on_that_day(database: Database) -> None:
    with database.write() as c:
        c.execute(lane_table.delete())
        lanes.grant(database, c, 1, [("H49.33", 2)], TODAY, FOUR)
        taken = [lanes.take_for_day(database, c, "H49.33", TODAY, FOUR) for _ in range(3)]
        past = lanes.take_for_day(database, c, "H49.33", TODAY - timedelta(days=5), FOUR)
        lanes.grant(database, c, 2, [("H49.33", 1)], TODAY, FOUR)
        assert taken == [401, 601, 801]
        assert past == 1  # five days ago nobody had it
        assert [lane.start for lane in lanes.lanes_of_epoch(c, 2)] == [1001]


def test_other_bodies_are_granted_on_request_and_told_until_they_are_known(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    version = device.lanes_version
    reply = device.exchange(province.exchange.answer, wants=(("G09", 1), ("no body", 3), ("H49.22", 0)))
    assert {lane.agency for lane in reply.lanes or ()} == {"H49.22", "G09"}
    device.lanes_version = version  # as if that reply had been lost
    assert device.exchange(province.exchange.answer).lanes == reply.lanes
    assert device.exchange(province.exchange.answer).lanes is None


def test_lease_is_renewed_by_contact_before_it_ends(province: Province, enrolled: Enrol, clock: HandClock) -> None:
    device = enrolled()
    first = device.lanes[0].until
    clock.forward(days=4)
    assert device.exchange(province.exchange.answer).lanes is None
    clock.forward(days=3)
    reply = device.exchange(province.exchange.answer)
    assert reply.lanes is not None
    assert {lane.until for lane in reply.lanes} == {first + timedelta(days=7)}
    assert {lane.start for lane in reply.lanes} == {lane.start for lane in device.lanes}


def test_closed_epoch_gets_no_lane_and_no_longer_lease(province: Province, enrolled: Enrol, clock: HandClock) -> None:
    device = enrolled()
    device.exchange(province.exchange.answer, epoch_ask=b"another.")
    clock.forward(days=28)
    reply = device.exchange(province.exchange.answer, wants=(("H49.22", 2),))
    assert reply.lanes in (None, ())
