"""Name and address: the faults that damaged their letters undone one by one, and what is still in doubt named."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from counter.domain.card.card import Fault, Why
from counter.domain.card.decimals import undo_decimals
from counter.domain.card.layouts import swap_german
from counter.domain.card.losses import doubt_of_both
from counter.domain.card.typing_faults import undo_caps, undo_doubled, undo_keys
from counter.domain.card.words import LOST, doubt_of_address, doubt_of_name
from counter.domain.spelling import clean

# Faults that leave a trace of each letter, so that none can be missing unseen.
_SHOWING: frozenset[Fault] = frozenset({"byte_decimals", "code_points", "telex", "vni"})


@dataclass(slots=True)
class Letters:
    """A name and an address in repair."""

    name: str
    address: str
    faults: list[Fault] = field(default_factory=list)
    name_doubt: Why | None = None
    address_doubt: Why | None = None

    @property
    def is_well(self) -> bool:
        """Whether every word of both can be right."""
        return doubt_of_name(self.name) is None and doubt_of_address(self.address) is None

    def take(self, name: str, address: str, fault: Fault) -> None:
        """Put what a repair gave in the place of what was read."""
        self.name, self.address = name, address
        if fault not in self.faults:
            self.faults.append(fault)


def repair(name: str, address: str, separator: str, *, whole: bool) -> Letters:
    """The letters of both fields with every fault undone that leaves no doubt. What remains is as it was read.

    `whole`: the letters came in a form that shows what it loses (percent, HTML, a wrong code page)."""
    letters = Letters(name, address)
    _numbers(letters)
    _compose(letters)
    _keys(letters, separator)
    _blanks(letters)
    letters.name_doubt = letters.name_doubt or doubt_of_name(letters.name)
    letters.address_doubt = letters.address_doubt or doubt_of_address(letters.address)
    both = None
    whole = whole or not _SHOWING.isdisjoint(letters.faults) or LOST in letters.name + letters.address
    if not whole:
        both = doubt_of_both(letters.name, letters.address)
    letters.name_doubt = letters.name_doubt or both
    letters.address_doubt = letters.address_doubt or both
    return letters


def _numbers(letters: Letters) -> None:
    if letters.is_well:
        return
    found = undo_decimals(letters.name, letters.address)
    if found is not None:
        letters.take(found.name, found.address, found.fault)
        letters.name_doubt = None if found.name_sure else "ambiguous"
        letters.address_doubt = None if found.address_sure else "ambiguous"


def _compose(letters: Letters) -> None:
    name, address = (unicodedata.normalize("NFC", text) for text in (letters.name, letters.address))
    if (name, address) != (letters.name, letters.address):
        letters.take(name, address, "decomposed")


def _keys(letters: Letters, separator: str) -> None:
    found = undo_caps(letters.name, letters.address)
    if found is None and (not letters.is_well or doubt_of_both(letters.name, letters.address)):
        found = undo_keys(letters.name, letters.address) or undo_doubled(letters.name, letters.address)
    if found is not None:
        letters.take(found.name, found.address, found.fault)
        letters.name_doubt = letters.name_doubt or (None if found.name_sure else "ambiguous")
        letters.address_doubt = letters.address_doubt or (None if found.address_sure else "ambiguous")
    elif separator == "'" and not letters.is_well:
        name, address = swap_german(letters.name), swap_german(letters.address)
        if doubt_of_name(name) is None and doubt_of_address(address) is None:
            letters.take(name, address, "layout")


def _blanks(letters: Letters) -> None:
    name, address = clean(letters.name), clean(letters.address)
    if (name, address) != (letters.name, letters.address):
        letters.take(name, address, "blanks")
