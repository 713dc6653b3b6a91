"""Reading a body that a device sent: only what has the right shape is believed, and nothing of it raises further on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter.domain.attachment import Attached, read_attached
from counter.domain.dossier_code import ProvisionalPattern, is_agency, parse_code, parse_provisional
from counter.domain.status import Status
from counter.journal.body import BadBody
from counter.journal.course import read_settled

Body = dict[str, Any]


class Broken(ValueError):
    """A body without what its kind must have. Names the field, never its content."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What the province needs of a `dossier_received`. `serial` and `day` are those of the code; None for a *Mã tạm*."""

    code: str
    provisional: bool
    agency: str
    deciding: str
    procedure: str
    applicant: str
    received_at: str
    due: str | None
    serial: int | None
    day: date | None
    tag: str | None
    status: Status = Status.RECEIVED


def read_reception(body: Body, pattern: ProvisionalPattern) -> Reception:
    """Raises Broken."""
    code, provisional = _text(body, "code", 64), body.get("provisional")
    deciding = _text(body, "deciding_agency", 35)
    if not isinstance(provisional, bool):
        raise Broken("provisional")
    if not is_agency(deciding) or not is_agency(_text(body, "agency", 35)):
        raise Broken("agency")
    serial, day, tag = _code(code, deciding, pattern) if not provisional else _reference(code, pattern)
    return Reception(
        code, provisional, body["agency"], deciding, _text(_part(body, "procedure"), "code", 64),
        _text(_part(body, "applicant"), "name", 500), _moment(body, "received_at"),
        None if body.get("due") is None else _moment(body, "due"), serial, day, tag,
        Status.HANDED_OVER if body.get("settled_at_once") is True else Status.RECEIVED,
    )  # fmt: skip


def read_assigned_code(body: Body) -> str:
    """The code in a `code_assigned`. Raises Broken."""
    code = _text(body, "code", 64)
    if parse_code(code) is None:
        raise Broken("code")
    return code


def read_attachment(body: Body) -> Attached:
    """The scan that a `file_attached` tells of. Raises Broken."""
    try:
        return read_attached(body)
    except (KeyError, TypeError, ValueError):
        raise Broken("attachment") from None


def read_mistaken(body: Body) -> bytes:
    """The hash of the entry that a `file_mistaken` takes back. Raises Broken."""
    try:
        entry = bytes.fromhex(body["attached"])
    except (KeyError, TypeError, ValueError):
        raise Broken("attached") from None
    if len(entry) != 32:
        raise Broken("attached")
    return entry


def read_withdrawal(body: Body) -> str:
    """The centre at which a `dossier_withdrawn` was taken. Raises Broken."""
    for key, most in (("asked_by", 20), ("reason", 2000), ("clerk", 500), ("counter", 20)):
        _text(body, key, most)
    if not isinstance(body.get("papers_back"), bool):
        raise Broken("papers_back")
    _moment(body, "at")
    if not is_agency(agency := _text(body, "agency", 35)):
        raise Broken("agency")
    return agency


def read_resolution(body: Body) -> tuple[tuple[bytes, ...], str]:
    """What a `matter_resolved` settles, and the role of who settled it. Raises Broken."""
    try:
        settles = read_settled(body)
    except BadBody:
        raise Broken("settles") from None
    _moment(body, "at")
    _text(body, "clerk", 500)
    return settles, _text(body, "role", 20)


def _code(code: str, deciding: str, pattern: ProvisionalPattern) -> tuple[int, date, None]:
    found = parse_code(code)
    if found is None or found.day is None or found.agency != deciding or parse_provisional(code, pattern) is not None:
        raise Broken("code")
    return found.serial, found.day, None


def _reference(code: str, pattern: ProvisionalPattern) -> tuple[None, date | None, str]:
    found = parse_provisional(code, pattern)
    if found is None:
        raise Broken("code")
    return None, found.day, found.tag


def _part(body: Body, key: str) -> Body:
    part = body.get(key)
    if not isinstance(part, dict):
        raise Broken(key)
    return part


def _text(body: Body, key: str, most: int) -> str:
    text = body.get(key)
    if not isinstance(text, str) or not 1 <= len(text) <= most:
        raise Broken(key)
    return text


def _moment(body: Body, key: str) -> str:
    text = _text(body, key, 40)
    try:
        aware = datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        raise Broken(key) from None
    if not aware:
        raise Broken(key)
    return text
