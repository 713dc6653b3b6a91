"""Withdrawing an application: who asks, why, and whether the papers go back at once.

Decree 118/2025 art. 21: the citizen may ask from the receipt until the decision is issued; papers and money go back by the
rules of the sector, and the whole trail is kept. The notice of it (Mẫu 05) has no published layout yet, so none is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import clean

AskedBy = Literal["applicant", "owner", "authorised"]
ASKED_BY: tuple[AskedBy, ...] = ("applicant", "owner", "authorised")
REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the clerk notes. `papers_back`: the papers were given back there and then."""

    asked_by: str
    reason: str
    papers_back: bool = False


def checked_withdrawal(wish: Withdrawal, *, has_owner: bool) -> Withdrawal:
    """The wish in one spelling. Raises Refused (fields "asked_by", "reason")."""
    if wish.asked_by not in ASKED_BY or (wish.asked_by == "owner" and not has_owner):
        raise Refused("asked_by", Sentence("matter.withdraw.asked_by"))
    reason = clean(wish.reason)
    if not reason:
        raise Refused("reason", Sentence("matter.withdraw.no_reason"))
    if len(reason) > REASON_LIMIT:
        raise Refused("reason", Sentence("person.too_long", {"limit": REASON_LIMIT}))
    return Withdrawal(wish.asked_by, reason, wish.papers_back)
