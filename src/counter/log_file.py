"""The program's own log, for IT: what went wrong and where, never a name, a number or any text that may hold one.

It lies in clear beside the encrypted store, so only the loggers of this program write to it, and of an exception only its
kind and its place: the message of an exception may quote what somebody typed."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

NAME = "counter.log"
LIMIT, KEPT = 1_000_000, 2  # bytes a file, and how many full ones are kept beside the one being written
FOLDER_MODE, FILE_MODE = 0o700, 0o600
SAME_AT_MOST = 20  # times that one mistake at one place is written: a page that is drawn makes it sixty times a second

_log = logging.getLogger("counter")


def place_of(error: BaseException) -> str:
    """The kind of an exception and the way to it, innermost first: `KeyError at read:12 < find:88`."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    steps = " < ".join(f"{Path(f.filename).stem}.{f.name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} at {steps}" if steps else type(error).__name__


class _Formatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        self.default_msec_format = "%s.%03d"

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "" if ei[1] is None else place_of(ei[1])


class LogFile(logging.Handler):
    """Opens its file when there is something to write. A full or missing disk is borne in silence."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None
        self.setFormatter(_Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = _rotating(self._folder)
                self._file.setFormatter(self.formatter)
            self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()


def _rotating(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # with sockets and pickles in its train: when it is needed

    class Rotating(RotatingFileHandler):
        def _open(self) -> IO[str]:  # type: ignore[override]
            opened = super()._open()
            with contextlib.suppress(OSError):
                Path(self.baseFilename).chmod(FILE_MODE)
            return opened

        def handleError(self, record: logging.LogRecord) -> None:
            """To standard error it would go with everything that was to be left out."""

    folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
    return Rotating(folder / NAME, maxBytes=LIMIT, backupCount=KEPT, encoding="utf-8")


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


class BugWatch:
    """Mistakes of the program that nobody caught, in whatever thread: logged by kind and place, and the program goes on.

    `told(place)` is called in the thread of the mistake, to tell whoever sits in front of it."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self._told = told
        self._seen: Counter[str] = Counter()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

    def start(self) -> None:
        """Watch this process."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def stop(self) -> None:
        """As it was before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):  # somebody wants the program to end
            self._before[0](kind, error, trace)
            return
        self._write(error)

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self._write(args.exc_value)

    def _unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self._write(args.exc_value)

    def _write(self, error: BaseException) -> None:
        place = place_of(error)
        self._seen[place] += 1
        if self._seen[place] <= SAME_AT_MOST:
            _log.error("bug: %s", place)
            self._told(place.split(" < ")[0])
