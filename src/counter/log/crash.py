"""When the process itself breaks down (in Qt, in a driver), Python can still write the way that led there. It lies in the
log's folder until the next start, which keeps it without the folders of whoever installed the program, and tells of it."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter.log.folder import BINARY, FILE_MODE, FOLDER_MODE, VIETNAM
from counter.log.place import STEPS, step_of

KEPT = 5  # stacks; the oldest goes
MOST = 200_000  # bytes of one that are read

_log = logging.getLogger("counter")
_NAME = r"crash-[0-9]{8}-[0-9]{6}-[0-9]{1,10}\.txt"
_STACK = r"stack-[0-9]{8}-[0-9]{6}-[0-9]{1,10}\.txt"
_END = r"(?:Fatal Python error|Windows fatal exception): ([A-Za-z0-9 -]{1,40})"
_FRAME = r'  File "(.{1,500})", line ([0-9]{1,6}) in (.{1,200})'
# Windows raises these for its own ends, and the program goes on: a call refused between two windows, a thread's name.
_HARMLESS = ("code 0x8001010d", "code 0x8001010e", "code 0x800706ba", "code 0x800706be", "code 0x406d1388")


@dataclass(frozen=True, slots=True)
class Crash:
    """How the process ended, and the way to it, innermost first; "" when Python had no part in it."""

    end: str
    way: str


class CrashWatch:
    """While it lasts, a breakdown of this process leaves its stacks in `folder`. Without a disk it does nothing."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder, self._now = folder, now
        self._path: Path | None = None
        self._descriptor = -1

    def start(self) -> None:
        """Watch this process."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(FOLDER_MODE, exist_ok=True)
            path = (
                self._folder / f"crash-{datetime.fromtimestamp(self._now(), VIETNAM):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
            )
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | BINARY, FILE_MODE)
            self._path = path
            _hold(self._descriptor)
            faulthandler.enable(self._descriptor)

    def stop(self) -> None:
        """The process ends as it should: nothing is left."""
        if self._path is None:
            return
        faulthandler.disable()
        os.close(self._descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._path = None

    def __enter__(self) -> CrashWatch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def left_behind(folder: Path) -> list[Crash]:
    """Breakdowns of processes that are no more, each told once: logged in one line, its stacks kept beside the log."""
    crashes = []
    for path in _named(folder, _NAME):
        with contextlib.suppress(OSError):
            if _held(path):
                continue
            with path.open("rb") as file:
                raw = file.read(MOST)
            stacks = clean(raw.decode("utf-8", "replace"))
            crash = told(stacks)
            if crash is not None:
                kept = path.with_name(path.name.replace("crash", "stack", 1))
                descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, FILE_MODE)
                with os.fdopen(descriptor, "wb") as file_kept:
                    file_kept.write(("\n".join(stacks) + "\n").encode())
            path.unlink()
            if crash is not None:
                _log.error("the program ended by itself: %s at %s", crash.end, crash.way or "nowhere")
                crashes.append(crash)
    for path in stacks_kept(folder)[:-KEPT]:
        with contextlib.suppress(OSError):
            path.unlink()
    return crashes


def stacks_kept(folder: Path) -> list[Path]:
    """The stacks of breakdowns that were told, the oldest first."""
    return _named(folder, _STACK)


def reports_left(folder: Path) -> list[Path]:
    """Python's own reports that no start has told yet: of a program that breaks down each time it opens."""
    return [path for path in _named(folder, _NAME) if path.stat().st_size]


def clean(raw: str) -> list[str]:
    """Python's report in lines that hold kinds, names of functions and numbers only, each a known one."""
    from counter.log.known import known_stack  # a long pattern, that a start after a good end does not need

    lines = []
    for line in raw.splitlines():
        frame, end = re.fullmatch(_FRAME, line), re.match(_END, line)
        if frame is not None:
            lines.append(f"    {step_of(frame[1], frame[3], int(frame[2]))}")
        elif end is not None:
            lines.append(end[1] if known_stack([end[1]])[0] else "Other error")
        elif line.startswith(("Current thread", "Thread 0x")):
            lines.append("Current thread" if line.startswith("Current") else "Thread")
        elif line.strip() == "<no Python frame>":
            lines.append("    nowhere")
        elif line.strip() == "...":
            lines.append("    and further")
    return known_stack(lines)[0]


def told(stacks: list[str]) -> Crash | None:
    """The last breakdown in it; None for a process that was only killed, or for what Windows does to itself."""
    ends = [i for i, line in enumerate(stacks) if not line.startswith((" ", "Current thread", "Thread"))]
    ends = [i for i in ends if stacks[i] not in _HARMLESS]
    if not ends:
        return None
    way: list[str] = []
    reading = False
    for line in stacks[ends[-1] + 1 :]:
        if line.startswith("    "):
            if reading:
                way.append(line.strip())
        elif way:
            break
        else:
            reading = line == "Current thread"
    steps = [step for step in way if step not in ("nowhere", "and further")]
    return Crash(stacks[ends[-1]], " < ".join(steps[:STEPS]))


def _named(folder: Path, name: str) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if re.fullmatch(name, path.name))
    except OSError:
        return []


def _hold(descriptor: int) -> None:
    """Mark the file as one whose process lives; Windows does so by itself, for nobody can remove it then."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _held(path: Path) -> bool:
    """Whether the process that writes it lives."""
    if sys.platform == "win32":
        try:
            path.rename(path.with_name(path.name))
        except PermissionError:
            return True
        return False
    import fcntl

    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
