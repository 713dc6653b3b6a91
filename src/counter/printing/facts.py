"""What a receipt says: the facts alone, cleaned, before any layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from counter.domain.fee import FeeState
    from counter.domain.form import Form
    from counter.domain.person import Capacity
    from counter.domain.procedure import FeeKind

ReturnBy = Literal["counter", "post", "online"]
Honour = Literal["Ông", "Bà", "Ông/Bà", ""]


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A person or an organisation on paper. `number_label` names what `number` is; a body has no `honour`."""

    name: str
    honour: Honour = "Ông/Bà"
    number_label: str = "Số định danh"
    number: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One line of the papers. `shown`: compared at the counter and given back, not kept."""

    name: str
    originals: int = 1
    copies: int = 0
    shown: bool = False


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """`vnd` is the whole amount in đồng, or None when it is not known."""

    kind: FeeKind = "unknown"
    vnd: int | None = None
    state: FeeState = "none"


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Who issues the paper: heads, place of the date line, and whom to call."""

    centre: str
    parent: str = ""
    place: str = ""
    counter: str = ""
    clerk: str = ""
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Form 01, receipt of a dossier and promise of its result (Decree 118/2025 art. 17 and 22).

    Moments are aware. `due` None means that no time could be named at reception; `due_expected` that it is a forecast
    because the clock starts elsewhere. `former_code` is the provisional reference that an official code follows."""

    code: str
    check: str
    form: Form
    office: OfficeFacts
    applicant: PartyFacts
    procedure_name: str
    procedure_code: str
    received_at: datetime
    due: datetime | None
    provisional: bool = False
    former_code: str | None = None
    owner: PartyFacts | None = None
    capacity: Capacity = "self"
    variant_name: str | None = None
    deciding_body: str | None = None
    time_limit: str | None = None
    papers: tuple[PaperFacts, ...] = ()
    sets: int = 1
    due_expected: bool = False
    settled_at_once: bool = False
    return_by: ReturnBy = "counter"
    fee: FeeFacts = FeeFacts()
    late_entered_at: datetime | None = None
    training: bool = False
