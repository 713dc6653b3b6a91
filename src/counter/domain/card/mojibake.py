"""UTF-8 that was read with another code page (`TrÆ°Æ¡ng` for `Trương`), wholly or with bytes swallowed on the way."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata
from functools import cache

from counter.domain.card.card import Fault, Why
from counter.domain.card.words import LOST, all_vietnamese

# Code pages met on Vietnamese machines, on consoles, and in readers made in China.
_PAGES = ("cp1252", "cp1258", "latin-1", "cp437", "cp850", "cp1250", "cp1251", "cp1254", "mac-roman", "gb18030", "big5",
          "shift_jis", "euc_kr")  # fmt: skip
_LOSSY = ("cp1252", "cp1258")
_ROUNDS = 3
# The first byte of every Vietnamese letter in UTF-8, and the second of those with three.
_LETTER = re.compile(rb"[\xc3-\xc6\xcc][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]+")


def undo_mojibake(text: str) -> tuple[str, list[Fault], Why | None]:
    """The text as it was meant, the faults undone, and why it may still be wrong (each lost letter is U+FFFD).

    A text that is right already comes back as it is: it cannot be read as UTF-8 by way of any code page."""
    if text.isascii():
        return text, [], None
    readings = _whole(text)
    for _ in range(_ROUNDS - 1):  # read wrongly more than once
        again = {deeper for reading in readings for deeper in _whole(reading)}
        readings = again or readings
    if readings:
        likely = sorted(reading for reading in readings if all_vietnamese(reading)) or sorted(readings)
        return likely[0], ["mojibake"], "ambiguous" if len(likely) > 1 else None
    partly = _partly(text)
    if partly is not None:
        return partly, ["mojibake"], "lost"
    other = _other_page(text)
    if other is not None:
        return other, ["code_page"], None
    return text, [], "lost" if LOST in text else None


def _whole(text: str) -> set[str]:
    """Every text whose UTF-8 some code page reads as `text`."""
    readings: set[str] = set()
    if text.isascii():
        return readings
    for page in _PAGES:
        held = _bytes(text, page)
        if held is not None and _LETTER.search(held):
            with contextlib.suppress(UnicodeDecodeError):
                readings.add(held.decode("utf-8"))
    return readings


def _partly(text: str) -> str | None:
    """Read what is whole; each letter of which bytes are missing becomes one U+FFFD. None when it is no such text."""
    for page in _LOSSY:
        held = _bytes(text, page, lost=0xFF)
        if held is not None and _LETTER.search(held):
            return _HIGH.sub(lambda found: _letters(found[0]).encode("utf-8"), held).decode("utf-8")
    return None


def _letters(held: bytes) -> str:
    out: list[str] = []
    at = 0
    while at < len(held):
        found = _LETTER.match(held, at)
        if found is not None:
            out.append(found[0].decode("utf-8"))
            at = found.end()
            continue
        at += 1
        while at < len(held) and not 0xC2 <= held[at] <= 0xF4:
            at += 1
        out.append(LOST)
    return "".join(out)


def _other_page(text: str) -> str | None:
    """Windows' own Vietnamese code page read with the Western one: only when all of it then is Vietnamese."""
    held = _bytes(text, "cp1252")
    if held is None or all_vietnamese(text):
        return None
    try:
        other = unicodedata.normalize("NFC", held.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    return other if other != text and all_vietnamese(other) else None


def _bytes(text: str, page: str, lost: int | None = None) -> bytes | None:
    """The bytes that this page reads as `text`; None when it cannot. A control character of C1 stands for its byte."""
    if page in ("gb18030", "big5", "shift_jis", "euc_kr"):
        try:
            return text.encode(page)
        except UnicodeEncodeError:
            return None
    try:
        return codecs.charmap_encode(text, "strict", _table(page, lost))[0]
    except UnicodeEncodeError:
        return None


@cache
def _table(page: str, lost: int | None) -> dict[int, int]:
    table = {byte: byte for byte in range(0x80, 0xA0)}
    if lost is not None:
        table[ord(LOST)] = lost
    for byte in range(256):
        with contextlib.suppress(UnicodeDecodeError):
            table[ord(bytes([byte]).decode(page))] = byte
    return table
