"""Due times one by one: the values checked by hand, and the edges of hours, cut-off, supplement and extension."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

import pytest

from counter.domain.calendar import VIETNAM, CalendarDay, WorkCalendar
from counter.domain.deadline import (
    after_supplement,
    by_hand,
    due,
    extend,
    last_day_to_tell,
    moment_of,
    recompute,
    stored,
)  # fmt: skip
from counter.domain.due import Due
from counter.domain.due_explanation import explain_shortly
from counter.domain.procedure import LimitKind, TimeLimit
from counter.domain.sentence import Refused, say
from counter.store.catalogue import load_calendar, read_catalogue

CALENDAR = load_calendar()
NEXT_DAY = WorkCalendar.from_json({**read_catalogue()["calendar"], "after_closing": "next_working_day"})
HALF = CALENDAR.with_day(
    CalendarDay(date(2026, 11, 25), False, "nghỉ chiều", "afternoon off", ((time(7), time(11, 30)),)), "half"
)
LATE_START = CALENDAR.with_day(
    CalendarDay(date(2026, 11, 25), False, "họp", "meeting", ((time(9), time(11)), (time(14), time(16)))), "late"
)
SAME_DAY = TimeLimit("same_day", cutoff_15h=True)


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def made(kind: LimitKind, amount: int | None, received: str, calendar: WorkCalendar = CALENDAR) -> Due:
    found = due(TimeLimit(kind, amount, kind == "same_day"), vn(received), calendar)
    assert recompute(json.loads(json.dumps(found.plan)), calendar) == found.at
    assert stored(json.loads(json.dumps(found.plan))) == found
    return found


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-11-23T09:00", 1, "2026-11-25T09:00"),
        ("2026-11-23T09:00", 3, "2026-11-27T09:00"),
        ("2026-11-23T09:00", 30, "2027-01-06T09:00"),
        ("2027-02-01T09:00", 5, "2027-02-15T09:00"),
        ("2026-11-20T15:40", 3, "2026-11-26T15:40"),
        ("2026-08-20T09:00", 2, "2026-08-22T09:00"),  # a worked Saturday counts
        ("2026-08-28T09:00", 1, "2026-09-03T09:00"),  # swapped 31/8, then 1–2/9
        ("2025-12-31T09:00", 1, "2026-01-05T09:00"),  # 1/1 and the swapped 2/1
        ("2026-01-09T09:00", 1, "2026-01-10T09:00"),  # worked for 2/1
        ("2026-11-25T07:00", 1, "2026-11-26T07:00"),
        ("2026-11-25T11:30", 1, "2026-11-26T11:30"),
        ("2026-11-25T13:30", 1, "2026-11-26T13:30"),
        ("2026-11-25T17:00", 1, "2026-11-26T17:00"),
        ("2026-11-25T06:59", 1, "2026-11-26T07:00"),  # before opening
        ("2026-11-25T00:00", 1, "2026-11-26T07:00"),
        ("2026-11-25T11:31", 1, "2026-11-26T13:30"),  # noon break
        ("2026-11-25T17:01", 1, "2026-11-26T17:00"),  # after closing: the day ends at 24:00
        ("2026-11-25T23:59", 1, "2026-11-26T17:00"),
        ("2026-11-21T09:00", 1, "2026-11-23T17:00"),  # on a day off
        ("2026-11-24T09:00", 1, "2026-11-25T17:00"),
        ("2026-11-25T10:15:42", 1, "2026-11-26T10:15:42"),
    ],
)
def test_working_days_are_counted_from_the_day_after_receipt(received: str, days: int, expected: str) -> None:
    assert made("working_days", days, received).at == vn(expected)


@pytest.mark.parametrize(
    ("calendar", "received", "expected"),
    [
        (HALF, "2026-11-23T15:00", "2026-11-25T11:30"),  # clipped to the closing of a half day
        (HALF, "2026-11-23T10:00", "2026-11-25T10:00"),
        (HALF, "2026-11-23T18:00", "2026-11-25T11:30"),
        (LATE_START, "2026-11-23T07:30", "2026-11-25T09:00"),  # not yet open then
        (LATE_START, "2026-11-23T11:20", "2026-11-25T14:00"),  # that day's break is longer
        (LATE_START, "2026-11-23T16:30", "2026-11-25T16:00"),
        (NEXT_DAY, "2026-11-23T17:01", "2026-11-26T07:00"),
        (NEXT_DAY, "2026-11-21T09:00", "2026-11-25T07:00"),
        (NEXT_DAY, "2026-11-23T17:00", "2026-11-25T17:00"),
    ],
)
def test_the_due_day_s_own_hours_bound_the_time(calendar: WorkCalendar, received: str, expected: str) -> None:
    assert made("working_days", 1, received, calendar).at == vn(expected)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-11-23T09:00", 2, "2026-11-25T09:00"),  # the holiday between counts
        ("2026-11-23T09:00", 1, "2026-11-25T17:00"),  # ends on the holiday
        ("2026-11-20T09:00", 1, "2026-11-23T17:00"),  # ends on Saturday
        ("2026-11-20T09:00", 3, "2026-11-23T09:00"),
        ("2026-11-20T17:30", 3, "2026-11-23T17:00"),
        ("2026-11-20T09:00", 15, "2026-12-07T17:00"),
        ("2026-11-21T09:00", 2, "2026-11-23T17:00"),
        ("2027-02-01T09:00", 4, "2027-02-11T17:00"),  # ends inside Tết
        ("2026-08-20T09:00", 2, "2026-08-22T09:00"),
    ],
)
def test_calendar_days_count_weekends_and_an_end_on_a_day_off_moves(received: str, days: int, expected: str) -> None:
    assert made("calendar_days", days, received).at == vn(expected)


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-11-23T09:00", 8, "2026-11-25T09:00"),
        ("2026-11-23T16:59", 1, "2026-11-25T07:59"),
        ("2026-11-20T11:30", 1, "2026-11-20T14:30"),
        ("2026-11-20T20:00", 2, "2026-11-23T09:00"),
    ],
)
def test_hours_are_working_hours(received: str, hours: int, expected: str) -> None:
    assert made("hours", hours, received).at == vn(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-11-20T09:42", "2026-11-20T17:00"),
        ("2026-11-20T06:00", "2026-11-20T17:00"),
        ("2026-11-20T12:00", "2026-11-20T17:00"),
        ("2026-11-20T14:59", "2026-11-20T17:00"),
        ("2026-11-20T15:00", "2026-11-20T17:00"),  # "sau 15 giờ": at 15:00 it is not after
        ("2026-11-20T15:00:59", "2026-11-20T17:00"),  # the receipt says 15 giờ 00 phút
        ("2026-11-20T15:01", "2026-11-23T17:00"),
        ("2026-11-20T17:30", "2026-11-23T17:00"),
        ("2026-11-21T08:00", "2026-11-23T17:00"),
        ("2026-11-23T15:30", "2026-11-25T17:00"),
    ],
)
def test_same_day_ends_that_day_up_to_the_cut_off(received: str, expected: str) -> None:
    assert made("same_day", None, received).at == vn(expected)


def test_same_day_after_a_half_day_s_closing_is_the_next_working_day() -> None:
    assert made("same_day", None, "2026-11-25T14:00", HALF).at == vn("2026-11-26T17:00")
    assert made("same_day", None, "2026-11-25T11:00", HALF).at == vn("2026-11-25T11:30")


def test_same_day_without_the_cut_off_ends_that_day_however_late_in_the_afternoon() -> None:
    assert due(TimeLimit("same_day"), vn("2026-11-20T16:59"), CALENDAR).at == vn("2026-11-20T17:00")


def test_an_unknown_limit_gives_no_time_and_says_so() -> None:
    found = made("unknown", None, "2026-11-20T09:00")
    assert found.at is None
    assert "chưa có thời hạn" in say(found.why)


def test_another_body_s_clock_starts_a_working_day_later_and_the_time_is_only_expected() -> None:
    found = due(TimeLimit("working_days", 3), vn("2026-11-23T09:00"), CALENDAR, out_of_boundary=True)
    assert found.expected
    assert found.at == vn("2026-11-30T09:00")
    assert "dự kiến nhận được lúc 09:00 thứ Tư 25/11" in say(found.why)
    assert recompute(found.plan, CALENDAR) == found.at
    assert stored(found.plan).expected


def test_another_body_s_same_day_is_the_day_it_receives() -> None:
    found = due(SAME_DAY, vn("2026-11-20T16:00"), CALENDAR, out_of_boundary=True)
    assert found.at == vn("2026-11-25T17:00")  # arrives 16:00 on Monday, after 15:00; Tuesday is off
    assert "sau 15:00" in say(found.why)


def test_the_moment_counts_in_vietnam_whatever_its_offset() -> None:
    utc = datetime(2026, 11, 20, 8, 40, 0, 999999, tzinfo=UTC)
    assert due(TimeLimit("working_days", 3), utc, CALENDAR).at == vn("2026-11-26T15:40")


def test_a_naive_moment_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="offset"):
        due(SAME_DAY, datetime(2026, 11, 20, 9), CALENDAR)


@pytest.mark.parametrize("amount", [0, -1, None, 3661])
def test_an_amount_that_is_no_limit_is_refused(amount: int | None) -> None:
    with pytest.raises(Refused) as refused:
        due(TimeLimit("working_days", amount), vn("2026-11-20T09:00"), CALENDAR)
    assert refused.value.field == "limit"
    assert "3660" in say(refused.value.sentence)


def test_another_calendar_gives_another_time_for_the_same_plan() -> None:
    plan = made("working_days", 1, "2026-11-23T09:00").plan
    assert recompute(plan, CALENDAR.without_day(date(2026, 11, 24), "v2")) == vn("2026-11-24T09:00")
    assert moment_of(plan) == vn("2026-11-25T09:00")


def test_a_time_after_the_known_holidays_says_so() -> None:
    assert "lịch nghỉ sau 31/12 chưa có" in say(made("working_days", 3, "2027-12-30T08:00").why)
    assert "lịch nghỉ" not in say(made("working_days", 3, "2026-12-30T08:00").why)


def test_the_last_day_whose_holidays_are_known_is_known() -> None:
    assert made("working_days", 1, "2027-12-30T08:00").at == vn("2027-12-31T08:00")
    assert "lịch nghỉ" not in say(made("working_days", 1, "2027-12-30T08:00").why)


def test_an_end_that_moved_names_every_day_off_it_moved_over() -> None:
    assert say(made("calendar_days", 1, "2026-11-20T09:00").why) == (
        "Nhận 09:00 thứ Sáu 20/11; 1 ngày; ngày cuối thứ Bảy 21/11 là ngày nghỉ, chuyển sang hết ngày làm việc tiếp theo; "
        "nghỉ thứ Bảy và Chủ nhật; trả 17:00 thứ Hai 23/11."
    )


def test_an_estimated_holiday_is_called_so() -> None:
    assert "4/2–10/2 (Tết Nguyên đán, dự kiến)" in say(made("working_days", 5, "2027-02-01T09:00").why)


# Supplement


def test_a_restart_counts_the_whole_limit_again_from_the_completion() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    again = after_supplement("restart", first, vn("2026-11-23T09:00"), vn("2026-11-27T10:00"), CALENDAR)
    assert again.at == vn("2026-12-02T10:00")
    assert say(again.why).startswith("Bổ sung đủ 10:00 thứ Sáu 27/11, tính lại từ đầu")
    assert recompute(again.plan, CALENDAR) == again.at


def test_a_pause_pushes_by_the_working_days_waited() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    again = after_supplement("pause", first, vn("2026-11-23T09:00"), vn("2026-11-27T10:00"), CALENDAR)
    assert again.at == vn("2026-12-01T15:40")  # 25, 26, 27 waited
    assert recompute(json.loads(json.dumps(again.plan)), CALENDAR) == again.at


def test_a_pause_of_calendar_days_pushes_by_days_and_off_a_day_off() -> None:
    first = made("calendar_days", 10, "2026-11-20T09:00")
    assert first.at == vn("2026-11-30T09:00")
    again = after_supplement("pause", first, vn("2026-11-23T09:00"), vn("2026-11-28T10:00"), CALENDAR)
    assert again.at == vn("2026-12-07T17:00")  # Saturday 5/12 moves
    exact = after_supplement("pause", first, vn("2026-11-23T09:00"), vn("2026-11-25T10:00"), CALENDAR)
    assert exact.at == vn("2026-12-02T09:00")


def test_a_pause_of_hours_pushes_by_working_time() -> None:
    first = made("hours", 4, "2026-11-20T09:00")
    again = after_supplement("pause", first, vn("2026-11-20T10:00"), vn("2026-11-20T16:00"), CALENDAR)
    assert first.at == vn("2026-11-20T15:00")
    assert again.at == vn("2026-11-23T09:00")  # four hours waited: 1.5 before noon, 2.5 after it


def test_no_rule_leaves_the_due_time_alone() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    assert after_supplement("none", first, vn("2026-11-23T09:00"), vn("2026-11-27T10:00"), CALENDAR) == first


def test_a_same_day_procedure_restarts_also_where_others_pause() -> None:
    first = made("same_day", None, "2026-11-20T09:00")
    again = after_supplement("pause", first, vn("2026-11-20T10:00"), vn("2026-11-20T15:30"), CALENDAR)
    assert again.at == vn("2026-11-23T17:00")


@pytest.mark.parametrize("kind", ["working_days", "calendar_days", "hours"])
def test_a_supplement_completed_before_it_was_asked_pushes_nothing(kind: LimitKind) -> None:
    first = made(kind, 3, "2026-11-20T15:40")
    asked, completed = vn("2026-11-25T09:00"), vn("2026-11-23T09:00")
    assert after_supplement("pause", first, asked, completed, CALENDAR).at == first.at


def test_a_second_pause_stands_on_the_first() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    once = after_supplement("pause", first, vn("2026-11-23T09:00"), vn("2026-11-27T10:00"), CALENDAR)
    twice = after_supplement("pause", once, vn("2026-11-30T09:00"), vn("2026-12-01T10:00"), CALENDAR)
    assert twice.at == vn("2026-12-02T15:40")
    assert recompute(json.loads(json.dumps(twice.plan)), CALENDAR) == twice.at


def test_an_out_of_boundary_dossier_stays_expected_after_a_supplement() -> None:
    first = due(TimeLimit("working_days", 3), vn("2026-11-20T15:40"), CALENDAR, out_of_boundary=True)
    for rule in ("restart", "pause"):
        assert after_supplement(rule, first, vn("2026-11-25T09:00"), vn("2026-11-27T10:00"), CALENDAR).expected


# Extension


def test_an_extension_keeps_the_first_time_and_gives_the_new_one() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    later = extend(first, vn("2026-12-01T09:00"), vn("2026-11-25T16:00"), CALENDAR)
    assert later.at == vn("2026-12-01T09:00")
    assert later.plan["base"] == first.plan
    assert later.plan["late"] is False
    assert recompute(later.plan, CALENDAR) == later.at
    assert say(later.why) == "Gia hạn một lần, hẹn cũ 15:40 thứ Năm 26/11; trả 09:00 thứ Ba 1/12."


def test_an_extension_told_on_the_due_day_is_recorded_as_late() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    assert extend(first, vn("2026-12-01T09:00"), vn("2026-11-26T08:00"), CALENDAR).plan["late"] is True


@pytest.mark.parametrize("between", ["none", "restart", "pause"])
def test_a_second_extension_is_refused_also_after_a_supplement(between: str) -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    later = extend(first, vn("2026-12-01T09:00"), vn("2026-11-25T16:00"), CALENDAR)
    later = after_supplement(between, later, vn("2026-11-26T09:00"), vn("2026-11-27T10:00"), CALENDAR)
    with pytest.raises(Refused, match="extended_once"):
        extend(later, vn("2027-01-05T09:00"), vn("2026-11-28T16:00"), CALENDAR)


@pytest.mark.parametrize(
    ("until", "key"), [("2026-11-26T15:40", "due.extension_not_later"), ("2026-11-29T09:00", "due.on_day_off")]
)
def test_a_new_time_that_cannot_be_is_refused(until: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        extend(made("working_days", 3, "2026-11-20T15:40"), vn(until), vn("2026-11-25T16:00"), CALENDAR)
    assert (refused.value.field, refused.value.sentence.key) == ("until", key)
    say(refused.value.sentence)


def test_there_is_nothing_to_extend_without_a_due_time() -> None:
    with pytest.raises(Refused, match="nothing_to_extend"):
        extend(made("unknown", None, "2026-11-20T09:00"), vn("2026-12-01T09:00"), vn("2026-11-25T16:00"), CALENDAR)


def test_a_new_time_out_of_hours_is_brought_into_them() -> None:
    first = made("working_days", 3, "2026-11-20T15:40")
    assert extend(first, vn("2026-12-01T23:59"), vn("2026-11-25T16:00"), CALENDAR).at == vn("2026-12-01T17:00")


def test_the_last_day_to_tell_is_a_working_day_before_the_due_day() -> None:
    assert last_day_to_tell(vn("2026-11-25T09:00"), CALENDAR) == date(2026, 11, 23)


# By hand


def test_a_time_by_hand_is_kept_and_explained() -> None:
    found = by_hand(vn("2026-12-10T18:00"), vn("2026-11-26T11:00"), CALENDAR)
    assert found.at == vn("2026-12-10T17:00")
    assert recompute(found.plan, CALENDAR) == found.at
    assert "do cán bộ ghi" in say(found.why)
    assert after_supplement("restart", found, vn("2026-12-01T09:00"), vn("2026-12-02T09:00"), CALENDAR).at is None


@pytest.mark.parametrize("when", ["2026-11-26T11:00", "2026-11-29T09:00"])
def test_a_time_by_hand_before_reception_or_on_a_day_off_is_refused(when: str) -> None:
    with pytest.raises(Refused) as refused:
        by_hand(vn(when), vn("2026-11-26T11:00"), CALENDAR)
    assert refused.value.field == "due"


# Short words


@pytest.mark.parametrize(
    ("kind", "amount", "received", "words"),
    [
        ("same_day", None, "2026-11-20T09:42", "Nhận 09:42, trước 15:00: trả trong ngày."),
        ("same_day", None, "2026-11-20T15:00", "Nhận 15:00, chưa quá 15:00: trả trong ngày."),
        ("same_day", None, "2026-11-20T15:40", "Nhận 15:40, sau 15:00: trả 17:00 thứ Hai 23/11."),
        ("same_day", None, "2026-11-21T09:42", "Nhận 09:42, ngoài giờ: trả 17:00 thứ Hai 23/11."),
        ("working_days", 3, "2026-11-20T15:40", "3 ngày làm việc: trả 15:40 thứ Năm 26/11."),
        ("unknown", None, "2026-11-20T15:40", "Chưa có thời hạn: cần ghi ngày hẹn."),
    ],
)
def test_the_card_s_few_words(kind: LimitKind, amount: int | None, received: str, words: str) -> None:
    assert say(explain_shortly(made(kind, amount, received).plan)) == words


def test_the_whole_sentence_in_both_languages() -> None:
    found = made("working_days", 3, "2026-11-20T15:40")
    assert say(found.why) == (
        "Nhận 15:40 thứ Sáu 20/11; 3 ngày làm việc; nghỉ thứ Bảy, Chủ nhật và 24/11 (Ngày Văn hóa Việt Nam); "
        "trả 15:40 thứ Năm 26/11."
    )
    assert say(found.why, "en") == (
        "Received 15:40 Fri 20 Nov; 3 working days; closed Saturdays, Sundays and 24 Nov (Vietnam Culture Day); "
        "due 15:40 Thu 26 Nov."
    )
