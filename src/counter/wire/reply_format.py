"""The bytes of a reply: what the device has already is left out, and one signature of the province covers the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import IntFlag

from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.journal.entry import Entry
from counter.journal.lane import Lane
from counter.wire.batch_reader import read_batch
from counter.wire.batch_writer import write_batch
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.columns import Held, Locate, Missing
from counter.wire.frame import Type, frame, unframe
from counter.wire.limits import ENTRIES, LANES, MESSAGE, NOTICES, PACKED
from counter.wire.packing import QUICK, pack, unpack
from counter.wire.reply import GENERATION, OUTCOMES, Grant, Notice, Standing, SyncReply
from counter.wire.request import CATALOGUE_TAG, EPOCH_ASK, Forged
from counter.wire.sealing import SEALING_KEY

_COUNT = 2**53
_AGENCY, _REASON = 64, 64
_CHECK = 8  # bytes: against chance, not against a forger, whom the signature stops


class _Has(IntFlag):
    GENERATION = 1
    ENTRIES = 2
    MORE = 4
    LANES = 8
    CATALOGUE = 16
    GRANT = 32
    NOTICES = 64
    STANDING = 128
    RETRY = 256
    SEALING = 512
    CHECK = 1024


def write_reply(
    reply: SyncReply, private_key: bytes, *, device: bytes, epoch: int, head: bytes, generation_known: bool,
    whole: bool, held: Held, locate: Locate, checked: bool = False,
) -> bytes:  # fmt: skip
    """The message. `head`: hash at `acked`: the device has it, so only its signature tells it.

    `held` and `locate` speak for what the device has; `checked`: it can read what the entries' hashes come to. Raises
    ValueError for more than the limits allow."""
    w = Writer()
    checked = checked and bool(reply.entries)
    w.varints(
        (
            _flags(reply, generation_known, checked),
            reply.acked,
            reply.acked - reply.safe,
            reply.received_ms,
            reply.cursor,
        )
    )
    if not generation_known:
        w.raw(reply.generation)
    if reply.standing:
        w.varints((reply.standing, reply.held))
    if reply.retry_after:
        w.varint(reply.retry_after)
    if reply.catalogue is not None:
        w.raw(reply.catalogue)
    if reply.sealing_key is not None:
        w.raw(reply.sealing_key)
    if reply.grant is not None:
        w.raw(reply.grant.ask)
        w.varint(reply.grant.epoch)
    if reply.lanes is not None:
        _write_lanes(w, reply.lanes_version, reply.lanes)
    if reply.notices:
        _write_notices(w, reply.notices)
    if reply.entries:
        before = reply.positions[0] - 1
        w.varints((len(reply.positions), before))
        for position in reply.positions:
            w.varint(position - before - 1)
            before = position
        if checked:
            w.raw(_check(reply.entries))
        plain, folded = write_batch(reply.entries, None, whole=whole, held=held, locate=locate)
        w.counted(plain)
        w.raw(pack(folded, level=QUICK))
    content = w.done()
    signed = reply.acknowledgement(device, epoch, head).message() + hashlib.sha256(content).digest()
    return frame(Type.SYNC_REPLY, content + sign(private_key, signed))


def send_whole() -> bytes:
    """The answer to a request that builds on something the province does not hold. It tells nothing and is unsigned."""
    return frame(Type.SEND_WHOLE, b"")


def _check(entries: Sequence[Entry]) -> bytes:
    """What the entries' hashes come to. Each is computed by the reader from what it holds, and where that is another entry
    than we mean (a twin's, of a province that was put back), nothing else would show it: this signature is over the bytes."""
    return hashlib.sha256(b"".join(entry.hash for entry in entries)).digest()[:_CHECK]


def _flags(reply: SyncReply, generation_known: bool, checked: bool) -> int:
    flags = _Has(0)
    for has, flag in (
        (not generation_known, _Has.GENERATION), (reply.entries, _Has.ENTRIES), (reply.more, _Has.MORE),
        (reply.lanes is not None, _Has.LANES), (reply.catalogue is not None, _Has.CATALOGUE),
        (reply.grant is not None, _Has.GRANT), (reply.notices, _Has.NOTICES), (reply.standing, _Has.STANDING),
        (reply.retry_after, _Has.RETRY), (reply.sealing_key is not None, _Has.SEALING),
        (checked, _Has.CHECK),
    ):  # fmt: skip
        if has:
            flags |= flag
    return int(flags)


def _write_lanes(w: Writer, version: int, lanes: tuple[Lane, ...]) -> None:
    w.varints((version, len(lanes)))
    for lane in lanes:
        w.text(lane.agency)
        w.varints((lane.start, lane.length, lane.until.toordinal()))


def _write_notices(w: Writer, notices: tuple[Notice, ...]) -> None:
    w.varint(len(notices))
    for notice in notices:
        w.varints((notice.number, notice.epoch, notice.seq, OUTCOMES.index(notice.outcome)))
        w.text(notice.reason)


def wants_whole(message: bytes) -> bool:
    """Whether the answer is `send_whole`. Raises BadMessage for what is no answer to a sync request."""
    kind, content = unframe(message, Type.SYNC_REPLY, Type.SEND_WHOLE)
    if kind is Type.SEND_WHOLE and content:
        raise BadMessage("bytes left over")
    return kind is Type.SEND_WHOLE


def read_reply(
    message: bytes, province_key: bytes, *, device: bytes, epoch: int, generation: bytes,
    hash_at: Callable[[int], bytes | None], held: Held,
) -> SyncReply:  # fmt: skip
    """A reply whose signature holds over our own hash at `acked`: only then is anything in it believed.

    `hash_at`: our hash at a seq of this log. Raises Forged, Missing (ask again, whole), BadMessage."""
    _, content = unframe(message, Type.SYNC_REPLY)
    if len(content) < SIGNATURE:
        raise BadMessage("ends too early")
    signature, content = content[-SIGNATURE:], content[:-SIGNATURE]
    r = Reader(content)
    flags = _Has(r.varint(2047))
    acked, unsafe, received_ms, cursor = r.varints(4, _COUNT)
    if unsafe > acked:
        raise BadMessage("a backup of less than nothing")
    told = r.raw(GENERATION) if _Has.GENERATION in flags else generation
    standing, place = Standing.OPEN, 0
    if _Has.STANDING in flags:
        number, place = r.varint(max(Standing)), r.varint(_COUNT)
        standing = Standing(number)
    retry_after = r.varint(86_400) if _Has.RETRY in flags else 0
    catalogue = r.raw(CATALOGUE_TAG) if _Has.CATALOGUE in flags else None
    sealing_key = r.raw(SEALING_KEY) if _Has.SEALING in flags else None
    grant = Grant(r.raw(EPOCH_ASK), r.varint(_COUNT)) if _Has.GRANT in flags else None
    version, lanes = _read_lanes(r) if _Has.LANES in flags else (0, None)
    notices = _read_notices(r) if _Has.NOTICES in flags else ()
    reply = SyncReply(
        acked, acked - unsafe, received_ms, told, cursor, (), (), _Has.MORE in flags, standing, place, version, lanes,
        catalogue, grant, notices, retry_after, sealing_key,
    )  # fmt: skip
    head = hash_at(acked)
    signed = None if head is None else reply.acknowledgement(device, epoch, head).message()
    if signed is None or not verified(province_key, signed + hashlib.sha256(content).digest(), signature):
        raise Forged("a signature that does not fit")
    if _Has.ENTRIES not in flags:
        r.end()
        return reply
    return _with_entries(reply, r, held, checked=_Has.CHECK in flags)


def _with_entries(reply: SyncReply, r: Reader, held: Held, *, checked: bool) -> SyncReply:
    # Only after the signature: a stranger's bytes are never unfolded here.
    count, position = r.varint(ENTRIES), r.varint(_COUNT)
    positions = tuple(position := position + 1 + gap for gap in r.varints(count, _COUNT))
    check = r.raw(_CHECK) if checked else None
    plain, packed = Reader(r.counted(MESSAGE)), r.rest()
    entries = read_batch(plain, unpack(packed, PACKED), None, held)
    plain.end()
    if len(entries) != count or (positions and positions[-1] > reply.cursor):
        raise BadMessage("positions that do not fit the entries")
    if check is not None and check != _check(entries):
        raise Missing  # what it builds on is another entry here; whole, it builds on nothing
    return replace(reply, entries=tuple(entries), positions=positions)


def _read_lanes(r: Reader) -> tuple[int, tuple[Lane, ...]]:
    version, count = r.varint(_COUNT), r.varint(LANES)
    return version, tuple(_read_lane(r) for _ in range(count))


def _read_lane(r: Reader) -> Lane:
    agency = r.text(_AGENCY)
    start, length, until = r.varints(3, 10**7)
    try:
        return Lane.lent(agency, start, length, date.fromordinal(until))
    except (ValueError, OverflowError):
        raise BadMessage("a lane without an end") from None


def _read_notices(r: Reader) -> tuple[Notice, ...]:
    return tuple(_read_notice(r) for _ in range(r.varint(NOTICES)))


def _read_notice(r: Reader) -> Notice:
    number, epoch, seq = r.varints(3, _COUNT)
    return Notice(number, epoch, seq, OUTCOMES[r.varint(len(OUTCOMES) - 1)], r.text(_REASON))
