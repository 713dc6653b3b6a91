"""The catalogue: procedures, units, forms, calendar and what is still open with the province, read from plain JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from counter.domain.calendar import WorkCalendar
from counter.domain.dossier_code import CodePattern, ProvisionalPattern
from counter.domain.form import Form
from counter.domain.procedure import FeeRule, Paper, Procedure, TimeLimit, Variant
from counter.domain.procedure_index import ProcedureIndex
from counter.domain.sentence import Language, Refused, Sentence
from counter.domain.spelling import clean, fold
from counter.domain.unit import Unit

Json = Mapping[str, Any]
_CODE = re.compile(r"\d\.\d{6}[.A-Z0-9]{0,20}", re.ASCII)  # of the national list, with or without the body's tail


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is open with the province and therefore data: code patterns and the order of common procedures."""

    code_pattern: CodePattern
    provisional_pattern: ProvisionalPattern
    common: tuple[str, ...]


class Catalogue:
    """What may be received, where, by which form and calendar. Immutable; a procedure is parsed when first asked for."""

    def __init__(
        self,
        version: str,
        rows: Mapping[str, list[Json]],
        units: tuple[Unit, ...],
        calendar: WorkCalendar,
        forms: tuple[Form, ...],
        defaults: Defaults,
        marks: Mapping[str, tuple[str, str]],
    ) -> None:
        self.version = version
        self.units = units
        self.calendar = calendar
        self.forms = forms
        self.defaults = defaults
        self._rows = rows
        self._marks = marks
        self._parsed: dict[int, Procedure] = {}
        self._index = ProcedureIndex(
            ((code, found[-1]["name"], found[-1]["sector"]) for code, found in rows.items()), defaults.common
        )

    @classmethod
    def from_json(cls, procedures: Json, units: Json, calendar: Json, forms: Json, defaults: Json) -> Catalogue:
        """A catalogue from the five files of `resources/catalogue`. Raises KeyError or ValueError for broken ones."""
        rows: dict[str, list[Json]] = {}
        for row in procedures["procedures"]:
            rows.setdefault(row["code"], []).append(row)
        for versions in rows.values():
            versions.sort(key=lambda row: row.get("from", ""))
        marks = {key: (vi, en) for key, (vi, en) in procedures["marks"].items()}
        return cls(
            procedures["version"],
            rows,
            tuple(_unit(u) for u in units["units"]),
            WorkCalendar.from_json(calendar),
            tuple(_form(f, forms["circular"]) for f in forms["forms"]),
            Defaults(
                CodePattern(**defaults["code_pattern"]),
                ProvisionalPattern(**defaults["provisional_pattern"]),
                tuple(defaults["common"]),
            ),
            marks,
        )

    def __len__(self) -> int:
        return len(self._rows)

    def read_through(self) -> None:
        """Parse every version of every procedure, which is else done when one is asked for. Raises KeyError, TypeError or
        ValueError for a broken one."""
        for versions in self._rows.values():
            for row in versions:
                self._procedure(row)

    def codes(self) -> tuple[str, ...]:
        """Every procedure code, in the catalogue's order."""
        return tuple(self._rows)

    def procedure(self, code: str, on: date) -> Procedure:
        """The version of that procedure in force on that day.

        Raises Refused (field "procedure") when the code is not in the catalogue, or not in force that day."""
        versions = self._rows.get(code.strip())
        if versions is None and _CODE.fullmatch(code.strip()) is None:  # a name in the wrong place is not repeated
            raise Refused("procedure", Sentence("procedure.no_code"))
        if versions is None:
            raise Refused("procedure", Sentence("procedure.unknown", {"code": code.strip()}))
        for row in reversed(versions):
            if row.get("from", "") <= on.isoformat() <= row.get("to", "9999"):
                return self._procedure(row)
        raise Refused("procedure", Sentence("procedure.not_in_force", {"code": code.strip()}))

    def find_procedures(
        self, query: str, limit: int = 8, *, popularity: Mapping[str, int] | None = None, on: date | None = None
    ) -> list[Procedure]:
        """The procedures that a few letters or a piece of the code mean, best first; the common ones for no query.

        `popularity` is how often each code was received here; it decides among equally good matches. With `on`, only
        what is in force that day."""
        found = []
        for code in self._index.find(query, popularity or {}):
            if on is not None:
                try:
                    found.append(self.procedure(code, on))
                except Refused:
                    continue
            else:
                found.append(self._procedure(self._rows[code][-1]))
            if len(found) >= limit:
                break
        return found

    def mark(self, key: str, language: Language = "vi") -> str:
        """The words of a mark of a procedure: what is to be confirmed. Raises KeyError for a key without words."""
        return self._marks[key][0 if language == "vi" else 1]

    def unit(self, gso_code: str) -> Unit:
        """The unit of that code. Raises Refused (field "unit") when there is none."""
        for unit in self.units:
            if unit.gso_code == gso_code:
                return unit
        raise Refused("unit", Sentence("unit.unknown", {"code": gso_code[:10]}))

    def units_named(self, name: str) -> list[Unit]:
        """The units that are called so now, or into which an old commune or district of that name went."""
        words = fold(" ".join(name.split()))
        if not words:
            return []
        now = [u for u in self.units if words in (fold(u.name), fold(u.short_name))]
        old = [u for u in self.units if any(words in _old_names(n, d) for n, d in (*u.former, *u.former_partly))]
        return now + [u for u in old if u not in now]

    def form(self, key: str) -> Form:
        """The form of that key, for example "receipt". Raises KeyError for a key that the program does not know."""
        for form in self.forms:
            if form.key == key:
                return form
        raise KeyError(key)

    def _procedure(self, row: Json) -> Procedure:
        made = self._parsed.get(id(row))
        if made is None:
            made = self._parsed[id(row)] = _procedure(row, self.version)
        return made


