"""Letters or marks that fell out of a scan without leaving a trace in their place."""

from __future__ import annotations

import re

from counter.domain.card.card import Why
from counter.domain.card.syllable import split_tone
from counter.domain.card.words import WORD, doubt_of_address, doubt_of_name, has_vowel

# Triệu, Hiền, Hường, Mười, Buổi, Nội without their middle letter; in names also Hội, Bội, Huệ, Tuệ.
_LEFT_BEHIND = re.compile("[bcdđghklmnpqrstvx]+(?:iu|in|ưng|ưi|ưn|ui)|ni", re.IGNORECASE)
_LEFT_IN_NAME = re.compile("[hb]i|[ht]u", re.IGNORECASE)
_LONE_VOWELS = frozenset("ÝÁÊÔ")
_PUNCTUATION = frozenset("’‘“”–—°№")
_LEAST_WORDS = 4
_MANY_MARKED = 9


def doubt_of_both(name: str, address: str) -> Why | None:
    """Why name and address, seen together, may have lost letters; None when nothing speaks for it.

    Nobody's name and address have no mark at all. Half of the marked letters hold a byte that some readers swallow (path
    through CP1252), those of Văn, Thị, tổ and phường among them: where none of these is left and there are many others,
    or a word such as a swallowed letter leaves behind, then Hưng may have been Hường. One sign of another alphabet or of a
    console's code page shows that some letters are not what they were."""
    text = f"{name} {address}"
    if text.isascii():
        return "lost" if len(WORD.findall(text)) >= _LEAST_WORDS else None
    marked = [letter for letter in text if not letter.isascii() and letter.isalpha()]
    if any(_is_foreign(letter) for letter in text):
        return "unusual"
    if any(_is_fragile(letter) for letter in marked):
        return "lost" if _lacks_vowel(name) or _lacks_vowel(address) else None
    lost = (
        len(marked) >= _MANY_MARKED
        or name.isupper()  # nearly all marked capitals hold such a byte
        or any(_LEFT_BEHIND.fullmatch(word) for word in WORD.findall(text))
        or _is_short(WORD.findall(name))
        or doubt_of_name(name)
        or doubt_of_address(address)
    )
    return "lost" if lost else None


def _is_short(words: list[str]) -> bool:
    """Whether a word of the name is what a swallowed letter leaves, or its first or last word is one letter."""
    ends = [word for word in words[:1] + words[-1:] if len(word) == 1 and word not in _LONE_VOWELS]
    return bool(ends) or any(_LEFT_IN_NAME.fullmatch(word) for word in words)


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and letter not in _PUNCTUATION and split_tone(letter.lower()) is None


def _is_fragile(letter: str) -> bool:
    return any(0x80 <= byte <= 0x9F for byte in letter.encode("utf-8"))


def _lacks_vowel(text: str) -> bool:
    """Whether some word in small letters has no vowel at all and is no abbreviation: its vowel fell out."""
    for found in WORD.finditer(text):
        word = found[0]
        dotted = text[found.end() : found.end() + 1] == "."
        if len(word) > 1 and not dotted and any(c.islower() for c in word) and not has_vowel(word):
            return True
    return False
