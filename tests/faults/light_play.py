"""Random faults round one light: the product's own engine, store and exchange, and mutants that hope instead of knowing.

Replies are lost, cut, doubled, late, altered or another's; the province and the counter are put back from backups, and the
counter is killed. Whenever the light is green, what lies here must be what the province held when it answered last."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from counter.domain.sentence import Refused
from counter.journal.entry import body_digest, entry_hash
from counter.journal.leaves import Leaf, Span, Sum, sums
from counter.server.province import Province
from counter.server.tables import epoch as epochs
from counter.server.tables import inbox
from counter.store.exchange import StoreExchange
from counter.store.standpoint import SyncFacts
from counter.store.statement import StoreStatements
from counter.sync.engine import Engine, Step
from counter.sync.light import light
from counter.sync.why import Failure
from counter.wire.binary import BadMessage, Reader
from counter.wire.frame import CONTENT_TYPE
from tests.made.counter_pair import Counter, Line, new_province
from tests.made.world import HandClock

Held = frozenset[tuple[int, Sum]]
STEPS = 45


def held_there(province: Province) -> Held:
    """What the province's rows are, log by log, from their stored bytes."""
    found: dict[int, list[Leaf]] = {}
    with province.database.snapshot() as c:
        query = (
            select(inbox.c.epoch, inbox.c.seq, inbox.c.envelope, inbox.c.salt, inbox.c.body)
            .join(epochs, epochs.c.epoch == inbox.c.epoch)
            .where(epochs.c.device != province.authority.device)
            .order_by(inbox.c.seq)
        )
        for row in c.execute(query):
            leaf = Leaf(row.seq, entry_hash(row.envelope, body_digest(row.salt, row.body)))
            found.setdefault(row.epoch, []).append(leaf)
    return frozenset((epoch, sums([Span(1, 10**6)], leaves)[0]) for epoch, leaves in found.items())


def held_here(one: Counter) -> Held:
    """The same of the counter's own logs."""
    statements = StoreStatements(one.store)
    standpoint = one.exchange.standpoint()
    assert standpoint is not None
    return frozenset(
        (log.epoch, sums([Span(1, 10**6)], statements.leaves(log.epoch, Span(1, log.seq)))[0])
        for log in standpoint.logs
        if log.seq
    )


class NumberOnly(Engine):
    """Mutant: believes the number in whatever answer comes, without any hash or signature."""

    def answered(self, status: int, content_type: str, body: bytes, retry_after: float = 0.0) -> Step:
        store = self._store
        assert isinstance(store, StoreExchange)
        try:
            _, acked = Reader(body[3:]).varints(2)
        except BadMessage:
            acked = 0
        step = super().answered(status, content_type, body, retry_after)
        with store._database.write() as t:
            t.run(
                "UPDATE source SET acked = min(seq, ?1), acked_head = CASE WHEN seq <= ?1 THEN head END "
                "WHERE own = 1 AND state = 'open' AND ?1 > acked",
                (acked,),
            )
        store.met(None)
        return step


class SentIsDone(StoreExchange):
    """Mutant: what was put on the line is counted as received."""

    sent = False

    def entries_after(self, epoch: int, seq: int, limit: int, most: int) -> list:  # type: ignore[type-arg]
        self.sent = True
        return super().entries_after(epoch, seq, limit, most)

    def facts(self) -> SyncFacts:
        facts = super().facts()
        if not self.sent:
            return facts
        now = self._clock.now()
        return replace(facts, waiting=0, acknowledged=facts.entries, proved=True, offline_since=None, last_contact=now)


