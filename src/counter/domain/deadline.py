"""When a result is due: the time limit counted over the working calendar, its restart, pause and one extension.

Sources: Civil Code 2015 art. 147–148 (the first day is not counted; a last day that is off moves to the end of the next
working day; hours run from the moment), Decree 118/2025 art. 19 and 20 (supplement, extension, paper on its way to
another body), Decree 309/2026 art. 8 (start of the clock), Decree 23/2015 art. 7 (15:00). The time of day that is kept
for limits in days is the practice of the provinces' systems, not law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from counter.domain.calendar import VIETNAM, CalendarDay, WorkCalendar
from counter.domain.due import Due
from counter.domain.procedure import TimeLimit
from counter.domain.sentence import Refused, Sentence

Plan = Mapping[str, Any]
SupplementRule = Literal["restart", "pause", "none"]
LONGEST = {"working_days": 3660, "calendar_days": 3660, "hours": 8784}
_LIMITS = ("same_day", "working_days", "calendar_days", "hours", "unknown")
_DAY = timedelta(days=1)


def due(limit: TimeLimit, received_at: datetime, calendar: WorkCalendar, *, out_of_boundary: bool = False) -> Due:
    """When the result of a dossier received at that moment is due, and why.

    Days: the first day is not counted. The time of day is that of receipt; the opening when it was received before it;
    the start of the afternoon when in the noon break; the closing of the due day when after closing or on a day off
    (the day ends at 24:00). It is clipped to the hours of the due day. Working days skip days off; calendar days do not,
    but an end on a day off moves to the closing of the next working day. Hours are working hours. Same day: the closing
    of that day, or of the next working day when received later than the minute of the cut-off ("sau 15 giờ": 15:00 is
    not after), after closing or on a day off.

    `out_of_boundary`: another body decides, whose clock starts when it receives; counted from an assumed arrival one
    working day later, and only expected. Fractions of a second are dropped. Raises ValueError for a naive moment,
    Refused (field "limit") for an amount that is no time limit."""
    if received_at.tzinfo is None:
        raise ValueError("received_at has no offset")
    received = received_at.astimezone(VIETNAM).replace(microsecond=0)
    plan: dict[str, object] = {"rule": limit.kind, "received": received.isoformat(), "calendar": calendar.version}
    if limit.kind == "unknown":
        return _made(plan, None)
    if limit.kind != "same_day":
        plan["amount"] = _amount(limit)
    if limit.cutoff_15h:
        plan["cutoff"] = calendar.cutoff.isoformat("minutes")
    start = received
    if out_of_boundary:
        start, _ = _days(1, received, calendar, {})
        plan["arrives"] = start.isoformat()
    if limit.kind == "same_day":
        when, skipped_from = _same_day(limit, start, calendar, plan)
    elif limit.kind == "hours":
        when, skipped_from = calendar.advance(start, timedelta(hours=_amount(limit))), start.date()
    elif limit.kind == "working_days":
        when, skipped_from = _days(_amount(limit), start, calendar, plan)
    else:
        when, skipped_from = _calendar_days(_amount(limit), start, calendar, plan)
    _note_skipped(plan, calendar, received.date() if out_of_boundary else skipped_from, when.date())
    return _made(plan, when, expected=out_of_boundary)


def recompute(plan: Plan, calendar: WorkCalendar) -> datetime | None:
    """The due time that the plan's facts give under that calendar: the same one when its version is the plan's."""
    rule = plan["rule"]
    if rule in ("extension", "by_hand"):
        return datetime.fromisoformat(plan["due"])
    if rule == "pause":
        before = recompute(plan["base"], calendar)
        asked, completed = (datetime.fromisoformat(plan[key]) for key in ("asked", "completed"))
        return None if before is None else _pushed(plan["base"], before, asked, completed, calendar)
    return due(
        TimeLimit(rule, plan.get("amount"), "cutoff" in plan),
        datetime.fromisoformat(plan["received"]),
        calendar,
        out_of_boundary="arrives" in plan,
    ).at


def by_hand(when: datetime, received_at: datetime, calendar: WorkCalendar) -> Due:
    """A due time that the clerk gives, for a procedure whose limit is not known.

    Raises Refused (field "due") when it is not after reception or lies on a day off."""
    when, received = (moment.astimezone(VIETNAM).replace(microsecond=0) for moment in (when, received_at))
    if when <= received:
        raise Refused("due", Sentence("due.not_after_reception"))
    when = _working_moment("due", when, calendar)
    return _made({"rule": "by_hand", "received": received.isoformat(), "calendar": calendar.version}, when)


def after_supplement(
    rule: SupplementRule, given: Due, asked_at: datetime, completed_at: datetime, calendar: WorkCalendar
) -> Due:
    """The due time once the papers asked for after transfer have come.

    restart (the default, Decree 118/2025 art. 19(5)): counted again from zero from the completion. pause: the due time is
    pushed by the days waited (working time for a limit in hours), as sector law has it in places. none: unchanged.
    A due time given by hand cannot be counted again: after a restart it is open until the clerk gives another."""
    asked, completed = (moment.astimezone(VIETNAM).replace(microsecond=0) for moment in (asked_at, completed_at))
    if rule == "none" or given.at is None:
        return given
    first = _first_plan(given.plan)
    extra: dict[str, object] = {"extended": True} if given.plan.get("extended") else {}
    if rule == "pause" and first["rule"] != "same_day":
        when = _pushed(given.plan, given.at, asked, completed, calendar)
        extra |= {"base": dict(given.plan), "asked": asked.isoformat(), "completed": completed.isoformat()}
        plan = {"rule": "pause", "received": first["received"], "calendar": calendar.version, **extra}
        return _made(plan, when, expected=given.expected)
    if first["rule"] == "by_hand":
        limit = TimeLimit("unknown")
    else:
        limit = TimeLimit(first["rule"], first.get("amount"), "cutoff" in first)
    counted = due(limit, completed, calendar, out_of_boundary=given.expected)
    plan = {**counted.plan, **extra, "restart": {"asked": asked.isoformat(), "before": given.plan["due"]}}
    return _made(plan, counted.at, expected=counted.expected)


def extend(given: Due, until: datetime, told_at: datetime, calendar: WorkCalendar) -> Due:
    """The one extension that Decree 118/2025 art. 19(6) allows, told to the citizen at least a day before the due day.

    Told later, it is recorded as late rather than refused: it happened. Raises Refused (field "until") when it is the
    second, when there is no due time, or when the new one is not later or on a day off."""
    if given.at is None:
        raise Refused("until", Sentence("due.nothing_to_extend"))
    if given.plan.get("extended"):
        raise Refused("until", Sentence("due.extended_once"))
    until, told = (moment.astimezone(VIETNAM).replace(microsecond=0) for moment in (until, told_at))
    if until <= given.at:
        raise Refused("until", Sentence("due.extension_not_later"))
    until = _working_moment("until", until, calendar)
    plan = {
        "rule": "extension",
        "received": given.plan["received"],
        "calendar": calendar.version,
        "base": dict(given.plan),
        "told": told.isoformat(),
        "late": told.date() >= given.at.date(),
        "extended": True,
    }
    return _made(plan, until, expected=given.expected)


def last_day_to_tell(when: datetime, calendar: WorkCalendar) -> date:
    """The last working day on which an apology and a new date are still in time: at least a day before the due day."""
    return calendar.previous_working_day(when.astimezone(VIETNAM).date())


def moment_of(plan: Plan) -> datetime | None:
    """The due time that a stored plan holds, without counting again."""
    return datetime.fromisoformat(plan["due"]) if plan.get("due") else None


def stored(plan: Plan) -> Due:
    """The Due of a plan that was stored with a dossier; it is explained without the calendar it was made by."""
    made = dict(plan)
    return Due(moment_of(made), made, "arrives" in _first_plan(made))


@dataclass(frozen=True, slots=True)
class _Clock:
    day: date  # the day that is not counted
    time: time | None  # None: the closing of the due day
    basis: str


def _clock(moment: datetime, calendar: WorkCalendar) -> _Clock:
    day, now = moment.date(), moment.time()
    spans = calendar.hours_on(day)
    if spans and now <= spans[-1][1]:
        if now < spans[0][0]:
            return _Clock(day, spans[0][0], "before_opening")
        start = next(start if now < start else now for start, end in spans if now <= end)
        return _Clock(day, start, "in_hours" if start == now else "noon")
    basis = "after_closing" if spans else "day_off"
    if calendar.after_closing == "next_working_day":
        following = calendar.next_working_day(day)
        return _Clock(following, calendar.hours_on(following)[0][0], basis)
    return _Clock(day, None, basis)


def _days(count: int, start: datetime, calendar: WorkCalendar, plan: dict[str, object]) -> tuple[datetime, date]:
    clock = _noted(_clock(start, calendar), start, plan)
    last = calendar.add_working_days(clock.day, count)
    return (calendar.closing(last) if clock.time is None else calendar.fit(last, clock.time)), clock.day


def _calendar_days(
    count: int, start: datetime, calendar: WorkCalendar, plan: dict[str, object]
) -> tuple[datetime, date]:
    clock = _noted(_clock(start, calendar), start, plan)
    last = clock.day + count * _DAY
    if calendar.is_working_day(last):
        return (calendar.closing(last) if clock.time is None else calendar.fit(last, clock.time)), last
    plan["moved_from"] = last.isoformat()
    return calendar.closing(calendar.next_working_day(last)), last - _DAY


def _same_day(
    limit: TimeLimit, start: datetime, calendar: WorkCalendar, plan: dict[str, object]
) -> tuple[datetime, date]:
    clock = _noted(_clock(start, calendar), start, plan)
    worked = clock.basis not in ("after_closing", "day_off")
    late = limit.cutoff_15h and start.time().replace(second=0) > calendar.cutoff
    if worked and late:
        plan["past_cutoff"] = True
    if worked and not late:
        return calendar.closing(start.date()), start.date()
    return calendar.closing(calendar.next_working_day(start.date())), start.date()


def _noted(clock: _Clock, start: datetime, plan: dict[str, object]) -> _Clock:
    if clock.basis != "in_hours":
        plan["basis"] = clock.basis
    if clock.day != start.date():
        plan["counted_from"] = clock.day.isoformat()
    if clock.basis in ("before_opening", "noon") and clock.time is not None:
        plan["clock"] = clock.time.isoformat("minutes")
    return clock


def _pushed(base: Plan, before: datetime, asked: datetime, completed: datetime, calendar: WorkCalendar) -> datetime:
    """The due time pushed by the time waited. Working days and hours push by working time, calendar days by days."""
    rule = _first_plan(base)["rule"]
    if rule == "hours":
        return calendar.advance(before, calendar.worked_between(asked, completed))
    if rule == "calendar_days":
        last = before.date() + max((completed.date() - asked.date()).days, 0) * _DAY
        if not calendar.is_working_day(last):
            return calendar.closing(calendar.next_working_day(last))
    else:
        waited = calendar.working_days_between(asked.date(), completed.date())
        last = calendar.add_working_days(before.date(), waited)
        if not calendar.is_working_day(last):
            last = calendar.next_working_day(last)
    return calendar.fit(last, before.time())


def _note_skipped(plan: dict[str, object], calendar: WorkCalendar, after: date, last: date) -> None:
    """Write into the plan which days off, which worked days off and what uncertainty lie between."""
    weekdays: set[int] = set()
    off: list[dict[str, object]] = []
    worked: list[str] = []
    day = after
    while (day := day + _DAY) <= last:
        entry = calendar.days.get(day)
        if calendar.is_working_day(day):
            if entry and not entry.off and day.isoweekday() in calendar.days_off:
                worked.append(day.isoformat())
        elif entry is None:
            weekdays.add(day.isoweekday())
        else:
            _add_off(off, entry)
    if weekdays:
        plan["weekdays"] = sorted(weekdays)
    if off:
        plan["off"] = off
    if worked:
        plan["worked"] = worked
    if calendar.known_until is not None and last > calendar.known_until:
        plan["known_until"] = calendar.known_until.isoformat()


def _add_off(off: list[dict[str, object]], entry: CalendarDay) -> None:
    """One more holiday; days of one holiday in a row become one range."""
    last = off[-1] if off else {}
    same = last.get("vi") == entry.vi and last.get("estimate", False) == entry.estimate
    if same and last["to"] == (entry.day - _DAY).isoformat():
        last["to"] = entry.day.isoformat()
        return
    made: dict[str, object] = {
        "from": entry.day.isoformat(),
        "to": entry.day.isoformat(),
        "vi": entry.vi,
        "en": entry.en,
    }
    off.append({**made, "estimate": True} if entry.estimate else made)


def _working_moment(field: str, moment: datetime, calendar: WorkCalendar) -> datetime:
    if not calendar.is_working_day(moment.date()):
        raise Refused(field, Sentence("due.on_day_off", {"date": f"{moment.day}/{moment.month}/{moment.year}"}))
    return calendar.fit(moment.date(), moment.time())


def _amount(limit: TimeLimit) -> int:
    if limit.amount is None or not 1 <= limit.amount <= LONGEST[limit.kind]:
        raise Refused("limit", Sentence("due.amount", {"longest": LONGEST[limit.kind]}))
    return limit.amount


def _first_plan(plan: Plan) -> Plan:
    while "base" in plan:
        plan = plan["base"]
    return plan


def _made(plan: dict[str, object], when: datetime | None, *, expected: bool = False) -> Due:
    plan["due"] = None if when is None else when.isoformat()
    return Due(when, plan, expected)
