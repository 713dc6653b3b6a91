"""What was scanned: a card, a code of ours, the sheet of an enrolment code, or something unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counter.domain.card import Card, read_card
from counter.domain.card.layouts import digits_meant
from counter.domain.dossier_code import ProvisionalPattern, normalise_scanned, parse_code, parse_provisional
from counter.domain.enrolment_code import Scanned, read_payload
from counter.domain.sentence import Refused, Sentence

# The QR of a receipt: its code, a blank, the first characters of its entry's hash. The bars hold the code alone.
_RECEIPT = re.compile(r"(\S{10,60})(?: ([0-9A-Fa-f]{8}))?")
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class CodeScan:
    """A dossier code or provisional reference, and the check of the receipt's QR in lower case ("" from bars)."""

    code: str
    check: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A scan that is none of ours, or a card too damaged to be read: what to tell the clerk."""

    text: str
    sentence: Sentence
    is_card: bool


Scan = Card | CodeScan | Scanned | Unread


def kind_of(text: str, provisional: ProvisionalPattern) -> Scan:
    """Read a scan by what it looks like. Never raises; nothing in it is opened or run."""
    code = _code(text, provisional)
    if code is not None:
        return code
    sheet = read_payload(digits_meant(text.strip()))
    if sheet is not None:
        return sheet
    try:
        return read_card(text)
    except Refused as refused:
        return Unread(text, refused.sentence, refused.sentence.key != "card.not_a_card")


def is_known(text: str, provisional: ProvisionalPattern) -> bool:
    """Whether a text is a card, even a damaged one, or a code: what a person does not type by chance."""
    if not 10 <= len(text) <= _LONGEST:
        return False
    scan = kind_of(text, provisional)
    return not isinstance(scan, Unread) or (scan.is_card and scan.sentence.key != "card.cut_short")


def _code(text: str, provisional: ProvisionalPattern) -> CodeScan | None:
    found = _RECEIPT.fullmatch(text.strip())
    if found is None:
        return None
    code = normalise_scanned(found[1])
    if parse_code(code) is None and parse_provisional(code, provisional) is None:
        return None
    return CodeScan(code, (found[2] or "").lower())
