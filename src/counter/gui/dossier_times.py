"""Moments as a clerk says them: "17:00 today", "25/11 10:12", "2 hours overdue"."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from counter.domain.calendar import VIETNAM

translate = QCoreApplication.translate
_DAY = timedelta(days=1)


def due_words(due: datetime, now: datetime) -> str:
    """When something is to come: the clock for today and tomorrow, day and clock in this year, the whole date after it."""
    due, today = due.astimezone(VIETNAM), now.astimezone(VIETNAM).date()
    day = due.date()
    if day == today:
        return translate("DossierTimes", "{0} today").format(f"{due:%H:%M}")
    if day == today + _DAY:
        return translate("DossierTimes", "{0} tomorrow").format(f"{due:%H:%M}")
    return f"{due:%d/%m %H:%M}" if day.year == today.year else f"{due:%d/%m/%Y}"


def event_words(at: datetime, now: datetime) -> str:
    """When something was: only the clock when it was today."""
    at, today = at.astimezone(VIETNAM), now.astimezone(VIETNAM).date()
    if at.date() == today:
        return f"{at:%H:%M}"
    return f"{at:%d/%m %H:%M}" if at.year == today.year else f"{at:%d/%m/%Y %H:%M}"


def overdue_words(due: datetime, now: datetime) -> str:
    """How late it is, in minutes within the hour, in hours within a day, then in days of the calendar."""
    late = now - due
    if late < timedelta(hours=1):
        return translate("DossierTimes", "Overdue {0} min").format(max(1, int(late.total_seconds() // 60)))
    if late < _DAY:
        return translate("DossierTimes", "Overdue {0} h").format(int(late.total_seconds() // 3600))
    days = (now.astimezone(VIETNAM).date() - due.astimezone(VIETNAM).date()).days
    return translate("DossierTimes", "Overdue {0} d").format(days)
