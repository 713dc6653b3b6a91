"""Open duties: which arise, and by when they must be made good."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from counter.domain.calendar import VIETNAM, CalendarDay
from counter.domain.duty import KINDS, Duty, DutyKind, duties_of, is_overdue, words_of
from counter.domain.sentence import say
from counter.store.catalogue import load_calendar

CALENDAR = load_calendar()


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def duties(received: str = "2026-11-20T09:00", **more: object) -> dict[DutyKind, datetime]:
    given = {"offline": True, "provisional": False, **more}
    return {d.kind: d.by for d in duties_of(received_at=vn(received), calendar=CALENDAR, **given)}  # type: ignore[arg-type]


def test_offline_all_that_needs_a_link_stays_open_in_the_order_of_the_law() -> None:
    assert list(duties(provisional=True)) == list(KINDS)


def test_with_a_link_only_a_provisional_reference_leaves_something_open() -> None:
    assert duties(offline=False) == {}
    assert list(duties(offline=False, provisional=True)) == ["official_code"]


def test_without_papers_nothing_is_to_be_looked_up_or_scanned() -> None:
    assert list(duties(papers=0)) == ["account_check", "send_on"]


def test_what_was_settled_at_once_leaves_only_its_code_open() -> None:
    assert duties(settled_at_once=True) == {}
    assert list(duties(settled_at_once=True, provisional=True)) == ["official_code"]


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ("2026-11-25T09:00", "2026-11-26T07:00"),
        ("2026-11-20T16:00", "2026-11-23T07:00"),  # over the weekend
        ("2026-11-23T09:00", "2026-11-25T07:00"),  # over the holiday
        ("2026-11-21T09:00", "2026-11-23T07:00"),  # received on a Saturday
    ],
)
def test_a_duty_is_closed_first_thing_the_next_working_day_at_the_latest(received: str, by: str) -> None:
    assert duties(received)["account_check"] == vn(by)


@pytest.mark.parametrize(
    ("received", "elsewhere", "by"),
    [
        ("2026-11-25T09:00", False, "2026-11-25T17:00"),
        ("2026-11-25T15:00", False, "2026-11-25T17:00"),
        ("2026-11-25T15:01", False, "2026-11-26T07:00"),
        ("2026-11-21T09:00", False, "2026-11-23T07:00"),
        ("2026-11-25T17:30", False, "2026-11-26T07:00"),
        ("2026-11-25T09:00", True, "2026-11-26T17:00"),
        ("2026-11-23T16:00", True, "2026-11-25T17:00"),
    ],
)
def test_the_dossier_goes_on_the_same_day_or_first_thing_after_15_o_clock(
    received: str, elsewhere: bool, by: str
) -> None:
    assert duties(received, out_of_boundary=elsewhere)["send_on"] == vn(by)


def test_after_a_half_day_s_closing_the_dossier_goes_on_first_thing_the_next_day() -> None:
    morning = ((time(7), time(11, 30)),)
    half = CALENDAR.with_day(CalendarDay(date(2026, 11, 25), False, "nghỉ chiều", "afternoon off", morning), "half")
    found = duties_of(received_at=vn("2026-11-25T14:00"), calendar=half, offline=True, provisional=False)
    assert {d.kind: d.by for d in found}["send_on"] == vn("2026-11-26T07:00")


def test_a_duty_is_overdue_after_its_time_and_not_at_it() -> None:
    duty = Duty("send_on", vn("2026-11-25T17:00"))
    assert not is_overdue(duty, vn("2026-11-25T17:00"))
    assert is_overdue(duty, vn("2026-11-25T17:01"))


def test_every_duty_has_words_and_another_s_account_is_named() -> None:
    for kind in KINDS:
        assert say(words_of(kind))
        assert say(words_of(kind, "authorised"), "en")
    assert "người ủy quyền" in say(words_of("account_check", "authorised"))
    assert words_of("scan_sign", "authorised") == words_of("scan_sign")
