"""Faults between the reader's keys and the text: raw Telex or VNI keys, Caps Lock, every key twice."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counter.domain.card.card import Fault
from counter.domain.card.keystrokes import Composed, Method, compose, has_keys
from counter.domain.card.syllable import is_syllable
from counter.domain.card.words import WORD
from counter.domain.spelling import fold

_TELEX_WORD = re.compile(r"[A-Za-z\[\]{}]+")
_VNI_WORD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][0-9A-Za-z]*")

_LEAST_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Typed:
    """Name and address as they were meant, and whether each can only have been meant so."""

    name: str
    address: str
    fault: Fault
    name_sure: bool = True
    address_sure: bool = True


def undo_keys(name: str, address: str) -> Typed | None:
    """Raw Telex or VNI keys as the letters they type, or None."""
    return _undo_method(name, address, "telex") or _undo_method(name, address, "vni")


def _undo_method(name: str, address: str, method: Method) -> Typed | None:
    """Raw keys are ASCII throughout: one marked letter says that something else typed the text."""
    if not f"{name}{address}".isascii():
        return None
    pattern = _TELEX_WORD if method == "telex" else _VNI_WORD
    words: dict[str, Composed] = {}
    for found in pattern.finditer(f"{name} {address}"):
        if has_keys(found[0], method) and (composed := compose(found[0], method)) is not None:
            words[found[0]] = composed
    in_name = [found[0] for found in pattern.finditer(name)]
    if any(word not in words and not _stays(word) for word in in_name):
        return None
    # Voong can be a name: only keys that make no word by themselves show that keys were sent.
    shown = [
        found[0] for found in pattern.finditer(f"{name} {address}") if found[0] in words and not is_syllable(found[0])
    ]
    if not any(word in shown for word in in_name) and len(shown) < _LEAST_SHOWN:
        return None
    # Where the tone comes right after its letter in one word it does so in all: then Hoaf is Hoà and Hofa is Hòa.
    by_letter = any(one.within for one in words.values()) and not any(_late(one) for one in words.values())
    new_name, name_sure = _put(name, pattern, words, by_letter, is_name=True)
    new_address, address_sure = _put(address, pattern, words, by_letter, is_name=False)
    return Typed(new_name, new_address, method, name_sure, address_sure)


def _stays(word: str) -> bool:
    return is_syllable(word) or (len(word) == 1 and word.isupper())


def _late(composed: Composed) -> bool:
    """The tone stands at the end although its letter is not the last."""
    return composed.at_end and not any(fold(one)[-1] != one[-1].lower() for one in composed.words)


def _put(
    text: str, pattern: re.Pattern[str], words: dict[str, Composed], by_letter: bool, *, is_name: bool
) -> tuple[str, bool]:
    sure = True

    def word(found: re.Match[str]) -> str:
        nonlocal sure
        composed = words.get(found[0])
        if composed is None:
            return found[0]
        if not is_name and re.fullmatch("[A-Z][0-9]+|[Kk]hu[0-9]", found[0]):
            sure = False  # A5 or Ạ
            return found[0]
        if len(composed.words) > 1:
            if by_letter:
                return composed.words[-1]
            sure = False
        return composed.words[0]

    return pattern.sub(word, text), sure


def undo_caps(name: str, address: str) -> Typed | None:
    """Caps Lock turns the case of what keys type, and leaves what is typed by its number: `nGUYễN` for Nguyễn."""
    if not any(not _is_cased(word) and not word.islower() for word in WORD.findall(f"{name} {address}")):
        return None
    if all(_is_cased(word) for word in WORD.findall(name)):
        return None
    for turn in (_turn_keys, str.swapcase):
        turned = turn(name)
        if all(_is_cased(word) for word in WORD.findall(turned)):
            return Typed(turned, turn(address), "caps_lock")
    return None


def _is_cased(word: str) -> bool:
    return word.isupper() or (word[0].isupper() and word[1:].islower())


def _turn_keys(text: str) -> str:
    return "".join(c.swapcase() if c.isascii() else c for c in text)


def undo_doubled(name: str, address: str) -> Typed | None:
    """Every key twice: seen when all words of the name are pairs, and none can be a word as it is."""
    words = WORD.findall(name)
    if not words or not all(len(word) % 2 == 0 and word[::2] == word[1::2] for word in words):
        return None
    if any(is_syllable(word) for word in words):
        return None
    halves = [WORD.sub(_half, text) for text in (name, address)]
    return Typed(halves[0], halves[1], "doubled")


def _half(found: re.Match[str]) -> str:
    word = found[0]
    return word[::2] if len(word) % 2 == 0 and word[::2] == word[1::2] else word
