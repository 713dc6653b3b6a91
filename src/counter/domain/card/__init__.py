"""The identity card's QR: what it says, repaired where damage can be undone without doubt.

`read_card(raw)` is the one door. The faults are those of readers that type like a keyboard, of code pages and of input
methods; each family has its module. The rule throughout: what is certain is restored and the fault named, what is not is
shown as read and the field named as doubtful; nothing is guessed.
"""

from counter.domain.card.card import FIELDS, Card, Doubt, Fault, Field, Why
from counter.domain.card.reading import read_card
from counter.domain.card.sentences import fault_sentence, field_sentence

__all__ = ["FIELDS", "Card", "Doubt", "Fault", "Field", "Why", "fault_sentence", "field_sentence", "read_card"]
