"""The disk says no: the nth write, sync, opening or renaming of the real process fails, once or from then on.

`python -m tests.faults.disk_faults ROOT`, under the recorder, reads one case a line (`calls nth error sticky`) and tells
for each what became of it as one line of JSON."""

from __future__ import annotations

import ctypes
import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter.domain.sentence import Trouble, say
from counter.store.catalogue import load_catalogue
from tests.faults.checker import problems_of, promises_of
from tests.faults.power_cuts import ROOT, recorder
from tests.faults.work import open_enrolled, requests, serve

WRITE, SYNC, OPEN, TRUNCATE, NAME = 1, 2, 4, 8, 16
HALF = 0  # as an error: the write stops half-way, and then the disk is full


@dataclass(frozen=True, slots=True)
class Case:
    """Which calls are counted, which one fails, how, and whether every later one fails too."""

    calls: int
    nth: int
    error: int
    sticky: bool


@dataclass(frozen=True, slots=True)
class Told:
    """`fired`: the fault was met. `refusals`: the sentences said. `problems`: what was not as it must be."""

    case: Case
    fired: bool
    refusals: tuple[str, ...]
    problems: tuple[str, ...]


def cases(longest: int) -> Iterator[Case]:
    """Every nth call up to `longest`, in every manner."""
    for nth in range(1, longest + 1):
        yield Case(WRITE, nth, errno.EIO, False)
        yield Case(WRITE, nth, errno.ENOSPC, True)
        yield Case(WRITE, nth, HALF, nth % 2 == 0)
    for nth in range(1, longest // 4 + 1):
        for calls in (SYNC, OPEN, TRUNCATE, NAME):
            yield Case(calls, nth, errno.EIO, nth % 2 == 0)
        yield Case(SYNC, nth, errno.EIO, nth % 2 == 1)


def try_cases(root: Path, tried: Iterable[Case]) -> list[Told]:
    """Run the cases in one process under the recorder."""
    lines = "".join(f"{case.calls} {case.nth} {case.error} {int(case.sticky)}\n" for case in tried)
    environment = {**os.environ, "LD_PRELOAD": str(recorder()), "RECORD_UNDER": str(root)}
    environment.pop("RECORD_LOG", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.disk_faults", str(root)], cwd=ROOT, env=environment, input=lines.encode(),
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found = []
    for line in done.stdout.splitlines():
        held: dict[str, Any] = json.loads(line)
        found.append(Told(Case(*held["case"]), held["fired"], tuple(held["refusals"]), tuple(held["problems"])))
    return found


def main() -> None:
    root = Path(sys.argv[1])
    catalogue = load_catalogue()
    base = root / "base"
    store = open_enrolled(base)
    out = io.StringIO()
    serve(store, catalogue, requests(1, 3), out)
    store.close()
    before = out.getvalue()
    for number, line in enumerate(sys.stdin):
        calls, nth, error, sticky = map(int, line.split())
        folder = root / f"case-{number}"
        shutil.copytree(base, folder)
        told = _in_a_child(lambda folder=folder, wanted=(calls, nth, error, sticky): _suffer(folder, catalogue, wanted))
        promises = promises_of([*before.encode().splitlines(), *told["said"].encode().splitlines()])
        problems = told["problems"] + problems_of(folder, promises, deep=True)
        shutil.rmtree(folder)
        print(
            json.dumps({
                "case": [calls, nth, error, bool(sticky)], "fired": told["fired"], "refusals": told["refusals"],
                "problems": problems,
            }), flush=True,
        )  # fmt: skip


def _in_a_child(work: Any) -> dict[str, Any]:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            told = work()
        except BaseException as error:
            told = {"said": "", "fired": True, "refusals": [], "problems": [f"{type(error).__name__}: {error}"]}
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    os.waitpid(pid, 0)
    return dict(json.loads(raw))


def _suffer(folder: Path, catalogue: Any, wanted: tuple[int, int, int, int]) -> dict[str, Any]:
    """Open, receive three with the fault armed, and one more when the disk is well again."""
    library = ctypes.CDLL(None)
    library.recorder_fail.argtypes = (ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    library.recorder_calls.restype = ctypes.c_long
    calls, nth, error, sticky = wanted
    out, refusals, problems = io.StringIO(), [], []
    asked = requests(2, 4)
    library.recorder_fail(calls, nth, error, sticky)
    try:
        store = open_enrolled(folder)
    except Trouble as trouble:
        refusals.append(say(trouble.sentence))
        library.recorder_fail(0, 0, 0, 0)
        store = open_enrolled(folder)
    serve(store, catalogue, asked[:3], out)
    fired = library.recorder_calls() >= nth or bool(refusals)
    library.recorder_fail(0, 0, 0, 0)
    serve(store, catalogue, [*asked[:3], asked[3]], out)
    store.close()
    for line in out.getvalue().splitlines():
        held = json.loads(line)
        if not held["ok"]:
            refusals.append(held["reason"])
            if held["field"] != "disk":
                problems.append(f"refused for {held['field']}")
    if out.getvalue().splitlines()[-4:] != [line for line in out.getvalue().splitlines()[-4:] if '"ok": true' in line]:
        problems.append("does not work again when the disk is well again")
    return {"said": out.getvalue(), "fired": fired, "refusals": refusals, "problems": problems}


if __name__ == "__main__":
    main()
