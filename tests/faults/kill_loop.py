"""kill -9: the batch door's own loop in a child process, killed at random moments, a thousand times over."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from counter.domain.catalogue import Catalogue
from counter.usecases.sign_in import Accounts
from tests.faults.checker import Promise, contradictions, problems_of, promises_of
from tests.faults.work import open_enrolled, requests, serve

REPOSITORY = Path(__file__).parents[2]
AHEAD = 400  # lines a child is given; it never lives to see the last


@dataclass(slots=True)
class Killed:
    """What a run of kills showed. `promises`: every answer that was read whole."""

    kills: int = 0
    promises: list[Promise] = field(default_factory=list)
    repeated: int = 0
    problems: list[str] = field(default_factory=list)


def run_until_killed(child: Callable[[int], None], wait: Callable[[float, int], float | None]) -> tuple[bytes, int]:
    """Fork, let `child` write to a pipe, and SIGKILL it.

    `wait` is asked with the seconds since the fork and the lines read so far how much longer the child may live; None
    for as long as it likes. Returns what was read and the exit status (negative: the signal)."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        code = 1
        try:
            child(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    said, began = bytearray(), time.monotonic()
    while True:
        left = wait(time.monotonic() - began, said.count(b"\n"))
        if left is not None and left <= 0:
            os.kill(pid, signal.SIGKILL)
            left = None
            wait = _for_ever
        if select.select([reading], [], [], left)[0]:
            piece = os.read(reading, 65536)
            if not piece:
                break
            said += piece
    os.close(reading)
    return bytes(said), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def measure(root: Path, work: Callable[[], None]) -> tuple[float, int]:
    """How many seconds the work takes in a child, and its steps: how often it opens, makes, names, lists or removes
    something below `root`. The same work has the same steps on every machine, however busy."""

    def child(writing: int) -> None:
        _at_each_step(root, lambda _: os.write(writing, b"."))
        work()

    began = time.monotonic()
    said, code = run_until_killed(child, _for_ever)
    took = time.monotonic() - began
    assert code == 0, f"the work ended with {code}"
    return took, len(said)


def run_until_moment(root: Path, work: Callable[[], None], moment: float) -> None:
    """Do the work in a child that is killed: an int is the step before which it dies, a float the seconds it may live."""

    def child(_: int) -> None:
        if isinstance(moment, int):
            _at_each_step(root, lambda step: os.kill(os.getpid(), signal.SIGKILL) if step == moment else None)
        work()

    wait = _for_ever if isinstance(moment, int) else lambda passed, _: moment - passed
    _, code = run_until_killed(child, wait)
    assert code == -signal.SIGKILL or (code == 0 and isinstance(moment, float)), (
        f"{moment}: the child ended with {code}"
    )


def _at_each_step(root: Path, told: Callable[[int], object]) -> None:
    """From now on, in this process, `told` hears each step's number before it is done; the first is 0."""
    below, numbers = str(root), count()

    def hook(event: str, about: tuple[object, ...]) -> None:
        if event.startswith(("open", "os.", "shutil.")) and any(str(one).startswith(below) for one in about):
            told(next(numbers))

    sys.addaudithook(hook)


def _for_ever(_: float, __: int) -> None:
    return None


def _moment(rng: random.Random) -> Callable[[float, int], float | None]:
    """Some die while the store is opening, some a little after an answer, some at the very answer."""
    kind, share = rng.random(), rng.random()
    if kind < 0.4:
        return lambda passed, _: 0.003 + 0.032 * share - passed
    answers = rng.randrange(1, 6)
    after: list[float] = []

    def wait(passed: float, lines: int) -> float | None:
        if lines < answers:
            return 5 - passed
        if not after:
            after.append(passed + (0 if kind > 0.8 else 0.006 * share))
        return after[0] - passed

    return wait


def kill_receptions(root: Path, catalogue: Catalogue, kills: int, seed: int, mutant: str = "product") -> Killed:
    """Kill the receiving process `kills` times in one folder; every child goes on where the last one died.

    Each child first repeats the request whose answer did not come, and now and then an answered one."""
    rng, killed = random.Random(seed), Killed()
    open_enrolled(root, mutant, seed).close()
    fresh = iter(requests(seed, kills * 60 + AHEAD))
    waiting: list[bytes] = []
    answered: list[bytes] = []
    for number in range(kills):
        while len(waiting) < AHEAD:
            following = next(fresh, None)
            if following is None:
                break
            waiting.append(following)
        repeated = [rng.choice(answered)] if answered and rng.random() < 0.3 else []
        lines = repeated + waiting

        def child(writing: int, lines: Sequence[bytes] = tuple(lines), number: int = number) -> None:
            store = open_enrolled(root, mutant, seed * 10_000 + number)
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                serve(store, catalogue, lines, out, mutant)

        said, code = run_until_killed(child, _moment(rng))
        if code not in (0, -signal.SIGKILL):
            killed.problems.append(f"kill {number}: the child ended by itself with {code}")
        told = said.split(b"\n")[:-1]
        read = promises_of(told)
        if len(read) != len(told):
            killed.problems.append(f"kill {number}: a good line was refused")
        killed.promises += read
        killed.repeated += bool(repeated and read)
        done = max(0, len(read) - len(repeated))
        answered += waiting[:done]
        waiting = waiting[done:]
        killed.kills += 1
    killed.problems += contradictions(killed.promises) + problems_of(root, killed.promises, deep=True)
    return killed


def kill_creation(place: Path, catalogue: Catalogue, kills: int, seed: int) -> Killed:
    """Kill the very first start (key, tables, enrolment), each time in a new folder, and start it again."""
    rng, killed = random.Random(seed), Killed()
    for number in range(kills):
        root, lines = place / f"new-{number}", requests(seed + number, 2)

        def child(writing: int, root: Path = root, lines: Sequence[bytes] = tuple(lines)) -> None:
            store = open_enrolled(root)
            with os.fdopen(writing, "w", encoding="utf-8") as out:
                serve(store, catalogue, lines, out)

        longest = rng.choice((0.004, 0.012, 0.03))
        until = longest * rng.random()
        first, _ = run_until_killed(child, lambda passed, _, until=until: until - passed)
        second, code = run_until_killed(child, _for_ever)
        promises = promises_of([*first.split(b"\n")[:-1], *second.split(b"\n")[:-1]])
        if code != 0 or len({promise.request for promise in promises}) != len(lines):
            killed.problems.append(f"new folder {number}, killed after {until * 1000:.1f} ms: did not start again")
        killed.problems += contradictions(promises) + problems_of(root, promises, deep=True)
        killed.promises += promises
        killed.kills += 1
        shutil.rmtree(root)
    return killed


def kill_command(root: Path, kills: int, seed: int) -> Killed:
    """Kill the whole program, `counter receive`, anywhere between its start and its work."""
    rng, killed = random.Random(seed), Killed()
    state = root / "home" / "counter" / "witness"
    environment = {**os.environ, "COUNTER_PASSWORD": "mot hai ba bon", "XDG_STATE_HOME": str(root / "home")}
    store = open_enrolled(root)
    Accounts(store).add("hoa", "Bùi Thị Hòa", "clerk", environment["COUNTER_PASSWORD"])
    store.close()
    command = [sys.executable, "-m", "counter", "receive", "--data", str(root / "data"), "--as", "hoa", "--print", "1"]
    waiting = requests(seed, kills * 3000)
    for _ in range(kills):
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            batch = waiting[:200]
            process.stdin.write(b"".join(line + b"\n" for line in batch))
            process.stdin.flush()
            first = b""
            if rng.random() < 0.3:
                time.sleep(rng.random() * 1.5)
            else:
                first = process.stdout.readline()
                time.sleep(rng.random() * 0.2)
            process.send_signal(signal.SIGKILL)
            said = first + process.stdout.read()
        read = promises_of(said.split(b"\n")[:-1])
        killed.promises += read
        waiting = waiting[len(read) :]
        killed.kills += 1
    killed.problems += contradictions(killed.promises) + problems_of(root, killed.promises, deep=True, state=state)
    return killed
