"""What a device sends: its signed checkpoint, its entries after the acknowledged head, how far it has read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from counter.journal.checkpoint import SIGNATURE, Checkpoint, sign, verified
from counter.journal.entry import DEVICE, HASH, Entry, first_prev
from counter.wire.batch_reader import read_batch
from counter.wire.batch_writer import write_batch
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.columns import CHECK, Held, Home, Locate, Missing
from counter.wire.frame import Type, frame, unframe
from counter.wire.limits import AGENCIES, ENTRIES, MESSAGE, PACKED
from counter.wire.packing import pack, unpack

GENERATION_CHECK = 4
CATALOGUE_TAG = 4
EPOCH_ASK = 8
_WHOLE, _ASKS_EPOCH, _ENTRIES, _ASKS_SEALING, _CHECKS = 1, 2, 4, 8, 16
_FLAGS = _WHOLE | _ASKS_EPOCH | _ENTRIES | _ASKS_SEALING | _CHECKS
_COUNT = 2**53
_AGENCY = 64
_LANES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """One exchange, asked by a device about one of its logs.

    `base`, `base_hash`: the entry these entries continue from (seq 0: the log's beginning), acknowledged before.
    `ahead`: entries of this log that wait behind this batch. `wall_ms`: the device's clock. `cursor`: every position of
    the centre's feed up to it is held. `generation`: the first 4 bytes of the province's generation as known, or b"".
    `catalogue`: tag of the catalogue held, or b"". `lanes`: version of the lanes held. `notices`: the last outcome told.
    `wants`: deciding body → lanes wanted now. `epoch_ask`: 8 bytes, kept until granted, asking for a new epoch once.
    `whole`: nothing may be derived from
    what the other side holds, here and in the reply. `page`: how many of others' entries the reply may bring.
    `asks_sealing`: the province's sealing key is not known yet. `checks`: the reply is to say what its entries' hashes come
    to (a province of before refuses a request that asks for it)."""

    device: bytes
    epoch: int
    base: int
    base_hash: bytes
    entries: tuple[Entry, ...]
    ahead: int
    wall_ms: int
    cursor: int
    generation: bytes = b""
    catalogue: bytes = b""
    lanes: int = 0
    notices: int = 0
    wants: tuple[tuple[str, int], ...] = ()
    epoch_ask: bytes | None = None
    whole: bool = False
    page: int = ENTRIES
    asks_sealing: bool = False
    checks: bool = False

    @property
    def checkpoint(self) -> Checkpoint:
        """What the device's signature says: this log has this head at this time."""
        head = self.entries[-1].hash if self.entries else self.base_hash
        return Checkpoint(self.device, self.epoch, self.base + len(self.entries), head, self.wall_ms)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A checkpoint that can be proved later: the digest of the message it came with and the signature over both."""

    checkpoint: Checkpoint
    digest: bytes
    signature: bytes

    def holds(self, public_key: bytes) -> bool:
        """Whether the device signed this."""
        return verified(public_key, self.checkpoint.message() + self.digest, self.signature)


class Forged(BadMessage):
    """A signature that the device's key did not make over this message and this chain."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it came, its entries still folded: enough to find the device and its log. Nothing is believed yet.

    In `asked` the entries are missing and `base_hash` is only its first bytes, unless the request is whole."""

    asked: SyncRequest
    _entries: tuple[bytes, bytes] | None
    _digest: bytes
    _signature: bytes

    def open(self, public_key: bytes, base_hash: bytes | None, held: Held) -> tuple[SyncRequest, Evidence]:
        """Rebuild the entries on what the reader holds and check the device's signature over all of it.

        `base_hash`: hash of the entry held at `base`; None when the reader holds none. Raises Missing when the device
        must send whole, Forged, BadMessage."""
        asked = self.asked
        if asked.whole or asked.base == 0:
            base_hash = asked.base_hash
        elif base_hash is None or not base_hash.startswith(asked.base_hash):
            raise Missing
        entries: tuple[Entry, ...] = ()
        if self._entries is not None:
            plain, packed = Reader(self._entries[0]), self._entries[1]
            entries = tuple(read_batch(plain, unpack(packed, PACKED), Home(asked.device, asked.epoch), held))
            plain.end()
            _check_chain(asked, base_hash, entries)
        request = replace(asked, base_hash=base_hash, entries=entries)
        evidence = Evidence(request.checkpoint, self._digest, self._signature)
        if not evidence.holds(public_key):
            raise Forged("a signature that does not fit")
        return request, evidence


def _check_chain(asked: SyncRequest, base_hash: bytes, entries: tuple[Entry, ...]) -> None:
    for seq, entry in enumerate(entries, asked.base + 1):
        e = entry.envelope
        if (e.device, e.epoch, e.seq, e.prev) != (asked.device, asked.epoch, seq, base_hash):
            raise BadMessage("entries that do not continue the log")
        base_hash = entry.hash


def write_request(request: SyncRequest, private_key: bytes, held: Held, locate: Locate) -> bytes:
    """The message. Raises ValueError for a batch beyond the limits."""
    home = Home(request.device, request.epoch)
    head = Writer()
    flags = (
        request.whole * _WHOLE | (request.epoch_ask is not None) * _ASKS_EPOCH
        | bool(request.entries) * _ENTRIES | request.asks_sealing * _ASKS_SEALING | request.checks * _CHECKS
    )  # fmt: skip
    head.raw(request.device)
    head.varints((request.epoch, flags, request.base))
    if request.base:
        head.raw(request.base_hash if request.whole else request.base_hash[:CHECK])
    head.varints(
        (request.ahead, request.wall_ms, request.cursor, request.lanes, request.notices, ENTRIES - request.page)
    )
    head.counted(request.generation[:GENERATION_CHECK])
    head.counted(request.catalogue)
    head.varint(len(request.wants))
    for agency, count in request.wants:
        head.text(agency)
        head.varint(count)
    if request.epoch_ask is not None:
        head.raw(request.epoch_ask)
    if request.entries:
        plain, folded = write_batch(request.entries, home, whole=request.whole, held=held, locate=locate)
        head.counted(plain)
        head.raw(pack(folded))
    content = head.done()
    digest = hashlib.sha256(content).digest()
    return frame(Type.SYNC_REQUEST, content + sign(private_key, request.checkpoint.message() + digest))


def named_device(message: bytes) -> bytes:
    """The device that a request says it is from, before anything else of it is read; b"" where it says none."""
    try:
        _, begun = unframe(message[: 3 + DEVICE], Type.SYNC_REQUEST, Type.STATEMENT_REQUEST)
        return Reader(begun).raw(DEVICE)
    except BadMessage:
        return b""


def read_request(message: bytes) -> Incoming:
    """The names in a request. Raises BadMessage."""
    _, content = unframe(message, Type.SYNC_REQUEST)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    signature, content = content[-SIGNATURE:], content[:-SIGNATURE]
    plain = Reader(content)
    device = plain.raw(DEVICE)
    epoch, flags, base = plain.varints(3, _COUNT)
    if flags > _FLAGS:
        raise BadMessage("a flag that this version does not have")
    base_hash = plain.raw(HASH if flags & _WHOLE else CHECK) if base else first_prev(device, epoch)
    ahead, wall_ms, cursor, lanes, notices, less = plain.varints(6, _COUNT)
    if less >= ENTRIES:
        raise BadMessage("a page of nothing")
    generation, catalogue = plain.counted(GENERATION_CHECK), plain.counted(CATALOGUE_TAG)
    wants = tuple((plain.text(_AGENCY), plain.varint(_LANES_AT_ONCE)) for _ in range(plain.varint(AGENCIES)))
    epoch_ask = plain.raw(EPOCH_ASK) if flags & _ASKS_EPOCH else None
    entries = (plain.counted(MESSAGE), plain.rest()) if flags & _ENTRIES else None
    plain.end()
    asked = SyncRequest(
        device, epoch, base, base_hash, (), ahead, wall_ms, cursor, generation, catalogue, lanes, notices, wants,
        epoch_ask, bool(flags & _WHOLE), ENTRIES - less, bool(flags & _ASKS_SEALING), bool(flags & _CHECKS),
    )  # fmt: skip
    return Incoming(asked, entries, hashlib.sha256(content).digest(), signature)
