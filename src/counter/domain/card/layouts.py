"""Keyboard layouts: what a reader that presses the keys of one layout types when Windows expects another.

Only what keys typed is turned back. Letters that came by their number are those of the card already; where a sign can be
either (on the French layout `à` is the key of 0), the word decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from counter.domain.card.syllable import is_syllable
from counter.domain.card.words import CODE_NOUNS, LOT_NOUNS, WORD
from counter.domain.spelling import fold

_US = "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
_FRENCH = "&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"
_BELGIAN = "&é\"'(§è!çà)-azertyuiop^$µqsdfghjklmùwxcvbn,;:=1234567890°_AZERTYUIOP¨*£QSDFGHJKLM%WXCVBN?./+"
_VIETNAMESE_DIGITS = {
    "đ": "0", "ă": "1", "â": "2", "ê": "3", "ô": "4", "\u0300": "5", "\u0309": "6", "\u0303": "7", "\u0301": "8", "\u0323": "9",
}  # fmt: skip
_WORD = re.compile(r"[^\s]+")
_NINE_MOVED = re.compile("\u0323[\u0300\u0301\u0303\u0309]")
_ALSO_DIGITS = frozenset("ăâêôđ") - {"đ"}
_NUMBERED = CODE_NOUNS | {"tdp", "kp", "pho", "ql", "tl", "p"}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ALSO_LETTERS = frozenset("éèàù")


@dataclass(frozen=True, slots=True)
class Retyped:
    """The scan as the right layout would have typed it, with `|` between its fields; `sure`: only this can be meant."""

    text: str
    sure: bool


_TYPED: dict[str, dict[int, int] | dict[int, str]] = {
    "french": str.maketrans(_US, _FRENCH),
    "german": str.maketrans("yzYZ-_/?", "zyZYß?-_"),
    "vietnamese": str.maketrans({digit: typed for typed, digit in _VIETNAMESE_DIGITS.items()}),
}
LAYOUTS = tuple(_TYPED)


def typed_on(layout: str, text: str) -> str:
    """What a reader that presses the keys of an American keyboard types where Windows has this layout.

    Raises KeyError for a layout that is not in LAYOUTS."""
    return text.translate(_TYPED[layout])


def retype(text: str) -> Iterator[Retyped]:
    """The scan under each layout that its first twelve signs fit: they are the digits of the personal number."""
    for layout in (_FRENCH, _BELGIAN):
        keys = {typed: key for key, typed in zip(_US, layout, strict=True) if not ("0" <= typed <= "9")}
        digits = "".join(re.escape(typed) for typed, key in keys.items() if key.isdigit())
        bar = next(typed for typed, key in keys.items() if key == "|")
        if re.match(rf"(?:[{digits}]{{12}}|[0-9]{{12}})[{re.escape(bar)}|]", text):
            yield _retype_latin(text, keys, bar)
    vietnamese = _retype_vietnamese(text)
    if vietnamese is not None:
        yield vietnamese


def swap_german(text: str) -> str:
    """z and y change places on the German layout."""
    return text.translate(str.maketrans("yzYZ", "zyZY"))


def _retype_latin(text: str, keys: dict[str, str], bar: str) -> Retyped:
    sure = True
    fields = re.split(f"[{re.escape(bar)}|]", text)
    out: list[str] = []
    for field in fields:
        before = ""
        words: list[str] = []
        for word in field.split(" "):
            plain, certain = _retype_word(word, keys, before)
            sure = sure and certain
            before = fold(plain)
            words.append(plain)
        out.append(" ".join(words))
    return Retyped("|".join(out), sure)


def _retype_word(word: str, keys: dict[str, str], noun: str) -> tuple[str, bool]:
    """All signs as keys, or with those that can be Vietnamese letters left as letters: whichever is a word."""
    as_keys = "".join(keys.get(sign, sign) for sign in word)
    if not _ALSO_LETTERS & set(word):
        return as_keys, True
    as_letters = "".join(sign if sign in _ALSO_LETTERS else keys.get(sign, sign) for sign in word)
    letters = WORD.findall(as_letters)
    if letters and all(_is_word(one, _ALSO_LETTERS) for one in letters):
        return as_letters, not (noun in LOT_NOUNS and re.fullmatch("[A-Z][0-9]+[,.]?", as_keys))
    return as_keys, True


def _retype_vietnamese(text: str) -> Retyped | None:
    """Microsoft's Vietnamese layout has letters and tones where others have digits.

    As typed, a tone that stands alone is a digit. Where somebody has joined tones to letters since, only words tell."""
    joined = unicodedata.is_normalized("NFC", text)
    signs = "".join(_tones_apart(text)) if joined else text
    if len(signs) < 13 or not all(sign in _VIETNAMESE_DIGITS for sign in signs[:12]):
        return None
    if joined and _NINE_MOVED.search(signs):
        return None  # joining has put each 9 before its neighbours: the order of the digits is lost
    sure = True
    out: list[str] = []
    for field in signs.split("|"):
        before = ""
        words = []
        for word in field.split(" "):
            plain, certain = _digits_of_word(word, joined, before)
            sure = sure and certain
            before = fold(plain)
            words.append(plain)
        out.append(" ".join(words))
    return Retyped("|".join(out), sure)


def _tones_apart(text: str) -> Iterator[str]:
    """Letters with their vowel mark, tones as signs of their own."""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        kept = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        if kept:
            yield kept
        yield from (part for part in parts if part in _TONES)


def _is_word(letters: str, signs: frozenset[str]) -> bool:
    """Whether they are letters rather than keys of digits: a syllable that does not begin with one, in one case."""
    cased = letters.islower() or letters.isupper() or (letters[0].isupper() and letters[1:].islower())
    return cased and is_syllable(letters) and (letters[0] not in signs or len(letters) > 2) and len(letters) > 1


def _digits_of_word(word: str, joined: bool, noun: str) -> tuple[str, bool]:
    """Vowels and đ are letters where the word then is one; else they are digits."""
    as_digits = "".join(_VIETNAMESE_DIGITS.get(sign, sign) for sign in word)
    if as_digits == word:
        return word, True
    if as_digits.isdigit() and len(word) > 1:
        return as_digits, noun in _NUMBERED or not (word.isalpha() and is_syllable(word))
    if joined:
        as_letters = unicodedata.normalize("NFC", word)
    else:
        as_letters = "".join(_VIETNAMESE_DIGITS[sign] if sign in _TONES else sign for sign in word)
    letters = WORD.findall(as_letters)
    if letters and all(_is_word(one, _ALSO_DIGITS) for one in letters):
        return as_letters, True
    alone = as_letters.strip(",;")
    if alone == "đ." or (alone == "ô" and noun not in _NUMBERED):
        return as_digits, False  # tổ 4 or the word ô, 0 or đường
    return as_digits, not joined or as_digits.strip(",.").isdigit()


def digits_meant(text: str) -> str:
    """A run of digits as its reader meant it, whatever layout it was typed through; other text as it is."""
    if text.isascii() and text.isdigit():
        return text
    for layout in (_FRENCH, _BELGIAN):
        keys = {typed: key for key, typed in zip(_US, layout, strict=True) if key.isdigit()}
        if all(sign in keys for sign in text):
            return "".join(keys[sign] for sign in text)
    signs = list(_tones_apart(text))
    if all(sign in _VIETNAMESE_DIGITS for sign in signs):
        return "".join(_VIETNAMESE_DIGITS[sign] for sign in signs)
    return text
