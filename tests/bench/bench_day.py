"""A working day of one counter on the line: every fact sent as it happens, polls between them, TLS and its handshakes, the
statement in the evening; counted both ways where the line is. And the codec against the others, on the same facts.

The counter's clock is moved by hand; the province and the line are real. Connections that would have been idle for longer
than the province keeps them are hung up, so that each costs its handshake."""

from __future__ import annotations

import bz2
import lzma
import os
import random
import tempfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import backports.zstd as zstd

from counter.commands.reception_line import read_line, request_of
from counter.journal.entry import Entry
from counter.store.log import Actor
from counter.store.statement import StoreStatements
from counter.sync.engine import Again, Engine
from counter.sync.inquiry import inquire
from counter.sync.line import enrol_store
from counter.sync.round import exchange
from counter.sync.transport import Transport
from counter.wire.batch_writer import write_batch
from counter.wire.columns import Home
from counter.wire.packing import pack
from tests.faults.link import Link, Weather
from tests.made.applications import lines
from tests.made.certificates import Authority
from tests.made.counter_pair import Counter
from tests.made.served import Served
from tests.made.world import HandClock

Row = dict[str, Any]
RECEPTIONS, BUDGET = 400, 2_000_000
KEPT_ALIVE = 75.0  # seconds for which the province keeps an idle connection
HOURS = ((7.5, 11.5), (13.5, 17.0))  # of reception; in between the counter polls on


def run(scale: str = "full") -> list[Row]:
    """All rows of this measurement."""
    receptions = RECEPTIONS if scale == "full" else 40
    with tempfile.TemporaryDirectory() as folder:
        carried, requests, office = _day(Path(folder), receptions)
        entries = office.exchange.entries_after(1, 0, RECEPTIONS, 2**21)
        day = {
            "work": f"a day of {receptions} receptions over TLS with {requests} requests, bytes both ways",
            "value": carried, "limit": BUDGET, "ratio": carried / BUDGET, "goal": 1.0, "unit": "B",
        }  # fmt: skip
        rows = [day, *_codecs(entries)]
        office.close()
    return rows


def _day(folder: Path, receptions: int) -> tuple[int, int, Counter]:
    authority = Authority.make()
    certificate, key = authority.server(folder)
    tls = ("--tls-certificate", str(certificate), "--tls-key", str(key))
    with Served(
        folder / "p", None, *tls, "--rate", "0", anew=True
    ) as served:  # a whole day passes here in half a minute
        clock = HandClock()
        office = Counter(folder / "office", clock, seed=4)
        enrol_store(office.store, served.url, served.token(), ca=authority.pem, counter="03")
        with Link(("127.0.0.1", served.port), Weather(bits=1e10, round_trip=0.0, loss=0.0), 1) as line:
            day = _Day(office, line.url.replace("http:", "https:"), authority.pem, random.Random(7))
            day.work(receptions)
            inquire(office.exchange, StoreStatements(office.store), day.transport, clock, os.urandom)
            requests = day.requests + 1
            day.transport.close()
            assert office.exchange.facts().proved
            return sum(line.carried), requests, office


class _Day:
    """The loop's own rhythm on a clock moved by hand: a fact is sent at once, a poll follows the engine's wish."""

    def __init__(self, office: Counter, url: str, ca: str, rng: random.Random) -> None:
        self._office, self._url, self._ca, self._random = office, url, ca, rng
        self._engine = Engine(office.exchange, office.clock, rng)
        self.transport = Transport(url, ca=ca)
        self._last = office.clock.at
        self.requests = 0

    def work(self, receptions: int) -> None:
        clock = self._office.clock
        midnight = clock.at.replace(hour=0, minute=0, second=0)
        moments = sorted(
            midnight + timedelta(hours=self._random.uniform(*self._random.choice(HOURS))) for _ in range(receptions)
        )
        clock.at = midnight + timedelta(hours=HOURS[0][0])
        self._last = clock.at
        poll = clock.at
        for moment, line in zip(moments, islice(lines(4, "day"), receptions), strict=True):
            while poll < moment:
                clock.at = max(poll, clock.at)
                poll = clock.at + timedelta(seconds=self._exchange())
            clock.at = max(moment, clock.at)
            self._office.receive_deed(
                request_of(read_line(line.encode()), copies=0), Actor("ha", b"session1"), clerk="Phạm Thu Hà"
            )
            poll = clock.at + timedelta(seconds=self._exchange())

    def _exchange(self) -> float:
        """Until there is no more to exchange now; the seconds that the engine wishes to wait."""
        if (self._office.clock.at - self._last).total_seconds() > KEPT_ALIVE:
            self.transport.close()
            self.transport = Transport(self._url, ca=self._ca)
        self._last = self._office.clock.at
        while True:
            self.requests += 1
            step = exchange(self._engine, self.transport)
            if not isinstance(step, Again):
                return float(getattr(step, "seconds", 60.0))


def _codecs(entries: list[Entry]) -> list[Row]:
    """The folded part of one fact, and of all facts of the day, by each codec that a Python program has at hand."""
    others: dict[str, Callable[[bytes], bytes]] = {
        "zlib": lambda data: zlib.compress(data, 9),
        "bzip2": lambda data: bz2.compress(data, 9),
        "lzma": lambda data: lzma.compress(
            data, format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 9}]
        ),
        "zstd": lambda data: zstd.compress(data, 19),
    }
    rows = []
    for count in (1, len(entries)):
        folded = [_folded(entries[at : at + count]) for at in range(0, min(len(entries), 50 * count), count)]
        ours = sum(len(pack(data)) for data in folded) / len(folded)
        sizes = {name: sum(len(code(data)) for data in folded) / len(folded) for name, code in others.items()}
        best = min(sizes, key=lambda name: sizes[name])
        rows.append({
            "work": f"codec, {count} facts: zstd with our dictionary; best without ({best})", "value": ours,
            "limit": sizes[best], "ratio": ours / sizes[best], "goal": 0.6 if count == 1 else 1.25, "unit": "B",
        })  # fmt: skip
    return rows


def _folded(entries: list[Entry]) -> bytes:
    home = Home(entries[0].envelope.device, entries[0].envelope.epoch)
    return write_batch(entries, home, whole=True, held=lambda *_: None, locate=lambda _: None)[1]