class Play:
    """One counter, one province, and everything that goes wrong between them, from one seed."""

    def __init__(self, folder: Path, seed: int, mutant: str = "") -> None:
        self.folder, self.random, self.clock, self.mutant = folder, random.Random(seed), HandClock(), mutant
        self.line = Line(new_province(folder / "province", self.clock))
        self.one = Counter(folder / "one", self.clock, seed)
        self.one.enrol(self.line.province)
        self.other = Counter(folder / "other", self.clock, seed + 1000)
        self.other.enrol(self.line.province)
        self.others = [b""]
        self.proofs: dict[bytes, Held] = {b"": frozenset()}
        self.last: bytes | None = None  # the reply that came in this step
        self.answers: list[bytes] = []
        self.greens = 0
        self._use_mutant()

    def _use_mutant(self) -> None:
        if self.mutant == "sent":
            self.one.exchange = SentIsDone(self.one.store, catalogue=self.one.exchange._catalogue)
        kind = NumberOnly if self.mutant == "number" else Engine
        self.one.engine = kind(self.one.exchange, self.clock, self.one.random)

    def run(self, steps: int) -> list[str]:
        """What the light said that was not so."""
        deeds: list[tuple[int, Callable[[], None]]] = [
            (30, self._receive), (90, self._exchange), (8, self._kill), (6, self._keep_province), (5, self._restore_province),
            (7, self._keep_counter), (9, self._restore_counter),
        ]  # fmt: skip
        wrong = []
        for _ in range(steps):
            (deed,) = self.random.choices([d for _, d in deeds], [w for w, _ in deeds])
            self.last = None
            deed()
            if not self._true():
                wrong.append(deed.__name__)
        return wrong

    def _true(self) -> bool:
        shown = light(self.one.exchange.facts(), self.clock.now())
        if shown.state != "received":
            return True
        self.greens += 1
        here = held_here(self.one)
        proof = None if self.last is None else self.proofs.get(self.last)
        if proof is not None:
            return here <= proof
        return any(here <= earlier for earlier in self.proofs.values())  # nothing was said to us that could change it

    def _receive(self) -> None:
        try:
            self.one.receive(self.random.randrange(1, 4))
        except Refused:
            assert self.one.store.needs_epoch is not None

    def _exchange(self) -> None:
        self.line.province.interpreter.step(5)
        ask = self.one.engine.ask()
        assert ask is not None
        if ask.body is None:
            self.one.engine.answered(200, CONTENT_TYPE, self.line.province.catalogue.message)
            return
        fates = {"": 12, "lost": 2, "reply lost": 3, "cut": 1, "twice": 2, "late": 4, "another's": 3, "altered": 1,
                 "busy": 1, "portal": 1}  # fmt: skip
        (fate,) = self.random.choices(list(fates), list(fates.values()))
        self.clock.forward(seconds=self.random.randrange(30))
        if fate == "lost":
            self.one.engine.failed(Failure.UNREACHABLE)
        elif fate == "busy":
            self.one.engine.answered(503, "application/json", b"{}")
        elif fate == "portal":
            self.one.engine.answered(200, "text/html", b"<html>")
        elif fate in ("late", "another's"):  # something on the way answers, out of what it has kept
            self._deliver(self.random.choice(self.answers[-4:] or [b""]) if fate == "late" else self._anothers())
        else:
            reply = self._answer(ask.body)
            if fate == "twice":
                reply = self._answer(ask.body)
            self.answers.append(reply)
            if fate == "reply lost":
                self.one.engine.failed(Failure.TIMEOUT)
                return
            if fate == "cut" and reply:
                reply = reply[: self.random.randrange(len(reply))]
            if fate == "altered" and len(reply) > 3:
                at = self.random.randrange(3, len(reply))
                reply = reply[:at] + bytes((reply[at] ^ 1 << self.random.randrange(8),)) + reply[at + 1 :]
            self._deliver(reply)

    def _deliver(self, reply: bytes) -> None:
        self.last = reply
        self.one.engine.answered(200, CONTENT_TYPE, reply)

    def _answer(self, body: bytes) -> bytes:
        _, _, reply = self.line._answer("/v1/sync", body)
        if len(reply) > 3:  # *send whole* and a refusal acknowledge nothing
            self.proofs[reply] = held_there(self.line.province)
        return reply

    def _anothers(self) -> bytes:
        if self.other.store.needs_epoch is None:
            self.other.receive(self.random.randrange(3))
        ask = self.other.engine.ask()
        if ask is not None and ask.body is not None:
            self.others.append(self.line._answer("/v1/sync", ask.body)[2])
            self.other.engine.answered(200, CONTENT_TYPE, self.others[-1])
        return self.others[-1]

    def _kill(self) -> None:
        self.one.close()
        self.one.open()
        self._use_mutant()

    def _keep_province(self) -> None:
        self.line.province.close()
        shutil.rmtree(self.folder / "province backup", ignore_errors=True)
        shutil.copytree(self.folder / "province", self.folder / "province backup")
        self.line.province = new_province(self.folder / "province", self.clock)

    def _restore_province(self) -> None:
        if not (self.folder / "province backup").exists():
            return
        self.line.province.close()
        shutil.rmtree(self.folder / "province")
        shutil.copytree(self.folder / "province backup", self.folder / "province")
        self.line.province = new_province(self.folder / "province", self.clock, restored=True)

    def _keep_counter(self) -> None:
        self.one.close()
        shutil.rmtree(self.folder / "backup", ignore_errors=True)
        shutil.copytree(self.one.folder / "data", self.folder / "backup")
        self.one.open()
        self._use_mutant()

    def _restore_counter(self) -> None:
        if not (self.folder / "backup").exists():
            return
        before = self.one.exchange.facts().entries
        self.one.close()
        shutil.rmtree(self.one.folder / "data")
        shutil.copytree(self.folder / "backup", self.one.folder / "data")
        if self.random.random() < 0.6:  # the witness is gone too: only the province can tell
            shutil.rmtree(self.one.folder / "state", ignore_errors=True)
            for file in (self.one.folder / "data").glob("*.witness"):
                file.unlink()
        self.one.open()
        self._use_mutant()
        lost = before - self.one.exchange.facts().entries
        if lost > 0 and self.one.store.needs_epoch is None:  # the clerk enters from the papers what the screen has lost
            self.one.receive(lost)

    def close(self) -> None:
        self.one.close()
        self.other.close()
        self.line.province.close()
