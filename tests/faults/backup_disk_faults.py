"""The second place, or the own disk, says no in the middle of a backup or a restore: the nth write, sync, opening or renaming
of the real process fails, once or from then on.

`python -m tests.faults.backup_disk_faults ROOT DEED`, under the recorder, reads one case a line (`calls nth error sticky`) and
tells for each what became of it as one line of JSON. DEED: `backup` (the calls below ROOT/stick) or `restore` (below
ROOT/data)."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counter.domain.sentence import Refused, Trouble, say
from counter.store.backup import back_up
from counter.store.catalogue import load_catalogue
from counter.store.key import read_or_make_key
from counter.store.local_store import RESTORING
from tests.faults.backup_faults import Tried, backed_up_and_more, mixture, put_back, wrong_copies
from tests.faults.disk_faults import Case, Told, _in_a_child
from tests.faults.power_cuts import ROOT, recorder
from tests.faults.work import open_enrolled


def try_cases(root: Path, deed: str, tried: Iterable[Case]) -> list[Told]:
    """Run the cases in one process under the recorder, over a counter that has a copy and 11 entries."""
    backed_up_and_more(root, load_catalogue(), 1)
    under = root / ("stick" if deed == "backup" else "data")
    lines = "".join(f"{case.calls} {case.nth} {case.error} {int(case.sticky)}\n" for case in tried)
    environment = {**os.environ, "LD_PRELOAD": str(recorder()), "RECORD_UNDER": str(under)}
    environment.pop("RECORD_LOG", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.backup_disk_faults", str(root), deed], cwd=ROOT, env=environment,
        input=lines.encode(), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    held = [json.loads(line) for line in done.stdout.splitlines()]
    return [Told(Case(*one["case"]), one["fired"], tuple(one["refusals"]), tuple(one["problems"])) for one in held]


def main() -> None:
    root, deed = Path(sys.argv[1]), sys.argv[2]
    for name in ("data", "stick"):
        shutil.copytree(root / name, root / f"kept-{name}")
    for line in sys.stdin:
        calls, nth, error, sticky = map(int, line.split())
        for name in ("data", "stick"):
            shutil.rmtree(root / name)
            shutil.copytree(root / f"kept-{name}", root / name)
        work = _back_up if deed == "backup" else _restore
        told = _in_a_child(lambda work=work, wanted=(calls, nth, error, sticky): work(root, wanted))
        print(json.dumps({"case": [calls, nth, error, bool(sticky)], **told}), flush=True)


def _armed(wanted: tuple[int, int, int, int]) -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    library.recorder_fail.argtypes = (ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    library.recorder_calls.restype = ctypes.c_long
    library.recorder_fail(*wanted)
    return library


def _back_up(root: Path, wanted: tuple[int, int, int, int]) -> dict[str, Any]:
    """One backup with the fault armed: it is told, or the copy is whole; and one more when the place is well again."""
    store, refusals, problems = open_enrolled(root), [], []
    key = read_or_make_key(root / "data")
    library = _armed(wanted)
    try:
        back_up(store, root / "stick", free=lambda _: 10**12)
    except Trouble as trouble:
        refusals.append(say(trouble.sentence))
    fired = library.recorder_calls() >= wanted[1]
    library.recorder_fail(0, 0, 0, 0)
    before, wrong = wrong_copies(root / "stick", key)
    problems += wrong
    if before != 2 - len(refusals):
        problems.append(f"{before} copies after {len(refusals)} refusals")
    back_up(store, root / "stick", free=lambda _: 10**12)
    if wrong_copies(root / "stick", key)[0] != before + 1:
        problems.append("does not work again when the place is well again")
    store.close()
    return {"fired": fired, "refusals": refusals, "problems": problems}


def _restore(root: Path, wanted: tuple[int, int, int, int]) -> dict[str, Any]:
    """One restore with the fault armed: the old is there or the new, and the same command ends it."""
    refusals, problems, tried = [], [], Tried()
    key = read_or_make_key(root / "data")
    library = _armed(wanted)
    try:
        put_back(root, key)
    except (Trouble, Refused) as no:
        refusals.append(say(no.sentence))
    fired = library.recorder_calls() >= wanted[1]
    library.recorder_fail(0, 0, 0, 0)
    if not (root / "data" / RESTORING).exists():
        problems += mixture(root, key, tried)
    put_back(root, key)
    problems += mixture(root, key, tried)
    if not tried.whole:
        problems.append("not restored when the disk is well again")
    return {"fired": fired, "refusals": refusals, "problems": problems}


if __name__ == "__main__":
    main()
