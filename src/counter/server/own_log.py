"""The province's own log: facts of its making enter a centre's feed like any other, chained under its own device."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from counter.journal.body import encode_body
from counter.journal.chain import Head
from counter.journal.clock import VIETNAM, Clock
from counter.journal.entry import Entry, Envelope
from counter.journal.kinds import CURRENT, Body
from counter.server.epochs import OPEN
from counter.server.inbox import Inbox, write_head
from counter.server.province_key import Authority, next_epoch
from counter.server.tables import epoch as epochs
from counter.server.tables import head as heads

ACTOR = "province"
_OPEN = select(epochs.c.epoch).where(
    epochs.c.device == bindparam("device"), epochs.c.centre == bindparam("centre"), epochs.c.state == OPEN
)
_HEAD = select(heads.c.seq, heads.c.hash).where(
    heads.c.centre == bindparam("centre"), heads.c.epoch == bindparam("number")
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What the province has to say about a subject, after the entry `parent`."""

    kind: str
    subject: bytes
    parent: bytes
    body: Body


class OwnLog:
    """Appends facts to a centre's feed inside the caller's transaction."""

    def __init__(
        self, inbox: Inbox, authority: Authority, clock: Clock, *, salt: Callable[[int], bytes] = os.urandom
    ) -> None:
        self._inbox, self._authority, self._clock, self._salt = inbox, authority, clock, salt
        self._session = salt(8)

    def hold(self, connection: Connection, centre: int) -> None:
        """Take the centre's lock now, before whatever else this transaction waits for."""
        self._inbox.hold(connection, centre)

    def begin(self, connection: Connection, centre: int) -> None:
        """Have an epoch, which may take the series of all epochs, before serials and lanes are waited for."""
        self._epoch(connection, centre, self._clock.now())

    def append(self, connection: Connection, centre: int, facts: Sequence[Fact]) -> None:
        """Add the facts in order. Takes the centre's lock."""
        self._inbox.hold(connection, centre)
        now = self._clock.now().astimezone(VIETNAM)
        now_ms = int(now.timestamp() * 1000)
        head = self._head(connection, centre, now)
        entries = []
        for fact in facts:
            envelope = Envelope(
                head.device, head.epoch, head.seq + 1, head.hash, fact.kind, CURRENT[fact.kind], fact.subject, fact.parent,
                ACTOR, self._session, now_ms, 420, self._clock.monotonic_ms(), self._clock.boot, now.date(),
            )  # fmt: skip
            entry = Entry.seal(envelope, self._salt(8), encode_body(fact.body))
            entries.append(entry)
            head = Head(head.device, head.epoch, envelope.seq, entry.hash)
        self._inbox.append(connection, centre, entries, now_ms)
        write_head(connection, centre, head)

    def _head(self, connection: Connection, centre: int, now: datetime) -> Head:
        device, number = self._authority.device, self._epoch(connection, centre, now)
        row = connection.execute(_HEAD, {"centre": centre, "number": number}).first()
        return Head.empty(device, number) if row is None else Head(device, number, row.seq, row.hash)

    def _epoch(self, connection: Connection, centre: int, now: datetime) -> int:
        device = self._authority.device
        number = connection.execute(_OPEN, {"device": device, "centre": centre}).scalar()
        if number is None:
            number = next_epoch(connection)
            connection.execute(insert(epochs).values(
                epoch=number, centre=centre, device=device, state=OPEN, lanes_version=0,
                issued_ms=int(now.timestamp() * 1000),
            ))  # fmt: skip
        return int(number)
