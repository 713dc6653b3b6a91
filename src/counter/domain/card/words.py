"""What of a name or an address cannot be right as it stands, judged word by word."""

from __future__ import annotations

import re
import unicodedata

from counter.domain.card.card import Why
from counter.domain.card.syllable import VOWELS, is_syllable, split_tone
from counter.domain.spelling import fold

LOST = "\ufffd"
WORD = re.compile(r"[^\W\d_]+")

_TOKEN = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[0-9]+[A-Za-zĐđ]{0,2}[0-9]*|[A-ZĐ]{1,4}[0-9]+[A-Za-z]?[0-9]*")
_GLUED = re.compile(r"(?:tổ|thôn|khu|xóm|đội|ấp|lô|số|ngõ|kp|tdp|tầng|phòng)[0-9]+[A-Za-z]?", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_]|[ .'’-])*")
_ADDRESS = re.compile(r"(?:[^\W_]|[ .,;:/()&+#'’\"“”–—_°№-])*")
# phường and đường without the letters that some readers swallow; small words that may begin with a vowel.
_REMAINS = frozenset({"phưng", "ưng", "ng"})
_VOWEL_FIRST = frozenset({"ấp", "ô", "ở", "âu", "ao", "ấu"})
_LONGEST_ABBREVIATION = 5


def _folded(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What a single letter or number may follow (khu B, tổ 5), and those of them that have a letter and three digits (lô B225).
CODE_NOUNS = _folded(
    "lo khu day nha toa block phong can o ngach hem ngo zone duong cum to thon so kiot ki tang ke xom doi ap"
)
LOT_NOUNS = _folded("lo can phong block toa o so nha ki kiot kiosk")


def doubt_of_name(name: str) -> Why | None:
    """Why a name may be wrong, or None. A single capital letter as last word is left alone: it may be an initial."""
    if LOST in name:
        return "lost"
    if _NAME.fullmatch(name) is None or unicodedata.normalize("NFC", name) != name:
        return "unusual"
    words = WORD.findall(name)
    capitals = any(word[0].isupper() for word in words)
    for at, word in enumerate(words):
        if is_syllable(word):
            if capitals and word[0].islower() and fold(word[0]) in VOWELS:
                return "lost"  # the capital before the vowel is gone: Đ is the letter that falls out
        elif not (len(word) == 1 and word.isupper() and word.isascii() and at == len(words) - 1 > 0):
            return "unusual" if has_vowel(word) else "lost"
    return None


def doubt_of_address(address: str) -> Why | None:
    """Why an address may be wrong, or None. Abbreviations and codes such as `TDP`, `Tx.`, `12A`, `CT3` are right."""
    if LOST in address:
        return "lost"
    if _ADDRESS.fullmatch(address) is None or unicodedata.normalize("NFC", address) != address:
        return "unusual"
    shouted = not any(letter.islower() for letter in address)
    before = ""
    for found in _TOKEN.finditer(address):
        token = found[0]
        dotted = address[found.end() : found.end() + 1] == "."
        if any(sign.isdigit() for sign in token):
            why = _doubt_of_code(token)
        else:
            why = _doubt_of_word(token, before, dotted=dotted, shouted=shouted)
        if why is not None:
            return why
        before = fold(token)
    return None


def all_vietnamese(text: str) -> bool:
    """Whether every word that has a marked letter is a syllable, and there is no letter that Vietnamese does not have."""
    marked = [word for word in WORD.findall(text) if not word.isascii()]
    odd = any(not c.isascii() and not c.isalpha() and unicodedata.category(c) != "Pd" for c in text)
    return bool(marked) and not odd and all(is_syllable(word) for word in marked)


def has_vowel(word: str) -> bool:
    """Whether there is a vowel in it, with or without marks."""
    return any(fold(letter) in VOWELS for letter in word)


def _doubt_of_code(token: str) -> Why | None:
    right = (token.isascii() and token.isdecimal()) or _CODE.fullmatch(token) or _GLUED.fullmatch(token)
    return None if right else "unusual"


def _doubt_of_word(word: str, before: str, *, dotted: bool, shouted: bool) -> Why | None:
    if dotted and len(word) < _LONGEST_ABBREVIATION:
        return None
    if is_syllable(word):
        return "ambiguous" if _typed_away(word) else "lost" if _beheaded(word) else None
    capitals = word.isupper() and len(word) <= _LONGEST_ABBREVIATION
    if has_vowel(word):
        return None if capitals and not shouted and word.isascii() else "unusual"
    if len(word) == 1:
        return None if capitals and before in CODE_NOUNS else "lost"
    return None if capitals else "lost"


def _beheaded(word: str) -> bool:
    """A small vowel at the beginning: the `đ` before it fell out. So did the middle of `phưng`."""
    lower = word.lower()
    return lower in _REMAINS or (word[0].islower() and fold(word[0]) in VOWELS and lower not in _VOWEL_FIRST)


def _typed_away(word: str) -> bool:
    """Syllables that an input method makes of a code: `A5` becomes Ạ, `Khu5` becomes Khụ."""
    split = split_tone(word.lower())
    if split is None or not split[1]:
        return False
    plain = split[0]
    return (len(plain) == 1 and plain != "y" and word.isupper()) or plain == "khu"
