"""A counter's machine: the product's own store, deeds, exchange and sync engine on a virtual disk and clock."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.catalogue import Catalogue
from counter.domain.person import Parties, Person
from counter.domain.procedure import Paper
from counter.domain.reception import ReceptionRequest
from counter.domain.sentence import Refused
from counter.domain.withdrawal import Withdrawal
from counter.journal.chain import Head
from counter.journal.checkpoint import public_key
from counter.journal.entry import Entry, Envelope
from counter.journal.kinds import RECEIVED
from counter.server.province import Province
from counter.store.accounts import add_account
from counter.store.courses import course_of_dossier
from counter.store.enrolment import Granted, asking, keep_enrolment
from counter.store.exchange import StoreExchange
from counter.store.local_store import LocalStore
from counter.store.log import Actor, Kept, _insert
from counter.store.projection import fold_entry
from counter.store.settings_table import get, put
from counter.sync.engine import Engine
from counter.usecases.close_duty import close_duty
from counter.usecases.open_day import open_day
from counter.usecases.receive import Receive
from counter.usecases.settle_matter import settle_conflict, take_note
from counter.usecases.withdraw import withdraw
from counter.wire.enrolment import EnrolReply, EnrolRequest
from tests.faults.simulator.disk import Disk
from tests.faults.simulator.timeline import MachineClock, Timeline

ACTOR = Actor("hoa", b"session1")
PERSON = Person("Nguyễn Thị Ngọc Ẩn", "022190004512", date(1990, 4, 12), "female", "Cô Tô, Quảng Ninh", "0912345678")
PAPERS = (Paper("Bản chính", 1, 0, "present"),)
POISON: tuple[tuple[str, int, bytes], ...] = (
    (RECEIVED, 1, b"{}"),
    (RECEIVED, 1, b'{"code":"\\u0000"}'),
    (RECEIVED, 1, b'{"code":"\\ud800"}'),
    (RECEIVED, 1, b"\xff\xfe not UTF-8"),
    (RECEIVED, 1, b'{"code":NaN}'),
    (RECEIVED, 1, b"[" * 3000),
    (RECEIVED, 99, b'{"code":"H49.22-261123-0001","of":"a later version"}'),
    ("of_a_later_program", 1, b'{"what":"nobody here knows"}'),
    ("code_assigned", 1, b'{"code":"H49.22-261123-9999","provisional":"not ours to give"}'),
)


@dataclass(frozen=True)
class Centre:
    """Where machines stand."""

    agency: str
    unit: str


@dataclass
class Parts:
    """What of the product a machine runs; a mutant changes one of them."""

    exchange: type[StoreExchange] = StoreExchange
    witnessed: bool = True


@dataclass
class Machine:
    """The hardware stays; `store` and what belongs to it live as long as the program runs."""

    name: str
    centre: Centre
    disk: Disk
    clock: MachineClock
    timeline: Timeline
    catalogue: Catalogue
    tag: bytes
    parts: Parts
    store: LocalStore | None = None
    exchange: StoreExchange | None = None
    engine: Engine | None = None
    run: int = 0  # counts the starts of the program; an answer to an earlier one reaches nobody
    waiting: bool = False  # a request is in flight
    line_up: bool = True
    revoked: bool = False
    rest_until: int = 0
    due: int = 0  # names the timer that counts; those before it are void
    trouble: str = ""
    requests: int = 0
    known: set[bytes] = field(default_factory=set)  # what the checker has seen here

    @property
    def random(self) -> random.Random:
        return self.timeline.random

    @property
    def running(self) -> bool:
        return self.store is not None

    def start(self) -> None:
        """Switch on, or start the program again. Raises PowerCut."""
        self.run += 1
        self.waiting = False
        self.disk.come_to_rest()
        store = LocalStore(
            self.disk.folder / "data", self.clock, state_folder=self.disk.folder / "state", salt=self.random.randbytes,
            witnessed=self.parts.witnessed, connect=self.disk.connect,
        )  # fmt: skip
        self.store = store
        self.exchange = self.parts.exchange(store, catalogue=self.tag)
        self.engine = Engine(self.exchange, self.clock, self.random)
        self._receive = Receive(store, self.catalogue)

    def stop(self) -> None:
        """End the program as a person does."""
        if self.store is not None:
            self.store.close()
        self.store = self.exchange = self.engine = None
        self.disk.drop()

    def cut(self) -> None:
        """Off, as it stands: the system, not the program, closes what was open."""
        if self.store is not None and self.store._witness is not None:
            self.store._witness.close()
        self.store = self.exchange = self.engine = None
        self.disk.drop()

    def enrol(self, province: Province, *, heard: bool = True) -> EnrolReply:
        """As `counter.sync.line.enrol_store` does, without HTTP. Not `heard`: the answer is lost."""
        assert self.store is not None
        with self.store.database.write() as t:  # what is drawn by chance comes from the seed
            for name, length in (("enrol_key", 32), ("enrol_ask", 8)):
                if get(t, name) is None:
                    put(t, name, self.random.randbytes(length).hex())
        key, device, ask = asking(self.store)
        device = device or self.random.randbytes(16)
        token = province.token(self.centre.agency, self.centre.unit).text
        reply = province.enrol(EnrolRequest.make(token, key, public_key(key), device, ask))
        if heard:
            keep_enrolment(self.store, key, Granted(
                reply.device, reply.epoch, reply.agency, reply.unit, reply.lanes_version, reply.lanes,
                reply.province_key, reply.generation, "http://127.0.0.1:9", None, "03",
            ))  # fmt: skip
        return reply

    def receive(self, deciding: str | None = None) -> str | None:
        """One walk-in; the code told to the person, None when no number may be issued now."""
        self.requests += 1
        request = ReceptionRequest(
            f"{self.name}-{self.requests}",
            "1.001193",
            Parties(PERSON),
            papers=PAPERS,
            deciding_agency=deciding,
            copies=0,
        )
        try:
            return self._receive(request, ACTOR, clerk="Hòa").code
        except Refused as refused:
            if refused.field != "code":
                raise
            return None

    def close_a_duty(self) -> bool:
        """The oldest open duty of any dossier here, ours or another's; whether there was one."""
        assert self.store is not None
        with self.store.database.read() as t:
            row = t.row("SELECT dossier, kind FROM duty WHERE closed IS NULL ORDER BY dossier DESC LIMIT 1")
        if row is None:
            return False
        try:
            close_duty(self.store, row[0], row[1], ACTOR)
        except Refused:
            return False
        return True

    def withdraw(self) -> bool:
        """Somebody withdraws an application: the one that people would withdraw at another counter too, so they meet."""
        assert self.store is not None
        rows = self.rows("SELECT id FROM dossier WHERE status = 2 ORDER BY entry LIMIT 1")
        if not rows:
            return False
        wish = Withdrawal("applicant", "Không làm nữa")
        try:
            withdraw(self.store, rows[0][0], wish, ACTOR, clerk="Hòa")
        except Refused:
            return False
        return True

    def settle(self) -> bool:
        """A supervisor decides what two counters did to one dossier, or takes note of what the province wants looked at."""
        assert self.store is not None
        with self.store.database.write() as t:
            add_account(t, ACTOR.account, "Hòa", "supervisor", "-", "2026-11-23")
        rows = self.rows("SELECT dossier FROM conflict ORDER BY dossier DESC LIMIT 1")
        flagged = self.rows(
            "SELECT l.id FROM outcome o JOIN log l ON l.source = o.source AND l.seq = o.seq WHERE o.outcome <> 'applied' "
            "ORDER BY l.id DESC LIMIT 3"
        )
        try:
            if rows:
                with self.store.database.read() as t:
                    course = course_of_dossier(t, rows[0][0])
                choice = self.random.choice((*course.rivals, course.base))
                settle_conflict(self.store, rows[0][0], course.rivals, choice, ACTOR, clerk="Hòa")
            elif flagged:
                take_note(self.store, [row[0] for row in flagged], ACTOR, clerk="Hòa")
        except Refused:
            return False
        return bool(rows or flagged)

    def open_the_day(self) -> bool:
        """A person says which day it is."""
        assert self.store is not None
        try:
            open_day(self.store, self.timeline.now.date(), ACTOR)
        except Refused:
            return False
        return True

    def poison(self) -> bool:
        """An entry that this program would never make, as a later or a broken one may."""
        assert self.store is not None
        kind, version, body = self.random.choice(POISON)
        try:
            with self.store.deed(ACTOR) as deed:
                head = deed.head
                envelope = Envelope(
                    head.device, head.epoch, head.seq + 1, head.hash, kind, version, self.random.randbytes(16), None,
                    ACTOR.account, ACTOR.session, int(self.clock.now().timestamp() * 1000), 420,
                    self.clock.monotonic_ms(), self.clock.boot, deed.day.day,
                )  # fmt: skip
                entry = Entry.seal(envelope, self.random.randbytes(8), body)
                row = _insert(deed.transaction, deed.identity.source, entry, None)
                deed.transaction.run(
                    "UPDATE source SET seq = ?, head = ?, day = ? WHERE id = ?",
                    (envelope.seq, entry.hash, deed.day.day.isoformat(), deed.identity.source),
                )
                deed.head = Head(head.device, head.epoch, envelope.seq, entry.hash)
                kept = Kept(row, deed.identity.source, True, entry)
                fold_entry(deed.transaction, kept)
                deed.kept.append(kept)
        except Refused:
            return False
        return True

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """A look at the database that is no part of the product's work, past the disk's faults."""
        assert self.store is not None
        return cipher.Cursor(self.store.database.connection()).execute(sql, parameters).fetchall()
