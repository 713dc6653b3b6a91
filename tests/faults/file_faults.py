"""Files under faults (F19): half sent, changed on the disk, spoilt on the way, equal, missing; servers and senders killed.

What came of it is judged by the bytes on the province's disk alone. At the end the faults stop, and whatever this machine
still holds whole must have arrived."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from counter.store.attachments import scans_of
from counter.sync.engine import Again, Idle, Later, Step
from counter.sync.transport import Transport
from counter.sync.uploader import Uploader
from tests.faults.proxy import Chances, LossyProxy
from tests.made.papers import PaperCounter

CHANCES = Chances(reply_lost=0.08, reply_cut=0.05, request_cut=0.15, twice=0.05, late=0.03, flipped=0.15)
KINDS = ("plain", "plain", "plain", "plain", "equal", "changed", "missing")
_SIZES = (700, 5_000, 40_000, 90_000)


@dataclass
class FileRun:
    """What was attached and what was seen. `wrong`: a file told or kept as complete that is not it."""

    files: int = 0
    complete: int = 0
    expected: int = 0
    restarts: int = 0
    met: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)


class FilesUnderFaults:
    """One counter that attaches and sends over a line that spoils everything. `disk`: the province's folder."""

    def __init__(self, folder: Path, disk: Path, url: str, token: str, seed: int) -> None:
        self.rng, self.disk, self.url = random.Random(seed), disk, url
        self.counter = PaperCounter(folder / f"counter{seed}", seed).join(url, token)
        self.run = FileRun()
        self._dossiers: list[int] = []
        self._contents: dict[str, int] = {}  # hash → the seed it was made of
        self._lost: set[str] = set()  # what this machine itself no longer holds whole

    def attach(self, number: int) -> None:
        """One more, of some kind; now and then in a new dossier."""
        kind = self.rng.choice(KINDS)
        if not self._dossiers or self.rng.random() < 0.3:
            self._dossiers.append(self.counter.receive_one())
        seed = number
        if kind == "equal" and self._contents:
            seed = self.rng.choice(list(self._contents.values()))
        size = _SIZES[seed % len(_SIZES)]
        done = self.counter.attach_sized(self.rng.choice(self._dossiers), size, seed, self.rng.choice((None, 1, 2)))
        self._lost.discard(done.sha256)  # attaching again mends the copy
        self._contents[done.sha256] = seed
        self.run.files += 1
        self.run.met[kind] = self.run.met.get(kind, 0) + 1
        getattr(self, f"_{kind}", lambda _: None)(done.sha256)

    def _changed(self, sha256: str) -> None:
        place = self.counter.store.files.place(bytes.fromhex(sha256))
        held = bytearray(place.read_bytes())
        held[self.rng.randrange(len(held))] ^= 1 << self.rng.randrange(8)
        place.write_bytes(held)
        self._lost.add(sha256)

    def _missing(self, sha256: str) -> None:
        self.counter.store.files.place(bytes.fromhex(sha256)).unlink()
        self._lost.add(sha256)

    def _spoil(self) -> None:
        """A bit of what is half there at the province turns, as on a bad disk."""
        parts = [part for part in (self.disk / "files" / "1" / "partial").glob("*") if part.stat().st_size]
        if not parts:
            return
        part = self.rng.choice(sorted(parts))
        with part.open("r+b") as file:
            at = self.rng.randrange(part.stat().st_size)
            file.seek(at)
            bit = bytes((file.read(1)[0] ^ 1 << self.rng.randrange(8),))
            file.seek(at)
            file.write(bit)
        self.run.met["spoilt"] = self.run.met.get("spoilt", 0) + 1

    def send(self, url: str, steps: int) -> None:
        """So many steps by a process of its own, as if it were killed then."""
        transport = Transport(url)
        uploader = Uploader(self.counter.uploads, self.counter.clock, random.Random(self.rng.random()))
        try:
            for _ in range(steps):
                if isinstance(uploader.step(transport), Idle):
                    break
        finally:
            transport.close()
        self._spoil()

    def settle(self, most: int) -> Step | None:
        """Over the plain line until there is nothing more to send; a province that asks to wait is waited for."""
        self.counter.facts(self.url)
        transport, step = Transport(self.url), None
        uploader = Uploader(self.counter.uploads, self.counter.clock, random.Random(1))
        for _ in range(most):
            step = uploader.step(transport)
            if not isinstance(step, Again | Later):
                break
            if isinstance(step, Later):
                time.sleep(step.seconds)
        transport.close()
        return step

    def judge(self, exported: list[dict[str, object]]) -> FileRun:
        """Every row and every state against the bytes on the disk."""
        held: dict[str, bool] = {}
        for path in (self.disk / "files" / "1").glob("??/*"):
            held[path.name] = hashlib.sha256(path.read_bytes()).hexdigest() == path.name
            if not held[path.name]:
                self.run.wrong.append(f"{path.name[:8]} lies in its place with another content")
        for row in exported:
            if row["type"] != "file":
                continue
            name, complete = str(row["sha256"]), row["state"] == "complete"
            self.run.complete += complete
            self.run.expected += not complete
            if complete and not held.get(name, False):
                self.run.wrong.append(f"{name[:8]} is told complete and is not")
            if not complete and name not in self._lost:
                self.run.stuck.append(f"{name[:8]} is whole here and did not arrive")
        with self.counter.store.database.read() as t:
            scans = [scan for dossier in self._dossiers for scan in scans_of(t, dossier)]
            self.run.restarts = (t.row("SELECT sum(restarts) FROM file_queue") or (0,))[0]
        for scan in scans:
            if scan.state == "received" and not held.get(scan.sha256.hex(), False):
                self.run.wrong.append(f"{scan.sha256.hex()[:8]} is shown as received and is not there")
        self.counter.close()
        return self.run


def send_under_faults(
    faults: FilesUnderFaults, count: int, export: Callable[[], list[dict[str, object]]],
    kill: Callable[[], None] | None = None,
) -> FileRun:  # fmt: skip
    """`count` files attached and sent through every fault; `kill` kills the province and starts it at the same address."""
    parts = urlsplit(faults.url)
    assert parts.hostname is not None
    assert parts.port is not None
    with LossyProxy((parts.hostname, parts.port), faults.rng.randrange(2**32), CHANCES, linger=0.05) as proxy:
        for number in range(count):
            faults.attach(number)
            if number % 5 == 4:
                faults.counter.facts(faults.url)
            if number % 3 == 2:
                faults.send(proxy.url, faults.rng.randrange(1, 8))
            if kill is not None and number % 40 == 39:
                kill()
        for _ in range(3):
            faults.counter.facts(faults.url)
            faults.send(proxy.url, count)
    faults.settle(count * 4 + 50)
    return faults.judge(export())
