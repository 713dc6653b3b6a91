"""One exchange with a device: read, authenticate, take its entries durably, and only then answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from counter.domain.dossier_code import is_agency
from counter.journal.chain import Head
from counter.journal.clock import VIETNAM, Clock
from counter.server import epochs, lanes
from counter.server.catalogue import ServedCatalogue
from counter.server.database import Database
from counter.server.epochs import Log
from counter.server.feed import OwnPart, read_notices, read_page
from counter.server.gate import UNLIMITED, Gate
from counter.server.inbox import Inbox, Taken, put_apart, read_head
from counter.server.province_key import Authority
from counter.server.shelf import Shelf
from counter.server.tables import device as devices
from counter.server.tables import epoch as epoch_table
from counter.wire.binary import BadMessage
from counter.wire.columns import Missing
from counter.wire.limits import MESSAGE, NOTICES
from counter.wire.reply import Grant, Standing, SyncReply
from counter.wire.reply_format import send_whole, write_reply
from counter.wire.request import GENERATION_CHECK, Evidence, Forged, SyncRequest, read_request
from counter.wire.sealing import public_sealing_key

SEEN_EVERY = timedelta(minutes=1)  # a poll that changes nothing writes nothing more often than this
_SEEN = update(devices).where(devices.c.device == bindparam("of"))
_LANES_VERSION = select(epoch_table.c.lanes_version).where(epoch_table.c.epoch == bindparam("epoch"))


class Unknown(Exception):
    """No such device or log, or a signature that is not its device's. Which of it is not told."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """What the writing half of an exchange decided."""

    taken: Taken
    standing: Standing
    held: int
    grant: Grant | None
    log: Log
    lanes_version: int | None  # None: of the epoch just granted


