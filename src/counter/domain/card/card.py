"""What an identity card's QR says, with what is in doubt and what had to be repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from counter.domain.person import Person, Sex

Field = Literal["number", "old_number", "name", "birth_date", "sex", "address", "issue_date"]
FIELDS: tuple[Field, ...] = ("number", "old_number", "name", "birth_date", "sex", "address", "issue_date")

# lost: a letter did not arrive; unusual: a word that Vietnamese does not build; ambiguous: two readings are possible;
# impossible: no such date or number; disagrees: against the personal number; cut: the scan ended too early.
Why = Literal["lost", "unusual", "ambiguous", "impossible", "disagrees", "cut"]

Fault = Literal[
    "control_characters", "extra_bytes", "sent_twice", "not_utf8", "utf16", "mojibake", "code_page", "html", "percent",
    "escapes", "byte_decimals", "code_points", "decomposed", "separator", "layout", "caps_lock", "doubled", "telex", "vni",
    "blanks",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """One field that a person must compare with the card, and why."""

    field: Field
    why: Why


@dataclass(frozen=True, slots=True)
class Card:
    """An identity card as scanned. Unknown is None. All of it is personal data, so none of it is in the repr.

    `doubts` holds at most one doubt a field; such a field is shown as it was read and never as a guess. `repaired` names
    the faults that were undone; `raw` is the scan as it came."""

    number: str = field(repr=False)
    old_number: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    issue_date: date | None = field(default=None, repr=False)
    doubts: tuple[Doubt, ...] = ()
    repaired: tuple[Fault, ...] = ()
    raw: str = field(default="", repr=False, compare=False)

    @property
    def doubtful(self) -> tuple[Field, ...]:
        """The fields that a person must compare with the card."""
        return tuple(doubt.field for doubt in self.doubts)

    def person(self) -> Person:
        """The person the card names; what could not be read is None, a missing name is empty."""
        return Person(
            self.name or "", self.number, self.birth_date, self.sex, self.address, old_number=self.old_number,
            issue_date=self.issue_date,
        )  # fmt: skip
