"""What needs a person, in words: what happened, what is safe, what to do, and the act that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QCoreApplication

from counter.domain.calendar import VIETNAM
from counter.domain.sentence import Language, Sentence, say
from counter.domain.wording import TEXTS
from counter.gui.dossier_times import event_words
from counter.gui.matter_sides import ChoiceView, holder_views, print_choices, side_choices
from counter.store.matters import CODE_TWICE, Matter, MatterKind

translate = QCoreApplication.translate

Tone = Literal["danger", "warning", "muted"]
Act = Literal["settle", "note", "exchange", "open_day", "look", "copy", "print", "dossier"]
_DOT = " · "
_LOOKS: dict[MatterKind, tuple[str, Tone]] = {
    "epoch": ("lock", "danger"),
    "trouble": ("cloud-off", "danger"),
    "unrecovered": ("history", "danger"),
    "lacking": ("cloud", "danger"),
    "disk": ("inbox", "warning"),
    "clock": ("clock", "warning"),
    "conflict": ("users", "warning"),
    "flagged": ("alert-triangle", "warning"),
    "quarantined": ("alert-triangle", "warning"),
    "apart": ("copy", "warning"),
    "unknown_kind": ("download", "muted"),
    "print": ("printer", "warning"),
}
_FOR_IT = frozenset({"fork", "revoked", "unknown_kind", "body_rules", "body_broken", "not_understood", "not_yours"})
_DECIDED = frozenset({"conflict", "flagged", "quarantined", "apart", "unrecovered"})
_COPIED = frozenset({"not_enrolled", "revoked", "refused", "other_program"})  # asking once more changes nothing


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter, worded. `line` stands below the title in the list. `choices`: what is compared, one of them to be taken
    before the act; `whom`: whom to ask, where the act is not this person's. `for_it`: what IT needs, without a person's
    data. `act` is what F9 does, `act_words` how it is called."""

    key: str
    matter: Matter
    icon: str
    tone: Tone
    title: str
    line: str
    happened: str
    safe: str
    todo: str
    act: Act
    act_words: str
    choices: tuple[ChoiceView, ...] = ()
    wants_note: bool = False
    whom: str = ""
    for_it: str = ""

    @property
    def wants_choice(self) -> bool:
        """Whether something has to be taken before the act."""
        return self.act in ("settle", "print")


def matter_views(
    matters: Sequence[Matter], now: datetime, language: Language, *, decides: bool, supervisors: Sequence[str] = ()
) -> list[MatterView]:
    """The matters as they stand at `now`. `decides`: whoever looks is a supervisor; `supervisors`: the display names of
    those who have an account here."""
    return [_view(matter, now, language, decides, supervisors) for matter in matters]


def _view(matter: Matter, now: datetime, language: Language, decides: bool, supervisors: Sequence[str]) -> MatterView:
    def words(key: str, **args: object) -> str:
        return say(Sentence(key, args), language)

    kind, reason = matter.kind, matter.reason
    icon, tone = _LOOKS[kind]
    title = words(_first(f"matter.{kind}.title.{_tail(reason)}", f"matter.{kind}.title"))
    view = MatterView(
        matter.key, matter, icon, tone, title, _line(matter, now), _happened(matter, now, language),
        words(_first(f"matter.{kind}.safe.{_tail(reason)}", f"matter.{kind}.safe")), words(_todo(kind, reason)),
        *_act(matter, words), for_it=_for_it(matter),
    )  # fmt: skip
    if kind == "conflict":
        view = replace(view, choices=side_choices(matter, now, language))
        if not (matter.reason == "decisions" or view.choices[0].differs):
            view = replace(view, todo=words("matter.conflict.todo.alike"))
    elif reason == CODE_TWICE and matter.sides:
        view = replace(view, choices=holder_views(matter, now, language))
        if len(matter.sides) == 1:
            view = replace(view, todo=words("matter.todo.code_twice.alone"))
    elif kind == "print":
        view = replace(view, choices=print_choices())
    if kind in _DECIDED and view.act != "exchange":
        if decides:
            return replace(view, wants_note=True)
        whom = words("matter.whom.nobody" if kind == "conflict" else "matter.whom.nobody_here")
        if supervisors:
            whom = words("matter.whom.named", names=translate("MatterView", " or ").join(supervisors))
        act: Act = "copy" if matter.dossier is None else "dossier"
        return replace(view, act=act, act_words=words(f"matter.act.{act}"), whom=whom)
    return view


