"""One immutable fact: its envelope as bytes, its salted body, and the hash that chains it to the fact before."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from datetime import date

DEVICE, HASH, SUBJECT, SESSION, BOOT, SALT = 16, 32, 16, 8, 8, 8
_FIXED = struct.Struct(">16sQQ32s16s8sqhQ8sI")
_ENDS = (1, 1 + HASH)  # bytes that say: no parent, a parent
FORM = 1  # version of this layout; the first byte of every envelope


class BadEntry(ValueError):
    """Bytes that are not an envelope of this form."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about an entry but its body.

    `prev`: hash of the entry before in this (device, epoch). `parent`: hash of the last entry of the same subject that
    this device had seen. `wall_ms`: UTC milliseconds as the clock said, with `offset` in minutes; data, never order.
    `monotonic_ms` counts within the boot named by `boot`. `day`: the business day."""

    device: bytes
    epoch: int
    seq: int
    prev: bytes
    kind: str
    version: int
    subject: bytes
    parent: bytes | None
    actor: str
    session: bytes
    wall_ms: int
    offset: int
    monotonic_ms: int
    boot: bytes
    day: date

    def encode(self) -> bytes:
        """The bytes that are hashed and stored; `decode` reads them back to an equal envelope."""
        kind, actor = self.kind.encode(), self.actor.encode()
        return b"".join((
            bytes((FORM,)),
            _FIXED.pack(
                self.device, self.epoch, self.seq, self.prev, self.subject, self.session, self.wall_ms, self.offset,
                self.monotonic_ms, self.boot, self.day.toordinal(),
            ),
            struct.pack(">HB", self.version, len(kind)), kind,
            bytes((len(actor),)), actor,
            b"\0" if self.parent is None else b"\1" + self.parent,
        ))  # fmt: skip

    @classmethod
    def decode(cls, raw: bytes) -> Envelope:
        """Raises BadEntry for anything `encode` could not have made."""
        try:
            if raw[0] != FORM:
                raise BadEntry(f"envelope form {raw[0]}")
            device, epoch, seq, prev, subject, session, wall, offset, mono, boot, day = _FIXED.unpack_from(raw, 1)
            at = 1 + _FIXED.size
            version, length = struct.unpack_from(">HB", raw, at)
            kind = raw[at + 3 : at + 3 + length].decode()
            at += 3 + length
            actor = raw[at + 1 : at + 1 + raw[at]].decode()
            at += 1 + raw[at]
            # All before is read in one way only, so nothing but the end is left that could not have been written.
            if len(raw) != at + _ENDS[raw[at]]:
                raise BadEntry("bytes left over or missing")
            parent = raw[at + 1 :] if raw[at] else None
            return cls(
                device, epoch, seq, prev, kind, version, subject, parent, actor, session, wall, offset, mono, boot,
                date.fromordinal(day),
            )  # fmt: skip
        except BadEntry:
            raise
        except (IndexError, struct.error, UnicodeDecodeError, ValueError, OverflowError) as error:
            raise BadEntry(type(error).__name__) from None


def body_digest(salt: bytes, body: bytes) -> bytes:
    """What of the body enters the hash. Salted, since an unsalted hash of a 12-digit number can be guessed; with it a
    body can be erased by law while the chain still verifies."""
    return hashlib.sha256(salt + body).digest()


def entry_hash(envelope: bytes, digest: bytes) -> bytes:
    """The hash that names an entry and that the next one carries as `prev`."""
    return hashlib.sha256(envelope + digest).digest()


@dataclass(frozen=True, slots=True)
class Entry:
    """An envelope (decoded and as bytes), the body as bytes, and the hash over both."""

    envelope: Envelope
    raw: bytes
    salt: bytes
    body: bytes
    hash: bytes = field(default=b"")

    @classmethod
    def seal(cls, envelope: Envelope, salt: bytes, body: bytes) -> Entry:
        """Make the entry: encodes the envelope once and computes the hash from the very bytes that will be stored."""
        raw = envelope.encode()
        return cls(envelope, raw, salt, body, entry_hash(raw, body_digest(salt, body)))

    @classmethod
    def open(cls, raw: bytes, salt: bytes, body: bytes) -> Entry:
        """Read a stored or received entry; the hash is computed, never believed. Raises BadEntry."""
        return cls(Envelope.decode(raw), raw, salt, body, entry_hash(raw, body_digest(salt, body)))


def first_prev(device: bytes, epoch: int) -> bytes:
    """The `prev` of the first entry of a log: every (device, epoch) starts from its own constant."""
    return hashlib.sha256(b"counter log" + device + epoch.to_bytes(8, "big")).digest()


def subject_of(device: bytes, epoch: int, seq: int) -> bytes:
    """The id of a dossier follows from the slot of its first entry, so the wire need not carry it."""
    return hashlib.sha256(b"counter subject" + device + struct.pack(">QQ", epoch, seq)).digest()[:SUBJECT]
