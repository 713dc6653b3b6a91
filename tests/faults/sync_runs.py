"""The long runs of sync and province: what each did, in one line, and what was wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.faults.chaos import CRASHES, KILLS, storm
from tests.faults.cursor_race import race
from tests.faults.lost_replies import Process, run
from tests.faults.reconnect import CENTRES, WEEK, reconnect
from tests.faults.restored_province import put_back_often
from tests.faults.simulator.mutants import MUTANTS
from tests.faults.simulator.simulation import Told, simulate
from tests.made.postgres import new_database
from tests.made.wrong_inboxes import PositionsWithoutLock

Line = tuple[str, bool, str, list[str]]  # work, whether all is well, what was seen, problems
STEPS = 10_000  # of one history


def simulator(seed: int, steps: int) -> Line:
    """Histories on two processors until there are so many steps; each seed that found something is told."""
    seeds = range(seed, seed + max(1, -(-steps // STEPS)))
    # Fresh processes: a history must not depend on what ran before it.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        told: list[Told] = list(pool.map(simulate, seeds, [STEPS] * len(seeds)))
    happened: Counter[str] = sum((Counter(one.happened) for one in told), Counter())
    problems = [f"seed {one.seed}: {one.violation}" for one in told if one.violation]
    most = ", ".join(f"{count} {name}" for name, count in happened.most_common(6))
    seen = f"{sum(one.steps for one in told)} steps, {len(told)} seeds, {len(problems)} violations ({most})"
    return "simulator", not problems, seen, problems


def planted() -> Iterator[Line]:
    """Every mutant of the simulator, until it is found."""
    for name, mutant in MUTANTS.items():
        steps, violation = 0, None
        for seed in range(1, 30):
            told = simulate(seed, 2_500, mutant, 7)
            steps, violation = steps + told.steps, told.violation
            if violation:
                break
        yield f"mutant {name}: found by the simulator", bool(violation), f"{violation} after {steps} steps", []


def replies(place: Path, facts: int) -> list[Line]:
    """The whole log sent five times while every third reply is lost, on both databases."""
    lines: list[Line] = []
    for name, url in (("SQLite", None), ("PostgreSQL", new_database())):
        with Process(place / f"replies-{name}", url) as province:
            done = run(province, facts_made=facts, passes=5, seed=2, kills=4)
        seen = f"{facts} facts, {done.lost} replies lost, {len(done.problems)} wrong"
        lines.append((f"lost replies on {name}", not done.problems and done.lost > facts // 30, seen, done.problems))
    return lines


def storms(place: Path, seeds: int, facts: int) -> Line:
    """Chaos on real processes."""
    problems, requests = [], 0
    for seed in range(1, seeds + 1):
        done = storm(place / f"storm-{seed}", seed, facts)
        requests += done.requests
        problems += [f"seed {seed}: {problem}" for problem in done.problems]
    seen = (
        f"{seeds} seeds x {facts} entries, {requests} requests, {seeds * CRASHES} immediate PostgreSQL restarts, "
        f"{seeds * KILLS} kills of the server, {len(problems)} wrong"
    )
    return "cut, lost, doubled, late; killed server and database", not problems, seen, problems


def restores(place: Path, seeds: int) -> list[Line]:
    """The province put back twenty times in each history, on both databases."""
    lines: list[Line] = []
    for kind in ("SQLite", "PostgreSQL"):
        entries, machines, clones, problems = 0, 0, 0, []
        for seed in range(1, seeds + 1):
            found = put_back_often(place / f"{kind}-{seed}", seed, postgresql=kind == "PostgreSQL")
            entries, machines, clones = (
                entries + found.entries,
                machines + found.machines_put_back,
                clones + found.clones,
            )
            problems += [f"seed {seed}: {problem}" for problem in found.problems]
        seen = (
            f"{seeds * 20} restores, {machines} machines put back, {clones} clones, {entries} entries, "
            f"{len(problems)} wrong"
        )
        lines.append((f"province put back from backups, {kind}", not problems, seen, problems))
    return lines


def races(place: Path, interleavings: int) -> list[Line]:
    """Cursor races on PostgreSQL, and the mutant that loses them."""
    problems, done, seed = [], 0, 0
    while done < interleavings:
        seed += 1
        raced = race(place / f"race-{seed}", seed, 250)
        done += raced.interleavings
        problems += [f"seed {seed}: {problem}" for problem in raced.problems]
    found = next(
        (p for s in range(1, 9) for p in race(place / f"no-lock-{s}", s, 60, PositionsWithoutLock).problems), None
    )
    return [
        ("cursor races on PostgreSQL", not problems, f"{done} interleavings, {len(problems)} wrong", problems),
        ("mutant positions without lock: caught by races", found is not None, str(found), []),
    ]


def weeks(place: Path, each: int) -> Line:
    """All 54 centres back at once, with a factor where it is not the whole week."""
    told = reconnect(place / "reconnect", centres=CENTRES, each=each)
    bad = [f"{count} answers of {status}" for status, count in told.statuses.items() if status >= 500 and status != 503]
    problems = told.problems + bad
    if told.rate < 250:
        problems.append(f"{told.rate:.0f} entries a second, 250 are asked for")
    if told.p99 >= 2:
        problems.append(f"p99 of a push {told.p99:.2f} s, 2 s are allowed")
    return "54 centres reconnect", not problems, f"{told}; {each / WEEK:.2f} of a week's entries", problems
