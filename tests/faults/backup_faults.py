"""Copies under faults: the process that writes or puts back a copy is killed anywhere, and power is cut while it writes.

`python -m tests.faults.backup_faults ROOT DEED [MUTANT]` does one deed: `backup` of ROOT/data below ROOT/stick; `fill` a
counter and back it up, and receive some more; `restore` that copy."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counter.domain.catalogue import Catalogue
from counter.store.backup import Steps, back_up
from counter.store.catalogue import load_catalogue
from counter.store.copy_check import check_copy
from counter.store.copy_rotation import copies
from counter.store.database import NAME, Database
from counter.store.file_folder import FileFolder
from counter.store.key import read_or_make_key
from counter.store.local_store import RESTORING
from counter.store.restore import Steps as RestoreSteps
from counter.store.restore import finish, restore
from counter.store.spare_key import keep_key
from counter.store.verify import verify
from counter.usecases.attach_scan import attach_scan
from tests.faults.kill_loop import measure, run_until_moment
from tests.faults.power_cuts import Cut, recorded
from tests.faults.replay import Disk, read_record
from tests.faults.work import SESSION, open_enrolled, requests, serve
from tests.made.scans import png
from tests.made.world import MONDAY

MUTANTS: dict[str, Steps] = {
    "product": Steps(),
    "no verify": Steps(verify=False),
    "no sync": Steps(sync=False),
    "no name at the end": Steps(rename=False),
}


CUT = ("product", "no sync", "no name at the end")


@dataclass(slots=True)
class Tried:
    """`whole`: copies found whole, or restores that were done; `problems`: what was not as it must be."""

    tries: int = 0
    whole: int = 0
    problems: list[str] = field(default_factory=list)


def filled(root: Path, catalogue: Catalogue, entries: int, seed: int = 1) -> bytes:
    """A counter with so many dossiers and one paper that waits; its key."""
    store = open_enrolled(root, seed=seed)
    with (root / "said").open("w", encoding="utf-8") as out:
        serve(store, catalogue, requests(seed, entries), out)
    (root / "paper.png").write_bytes(png(seed))
    attach_scan(store, 1, root / "paper.png", SESSION.actor)
    store.close()
    return read_or_make_key(root / "data")


def wrong_copies(place: Path, key: bytes) -> tuple[int, list[str]]:
    """How many copies below that place have their name, and which of them are not whole."""
    problems, count = [], 0
    for machine in place.glob("counter-*"):
        for folder in copies(machine):
            count += 1
            copy = Database(folder / NAME, key, manner="still")
            try:
                check_copy(folder, copy, FileFolder(machine, key))
            except Exception as error:
                problems.append(f"{folder.name} has its name and is not whole: {error}")
            finally:
                copy.close()
    return count, problems


def kill_backups(root: Path, catalogue: Catalogue, kills: int, seed: int, mutant: str = "product") -> Tried:
    """Kill the process at random moments of its backup; whatever has the name of a copy is one."""
    rng, tried, key = random.Random(seed), Tried(), filled(root, catalogue, 12, seed)
    for _ in range(2):  # the very first backup keeps the key as well: more steps than any later one
        longest, steps = measure(root, lambda: _backup_child(root, mutant))
        shutil.rmtree(root / "stick")
    for moment in _moments(rng, kills, longest, steps, 0):
        run_until_moment(root, lambda: _backup_child(root, mutant), moment)
        count, problems = wrong_copies(root / "stick", key)
        tried.tries += 1
        tried.whole += count
        tried.problems += problems
        shutil.rmtree(root / "stick", ignore_errors=True)
    store = open_enrolled(root)
    tried.problems += verify(store.database).problems
    store.close()
    return tried


def _backup_child(root: Path, mutant: str) -> None:
    store = open_enrolled(root)
    back_up(store, root / "stick", free=lambda _: 10**12, steps=MUTANTS[mutant])


def backed_up_and_more(root: Path, catalogue: Catalogue, seed: int) -> bytes:
    """A counter with a copy of 7 entries, and 11 of its own by now; its key."""
    key = filled(root, catalogue, 6, seed)
    store = open_enrolled(root)
    back_up(store, root / "stick", free=lambda _: 10**12)
    with (root / "said").open("a", encoding="utf-8") as out:
        serve(store, catalogue, requests(seed + 1000, 4), out)
    store.close()
    return key


def put_back(root: Path, key: bytes, *, note: bool = True) -> None:
    """The one copy there is takes the place of the data."""
    (machine,) = (root / "stick").iterdir()
    (copy,) = copies(machine)
    restore(copy, root / "data", [key], keep_key, MONDAY, steps=RestoreSteps(note=note))


def kill_restores(root: Path, catalogue: Catalogue, kills: int, seed: int, *, note: bool = True) -> Tried:
    """Kill the process at random moments of a restore: what is opened then is the old or the new, whole, never a mixture;
    and the same command carries it to its end."""
    rng, tried, key = random.Random(seed), Tried(), backed_up_and_more(root, catalogue, seed)
    shutil.copytree(root / "data", root / "kept")

    def deed() -> None:
        put_back(root, key, note=note)

    longest, steps = measure(root, deed)
    for moment in _moments(rng, kills, longest, steps, 2 / 3):  # where names change
        shutil.rmtree(root / "data")
        shutil.copytree(root / "kept", root / "data")
        run_until_moment(root, deed, moment)
        tried.tries += 1
        if (root / "data" / RESTORING).exists():
            finish(root / "data")
        tried.problems += mixture(root, key, tried)
        if (root / "data" / NAME).exists():
            deed()
            if _entries(root / "data" / NAME, key) != 7:
                tried.problems.append("the second run did not restore")
    return tried


def mixture(root: Path, key: bytes, tried: Tried) -> list[str]:
    """The folder as the program would find it now."""
    data = root / "data"
    if not (data / NAME).exists():
        return ["no database is left where there was one"]
    entries = _entries(data / NAME, key)
    tried.whole += entries == 7
    if entries not in (7, 11):
        return [f"{entries} entries: neither the old nor the new"]
    aside = sorted(path for path in data.iterdir() if path.name.startswith("before-restore-"))
    if entries == 7 and 11 not in [_entries(path / NAME, key) for path in aside if (path / NAME).exists()]:
        return ["the old data are not whole"]
    return []


def _entries(path: Path, key: bytes) -> int:
    database = Database(path, key)
    try:
        report = verify(database)
        return report.entries if not report.problems else -1
    finally:
        database.close()


def _moments(rng: random.Random, kills: int, longest: float, steps: int, late: float) -> list[float]:
    """When to kill: a quarter after some time, which falls inside long writings too; the others before a step, so that on
    every machine some fall into each part of the work: that share `late` of them into its last third.

    Each of these draws one moment from each of as many equal parts."""
    timed = (kills + 3) // 4
    last = int((kills - timed) * late)
    anywhere, third = kills - timed - last, steps * 2 // 3
    return [
        *(longest * 1.1 * rng.random() for _ in range(timed)),
        *(_drawn(rng, number, anywhere, 0, steps) for number in range(anywhere)),
        *(_drawn(rng, number, last, third, steps) for number in range(last)),
    ]


def _drawn(rng: random.Random, part: int, parts: int, first: int, end: int) -> int:
    return int(first + (end - first) * (part + rng.random()) / parts)


def record_backup(root: Path, record: Path, catalogue: Catalogue, mutant: str, seed: int) -> bytes:
    """Record the second place while a backup is written there; the key."""
    key = filled(root, catalogue, 6, seed)
    (root / "stick").mkdir()
    recorded(root / "stick", record, ["-m", "tests.faults.backup_faults", str(root), "backup", mutant])
    return key


def record_restore(root: Path, record: Path, mutant: str = "product") -> int:
    """Record a counter from its beginning to the end of a restore; after how many operations the restore begins."""
    module = "tests.faults.backup_faults"
    recorded(root, record, ["-m", module, str(root), "fill"])
    began = len(read_record(record))
    recorded(root, record, ["-m", module, str(root), "restore", mutant])
    return began


def try_restore_cuts(root: Path, record: Path, began: int, count: int, seed: int) -> Tried:
    """Cut the power while a copy is put back: the old or the new is there, whole, when it is carried to its end."""
    tried, rng, disk = Tried(), random.Random(seed), Disk()
    operations = read_record(record)
    key = read_or_make_key(root / "data")
    late = range(max(began, len(operations) - 34), len(operations) + 1)
    anywhere = [rng.randrange(began, len(operations) + 1) for _ in range(max(0, count - len(late)))]
    done = 0
    for at in sorted([*late, *anywhere]):
        for operation in operations[done:at]:
            disk.apply(operation)
        done = at
        image = root.with_name(f"{root.name}-image")
        for path, content in disk.image(rng, rng.choice(("dropped", "mixed", "kept"))).items():
            place = image / Path(path).relative_to(root)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        if (image / "data" / RESTORING).exists():
            finish(image / "data")
        tried.tries += 1
        tried.problems += [f"cut after {at - began}: {problem}" for problem in mixture(image, key, tried)]
        shutil.rmtree(image)
    return tried


def try_power_cuts(root: Path, record: Path, key: bytes, cuts: Sequence[Cut]) -> Tried:
    """Rebuild what the second place may hold after each cut: whatever has the name of a copy is whole."""
    tried, disk, done = Tried(), Disk(), 0
    operations = read_record(record)
    for number, cut in enumerate(sorted(cuts, key=lambda cut: cut.after)):
        for operation in operations[done : cut.after]:
            disk.apply(operation)
        done = max(done, cut.after)
        image = root / f"image-{number}"
        for path, content in disk.image(random.Random(cut.seed), cut.manner).items():
            place = image / Path(path).relative_to(root / "stick")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        count, problems = wrong_copies(image, key)
        tried.tries += 1
        tried.whole += count
        tried.problems += [f"{cut}: {problem}" for problem in problems]
        shutil.rmtree(image, ignore_errors=True)
    return tried


def cuts_of(record: Path, count: int, seed: int) -> list[Cut]:
    """After the last operations, where names are given, and anywhere."""
    rng, length = random.Random(seed), len(read_record(record))
    manners = ("mixed", "dropped", "dropped", "kept")
    late = [Cut(at, "dropped", 0) for at in range(max(0, length - 12), length + 1)]
    return late + [
        Cut(rng.randrange(length + 1), rng.choice(manners), rng.randrange(2**32)) for _ in range(count - len(late))
    ]


def main() -> None:
    root, deed, mutant = Path(sys.argv[1]), sys.argv[2], (*sys.argv[3:], "product")[0]
    if deed == "fill":
        backed_up_and_more(root, load_catalogue(), 1)
    elif deed == "restore":
        put_back(root, read_or_make_key(root / "data"), note=mutant != "no note")
    else:
        store = open_enrolled(root)
        back_up(store, root / "stick", free=lambda _: 10**12, steps=MUTANTS[mutant])
        store.close()


if __name__ == "__main__":
    main()
