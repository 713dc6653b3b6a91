"""Random weeks of islands: receptions, boats both ways, the line now and then, copies put back; and what must hold after
every single step."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from counter.domain.sentence import Refused
from counter.server.bundles import MOST
from counter.server.export import export
from counter.server.tables import inbox, quarantine
from counter.store.exchange import StoreExchange
from counter.store.settings_table import get
from tests.made.boat import Islands, at_province, taken, write_out
from tests.made.counter_pair import Counter
from tests.made.device import slots
from tests.made.world import HandClock

DEEDS = (
    "receive", "receive", "out", "out", "arrive", "arrive", "take", "take", "sync", "tamper", "copy", "put back", "enrol"
)  # fmt: skip
Deed = tuple[str, int, int]  # what, who, and which of what is at hand
HONEST = {
    "bundle.older",
    "bundle.other_reader",
}  # what an answer may be that was meant for the machine before its restore


class Play:
    """One world and everything that is on its way. `step` does one deed and says what is broken after it."""

    def __init__(
        self, folder: Path, seed: int, counters: int = 2, exchange: type[StoreExchange] = StoreExchange
    ) -> None:
        self.clock = HandClock()
        self.random = random.Random(seed)
        self.world = Islands(folder, self.clock, counters, exchange)
        self.out: list[Path] = []
        self.back: list[tuple[int, Path]] = []
        self.codes: list[str] = []
        self.copies: dict[int, Path] = {}
        self.trips = 0
        self.acked: dict[tuple[int, int], int] = {}
        self.restored: set[int] = set()

    def step(self, deed: str, who: int, pick: int) -> list[str]:
        """`pick` chooses among what is at hand."""
        self.clock.forward(minutes=7)
        getattr(self, "_" + deed.replace(" ", "_"))(who % len(self.world.counters), pick)
        return self.broken()

    def end(self) -> list[str]:
        """The line is back everywhere: everything must be everywhere."""
        for _ in range(2):
            self.world.settle()
        held = slots(list(export(self.world.province)))
        problems = self.broken()
        for one in self.world.counters:
            facts = one.exchange.facts()
            if facts.waiting or not facts.proved or facts.needs_epoch:
                problems.append(f"not quiet: {facts.waiting} waiting, proved {facts.proved}, needs {facts.needs_epoch}")
            if one.log() != held:
                problems.append("a counter and the province hold different facts")
            problems += one.problems()
        if len(set(self.codes)) != len(self.codes):
            problems.append("a code was printed twice")
        return problems

    def close(self) -> None:
        self.world.close()

    # deeds

    def _receive(self, who: int, pick: int) -> None:
        try:
            self.codes += [done.code for done in self.world.counters[who].receive(1 + pick % 3)]
        except Refused:
            assert self.world.counters[who].store.needs_epoch

    def _out(self, who: int, pick: int) -> None:
        self.trips += 1
        self.out.append(
            write_out(self.world.counters[who], self.world.stick(f"out {self.trips}"), at_once=1 + pick % 5).file
        )

    def _arrive(self, _who: int, pick: int) -> None:
        """Some of the sticks that were ever written, old ones too, in any order."""
        files = self.random.sample(self.out, min(len(self.out), 1 + pick % 3))
        self.trips += 1
        stick, most = self.world.stick(f"back {self.trips}"), 1 if pick % 2 else MOST  # one reply a log, or all
        answers, refused = at_province(self.world.province, files, stick, most=most)
        assert refused == []
        for one in answers:
            who = next(n for n, c in enumerate(self.world.counters) if c.exchange.facts().device == one.head.device)
            self.back.append((who, one.file))

    def _take(self, _who: int, pick: int) -> None:
        if self.back:
            who, file = self.back[-1 - pick % len(self.back)]
            _, no = taken(self.world.counters[who], file)
            assert no is None or no in HONEST

    def _tamper(self, _who: int, pick: int) -> None:
        """A changed file goes each way, and must change nothing."""
        for which, file in [(None, f) for f in self.out[-1:]] + list(self.back[-1:]):
            whole = file.read_bytes()
            bad = file.with_name("changed.bundle")
            at = (pick * 7919) % len(whole)
            bad.write_bytes(whole[:at] + bytes((whole[at] ^ 1 << pick % 8,)) + whole[at + 1 :])
            if which is None:
                assert len(at_province(self.world.province, [bad], self.world.stick("none"))[1]) == 1
            else:
                assert taken(self.world.counters[which], bad)[0] is None

    def _sync(self, who: int, pick: int) -> None:
        self.world.counters[who].sync(self.world.line, 1 + pick % 4)
        if pick % 2:
            self.world.province.interpreter.step(5)

    def _enrol(self, who: int, _pick: int) -> None:
        """IT enrols it anew: what waits in its log of before is still to be sent."""
        self.world.counters[who].enrol(self.world.province)

    def _copy(self, who: int, _pick: int) -> None:
        one = self.world.counters[who]
        one.close()
        self.copies[who] = self.world.folder / f"copy {who}"
        shutil.rmtree(self.copies[who], ignore_errors=True)
        shutil.copytree(one.folder / "data", self.copies[who])
        self._open(one)

    def _put_back(self, who: int, _pick: int) -> None:
        """Only what the province has, or what lies on some stick, may be lost with a disk: so it is asked first."""
        one = self.world.counters[who]
        if who not in self.copies:
            return
        one.sync(self.world.line)
        self.restored.add(who)
        self.acked = {slot: seq for slot, seq in self.acked.items() if slot[0] != who}
        one.close()
        shutil.rmtree(one.folder / "data")
        shutil.copytree(self.copies[who], one.folder / "data")
        self._open(one)

    def _open(self, one: Counter) -> None:
        one.open()
        self.world.own_chance(one)

    # what must hold

    def broken(self) -> list[str]:
        """Acknowledged only what the province holds, and never less than before; read only what is here; no false alarm."""
        problems = []
        with self.world.province.database.read() as c:
            held = {
                (row.epoch, row.seq): row.hash for row in c.execute(select(inbox.c.epoch, inbox.c.seq, inbox.c.hash))
            }
            positions = c.execute(select(inbox.c.position, inbox.c.epoch, inbox.c.seq, inbox.c.hash)).all()
            apart = set(c.execute(select(quarantine.c.hash)).scalars())
        for number, one in enumerate(self.world.counters):
            log = {(epoch, seq): hash_ for epoch, seq, hash_ in one.log()}
            with one.store.database.read() as t:
                cursor = get(t, "cursor", 0)
                sources = t.rows("SELECT epoch, acked, acked_head FROM source WHERE own = 1")
            if one.store.needs_epoch and number not in self.restored:
                problems.append(f"counter {number}: it was never put back, and may not number")
            for epoch, acked, head in sources:
                if acked < self.acked.get((number, epoch), 0):
                    problems.append(f"counter {number}: the acknowledgement of {epoch} went back to {acked}")
                self.acked[number, epoch] = acked
                if acked and held.get((epoch, acked)) != head:
                    problems.append(f"counter {number}: acknowledged {epoch}.{acked} is not with the province")
            for row in positions:
                at = log.get((row.epoch, row.seq))
                if row.position <= cursor and at != row.hash.hex() and row.hash not in apart and at is None:
                    problems.append(f"counter {number}: read up to {cursor} and has not position {row.position}")
        return problems


def play(
    folder: Path, deeds: Sequence[Deed], seed: int = 1, exchange: type[StoreExchange] = StoreExchange
) -> list[str]:
    """What is broken after the first deed that breaks something, or at the end."""
    made = Play(folder, seed, exchange=exchange)
    try:
        for deed in deeds:
            if problems := made.step(*deed):
                return problems
        return made.end()
    finally:
        made.close()


def some_deeds(seed: int, count: int) -> list[Deed]:
    """A random week."""
    rng = random.Random(seed)
    return [(rng.choice(DEEDS), rng.randrange(2), rng.randrange(1000)) for _ in range(count)]
