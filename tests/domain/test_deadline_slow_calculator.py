"""A thousand due times against a slow calculator that steps minute by minute and shares no code with the product.

It reads the raw calendar data itself. A second, independent reader takes the Vietnamese sentence alone and must come to
the same time from its words."""

from __future__ import annotations

import json
import random
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from counter.domain.calendar import VIETNAM, WorkCalendar
from counter.domain.deadline import after_supplement, by_hand, due, extend, recompute, stored
from counter.domain.due_explanation import explain_shortly
from counter.domain.procedure import TimeLimit
from counter.domain.sentence import say
from counter.store.catalogue import read_catalogue

REAL = read_catalogue()["calendar"]


def minutes(clock: str) -> int:
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


class Slow:
    """Naive dates, minutes as integers, one step at a time."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.known: dict[date, list[list[str]]] = {}
        self.opened: dict[date, list[int]] = {}

    def spans(self, day: date) -> list[list[str]]:
        if day not in self.known:
            found = [item for item in self.raw["days"] if item["date"] == day.isoformat()]
            if found:
                spans = [] if found[0]["off"] else found[0].get("hours", self.raw["hours"])
            else:
                spans = [] if day.isoweekday() in self.raw["days_off"] else self.raw["hours"]
            self.known[day] = spans
        return self.known[day]

    def instants(self, day: date) -> list[int]:
        """Every minute of the day at which the office is open, closing minutes included."""
        if day not in self.opened:
            spans = [(minutes(start), minutes(end)) for start, end in self.spans(day)]
            self.opened[day] = [m for m in range(1441) if any(start <= m <= end for start, end in spans)]
        return self.opened[day]

    def open_minute(self, day: date, minute: int) -> bool:
        """Whether work goes on during the minute that begins then."""
        return any(minutes(a) <= minute < minutes(b) for a, b in self.spans(day))

    def clock(self, day: date, minute: int) -> int | None:
        later = [m for m in self.instants(day) if m >= minute]
        return later[0] if later else None

    def fit(self, day: date, clock: int | None) -> datetime:
        instants = self.instants(day)
        later = [] if clock is None else [m for m in instants if m >= clock]
        return datetime(day.year, day.month, day.day) + timedelta(minutes=later[0] if later else instants[-1])

    def due(self, rule: str, amount: int, received: datetime) -> datetime:
        day, minute = received.date(), received.hour * 60 + received.minute
        clock = self.clock(day, minute)
        if rule == "hours":
            left = amount * 60
            while left:
                left -= self.open_minute(day, minute)
                minute += 1
                if minute == 1440:
                    day, minute = day + timedelta(days=1), 0
            return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
        if rule == "same_day":
            if clock is not None and minute <= minutes(self.raw["cutoff"]):
                return self.fit(day, None)
            amount = 1
        elif clock is None and self.raw["after_closing"] == "next_working_day":
            day += timedelta(days=1)
            while not self.instants(day):
                day += timedelta(days=1)
            clock = self.instants(day)[0]
        if rule == "calendar_days":
            for _ in range(amount):
                day += timedelta(days=1)
            if self.instants(day):
                return self.fit(day, clock)
            while not self.instants(day):
                day += timedelta(days=1)
            return self.fit(day, None)
        while amount:
            day += timedelta(days=1)
            if self.instants(day):
                amount -= 1
        return self.fit(day, None if rule == "same_day" else clock)


def any_calendar(chance: random.Random) -> dict[str, Any]:
    """The real calendar or one bent: other hours, half days, swaps, a six-day week, holidays in the week."""
    if chance.random() < 0.4:
        return {**REAL, "after_closing": chance.choice(["same_day", "next_working_day"])}
    hours = chance.choice(
        [
            [["07:00", "11:30"], ["13:30", "17:00"]],
            [["07:30", "11:30"], ["13:00", "16:30"]],
            [["08:00", "12:00"], ["13:00", "15:00"], ["15:30", "17:30"]],
            [["07:00", "14:00"]],
        ]
    )
    days = []
    for offset in sorted(chance.sample(range(-5, 120), 40)):
        day = date(2026, 11, 1) + timedelta(days=offset)
        item: dict[str, Any] = {"date": day.isoformat(), "off": chance.random() < 0.6, "vi": "Lễ", "en": "Feast"}
        if not item["off"] and chance.random() < 0.5:
            item["hours"] = chance.choice(
                [[["07:00", "11:00"]], [["13:30", "17:30"]], [["09:00", "10:00"], ["14:00", "16:00"]]]
            )
        days.append(item)
    return {
        **REAL,
        "version": f"bent {chance.random()}",
        "hours": hours,
        "days_off": chance.choice([[6, 7], [7], [3, 7], []]),
        "after_closing": chance.choice(["same_day", "next_working_day"]),
        "days": days,
    }


def any_moment(chance: random.Random, raw: dict[str, Any]) -> datetime:
    """In the years the real calendar knows, or where the bent one is bent."""
    if raw["version"] == REAL["version"]:
        return datetime(2025, 1, 1) + timedelta(minutes=chance.randrange(1090 * 1440))
    return datetime(2026, 11, 1) + timedelta(minutes=chance.randrange(100 * 1440))


def any_limit(chance: random.Random) -> tuple[str, int]:
    rule = chance.choice(["working_days", "working_days", "calendar_days", "hours", "same_day"])
    return rule, {"working_days": chance.randint(1, 45), "calendar_days": chance.randint(1, 60)}.get(
        rule, chance.randint(1, 24)
    )


def from_the_words(words: str, year: int) -> datetime:
    """The due time counted from the sentence: its reception, its number of days and what it says was skipped."""

    def day_of(text: str) -> date:
        parts = [int(part) for part in text.split("/")]
        return date(parts[2] if len(parts) == 3 else year, parts[1], parts[0])

    received = re.search(r"^Nhận (\d\d):(\d\d) (?:thứ \w+|Chủ nhật) ([\d/]+)", words)
    counted = re.search(r"tính từ (?:thứ \w+|Chủ nhật) ([\d/]+)", words)
    promised = re.search(r"trả (\d\d):(\d\d) (?:thứ \w+|Chủ nhật) ([\d/]+)\.$", words)
    assert received
    assert promised
    number = int(re.search(r"; (\d+) ngày làm việc;", words)[1])  # type: ignore[index]
    closed = re.search(r"; nghỉ ([^;]+);", words)
    worked = re.search(r"; làm bù ([^;]+);", words)
    makeup = {day_of(d) for d in re.findall(r"\d+/\d+(?:/\d+)?", worked[1])} if worked else set()
    weekdays, off = set(), set()
    if closed:
        for first, last in re.findall(r"(\d+/\d+(?:/\d+)?)(?:–(\d+/\d+(?:/\d+)?))? \(", closed[1]):
            day = day_of(first)
            while day <= day_of(last or first):
                off.add(day)
                day += timedelta(days=1)
        names = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
        weekdays = {n for n, name in enumerate(names, 1) if name in closed[1]}
    day = day_of(counted[1] if counted else received[3])
    while number:
        day += timedelta(days=1)
        number -= day not in off and (day.isoweekday() not in weekdays or day in makeup)
    return datetime(day.year, day.month, day.day, int(promised[1]), int(promised[2]))


@pytest.mark.parametrize("seed", range(5))
def test_the_slow_calculator_agrees_when_stepping_minute_by_minute(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        raw = any_calendar(chance)
        calendar, slow = WorkCalendar.from_json(raw), Slow(raw)
        for _ in range(10):
            rule, amount = any_limit(chance)
            naive = any_moment(chance, raw)
            if chance.random() < 0.3:
                naive = naive.replace(hour=chance.choice([6, 7, 11, 13, 15, 17]), minute=chance.choice([0, 29, 30, 31]))
            received = naive.replace(tzinfo=VIETNAM)
            limit = TimeLimit(rule, None if rule == "same_day" else amount, rule == "same_day")
            made = due(limit, received, calendar)
            assert made.at is not None
            assert made.at.replace(tzinfo=None) == slow.due(rule, amount, naive), (rule, amount, naive, raw)
            check_explanation(made.plan, calendar, naive)


@pytest.mark.parametrize("seed", range(2))
def test_the_slow_calculator_agrees_on_another_body_s_expected_time(seed: int) -> None:
    chance = random.Random(1000 + seed)
    for _ in range(50):
        raw = any_calendar(chance)
        calendar, slow = WorkCalendar.from_json(raw), Slow(raw)
        rule, amount = any_limit(chance)
        naive = any_moment(chance, raw)
        limit = TimeLimit(rule, None if rule == "same_day" else amount, rule == "same_day")
        made = due(limit, naive.replace(tzinfo=VIETNAM), calendar, out_of_boundary=True)
        assert made.at is not None
        assert made.at.replace(tzinfo=None) == slow.due(rule, amount, slow.due("working_days", 1, naive))
        assert recompute(json.loads(json.dumps(made.plan)), calendar) == made.at


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happened_to_a_dossier_its_plan_recomputes_to_its_due_time(seed: int) -> None:
    chance = random.Random(2000 + seed)
    for _ in range(100):
        raw = any_calendar(chance)
        calendar = WorkCalendar.from_json(raw)
        rule, amount = any_limit(chance)
        limit = TimeLimit(rule, None if rule == "same_day" else amount, rule == "same_day")
        moment = any_moment(chance, raw).replace(tzinfo=VIETNAM)
        if chance.random() < 0.1:
            made = by_hand(calendar.closing(calendar.next_working_day(moment.date())), moment, calendar)
        else:
            made = due(limit, moment, calendar, out_of_boundary=chance.random() < 0.3)
        for _ in range(chance.randrange(4)):
            asked = moment + timedelta(minutes=chance.randrange(5000))
            completed = asked + timedelta(minutes=chance.randrange(20000))
            made = after_supplement(chance.choice(["restart", "pause", "none"]), made, asked, completed, calendar)
            if made.at and not made.plan.get("extended") and chance.random() < 0.3:
                until = calendar.opening(calendar.add_working_days(made.at.date(), chance.randint(1, 9)))
                made = extend(made, until, asked, calendar)
        kept = json.loads(json.dumps(made.plan))
        assert recompute(kept, calendar) == made.at
        assert stored(kept) == made
        assert "{" not in say(made.why) + say(made.why, "en") + say(explain_shortly(kept)) + say(
            explain_shortly(kept), "en"
        )


def check_explanation(plan: dict[str, object], calendar: WorkCalendar, naive: datetime) -> None:
    kept = json.loads(json.dumps(plan))
    again = stored(kept)
    assert recompute(kept, calendar) == again.at
    words = say(again.why)
    for text in (words, say(again.why, "en"), say(explain_shortly(kept)), say(explain_shortly(kept), "en")):
        assert "{" not in text
        assert text.endswith(".")
    if kept["rule"] == "working_days":
        assert from_the_words(words, naive.year) == again.at.replace(tzinfo=None), words  # type: ignore[union-attr]
