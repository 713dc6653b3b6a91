"""The province's statement of what it holds of a counter: asked with a nonce, computed from its rows, signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.journal.entry import DEVICE, HASH
from counter.journal.leaves import NOTHING, SHORT, Span, Sum, cut
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.frame import Type, frame, unframe
from counter.wire.reply import GENERATION
from counter.wire.request import Forged

NONCE = 16
PARTS = 64  # in one request
FAN = 512  # pieces a part is cut into
PIECES = 4096  # in one request
_ASKED, _SAID = b"counter statement request 1", b"counter statement 1"
_COUNT = 2**53


@dataclass(frozen=True, slots=True)
class Part:
    """A span of one log and into how many pieces it is to be cut. `fan` 1: the whole of it with its head and digest.

    `head`: our hash at the end of the span, where it lies apart in the province's quarantine; b"": in the log itself."""

    epoch: int
    span: Span
    fan: int = 1
    head: bytes = b""

    def pieces(self) -> list[Span]:
        """The spans that the answer speaks of."""
        return cut(self.span, self.fan)


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """What a device asks. `nonce` is new each time; `wall_ms` is its clock, `day` its business day: both only data."""

    device: bytes
    nonce: bytes
    wall_ms: int
    day: date
    parts: tuple[Part, ...]

    @property
    def content(self) -> bytes:
        """Everything but the signature."""
        w = Writer()
        w.raw(self.device)
        w.raw(self.nonce)
        w.varints((self.wall_ms, self.day.toordinal(), len(self.parts)))
        for part in self.parts:
            w.varints((part.epoch, bool(part.head), part.span.first, part.span.slots, part.fan))
            w.raw(part.head)
        return w.done()

    @property
    def digest(self) -> bytes:
        """What the province's signature says it answers to."""
        return hashlib.sha256(self.content).digest()


@dataclass(frozen=True, slots=True)
class Statement:
    """What the province says it holds, of each part of the request in its order; at its own time `at_ms`.

    The pieces of a part with `fan` above 1 have no head, and only the first bytes of their digests. `files`: scanned
    papers of this device that it holds whole, with the digest over their sorted hashes (b"" when there are none)."""

    at_ms: int
    generation: bytes
    sums: tuple[tuple[Sum, ...], ...]
    files: int = 0
    files_digest: bytes = b""


def write_statement_request(request: StatementRequest, private_key: bytes) -> bytes:
    """The message, signed by the device."""
    return frame(Type.STATEMENT_REQUEST, request.content + sign(private_key, _ASKED + request.digest))


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """A request as it came; nothing of it is believed before `holds`."""

    request: StatementRequest
    signature: bytes

    def holds(self, public_key: bytes) -> bool:
        """Whether the device of that key asked this."""
        return verified(public_key, _ASKED + self.request.digest, self.signature)


def read_statement_request(message: bytes) -> AskedStatement:
    """Raises BadMessage. Parts of one log must be in order and apart, so that no row is asked for twice."""
    _, content = unframe(message, Type.STATEMENT_REQUEST)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    content, signature = content[:-SIGNATURE], content[-SIGNATURE:]
    r = Reader(content)
    device, nonce = r.raw(DEVICE), r.raw(NONCE)
    wall_ms, day, count = r.varint(_COUNT), r.varint(date.max.toordinal()), r.varint(PARTS)
    parts = tuple(_read_part(r) for _ in range(count))
    r.end()
    if day < 1 or sum(min(part.fan, part.span.slots) for part in parts) > PIECES:
        raise BadMessage("a statement beyond its limits")
    reached: dict[tuple[int, bool], int] = {}
    for part in parts:
        log = (part.epoch, bool(part.head))
        if part.span.first <= reached.get(log, 0):
            raise BadMessage("parts that are not in order")
        reached[log] = part.span.last
    return AskedStatement(StatementRequest(device, nonce, wall_ms, date.fromordinal(day), parts), signature)


def _read_part(r: Reader) -> Part:
    epoch, apart = r.varint(_COUNT), r.varint(1)
    first, slots, fan = r.varint(_COUNT), r.varint(_COUNT), r.varint(FAN)
    if not (epoch and first and slots and fan):
        raise BadMessage("a part of nothing")
    return Part(epoch, Span(first, first + slots - 1), fan, r.raw(HASH) if apart else b"")


def write_statement(statement: Statement, request: StatementRequest, private_key: bytes) -> bytes:
    """The message. The signature covers the request too: it answers this question and no other."""
    w = Writer()
    w.varint(statement.at_ms)
    w.raw(statement.generation)
    for part, pieces in zip(request.parts, statement.sums, strict=True):
        for piece in pieces:
            w.varint(piece.count)
            if piece.count and part.fan == 1:
                w.varint(piece.last)
                w.raw(piece.head + piece.digest)
            elif piece.count:
                w.raw(piece.digest[:SHORT])
    w.varint(statement.files)
    if statement.files:
        w.raw(statement.files_digest)
    content = w.done()
    return frame(Type.STATEMENT, content + sign(private_key, _signed(request, content)))


def read_statement(message: bytes, request: StatementRequest, province_key: bytes) -> Statement:
    """A statement that the province made about this very request. Raises Forged, BadMessage."""
    _, content = unframe(message, Type.STATEMENT)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    content, signature = content[:-SIGNATURE], content[-SIGNATURE:]
    if not verified(province_key, _signed(request, content), signature):
        raise Forged("a signature that does not fit")
    r = Reader(content)
    at_ms, generation = r.varint(_COUNT), r.raw(GENERATION)
    pieces = tuple(tuple(_read_sum(r, part.fan) for _ in part.pieces()) for part in request.parts)
    files = r.varint(_COUNT)
    statement = Statement(at_ms, generation, pieces, files, r.raw(HASH) if files else b"")
    r.end()
    return statement


def _read_sum(r: Reader, fan: int) -> Sum:
    count = r.varint(_COUNT)
    if not count:
        return NOTHING
    if fan == 1:
        return Sum(count, r.varint(_COUNT), r.raw(HASH), r.raw(HASH))
    return Sum(count, 0, b"", r.raw(SHORT))


def _signed(request: StatementRequest, content: bytes) -> bytes:
    return _SAID + request.digest + hashlib.sha256(content).digest()
