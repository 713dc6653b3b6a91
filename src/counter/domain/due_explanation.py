"""A due time said in one sentence, from its plan alone: years later, without the calendar it was counted by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from counter.domain.sentence import Sentence

Plan = Mapping[str, Any]
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def explain(plan: Plan) -> Sentence:
    """The whole reason: when it was received, the limit, what was skipped, when it is due."""
    year = datetime.fromisoformat(plan["received"]).year
    if plan["rule"] == "extension":
        return _joined(
            [
                Sentence("due.extended", {"before": _moment(plan["base"]["due"], year)}),
                *([Sentence("due.told_late")] if plan["late"] else []),
                _due(plan, year),
            ]
        )
    if plan["rule"] == "pause":
        asked, completed = (_moment(plan[key], year) for key in ("asked", "completed"))
        before = _moment(plan["base"]["due"], year)
        return _joined(
            [
                Sentence("due.paused", {"asked": asked, "completed": completed}),
                Sentence("due.before", {"before": before}),
                _due(plan, year),
            ]
        )
    received = _moment(plan["received"], year)
    parts = [Sentence("due.restarted" if "restart" in plan else "due.received", {"moment": received})]
    if plan["rule"] == "unknown":
        return _joined([*parts, Sentence("due.unknown")])
    if plan["rule"] == "by_hand":
        return _joined([*parts, Sentence("due.given_by_hand"), _due(plan, year)])
    if "arrives" in plan:
        parts.append(Sentence("due.arrives", {"moment": _moment(plan["arrives"], year)}))
    parts += _circumstances(plan, year)
    if plan["rule"] != "same_day":
        parts.append(_limit(plan))
    parts += _skipped(plan, year)
    return _joined([*parts, _due(plan, year)])


def explain_shortly(plan: Plan) -> Sentence:
    """The reason in few words, for a card on the screen."""
    received = datetime.fromisoformat(plan["received"])
    if plan["due"] is None:
        return Sentence("due.short.unknown")
    moment = _moment(plan["due"], received.year)
    if plan["rule"] in ("extension", "pause", "by_hand"):
        return Sentence(f"due.short.{plan['rule']}", {"moment": moment})
    if "arrives" in plan:
        return Sentence("due.short.expected", {"moment": moment})
    if plan["rule"] != "same_day":
        return Sentence("due.short.limit", {"limit": _limit(plan), "moment": moment})
    args = {"clock": f"{received:%H:%M}", "cutoff": plan.get("cutoff"), "moment": moment}
    if plan.get("basis") in ("after_closing", "day_off"):
        return Sentence("due.short.outside", args)
    if plan.get("past_cutoff"):
        return Sentence("due.short.after_cutoff", args)
    if "cutoff" not in plan:
        return Sentence("due.short.today", args)
    return Sentence("due.short.at_cutoff" if args["clock"] == args["cutoff"] else "due.short.before_cutoff", args)


def _circumstances(plan: Plan, year: int) -> list[Sentence]:
    """What of the moment of reception changed the count: out of hours, before or after the cut-off."""
    parts = []
    basis = plan.get("basis")
    if basis in ("before_opening", "noon") and "clock" in plan and plan["rule"] in ("working_days", "calendar_days"):
        parts.append(Sentence(f"due.{basis}", {"clock": plan["clock"]}))
    elif basis in ("after_closing", "day_off"):
        parts.append(Sentence(f"due.{basis}"))
    if "counted_from" in plan:
        day = _day(date.fromisoformat(plan["counted_from"]), year)
        parts.append(Sentence("due.counted_from", {"day": day}))
    if plan["rule"] == "same_day" and "cutoff" in plan and basis not in ("after_closing", "day_off"):
        clock = datetime.fromisoformat(plan.get("arrives", plan["received"])).strftime("%H:%M")
        key = "after_cutoff" if plan.get("past_cutoff") else "at_cutoff" if clock == plan["cutoff"] else "before_cutoff"
        parts.append(Sentence(f"due.{key}", {"cutoff": plan["cutoff"]}))
    return parts


def _skipped(plan: Plan, year: int) -> list[Sentence]:
    parts = []
    if "moved_from" in plan:
        day = _day(date.fromisoformat(plan["moved_from"]), year)
        parts.append(Sentence("due.moved", {"day": day}))
    listed = [Sentence(f"due.weekday.{number}") for number in plan.get("weekdays", ())]
    listed += [_holiday(item, year) for item in plan.get("off", ())]
    if listed:
        parts.append(Sentence("due.off", {"days": _listed(listed)}))
    if worked := plan.get("worked"):
        days = _listed([_day(date.fromisoformat(day), year) for day in worked])
        parts.append(Sentence("due.worked", {"days": days}))
    if "known_until" in plan:
        until = date.fromisoformat(plan["known_until"])
        parts.append(Sentence("due.known_until", _date_args(until, year)))
    return parts


def _limit(plan: Plan) -> Sentence:
    key = f"due.{plan['rule']}"
    return Sentence(f"{key}.one" if plan["amount"] == 1 else key, {"amount": plan["amount"]})


def _due(plan: Plan, year: int) -> Sentence:
    first = plan
    while "base" in first:
        first = first["base"]
    key = "due.expected" if "arrives" in first else "due.due"
    return Sentence(key, {"moment": _moment(plan["due"], year)})


def _moment(text: str | None, year: int) -> Sentence:
    if text is None:
        return Sentence("due.no_moment")
    moment = datetime.fromisoformat(text)
    return Sentence("due.moment", {"clock": f"{moment:%H:%M}", "day": _day(moment.date(), year)})


def _day(day: date, year: int) -> Sentence:
    return Sentence(f"due.day.{day.isoweekday()}", _date_args(day, year))


def _date_args(day: date, year: int) -> dict[str, object]:
    """Day and month in both spellings; with the year when it is not the year of reception."""
    vi, en = f"{day.day}/{day.month}", f"{day.day} {_MONTHS[day.month - 1]}"
    return {"vi": vi, "en": en} if day.year == year else {"vi": f"{vi}/{day.year}", "en": f"{en} {day.year}"}


def _holiday(item: Plan, year: int) -> Sentence:
    first, last = (_date_args(date.fromisoformat(item[key]), year) for key in ("from", "to"))
    key = "due.holiday_estimated" if item.get("estimate") else "due.holiday"
    days = first if first == last else {name: f"{first[name]}–{last[name]}" for name in first}
    return Sentence(key, {**days, "name_vi": item["vi"], "name_en": item["en"]})


def _listed(items: list[Sentence]) -> Sentence:
    """One, two and three: commas between, the last by "and"."""
    made = items[-1]
    if len(items) > 1:
        made = Sentence("due.and", {"first": items[-2], "last": made})
    for item in reversed(items[:-2]):
        made = Sentence("due.comma", {"first": item, "rest": made})
    return made


def _joined(parts: list[Sentence]) -> Sentence:
    made = parts[-1]
    for part in reversed(parts[:-1]):
        made = Sentence("due.then", {"first": part, "rest": made})
    return made
