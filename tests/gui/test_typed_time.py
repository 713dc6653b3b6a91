"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.gui.typed_time import VIETNAM, date_words, moment_words, typed_date, typed_moment

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/04/1990", date(1990, 4, 12)),
        ("12041990", date(1990, 4, 12)),
        ("12.4.1990", date(1990, 4, 12)),
        ("2-9-45", date(1945, 9, 2)),
        ("1/1/26", date(2026, 1, 1)),
        ("1/1/27", date(1927, 1, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2023", None),
        ("31/04/1990", None),
        ("1990", None),
        ("12/04", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_refused(text: str, day: date | None) -> None:
    assert typed_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("09:40 23/11/2026", (2026, 11, 23, 9, 40)),
        ("23/11/2026 09:40", (2026, 11, 23, 9, 40)),
        ("9h40 22/11", (2026, 11, 22, 9, 40)),
        ("9h", (2026, 11, 23, 9, 0)),
        ("15:05", (2026, 11, 23, 15, 5)),
        ("9:40, 20/11", (2026, 11, 20, 9, 40)),
        ("25:00", None),
        ("9:75", None),
        ("23/11/2026", None),
        ("9:40 31/11", None),
        ("", None),
    ],
)
def test_a_moment_is_read_or_refused(text: str, moment: tuple[int, ...] | None) -> None:
    wanted = None if moment is None else datetime(*moment, tzinfo=VIETNAM)  # type: ignore[misc,arg-type]
    assert typed_moment(text, TODAY) == wanted


@given(st.datetimes(datetime(1950, 1, 1), datetime(2099, 12, 31)))
@settings(deadline=None, max_examples=100)
def test_what_is_written_is_read_again(naive: datetime) -> None:
    moment = naive.replace(second=0, microsecond=0, tzinfo=VIETNAM)
    assert typed_moment(moment_words(moment), TODAY) == moment
    assert typed_date(date_words(moment.date()), TODAY) == moment.date()


@given(st.text(max_size=20))
@settings(deadline=None, max_examples=150)
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    typed_date(text, TODAY)
    typed_moment(text, TODAY)
