"""Several processes behind one door: they share the listening socket, and one that dies is started again.

Each is a whole server of its own; what they share is the database, whose locks keep them apart."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any

from counter.log.crash import CrashWatch
from counter.log.file import logged
from counter.log.folder import FOLDER as LOGS
from counter.server.gate import Limits
from counter.server.province import Place, open_province
from counter.server.serving import Door, serve, url_of
from counter.store.clock import DrillClock

MOST = 64
PATIENCE = 60.0  # seconds for a process to come up
PAUSES = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds before one that keeps dying is started once more
SETTLED = 60.0  # seconds after which it has not kept dying
_GRACE = 20.0  # seconds for all of them to end when asked to

_log = logging.getLogger(__name__)
_SPAWN = multiprocessing.get_context("spawn")  # nothing of a running server is copied half-way


@dataclass(slots=True)
class _One:
    process: BaseProcess
    line: Connection  # it says one thing: that it answers
    begun: float
    died: int = 0


@dataclass(slots=True)
class Processes:
    """`count` servers over one place. The caller has opened the province once, so tables, key and generation are there.

    `clock`: of a drill. `moment`: a monotonic clock in seconds."""

    place: Place
    door: Door
    count: int
    limits: Limits
    clock: DrillClock | None = None
    moment: Callable[[], float] = time.monotonic
    _running: dict[int, _One] = field(default_factory=dict)
    _due: dict[int, tuple[float, int]] = field(default_factory=dict)  # place in the row → when to start again, deaths
    _ending: bool = False

    def serve(self, ready: Callable[[str], None]) -> int:
        """Serve until SIGTERM or Ctrl-C; the exit code. `ready` is told the address once all of them answer."""
        listening = _listen(self.door)
        heard, woken = _SPAWN.Pipe(duplex=False)

        def end(_: int, __: FrameType | None) -> None:
            self._ending = True
            woken.send_bytes(b"end")

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        try:
            for index in range(self.count):
                self._start(index, listening, 0)
            if not self._all_answer():
                return 1
            if not self._ending:
                ready(url_of(self.door, listening))
            while not self._ending:
                self._watch(listening, heard)
            return 0
        finally:
            self._end_all()
            listening.close()
            heard.close()
            woken.close()

    def _start(self, index: int, listening: socket.socket, died: int) -> None:
        mine, theirs = _SPAWN.Pipe(duplex=False)
        process = _SPAWN.Process(
            target=_run,
            args=(self.place, self.door, self.limits, self.clock, listening, theirs),
            name=f"province-{index}",
        )
        process.start()
        theirs.close()
        self._running[index] = _One(process, mine, self.moment(), died)

    def _all_answer(self) -> bool:
        for one in self._running.values():
            try:
                if not one.line.poll(PATIENCE) or not one.line.recv():
                    return False
            except EOFError:  # it died before it answered: what stops it stops all of them
                return False
        return True

    def _watch(self, listening: socket.socket, heard: Connection) -> None:
        """Wait until one dies, one is due, or we are to end."""
        now = self.moment()
        pause = min((when - now for when, _ in self._due.values()), default=None)
        sentinels = {one.process.sentinel: index for index, one in self._running.items()}
        for found in wait([heard, *sentinels], None if pause is None else max(0.0, pause)):
            if isinstance(found, int):
                index = sentinels[found]
                one = self._running.pop(index)
                one.process.join()
                died = 1 if self.moment() - one.begun > SETTLED else one.died + 1
                _log.warning("a process ended with %s; another takes its place", one.process.exitcode)
                one.line.close()
                one.process.close()
                self._due[index] = (self.moment() + PAUSES[min(died - 1, len(PAUSES) - 1)], died)
        for index, (when, died) in list(self._due.items()):
            if when <= self.moment() and not self._ending:
                del self._due[index]
                self._start(index, listening, died)

    def _end_all(self) -> None:
        for one in self._running.values():
            one.process.terminate()
        until = self.moment() + _GRACE
        for one in self._running.values():
            one.process.join(max(0.0, until - self.moment()))
            if one.process.is_alive():
                one.process.kill()
                one.process.join()
            one.line.close()
            one.process.close()
        self._running.clear()


def _listen(door: Door) -> socket.socket:
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    # The protocol must be said: asyncio switches delays off (TCP_NODELAY) only where it can read it from the socket.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two servers listen on one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((door.host, door.port))
    listening.listen(2048)
    return listening


def _run(
    place: Place, door: Door, limits: Limits, clock: DrillClock | None, listening: socket.socket, line: Any
) -> None:
    """One of them, in its own process."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    logs = place.folder / LOGS
    with logged(logs, aloud=True), CrashWatch(logs):
        _serve(place, door, limits, clock, listening, line)


def _serve(
    place: Place, door: Door, limits: Limits, clock: DrillClock | None, listening: socket.socket, line: Any
) -> None:
    province = open_province(place, clock=clock, limits=limits)

    def ready(_: str) -> None:
        line.send(True)
        line.close()

    try:
        code = serve(province, door, ready, listening)
    finally:
        province.close()
    raise SystemExit(code)


def _die_with_parent() -> None:
    """Who started us was killed: so are we, or we would hold the port against whoever comes next."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
