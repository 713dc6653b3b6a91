"""Letters that middleware wrote in a form for machines: HTML, percent and backslash forms. All three say exactly which letter."""

from __future__ import annotations

import html
import re

from counter.domain.card.card import Fault

_HTML = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PERCENT_U = re.compile(r"%u([0-9A-Fa-f]{4})")
_BACKSLASH_U = re.compile(r"\\u([0-9A-Fa-f]{4})|\\u\{([0-9A-Fa-f]{1,6})\}")
_BACKSLASH_X = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
_BAR = re.compile("%[0-9]{8}%")  # here the sign is the separator
_ROUNDS = 3  # a form within a form: `&amp;#7885;`, `%25E1`


def unescape(text: str) -> tuple[str, list[Fault]]:
    """The text with every such form replaced by its letter, and which forms there were."""
    faults: list[Fault] = []
    for _ in range(_ROUNDS):
        before = text
        for fault, undo in (("html", _html), ("percent", _percent), ("escapes", _backslash)):
            plain = undo(text)
            if plain != text and fault not in faults:
                faults.append(fault)  # type: ignore[arg-type]
            text = plain
        if text == before:
            break
    return text, faults


def _html(text: str) -> str:
    return _HTML.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _percent(text: str) -> str:
    if "%" not in text or _BAR.search(text):
        return text
    plain = _PERCENT.sub(lambda found: _utf8(bytes.fromhex(found[0].replace("%", "")), found[0]), text)
    plain = _PERCENT_U.sub(lambda found: _letter(found[1], found[0]), plain)
    # The form of web forms writes blanks as plus signs, and then has no blank at all.
    return plain.replace("+", " ") if plain != text and " " not in text and "+" in text else plain


def _backslash(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _BACKSLASH_U.sub(lambda found: _letter(found[1] or found[2], found[0]), text)
    return _BACKSLASH_X.sub(lambda found: _utf8(bytes.fromhex(found[0].replace("\\x", "")), found[0]), plain)


def _utf8(held: bytes, otherwise: str) -> str:
    """The letters of those bytes. Where only some are whole, the rest shows that something is missing; else as written."""
    letters = held.decode("utf-8", "replace")
    return letters if "\ufffd" not in letters or any(letter.isalpha() for letter in letters) else otherwise


def _letter(digits: str, otherwise: str) -> str:
    point = int(digits, 16)
    return otherwise if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF else chr(point)
