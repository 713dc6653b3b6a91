"""A province put back from its backups twenty times at random moments, with real counters that go on working.

Machines are put back and cloned in between. At the end the province holds all that any counter made and still has, no
code is on two papers that are not a clone's, and everybody has the same."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from counter.domain.sentence import Refused
from counter.server.database import NAME
from counter.server.export import export
from counter.server.province import Place, Province
from counter.server.province_key import KEY_FILE
from counter.server.verify import verify_database
from counter.sync.engine import Attention, Idle
from tests.made import postgres
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock

CENTRES = (("H49.22", "06652"), ("H49.22", "06652"), ("H49.30", "07192"), ("H49.22", "06652"))


@dataclass
class Put:
    """What happened. `problems`: empty when all is well."""

    restores: int = 0
    machines_put_back: int = 0
    clones: int = 0
    entries: int = 0
    problems: list[str] = field(default_factory=list)


class _Kept:
    """The province's database and its backups: files for SQLite, databases for PostgreSQL."""

    def __init__(self, folder: Path, clock: HandClock, *, postgresql: bool) -> None:
        self._folder, self._clock = folder, clock
        self._url = postgres.new_database() if postgresql else None
        self._backups: list[tuple[Path, str | None]] = []
        self.province = self._open(restored=False)

    def _open(self, *, restored: bool) -> Province:
        return Province(Place(self._folder, self._url), self._clock, restored=restored)

    def back_up(self) -> None:
        """Nobody works while it is made, so that it is of one moment."""
        self.province.close()
        copy = self._folder.with_name(f"backup-{len(self._backups)}")
        copy.mkdir()
        if self._url is None:
            for path in self._folder.glob(f"{NAME}*"):
                shutil.copy(path, copy)
        self._backups.append((copy, None if self._url is None else postgres.copy_of(self._url)))
        self.province = self._open(restored=False)

    def restore(self, rng: random.Random) -> None:
        copy, url = rng.choice(self._backups)
        self.province.close()
        if self._url is None:
            for path in self._folder.glob(f"{NAME}*"):
                path.unlink()
            for path in copy.iterdir():
                shutil.copy(path, self._folder)
        else:
            assert url is not None
            postgres.drop(self._url)
            self._url = postgres.copy_of(url)
        assert (self._folder / KEY_FILE).exists()
        self.province = self._open(restored=True)


def put_back_often(folder: Path, seed: int, *, postgresql: bool, times: int = 20) -> Put:
    """One history of that seed."""
    rng, clock, found = random.Random(seed), HandClock(), Put()
    kept = _Kept(folder / "province", clock, postgresql=postgresql)
    line = Line(kept.province)
    counters = [Counter(folder / f"c{n}", clock, seed * 100 + n) for n in range(len(CENTRES))]
    codes: list[tuple[str, str]] = []
    doubtful: set[int] = set()  # epochs of which there are two
    for counter, (agency, unit) in zip(counters, CENTRES, strict=True):
        counter.enrol(kept.province, agency, unit)
    kept.back_up()
    for turn in range(times):
        for _ in range(rng.randrange(2, 7)):
            line.province = kept.province
            _work(rng.choice(counters), line, rng, codes)
            if rng.random() < 0.25:
                kept.back_up()
                line.province = kept.province
            if rng.random() < 0.7:
                kept.province.interpreter.catch_up()
        if rng.random() < 0.3:
            _put_machine_back(rng.choice(counters), folder / f"copy-{turn}", line, rng, codes)
            found.machines_put_back += 1
        if rng.random() < 0.1 and found.clones < 2:
            found.clones += 1
            counters.append(_clone(rng.choice(counters), folder / f"clone-{turn}", seed * 1000 + turn, doubtful))
        kept.restore(rng)
        found.restores += 1
        clock.forward(days=rng.randrange(1, 4))
    line.province = kept.province
    _quiet(counters, line, found)
    _compare(folder / "province", counters, kept.province, codes, doubtful, found)
    for counter in counters:
        counter.close()
    kept.province.close()
    return found


