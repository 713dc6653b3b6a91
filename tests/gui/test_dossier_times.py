"""Moments and lateness as a clerk says them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.calendar import VIETNAM
from counter.gui import language
from counter.gui.dossier_times import due_words, event_words, overdue_words

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)


def at(day: int, month: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (at(23, 11, 17), "17:00 hôm nay"),
        (at(23, 11, 0), "00:00 hôm nay"),
        (at(24, 11, 7, 30), "07:30 ngày mai"),
        (at(25, 11, 10, 12), "25/11 10:12"),
        (at(31, 12, 23, 59), "31/12 23:59"),
        (at(1, 1, 8, year=2027), "01/01/2027"),
        (at(20, 11, 17), "20/11 17:00"),
    ],
)
def test_due_time_is_said_by_the_day_it_falls_on(due: datetime, words: str) -> None:
    assert due_words(due, NOW) == words


def test_tomorrow_is_tomorrow_over_the_turn_of_the_year() -> None:
    assert due_words(at(1, 1, 8, year=2027), at(31, 12, 16)) == "08:00 ngày mai"


def test_day_is_that_of_vietnam_whatever_offset_the_moment_came_with() -> None:
    late_utc = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # 01:00 on the 24th
    assert due_words(late_utc, NOW) == "01:00 ngày mai"
    assert event_words(late_utc, NOW) == "24/11 01:00"


@pytest.mark.parametrize(
    ("when", "words"),
    [(at(23, 11, 8, 5), "08:05"), (at(22, 11, 8, 5), "22/11 08:05"), (at(5, 3, 8, year=2025), "05/03/2025 08:00")],
)
def test_event_of_today_is_said_by_the_clock_alone(when: datetime, words: str) -> None:
    assert event_words(when, NOW) == words


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (timedelta(seconds=1), "Quá hạn 1 phút"),
        (timedelta(minutes=59, seconds=59), "Quá hạn 59 phút"),
        (timedelta(hours=1), "Quá hạn 1 giờ"),
        (timedelta(hours=23, minutes=59), "Quá hạn 23 giờ"),
        (timedelta(hours=24), "Quá hạn 1 ngày"),
        (timedelta(days=11), "Quá hạn 11 ngày"),
    ],
)
def test_lateness_is_said_in_minutes_hours_or_days(late: timedelta, words: str) -> None:
    assert overdue_words(NOW - late, NOW) == words


def test_words_are_english_when_the_screens_are() -> None:
    language.install("en")
    assert due_words(at(23, 11, 17), NOW) == "17:00 today"
    assert overdue_words(at(23, 11, 7, 30), NOW) == "Overdue 2 h"


@settings(deadline=None, max_examples=80)
@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=400)))
def test_lateness_never_shrinks_while_time_passes_and_is_never_nothing(late: timedelta) -> None:
    def size(passed: timedelta) -> int:
        number, unit = overdue_words(NOW - passed, NOW).split()[-2:]
        assert int(number) > 0
        return int(number) * {"phút": 1, "giờ": 60, "ngày": 1440}[unit]

    assert size(late) <= size(late + timedelta(hours=30))
