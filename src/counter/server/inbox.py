"""Taking entries in: raw bytes, once, at gapless positions in the order of commits, and nothing acknowledged before that.

A slot that holds another hash is a fork: the branch goes whole into quarantine and is never acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from counter.journal.chain import Head
from counter.journal.entry import Entry
from counter.server.bulk import insert_rows
from counter.server.database import Database
from counter.server.epochs import Log
from counter.server.refill import refill
from counter.server.tables import centre as centres
from counter.server.tables import checkpoint, inbox, quarantine
from counter.server.tables import head as heads
from counter.server.twins import flag_twins
from counter.wire.request import Evidence, SyncRequest

MOST_APART = 64 * 1024 * 1024  # bytes of one log: some forty thousand receptions, a hundred days of a busy counter

# Made once: building a statement takes longer than SQLite takes to answer it, and every exchange asks these.
_HEAD = select(heads).where(heads.c.centre == bindparam("centre"), heads.c.epoch == bindparam("epoch"))
_MOVE = update(heads).where(heads.c.centre == bindparam("of_centre"), heads.c.epoch == bindparam("of_epoch"))
_BEGIN, _KEEP = insert(heads), insert(checkpoint)
_RESERVE = (
    update(centres)
    .where(centres.c.id == bindparam("centre"))
    .values(last_position=centres.c.last_position + bindparam("count"))
    .returning(centres.c.last_position)
)
_SLOTS = select(inbox.c.seq, inbox.c.hash).where(
    inbox.c.centre == bindparam("centre"), inbox.c.epoch == bindparam("epoch"),
    inbox.c.seq.between(bindparam("first"), bindparam("last")),
)  # fmt: skip
_IN_QUARANTINE = select(quarantine.c.seq).where(
    quarantine.c.centre == bindparam("centre"), quarantine.c.epoch == bindparam("epoch"),
    quarantine.c.seq == bindparam("seq"), quarantine.c.hash == bindparam("hash"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch. `head`: the log as it is held now. `acked`: up to where it is what the device has.

    `first`: the position of the first of the `new` entries; `refilled`: lost rows were put back too. `forked`: the batch, or
    a part of it, is another branch, which is in quarantine up to `quarantined`."""

    head: Head
    acked: int
    acked_head: bytes
    safe: int
    new: int = 0
    first: int = 0
    forked: bool = False
    quarantined: int = 0
    refilled: bool = False


class Inbox:
    """The durable inbox of every centre. `most_apart`: of what a device out of service sends."""

    most_apart = MOST_APART

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, now_ms: int) -> Taken:
        """Insert what is new, under `hold`; `log` as of then. The caller commits; only then may `acked` be told to anyone."""
        assert log.held is not None
        head, safe = log.held
        if (request.base, request.base_hash) == (head.seq, head.hash):  # the usual case: it goes on where we are
            return self._add(connection, log, request, evidence, head, safe, now_ms)
        if _in_quarantine(connection, log, request.base, request.base_hash):
            return self._branch(connection, log, request, head, safe, request.base + 1, now_ms)
        if request.base > head.seq:  # this database was put back from a backup: it says what it has
            return Taken(head, head.seq, head.hash, safe)
        held = self._held(connection, log, request)
        if request.base and request.base not in held:  # that row was lost here: it is told from the one below
            return self._below(connection, log, request.base, head, safe)
        if request.base and held[request.base] != request.base_hash:
            # Neither our log nor a branch that we know: nothing to build on, so the device sends all from the beginning.
            return Taken(head, 0, Head.empty(log.device, log.epoch).hash, 0)
        first = next((e.envelope.seq for e in request.entries if held.get(e.envelope.seq, e.hash) != e.hash), None)
        if first is not None:
            return self._branch(connection, log, request, head, safe, first, now_ms)
        back, empty = refill(self._database, connection, log, request.entries, head, held, now_ms)
        taken = replace(self._add(connection, log, request, evidence, head, safe, now_ms), refilled=back)
        if empty is None:
            return taken
        hash_ = request.base_hash if empty == request.base + 1 else request.entries[empty - request.base - 2].hash
        return replace(taken, acked=empty - 1, acked_head=hash_, safe=min(taken.safe, empty - 1))

    def _below(self, connection: Connection, log: Log, seq: int, head: Head, safe: int) -> Taken:
        row = connection.execute(
            select(inbox.c.seq, inbox.c.hash)
            .where(inbox.c.centre == log.centre, inbox.c.epoch == log.epoch, inbox.c.seq < seq)
            .order_by(inbox.c.seq.desc())
            .limit(1)
        ).first()
        if row is None:
            return Taken(head, 0, Head.empty(log.device, log.epoch).hash, 0)
        return Taken(head, row.seq, row.hash, min(safe, row.seq))

    def _add(
        self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, head: Head, safe: int, now_ms: int
    ) -> Taken:  # fmt: skip
        end = request.base + len(request.entries)
        if end <= head.seq:
            return Taken(head, end, request.checkpoint.head, safe)
        new = request.entries[head.seq - request.base :]
        first = self.append(connection, log.centre, new, now_ms)
        head = Head(log.device, log.epoch, end, new[-1].hash)
        write_head(connection, log.centre, head)
        _keep(connection, log.centre, evidence)
        return Taken(head, end, head.hash, safe, len(new), first)

    def append(self, connection: Connection, centre: int, entries: Sequence[Entry], now_ms: int) -> int:
        """Give the entries the next positions of the centre's feed; the first of them."""
        first = self.reserve(connection, centre, len(entries))
        insert_rows(self._database, connection, [
            (centre, position, e.envelope.device, e.envelope.epoch, e.envelope.seq, e.hash, e.raw, e.salt, e.body, now_ms)
            for position, e in enumerate(entries, first)
        ])  # fmt: skip
        return first

    def hold(self, connection: Connection, centre: int) -> None:
        """The one right to add to this centre's feed, until the transaction ends."""
        self._database.lock(connection, f"centre {centre}")

    def has_room_apart(self, connection: Connection, log: Log) -> bool:
        """Whether more of a device out of service is still kept: a stolen one must not fill the disk."""
        sizes = select(func.coalesce(func.sum(func.length(quarantine.c.envelope) + func.length(quarantine.c.body)), 0))
        return int(connection.execute(sizes.where(*_apart(log))).scalar_one()) < self.most_apart

    def reserve(self, connection: Connection, centre: int, count: int) -> int:
        """The next positions. Under `hold`, so that no reader sees a later one before an earlier one."""
        last = connection.execute(_RESERVE, {"centre": centre, "count": count}).scalar_one()
        return int(last) - count + 1

    def _held(self, connection: Connection, log: Log, request: SyncRequest) -> dict[int, bytes]:
        """Our hashes at the slots of the request that are filled here, the base's among them."""
        slots = {"first": request.base, "last": request.base + len(request.entries)}
        rows = connection.execute(_SLOTS, {"centre": log.centre, "epoch": log.epoch, **slots})
        return {row.seq: row.hash for row in rows}

    def _branch(
        self, connection: Connection, log: Log, request: SyncRequest, head: Head, safe: int, first: int, now_ms: int
    ) -> Taken:  # fmt: skip
        """Keep a branch whole and say up to where it and our log are the same."""
        put_apart(connection, log, request.entries[first - request.base - 1 :], "fork", now_ms)
        started = connection.execute(
            select(func.min(quarantine.c.seq)).where(*_apart(log), quarantine.c.reason == "fork")
        ).scalar()
        agreed = min(first, started or first) - 1
        hash_ = connection.execute(
            select(inbox.c.hash).where(inbox.c.centre == log.centre, inbox.c.epoch == log.epoch, inbox.c.seq == agreed)
        ).scalar()
        agreed_hash = Head.empty(log.device, log.epoch).hash if hash_ is None else hash_
        end = request.base + len(request.entries)
        return Taken(head, agreed, agreed_hash, min(safe, agreed), forked=True, quarantined=end)


