"""What the description of the addresses says of their bodies: for whoever writes another client, and for testing tools."""

from __future__ import annotations

from typing import Any

from counter.wire.enrolment import ASK, LIMIT
from counter.wire.limits import MESSAGE


def _hex(length: int) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^[0-9a-f]{{{2 * length}}}$"}


_ENROLMENT: dict[str, Any] = {
    "type": "object",
    "required": ["v", "token", "public_key", "device", "ask", "signature"],
    "properties": {
        "v": {"const": 1},
        "token": {"type": "string", "pattern": "^[A-Za-z0-9_-]{22,128}$"},
        "public_key": _hex(32),
        "device": {"anyOf": [_hex(16), {"type": "null"}]},
        "ask": _hex(ASK),
        "signature": _hex(64),
    },
}

_TOKEN_ONLY = {
    "type": "object",
    "required": ["v", "token"],
    "properties": {"v": {"const": 1}, "token": _ENROLMENT["properties"]["token"]},
}

SIGNED_MESSAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A message of docs/protocol.md.",
        "content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary", "maxLength": MESSAGE}}
        },
    }
}


def _json_body(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "requestBody": {
            "required": True,
            "description": f"At most {LIMIT} bytes.",
            "content": {"application/json": {"schema": schema}},
        }
    }


ENROLMENT = _json_body(_ENROLMENT)
TOKEN_ONLY = _json_body(_TOKEN_ONLY)
