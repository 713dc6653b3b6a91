"""Dates as Vietnamese documents write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counter.printing.vietnamese_dates import date_words, time_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 23), "ngày 23 tháng 11 năm 2026"),
    ],
)
def test_only_january_and_february_get_two_digits_when_a_date_is_written(day: date, words: str) -> None:
    assert date_words(day) == words


def test_vietnam_time_is_written_when_a_moment_comes_in_another_offset() -> None:
    assert time_words(datetime(2026, 2, 4, 17, 5, tzinfo=UTC)) == "00 giờ 05 phút, ngày 05 tháng 02 năm 2026"


def test_a_moment_is_refused_when_it_has_no_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        time_words(datetime(2026, 2, 4, 17, 5))
