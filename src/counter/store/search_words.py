"""The words under which a dossier is found: names toned and untoned, numbers from their front and from their tail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from counter.domain.spelling import fold

_WORD = re.compile(r"\w+")


def name_words(text: str) -> list[str]:
    """The words of a name, lower case and NFC, tones kept."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def name_key(name: str) -> str:
    """The untoned words of a name in alphabetical order: equal for "Nguyễn Văn An" and "an nguyen van"."""
    return " ".join(sorted(fold(w) for w in name_words(name)))


def digit_words(number: str) -> list[str]:
    """A number as it is and turned round, so that a search by its tail is a search by a beginning."""
    digits = "".join(c for c in number if c.isascii() and c.isdecimal())
    return [digits, f"r{digits[::-1]}"] if digits else []


def dossier_words(names: Iterable[str | None], numbers: Iterable[str | None], codes: Iterable[str]) -> str:
    """Everything to be indexed for one dossier, as one line. A code is found by its tail here and whole by its own table."""
    words: dict[str, None] = {}
    for name in names:
        for word in name_words(name or ""):
            words[fold(word)] = None
            words[word] = None
    for number in numbers:
        words |= dict.fromkeys(digit_words(number or ""))
    for code in codes:
        words |= dict.fromkeys(digit_words(code.rpartition("-")[2]))
    return " ".join(words)
