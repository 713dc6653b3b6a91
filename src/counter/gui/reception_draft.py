"""What stands on the reception page: plain values, as autosaved and as turned into a request."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A person or organisation as typed. `number` is what stands in the one number field: a personal number, a passport,
    or a tax code; `birth_date` and `issue_date` as dd/mm/yyyy; `sex` "male", "female" or empty.

    `scanned`: the locked fields came from a card. `doubtful`: names of fields that the scan left in doubt and that no
    person has touched since."""

    number: str = ""
    name: str = ""
    birth_date: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    old_number: str = ""
    issue_date: str = ""
    scanned: bool = False
    doubtful: tuple[str, ...] = ()

    def personal_number(self) -> str:
        """The number without spaces when it is all digits, empty otherwise."""
        plain = self.number.replace(" ", "")
        return plain if plain.isascii() and plain.isdecimal() else ""

    def passport(self) -> str:
        """The number when it holds letters: the travel paper of a foreigner."""
        return "" if self.personal_number() else self.number

    def is_empty(self) -> bool:
        """Whether nothing has been entered."""
        return self == PartyDraft()


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """One line of the papers. `kind` "submit" or "present"; `extra`: the clerk added it."""

    name: str
    originals: int = 1
    copies: int = 0
    kind: str = "submit"
    ticked: bool = False
    extra: bool = False


@dataclass(frozen=True, slots=True)
class ReceptionDraft:
    """The whole page. `request` is the idempotency id that the page was started with. Times are as typed ("23/11/2026 09:40",
    empty for none), `fee_vnd` digits or empty, `deciding_agency` empty for the own centre and "?" for one not named yet.
    `fee_quantity` holds (key, number) for a formula. `copies` 0: print nothing."""

    request: str = ""
    applicant: PartyDraft = PartyDraft()
    for_other: bool = False
    owner_kind: str = "person"
    capacity: str = "authorised"
    owner: PartyDraft = PartyDraft()
    procedure: str = ""
    variant: str = ""
    deciding_agency: str = ""
    papers: tuple[PaperDraft, ...] = ()
    sets: int = 1
    due_at: str = ""
    fee_vnd: str = ""
    fee_quantity: tuple[tuple[str, int], ...] = ()
    fee_paid: bool = False
    return_by: str = "counter"
    settled_at_once: bool = False
    late: bool = False
    received_at: str = ""
    late_reason: str = ""
    note: str = ""
    copies: int = 2
    paper_size: str = "A5"
    printer: str = ""

    def is_empty(self) -> bool:
        """Whether the page holds nothing that somebody would miss."""
        typed = (self.procedure, self.due_at, self.fee_vnd, self.note, self.late_reason, self.received_at)
        return self.applicant.is_empty() and self.owner.is_empty() and not any(typed)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> ReceptionDraft:
        """The draft that `to_dict` wrote, by whatever version: unknown names are left out, missing ones have their default."""
        known = {name: value for name, value in plain.items() if name in cls.__dataclass_fields__}
        for party in ("applicant", "owner"):
            known[party] = _party(known.get(party, {}))
        known["papers"] = tuple(_known(PaperDraft, paper) for paper in known.get("papers", ()))
        known["fee_quantity"] = tuple((str(key), int(number)) for key, number in known.get("fee_quantity", ()))
        return cls(**known)


def _known(kind: type[Any], plain: dict[str, Any]) -> Any:
    return kind(**{name: value for name, value in plain.items() if name in kind.__dataclass_fields__})


def _party(plain: dict[str, Any]) -> PartyDraft:
    party: PartyDraft = _known(PartyDraft, {**plain, "doubtful": tuple(plain.get("doubtful", ()))})
    return party


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """One result of the procedure search."""

    code: str
    name: str
    sector: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureDetails:
    """What the page must know of the chosen procedure.

    `pills`: (words, tone) with a tone of `Pill`. `variants`: (key, name). `papers`: with their ticks as they should first
    stand. `quantities`: (key, words) of the numbers a formula needs. `fee_editable`: the clerk states the amount.
    `due_editable`: no limit is known, the clerk may promise a time."""

    code: str
    name: str
    pills: tuple[tuple[str, str], ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    papers: tuple[PaperDraft, ...] = ()
    quantities: tuple[tuple[str, str], ...] = ()
    fee_editable: bool = False
    due_editable: bool = False
    may_settle_at_once: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class OutlookView:
    """What the receipt would say now. `due` is the promise in words ("17:00 hôm nay"), `why` its one sentence, `fee` the
    amount in words; `fee_due`: something is to be paid; `code` says which code will be given, "Mã tạm" included, and
    `provisional` that it is one."""

    due: str = ""
    why: str = ""
    fee: str = ""
    fee_due: bool = False
    code: str = ""
    provisional: bool = False
    expected: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedView:
    """What is shown for two seconds after a reception: the code, and the promise in words. `again`: nothing is new, this
    very application was received before."""

    code: str
    due: str = ""
    provisional: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One of the last receptions: its code, what became of the print in words, a tone of `Pill`, and which dossier it is:
    a Mã tạm gets its official code while the list is on the screen."""

    code: str
    state: str
    tone: str = "good"
    dossier: int = 0