def _work(counter: Counter, line: Line, rng: random.Random, codes: list[tuple[str, str]]) -> None:
    for _ in range(rng.randrange(4)):
        try:
            for received in counter.receive(1, **({"deciding_agency": "H49.05"} if rng.random() < 0.2 else {})):
                codes.append((received.code, received.entry))
        except Refused:
            break  # a copy or a fork: no number before a new epoch
    if rng.random() < 0.7:
        line.fate = lambda: rng.choice(("", "", "", "lost", "reply lost"))
        counter.sync(line, most=rng.randrange(1, 12))


def _put_machine_back(
    counter: Counter, copy: Path, line: Line, rng: random.Random, codes: list[tuple[str, str]]
) -> None:
    """The data folder goes back to an earlier moment; the mark outside stays."""
    counter.close()
    shutil.copytree(counter.folder / "data", copy)
    counter.open()
    for _ in range(2):
        _work(counter, line, rng, codes)
    counter.close()
    shutil.rmtree(counter.folder / "data")
    shutil.copytree(copy, counter.folder / "data")
    counter.open()


def _clone(counter: Counter, folder: Path, seed: int, doubtful: set[int]) -> Counter:
    doubtful.add(counter.exchange.facts().epoch)
    counter.close()
    shutil.copytree(counter.folder, folder)
    counter.open()
    return Counter(folder, counter.clock, seed)


def _quiet(counters: list[Counter], line: Line, found: Put) -> None:
    line.fate = lambda: ""
    for _ in range(4):
        for counter in counters:
            step = counter.sync(line)
            if isinstance(step, Attention) and step.sentence.key == "sync.refused":
                counter.enrol(line.province, *_centre(counter))
                step = counter.sync(line)
            if not isinstance(step, Idle):
                found.problems.append(f"{counter.folder.name} does not come to rest: {step}")
        line.province.interpreter.catch_up()


def _centre(counter: Counter) -> tuple[str, str]:
    identity = counter.store.identity
    assert identity is not None
    return identity.agency, identity.unit


def _compare(
    folder: Path,
    counters: list[Counter],
    province: Province,
    codes: list[tuple[str, str]],
    doubtful: set[int],
    found: Put,
) -> None:
    rows = [row for row in export(province) if row["type"] == "entry"]
    held = {(row["epoch"], row["seq"], row["hash"]) for row in rows}
    found.entries = len(held)
    if len(held) != len(rows):
        found.problems.append(f"{len(rows) - len(held)} entries are held twice")
    found.problems += verify_database(province.database, folder)[1]
    for counter in counters:
        facts, name = counter.exchange.facts(), counter.folder.name
        if facts.waiting or not (facts.proved or facts.apart) or facts.needs_epoch:
            found.problems.append(f"{name} is not done: {facts.waiting} wait, {facts.needs_epoch}")
        with counter.store.database.read() as t:
            own = t.rows("SELECT s.epoch, l.seq, l.hash FROM log l JOIN source s ON s.id = l.source WHERE s.own = 1")
        lost = {(epoch, seq, hash_.hex()) for epoch, seq, hash_ in own} - held
        found.problems += [f"{name}: epoch {epoch} seq {seq} is lost" for epoch, seq, _ in sorted(lost)]
        found.problems += [f"{name}: {problem}" for problem in counter.problems()]
    by_code: dict[str, set[str]] = {}
    for code, entry in codes:
        by_code.setdefault(code, set()).add(entry)
    epoch_of = {row["hash"]: row["epoch"] for row in rows}
    for code, entries in by_code.items():
        if len(entries) > 1 and not any(epoch_of.get(entry) in doubtful for entry in entries):
            found.problems.append(f"{code} is on {len(entries)} papers")
