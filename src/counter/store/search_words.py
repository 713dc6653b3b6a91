"""The words under which a dossier is found: names toned and untoned, numbers from their front and from their tail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from counter.domain.spelling import fold

_WORD = re.compile(r"[^\W_]+")
_COMMON = re.compile("[\x00-\u024f\u1e00-\u1eff]*")
# Characters of their own, with which no name begins: a number turned round, and a whole name in one word.
TAIL, WHOLE = "\ue000", "\ue001"


def name_words(text: str) -> list[str]:
    """The words of a name, lower case and NFC, tones kept."""
    return _words(unicodedata.normalize("NFC", text).lower())


def _words(text: str) -> list[str]:
    """Words that the index takes for one word too: it knows the letters of an older Unicode than Python does."""
    if _COMMON.fullmatch(text) is None:
        text = "".join(c if unicodedata.ucd_3_2_0.category(c)[0] in "LN" else " " for c in text)
    return _WORD.findall(text)


def whole_name(words: Iterable[str]) -> str:
    """One word for a whole name in any order: equal for "Nguyễn Văn An" and "an nguyễn văn"."""
    return WHOLE + "".join(sorted(words))


def digit_words(number: str) -> list[str]:
    """A number as it is and turned round, so that a search by its tail is a search by a beginning."""
    digits = number if number.isascii() and number.isdecimal() else "".join(re.findall("[0-9]", number))
    return [digits, TAIL + digits[::-1]] if digits else []


def code_words(code: str) -> list[str]:
    """Date and serial of a code, from both ends. Whole codes, with their body, are found by a table of their own."""
    return digit_words("".join(code.split("-")[-2:]))


def dossier_words(names: Iterable[str | None], numbers: Iterable[str | None], codes: Iterable[str]) -> str:
    """Everything to be indexed for one dossier, as one line, each word once."""
    words: list[str] = []
    for name in names:
        if name:
            for spelled in (_words(fold(name)), name_words(name)):
                words += spelled
                words.append(whole_name(spelled))
    for number in numbers:
        words += digit_words(number or "")
    for code in codes:
        words += code_words(code)
    return " ".join(dict.fromkeys(words))
