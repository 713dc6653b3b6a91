"""Runs of the program in processes of their own, forked from one that has loaded it (see `nursery`)."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """One run that has come to its end."""

    code: int
    out: bytes
    err: bytes


@cache
def _nursery(_of: int) -> socket.socket:
    """The one of this process; a child that a test has forked must have its own."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.made.nursery", str(theirs.fileno())], cwd=ROOT, pass_fds=(theirs.fileno(),),
            env={**os.environ, "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    atexit.register(_end, ours, process)
    return ours


def _end(ours: socket.socket, process: subprocess.Popen[bytes]) -> None:
    ours.close()
    process.wait(30)


class Running:
    """A run that goes on. `pid` is of a process like any other."""

    def __init__(
        self, words: Sequence[str], streams: tuple[int, int, int], *, env: Mapping[str, str], folder: Path
    ) -> None:
        self._told, telling = os.pipe()
        self._said = b""
        self.code: int | None = None
        wanted = json.dumps({"words": list(words), "env": dict(env), "folder": str(folder)}, ensure_ascii=False)
        try:
            socket.send_fds(_nursery(os.getpid()), [wanted.encode()], [*streams, telling])
        finally:
            os.close(telling)
        self.pid = self._line(None)

    def _line(self, until: float | None) -> int:
        while b"\n" not in self._said:
            rest = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._told], [], [], rest)[0]:
                raise TimeoutError("the program does not end")
            more = os.read(self._told, 64)
            assert more, "nobody knows how the program ended"
            self._said += more
        line, _, self._said = self._said.partition(b"\n")
        return int(line)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code; below zero the signal that ended it. Raises TimeoutError."""
        if self.code is None:
            self.code = self._line(None if timeout is None else time.monotonic() + timeout)
            os.close(self._told)
        return self.code

    def send_signal(self, number: signal.Signals) -> None:
        """Nothing where it has ended already."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


def run(
    words: Sequence[str], *, env: Mapping[str, str], folder: Path, given: bytes = b"", timeout: float = 120
) -> Ended:
    """Run it to its end, with `given` on its standard input. Raises TimeoutError; then it was killed."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        said.write(given)
        said.seek(0)
        running = Running(words, (said.fileno(), out.fileno(), err.fileno()), env=env, folder=folder)
        try:
            code = running.wait(timeout)
        except TimeoutError:
            running.send_signal(signal.SIGKILL)
            running.wait()
            raise
        out.seek(0)
        err.seek(0)
        return Ended(code, out.read(), err.read())


def start(words: Sequence[str], *, env: Mapping[str, str], folder: Path, errors: int = 2) -> tuple[Running, IO[bytes]]:
    """A run that goes on, and its standard output to read from. `errors`: the descriptor for its standard error."""
    reading, writing = os.pipe()
    with Path(os.devnull).open("rb") as nothing:
        try:
            running = Running(words, (nothing.fileno(), writing, errors), env=env, folder=folder)
        finally:
            os.close(writing)
    return running, os.fdopen(reading, "rb")
