"""Dates and hours as Vietnamese documents write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

NBSP = "\N{NO-BREAK SPACE}"
"""Holds together what a line may not part."""


def date_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: the day always in two digits, the month only for 1 and 2 (habit of Decree 30/2020)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def time_words(moment: datetime) -> str:
    """`09 giờ 42 phút, ngày 23 tháng 11 năm 2026`, in Vietnam's time. Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment on paper needs its offset")
    local = moment.astimezone(VIETNAM)
    return f"{local.hour:02} giờ {local.minute:02} phút, {date_words(local.date())}"
