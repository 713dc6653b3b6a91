"""What a clerk is told of a scan: beside a doubtful field, and of the scanner as a whole."""

from __future__ import annotations

from counter.domain.card.card import Card, Fault, Field
from counter.domain.sentence import Sentence

# Families of faults by what helps against them, the most helpful advice first. Faults that change no letter are left out.
_ADVICE: tuple[tuple[str, frozenset[Fault]], ...] = (
    ("card.fault_unikey", frozenset({"telex", "vni", "doubled"})),
    ("card.fault_caps_lock", frozenset({"caps_lock"})),
    ("card.fault_layout", frozenset({"layout", "separator"})),
    (
        "card.fault_code_page",
        frozenset({"byte_decimals", "code_points", "mojibake", "code_page", "not_utf8", "html", "percent", "escapes"}),
    ),
)
_LETTERS: frozenset[Field] = frozenset({"name", "address"})


def fault_sentence(card: Card) -> Sentence | None:
    """What is wrong with the scanner's setting and what helps; None when nothing needs to be said."""
    damaged = any(doubt.field in _LETTERS and doubt.why in ("lost", "unusual", "ambiguous") for doubt in card.doubts)
    then = Sentence("card.compare" if card.doubts else "card.restored")
    for key, faults in _ADVICE:
        if not faults.isdisjoint(card.repaired):
            return Sentence(key, {"then": then})
    return Sentence("card.fault_letters", {"then": then}) if damaged else None


def field_sentence(card: Card, field: Field) -> Sentence | None:
    """Why this field must be compared with the card; None when it is sure."""
    for doubt in card.doubts:
        if doubt.field == field:
            return Sentence(f"card.doubt_{doubt.why}")
    return None
