"""Who stands at the counter and in whose name: applicant, owner, representative; a person or an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["male", "female"]
Capacity = Literal["self", "representative", "authorised"]


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person. `number` is the 12-digit personal number, or None when the person has none (foreigners: `paper`)."""

    name: str
    number: str | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    old_number: str | None = None
    issue_date: date | None = None
    paper: str | None = None  # passport or travel paper of a foreigner


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body, enterprise or household business. `tax_code` is 10 or 13 digits (10 plus a 3-digit branch), or None."""

    name: str
    tax_code: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Applicant (hands the papers in) against owner (whose matter it is).

    `owner` None means that the applicant is the owner. `capacity` says by what right the applicant acts; for anyone but
    the owner the account of the person who authorised counts (Decree 118/2025 art. 17)."""

    applicant: Person
    owner: Person | Organisation | None = None
    capacity: Capacity = "self"
