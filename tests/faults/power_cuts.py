"""Power cuts: record real work, cut the record anywhere, rebuild what the disk may hold, and judge every image."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.faults.checker import contradictions, problems_of, promises_of
from tests.faults.replay import Disk, Operation, read_record
from tests.faults.work import requests

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORKERS = 2
DEEP = 8  # every eighth image gets the whole of `counter verify`, the others all but the rebuild of the tables


@dataclass(frozen=True, slots=True)
class Cut:
    """After how many operations, what became of the unsynced ones, and the seed of that."""

    after: int
    manner: str
    seed: int


@dataclass(slots=True)
class Outcome:
    """`bad`: the cuts whose image broke a promise, with what was wrong."""

    images: int = 0
    bad: list[tuple[Cut, list[str]]] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.images += other.images
        self.bad += other.bad


def memory_folder() -> Path:
    """A new folder, in memory where there is any: what is tried there thousands of times need not wear a disk."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="counter-faults-", dir=memory if memory.is_dir() else None))


def recorder() -> Path:
    """The preload library, compiled when its source is newer."""
    source, library = HERE / "recorder.c", ROOT / "build" / "faults" / "recorder.so"
    if not library.exists() or library.stat().st_mtime < source.stat().st_mtime:
        library.parent.mkdir(parents=True, exist_ok=True)
        made = library.with_suffix(f".{os.getpid()}")
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", made, source, "-ldl", "-lpthread"], check=True)
        made.replace(library)
    return library


def recorded(root: Path, record: Path, command: Sequence[str], **environment: str) -> bytes:
    """Run a Python program with its writes below `root` recorded; returns what it said."""
    root.mkdir(parents=True, exist_ok=True)
    more = {"LD_PRELOAD": str(recorder()), "RECORD_UNDER": str(root), "RECORD_LOG": str(record), **environment}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **more}, stdout=subprocess.PIPE, check=True
    )
    return done.stdout


def record_work(root: Path, record: Path, mutant: str, seed: int, counts: Sequence[int]) -> None:
    """Record the work of `tests.faults.work` in as many processes as there are counts, from an empty folder on."""
    for run, count in enumerate(counts):
        recorded(root, record, ["-m", "tests.faults.work", str(root), mutant, str(seed * 100 + run), str(count)])


def cuts_of(operations: Sequence[Operation], count: int, seed: int) -> list[Cut]:
    """Right after promises, syncs and names, with nothing unsynced kept, for half of them; the rest anywhere."""
    rng = random.Random(seed)
    told = [at + 1 for at, operation in enumerate(operations) if operation.kind == "A"]
    turning = [at + 1 for at, operation in enumerate(operations) if operation.kind not in "AW"]
    sharp = rng.sample(told, min(len(told), count // 4)) + rng.sample(turning, min(len(turning), count // 4))
    manners = ("mixed", "mixed", "mixed", "dropped", "kept")
    anywhere = [
        Cut(rng.randrange(len(operations) + 1), rng.choice(manners), rng.randrange(2**32))
        for _ in range(count - len(sharp))
    ]
    return sorted([Cut(at, "dropped", 0) for at in sharp] + anywhere, key=lambda cut: cut.after)


def record_command(root: Path, record: Path, seed: int, count: int) -> str:
    """Record the whole program, `counter receive`, in an enrolled folder; returns where below `root` its witness is."""
    record_work(root, record, "product", seed, (0,))
    secret = {"COUNTER_PASSWORD": "mot hai ba bon", "XDG_STATE_HOME": str(root / "home")}
    counter, data = ["-m", "counter"], ["--data", str(root / "data")]
    recorded(root, record, [*counter, "account", "add", *data, "hoa", "--role", "clerk"], **secret)
    for run in range(2):
        lines = root.with_name(f"{root.name}-{run}.lines")
        lines.write_bytes(b"\n".join(requests(seed + run, count)))
        recorded(
            root, record, [*counter, "receive", *data, "--as", "hoa", "--file", str(lines), "--print", "2"], **secret
        )
    return "home/counter/witness"


def try_cuts(record: Path, root: Path, cuts: Sequence[Cut], witness: str = "state") -> Outcome:
    """Judge the image of every cut, in two processes. `witness`: the folder of the witness, below `root`."""
    if len(cuts) < 40:
        return _try_some(record, root, list(cuts), witness)
    outcome = Outcome()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
        for part in [pool.submit(_try_some, record, root, list(cuts[n::WORKERS]), witness) for n in range(WORKERS)]:
            outcome.add(part.result())
    return outcome


def _try_some(record: Path, root: Path, cuts: list[Cut], witness: str) -> Outcome:
    operations, disk, at, outcome = read_record(record), Disk(), 0, Outcome()
    place = memory_folder()
    try:
        for cut in cuts:
            while at < cut.after:
                disk.apply(operations[at])
                at += 1
            image = place / "image"
            for path, content in disk.image(random.Random(cut.seed), cut.manner).items():
                target = image / Path(path).relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            image.mkdir(exist_ok=True)
            promises = promises_of(disk.promised)
            deep = outcome.images % DEEP == 0
            problems = contradictions(promises) + problems_of(image, promises, deep=deep, state=image / witness)
            if problems:
                outcome.bad.append((cut, problems))
            outcome.images += 1
            shutil.rmtree(image)
    finally:
        shutil.rmtree(place)
    return outcome
