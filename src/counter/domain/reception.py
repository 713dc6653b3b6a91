"""One reception: what the clerk asks to be received, the checks, and the body of the fact it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from counter.domain.person import Organisation, Parties, Person
from counter.domain.procedure import Paper, Procedure, Variant
from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import clean

ReturnBy = Literal["counter", "post", "online"]
RETURN_BY: tuple[ReturnBy, ...] = ("counter", "post", "online")
NOTE_LIMIT, PAPER_LIMIT, PAPERS_LIMIT, REQUEST_LIMIT = 1000, 500, 100, 64
AHEAD = timedelta(minutes=5)
BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ReceptionRequest:
    """What is asked. `request`: the sender's idempotency key, the same for every repetition of one reception.

    `papers` None: the procedure's. `deciding_agency` None: the centre's own. `received_at` set: a late entry from the
    paper book, with the true time of receiving. `fee_vnd`: the amount the clerk states where the catalogue has none;
    `fee_quantity` the copies and pages of a formula. `due_at`: the time the clerk promises where no limit is known.
    `copies` 0: nothing is printed."""

    request: str
    procedure: str
    parties: Parties
    variant: str | None = None
    papers: tuple[Paper, ...] | None = None
    sets: int = 1
    deciding_agency: str | None = None
    received_at: datetime | None = None
    late_reason: str | None = None
    fee_vnd: int | None = None
    fee_quantity: dict[str, int] | None = None
    fee_paid: bool = False
    return_by: ReturnBy = "counter"
    settled_at_once: bool = False
    due_at: datetime | None = None
    note: str | None = None
    copies: int = 2
    paper_size: str = "A5"


def checked_request_id(request: str) -> str:
    """The idempotency key in one spelling. Raises Refused (field "id")."""
    kept = clean(request)
    if not kept or len(kept) > REQUEST_LIMIT:
        raise Refused("id", Sentence("reception.request_id", {"limit": REQUEST_LIMIT}))
    return kept


def checked_papers(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    """Papers with clean names and counts that can be right. Raises Refused (field "papers")."""
    if len(papers) > PAPERS_LIMIT:
        raise Refused("papers", Sentence("reception.papers_many", {"limit": PAPERS_LIMIT}))
    kept = []
    for paper in papers:
        name = clean(paper.name)
        if not name or len(name) > PAPER_LIMIT:
            raise Refused("papers", Sentence("reception.paper_name", {"limit": PAPER_LIMIT}))
        if not (0 <= paper.originals <= 999 and 0 <= paper.copies <= 999):
            raise Refused("papers", Sentence("reception.paper_count"))
        kept.append(Paper(name, paper.originals, paper.copies, paper.kind))
    return tuple(kept)


def checked_received_at(received_at: datetime, now: datetime) -> datetime:
    """The true time of a late entry: not ahead of now, not more than a year back. Raises Refused ("received_at")."""
    if received_at.tzinfo is None:
        raise Refused("received_at", Sentence("reception.time_zone"))
    if received_at > now + AHEAD:
        raise Refused("received_at", Sentence("reception.time_ahead"))
    if received_at < now - BACK:
        raise Refused("received_at", Sentence("reception.time_back"))
    return received_at


def chosen_variant(procedure: Procedure, key: str | None) -> Variant:
    """The variant of that key; the first for None. Raises Refused ("variant")."""
    variant = procedure.variant(key)
    if variant is None:
        raise Refused("variant", Sentence("reception.variant", {"known": ", ".join(v.key for v in procedure.variants)}))
    return variant


def checked_note(note: str | None, field: str = "note") -> str | None:
    """A note in one spelling, at most NOTE_LIMIT characters. Raises Refused with its field."""
    kept = clean(note or "")
    if len(kept) > NOTE_LIMIT:
        raise Refused(field, Sentence("person.too_long", {"limit": NOTE_LIMIT}))
    return kept or None


def person_body(person: Person) -> dict[str, Any]:
    """A person as it stands in a body: only what is known, dates as ISO text."""
    fields: dict[str, Any] = {
        "name": person.name,
        "number": person.number,
        "birth_date": person.birth_date.isoformat() if person.birth_date else None,
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
        "old_number": person.old_number,
        "issue_date": person.issue_date.isoformat() if person.issue_date else None,
        "paper": person.paper,
    }
    return {key: value for key, value in fields.items() if value is not None}


def owner_body(owner: Person | Organisation | None) -> dict[str, Any] | None:
    """The owner as it stands in a body; None when the applicant is the owner."""
    if owner is None:
        return None
    if isinstance(owner, Person):
        return {"type": "person", **person_body(owner)}
    fields = {
        "name": owner.name,
        "tax_code": owner.tax_code,
        "address": owner.address,
        "phone": owner.phone,
        "email": owner.email,
    }
    return {"type": "organisation", **{key: value for key, value in fields.items() if value is not None}}


def papers_body(papers: tuple[Paper, ...]) -> list[dict[str, Any]]:
    """The papers as they stand in a body."""
    return [{"name": p.name, "originals": p.originals, "copies": p.copies, "kind": p.kind} for p in papers]
