"""The background loop of files: a thread and a connection of its own, woken when facts have arrived, quiet otherwise."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter.domain.sentence import Trouble
from counter.journal.clock import Clock
from counter.store.uploads import StoreUploads
from counter.sync.engine import Again, Attention, Later
from counter.sync.loop import AFTER_A_BUG, uncaught
from counter.sync.right_of_way import RightOfWay
from counter.sync.uploader import Sending, Uploader

if TYPE_CHECKING:
    from counter.sync.transport import Transport

BEFORE_ENROLMENT, GRACE = 5.0, 5.0  # seconds
_log = logging.getLogger(__name__)


class _End(Exception):
    """The loop is to end while a file is under way."""


class UploadLoop:
    """`start`, then `wake` when the province has got facts; `stop` cuts the file under way, which goes on at the next start.

    `told` is called in the loop's thread: what is under way, None when a file has come to a rest. `after_a_bug`: seconds that
    it waits when the program itself has failed, with a new line then."""

    def __init__(
        self, store: StoreUploads, open_transport: Callable[[], Transport], clock: Clock, rng: random.Random,
        told: Callable[[Sending | None], None], way: RightOfWay, *, after_a_bug: float = AFTER_A_BUG,
    ) -> None:  # fmt: skip
        self._after_a_bug = after_a_bug
        self._store, self._open, self._clock, self._random = store, open_transport, clock, rng
        self._told, self._way = told, way
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="files", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look for files to send now."""
        self._wake.set()

    def stop(self) -> None:
        """End, and wait for it, but not for a line that hangs: nothing is lost when the process goes."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(GRACE)

    def _run(self) -> None:
        uploader = Uploader(self._store, self._clock, self._random, way=self._way, told=self._tell)
        transport: Transport | None = None
        tidied = False
        try:
            while not self._stop.is_set():
                wait, rest = BEFORE_ENROLMENT, 0.0
                self._wake.clear()
                try:
                    if not tidied:
                        self._store.tidy(self._clock.now())
                        tidied = True
                    self._store.gather()
                    if self._store.sender() is not None:
                        transport = transport or self._open()
                        step = uploader.step(transport)
                        if isinstance(step, Again):
                            continue
                        wait = BEFORE_ENROLMENT if step is None else step.seconds
                        rest = wait if isinstance(step, Later | Attention) else 0.0
                except Trouble:
                    _log.warning("the local store cannot just now; files wait")
                except _End:
                    raise
                except Exception as error:  # noqa: BLE001 (a thread that ended would leave the files where they are, for ever)
                    uncaught(error)
                    wait = rest = self._after_a_bug
                    if transport is not None:
                        transport.close()
                        transport = None
                # What is to be tried again later is not tried sooner for every new fact.
                if not self._stop.wait(rest):
                    self._wake.wait(wait - rest)
        except _End:
            pass
        finally:
            if transport is not None:
                transport.close()

    def _tell(self, sending: Sending | None) -> None:
        if self._stop.is_set() and sending is not None:
            raise _End
        self._told(sending)
