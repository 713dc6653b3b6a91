"""The end of patience with one whole request: a line that brings a byte now and then is no line."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class Deadline:
    """`with deadline:` around a request; the connection says its socket by `holds`, for each request anew. When the time
    is over the socket is shut down, whatever the thread that waits on it is doing, and `passed` is true."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._descriptor = -1
        self._timer: threading.Timer | None = None
        self.passed = False

    def holds(self, line: socket.socket) -> None:
        """The socket in use from now on."""
        self._descriptor = line.fileno()
        if self.passed:
            self._shut()

    def __enter__(self) -> Deadline:
        self.passed = False
        self._timer = threading.Timer(self._seconds, self.end)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._descriptor = -1  # its number may be another line's by the time that somebody hangs up

    def end(self) -> None:
        """The time is over, now."""
        self.passed = True
        self._shut()

    def _shut(self) -> None:
        # By its number: while TLS is being agreed upon, the socket object is in nobody's hands.
        with contextlib.suppress(OSError, ValueError), _twin(self._descriptor) as line:
            line.shutdown(socket.SHUT_RDWR)


def _twin(descriptor: int) -> socket.socket:
    return socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM)
