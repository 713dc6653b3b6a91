"""Sync against one zstd -19 POST of the same facts, on the loopback and over the bad link; ingest against raw PostgreSQL.

Bytes are what HTTP sends up, headers included, of `counter sync --once` and of the POST. The facts are receptions of
invented people by the program's own deed, some minutes apart."""

from __future__ import annotations

import contextlib
import json
import os
import random
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import backports.zstd as zstd
import psycopg
import requests

from counter.commands.reception_line import read_line, request_of
from counter.store.log import Actor
from counter.sync.line import enrol_store
from counter.sync.round import Round, run_round
from counter.sync.transport import Transport
from counter.wire.enrolment import EnrolReply
from counter.wire.limits import ENTRIES
from tests.faults.link import CUTS, ISLAND, Link, Weather
from tests.faults.proxy import read_message
from tests.made.applications import lines
from tests.made.counter_pair import Counter
from tests.made.device import Device
from tests.made.postgres import new_database
from tests.made.served import Served
from tests.made.world import MONDAY, HandClock

Row = dict[str, Any]


def run(scale: str = "full") -> list[Row]:
    """All rows of this measurement."""
    many, runs, rows = (2000, 3, 5000) if scale == "full" else (60, 1, 500)
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_bytes(Path(folder) / "bytes", many),
            *_times(Path(folder) / "times", many, runs),
            *_ingest(Path(folder), rows),
        ]


def _row(work: str, value: float, limit: float, goal: float | None, unit: str) -> Row:
    return {"work": work, "value": value, "limit": limit, "ratio": value / limit, "goal": goal, "unit": unit}


class _Office(Counter):
    """A counter that receives invented applications during office hours."""

    def fill(self, count: int, seed: int) -> list[bytes]:
        """Receive, and give the facts as their bodies."""
        rng = random.Random(seed)
        with self.store.database.read() as t:
            (before,) = t.row("SELECT coalesce(max(id), 0) FROM log") or (0,)
        for line in islice(lines(seed, f"b{seed}"), count):
            self.clock.forward(seconds=rng.randrange(40, 500), milliseconds=rng.randrange(1000))
            if self.clock.at.hour >= 17:
                morning = self.clock.at.replace(hour=7, minute=30) + timedelta(days=1)
                self.clock.forward(
                    seconds=(morning - self.clock.at).total_seconds()
                )  # one that is put would be doubted
            self.receive_deed(
                request_of(read_line(line.encode()), copies=0), Actor("ha", b"session1"), clerk="Phạm Thu Hà"
            )
        with self.store.database.read() as t:
            return [row[0] for row in t.rows("SELECT body FROM log WHERE id > ? ORDER BY id", (before,))]

    def sync_over(self, url: str) -> Round:
        """What `counter sync --once` does."""
        transport = Transport(url)
        done = run_round(self.exchange, transport, self.clock, random.Random(1))
        transport.close()
        assert done is not None
        assert done.complete, done
        return done


class _Sink:
    """The limit's other end: one POST, written and synced, answered. `received` counts the bytes of HTTP."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "sink").open("ab")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address: tuple[str, int] = self._listening.getsockname()
        self.received = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line, contextlib.suppress(OSError):  # a cut ends the connection, not the sink
                while message := read_message(line):
                    self.received += len(message)
                    self._file.write(message)
                    self._file.flush()
                    os.fsync(self._file.fileno())
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    def close(self) -> None:
        self._listening.close()
        self._file.close()


@contextmanager
def _sink(folder: Path) -> Iterator[_Sink]:
    folder.mkdir(parents=True, exist_ok=True)
    made = _Sink(folder)
    yield made
    made.close()


def _post(url: str, facts: list[bytes]) -> None:
    """The limit: the same facts as NDJSON, one zstd -19 POST, again until it is through."""
    folded = zstd.compress(b"\n".join(facts) + b"\n", 19)
    while True:
        try:
            requests.post(url, data=folded, timeout=60).raise_for_status()
        except requests.RequestException:
            time.sleep(random.uniform(0, 1))
            continue
        return


@contextmanager
def _province(folder: Path, database_url: str | None = None) -> Iterator[tuple[Served, _Office]]:
    with Served(folder / "province", database_url, "--clock", MONDAY.isoformat(), anew=True) as served:
        office = _Office(folder / "office", HandClock(), seed=9)
        enrol_store(office.store, served.url, served.token(), ca=None, counter="03")
        office.sync_over(served.url)
        yield served, office
        office.close()


def _agree(served: Served, office: _Office) -> None:
    """Days have passed at the counter within seconds: the province starts again on the same day, or it would doubt the clock
    of everything, and tell of each entry in its answers."""
    served.stop()
    served.start("--clock", office.clock.at.isoformat())


def _bytes(folder: Path, many: int) -> list[Row]:
    rows = []
    with _province(folder) as (served, office), _sink(folder) as sink:
        url = f"http://127.0.0.1:{sink.address[1]}"
        facts = office.fill(many, 1)
        _agree(served, office)
        done = office.sync_over(served.url)
        _post(url, facts)
        rows.append(
            _row(f"sync of {many} new dossiers, bytes up: one zstd -19 POST", done.bytes_up, sink.received, 1.25, "B")
        )
        rows.append(
            _row(f"sync of {many} new dossiers, requests: 3 and 1 per 500", done.requests, 3 + many / 500, 1.0, "")
        )
        ups, downs, limits, requests_made = [], [], [], []
        for number in range(12):
            (fact,) = office.fill(1, 100 + number)
            before = sink.received
            _post(url, [fact])
            limits.append(sink.received - before)
            _agree(served, office)
            done = office.sync_over(served.url)
            ups.append(done.bytes_up)
            downs.append(done.bytes_down)
            requests_made.append(done.requests)
        rows.append(
            _row(
                "sync of one new fact, bytes up: one zstd -19 POST",
                statistics.mean(ups),
                statistics.mean(limits),
                0.6,
                "B",
            )
        )
        both = statistics.mean(u + d for u, d in zip(ups, downs, strict=True))
        rows.append(
            _row(
                "sync of one new fact, bytes both ways: the POST and its answer",
                both,
                statistics.mean(limits) + 40,
                0.6,
                "B",
            )
        )
        rows.append(_row("sync of one new fact, requests", statistics.mean(requests_made), 1, 1.0, ""))
    return rows


def _times(folder: Path, many: int, runs: int) -> list[Row]:
    rows = []
    for name, weather, goal_bytes, goal_time in (("island", ISLAND, 1.25, 1.5), ("cuts", CUTS, 1.4, None)):
        ours, limit = _over(folder / name, weather, many, runs)
        rows.append(
            _row(f"{many} dossiers over {name}, time: the POST over the same link", ours[0], limit[0], goal_time, "s")
        )
        rows.append(_row(f"{many} dossiers over {name}, bytes both ways", ours[1], limit[1], goal_bytes, "B"))
    ours, limit = _over(folder / "one", ISLAND, 1, runs)
    rows.append(_row("one new fact over island, time: the POST over the same link", ours[0], limit[0], 1.2, "s"))
    return rows


def _over(folder: Path, weather: Weather, count: int, runs: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Medians of (seconds, bytes carried) of a sync and of the POST of the same facts."""
    ours, limit = [], []
    with _province(folder) as (served, office), _sink(folder) as sink:
        for seed in range(1, runs + 1):
            facts = office.fill(count, 1000 * count + seed)
            _agree(served, office)
            ours.append(_timed(("127.0.0.1", served.port), weather, seed, office.sync_over))
            limit.append(_timed(sink.address, weather, seed, lambda url, sent=facts: _post(url, sent)))
    return _medians(ours), _medians(limit)


