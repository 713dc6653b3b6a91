"""The business day never goes back, and no clock stops it or drags it along."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.business_day import DayJudgement, judge_day
from counter.journal.clock import VIETNAM

PROGRAM = date(2026, 11, 1)
NOW = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)
TODAY = NOW.date()
MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9998, 1, 1)).map(lambda moment: moment.replace(tzinfo=VIETNAM))


def judged(now: datetime, last: datetime | None = NOW, day: date | None = TODAY, **more: timedelta) -> DayJudgement:
    return judge_day(now, last_wall=last, last_day=day, program_date=PROGRAM, **more)


def test_day_is_the_clocks_when_nothing_is_doubtful() -> None:
    assert judged(NOW + timedelta(hours=1)) == DayJudgement(date(2026, 11, 23), None)
    assert judged(NOW + timedelta(days=1)) == DayJudgement(date(2026, 11, 24), None)
    assert judged(NOW + timedelta(days=30)) == DayJudgement(date(2026, 12, 23), None)


def test_day_is_vietnams_whatever_zone_the_clock_is_in() -> None:
    assert judged(datetime(2026, 11, 23, 17, 30, tzinfo=UTC)).day == date(2026, 11, 24)
    assert judged(datetime(2026, 11, 24, 1, 0, tzinfo=timezone(timedelta(hours=14)))).day == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("now", "doubt"),
    [
        (datetime(1970, 1, 1, 7, tzinfo=VIETNAM), "before_program"),
        (NOW - timedelta(days=400), "before_program"),
        (NOW - timedelta(minutes=11), "before_last_entry"),
        (NOW - timedelta(days=2), "before_last_entry"),
        (NOW + timedelta(days=36), "far_ahead"),
        (datetime(2038, 1, 19, 10, 14, 8, tzinfo=VIETNAM), "far_ahead"),
        (NOW + timedelta(days=12 * 365), "far_ahead"),
        (datetime(9998, 12, 31, tzinfo=VIETNAM), "far_ahead"),
    ],
)
def test_day_stays_and_the_doubt_is_named_when_the_clock_lies(now: datetime, doubt: str) -> None:
    assert judged(now) == DayJudgement(date(2026, 11, 23), doubt)


def test_small_step_back_is_no_doubt() -> None:
    assert judged(NOW - timedelta(minutes=9)) == DayJudgement(date(2026, 11, 23), None)
    midnight = datetime(2026, 11, 24, 0, 1, tzinfo=VIETNAM)
    stepped = judged(midnight - timedelta(minutes=5), midnight, midnight.date())
    assert stepped == DayJudgement(date(2026, 11, 24), None)


def test_clock_is_believed_again_when_a_person_has_opened_the_day() -> None:
    ahead = NOW + timedelta(days=60)
    assert judged(ahead, day=ahead.date()) == DayJudgement(ahead.date(), None)


def test_doubt_is_named_when_the_province_has_another_time() -> None:
    for offset in (timedelta(minutes=11), timedelta(days=-3)):
        assert judged(NOW, server_offset=offset) == DayJudgement(date(2026, 11, 23), "off_server")
    assert judged(NOW, server_offset=timedelta(minutes=-9)).doubt is None


@pytest.mark.parametrize(
    ("now", "offset", "day"),
    [
        (NOW, None, date(2026, 11, 23)),
        (datetime(1970, 1, 1, 7, tzinfo=VIETNAM), None, PROGRAM),
        (datetime(2040, 1, 1, tzinfo=VIETNAM), None, PROGRAM),
        (NOW + timedelta(days=4000), timedelta(days=-4000), date(2026, 11, 23)),
        (NOW - timedelta(days=4000), timedelta(days=4000), date(2026, 11, 23)),
    ],
)
def test_first_day_is_never_one_that_could_not_be_taken_back(
    now: datetime, offset: timedelta | None, day: date
) -> None:
    first = judge_day(now, last_wall=None, last_day=None, program_date=PROGRAM, server_offset=offset)
    assert first.day == day


def test_doubt_stays_when_the_clock_is_far_ahead_from_the_first_day_on() -> None:
    ahead = datetime(2040, 1, 1, tzinfo=VIETNAM)
    assert judge_day(ahead, last_wall=None, last_day=PROGRAM, program_date=PROGRAM) == DayJudgement(
        PROGRAM, "far_ahead"
    )


@given(st.lists(MOMENTS, min_size=1, max_size=20))
@settings(deadline=None, max_examples=200)
def test_day_never_goes_back_under_any_clock(moments: list[datetime]) -> None:
    wall, day = None, None
    for now in moments:
        found = judge_day(now, last_wall=wall, last_day=day, program_date=PROGRAM)
        assert found.day >= PROGRAM
        assert day is None or found.day >= day
        if day is not None and found.doubt in ("before_program", "before_last_entry", "far_ahead"):
            assert found.day == day
        if found.doubt is None:
            wall = now
        day = found.day


@given(MOMENTS)
@settings(deadline=None, max_examples=100)
def test_moment_that_rules_take_is_on_the_business_day_when_the_clock_is_doubted(now: datetime) -> None:
    found = judged(now)
    moment = found.moment(now)
    assert moment.utcoffset() == timedelta(hours=7)
    if found.doubt is None:
        assert moment == now
    else:
        assert moment.date() == found.day
        assert moment.timetz() == now.timetz()
