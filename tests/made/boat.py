"""Sticks between counters and a province of this process; two worlds that began as one, to be compared field by field."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from counter.domain.sentence import Refused
from counter.server.bundles import MOST, Answer, Arrived, answer, interpret, newest, take_in
from counter.server.export import export
from counter.server.province import Province
from counter.store.bundles import KeptBundles
from counter.store.exchange import StoreExchange
from counter.sync.asker import Asker
from counter.sync.bundle_in import TakenIn, take_bundle
from counter.sync.bundle_out import Written, write_bundle
from counter.sync.engine import Engine
from counter.wire.limits import ENTRIES
from tests.made.counter_pair import Counter, Line, new_province
from tests.made.world import HandClock


def write_out(counter: Counter, folder: Path, *, at_once: int = ENTRIES, **more: Any) -> Written:
    """What `counter bundle out` does, with `at_once` entries a request and a reply."""
    folder.mkdir(parents=True, exist_ok=True)
    asker = Asker(counter.exchange, counter.clock, random.SystemRandom(), at_once=at_once)
    return write_bundle(counter.exchange, asker, KeptBundles(counter.store), folder, **more)


def take(counter: Counter, file: Path, **more: Any) -> TakenIn:
    """What `counter bundle in` does."""
    return take_bundle(counter.exchange, KeptBundles(counter.store), file, **more)


def taken(counter: Counter, file: Path) -> tuple[TakenIn | None, str | None]:
    """Take an answer: what came of it, or the key of why not."""
    try:
        return take(counter, file), None
    except Refused as no:
        return None, no.sentence.key


def at_province(
    province: Province, files: Sequence[Path], folder: Path, *, most: int = MOST
) -> tuple[list[Answer], list[tuple[Path, str]]]:
    """What `counter server bundle` does: the answers, and the files it refused with the key of why."""
    folder.mkdir(parents=True, exist_ok=True)
    arrived: list[Arrived] = []
    refused: list[tuple[Path, str]] = []
    for file in files:
        try:
            arrived.append(take_in(province, file))
        except Refused as no:
            refused.append((file, no.sentence.key))
    interpret(province)
    return [answer(province, one, folder, most=most) for one in newest(province, arrived)], refused


class Islands:
    """A province and counters in one folder, so that the whole of it can be copied and live on twice."""

    def __init__(
        self, folder: Path, clock: HandClock, counters: int = 2, exchange: type[StoreExchange] = StoreExchange
    ) -> None:
        self.folder, self.clock = folder, clock
        self.province = new_province(folder / "province", clock)
        self.line = Line(self.province)
        self.counters = [Counter(folder / f"counter {n}", clock, n + 1, exchange) for n in range(counters)]
        for one in self.counters:
            self.own_chance(one)
            if one.store.identity is None:
                one.enrol(self.province)

    def own_chance(self, one: Counter) -> None:
        """Of the exchange, so that one changes nothing of what is received after it."""
        one.engine = Engine(one.exchange, self.clock, random.Random(99))

    def close(self) -> None:
        for one in self.counters:
            one.close()
        self.province.close()

    def sync(self, which: int) -> None:
        self.counters[which].sync(self.line)

    def stick(self, name: str = "stick") -> Path:
        made = self.folder / name
        made.mkdir(exist_ok=True)
        return made

    def round_trip(self, which: int, *, deliver: Callable[[Path], list[Path]] = lambda file: [file]) -> list[Path]:
        """One boat there and back for that counter; `deliver`: what becomes of its file on the way. The answers."""
        written = write_out(self.counters[which], self.stick())
        answers, _ = at_province(self.province, deliver(written.file), self.stick("back"))
        for one in answers:
            take(self.counters[which], one.file)
        return [one.file for one in answers]

    def settle(self) -> None:
        """Exchange online until everybody has everything."""
        for _ in range(2):
            for number in range(len(self.counters)):
                self.sync(number)
            self.province.interpreter.catch_up()
        for number in range(len(self.counters)):
            self.sync(number)


def two_worlds(folder: Path, clock_of: Callable[[], HandClock], counters: int = 2) -> tuple[Islands, Islands]:
    """Two of one: the same devices, keys and epochs; what is received in both at the same times has the same bytes."""
    begun = Islands(folder / "begun", clock_of(), counters)
    begun.close()
    for name in ("online", "boat"):
        shutil.copytree(folder / "begun", folder / name)
    return Islands(folder / "online", clock_of(), counters), Islands(folder / "boat", clock_of(), counters)


def held(province: Province) -> list[tuple[Any, ...]]:
    """Everything the province holds, every field, in an order of its own: positions are the order of arrival.

    Its own facts bear the time when it wrote them, so their hashes are left out."""
    own = province.authority.device.hex()
    rows = [row | {"hash": ""} if row.get("device") == own else row for row in export(province)]
    return sorted(tuple(sorted((k, repr(v)) for k, v in row.items())) for row in rows)


_DOSSIER = (
    "SELECT hex(entry), code, provisional, agency, deciding, procedure, procedure_name, sector, applicant, number, phone, "
    "owner, received, day, due, due_expected, status, late, request FROM dossier ORDER BY 1"
)
_CODES = (
    "SELECT hex(d.entry), c.code, c.holder = 0, c.origin FROM dossier_code c JOIN dossier d ON d.id = c.dossier "
    "ORDER BY 1, 2, 3"
)
_LOG = (
    "SELECT s.epoch, l.seq, l.kind, CASE l.kind WHEN 'code_assigned' THEN '' ELSE hex(l.hash) END FROM log l "
    "JOIN source s ON s.id = l.source ORDER BY 1, 2"
)
_DUTIES = (
    "SELECT hex(d.entry), u.kind, u.by, u.closed IS NULL FROM duty u JOIN dossier d ON d.id = u.dossier ORDER BY 1, 2"
)
_WORDS = "SELECT hex(d.entry), w.term FROM dossier_words_terms w JOIN dossier d ON d.id = w.doc ORDER BY 1, 2"


def shown(counter: Counter) -> dict[str, Any]:
    """What a counter shows of everybody's dossiers, told by the entries and not by the order in which they came."""
    tables = (("log", _LOG), ("dossiers", _DOSSIER), ("codes", _CODES), ("duties", _DUTIES), ("words", _WORDS))
    with counter.store.database.read() as t:
        return {name: t.rows(sql) for name, sql in tables}
