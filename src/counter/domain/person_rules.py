"""What is checked of a person or organisation before anything becomes a fact. Each refusal names its field."""

from __future__ import annotations

import re
from datetime import date

from counter.domain.person import Organisation, Parties, Person
from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import clean

_NAME = re.compile(r"^[^\W\d_](?:[^\W\d_]|[ .'’\-])*$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$")
_PAPER = re.compile(r"^[A-Z0-9 .\-/]{4,30}$")
_PHONE = re.compile(r"0\d{9,10}|\+[1-9]\d{6,14}", re.ASCII)
_PHONE_MARKS = re.compile(r"[ .()\-]")
_TAX = re.compile(r"^\d{10}(-?\d{3})?$|^\d{12}$", re.ASCII)
NAME_LIMIT, ADDRESS_LIMIT = 120, 300


def checked_parties(parties: Parties, today: date) -> Parties:
    """Parties whose texts are clean and whose numbers can be right. Raises Refused with a dotted field name."""
    applicant = checked_person(parties.applicant, today, "applicant", needs_number=True)
    owner = parties.owner
    if isinstance(owner, Person):
        owner = checked_person(owner, today, "owner", needs_number=False)
    elif isinstance(owner, Organisation):
        owner = checked_organisation(owner, "owner")
    capacity = parties.capacity if owner is not None else "self"
    if owner is not None and capacity == "self":
        capacity = "authorised"
    return Parties(applicant, owner, capacity)


def checked_person(person: Person, today: date, field: str, *, needs_number: bool) -> Person:
    """A person in one spelling. The personal number is 12 digits; a foreigner gives a passport instead (`paper`)."""
    name = clean(person.name)
    if not name:
        raise Refused(f"{field}.name", Sentence("person.name_missing"))
    if len(name) > NAME_LIMIT or _NAME.match(name) is None or sum(map(str.isalpha, name)) < 2:
        raise Refused(f"{field}.name", Sentence("person.name_form"))
    number = _digits(person.number)
    paper = clean(person.paper or "").upper() or None
    if number is not None:
        if len(number) == 9 and number.isdecimal():
            raise Refused(f"{field}.number", Sentence("person.number_old"))
        if not (number.isascii() and number.isdecimal() and len(number) == 12):
            raise Refused(f"{field}.number", Sentence("person.number_form"))
    elif needs_number and paper is None:
        raise Refused(f"{field}.number", Sentence("person.number_missing"))
    old_number = _digits(person.old_number)
    if old_number is not None and not (old_number.isascii() and old_number.isdecimal() and len(old_number) in (9, 12)):
        raise Refused(f"{field}.old_number", Sentence("person.old_number_form"))
    if paper is not None and _PAPER.match(paper) is None:
        raise Refused(f"{field}.paper", Sentence("person.paper_form"))
    if person.birth_date is not None and not date(1900, 1, 1) <= person.birth_date <= today:
        raise Refused(f"{field}.birth_date", Sentence("person.birth_date"))
    if person.sex not in (None, "male", "female"):
        raise Refused(f"{field}.sex", Sentence("person.sex"))
    return Person(
        name, number, person.birth_date, person.sex, _text(person.address, f"{field}.address", ADDRESS_LIMIT),
        checked_phone(person.phone, f"{field}.phone"), _email(person.email, f"{field}.email"), old_number,
        person.issue_date, paper,
    )  # fmt: skip


def checked_organisation(body: Organisation, field: str) -> Organisation:
    """An organisation in one spelling; its tax code is 10 digits, with a branch 13, of a household business 12."""
    name = clean(body.name)
    if not name:
        raise Refused(f"{field}.name", Sentence("person.organisation_missing"))
    if len(name) > 2 * NAME_LIMIT:
        raise Refused(f"{field}.name", Sentence("person.too_long", {"limit": 2 * NAME_LIMIT}))
    tax = clean(body.tax_code or "").replace(" ", "") or None
    if tax is not None and _TAX.match(tax) is None:
        raise Refused(f"{field}.tax_code", Sentence("person.tax_code"))
    return Organisation(
        name, tax, _text(body.address, f"{field}.address", ADDRESS_LIMIT), checked_phone(body.phone, f"{field}.phone"),
        _email(body.email, f"{field}.email"),
    )  # fmt: skip


def checked_phone(phone: str | None, field: str) -> str | None:
    """Digits only, with the leading 0 of a number at home or the + of one abroad; None for an empty one."""
    text = clean(phone or "")
    if not text:
        return None
    plain = _PHONE_MARKS.sub("", text)
    if plain.startswith("+84"):
        plain = "0" + plain[3:]
    if _PHONE.fullmatch(plain) is None:
        raise Refused(field, Sentence("person.phone"))
    return plain


def _email(email: str | None, field: str) -> str | None:
    text = clean(email or "")
    if text and (_EMAIL.match(text) is None or len(text) > 120):
        raise Refused(field, Sentence("person.email"))
    return text or None


def _digits(text: str | None) -> str | None:
    return clean(text or "").replace(" ", "") or None


def _text(text: str | None, field: str, limit: int) -> str | None:
    kept = clean(text or "")
    if len(kept) > limit:
        raise Refused(field, Sentence("person.too_long", {"limit": limit}))
    return kept or None
