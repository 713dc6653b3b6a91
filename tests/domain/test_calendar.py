"""The working calendar: the days that DOMAIN knows, half days, swaps, and counting over them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays
import pytest

from counter.domain.calendar import VIETNAM, CalendarDay, WorkCalendar
from counter.store.catalogue import load_calendar, read_catalogue

CALENDAR = load_calendar()
MORNING, AFTERNOON = (time(7), time(11, 30)), (time(13, 30), time(17))


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def calendar(**changes: object) -> WorkCalendar:
    data = {**read_catalogue()["calendar"], **changes}
    return WorkCalendar.from_json(data)


def test_days_agree_with_the_holiday_package_but_for_the_new_year_swap_it_does_not_know() -> None:
    package = holidays.country_holidays("VN", years=[2025, 2026, 2027])
    day, differs = date(2025, 1, 1), []
    while day.year < 2028:
        if package.is_working_day(day) != CALENDAR.is_working_day(day):
            differs.append(day)
        day += timedelta(days=1)
    # Agreed by the Government on 2025-12-25; the package has it the other way round.
    assert differs == [date(2026, 1, 2), date(2026, 1, 10)]


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-01", False), ("2026-01-02", False), ("2026-01-05", True), ("2026-01-10", True), ("2026-01-17", False),
        ("2026-02-16", False), ("2026-02-21", False), ("2026-02-23", True), ("2026-04-27", False), ("2026-08-22", True),
        ("2026-08-31", False), ("2026-09-02", False), ("2026-11-24", False), ("2025-11-24", True), ("2025-04-26", True),
        ("2025-05-02", False), ("2027-02-04", False), ("2027-02-10", False), ("2027-02-11", True), ("2027-05-03", False),
    ],
)  # fmt: skip
def test_a_known_day_is_worked_or_off(day: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked


def test_tet_2027_is_marked_as_an_estimate_and_2026_is_not() -> None:
    assert CALENDAR.days[date(2027, 2, 8)].estimate
    assert not CALENDAR.days[date(2026, 2, 17)].estimate


def test_hours_are_the_usual_ones_on_a_worked_saturday() -> None:
    assert CALENDAR.hours_on(date(2026, 8, 22)) == (MORNING, AFTERNOON)
    assert CALENDAR.hours_on(date(2026, 11, 21)) == ()


def test_a_half_day_closes_at_noon() -> None:
    half = CALENDAR.with_day(CalendarDay(date(2026, 12, 31), False, "nghỉ chiều", "afternoon off", (MORNING,)), "v2")
    assert half.closing(date(2026, 12, 31)) == vn("2026-12-31T11:30")
    assert half.advance(vn("2026-12-31T11:00"), timedelta(hours=1)) == vn("2027-01-04T07:30")
    assert half.version == "v2"
    assert CALENDAR.closing(date(2026, 12, 31)) == vn("2026-12-31T17:00")


def test_a_day_taken_out_is_like_its_weekday_again() -> None:
    assert CALENDAR.without_day(date(2026, 11, 24), "v2").is_working_day(date(2026, 11, 24))


def test_an_edited_calendar_survives_being_stored() -> None:
    edited = CALENDAR.with_day(CalendarDay(date(2026, 12, 24), False, "sáng", "morning", (MORNING,), True), "v2")
    again = WorkCalendar.from_json(edited.to_json())
    assert again == edited


@pytest.mark.parametrize(
    ("moment", "hours", "end"),
    [
        ("2026-11-23T09:00", 2, "2026-11-23T11:00"),
        ("2026-11-23T09:30", 2, "2026-11-23T11:30"),  # ends with the span, not after the break
        ("2026-11-23T10:00", 2, "2026-11-23T14:00"),
        ("2026-11-23T06:00", 1, "2026-11-23T08:00"),
        ("2026-11-23T12:00", 1, "2026-11-23T14:30"),
        ("2026-11-23T17:00", 1, "2026-11-25T08:00"),  # 24/11 is off
        ("2026-11-20T16:30", 1, "2026-11-23T07:30"),
        ("2026-11-21T10:00", 8, "2026-11-23T17:00"),
    ],
)
def test_working_time_rolls_over_breaks_nights_and_days_off(moment: str, hours: int, end: str) -> None:
    assert CALENDAR.advance(vn(moment), timedelta(hours=hours)) == vn(end)
    assert CALENDAR.worked_between(vn(moment), vn(end)) == timedelta(hours=hours)


def test_nothing_is_worked_between_a_moment_and_an_earlier_one() -> None:
    assert CALENDAR.worked_between(vn("2026-11-23T10:00"), vn("2026-11-23T09:00")) == timedelta()
    assert CALENDAR.working_days_between(date(2026, 11, 27), date(2026, 11, 20)) == 0


def test_working_days_between_counts_the_last_and_not_the_first() -> None:
    assert CALENDAR.working_days_between(date(2026, 11, 20), date(2026, 11, 25)) == 2


def test_the_working_day_before_and_after_skip_a_holiday() -> None:
    assert CALENDAR.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)
    assert CALENDAR.previous_working_day(date(2026, 11, 25)) == date(2026, 11, 23)


def test_a_day_off_has_no_closing_time() -> None:
    with pytest.raises(ValueError, match="day off"):
        CALENDAR.closing(date(2026, 11, 22))


@pytest.mark.parametrize(
    "changes",
    [
        {"days_off": [1, 2, 3, 4, 5, 6, 7]},
        {"hours": []},
        {"hours": [["07:00", "07:00"]]},
        {"hours": [["07:00", "12:00"], ["11:00", "17:00"]]},
        {"hours": [["17:00", "07:00"]]},
        {"after_closing": "never"},
        {"days": [{"date": "2026-01-01", "off": True, "vi": "a", "en": "a"}] * 2},
    ],
)
def test_a_calendar_that_cannot_be_worked_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        calendar(**changes)
