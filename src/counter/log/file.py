"""Writing the log: whole lines into files of this process alone, in silence when the disk is full or gone.

It lies in clear beside the encrypted store, so only the loggers of this program write to it, and of an exception only its
kind and its place."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from io import FileIO
from pathlib import Path
from types import TracebackType

from counter.log.folder import VIETNAM, Bounds, new_file
from counter.log.place import place_of

LINE = 2_000  # bytes at most
# Names of threads that are written as they are; any other may have been given after anything.
THREAD = (
    r"MainThread|backup|files|interpreter|name|print|store|sync|province-[0-9]{1,2}|"
    r"Thread-[0-9]{1,6}(?: \([a-z_]{1,30}\))?|Dummy-[0-9]{1,6}"
)

_log = logging.getLogger("counter")


class _Formatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(counter_thread)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.counter_thread = record.threadName if re.fullmatch(THREAD, record.threadName or "") else "other"
        return super().format(record).replace("\r", " ").replace("\n", " ")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002
        return datetime.fromtimestamp(record.created, VIETNAM).isoformat(timespec="milliseconds")

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "" if ei[1] is None else place_of(ei[1])


class LogFile(logging.Handler):
    """Opens a file when there is something to write, and the next when that one is full or somebody removed it.

    Each line is one write, so that a process that is killed leaves whole lines."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time, bounds: Bounds | None = None) -> None:
        """`now`: seconds since 1970."""
        super().__init__()
        self._folder, self._now, self._bounds = folder, now, bounds or Bounds()
        self._file: FileIO | None = None
        self._count = 0
        self.setFormatter(_Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record).encode("utf-8", "backslashreplace")[:LINE] + b"\n"
        with contextlib.suppress(OSError):
            if self._file is not None and not self._takes(self._file, len(line)):
                self._leave()
            if self._file is None:
                self._file = FileIO(new_file(self._folder, self._now(), self._bounds, self._count), "ab")
                self._count += 1
            self._file.write(line)

    def _takes(self, file: FileIO, more: int) -> bool:
        seen = os.fstat(file.fileno())
        return seen.st_nlink > 0 and seen.st_size + more <= self._bounds.file

    def _leave(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def close(self) -> None:
        with self.lock or contextlib.nullcontext(), contextlib.suppress(OSError):
            self._leave()
        super().close()


def open_log(folder: Path) -> LogFile:
    """From now on what this program logs goes to `folder`; close it to end that."""
    handler = LogFile(folder)
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    return handler


def close_log(handler: LogFile) -> None:
    """Write no more."""
    _log.removeHandler(handler)
    handler.close()


@contextlib.contextmanager
def logged(folder: Path, *, aloud: bool = False) -> Iterator[None]:
    """The log in `folder` for as long as the block lasts. `aloud`: warnings and worse go to standard error as well, where
    a service's journal picks them up."""
    handler = open_log(folder)
    voice = logging.StreamHandler(sys.stderr) if aloud else None
    if voice is not None:
        voice.setLevel(logging.WARNING)
        _log.addHandler(voice)
    try:
        yield
    finally:
        if voice is not None:
            _log.removeHandler(voice)
        close_log(handler)
