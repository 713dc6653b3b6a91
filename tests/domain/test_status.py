"""The ten national statuses, the steps between them, and lateness at its edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counter.domain.calendar import VIETNAM
from counter.domain.sentence import Refused, say
from counter.domain.status import FIRST, NEXT, Status, check_step, name_of, standing, timeliness
from counter.store.catalogue import load_calendar

CALENDAR = load_calendar()
DUE = datetime(2026, 11, 26, 15, 40, tzinfo=VIETNAM)


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def test_there_are_ten_statuses_with_their_national_names() -> None:
    assert [int(s) for s in Status] == list(range(1, 11))
    assert [say(name_of(s)) for s in (Status.SUBMITTED, Status.RECEIVED, Status.REFUSED, Status.HANDED_OVER)] == [
        "Mới đăng ký", "Được tiếp nhận", "Không được tiếp nhận", "Đã trả kết quả",
    ]  # fmt: skip
    assert len({say(name_of(s), "en") for s in Status}) == 10


@pytest.mark.parametrize(
    "steps", [(2, 4, 9, 10), (1, 2, 5, 4, 6, 4, 9, 10), (1, 3), (3,), (2, 5, 2, 7), (2, 4, 8), (1, 5, 8)]
)
def test_a_dossier_may_go_these_ways(steps: tuple[int, ...]) -> None:
    before = None
    for step in steps:
        before = check_step(before, Status(step))


@pytest.mark.parametrize(
    ("before", "after"), [(2, 10), (2, 9), (4, 2), (9, 4), (10, 9), (3, 2), (7, 4), (8, 4), (6, 9), (2, 2)]
)
def test_other_steps_are_refused_with_both_names(before: int, after: int) -> None:
    with pytest.raises(Refused) as refused:
        check_step(Status(before), Status(after))
    assert refused.value.field == "status"
    words = say(refused.value.sentence)
    assert say(name_of(Status(before))) in words
    assert say(name_of(Status(after))) in words


def test_a_dossier_begins_by_being_submitted_received_or_refused() -> None:
    assert {int(s) for s in FIRST} == {1, 2, 3}
    with pytest.raises(Refused, match="not_first"):
        check_step(None, Status.FINISHED)


def test_the_ends_are_ends_and_every_other_status_leads_to_one() -> None:
    assert {int(s) for s in Status if s.is_end} == {3, 7, 8, 10}
    for status in Status:
        reached, todo = set(), [status]
        while todo:
            now = todo.pop()
            if now not in reached:
                reached.add(now)
                todo += NEXT[now]
        assert any(s.is_end for s in reached)


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("2026-11-25T23:59", "early"),
        ("2026-11-26T00:00", "on_time"),
        ("2026-11-26T15:40", "on_time"),
        ("2026-11-26T15:41", "late"),
        ("2026-11-27T08:00", "late"),
    ],
)
def test_finished_is_early_on_time_or_late(finished: str, expected: str) -> None:
    assert timeliness(DUE, vn(finished)) == expected
    assert timeliness(DUE.astimezone(UTC), vn(finished).astimezone(UTC)) == expected


def test_without_a_due_time_nothing_is_early_or_late() -> None:
    assert timeliness(None, DUE) is None
    assert standing(None, DUE, CALENDAR) == "no_due"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24T23:59", "in_time"),  # Tuesday, a holiday: the next working day is the 25th
        ("2026-11-25T00:00", "soon"),
        ("2026-11-25T23:59", "soon"),
        ("2026-11-26T00:00", "today"),
        ("2026-11-26T15:40", "today"),
        ("2026-11-26T15:41", "overdue"),
    ],
)
def test_the_lists_turn_at_midnight_and_at_the_due_minute(now: str, expected: str) -> None:
    assert standing(DUE, vn(now), CALENDAR) == expected
    assert standing(DUE, vn(now).astimezone(UTC), CALENDAR) == expected


def test_a_due_time_after_a_weekend_is_soon_on_friday() -> None:
    monday = vn("2026-11-23T09:00")
    assert standing(monday, vn("2026-11-20T08:00"), CALENDAR) == "soon"
    assert standing(monday, vn("2026-11-20T08:00") - timedelta(days=1), CALENDAR) == "in_time"
