"""Lanes: a number of a day once, only within the range and the lease."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.lane import Lane

DAY = date(2026, 11, 23)
LANE = Lane("H49.22", 401, 3, DAY + timedelta(days=2))


def spend(lane: Lane, day: date) -> tuple[Lane, int | None]:
    serial = lane.next_serial(day)
    return (lane if serial is None else replace(lane, day=day, last=serial)), serial


def spent(lane: Lane, *days: date) -> list[int | None]:
    found = []
    for day in days:
        lane, serial = spend(lane, day)
        found.append(serial)
    return found


def test_serials_run_to_the_end_of_the_range_and_stop() -> None:
    assert spent(LANE, *[DAY] * 5) == [401, 402, 403, None, None]


def test_serials_start_again_when_the_day_is_a_new_one() -> None:
    assert spent(LANE, DAY, DAY, DAY + timedelta(days=1)) == [401, 402, 401]


def test_last_day_of_the_lease_counts_and_the_next_one_does_not() -> None:
    assert spent(LANE, DAY + timedelta(days=2), DAY + timedelta(days=3)) == [401, None]


def test_nothing_is_given_when_the_day_is_past() -> None:
    assert spent(LANE, DAY, DAY - timedelta(days=1), DAY) == [401, None, 402]


@pytest.mark.parametrize("last", [0, 400, 403, 404, 10_000])
def test_no_number_outside_the_range_whatever_is_stored(last: int) -> None:
    serial = replace(LANE, day=DAY, last=last).next_serial(DAY)
    assert serial is None or 401 <= serial <= 403


def test_empty_lane_gives_nothing() -> None:
    assert replace(LANE, length=0).next_serial(DAY) is None


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(1, 9999), st.integers(0, 5))
@settings(deadline=None, max_examples=200)
def test_no_day_sees_a_number_twice_whatever_order_days_come_in(days: list[int], start: int, length: int) -> None:
    lane, seen = Lane("H49.22", start, length, DAY + timedelta(days=5)), set()
    for offset in days:
        day = DAY + timedelta(days=offset)
        lane, serial = spend(lane, day)
        if serial is not None:
            assert (day, serial) not in seen
            assert start <= serial < start + length
            assert offset <= 5
            seen.add((day, serial))