def _tail(reason: str) -> str:
    return reason.rpartition(".")[2]


def _first(*keys: str) -> str:
    return next(key for key in keys if key in TEXTS)


def _happened(matter: Matter, now: datetime, language: Language) -> str:
    kind, reason = matter.kind, matter.reason
    if kind in ("flagged", "quarantined", "trouble"):
        told = say(Sentence(reason if reason in TEXTS else "matter.flagged.other"), language)
        if kind == "trouble":
            return told.partition(". ")[0].removesuffix(".") + "."
        return f"{told} {_how_many(matter)}".strip()
    code = "".join(matter.codes[:1])
    behind = ".behind" if kind == "epoch" and matter.count and code else ""
    key = _first(f"matter.{kind}.happened.{reason}{behind}", f"matter.{kind}.happened")
    told = say(Sentence(key, {"count": matter.count, "code": code}), language)
    if kind == "clock":
        here = now.astimezone(VIETNAM)
        shows = Sentence("matter.clock.shows", {"time": f"{here:%H:%M}", "date": f"{here:%d/%m/%Y}"})
        return f"{told} {say(shows, language)}"
    return told


def _how_many(matter: Matter) -> str:
    if matter.count < 2:
        return ""
    return translate("MatterView", "It concerns {0} dossiers.").format(matter.count)


def _todo(kind: MatterKind, reason: str) -> str:
    tail = _tail(reason)
    if kind in ("flagged", "quarantined"):
        return _first(f"matter.todo.{tail}", "matter.todo.it" if tail in _FOR_IT else "matter.todo")
    return _first(f"matter.{kind}.todo.{tail}", f"matter.{kind}.todo")


def _act(matter: Matter, words: Callable[[str], str]) -> tuple[Act, str]:
    kind, tail = matter.kind, _tail(matter.reason)
    if kind == "conflict":
        return "settle", words("matter.act.conflict")
    if kind == "print":
        return "print", words("matter.act.print")
    if kind == "epoch":
        return "exchange", words("matter.act.epoch")
    if kind == "disk":
        return "look", words("matter.act.disk")
    if kind == "clock" and tail != "off_server":
        return "open_day", words("matter.act.clock")
    if kind == "unknown_kind" or (kind == "trouble" and tail in _COPIED):
        return "copy", words("matter.act.copy")
    if kind in ("flagged", "quarantined", "apart", "unrecovered") and tail != "status_twice":
        return "note", words("matter.act.flagged")
    return "exchange", words("matter.act.exchange")


def _line(matter: Matter, now: datetime) -> str:
    """The dossiers it is about, and since when."""
    parts = list(matter.codes[:1])
    if matter.count > 1:
        parts.append(translate("MatterView", "{0} facts").format(matter.count))
    if matter.wall_ms is not None:
        parts.append(event_words(datetime.fromtimestamp(matter.wall_ms / 1000, VIETNAM), now))
    return _DOT.join(parts) or translate("MatterView", "This machine")


def _for_it(matter: Matter) -> str:
    """Kind, reason, how many, codes, and where the facts lie: nothing of a person."""
    parts = [f"Counter: {matter.kind}", _tail(matter.reason), str(matter.count), ", ".join(matter.codes)]
    parts += [f"epoch/seq {', '.join(matter.slots)}"] if matter.slots else []
    parts += [side.hash.hex()[:16] for side in matter.sides]
    return _DOT.join(part for part in parts if part)
