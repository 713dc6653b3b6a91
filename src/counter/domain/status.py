"""The national status codes of a dossier, the steps between them, and whether it is early, on time or late.

The ten codes and names are those of the national portal. The steps are read from how systems use them; no text rules
them. Money, handover and sync are states of their own and are not mixed in here.
"""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum
from typing import Literal

from counter.domain.calendar import VIETNAM, WorkCalendar
from counter.domain.sentence import Refused, Sentence

Timeliness = Literal["early", "on_time", "late"]
Standing = Literal["no_due", "overdue", "today", "soon", "in_time"]


class Status(IntEnum):
    """Status codes as they are sent to the national portal."""

    SUBMITTED = 1  # sent online, not yet looked at
    RECEIVED = 2
    REFUSED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    HANDED_OVER = 10

    @property
    def is_end(self) -> bool:
        """Whether nothing can follow."""
        return not NEXT[self]


S = Status
FIRST = frozenset({S.SUBMITTED, S.RECEIVED, S.REFUSED})
NEXT: dict[Status, frozenset[Status]] = {
    S.SUBMITTED: frozenset({S.RECEIVED, S.REFUSED, S.SUPPLEMENT_ASKED}),
    S.RECEIVED: frozenset({S.IN_PROGRESS, S.SUPPLEMENT_ASKED, S.WITHDRAWN}),
    S.REFUSED: frozenset(),
    S.IN_PROGRESS: frozenset({S.SUPPLEMENT_ASKED, S.PAYMENT_ASKED, S.WITHDRAWN, S.STOPPED, S.FINISHED}),
    S.SUPPLEMENT_ASKED: frozenset({S.IN_PROGRESS, S.RECEIVED, S.WITHDRAWN, S.STOPPED}),
    S.PAYMENT_ASKED: frozenset({S.IN_PROGRESS, S.WITHDRAWN, S.STOPPED}),
    S.WITHDRAWN: frozenset(),
    S.STOPPED: frozenset(),
    S.FINISHED: frozenset({S.HANDED_OVER}),
    S.HANDED_OVER: frozenset(),
}


def name_of(status: Status) -> Sentence:
    """The national name of a status."""
    return Sentence(f"status.{int(status)}")


def check_step(before: Status | None, after: Status) -> Status:
    """The new status. `before` None: the dossier is new. Raises Refused (field "status") for a step that is not one."""
    allowed = FIRST if before is None else NEXT[before]
    if after in allowed:
        return after
    if before is None:
        raise Refused("status", Sentence("status.not_first", {"after": name_of(after)}))
    raise Refused("status", Sentence("status.no_such_step", {"before": name_of(before), "after": name_of(after)}))


def timeliness(due: datetime | None, finished_at: datetime) -> Timeliness | None:
    """early: finished (status 9, not handed over) on a day before the due day; on_time: on it up to the due time.

    None when there is no due time. After an extension the new due time rules."""
    if due is None:
        return None
    if finished_at > due:
        return "late"
    return "early" if finished_at.astimezone(VIETNAM).date() < due.astimezone(VIETNAM).date() else "on_time"


def standing(due: datetime | None, now: datetime, calendar: WorkCalendar) -> Standing:
    """Where an open dossier stands: overdue; due today; soon (by the next working day); in time; no due time."""
    if due is None:
        return "no_due"
    if now > due:
        return "overdue"
    today, last = now.astimezone(VIETNAM).date(), due.astimezone(VIETNAM).date()
    if last == today:
        return "today"
    return "soon" if last <= calendar.next_working_day(today) else "in_time"
