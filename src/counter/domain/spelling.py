"""One spelling for every text: NFC, nothing invisible; and the folded form in which Vietnamese is searched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_D = {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}
# Bidi controls, zero-width characters, fillers, variation selectors, tags and the byte order mark change what a line looks
# like, not what it says; the joiner U+034F keeps a mark from its letter.
_INVISIBLE = dict.fromkeys((
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0200),
))  # fmt: skip
# Everything that `clean` takes out or turns into a blank.
_ODD = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ff]"
)


def clean(text: str) -> str:
    """NFC, without control, bidi or lone surrogate characters, with single spaces and no blank ends.

    Line breaks become spaces. Use it at every input: decomposed text prints with its marks beside the letters."""
    if _ODD.search(text) is not None:
        text = text.translate(_INVISIBLE)
        text = "".join(
            " " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c
            for c in text
            if not 0xD800 <= ord(c) <= 0xDFFF
        )
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    """Lower case without tone and vowel marks and with đ as d: the form in which names are found untoned."""
    plain = text.translate(_plain())
    return plain.lower() if plain.isascii() else _fold(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@cache
def _plain() -> dict[int, str]:
    """The letters with marks of Vietnamese and of its neighbours in the code charts: names hold hardly any others."""
    codes = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    return {code: folded for code in codes if (folded := _fold(chr(code))).isascii()}
