"""Which copies are kept: the newest of each of seven days and of each of four weeks. The newest of all always is."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from counter.store.as_is_copy import as_is_copies
from counter.store.copy_check import NotWhole, read_about
from counter.store.held_file import move, remove

NAME_FORM = "%Y%m%d-%H%M%S"
DAYS, WEEKS = 7, 4
_LENGTH = 15  # of the moment in a name; more letters only tell copies of one second apart


def moment_of(name: str) -> datetime | None:
    """When the copy of that name was made; None for what is no copy."""
    try:
        return datetime.strptime(name[:_LENGTH], NAME_FORM)  # noqa: DTZ007 (compared with its like only)
    except ValueError:
        return None


def kept(names: Iterable[str], days: int = DAYS, weeks: int = WEEKS) -> set[str]:
    """The names of the copies to keep."""
    newest_first = sorted(((at, name) for name in names if (at := moment_of(name)) is not None), reverse=True)
    by_day: dict[object, str] = {}
    by_week: dict[object, str] = {}
    for at, name in newest_first:
        by_day.setdefault(at.date(), name)
        by_week.setdefault(at.isocalendar()[:2], name)
    return {*list(by_day.values())[:days], *list(by_week.values())[:weeks]}


def copies(machine: Path) -> list[Path]:
    """The whole copies of one machine, newest first. Raises OSError."""
    found = [path for path in machine.iterdir() if moment_of(path.name) and not path.suffix and path.is_dir()]
    return sorted(found, key=lambda path: path.name, reverse=True)


def rotate(machine: Path) -> int:
    """Remove the copies that are not kept, and the scanned papers that belong to none any more; how many copies went.

    A copy loses its name first, so that a half removed one is never taken for whole. What cannot be removed stays."""
    held = copies(machine)
    keep = kept(path.name for path in held)
    gone = 0
    for path in held:
        if path.name not in keep:
            with contextlib.suppress(OSError):
                away = path.with_name(path.name + ".part")
                move(path, away)
                shutil.rmtree(away, ignore_errors=True)
                gone += 1
    if gone:
        _let_files_go(machine, [*(path for path in held if path.name in keep), *as_is_copies(machine)])
    return gone


def _let_files_go(machine: Path, copies_kept: list[Path]) -> None:
    try:
        named = {sha256.hex() for path in copies_kept for sha256 in read_about(path).files}
    except (NotWhole, OSError):
        return  # one that cannot be read may need any of them
    for file in (machine / "files").glob("??/*"):
        if file.name not in named:
            with contextlib.suppress(OSError):
                remove(file)