def _apart(log: Log) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return quarantine.c.centre == log.centre, quarantine.c.epoch == log.epoch


def _in_quarantine(connection: Connection, log: Log, seq: int, hash_: bytes) -> bool:
    slot = {"centre": log.centre, "epoch": log.epoch, "seq": seq, "hash": hash_}
    return seq > 0 and connection.execute(_IN_QUARANTINE, slot).first() is not None


def put_apart(connection: Connection, log: Log, entries: Sequence[Entry], reason: str, now_ms: int) -> None:
    """Into quarantine, whole; what lies there or in the log already stays as it is."""
    if not entries:
        return
    first, last = entries[0].envelope.seq, entries[-1].envelope.seq
    apart = select(quarantine.c.hash).where(*_apart(log), quarantine.c.seq.between(first, last))
    taken = select(inbox.c.hash).where(
        inbox.c.centre == log.centre, inbox.c.epoch == log.epoch, inbox.c.seq.between(first, last)
    )
    there = {*connection.execute(apart).scalars(), *connection.execute(taken).scalars()}
    new = [e for e in entries if e.hash not in there]
    if new:
        connection.execute(insert(quarantine), [
            {"centre": log.centre, "epoch": log.epoch, "seq": e.envelope.seq, "hash": e.hash, "device": log.device,
             "envelope": e.raw, "salt": e.salt, "body": e.body, "received_ms": now_ms, "reason": reason}
            for e in new
        ])  # fmt: skip
        flag_twins(connection, new)


def read_head(connection: Connection, log: Log) -> tuple[Head, int]:
    """The head of a log and what of it is in a verified backup, as of now; it is not held."""
    row = connection.execute(_HEAD, {"centre": log.centre, "epoch": log.epoch}).first()
    if row is None:
        return Head.empty(log.device, log.epoch), 0
    return Head(log.device, log.epoch, row.seq, row.hash), row.safe


def write_head(connection: Connection, centre: int, head: Head) -> None:
    """Move a head."""
    to = {"seq": head.seq, "hash": head.hash}
    if connection.execute(_MOVE, {"of_centre": centre, "of_epoch": head.epoch, **to}).rowcount == 0:
        connection.execute(_BEGIN, {"centre": centre, "epoch": head.epoch, "device": head.device, "safe": 0, **to})


def _keep(connection: Connection, centre: int, evidence: Evidence) -> None:
    point = evidence.checkpoint
    connection.execute(_KEEP, {
        "centre": centre, "epoch": point.epoch, "seq": point.seq, "wall_ms": point.wall_ms, "digest": evidence.digest,
        "signature": evidence.signature,
    })  # fmt: skip
