"""After seven days without a line 54 centres come back at one moment, four counters each, to a real server process.

Everything a counter sends is made and folded before, so that what is measured is the server: a device sends its batches
one after the other as the sync engine does, waits as long as `Retry-After` says or with full jitter, and then reads the
centre's feed to its end. What is asked: all drained, nothing lost, no status of 500 or more but "come again"."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import requests

from counter.journal.chain import Head
from counter.wire.binary import Reader
from counter.wire.enrolment import EnrolReply
from counter.wire.frame import Type, unframe
from counter.wire.limits import ENTRIES
from counter.wire.reply_format import wants_whole
from counter.wire.request import SyncRequest, write_request
from tests.made import postgres
from tests.made.device import Device
from tests.made.served import Served

CENTRES, COUNTERS = 54, 4
WEEK = 2_083  # entries of a counter in seven days: about 450,000 in all
BATCH = 400  # what an engine begins with
_NO_FEED = 2**53 - 1


@dataclass
class Reconnected:
    """`pushes`: seconds of every request that brought entries and was answered; `drained`: until the last was taken."""

    devices: int
    entries: int
    drained: float = 0.0
    pushes: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Entries a second, from the first request to the last entry taken."""
        return self.entries / self.drained

    @property
    def p99(self) -> float:
        """Seconds in which 99 of 100 pushes are answered."""
        return statistics.quantiles(self.pushes, n=100)[98] if len(self.pushes) > 1 else self.pushes[0]

    def __str__(self) -> str:
        told = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return (
            f"{self.devices} devices, {self.entries} entries in {self.drained:.1f} s, {self.rate:.0f}/s, "
            f"push p50 {statistics.median(self.pushes):.2f} s, p99 {self.p99:.2f} s; answers {told}"
        )


@dataclass
class _Ready:
    """One device with everything it will send."""

    device: Device
    messages: list[bytes]
    counts: list[int]


def reconnect(
    folder: Path, *, centres: int = CENTRES, each: int = WEEK, processes: int = 2, seed: int = 1
) -> Reconnected:
    """So many centres of four counters with `each` entries, all at once."""
    url = postgres.new_database(durable=True)
    told = Reconnected(centres * COUNTERS, centres * COUNTERS * each)
    with Served(folder, url, "--processes", str(processes)) as province:
        ready = _make_ready(province, centres, each, seed)
        province.stop()
        province.start()  # a server that has not just enrolled everybody
        began = time.monotonic()
        lock = threading.Lock()
        threads = [
            threading.Thread(
                target=_come_back, args=(one, province.url, told, lock, seed * 1000 + n, began), daemon=True
            )
            for n, one in enumerate(ready)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        _compare(url, folder, ready, told)
    return told


def _make_ready(province: Served, centres: int, each: int, seed: int) -> list[_Ready]:
    ready = []
    for centre in range(centres):
        agency, unit = f"H49.{centre + 1}", f"{6600 + centre:05d}"
        token = province.token(agency, unit, COUNTERS)
        for counter in range(COUNTERS):
            device = Device.enrol(_enrolling(province.url), token, seed * 100_000 + centre * 10 + counter)
            device.receive_many(each)
            ready.append(_folded(device))
    return ready


def _enrolling(url: str):
    def enrol(asked):
        while True:
            got = requests.post(url + "/v1/enrol", data=asked.encode(), timeout=30)
            if got.status_code == 200:
                return EnrolReply.decode(got.content)
            time.sleep(float(got.headers.get("retry-after", "1")))

    return enrol


def _folded(device: Device) -> _Ready:
    """Every batch as bytes: each builds on the one before, so nothing of an answer is needed to make the next."""
    log, messages, counts, base = device.log, [], [], 0
    device.shelf.put(*log.entries)
    while base < len(log.entries):
        entries = tuple(log.entries[base : base + BATCH])
        hash_ = log.entries[base - 1].hash if base else Head.empty(log.device, log.epoch).hash
        ahead = len(log.entries) - base - len(entries)
        request = SyncRequest(
            log.device, log.epoch, base, hash_, entries, ahead, log.wall_ms, _NO_FEED, device.granted.generation[:4],
            b"", device.lanes_version, _NO_FEED,
        )  # fmt: skip
        messages.append(write_request(request, device.key, device.shelf.held, device.shelf.locate))
        counts.append(len(entries))
        base += len(entries)
    return _Ready(device, messages, counts)


def _come_back(
    ready: _Ready, url: str, told: Reconnected, lock: threading.Lock, seed: int, began: float
) -> None:  # fmt: skip
    rng, device = random.Random(seed), ready.device
    with requests.Session() as session:
        taken = 0
        for message, count in zip(ready.messages, ready.counts, strict=True):
            answer = _until_answered(session, url, message, told, lock, rng, push=True)
            if answer is None:
                return
            taken += count
            acked = _head_of(answer)[0]
            if acked < taken:
                with lock:
                    told.problems.append(f"acknowledged {acked} of {taken}")
                return
        with lock:
            told.drained = max(told.drained, time.monotonic() - began)
        cursor, more = 0, True
        while more:
            request = device.request(0, base=taken, base_hash=device.log.entries[-1].hash, cursor=cursor, page=ENTRIES)
            message = write_request(request, device.key, device.shelf.held, device.shelf.locate)
            answer = _until_answered(session, url, message, told, lock, rng, push=False)
            if answer is None:
                return
            _, cursor, more = _head_of(answer)


def _until_answered(
    session: requests.Session, url: str, message: bytes, told: Reconnected, lock: threading.Lock, rng: random.Random, *,
    push: bool,
) -> bytes | None:  # fmt: skip
    delay = 1.0
    while True:
        began = time.monotonic()
        try:
            got = session.post(url + "/v1/sync", data=message, timeout=60)
        except requests.RequestException:
            with lock:
                told.statuses[0] += 1
            time.sleep(rng.uniform(0, delay))
            delay = min(60.0, delay * 2)
            continue
        with lock:
            told.statuses[got.status_code] += 1
            if got.status_code == 200 and push:
                told.pushes.append(time.monotonic() - began)
        if got.status_code == 200 and not wants_whole(got.content):
            return got.content
        if got.status_code not in (429, 503):
            with lock:
                told.problems.append(f"answered {got.status_code}")
            return None
        time.sleep(max(float(got.headers.get("retry-after", "0")), rng.uniform(0, delay)))
        delay = min(60.0, delay * 2)


def _head_of(answer: bytes) -> tuple[int, int, bool]:
    """(acknowledged, cursor, more) of a reply; its entries are not unfolded: the machine is the server's."""
    _, content = unframe(answer, Type.SYNC_REPLY)
    reader = Reader(content)
    flags = reader.varint(2**16)
    acked, _, _, cursor = reader.varints(4, 2**53)
    return acked, cursor, bool(flags & 4)


def _compare(url: str, folder: Path, ready: list[_Ready], told: Reconnected) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        held = dict(connection.execute("SELECT epoch, count(*) FROM inbox GROUP BY epoch").fetchall())
        heads = dict(connection.execute("SELECT epoch, hash FROM head").fetchall())
    for one in ready:
        log = one.device.log
        if held.get(log.epoch) != len(log.entries) or bytes(heads.get(log.epoch, b"")) != log.entries[-1].hash:
            told.problems.append(f"epoch {log.epoch}: {held.get(log.epoch)} of {len(log.entries)} are held")