def _timed(to: tuple[str, int], weather: Weather, seed: int, deed: Callable[[str], object]) -> tuple[float, float]:
    with Link(to, weather, seed) as link:
        began = time.perf_counter()
        deed(link.url)
        return time.perf_counter() - began, float(sum(link.carried))


def _medians(measured: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(m[0] for m in measured), statistics.median(m[1] for m in measured)


def _ingest(folder: Path, count: int) -> list[Row]:
    """Per 1,000 entries, durable, over one connection: ours in the batches that counters send, the raw INSERT in batches of
    500, where it is fastest. They take turns, and the median of the turns' ratios counts: a busy machine slows both."""
    turns = []
    for turn in range(5):
        with Served(folder / f"ingest{turn}", new_database(durable=True), anew=True) as served:
            pushing = _pusher(served, count)
            raw = _raw_insert(new_database(durable=True), count)
            turns.append((pushing(), raw))
    work = "province ingest over HTTP: INSERT … SELECT jsonb_array_elements (goal: 0.35 of its rows/s)"
    ours, raw = (statistics.median(turn[n] for turn in turns) for n in (0, 1))
    row = _row(work, ours, raw, 1 / 0.35, "ms")
    return [{**row, "ratio": statistics.median(a / b for a, b in turns)}]


def _pusher(served: Served, count: int) -> Callable[[], float]:
    """Everything prepared, and a first batch sent; what is returned sends the rest and says the milliseconds for 1,000."""
    device = Device.enrol(
        lambda asked: EnrolReply.decode(
            requests.post(served.url + "/v1/enrol", data=asked.encode(), timeout=20).content
        ),
        served.token(),
    )
    device.receive_many(count + ENTRIES)
    messages = []
    while device.acked < len(device.log.entries):
        request = device.request(cursor=device.acked)
        messages.append(device.message(request))
        device.acked += len(request.entries)
    session = requests.Session()

    def push(message: bytes) -> None:
        assert session.post(served.url + "/v1/sync", data=message, timeout=60).status_code == 200

    push(messages[0])

    def rest() -> float:
        began = time.perf_counter()
        for message in messages[1:]:
            push(message)
        took = time.perf_counter() - began
        session.close()
        return took / count * 1_000_000

    return rest


def _raw_insert(url: str, count: int) -> float:
    rng = random.Random(3)
    records = [
        {"id": rng.randbytes(16).hex(), "code": f"H49.22-261123-{n:06d}", "body": json.loads(next(lines(n)))}
        for n in range(count + 500)
    ]
    batches = [json.dumps(records[at : at + 500], ensure_ascii=False) for at in range(0, len(records), 500)]
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE record (id text PRIMARY KEY, code text UNIQUE, body jsonb)")
        connection.commit()
        began = time.perf_counter()
        for number, batch in enumerate(batches):
            if number == 1:
                began = time.perf_counter()
            connection.execute(
                "INSERT INTO record SELECT r->>'id', r->>'code', r->'body' FROM jsonb_array_elements(%s::jsonb) r "
                "ON CONFLICT DO NOTHING", (batch,),
            )  # fmt: skip
            connection.commit()
        return (time.perf_counter() - began) / count * 1_000_000
