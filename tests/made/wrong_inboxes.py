"""Inboxes that are wrong in one way each: what every check of the province must find."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from counter.journal.chain import Head
from counter.server.database import Database
from counter.server.epochs import Log
from counter.server.inbox import Inbox, Taken
from counter.wire.request import Evidence, SyncRequest


class AcknowledgesFirst(Inbox):
    """Says that a batch is held, and inserts it with the next one."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._owed: dict[int, tuple[Log, SyncRequest, Evidence]] = {}

    def take(self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, now_ms: int) -> Taken:
        owed = self._owed.pop(log.epoch, None)
        if owed is not None:
            super().take(connection, *owed, now_ms)
        if not request.entries:
            return super().take(connection, log, request, evidence, now_ms)
        self._owed[log.epoch] = (log, request, evidence)
        end = request.checkpoint
        return Taken(Head(log.device, log.epoch, end.seq, end.head), end.seq, end.head, 0, len(request.entries))


class PositionsWithoutLock(Inbox):
    """Gives positions at once and by nobody's leave, so that a later one can be seen first (PostgreSQL's `bigserial`)."""

    def hold(self, connection: Connection, centre: int) -> None:
        pass

    def reserve(self, connection: Connection, centre: int, count: int) -> int:
        with self._database.write() as other:
            return super().reserve(other, centre, count)


class PositionsBeforeCommit(Inbox):
    """The same where there is one writer only: the positions are drawn at one visit, the rows come with the next."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._drawn: dict[int, int] = {}
        self._first: int | None = None

    def take(self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, now_ms: int) -> Taken:
        self._first = self._drawn.pop(log.epoch, None)
        if self._first is None and request.entries and request.entries[-1].hash[0] % 4 == 0:
            self._drawn[log.epoch] = super().reserve(connection, log.centre, len(request.entries))
            empty = Head.empty(log.device, log.epoch)
            return Taken(empty, 0, empty.hash, 0)
        return super().take(connection, log, request, evidence, now_ms)

    def reserve(self, connection: Connection, centre: int, count: int) -> int:
        first, self._first = self._first, None
        return super().reserve(connection, centre, count) if first is None else first


class ForksUnseen(Inbox):
    """Takes a slot that is filled for the same entry, as a server that is idempotent by (device, seq) does."""

    def _held(self, connection: Connection, log: Log, request: SyncRequest) -> dict[int, bytes]:
        return {request.base: request.base_hash, **{e.envelope.seq: e.hash for e in request.entries}}


class RemembersHeads(Inbox):
    """Knows from its own memory how far each log has come, as if no other process added to it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._heads: dict[tuple[int, int], tuple[Head, int]] = {}

    def take(self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, now_ms: int) -> Taken:
        known = self._heads.get((log.centre, log.epoch))
        taken = super().take(connection, replace(log, held=known or log.held), request, evidence, now_ms)
        self._heads[log.centre, log.epoch] = taken.head, taken.safe
        return taken
