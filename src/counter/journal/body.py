"""The body of an entry: UTF-8 JSON in NFC without floats, NUL or surrogates, at most 64 KiB; hashed as stored."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

LIMIT = 64 * 1024
DEPTH = 32
INTEGERS = 2**53


class BadBody(ValueError):
    """A body that may not enter the log. The text names the rule, never the content."""


def encode_body(body: dict[str, Any]) -> bytes:
    """The bytes of a body as they are hashed, stored and sent. Raises BadBody."""
    _check(body, 0)
    raw = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    if len(raw) > LIMIT:
        raise BadBody(f"body of {len(raw)} bytes, at most {LIMIT}")
    return raw


def decode_body(raw: bytes) -> dict[str, Any]:
    """A body read back from bytes that somebody else may have made. Raises BadBody for any break of the rules."""
    if len(raw) > LIMIT:
        raise BadBody(f"body of {len(raw)} bytes, at most {LIMIT}")
    depth = 0
    for byte in raw:  # brackets inside strings only make this stricter than the parser's own limit
        if byte in b"[{":
            depth += 1
            if depth > 20 * DEPTH:
                raise BadBody("nested too deep")
        elif byte in b"]}":
            depth -= 1
    try:
        body = json.loads(raw.decode(), parse_constant=_refuse, parse_float=_refuse)
    except (UnicodeDecodeError, RecursionError, json.JSONDecodeError) as error:
        raise BadBody(f"not JSON: {type(error).__name__}") from None
    if not isinstance(body, dict):
        raise BadBody("not an object")
    _check(body, 0)
    return body


def _refuse(_: str) -> float:
    raise BadBody("a float or a constant that JSON does not have")


def _check(value: Any, depth: int) -> None:
    if depth > DEPTH:
        raise BadBody("nested too deep")
    if isinstance(value, str):
        if not value.isascii():
            if not unicodedata.is_normalized("NFC", value):
                raise BadBody("text that is not NFC")
            if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
                raise BadBody("a lone surrogate")
        if "\0" in value:
            raise BadBody("a NUL character")
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise BadBody("a key that is not text")
            _check(key, depth)
            _check(item, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        if abs(value) >= INTEGERS:
            raise BadBody("an integer beyond 2^53")
    else:
        raise BadBody(f"a {type(value).__name__}")
