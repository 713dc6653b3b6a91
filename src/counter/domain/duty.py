"""Open duties of a reception: what the law wants there and then, but needs a link, kept until it is done.

Decree 118/2025 art. 17(1): check the account, look in the stores, scan and sign, enter, send on; art. 18: paper the same
working day, or first thing the next one when received after 15:00; art. 20: within one working day to another level;
art. 17(4): no receipt for what is settled at once. The law says nothing of an outage: first thing the next working day
is the latest that is in its spirit, and the province can rule on it from what is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from counter.domain.calendar import VIETNAM, WorkCalendar
from counter.domain.person import Capacity
from counter.domain.sentence import Sentence

DutyKind = Literal["account_check", "store_lookup", "scan_sign", "official_code", "send_on"]
KINDS: tuple[DutyKind, ...] = ("account_check", "store_lookup", "scan_sign", "official_code", "send_on")


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be made good, and by when at the latest (UTC+7)."""

    kind: DutyKind
    by: datetime


def duties_of(
    *,
    received_at: datetime,
    calendar: WorkCalendar,
    offline: bool,
    provisional: bool,
    settled_at_once: bool = False,
    papers: int = 1,
    out_of_boundary: bool = False,
) -> tuple[Duty, ...]:
    """The duties that arise for a reception, in the order of the law.

    With a link the clerk does them on the spot, so only a provisional reference leaves one. What was settled at once
    needs neither account check nor sending; its case is entered by being received here, and its code may follow."""
    received = received_at.astimezone(VIETNAM)
    first_thing = calendar.opening(calendar.next_working_day(received.date()))
    kinds: list[DutyKind] = []
    if offline and not settled_at_once:
        kinds += ["account_check"]
        kinds += ["store_lookup", "scan_sign"] if papers else []
    if provisional:
        kinds.append("official_code")
    if offline and not settled_at_once:
        kinds.append("send_on")
    return tuple(
        Duty(kind, _send_by(received, calendar, out_of_boundary=out_of_boundary) if kind == "send_on" else first_thing)
        for kind in kinds
    )


def words_of(kind: DutyKind, capacity: Capacity = "self") -> Sentence:
    """What the clerk reads. Filing for another: the account of the person who authorised is the one to check."""
    if kind == "account_check" and capacity != "self":
        return Sentence("duty.account_check.other")
    return Sentence(f"duty.{kind}")


def is_overdue(duty: Duty, now: datetime) -> bool:
    """Whether the time for it has passed."""
    return now > duty.by


def _send_by(received: datetime, calendar: WorkCalendar, *, out_of_boundary: bool) -> datetime:
    """Paper to the deciding body: today's closing; the next opening when late or on a day off; a day to another body."""
    day = received.date()
    following = calendar.next_working_day(day)
    if out_of_boundary:
        return calendar.closing(following)
    late = received.time().replace(second=0, microsecond=0) > calendar.cutoff
    if late or not calendar.is_working_day(day) or received > calendar.closing(day):
        return calendar.opening(following)
    return calendar.closing(day)
