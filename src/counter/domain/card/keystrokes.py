"""Telex and VNI: the keys by which Vietnamese is typed, turned into the letters they stand for.

A reader set to type Vietnamese sends keys and counts on the input method to join them. Where that is off the keys
themselves arrive: `Nguyeexn` or `Nguye64n` for Nguyễn. Each key says exactly which letter or tone is meant.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from counter.domain.card.syllable import VOWELS, is_syllable, splits, tone_places

Method = Literal["telex", "vni"]

_TONE_MARKS = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_TELEX_TONES = dict(zip("sfrxj", _TONE_MARKS, strict=True))
_VNI_TONES = dict(zip("12345", _TONE_MARKS, strict=True))
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_BRACKETS = {"[": "ơ", "]": "ư", "{": "Ơ", "}": "Ư"}


@dataclass(frozen=True, slots=True)
class Composed:
    """What the keys of one word can mean: one syllable, or the two spellings of its tone (hòa, hoà).

    `within`: the tone was typed inside the word, right after its letter; `at_end`: after the last letter."""

    words: tuple[str, ...]
    within: bool = False
    at_end: bool = False


@dataclass(slots=True)
class _Keys:
    letters: list[str]
    tone: str = ""
    after: int = 0


def has_keys(word: str, method: Method) -> bool:
    """Whether some key of the word can be more than the letter it shows."""
    if method == "vni":
        return any(key in "123456789" for key in word) and any(key.isalpha() for key in word)
    lower = word.lower()
    doubled = any(pair in lower for pair in ("aa", "ee", "oo", "dd"))
    first = next((at for at, key in enumerate(lower) if key in VOWELS), len(lower))
    return (
        doubled
        or "w" in lower
        or any(key in _BRACKETS for key in word)
        or any(key in _TELEX_TONES for key in lower[first:])
    )


def compose(word: str, method: Method) -> Composed | None:
    """The syllables these keys type, or None when they type none. Case is that of each letter's first key."""
    keys = _type(word, method)
    if keys is None:
        return None
    found: dict[str, None] = {}
    for letters in _horned(keys.letters):
        for syllable in _toned(letters, keys):
            if is_syllable(syllable):
                found[syllable] = None
    within = bool(keys.tone) and keys.after < len(keys.letters)
    return Composed(tuple(found), within, bool(keys.tone) and not within) if found else None


def _type(word: str, method: Method) -> _Keys | None:
    keys = _Keys([])
    press = _press_telex if method == "telex" else _press_vni
    return keys if all(press(keys, key) for key in word) else None


def _press_telex(keys: _Keys, key: str) -> bool:
    lower = key.lower()
    letters = keys.letters
    if lower in _TELEX_TONES and _has_vowel(letters):
        return _press_tone(keys, _TELEX_TONES[lower])
    if lower in _CIRCUMFLEX and letters and letters[-1].lower() == _CIRCUMFLEX[lower]:
        letters[-1:] = [key, key]  # the third time gives the two letters themselves: xooong
        return True
    if lower in _CIRCUMFLEX and _change_last(letters, {lower: _CIRCUMFLEX[lower]}, near=True):
        return True
    if lower == "d" and letters and letters[-1] in "dD":
        letters[-1] = "đ" if letters[-1] == "d" else "Đ"
        return True
    if lower == "w":
        if not _change_last(letters, {"a": "ă"} | _HORN, near=False):
            letters.append("ư" if key == "w" else "Ư")
        return True
    letters.append(_BRACKETS.get(key, key))
    return letters[-1].isalpha()


def _press_vni(keys: _Keys, key: str) -> bool:
    if key in _VNI_TONES:
        return _has_vowel(keys.letters) and _press_tone(keys, _VNI_TONES[key])
    if key in "6789":
        change = {"6": _CIRCUMFLEX, "7": _HORN, "8": {"a": "ă"}, "9": {"d": "đ"}}[key]
        return _change_last(keys.letters, change, near=False)
    keys.letters.append(key)
    return key.isalpha()


def _press_tone(keys: _Keys, tone: str) -> bool:
    if keys.tone:
        return False
    keys.tone, keys.after = tone, len(keys.letters)
    return True


def _change_last(letters: list[str], change: dict[str, str], *, near: bool) -> bool:
    """Change the last letter that can be; `near`: only if no other vowel and no consonant comes after it."""
    for at in range(len(letters) - 1, -1, -1):
        new = change.get(letters[at].lower())
        if new is not None:
            letters[at] = new if letters[at].islower() else new.upper()
            return True
        if near:
            return False
    return False


def _horned(letters: list[str]) -> list[list[str]]:
    """One key for the horn may mean one letter or both: `uow` is ươ or uơ. Only one of them makes a syllable."""
    text = "".join(letters)
    lower = text.lower()
    readings = [letters]
    for pair in ("uơ", "ưo"):
        at = lower.find(pair)
        if at >= 0:
            both = ["ư" if letters[at].islower() else "Ư", "ơ" if letters[at + 1].islower() else "Ơ"]
            readings.insert(0, [*letters[:at], *both, *letters[at + 2 :]])
    return readings


def _toned(letters: list[str], keys: _Keys) -> list[str]:
    word = "".join(letters)
    if not keys.tone:
        return [word]
    places: list[int] = []
    for onset, rhyme in splits(word.lower()):
        places += [len(onset) + place for place in tone_places(rhyme)]
    places = places or [at for at, letter in enumerate(word.lower()) if letter in VOWELS]
    if keys.after < len(letters) and keys.after - 1 in places:
        places = [keys.after - 1]  # typed right after its letter
    return [unicodedata.normalize("NFC", word[: at + 1] + keys.tone + word[at + 1 :]) for at in dict.fromkeys(places)]


def _has_vowel(letters: list[str]) -> bool:
    return any(letter.lower() in VOWELS for letter in letters)
