"""Dates of the card: `ddMMyyyy`, nothing else."""

from __future__ import annotations

from datetime import date

from counter.domain.card.number import is_digits

EARLIEST, LATEST = 1900, 2199


def read_date(digits: str) -> date | None:
    """The date, or None when there is no such day in the years that a card can bear."""
    if not is_digits(digits, 8) or not EARLIEST <= int(digits[4:]) <= LATEST:
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
