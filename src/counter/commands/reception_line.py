"""One line of the batch door: JSON → `ReceptionRequest`. What is wrong is named by field, and nothing else is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from counter.domain.dossier_code import check_agency
from counter.domain.person import Organisation, Parties, Person
from counter.domain.procedure import Paper
from counter.domain.reception import ReceptionRequest
from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import clean
from counter.journal.clock import VIETNAM

_PERSON = ("number", "name", "birth_date", "sex", "address", "phone", "email", "paper", "old_number", "issue_date")
_DATES = ("birth_date", "issue_date")
_LINE_KEYS = frozenset((
    "id", "procedure", "variant", "applicant", "owner", "papers", "sets", "deciding_agency", "received_at", "late_reason",
    "fee_vnd", "fee_quantity", "fee_paid", "return_by", "settled_at_once", "due_at", "note",
))  # fmt: skip
_PERSON_KEYS = frozenset(("card", *_PERSON))
_ORGANISATION = ("name", "tax_code", "address", "phone", "email")
_ORGANISATION_KEYS = frozenset(("type", *_ORGANISATION))
_PAPER_KEYS = frozenset(("name", "originals", "copies", "kind"))
_QUANTITIES = frozenset(("copies", "pages", "count"))
_KEY_SHOWN = 40  # letters of a key that is told back
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a letter: what it was is not guessed


def read_line(line: bytes) -> dict[str, Any]:
    """The object on one line of UTF-8. Raises Refused (field "line", or a key that stands there twice): nothing is guessed."""
    try:
        held = json.loads(line.decode(), parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise Refused("line", Sentence("reception.not_json")) from None
    if not isinstance(held, dict):
        raise Refused("line", Sentence("reception.not_json"))
    return held


def _no_constant(_: str) -> float:
    raise ValueError


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand in it once. Raises Refused: which of two values was meant is not guessed."""
    held: dict[str, Any] = {}
    for key, value in pairs:
        if key in held:
            shown = clean(key)[:_KEY_SHOWN]
            raise Refused(shown, Sentence("command.key_twice", {"key": shown}))
        held[key] = value
    return held


def request_of(held: dict[str, Any], *, copies: int) -> ReceptionRequest:
    """The request a line asks for. Raises Refused with the dotted name of the field that is wrong."""
    _known(held, _LINE_KEYS)
    if not isinstance(held.get("applicant"), dict):
        raise Refused("applicant", Sentence("command.applicant"))
    _known(held["applicant"], _PERSON_KEYS, "applicant.")
    applicant = _person(held["applicant"], "applicant")
    return ReceptionRequest(
        request=_request_id(held),
        procedure=_procedure(held),
        variant=_text(held, "variant"),
        parties=Parties(applicant, _owner(held.get("owner")), "self"),
        papers=_papers(held.get("papers")),
        sets=_sets(held),
        deciding_agency=_agency(held),
        received_at=_time(held, "received_at"),
        late_reason=_text(held, "late_reason"),
        fee_vnd=_whole(held, "fee_vnd"),
        fee_quantity=_quantities(held.get("fee_quantity")),
        fee_paid=_truth(held, "fee_paid"),
        return_by=_text(held, "return_by") or "counter",  # type: ignore[arg-type]  # checked by the deed
        settled_at_once=_truth(held, "settled_at_once"),
        due_at=_time(held, "due_at"),
        note=_text(held, "note"),
        copies=copies,
    )


def _known(held: dict[str, Any], keys: frozenset[str], before: str = "") -> None:
    """Raises Refused for a key that means nothing here: passed over, a slip of the pen would lose what was meant."""
    if not held.keys() <= keys:
        key = next(key for key in held if key not in keys)
        shown = clean(key)[:_KEY_SHOWN]
        raise Refused(f"{before}{shown}", Sentence("command.unknown_key", {"key": shown}))


