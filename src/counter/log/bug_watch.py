"""Mistakes of the program that nobody caught: logged by kind and place, told to whoever sits there, and work goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from counter.log.place import place_of

SAME_AT_MOST = 20  # times that one mistake at one place is written: a page that is drawn makes it sixty times a second

_log = logging.getLogger("counter")


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
