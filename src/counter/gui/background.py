"""One worker thread for everything that touches the store: deeds run in order, results come back to the screens."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, Slot

from counter.domain.sentence import Refused, Trouble
from counter.log.place import place_of

if TYPE_CHECKING:
    from queue import SimpleQueue

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Bug(Exception):
    """The program itself did something wrong. `where` names the kind of mistake and the line, never data of a person."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


Failure = Refused | Trouble | Bug


class _Task(NamedTuple):
    deed: Callable[[], Any]  # kept to the end, for the worker must not be the last to hold what it is bound to
    then: Callable[[Any], None]
    failed: Callable[[Failure], None]


def _is_alive(slot: Callable[..., None]) -> bool:
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _bug(error: Exception) -> Bug:
    """Only kind and place: the message of an exception may hold a name or a number."""
    place = place_of(error)
    _log.error("bug in a deed: %s", place)
    return Bug(place.split(" < ")[0])


class Background(QObject):
    """`run` may be called from the thread this object lives in only; `then` and `failed` are called in it.

    Give bound methods. A method of a widget that is gone when the result comes is not called. With `at_once` the deed
    runs inside `run`, on the same thread, for tests and small tools.

    Whoever waits is held on to by this thread only: an object of Qt whose last holder was the worker would be destroyed
    there, and that can stand still for ever (see `sweep`)."""

    _finished = Signal(bool, object)

    def __init__(self, parent: QObject | None = None, at_once: bool = False) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._given: deque[_Task] = deque()  # in the order in which their results come
        self._closed = False
        self._tasks: SimpleQueue[Callable[[], Any] | threading.Event | None]
        self._thread: threading.Thread | None = None
        self._finished.connect(self._deliver)

    def run(self, deed: Callable[[], T], then: Callable[[T], None], failed: Callable[[Failure], None]) -> None:
        """Do `deed` after all deeds given before it; then call `then(result)`, or `failed(why)`.

        Refused and Trouble come to `failed` as they are; anything else is logged without its message and comes as a Bug.
        After `close` nothing is done any more."""
        if self._closed:
            return
        self._given.append(_Task(deed, then, failed))
        if self._at_once:
            self._deliver(*self._done(deed))
            return
        if self._thread is None:
            from queue import SimpleQueue  # the window is painted before there is any deed

            self._tasks = SimpleQueue()
            self._thread = threading.Thread(target=self._work, name="store", daemon=True)
            self._thread.start()
        self._tasks.put(deed)

    @property
    def waiting(self) -> int:
        """How many deeds have no delivered result yet."""
        return len(self._given)

    def flush(self, patience: float | None = None) -> bool:
        """Wait until every deed is done and its result delivered, those that results start in turn included; whether they
        are. `patience`: seconds after which it is not waited any more."""
        until = None if patience is None else time.monotonic() + patience
        while self._given:
            if self._thread is not None:
                reached = threading.Event()
                self._tasks.put(reached)
                if not reached.wait(None if until is None else max(0.0, until - time.monotonic())):
                    return False
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        return True

    def close(self, patience: float | None = None) -> None:
        """Flush, then end the worker. What the last results start in turn is still done. A deed that takes longer than
        `patience` is left alone, and its thread ends with the process: nothing may depend on its end."""
        done = self.flush(patience)
        self._closed = True
        if self._thread is not None:
            self._tasks.put(None)
            if done:
                self._thread.join()
            self._thread = None

    @staticmethod
    def _done(deed: Callable[[], Any]) -> tuple[bool, Any]:
        """Whether it went well, and what came of it."""
        try:
            return True, deed()
        except (Refused, Trouble) as no:
            return False, no
        except Exception as error:  # noqa: BLE001 - a bug in one deed must not end the worker
            return False, _bug(error)

    def _work(self) -> None:
        while (deed := self._tasks.get()) is not None:
            if isinstance(deed, threading.Event):
                deed.set()
                continue
            fine, result = self._done(deed)
            deed = None
            with contextlib.suppress(RuntimeError):  # this object is gone: nobody is left to tell
                self._finished.emit(fine, result)
            result = None

    @Slot(bool, object)
    def _deliver(self, fine: bool, result: Any) -> None:
        task = self._given.popleft()
        slot = task.then if fine else task.failed
        if _is_alive(slot):
            slot(result)
