"""The folder of the logs. Every process writes files of its own, so none is ever renamed while another holds it open
(Windows would refuse) and no line is lost between two of them; the oldest go, by age, by size and by number."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

FOLDER = "logs"  # in a data folder
# On Windows a folder inherits who may open it: one of 0o700 would be for the account that made it alone.
FOLDER_MODE, FILE_MODE = (0o700 if os.name == "posix" else 0o777), 0o600
BINARY = getattr(os, "O_BINARY", 0)  # Windows writes another end of line otherwise
VIETNAM = timezone(timedelta(hours=7))  # not the zone of a PC that may have been set up anywhere
_DAY = 86_400
_NAME = r"counter-[0-9]{8}-[0-9]{6}-[0-9]{1,10}-[0-9]{4}\.log"


@dataclass(frozen=True, slots=True)
class Bounds:
    """`file` and `total`: bytes. `days`: how long a file is kept after its last line. What other processes hold open at
    that moment cannot go on Windows; it goes the next time."""

    file: int = 500_000
    total: int = 4_000_000
    files: int = 60
    days: int = 30


def log_files(folder: Path) -> list[Path]:
    """The logs there, the one begun first at the front; nothing else that somebody may have put beside them."""
    try:
        return sorted(path for path in folder.iterdir() if re.fullmatch(_NAME, path.name))
    except OSError:
        return []


def new_file(folder: Path, now: float, bounds: Bounds, number: int = 0) -> int:
    """A descriptor of a fresh file of this process, its `number`-th, readable by its owner only; room for it is made
    first. A data folder that is not there is not made.

    Raises OSError."""
    folder.mkdir(FOLDER_MODE, exist_ok=True)
    sweep(folder, now, bounds)
    stem = f"counter-{datetime.fromtimestamp(now, VIETNAM):%Y%m%d-%H%M%S}-{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | BINARY
    for more in range(1_000):  # another handler of this process may have begun one in the same second
        with contextlib.suppress(FileExistsError):
            return os.open(folder / f"{stem}-{(number + more) % 10_000:04}.log", flags, FILE_MODE)
    raise FileExistsError(folder)


def sweep(folder: Path, now: float, bounds: Bounds) -> None:
    """Remove what is too old and, the oldest first, what is too much, so that one more file finds its place.

    Ages are counted from the clock or the youngest line, whichever is earlier: one start with a clock set to 2040 takes
    nothing away. A file from the future (the clock was wrong then) counts as the oldest."""
    found = []
    for path in log_files(folder):
        with contextlib.suppress(OSError):
            seen = path.stat()
            found.append((seen.st_mtime if seen.st_mtime <= now + _DAY else 0.0, path.name, seen.st_size, path))
    found.sort()
    newest = min(now, max((written for written, *_ in found), default=now))
    total, files = sum(size for _, _, size, _ in found), len(found)
    for written, _, size, path in found:
        old = 0 < written < newest - bounds.days * _DAY
        if not old and total <= bounds.total - bounds.file and files < bounds.files:
            continue
        with contextlib.suppress(OSError):  # another process has it open, or was quicker
            path.unlink()
            total, files = total - size, files - 1
