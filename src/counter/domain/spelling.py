"""One spelling for every text: NFC, nothing invisible; and the folded form in which Vietnamese is searched."""

from __future__ import annotations

import unicodedata

_D = {ord("đ"): "d", ord("Đ"): "D", ord("ð"): "d", ord("Ð"): "D"}
# Bidi controls, zero-width characters and the byte order mark change what a line looks like, not what it says.
_INVISIBLE = {
    cp: None
    for cp in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF)
}


def clean(text: str) -> str:
    """NFC, without control, bidi or lone surrogate characters, with single spaces and no blank ends.

    Line breaks become spaces. Use it at every input: decomposed text prints with its marks beside the letters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = text.translate(_INVISIBLE)
    kept = (
        " " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c
        for c in text
        if not 0xD800 <= ord(c) <= 0xDFFF
    )
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def fold(text: str) -> str:
    """Lower case without tone and vowel marks and with đ as d: the form in which names are found untoned."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