def _procedure(row: Json, version: str) -> Procedure:
    return Procedure(
        code=row["code"],
        name=clean(row["name"]),
        sector=clean(row["sector"]),
        level=row["level"],
        version=row.get("version", version),
        variants=tuple(
            Variant(v["key"], clean(v["name"]), TimeLimit(v["kind"], v.get("amount"), v.get("cutoff", False)))
            for v in row["variants"]
        ),
        papers=tuple(
            Paper(
                clean(p["name"]),
                p.get("originals", 1),
                p.get("copies", 0),
                p.get("kind", "submit"),
                _words(p.get("group")),
            )
            for p in row["papers"]
        ),
        fee=_fee(row["fee"]),
        results=tuple(row["results"]),
        effective_from=_date(row.get("from")),
        effective_to=_date(row.get("to")),
        may_settle_at_once=row.get("at_once", False),
        handled_by_police=row.get("police", False),
        supplement_rule=row.get("supplement", "restart"),
        marks=tuple(row["marks"]),
        limit_note=_words(row.get("limit_note")),
    )


def _fee(row: Json) -> FeeRule:
    return FeeRule(
        row.get("kind", "unknown"), row.get("vnd"), row.get("formula"), _date(row.get("until")), _words(row.get("note"))
    )


def _words(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _unit(row: Json) -> Unit:
    return Unit(
        row["gso_code"],
        clean(row["name"]),
        row["type"],
        clean(row["short_name"]),
        clean(row["one_stop_name"]),
        row["agency_code"],
        row["mountain_island"],
        row.get("island"),
        tuple((name, district) for name, district in row["former"]),
        tuple((name, district) for name, district in row.get("former_partly", ())),
        tuple(row["marks"]),
    )


def _form(row: Json, circular: str) -> Form:
    return Form(
        row["key"],
        row["number"],
        clean(row["title"]),
        circular,
        row["former_title"],
        row["former_number"],
        tuple(row["marks"]),
    )


def _old_names(name: str, district: str) -> tuple[str, ...]:
    kinds = ("xa ", "phuong ", "thi tran ", "huyen ", "thi xa ", "thanh pho ")
    names = (fold(name), fold(district))
    return (*names, *(n.removeprefix(k) for n in names for k in kinds if n.startswith(k)))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
