"""The thread that interprets while the server answers: it gives way to devices that are sending, but not for ever."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from counter.log.place import place_of
from counter.server.interpreter import Interpreter

QUIET = 0.25  # seconds without a new batch after which devices are taken to be done sending
LAG = 5.0  # seconds after which it works although they are not
LOOK = 5.0  # another process may have taken something in

_log = logging.getLogger(__name__)


class Worker:
    """Runs the interpreter after batches were taken in. `moment` is a monotonic clock in seconds."""

    def __init__(self, interpreter: Interpreter, *, moment: Callable[[], float] = time.monotonic) -> None:
        self._interpreter, self._moment = interpreter, moment
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._last = 0.0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, with whatever was left over."""
        self._wake.set()
        self._thread = threading.Thread(target=self._run, name="interpreter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the step at hand."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def taken(self) -> None:
        """A batch was committed."""
        self._last = self._moment()
        self._wake.set()

    def _run(self) -> None:
        rejudged = False
        while not self._stop.is_set():
            if not rejudged:
                rejudged = self._well(self._rejudge) is not None
            self._wake.wait(LOOK)
            self._wake.clear()
            began = self._moment()
            while not self._stop.is_set():
                if self._moment() - self._last < QUIET and self._moment() - began < LAG:
                    self._stop.wait(QUIET)
                    continue
                if self._well(self._interpreter.step) == 0:
                    break

    def _rejudge(self) -> int:
        return self._interpreter.rejudge(lambda: not self._stop.is_set())

    def _well(self, deed: Callable[[], int]) -> int | None:
        """What it gives; None after a rest when it could not. Whatever goes wrong, this thread lives: or nothing would be
        interpreted until the next start."""
        try:
            return deed()
        except SQLAlchemyError as error:
            _log.warning("interpreting waits: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001
            _log.error("bug: %s", place_of(error))
        self._stop.wait(LOOK)
        return None
