"""`counter due` against values worked out by hand from the law and the calendar of the State, and against an own count."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter.cli import main
from counter.journal.clock import VIETNAM
from tests.made.machine import run
from tests.made.request_lines import procedure_codes

# Days off beyond Saturday and Sunday, as announced or estimated by November 2026.
OFF = {
    *("2026-11-24", "2027-01-01", "2027-04-16", "2027-04-30", "2027-05-01", "2027-05-03"),
    *("2027-09-02", "2027-09-03", "2027-11-24"),
    *(f"2027-02-{day:02d}" for day in range(4, 11)),
}


def ask(capsys: pytest.CaptureFixture[str], received: str, *words: str) -> dict[str, Any]:
    assert main(["due", "--received", received, *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23T08:30", 1, "2026-11-25"),
        ("2026-11-23T09:40", 3, "2026-11-27"),
        ("2026-11-23T10:15", 30, "2027-01-06"),
        ("2027-02-01T09:00", 5, "2027-02-15"),
        ("2025-12-31T09:00", 1, "2026-01-05"),  # Friday 2 January was swapped for Saturday 10 January
        ("2026-01-08T09:00", 2, "2026-01-10"),
        ("2026-01-08T09:00", 3, "2026-01-12"),
        ("2025-04-25T09:00", 1, "2025-04-26"),
        ("2025-04-29T09:00", 1, "2025-05-05"),
        ("2026-08-21T09:00", 1, "2026-08-22"),
        ("2026-08-28T09:00", 1, "2026-09-03"),
        ("2026-02-13T09:00", 1, "2026-02-23"),
    ],
)
def test_working_days_fall_on_the_day_that_the_calendar_gives(
    capsys: pytest.CaptureFixture[str], received: str, days: int, due: str
) -> None:
    answer = ask(capsys, f"{received}:00+07:00", "--working-days", str(days))
    assert answer["due"] == f"{due}{received[10:]}:00+07:00"
    assert f"{date.fromisoformat(due).day}/{date.fromisoformat(due).month}" in answer["why"]


def test_generated_working_days_agree_with_a_count_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(20261123)
    for _ in range(150):
        day = date(2026, 11, 23) + timedelta(days=rng.randrange(300))
        if day.weekday() > 4 or day.isoformat() in OFF:
            continue
        left = days = rng.randrange(1, 40)
        last = day
        while left:
            last += timedelta(days=1)
            left -= last.weekday() < 5 and last.isoformat() not in OFF
        if last.year > 2027:
            continue
        answer = ask(capsys, f"{day}T09:00:00+07:00", "--working-days", str(days))
        assert answer["due"] == f"{last}T09:00:00+07:00", (day, days)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23T09:00:00+07:00", 3, "2026-11-26"),
        ("2026-11-23T09:00:00+07:00", 1, "2026-11-25"),  # the last day is off: the end of the next working day
        ("2026-11-24T09:00:00+07:00", 4, "2026-11-30"),
        ("2027-01-28T09:00:00+07:00", 10, "2027-02-11"),
    ],
)
def test_calendar_days_count_all_and_end_on_a_working_day(
    capsys: pytest.CaptureFixture[str], received: str, days: int, due: str
) -> None:
    assert ask(capsys, received, "--calendar-days", str(days))["due"][:10] == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23T07:45:00+07:00", "2026-11-23"),
        ("2026-11-23T14:59:59+07:00", "2026-11-23"),
        ("2026-11-23T15:01:00+07:00", "2026-11-25"),
        ("2026-11-23T22:00:00+07:00", "2026-11-25"),
        ("2026-11-23T08:00:00Z", "2026-11-23"),  # three in the afternoon here
        ("2026-11-23T09:00:00Z", "2026-11-25"),
        ("2026-11-22T20:00:00-05:00", "2026-11-23"),
        ("2026-11-24T09:00:00+07:00", "2026-11-25"),
        ("2026-11-28T09:00:00+07:00", "2026-11-30"),
    ],
)
def test_result_of_the_same_day_is_due_the_next_one_when_received_after_three(
    capsys: pytest.CaptureFixture[str], received: str, due: str
) -> None:
    answer = ask(capsys, received, "--procedure", "1.001193")
    assert answer["due"][:10] == due
    assert answer["due"].endswith("+07:00")


def test_every_procedure_has_a_due_time_after_its_reception_or_says_that_none_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    received = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
    known = 0
    for code in procedure_codes():
        answer = ask(capsys, received.isoformat(), "--procedure", code)
        assert answer["why"].endswith(".")
        if answer["due"] is not None:
            known += 1
            assert datetime.fromisoformat(answer["due"]) > received
    assert 60 < known < 159


@pytest.mark.parametrize(
    "words",
    [
        ("2026-11-23T09:00:00", "--working-days", "1"),
        ("2026-11-23", "--working-days", "1"),
        ("2026-02-30T09:00:00+07:00", "--working-days", "1"),
        ("hôm qua", "--working-days", "1"),
        ("", "--procedure", "1.001193"),
        ("9999-12-31T23:59:59-12:00", "--working-days", "1"),
        ("0001-01-01T00:00:00+14:00", "--calendar-days", "1"),
        ("2026-11-23T09:00:00+07:00", "--working-days", "0"),
        ("2026-11-23T09:00:00+07:00", "--working-days", "-1"),
        ("2026-11-23T09:00:00+07:00", "--calendar-days", "100000000"),
        ("2026-11-23T09:00:00+07:00", "--procedure", ""),
        ("2026-11-23T09:00:00+07:00", "--procedure", "'; DROP TABLE"),
    ],
)
def test_what_cannot_be_counted_ends_with_two_and_one_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code = main(["due", "--received", *words])
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.endswith(".\n")


def test_far_days_say_that_the_calendar_ends(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "2026-11-23T09:00:00+07:00", "--working-days", "700")
    assert "2029" in answer["due"]
    assert "31/12/2027" in answer["why"]


def test_no_data_folder_is_needed_and_none_is_made(tmp_path: Path) -> None:
    said = run("due", "--received", "2026-11-23T09:00:00+07:00", "--working-days", "3", home=tmp_path, password=None)
    assert (said.code, said.err, said.line["due"]) == (0, "", "2026-11-27T09:00:00+07:00")
    assert list(tmp_path.iterdir()) == []
