"""From what stands on the page to what is asked of the reception deed, and from the catalogue to what the page shows."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from counter.domain.catalogue import Catalogue
from counter.domain.fee import quantities_of
from counter.domain.person import Organisation, Parties, Person
from counter.domain.procedure import Paper, Procedure
from counter.domain.reception import ReceptionRequest
from counter.domain.sentence import Language, Refused, Sentence, say
from counter.gui.reception_draft import PaperDraft, PartyDraft, ProcedureDetails, ReceptionDraft
from counter.gui.typed_time import typed_date, typed_moment

translate = QCoreApplication.translate  # the name under which texts are collected

# What a damaged scan left and nobody has looked at since never becomes a fact by itself. Number, birth date and sex come
# through every fault; a doubt about them only means that they disagree with one another, which may be right.
# A mark about a law to come is for the weeks before it, not for every day of the year.
_NOT_BEFORE = {"civil_status_law_2027": date(2027, 2, 1)}
_MUST_BE_SEEN = ("name", "address")


def request_of(draft: ReceptionDraft, today: date) -> ReceptionRequest:
    """The request a page asks for. Raises Refused with the dotted name of the field that cannot be read."""
    if not draft.procedure:
        raise Refused("procedure", Sentence("reception.no_procedure"))
    applicant = person_of(draft.applicant, "applicant", today)
    owner: Person | Organisation | None = None
    if draft.for_other:
        owner = (
            organisation_of(draft.owner)
            if draft.owner_kind == "organisation"
            else person_of(draft.owner, "owner", today)
        )
    return ReceptionRequest(
        request=draft.request,
        procedure=draft.procedure,
        parties=Parties(applicant, owner, draft.capacity if draft.for_other else "self"),  # type: ignore[arg-type]
        variant=draft.variant or None,
        papers=tuple(Paper(p.name, p.originals, p.copies, p.kind) for p in draft.papers if p.ticked),  # type: ignore[arg-type]
        sets=draft.sets,
        deciding_agency=draft.deciding_agency or None,
        received_at=_moment(draft.received_at, "received_at", today) if draft.late else None,
        late_reason=(draft.late_reason or None) if draft.late else None,
        fee_vnd=_amount(draft.fee_vnd),
        fee_quantity=dict(draft.fee_quantity) or None,
        fee_paid=draft.fee_paid,
        return_by=draft.return_by,  # type: ignore[arg-type]  # one of the page's three choices
        settled_at_once=draft.settled_at_once,
        due_at=_moment(draft.due_at, "due_at", today) if draft.due_at.strip() else None,
        note=draft.note or None,
        copies=draft.copies,
        paper_size=draft.paper_size,
    )


def outlook_request_of(draft: ReceptionDraft, today: date) -> ReceptionRequest:
    """What the receipt would depend on, from a page that may be half filled: no people, and no half-typed values."""
    received = typed_moment(draft.received_at, today) if draft.late else None
    amount = draft.fee_vnd.replace(".", "").replace(" ", "")
    return ReceptionRequest(
        request=draft.request,
        procedure=draft.procedure,
        parties=Parties(Person("")),
        variant=draft.variant or None,
        deciding_agency=draft.deciding_agency or None,
        received_at=received,
        fee_vnd=int(amount) if amount.isascii() and amount.isdecimal() else None,
        fee_quantity=dict(draft.fee_quantity) or None,
        due_at=typed_moment(draft.due_at, today),
    )


def person_of(party: PartyDraft, field: str, today: date) -> Person:
    """A person as typed or scanned. Raises Refused for a date that is none, or for doubt nobody has settled."""
    for doubtful in _MUST_BE_SEEN:
        if doubtful in party.doubtful:
            raise Refused(f"{field}.{doubtful}", Sentence("reception.doubtful"))
    return Person(
        party.name,
        party.personal_number() or None,
        _date(party.birth_date, f"{field}.birth_date", today),
        party.sex or None,  # type: ignore[arg-type]  # one of the page's choices
        party.address or None,
        party.phone or None,
        party.email or None,
        party.old_number or None,
        _date(party.issue_date, f"{field}.issue_date", today),
        party.passport() or None,
    )


def organisation_of(party: PartyDraft) -> Organisation:
    """An organisation as typed."""
    return Organisation(
        party.name, party.number or None, party.address or None, party.phone or None, party.email or None
    )


def details_of(
    procedure: Procedure, catalogue: Catalogue, variant: str | None, language: Language, today: date
) -> ProcedureDetails:
    """What the page shows of a procedure: pills, variants, papers with the ticks they first have."""
    chosen = procedure.variant(variant) or procedure.variants[0]
    limit, fee = chosen.limit, procedure.fee
    fee_is_past = fee.until is not None and today > fee.until
    pills: list[tuple[str, str]] = [(procedure.sector, "accent")]
    if fee.kind == "free" and not fee_is_past:
        pills.append((translate("ReceptionRequest", "No fee"), "accent"))
    if limit.amount is not None and limit.kind in ("working_days", "calendar_days", "hours"):
        one = ".one" if limit.amount == 1 else ""
        pills.append((say(Sentence(f"due.{limit.kind}{one}", {"amount": limit.amount}), language), "accent"))
    if limit.cutoff_15h:
        pills.append((translate("ReceptionRequest", "After 15:00: next working day"), "warning"))
    elif limit.kind == "unknown":
        pills.append((translate("ReceptionRequest", "Time limit not known"), "warning"))
    if procedure.handled_by_police:
        pills.append((translate("ReceptionRequest", "Handled by the police"), "warning"))
    return ProcedureDetails(
        procedure.code,
        procedure.name,
        tuple(pills),
        tuple((v.key, v.name) for v in sorted(procedure.variants, key=lambda v: v != chosen))
        if len(procedure.variants) > 1
        else (),
        tuple(PaperDraft(p.name, p.originals, p.copies, p.kind) for p in procedure.papers),
        tuple((key, _quantity_words(key)) for key in quantities_of(procedure.fee)),
        fee_editable=fee_is_past or (fee.vnd is None and fee.kind != "free"),
        due_editable=limit.kind == "unknown",
        may_settle_at_once=procedure.may_settle_at_once,
        remark=" ".join(
            [
                *([procedure.limit_note] if procedure.limit_note else []),
                *(catalogue.mark(m, language) for m in procedure.marks if today >= _NOT_BEFORE.get(m, today)),
            ]
        ),
    )


def _quantity_words(key: str) -> str:
    return {
        "pages": translate("ReceptionRequest", "Pages"),
        "copies": translate("ReceptionRequest", "Copies"),
        "count": translate("ReceptionRequest", "Number"),
    }[key]


def _date(text: str, field: str, today: date) -> date | None:
    if not text.strip():
        return None
    day = typed_date(text, today)
    if day is None:
        raise Refused(field, Sentence("reception.date_form"))
    return day


def _moment(text: str, field: str, today: date) -> datetime:
    moment = typed_moment(text, today)
    if moment is None:
        raise Refused(field, Sentence("reception.moment_form"))
    return moment


def _amount(text: str) -> int | None:
    plain = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 12:
        raise Refused("fee_vnd", Sentence("reception.amount_form"))
    return int(plain)
