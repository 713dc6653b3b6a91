"""From a raw scan to a card: arrive, turn letters back, find the fields, repair, judge. Nothing is ever opened or run."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from counter.domain.card.arrival import LIMIT, arrive, refuse_hidden, without_controls
from counter.domain.card.card import FIELDS, Card, Doubt, Fault, Field, Why
from counter.domain.card.dates import read_date
from counter.domain.card.escapes import unescape
from counter.domain.card.grammar import Parts, begins_a_card, copies, split_fields
from counter.domain.card.layouts import retype
from counter.domain.card.mojibake import undo_mojibake
from counter.domain.card.number import agrees_with_birth, agrees_with_sex, is_digits
from counter.domain.card.repair import repair
from counter.domain.card.words import doubt_of_name
from counter.domain.person import Sex
from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import fold

_STRETCHING: frozenset[Fault] = frozenset({"byte_decimals", "code_points", "doubled", "telex", "vni"})
_SEX_LIMIT = 40
# What can stand after the N of a damaged Nữ: not the letters of another word, but those of Telex (nuwx).
_OTHER_LETTER = re.compile("[a-mo-qtvyz]")


def read_card(raw: str | bytes) -> Card:
    """The card of one scan. Raises Refused (field "card") when it is no card, too long, or ends before it says whose it is.

    Fields that cannot be read without doubt are in `doubtful` and stand as they were read; impossible dates are None.
    The personal number, birth date and sex survive every fault of DOMAIN's list and are never guessed."""
    text, faults = arrive(raw)
    text, written = unescape(text)
    text, garbled, why = undo_mojibake(text)
    text = without_controls(text)
    refuse_hidden(text)
    found = copies(text)
    context = _Context(why, whole=bool(written or garbled or "utf16" in faults))
    cards = [card for copy in found if (card := _read_copy(copy, context)) is not None]
    if not cards:
        raise Refused("card", Sentence("card.cut_short" if begins_a_card(text) else "card.not_a_card"))
    if len(found) > 1:
        faults.append("sent_twice")
    card = _agreed(cards)
    repaired = tuple(dict.fromkeys((*faults, *written, *garbled, *card.repaired)))
    return replace(card, repaired=repaired, raw=raw if isinstance(raw, str) else raw.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of all letters of a scan: why they may be wrong, and whether a missing one would show."""

    why: Why | None
    whole: bool


def _read_copy(text: str, context: _Context) -> Card | None:
    parts = split_fields(text)
    card = None if parts is None else _card(parts, context)
    if card is None or "separator" in card.repaired:
        for retyped in retype(text):
            parts = split_fields(copies(retyped.text)[0])
            other = None
            if parts is not None:
                other = _card(parts, context if retyped.sure else replace(context, why="ambiguous"))
            if other is not None and (card is None or len(other.doubts) < len(card.doubts)):
                card = replace(other, repaired=("layout", *other.repaired))
    if card is not None and len(text.encode("utf-8")) > (2 * LIMIT if _STRETCHING & set(card.repaired) else LIMIT):
        raise Refused("card", Sentence("card.too_long"))
    return card


def _card(parts: Parts, context: _Context) -> Card | None:
    doubts: dict[Field, Why] = {}
    old_number = parts.old_number if is_digits(parts.old_number, 9, 12) else None
    if parts.old_number and old_number is None:
        doubts["old_number"] = "impossible"
    birth_date = read_date(parts.birth or "")
    if birth_date is None:
        doubts["birth_date"] = "cut" if parts.birth is None else "impossible"
    sex = _sex(parts.sex, parts.number, doubts)
    issue_date = read_date(parts.issue or "")
    if issue_date is None or (birth_date is not None and issue_date < birth_date):
        doubts["issue_date"] = "cut" if parts.issue is None else "impossible"
    letters = repair(parts.name, parts.address or "", parts.separator, whole=context.whole)
    if birth_date is None and sex is None and (not letters.name or doubt_of_name(letters.name)):
        return None  # a number and anything: no card, or one cut before it says whose it is
    _doubt_letters(parts, letters.name_doubt, letters.address_doubt, context.why, doubts)
    if not letters.name:
        doubts["name"] = "cut" if parts.birth is None else "lost"
    if not letters.address:
        doubts["address"] = "cut" if parts.address is None else "lost"
    if sex is not None and not agrees_with_sex(parts.number, sex):
        doubts.setdefault("sex", "disagrees")
        doubts.setdefault("number", "disagrees")
    if birth_date is not None and not agrees_with_birth(parts.number, birth_date):
        doubts.setdefault("birth_date", "disagrees")
        doubts.setdefault("number", "disagrees")
    return Card(
        parts.number, old_number, letters.name or None, birth_date, sex, letters.address or None, issue_date,
        tuple(Doubt(name, doubts[name]) for name in FIELDS if name in doubts), (*parts.faults, *letters.faults),
    )  # fmt: skip


def _sex(word: str | None, number: str, doubts: dict[Field, Why]) -> Sex | None:
    """Nam or Nữ. A word with an N that is not Nam is Nữ with its vowel damaged: the field has no third value."""
    lower = (word or "").lower()
    if lower in ("nam", "nnaamm"):
        return "male"
    if fold(lower) == "nu":
        return "female"
    if not lower.startswith("n") or _OTHER_LETTER.search(lower, 1) or len(lower) > _SEX_LIMIT:
        doubts["sex"] = "cut" if not lower else "impossible"
        return None
    if agrees_with_sex(number, "male"):
        doubts["sex"] = "lost"
        return None
    return "female"


def _doubt_letters(
    parts: Parts, name: Why | None, address: Why | None, why: Why | None, doubts: dict[Field, Why]
) -> None:
    if why == "ambiguous":
        name, address = name or why, address or why
    if parts.name_joined:
        name = name or "ambiguous"
    if parts.address_joined:
        address = address or "ambiguous"
    if parts.name_gap:
        name = name or "lost"
    if parts.birth is None:
        name = "cut"
    if parts.address_cut:
        address = "cut"
    if name is not None:
        doubts["name"] = name
    if address is not None:
        doubts["address"] = address


def _agreed(cards: list[Card]) -> Card:
    """What the copies of one scan say together: what one lost another may have; where two differ, neither is sure."""
    best = min(cards, key=lambda card: len(card.doubts))
    doubts = {doubt.field: doubt.why for doubt in best.doubts}
    values = {name: getattr(best, name) for name in FIELDS}
    contested: set[Field] = set()
    for other in cards:
        for name in FIELDS:
            value = getattr(other, name)
            if name in contested or name in other.doubtful or value == values[name]:
                continue
            if name in doubts:
                values[name] = value
                del doubts[name]
            else:
                doubts[name] = "ambiguous"
                contested.add(name)
    repaired = tuple(dict.fromkeys(fault for card in cards for fault in card.repaired))
    return Card(
        **values, doubts=tuple(Doubt(name, doubts[name]) for name in FIELDS if name in doubts), repaired=repaired
    )
