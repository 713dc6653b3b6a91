"""The outermost layer: a mark, the protocol's version, what kind of message follows; so that nothing else is parsed."""

from __future__ import annotations

from enum import IntEnum

from counter.wire.binary import BadMessage
from counter.wire.limits import MESSAGE

MARK = 0xC7
VERSION = 1
CONTENT_TYPE = "application/x-counter"


class Type(IntEnum):
    """What a message is. 16 to 19 are files that are carried or kept (see `bundle`, `recovery`)."""

    SYNC_REQUEST = 1
    SYNC_REPLY = 2
    SEND_WHOLE = 3
    CATALOGUE = 4
    STATEMENT_REQUEST = 5
    STATEMENT = 6
    RECOVERY_KEY = 7
    WRAPPED_KEY = 18
    RECOVERY_REQUEST = 19


class OtherVersion(BadMessage):
    """A message of a protocol version that this program does not speak."""


def frame(kind: Type, content: bytes) -> bytes:
    """A whole message."""
    return bytes((MARK, VERSION, kind)) + content


def unframe(message: bytes, *kinds: Type, most: int = MESSAGE) -> tuple[Type, bytes]:
    """The kind and content of a message of one of `kinds`. Raises BadMessage, OtherVersion."""
    if len(message) > most:
        raise BadMessage("a message beyond its limit")
    if len(message) < 3 or message[0] != MARK:
        raise BadMessage("not a message of this protocol")
    if message[1] != VERSION:
        raise OtherVersion(f"protocol version {message[1]}")
    if message[2] not in kinds:
        raise BadMessage("a message of another kind")
    return Type(message[2]), message[3:]
