"""The scan as it comes from reader or file: bytes to text, without what a reader adds around and between the letters."""

from __future__ import annotations

import re

from counter.domain.card.card import Fault
from counter.domain.sentence import Refused, Sentence

# A card holds some 200 characters. Damage stretches them: each byte typed as four digits, and all of it sent twice.
RAW_LIMIT = 4096
LIMIT = 1024

_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9](?=[0-9]{12})")
# C0 without tab and line ends, which may stand for separators; C1 stays, it may be half of a letter (see mojibake).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_AROUND = " \t\r\n"


def arrive(raw: str | bytes) -> tuple[str, list[Fault]]:
    """The text of a scan and the faults undone to get it. Raises Refused (field "card") when it is too long for a card."""
    if len(raw) > RAW_LIMIT:
        raise Refused("card", Sentence("card.too_long"))
    faults: list[Fault] = []
    text = _decode(raw, faults)
    kept = _CONTROLS.sub("", text.strip(_AROUND).removeprefix("\ufeff"))
    if len(kept) != len(text.strip(_AROUND).removeprefix("\ufeff")):
        faults.append("control_characters")
    kept = kept.strip(_AROUND)
    return _SYMBOLOGY.sub("", kept), faults


def without_controls(text: str) -> str:
    """The text without control and zero-width characters, which unescaping may have brought to light."""
    return _CONTROLS.sub("", text)


def refuse_hidden(text: str) -> None:
    """Raises Refused (field "card") for characters that turn the direction of writing: no card has any."""
    if BIDI.search(text):
        raise Refused("card", Sentence("card.hidden"))


def _decode(raw: str | bytes, faults: list[Fault]) -> str:
    wide = _utf16(raw)
    if wide is not None:
        faults.append("utf16")
        return wide
    held = raw if isinstance(raw, bytes) else _bytes(raw)
    if held is None:
        return raw if isinstance(raw, str) else ""
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        faults.append("not_utf8")
        return held.decode("latin-1")


def _bytes(raw: str) -> bytes | None:
    """None for a text that is right. Bytes that Python could not decode come as lone surrogates; any other is no letter."""
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return raw.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return raw.encode("utf-8", "replace")
    return None


def _utf16(raw: str | bytes) -> str | None:
    """Two bytes a character, seen as one each: every other one is NUL as far as the letters are ASCII."""
    if isinstance(raw, str):
        try:
            held = raw.encode("latin-1")
        except UnicodeEncodeError:
            return None
    else:
        held = raw
    if held.startswith((b"\xff\xfe", b"\xfe\xff")):
        return held.decode("utf-16", "replace")
    for codec, number in (("utf-16-le", rb"(?:[0-9]\x00){12}"), ("utf-16-be", rb"(?:\x00[0-9]){12}")):
        found = re.search(number, held)
        if found is not None and b"\x00" not in held[: found.start()]:
            wide = held[found.start() :].rstrip(b"\r\n")
            try:
                return wide[: len(wide) // 2 * 2].decode(codec)
            except UnicodeDecodeError:
                return None
    return None
