"""The body of an entry: UTF-8 JSON in NFC without floats, NUL or surrogates, at most 64 KiB; hashed as stored."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

LIMIT = 64 * 1024
DEPTH = 32
INTEGERS = 2**53
_TEXT, _PLAIN = {str}, {str, bool, type(None)}
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))


class BadBody(ValueError):
    """A body that may not enter the log. The text names the rule, never the content."""


def encode_body(body: dict[str, Any]) -> bytes:
    """The bytes of a body as they are hashed, stored and sent. Raises BadBody."""
    _check_kinds(body, 0)
    text = _ENCODER.encode(body)
    raw = _checked_text(text)
    if "\\u0000" in text:
        _check_nul(body)
    return raw


def decode_body(raw: bytes) -> dict[str, Any]:
    """A body read back from bytes that somebody else may have made. Raises BadBody for any break of the rules."""
    if len(raw) > LIMIT:
        raise BadBody(f"body of {len(raw)} bytes, at most {LIMIT}")
    depth, deepest = 0, 20 * DEPTH
    # Brackets inside strings only make this stricter than the parser's own limit; most bodies open too few to be walked.
    for byte in raw if raw.count(b"[") + raw.count(b"{") > deepest else b"":
        if byte in b"[{":
            depth += 1
            if depth > deepest:
                raise BadBody("nested too deep")
        elif byte in b"]}":
            depth -= 1
    try:
        body = json.loads(raw.decode(), parse_constant=_refuse, parse_float=_refuse)
    except BadBody:
        raise
    except (ValueError, RecursionError) as error:  # also a number of more digits than Python converts
        raise BadBody(f"not JSON: {type(error).__name__}") from None
    if not isinstance(body, dict):
        raise BadBody("not an object")
    _check_kinds(body, 0)
    # Escapes may have hidden what the bytes do not show, so the text is judged as it would be written by us.
    text = _ENCODER.encode(body)
    _checked_text(text, limited=False)
    if "\\u0000" in text:
        _check_nul(body)
    return body


def _refuse(_: str) -> float:
    raise BadBody("a float or a constant that JSON does not have")


def _checked_text(text: str, *, limited: bool = True) -> bytes:
    """Judged as one text: every part of an NFC text is NFC, and encoding finds a lone surrogate wherever it is."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raise BadBody("a lone surrogate") from None
    if limited and len(raw) > LIMIT:
        raise BadBody(f"body of {len(raw)} bytes, at most {LIMIT}")
    if not unicodedata.is_normalized("NFC", text):
        raise BadBody("text that is not NFC")
    return raw


def _check_kinds(held: Any, depth: int) -> None:
    """Only text, whole numbers, truth values, null, lists and objects; not too deep."""
    if depth > DEPTH:
        raise BadBody("nested too deep")
    if type(held) is dict:
        if not set(map(type, held)) <= _TEXT:
            raise BadBody("a key that is not text")
        held = held.values()
    for value in held:
        kind = type(value)
        if kind in _PLAIN:
            continue
        if kind is int:
            if abs(value) >= INTEGERS:
                raise BadBody("an integer beyond 2^53")
        elif kind is dict or kind is list or kind is tuple:
            _check_kinds(value, depth + 1)
        else:
            raise BadBody(f"a {kind.__name__}")


def _check_nul(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise BadBody("a NUL character")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_nul(key)
            _check_nul(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check_nul(item)
