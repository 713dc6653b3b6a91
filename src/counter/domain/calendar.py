"""The working calendar: which days and hours the office works, as data that a supervisor can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Literal

from counter.domain.spelling import clean

VIETNAM = timezone(timedelta(hours=7))
Span = tuple[time, time]
AfterClosing = Literal["same_day", "next_working_day"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that differs from its weekday. `hours` None: the weekday's usual hours when it is worked.

    `estimate`: reckoned, not yet announced."""

    day: date
    off: bool
    vi: str
    en: str
    hours: tuple[Span, ...] | None = None
    estimate: bool = False


@dataclass(frozen=True)
class WorkCalendar:
    """Usual hours, weekly days off (ISO: Monday 1 … Sunday 7), and the days that differ.

    `after_closing`: from which day a dossier received after closing or on a day off counts. Neither Decree 118/2025 nor
    the Civil Code says it; "same_day" counts from the day of receipt, "next_working_day" as one real system does.
    `known_until`: the last day whose holidays are known. Raises ValueError when no weekday is worked."""

    version: str
    hours: tuple[Span, ...]
    days_off: frozenset[int]
    days: Mapping[date, CalendarDay]
    cutoff: time = time(15)
    after_closing: AfterClosing = "same_day"
    known_until: date | None = None

    def __post_init__(self) -> None:
        if not self.hours or all(weekday in self.days_off for weekday in range(1, 8)):
            raise ValueError("the calendar has no working day")
        for spans in (self.hours, *(d.hours for d in self.days.values() if d.hours)):
            flat = [moment for span in spans for moment in span]
            if flat != sorted(flat) or any(start == end for start, end in spans):
                raise ValueError("working hours overlap or run backwards")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> WorkCalendar:
        """The calendar of the schema counter.catalogue.calendar/1. Raises KeyError or ValueError for a broken one."""
        days = {}
        for item in data["days"]:
            day = date.fromisoformat(item["date"])
            if day in days:
                raise ValueError(f"{day} stands twice in the calendar")
            hours = _spans(item["hours"]) if "hours" in item else None
            vi, en = clean(item["vi"]), clean(item["en"])
            days[day] = CalendarDay(day, item["off"], vi, en, hours, item.get("estimate", False))
        until = data.get("known_until")
        after: AfterClosing = data.get("after_closing", "same_day")
        if after not in ("same_day", "next_working_day"):
            raise ValueError(f"after_closing is {after!r}")
        return cls(
            version=data["version"],
            hours=_spans(data["hours"]),
            days_off=frozenset(data["days_off"]),
            days=days,
            cutoff=time.fromisoformat(data.get("cutoff", "15:00")),
            after_closing=after,
            known_until=date.fromisoformat(until) if until else None,
        )

    def to_json(self) -> dict[str, object]:
        """The same as `from_json` reads, for an edited calendar that is stored or sent."""
        days = []
        for day in sorted(self.days):
            entry = self.days[day]
            item: dict[str, object] = {"date": day.isoformat(), "off": entry.off, "vi": entry.vi, "en": entry.en}
            if entry.hours is not None:
                item["hours"] = _plain(entry.hours)
            if entry.estimate:
                item["estimate"] = True
            days.append(item)
        return {
            "schema": "counter.catalogue.calendar/1",
            "version": self.version,
            "known_until": self.known_until.isoformat() if self.known_until else None,
            "hours": _plain(self.hours),
            "days_off": sorted(self.days_off),
            "cutoff": self.cutoff.isoformat("minutes"),
            "after_closing": self.after_closing,
            "days": days,
        }

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """The spans worked on that day, in order; empty on a day off."""
        entry = self.days.get(day)
        if entry is None:
            return () if day.isoweekday() in self.days_off else self.hours
        if entry.off:
            return ()
        return self.hours if entry.hours is None else entry.hours

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that day at all; half a day counts."""
        return bool(self.hours_on(day))

    def opening(self, day: date) -> datetime:
        """When a working day opens (UTC+7). Raises ValueError on a day off."""
        return at(day, self._worked(day)[0][0])

    def closing(self, day: date) -> datetime:
        """When a working day closes (UTC+7). Raises ValueError on a day off."""
        return at(day, self._worked(day)[-1][1])

    def next_working_day(self, day: date) -> date:
        """The first working day after that day."""
        day += _DAY
        while not self.is_working_day(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The last working day before that day."""
        day -= _DAY
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`th working day after that day; the day itself is not counted."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, after: date, last: date) -> int:
        """How many working days lie after the first and up to the second, the second included."""
        count = 0
        while (after := after + _DAY) <= last:
            count += self.is_working_day(after)
        return count

    def fit(self, day: date, clock: time) -> datetime:
        """That time of a working day if worked; else the next start that day; else its closing time."""
        for start, end in self._worked(day):
            if clock < start:
                return at(day, start)
            if clock <= end:
                return at(day, clock)
        return self.closing(day)

    def next_open(self, moment: datetime) -> datetime:
        """That moment if work goes on after it; else the next start of a span, today or later."""
        moment = moment.astimezone(VIETNAM)
        for start, end in self.hours_on(moment.date()):
            if moment.time() < end:
                return max(moment, at(moment.date(), start))
        return self.opening(self.next_working_day(moment.date()))

    def advance(self, moment: datetime, worked: timedelta) -> datetime:
        """The moment at which that much working time has passed, over noon breaks, nights and days off."""
        while True:
            moment = self.next_open(moment)
            left = self._span_end(moment) - moment
            if worked <= left:
                return moment + worked
            worked -= left
            moment += left

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments; nothing when the second is not later."""
        total, moment = timedelta(), self.next_open(start)
        while moment < end:
            stop = min(self._span_end(moment), end)
            total += stop - moment
            moment = self.next_open(stop) if stop < end else stop
        return total

    def with_day(self, entry: CalendarDay, version: str) -> WorkCalendar:
        """A calendar with that day written in or replaced, under a new version."""
        return self._changed({**self.days, entry.day: entry}, version)

    def without_day(self, day: date, version: str) -> WorkCalendar:
        """A calendar in which that day is again like its weekday, under a new version."""
        return self._changed({d: e for d, e in self.days.items() if d != day}, version)

    def _changed(self, days: Mapping[date, CalendarDay], version: str) -> WorkCalendar:
        return WorkCalendar(version, self.hours, self.days_off, days, self.cutoff, self.after_closing, self.known_until)

    def _worked(self, day: date) -> tuple[Span, ...]:
        spans = self.hours_on(day)
        if not spans:
            raise ValueError(f"{day} is a day off")
        return spans

    def _span_end(self, moment: datetime) -> datetime:
        return next(at(moment.date(), end) for _, end in self.hours_on(moment.date()) if moment.time() < end)


def at(day: date, clock: time) -> datetime:
    """That time of that day in Việt Nam."""
    return datetime.combine(day, clock, VIETNAM)


def _spans(pairs: list[list[str]]) -> tuple[Span, ...]:
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)


def _plain(spans: tuple[Span, ...]) -> list[list[str]]:
    return [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in spans]
