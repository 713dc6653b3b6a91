"""The sides of a conflict, worded so that they can be compared line by line: who, at which counter, when, what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from counter.domain.calendar import VIETNAM
from counter.domain.sentence import Language, say
from counter.domain.status import Status, name_of
from counter.gui.dossier_times import event_words
from counter.journal.kinds import RECEIVED, RESOLVED, WITHDRAWN
from counter.store.matters import Matter, Side

translate = QCoreApplication.translate
CHECK = 8  # characters of an entry's hash, as a receipt bears them


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One thing that can be taken, or read. `lines`: what is compared, as (label, value); `differs`: the labels of what is
    not the same on all sides."""

    key: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    differs: frozenset[str] = frozenset()

    def spoken(self) -> str:
        """All of it as one sentence, for a screen reader."""
        mark = translate("MatterSides", "differs")
        told = (
            f"{label} ({mark}): {value}" if label in self.differs else f"{label}: {value}"
            for label, value in self.lines
        )
        return ". ".join((self.title, *told))


def print_choices() -> tuple[ChoiceView, ...]:
    """What a person may have seen in the tray."""
    return (
        ChoiceView("printed", translate("MatterSides", "The paper came out")),
        ChoiceView("failed", translate("MatterSides", "Nothing came out")),
    )


def side_choices(matter: Matter, now: datetime, language: Language) -> tuple[ChoiceView, ...]:
    """Each of the facts that contradict one another, and that none of them stands."""
    sides = compared(matter, now, language)
    if all(side.choice != matter.base for side in matter.sides):
        neither = translate("MatterSides", "Neither: the dossier goes on as before")
        sides.append(ChoiceView(matter.base.hex(), neither))
    return tuple(sides)


def compared(matter: Matter, now: datetime, language: Language) -> list[ChoiceView]:
    """The sides as they stand, the earliest first. Who, where and when is told; what else is not the same is marked."""
    views = [
        ChoiceView(side.hash.hex(), _title(side, matter, language), _lines(side, now))
        for side in sorted(matter.sides, key=lambda side: (side.wall_ms, side.hash))
    ]
    told = [dict(view.lines) for view in views]
    differs = frozenset(
        label
        for label in dict.fromkeys(label for lines in told for label in lines)
        if label not in (_counter(), _clerk(), _when(), _province()) and len({lines.get(label) for lines in told}) > 1
    )
    return [replace(view, differs=differs) for view in views]


def holder_views(matter: Matter, now: datetime, language: Language) -> tuple[ChoiceView, ...]:
    """The dossiers that bear one code, to be read beside one another."""
    views = compared(matter, now, language)
    if len(views) == 1:
        views.append(ChoiceView("", translate("MatterSides", "The other dossier is not on this machine")))
    return tuple(views)


def _counter() -> str:
    return translate("MatterSides", "Counter")


def _clerk() -> str:
    return translate("MatterSides", "Clerk")


def _when() -> str:
    return translate("MatterSides", "When")


def _province() -> str:
    return translate("MatterSides", "Province")


def _title(side: Side, matter: Matter, language: Language) -> str:
    if side.kind == RECEIVED:
        return str((side.body or {}).get("applicant", {}).get("name") or "")
    if side.kind == WITHDRAWN:
        return say(name_of(Status.WITHDRAWN), language)
    if side.kind == RESOLVED and side.choice == matter.base:
        return translate("MatterSides", "Decided: the dossier goes on")
    if side.kind == RESOLVED:
        return translate("MatterSides", "Decided: the withdrawal stands")
    return translate("MatterSides", "A step this program cannot read yet")


def _lines(side: Side, now: datetime) -> tuple[tuple[str, str], ...]:
    body: Mapping[str, Any] = side.body or {}
    when = event_words(datetime.fromtimestamp(side.wall_ms / 1000, VIETNAM), now)
    place = str(body.get("counter") or "")
    here = translate("MatterSides", "{0} (this machine)").format(place) if side.own else place
    lines = [
        (_counter(), here), (_clerk(), str(body.get("clerk") or side.actor)), (_when(), when)
    ]  # fmt: skip
    # What may need more than one line comes last, so that the lines above can be compared across.
    if side.kind == WITHDRAWN:
        papers = translate("MatterSides", "given back") if body.get("papers_back") else translate("MatterSides", "kept")
        lines.append((translate("MatterSides", "Papers"), papers))
    lines.append((_province(), _reach(side)))
    if side.kind == RECEIVED:
        lines += [
            (translate("MatterSides", "Check characters"), side.hash.hex()[:CHECK]),
            (translate("MatterSides", "Telephone"), str(body.get("applicant", {}).get("phone") or "")),
            (translate("MatterSides", "Procedure"), str(body.get("procedure", {}).get("name") or "")),
        ]
    if side.kind == WITHDRAWN:
        lines += [
            (translate("MatterSides", "Asked by"), asked_by_words(str(body.get("asked_by")))),
            (translate("MatterSides", "Reason"), str(body.get("reason") or "")),
        ]
    if body.get("note"):
        lines.append((translate("MatterSides", "Note"), str(body["note"])))
    return tuple((label, value) for label, value in lines if value)


def _reach(side: Side) -> str:
    return translate("MatterSides", "has it") if side.held else translate("MatterSides", "not sent yet")


def asked_by_words(asked_by: str) -> str:
    """Who asked for a withdrawal."""
    known = {
        "applicant": translate("MatterSides", "the applicant"),
        "owner": translate("MatterSides", "the owner"),
        "authorised": translate("MatterSides", "somebody authorised"),
    }
    return known.get(asked_by, asked_by)
