"""From the entry of a reception to what its receipt says. Pure: no clock, no catalogue, no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter.domain.spelling import clean
from counter.printing.facts import FeeFacts, Honour, OfficeFacts, PaperFacts, PartyFacts, ReceiptFacts

if TYPE_CHECKING:
    from counter.domain.form import Form

_HONOURS: dict[str | None, Honour] = {"male": "Ông", "female": "Bà"}


def receipt_facts(
    body: dict[str, Any],
    *,
    check: str,
    form: Form,
    centre_name: str,
    parent_name: str = "",
    place: str = "",
    hotline: str = "",
    official_code: str | None = None,
    deciding_name: str | None = None,
    training: bool = False,
) -> ReceiptFacts:
    """The receipt of a `dossier_received` entry (version 1).

    `check` is the first eight characters of the entry's hash. `official_code` is the code that came later for a
    provisional reference: the receipt then bears it and names the reference it follows. `deciding_name` is the body
    that decides, where it is another one than the centre. Raises KeyError or ValueError for a body that is none."""
    procedure, fee, late, owner = body["procedure"], body["fee"], body.get("late"), body.get("owner")
    follows = official_code is not None and official_code != body["code"]
    return ReceiptFacts(
        code=clean(official_code) if official_code else clean(body["code"]),
        check=clean(check),
        form=form,
        office=OfficeFacts(
            centre=clean(centre_name),
            parent=clean(parent_name),
            place=clean(place),
            counter=clean(str(body.get("counter") or "")),
            clerk=clean(body.get("clerk") or ""),
            hotline=clean(hotline),
        ),
        applicant=_party(body["applicant"]),
        procedure_name=clean(procedure["name"]),
        procedure_code=clean(procedure["code"]),
        received_at=_moment(body["received_at"]),
        due=_moment(body["due"]) if body.get("due") else None,
        provisional=bool(body["provisional"]) and not official_code,
        former_code=clean(body["code"]) if follows else None,
        owner=_party(owner) if owner else None,
        capacity=body.get("capacity") or "self",
        variant_name=_said(procedure.get("variant_name")) if procedure.get("variant") not in (None, "plain") else None,
        deciding_body=_said(deciding_name),
        time_limit=_time_limit(body.get("due_plan") or {}),
        papers=tuple(_paper(paper) for paper in body["papers"]),
        sets=int(body.get("sets") or 1),
        due_expected=bool(body.get("due_expected")),
        settled_at_once=bool(body.get("settled_at_once")),
        return_by=body.get("return_by") or "counter",
        fee=FeeFacts(kind=fee["kind"], vnd=fee.get("vnd"), state=fee.get("state") or "none"),
        late_entered_at=_moment(late["entered_at"]) if late else None,
        training=training,
    )


def _time_limit(plan: Mapping[str, Any]) -> str | None:
    """The time limit by law as the plan of the due time holds it; None where it is not a limit by rule."""
    amount = plan.get("amount")
    match plan.get("rule"):
        case "same_day":
            return "trong ngày làm việc"
        case "working_days" if amount:
            return f"{amount:02} ngày làm việc"
        case "calendar_days" if amount:
            return f"{amount:02} ngày"
        case "hours" if amount:
            return f"{amount:02} giờ làm việc"
    return None


def _party(data: dict[str, Any]) -> PartyFacts:
    honour: Honour = _HONOURS.get(data.get("sex"), "Ông/Bà")
    label, number = "Số định danh", data.get("number")
    if data.get("type") == "organisation":
        honour, label, number = "", "Mã số thuế", data.get("tax_code")
    elif not number and data.get("paper"):
        label, number = "Hộ chiếu, giấy tờ", data["paper"]
    return PartyFacts(
        clean(data["name"]),
        honour=honour,
        number_label=label,
        number=_said(number),
        address=_said(data.get("address")),
        phone=_said(data.get("phone")),
        email=_said(data.get("email")),
    )


def _paper(data: dict[str, Any]) -> PaperFacts:
    return PaperFacts(
        clean(data["name"]),
        originals=int(data.get("originals") or 0),
        copies=int(data.get("copies") or 0),
        shown=data.get("kind") == "present",
    )


def _said(text: str | None) -> str | None:
    return (clean(text) or None) if text else None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment in an entry needs its offset")
    return moment
