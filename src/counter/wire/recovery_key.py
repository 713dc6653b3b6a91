"""The province's recovery key as counters get it: the public half, signed by the province (docs/protocol.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.frame import Type, frame, unframe
from counter.wire.request import Forged

RECOVERY_KEY = 32
PATH = "/v1/recovery-key"
LIMIT = 128  # bytes of the message
_CONTEXT = b"counter recovery key 1"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What keys of databases are wrapped with. `set_ms`: when the province took it into use (Unix time in milliseconds);
    of two the later one counts, so that an old answer heard again changes nothing. `public`: X25519."""

    set_ms: int
    public: bytes

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits in groups of four, for people to compare."""
        return fingerprint(self.public)


def fingerprint(public: bytes) -> str:
    """The same of the public half alone."""
    digits = hashlib.sha256(b"counter recovery key name 1" + public).hexdigest()[:32]
    return " ".join(digits[i : i + 4] for i in range(0, 32, 4))


def write_recovery_key(key: RecoveryKey, private_key: bytes) -> bytes:
    """The message, signed by the province."""
    w = Writer()
    w.varint(key.set_ms)
    w.raw(key.public)
    content = w.done()
    return frame(Type.RECOVERY_KEY, content + sign(private_key, _CONTEXT + hashlib.sha256(content).digest()))


def read_recovery_key(message: bytes, province_key: bytes) -> RecoveryKey:
    """Raises BadMessage, Forged."""
    _, content = unframe(message, Type.RECOVERY_KEY, most=LIMIT)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    content, signature = content[:-SIGNATURE], content[-SIGNATURE:]
    r = Reader(content)
    key = RecoveryKey(r.varint(2**53), r.raw(RECOVERY_KEY))
    r.end()
    if not verified(province_key, _CONTEXT + hashlib.sha256(content).digest(), signature):
        raise Forged("a signature that does not fit")
    return key
