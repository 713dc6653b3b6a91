"""Dates and times as people type them: 12041990, 12/4/1990, 9h40 23/11."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_SHORT_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})")
_TIME = re.compile(r"(\d{1,2})(?:[:hg](\d{2})?)", re.IGNORECASE)


def _century(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    this = today.year % 100
    return today.year - this + int(year) - (100 if int(year) > this else 0)


def typed_date(text: str, today: date) -> date | None:
    """The date of "12/04/1990", "12.4.90" or "12041990"; two digits mean the last hundred years; None when it is no date."""
    text = text.strip()
    digits = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", text)
    match = digits or _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(_century(match[3], today), int(match[2]), int(match[1]))
    except ValueError:
        return None


def typed_moment(text: str, today: date) -> datetime | None:
    """The moment (UTC+7) of "23/11/2026 09:40", "9h40 23/11" or "9:40" (today); None when it is no moment.

    A date without a year is of this year. A date without a time is no moment."""
    rest = text.strip()
    found = _TIME.search(rest)
    if found is None:
        return None
    rest = f"{rest[: found.start()]} {rest[found.end() :]}".strip(" ,")
    day = today
    if rest:
        short = _SHORT_DATE.fullmatch(rest)
        full = f"{rest}/{today.year}" if short else rest
        parsed = typed_date(full, today)
        if parsed is None:
            return None
        day = parsed
    try:
        return datetime.combine(day, time(int(found[1]), int(found[2] or 0)), VIETNAM)
    except ValueError:
        return None


def date_words(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"


def moment_words(moment: datetime) -> str:
    """dd/mm/yyyy HH:MM in UTC+7."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