def _person(held: dict[str, Any], field: str) -> Person:
    """A person from a raw scan, from fields, or from a scan with some fields typed over."""
    person = Person("")
    if "card" in held:
        from counter.domain.card import read_card  # loaded when a scan comes: the door must open quickly

        raw = held["card"]
        if not isinstance(raw, str):
            raise Refused(f"{field}.card", Sentence("reception.field_form"))
        try:
            card = read_card(raw)
        except Refused as refused:
            raise Refused(f"{field}.card", refused.sentence) from None
        for doubtful in ("name", "address"):
            if doubtful in card.doubtful and held.get(doubtful) is None:
                raise Refused(f"{field}.{doubtful}", Sentence("reception.doubtful"))
        person = Person(
            card.name or "", card.number, card.birth_date, card.sex, card.address, old_number=card.old_number,
            issue_date=card.issue_date,
        )  # fmt: skip
    typed: dict[str, Any] = {}
    for name in _PERSON:
        value = _text(held, name, f"{field}.{name}")
        if value is not None:
            typed[name] = _date(value, f"{field}.{name}") if name in _DATES else value
    return replace(person, **typed)


def _owner(held: Any) -> Person | Organisation | None:
    if held is None:
        return None
    if not isinstance(held, dict):
        raise Refused("owner", Sentence("reception.field_form"))
    if held.get("type", "person") not in ("person", "organisation"):
        raise Refused("owner.type", Sentence("reception.field_form"))
    if held.get("type") == "organisation" or "tax_code" in held:
        _known(held, _ORGANISATION_KEYS, "owner.")
        fields = {name: _text(held, name, f"owner.{name}") for name in _ORGANISATION}
        return Organisation(fields.pop("name") or "", **fields)
    _known(held, _PERSON_KEYS | {"type"}, "owner.")
    return _person(held, "owner")


def _papers(held: Any) -> tuple[Paper, ...] | None:
    if held is None:
        return None
    if not isinstance(held, list):
        raise Refused("papers", Sentence("reception.field_form"))
    papers = []
    for item in held:
        if not isinstance(item, dict):
            raise Refused("papers", Sentence("reception.field_form"))
        _known(item, _PAPER_KEYS, "papers.")
        originals, copies = _whole(item, "originals", "papers"), _whole(item, "copies", "papers")
        kind = item.get("kind", "submit")
        if kind not in ("submit", "present"):
            raise Refused("papers", Sentence("reception.field_form"))
        papers.append(
            Paper(_text(item, "name", "papers") or "", 0 if originals is None else originals, copies or 0, kind)
        )
    return tuple(papers)


def _quantities(held: Any) -> dict[str, int] | None:
    if held is None:
        return None
    if not isinstance(held, dict):
        raise Refused("fee_quantity", Sentence("reception.field_form"))
    _known(held, _QUANTITIES, "fee_quantity.")
    return {name: _whole(held, name, "fee_quantity") or 0 for name in held}


def _request_id(held: dict[str, Any]) -> str:
    """The key as it was sent. One that is kept only in another spelling could be taken for somebody else's."""
    key = _text(held, "id") or ""
    if clean(key) != key:
        raise Refused("id", Sentence("command.id"))
    return key


def _procedure(held: dict[str, Any]) -> str:
    code = _text(held, "procedure")
    if not code:
        raise Refused("procedure", Sentence("command.procedure"))
    return code


def _agency(held: dict[str, Any]) -> str | None:
    code = _text(held, "deciding_agency")
    try:
        return None if code is None else check_agency(code)
    except Refused as refused:
        raise Refused("deciding_agency", refused.sentence) from None


def _text(held: dict[str, Any], name: str, field: str | None = None) -> str | None:
    value = held.get(name)
    if value is not None and (not isinstance(value, str) or _SURROGATE.search(value)):
        raise Refused(field or name, Sentence("reception.field_form"))
    return value


def _whole(held: dict[str, Any], name: str, field: str | None = None) -> int | None:
    value = held.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused(field or name, Sentence("reception.field_form"))
    return value


def _sets(held: dict[str, Any]) -> int:
    sets = _whole(held, "sets")
    return 1 if sets is None else sets


def _truth(held: dict[str, Any], name: str) -> bool:
    """False where nothing is said. "yes" or 1 is not taken for a no."""
    value = held.get(name, False)
    if value is not None and not isinstance(value, bool):
        raise Refused(name, Sentence("reception.field_form"))
    return bool(value)


def _date(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(field, Sentence("command.date")) from None


def _time(held: dict[str, Any], name: str) -> datetime | None:
    text = _text(held, name)
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is None:
            raise Refused(name, Sentence("reception.time_zone"))
        return time.astimezone(VIETNAM)
    except (ValueError, OverflowError):
        raise Refused(name, Sentence("reception.time_form")) from None
