"""`make faults`: kills, power cuts, put-back copies and provinces, boats, noise, files, backups,
storms on real processes, every mutant.

`python -m tests.faults [--nightly] [--kills N] [--images N] [--boats N] [--noise N] [--steps N] [--storms N] [--restores N]
[--races N] [--week N] [--seed N] [--keep FOLDER]`; exit 1 when anything was lost, or a mutant got through. One seed gives
the same work and the same cuts again. `--nightly` (`make nightly`) is the long form: a million steps of the simulator,
10,000 interleavings, all 54 centres back after a whole week."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counter.domain.catalogue import Catalogue
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.store.catalogue import load_catalogue
from counter.wire.enrolment import EnrolReply, EnrolRequest
from tests.faults import backup_disk_faults, backup_faults, sync_runs
from tests.faults.described import run_schemathesis
from tests.faults.disk_faults import cases, try_cases
from tests.faults.file_faults import FilesUnderFaults, send_under_faults
from tests.faults.fuzz import Fuzz
from tests.faults.kill_loop import kill_command, kill_creation, kill_receptions
from tests.faults.light_play import STEPS, Play
from tests.faults.power_cuts import Outcome, cuts_of, memory_folder, record_command, record_work, try_cuts
from tests.faults.replay import read_record
from tests.faults.restored import every_pair
from tests.made.boat_play import play, some_deeds
from tests.made.postgres import new_database
from tests.made.served import Served

# How often the program is started in one record, and how much it receives each time.
SHAPES = ((40,), (12, 25), (5, 5, 5, 5), (80,), (1, 60), (30, 30), (300,))
# name → (`make faults`, `make nightly`); `restores`: histories of twenty, on each database; `week`: entries of a counter.
SIZES = {
    "kills": (1_000, 2_000), "images": (6_000, 12_000), "steps": (50_000, 1_000_000), "storms": (20, 20),
    "restores": (1, 10), "races": (1_000, 10_000), "week": (100, 2_083),
}  # fmt: skip
CUT_MUTANTS = ("synchronous=NORMAL", "synchronous=OFF", "print before commit")


class Summary:
    """One line for each run; remembers whether all is well."""

    def __init__(self) -> None:
        self.well = True
        self._began = time.monotonic()

    def say(self, work: str, *, good: bool, seen: str, problems: list[str] | None = None) -> None:
        self.well = self.well and good
        seconds = time.monotonic() - self._began
        print(f"{'ok    ' if good else 'BROKEN'}  {work:<58}  {seen}  ({seconds:.0f} s)", flush=True)
        for problem in (problems or [])[:10] if not good else []:
            print(f"        {problem}", flush=True)
        self._began = time.monotonic()

    def attempt(self, run: Callable[[], None]) -> None:
        """One kind of run; where it breaks off that is told, and the night goes on with the next."""
        try:
            run()
        except Exception:
            self.say("a run broke off", good=False, seen="", problems=traceback.format_exc().splitlines()[-10:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nightly", action="store_true")
    for name, (usual, _) in SIZES.items():
        parser.add_argument(f"--{name}", type=int, help=f"usually {usual}")
    parser.add_argument("--lights", type=int, default=150, help="random histories round one sync light")
    parser.add_argument("--boats", type=int, default=300)
    parser.add_argument("--noise", type=int, default=100_000, help="requests that no honest program sends")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work here and leave the records of the power cuts")
    args = parser.parse_args()
    for name, sizes in SIZES.items():
        if getattr(args, name) is None:
            setattr(args, name, sizes[args.nightly])
    print(f"seed {args.seed}", flush=True)
    summary, catalogue = Summary(), load_catalogue()
    with tempfile.TemporaryDirectory(prefix="counter-faults-") as temporary:
        place = args.keep or Path(temporary)
        for run in (
            lambda: _kills(summary, place, catalogue, args.kills, args.seed),
            lambda: _power_cuts(summary, place, args.images, args.seed),
            lambda: _pairs(summary, place, catalogue),
            lambda: _light(summary, place, args.lights),
            lambda: _disk(summary),
            lambda: _boats(summary, place, args.boats, args.seed),
            lambda: _noise(summary, place, args.noise, args.seed),
            lambda: _fragile(summary, place),
            lambda: _backups(summary, place / "backups", catalogue, args.kills // 4, args.images // 8, args.seed),
            lambda: _files(summary, place / "files", args.files, args.seed),
            lambda: _mutants(summary, place, catalogue, args.seed),
            *_sync(summary, place, args),
        ):
            summary.attempt(run)
    return 0 if summary.well else 1


def _sync(summary: Summary, place: Path, args: argparse.Namespace) -> Iterator[Callable[[], None]]:
    def told(lines: Iterable[sync_runs.Line]) -> None:
        for line in lines:
            summary.say(line[0], good=line[1], seen=line[2], problems=line[3])

    if args.steps:
        yield lambda: told([sync_runs.simulator(args.seed, args.steps)])
    yield lambda: told(sync_runs.planted())
    yield lambda: told(sync_runs.replies(place, 3_000))
    yield lambda: told([sync_runs.storms(place, args.storms, 2_000)])
    yield lambda: told(sync_runs.restores(place, args.restores))
    yield lambda: told(sync_runs.races(place, args.races))
    if args.week:
        yield lambda: told([sync_runs.weeks(place, args.week)])


def _pairs(summary: Summary, place: Path, catalogue: Catalogue) -> None:
    count, problems = every_pair(place / "pairs", catalogue, 8)
    summary.say("copies put back", good=not problems, seen=f"{count} pairs, {len(problems)} wrong", problems=problems)


def _disk(summary: Summary) -> None:
    memory = memory_folder()
    told = try_cases(memory, cases(300))
    shutil.rmtree(memory)
    wrong = [f"{one.case}: {one.problems}" for one in told if one.problems]
    met = sum(one.fired for one in told)
    summary.say(
        "nth call to the disk fails", good=not wrong, seen=f"{met} faults met, {len(wrong)} wrong", problems=wrong
    )


def _light(summary: Summary, place: Path, histories: int) -> None:
    greens, wrong = 0, []
    for seed in range(histories):
        play = Play(place / f"light-{seed}", seed)
        wrong += [f"seed {seed}: {deed}" for deed in play.run(STEPS)]
        greens += play.greens
        play.close()
        shutil.rmtree(place / f"light-{seed}")
    seen = f"{histories} histories, {greens} times green, {len(wrong)} wrong"
    summary.say("the light under lost, late and altered replies", good=not wrong, seen=seen, problems=wrong)


def _kills(summary: Summary, place: Path, catalogue: Catalogue, kills: int, seed: int) -> None:
    for work, run in (
        ("kill -9 while receiving", lambda: kill_receptions(place / "kills", catalogue, kills, seed)),
        (
            "kill -9 at the very first start",
            lambda: kill_creation(place / "starts", catalogue, max(1, kills // 20), seed),
        ),
        ("kill -9 of the whole `counter receive`", lambda: kill_command(place / "command", max(1, kills // 50), seed)),
    ):
        killed = run()
        seen = f"{killed.kills} kills, {len(killed.promises)} promised, {len(killed.problems)} wrong"
        summary.say(work, good=not killed.problems, seen=seen, problems=killed.problems)


def _power_cuts(summary: Summary, place: Path, images: int, seed: int) -> None:
    rest = images
    for number, counts in enumerate(SHAPES):
        share = images // (len(SHAPES) + 1)
        rest -= share
        root, record = place / f"cuts-{number}", place / f"cuts-{number}.record"
        record_work(root, record, "product", seed + number, counts)
        outcome = try_cuts(record, root, cuts_of(read_record(record), share, seed + number))
        _tell(summary, f"power cuts, receptions {'+'.join(map(str, counts))}", outcome)
    root, record = place / "cuts-command", place / "cuts-command.record"
    witness = record_command(root, record, seed, 40)
    outcome = try_cuts(record, root, cuts_of(read_record(record), rest, seed), witness)
    _tell(summary, "power cuts, the whole `counter receive`", outcome)


def _boats(summary: Summary, place: Path, weeks: int, seed: int) -> None:
    """Bundles, the line and put-back copies in random order."""
    problems = []
    for week in range(seed, seed + weeks):
        folder = place / f"boats-{week}"
        problems += [f"week {week}: {what}" for what in play(folder, some_deeds(week, 40), week)]
        shutil.rmtree(folder)
    summary.say(
        "boats, the line and put-back copies in any order", good=not problems,
        seen=f"{weeks} weeks of 40 deeds, {len(problems)} wrong", problems=problems,
    )  # fmt: skip


def _noise(summary: Summary, place: Path, count: int, seed: int) -> None:
    """Half of it on either database."""
    for number, url in enumerate((None, new_database())):
        with Served(place / f"noise-{number}", url, "--rate", "0") as served:
            done = Fuzz(served, seed + number).run(count // 2)
            code, said = run_schemathesis(served.url, max(5, count // 200), place, seed)
            outcomes = {row["outcome"] for row in served.deed("export") if row["type"] == "entry"}
        seen = f"{sum(done.statuses.values())} requests, {done.statuses[200]} answered, {len(done.failures)} failures"
        good = not done.failures and code == 0 and "waiting" not in outcomes
        seen += f"; schemathesis: {'passed' if code == 0 else 'failed'}"
        summary.say(
            f"noise on {'PostgreSQL' if url else 'SQLite'}", good=good, seen=seen, problems=[*done.failures, said]
        )


class _Fragile(Province):
    """A mutant: it fails at whatever is well formed."""

    def enrol(self, asked: EnrolRequest) -> EnrolReply:
        raise ValueError


def _fragile(summary: Summary, place: Path) -> None:
    province = _Fragile(Place(place / "fragile"))
    with InThread(province) as url:
        code, said = run_schemathesis(url, 5, place)
    province.close()
    summary.say(
        "mutant that fails at what is well formed: caught by schemathesis",
        good=code == 1,
        seen=f"exit {code}",
        problems=[said],
    )


def _backups(summary: Summary, place: Path, catalogue: Catalogue, kills: int, images: int, seed: int) -> None:
    """Copies at a second place, and putting them back."""
    for work, tried in (
        ("kill -9 while a backup is made", backup_faults.kill_backups(place / "b", catalogue, kills, seed)),
        ("kill -9 while a copy is put back", backup_faults.kill_restores(place / "r", catalogue, kills, seed)),
    ):
        seen = f"{tried.tries} kills, {tried.whole} whole, {len(tried.problems)} wrong"
        summary.say(work, good=not tried.problems and tried.whole > 0, seen=seen, problems=tried.problems)
    for deed in ("backup", "restore"):
        memory = memory_folder()
        told = backup_disk_faults.try_cases(memory, deed, cases(80))
        shutil.rmtree(memory)
        wrong = [f"{one.case}: {one.problems}" for one in told if one.problems]
        seen = f"{sum(one.fired for one in told)} faults met, {len(wrong)} wrong"
        summary.say(f"nth call to the disk fails in a {deed}", good=not wrong, seen=seen, problems=wrong)
    for mutant in ("product", "no note"):
        root, record = place / f"back-{mutant}", place / f"back-{mutant}.record"
        began = backup_faults.record_restore(root, record, mutant)
        tried = backup_faults.try_restore_cuts(root, record, began, images, seed)
        name = "" if mutant == "product" else f", mutant {mutant}: caught"
        seen = f"{tried.tries} images, {len(tried.problems)} wrong"
        good = bool(tried.problems) is (mutant != "product")
        summary.say(f"power cuts while a copy is put back{name}", good=good, seen=seen, problems=tried.problems)
    for mutant in backup_faults.CUT:
        root, record = place / f"cut-{mutant}", place / f"cut-{mutant}.record"
        key = backup_faults.record_backup(root, record, catalogue, mutant, seed)
        tried = backup_faults.try_power_cuts(root, record, key, backup_faults.cuts_of(record, images, seed))
        good = bool(tried.problems) is (mutant != "product")
        seen = f"{tried.tries} images, {tried.whole} copies, {len(tried.problems)} not whole"
        name = "" if mutant == "product" else f", mutant {mutant}: caught"
        summary.say(f"power cuts of a backup{name}", good=good, seen=seen, problems=tried.problems)


def _tell(summary: Summary, work: str, outcome: Outcome) -> None:
    problems = [f"{cut}: {what[:3]}" for cut, what in outcome.bad]
    seen = f"{outcome.images} images, {len(outcome.bad)} wrong"
    summary.say(work, good=not outcome.bad, seen=seen, problems=problems)


def _files(summary: Summary, place: Path, count: int, seed: int) -> None:
    place.mkdir()
    with Served(place / "province") as served:
        faults = FilesUnderFaults(place, served.folder, served.url, served.token(), seed)

        def kill() -> None:
            served.kill()
            served.start()

        run = send_under_faults(faults, count, lambda: served.deed("export"), kill)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(run.met.items()))
    summary.say(
        f"files: {kinds}", good=not run.wrong and not run.stuck,
        seen=f"{run.complete} complete, {run.expected} expected, {run.restarts} begun again, {len(run.wrong)} wrong",
        problems=[*run.wrong, *run.stuck],
    )  # fmt: skip


def _mutants(summary: Summary, place: Path, catalogue: Catalogue, seed: int) -> None:
    for number, mutant in enumerate(CUT_MUTANTS):
        root, record = place / f"mutant-{number}", place / f"mutant-{number}.record"
        record_work(root, record, mutant, seed, (20, 20))
        outcome = try_cuts(record, root, cuts_of(read_record(record), 400, seed))
        summary.say(
            f"mutant {mutant}: caught by power cuts", good=bool(outcome.bad), seen=f"{len(outcome.bad)} of 400 images"
        )
    killed = kill_receptions(place / "mutant-kills", catalogue, 100, seed, "print before commit")
    seen = f"{len(killed.problems)} broken promises in {killed.kills} kills"
    summary.say("mutant print before commit: caught by kills", good=bool(killed.problems), seen=seen)
    _, problems = every_pair(place / "mutant-pairs", catalogue, 4, mutant="no witness")
    twice = [problem for problem in problems if problem.endswith("promised twice")]
    summary.say("mutant no witness: caught by copies put back", good=bool(twice), seen=f"{len(twice)} codes twice")


if __name__ == "__main__":
    sys.exit(main())
