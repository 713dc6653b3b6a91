"""A procedure as the catalogue knows it: variants, papers, fees, effective dates. Unknown stays unknown, with its mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

LimitKind = Literal["same_day", "working_days", "calendar_days", "hours", "unknown"]
FeeKind = Literal["free", "fixed", "formula", "by_province", "by_law", "unknown"]
PaperKind = Literal["submit", "present"]


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long the body may take. `amount` is in days or hours by `kind`; None for same_day and unknown.

    `cutoff_15h`: received after 15:00, the result is due on the next working day (Decree 23/2015 art. 7,
    Circular 01/2020/TT-BTP art. 2 and the procedure pages)."""

    kind: LimitKind
    amount: int | None = None
    cutoff_15h: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the papers: how many originals and copies are handed in, or only shown (`present`)."""

    name: str
    originals: int = 1
    copies: int = 0
    kind: PaperKind = "submit"
    group: str | None = None


@dataclass(frozen=True, slots=True)
class FeeRule:
    """What the procedure costs at the counter. `vnd` is the unit amount; `formula` names the rule that multiplies it.

    `until`: last day the amount is known to hold (None: no end known)."""

    kind: FeeKind
    vnd: int | None = None
    formula: str | None = None
    until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """One way the procedure runs: `plain`, `mountain_island`, or another key of the catalogue."""

    key: str
    name: str
    limit: TimeLimit


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure in one version. A dossier keeps the version it was received under."""

    code: str
    name: str
    sector: str
    level: str
    version: str
    variants: tuple[Variant, ...]
    papers: tuple[Paper, ...]
    fee: FeeRule
    results: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    may_settle_at_once: bool = False
    handled_by_police: bool = False
    supplement_rule: Literal["restart", "pause", "none"] = "restart"
    marks: tuple[str, ...] = ()  # what is "to be confirmed", as keys of the catalogue
    limit_note: str | None = None  # what the source says about the time where a TimeLimit cannot carry it

    def variant(self, key: str | None) -> Variant | None:
        """The variant of that key; the first one for None; None when there is no such variant."""
        if key is None:
            return self.variants[0]
        return next((v for v in self.variants if v.key == key), None)
