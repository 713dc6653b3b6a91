"""The letters of Vietnamese that bear a mark: the 134 that a printer or a scanner can get wrong."""

from __future__ import annotations

import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""None, grave, acute, hook, tilde, dot: the order of dictionaries."""


def rows() -> tuple[str, ...]:
    """The small letters with a mark, one row a vowel (`àáảãạ`, `ăằắẳẵặ`, …), đ last: 67 in all."""
    found = ["".join(unicodedata.normalize("NFC", vowel + tone) for tone in TONES) for vowel in VOWELS]
    return (*(row if not row[0].isascii() else row[1:] for row in found), "đ")


ACCENTED = "".join(row + row.upper() for row in rows())
"""All 134, small and capital."""