@dataclass(frozen=True, slots=True)
class _Done:
    """A request that was believed, and what came of it."""

    request: SyncRequest
    settled: _Settled
    now: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """What a request brought: so many entries of that log, and how many of them were new here."""

    epoch: int
    entries: int
    new: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A reply for a carrier: as it is and as it is sent, to what was asked; `told`: the last seq that the device spoke of."""

    asked: SyncRequest
    told: int
    reply: SyncReply
    message: bytes


class Exchange:
    """Answers sync requests. Holds no state of its own, so any number of processes may answer."""

    def __init__(
        self, database: Database, authority: Authority, catalogue: ServedCatalogue, clock: Clock, *,
        inbox: Inbox | None = None, taken: Callable[[], None] = lambda: None, gate: Gate | None = None,
    ) -> None:  # fmt: skip
        """`taken` is called after entries were committed; `inbox` is another one only in the tests' mutants."""
        self._database, self._authority, self._catalogue, self._clock = database, authority, catalogue, clock
        self._inbox = inbox or Inbox(database)
        self._taken = taken
        self._gate = gate or Gate(UNLIMITED, time.monotonic)

    def answer(self, message: bytes) -> bytes:
        """The reply to a request. Raises BadMessage and Unknown; nothing was changed then. Raises Busy."""
        done = self._take_in(message)
        if done is None:
            return send_whole()
        with self._gate.working(done.request.device):
            return self._reply(done)[1]

    def take_in(self, message: bytes) -> Brought | None:
        """Everything that `answer` does, without the answer. None: it must be sent whole."""
        done = self._take_in(message)
        if done is None:
            return None
        return Brought(done.request.epoch, len(done.request.entries), done.settled.taken.new)

    def answers(self, message: bytes, most: int) -> Iterator[Carried]:
        """The reply to a request, and those to the requests that would follow it: for a carrier who cannot ask again.

        At least one; no more once they are of `most` bytes. Raises BadMessage, also for one that is not whole, Unknown."""
        done = self._take_in(message)
        if done is None:
            raise BadMessage("builds on what is not held here")
        told = done.request.base + len(done.request.entries)
        while True:
            reply, written = self._reply(done)
            if len(written) > MESSAGE and done.request.page > 1:
                done = replace(done, request=replace(done.request, page=done.request.page // 2))
                continue
            yield Carried(done.request, told, reply, written)
            most -= len(written)
            if most <= 0 or not (reply.more or len(reply.notices) == NOTICES):
                return
            done = self._next(done, told, reply)

    def _take_in(self, message: bytes) -> _Done | None:
        incoming = read_request(message)
        asked = incoming.asked
        with self._database.read() as c:
            log = epochs.find_log(c, asked.device, asked.epoch, asked.base)
            if log is None:
                raise Unknown
            shelf = Shelf(c, log.centre, {} if log.base is None else {(log.epoch, asked.base): log.base})
            base = None if asked.whole or asked.base == 0 else shelf.base(log.epoch, asked.base, asked.base_hash)
            try:
                request, evidence = incoming.open(log.public_key, base, shelf.held)
            except Missing:
                return None
            except Forged:
                # It may be honest and have built on a branch that we hold otherwise; sent whole, there is no doubt left.
                if asked.whole:
                    raise Unknown from None
                return None
        now = self._clock.now()
        with self._gate.working(asked.device):
            settled = self._settle(log, request, evidence, now)
        if settled.taken.new or settled.taken.refilled:
            self._taken()
        return _Done(request, settled, now)

    def _next(self, done: _Done, told: int, reply: SyncReply) -> _Done:
        """What the device would ask after that reply."""
        asked, settled = done.request, done.settled
        request = replace(
            asked, base=told, base_hash=asked.checkpoint.head, entries=(), cursor=reply.cursor, wants=(), epoch_ask=None,
            generation=self._authority.generation[:GENERATION_CHECK], asks_sealing=False,
            notices=reply.notices[-1].number if reply.notices else asked.notices,
        )  # fmt: skip
        taken = replace(settled.taken, new=0, first=0)
        return _Done(request, replace(settled, taken=taken, grant=None, lanes_version=asked.lanes), done.now)

    def _settle(self, log: Log, request: SyncRequest, evidence: Evidence, now: datetime) -> _Settled:
        """Everything that is written for a request, in one transaction."""
        if self._nothing_to_write(log, request, now):
            with self._database.read() as c:
                head, safe = read_head(c, log)
            if (request.base, request.base_hash) == (head.seq, head.hash):
                held = Taken(head, head.seq, head.hash, safe)
                return _Settled(held, *_standing(log, request, held), None, log, log.lanes_version)
        now_ms = int(now.timestamp() * 1000)
        with self._database.write() as c:
            self._inbox.hold(c, log.centre)
            log = epochs.as_of_now(c, log)  # it may have been revoked, forked or closed while the request was read
            if not log.known:
                epochs.adopt(c, log, now_ms)
            if log.revoked:
                return self._refuse(c, log, request, now_ms)
            if log.unheard:
                epochs.hear(c, log.epoch)
            taken = self._inbox.take(c, log, request, evidence, now_ms)
            if taken.forked and log.state != epochs.FORKED:
                epochs.close_epoch(c, log.epoch, epochs.FORKED, now_ms)
            standing, held_to = _standing(log, request, taken)
            grant = self._grant(c, log, request, now) if request.epoch_ask is not None else None
            version: int | None = log.lanes_version
            if grant is not None:
                version = None
            elif (
                standing in (Standing.OPEN, Standing.RESTORED)
                and log.state == epochs.OPEN
                and self._tend_lanes(c, log, request, now)
            ):
                version = log.lanes_version + 1
            if not _seen_lately(log, now):
                c.execute(_SEEN, {"of": log.device, "seen_ms": now_ms})
        return _Settled(taken, standing, held_to, grant, log, version)

    def _nothing_to_write(self, log: Log, request: SyncRequest, now: datetime) -> bool:
        if request.entries or request.epoch_ask or request.wants or not log.known or log.revoked or log.unheard:
            return False
        return _seen_lately(log, now) and not _near_its_end(log, now)

    def _refuse(self, c: Connection, log: Log, request: SyncRequest, now_ms: int) -> _Settled:
        """A device out of service: what it sends may be honest receipts from before, so it is kept, apart."""
        assert log.held is not None
        head, end = log.held[0], request.base
        if self._inbox.has_room_apart(c, log):
            put_apart(c, log, request.entries, "revoked", now_ms)
            end += len(request.entries)
        empty = Head.empty(log.device, log.epoch).hash
        return _Settled(Taken(head, 0, empty, 0), Standing.REVOKED, end, None, log, 0)

    def _grant(self, c: Connection, log: Log, request: SyncRequest, now: datetime) -> Grant:
        assert request.epoch_ask is not None
        now_ms = int(now.timestamp() * 1000)
        number = epochs.begin_epoch(
            self._database, c, centre=log.centre, agency=log.agency, device=log.device, ask=request.epoch_ask,
            wants=_sensible(request.wants), today=now.astimezone(VIETNAM).date(), now_ms=now_ms,
            pattern=self._catalogue.code_pattern,
        )  # fmt: skip
        if number != log.epoch:
            epochs.close_epoch(c, log.epoch, epochs.CLOSED, now_ms)
        return Grant(request.epoch_ask, number)

    def _tend_lanes(self, c: Connection, log: Log, request: SyncRequest, now: datetime) -> bool:
        """Renew and grant; whether the device's lanes are others now."""
        today = now.astimezone(VIETNAM).date()
        changed = _near_its_end(log, now) and lanes.renew(c, log.epoch, today)
        wants = _sensible(request.wants)
        if wants and request.lanes == log.lanes_version:  # who has not heard of its last lanes is told of them first
            granted = lanes.grant(self._database, c, log.epoch, wants, today, self._catalogue.code_pattern)
            changed = changed or granted
        if changed:
            lanes.bump(c, log.epoch)
        return changed

    def _reply(self, done: _Done) -> tuple[SyncReply, bytes]:
        request, settled = done.request, done.settled
        log, taken = settled.log, settled.taken
        generation_known = request.generation == self._authority.generation[:GENERATION_CHECK]
        reply = SyncReply(
            taken.acked, min(taken.safe, taken.acked), int(done.now.timestamp() * 1000), self._authority.generation,
            request.cursor, standing=settled.standing, held=settled.held, grant=settled.grant,
            sealing_key=public_sealing_key(self._authority.sealing_key) if request.asks_sealing else None,
        )  # fmt: skip
        with self._database.read() as c:
            shelf = Shelf(c, log.centre)
            if settled.standing is not Standing.REVOKED:
                reply = self._with_news(c, reply, request, settled, generation_known)
            return reply, write_reply(
                reply, self._authority.private_key, device=log.device, epoch=log.epoch, head=taken.acked_head,
                generation_known=generation_known, whole=request.whole, held=shelf.held, locate=shelf.locate,
                checked=request.checks,
            )  # fmt: skip

    def _with_news(
        self, c: Connection, reply: SyncReply, request: SyncRequest, settled: _Settled, same_generation: bool
    ) -> SyncReply:
        log, taken = settled.log, settled.taken
        held = request.base + len(request.entries) + request.ahead
        cursor = request.cursor if self._authority.may_continue(request.generation) else 0
        page = read_page(
            c, log.centre, cursor, most=request.page, same_generation=same_generation or not request.generation,
            own=OwnPart(log.epoch, held, taken.first, taken.new),
        )  # fmt: skip
        epoch, version = log.epoch, settled.lanes_version
        if settled.grant is not None:
            epoch = settled.grant.epoch
            version = c.execute(_LANES_VERSION, {"epoch": epoch}).scalar_one()
        tell_lanes = settled.grant is not None or version != request.lanes
        return replace(
            reply, entries=page.entries, positions=page.positions, cursor=page.cursor, more=page.more,
            lanes_version=version or 0 if tell_lanes else 0,
            lanes=tuple(lanes.lanes_of_epoch(c, epoch)) if tell_lanes else None,
            catalogue=None if request.catalogue == self._catalogue.tag else self._catalogue.tag,
            notices=read_notices(c, log.centre, log.device, request.notices) if log.last_notice > request.notices else (),
        )  # fmt: skip


def _standing(log: Log, request: SyncRequest, taken: Taken) -> tuple[Standing, int]:
    if taken.forked:
        return Standing.FORK, taken.quarantined
    if log.state != epochs.OPEN:
        return Standing.RETIRED, taken.head.seq
    if request.base + len(request.entries) + request.ahead < taken.head.seq:
        return Standing.RESTORED, taken.head.seq
    return Standing.OPEN, 0


def _seen_lately(log: Log, now: datetime) -> bool:
    return now.timestamp() * 1000 - log.seen_ms < SEEN_EVERY.total_seconds() * 1000


def _near_its_end(log: Log, now: datetime) -> bool:
    return log.lanes_end is not None and log.lanes_end < now.astimezone(VIETNAM).date() + lanes.RENEWED_BELOW


def _sensible(wants: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((agency, count) for agency, count in wants if count > 0 and is_agency(agency))
