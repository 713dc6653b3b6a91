"""Getting a connection in bounded time: looking a name up may hang and a name may have many dark addresses; all of it
together takes no longer than one has patience for connecting."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

Address = tuple[Any, ...]  # (family, kind, protocol, canonical name, address), as getaddrinfo gives it
Look = Callable[[str, int], Sequence[Address]]
_LEAST = 1.0  # seconds for an address, however many there are


def look_up(host: str, port: int) -> Sequence[Address]:
    """As the system does it: that may take its resolver half a minute, and nothing can end it."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class Names:
    """Looks names up in a thread of its own. One that hangs is waited for again next time, not asked once more."""

    def __init__(self, look: Look = look_up) -> None:
        self._look = look
        self._asked: dict[tuple[str, int], _Asked] = {}

    def of(self, host: str, port: int, seconds: float) -> Sequence[Address]:
        """Raises socket.gaierror, also when there is no answer within `seconds`."""
        with contextlib.suppress(socket.gaierror):
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        asked = self._asked.get((host, port))
        if asked is None:
            asked = self._asked[host, port] = _Asked(self._look, host, port)
        if not asked.done.wait(seconds):
            raise socket.gaierror(socket.EAI_AGAIN, "no answer in time")
        del self._asked[host, port]
        if asked.error is not None:
            raise asked.error
        return asked.found


class _Asked:
    def __init__(self, look: Look, host: str, port: int) -> None:
        self._look, self._host, self._port = look, host, port
        self.found: Sequence[Address] = ()
        self.error: OSError | UnicodeError | None = None
        self.done = threading.Event()
        threading.Thread(target=self._run, name="name", daemon=True).start()

    def _run(self) -> None:
        try:
            self.found = self._look(self._host, self._port)
        except (OSError, UnicodeError) as error:
            self.error = error
        finally:
            self.done.set()


def connect(
    names: Names, host: str, port: int, seconds: float, options: Sequence[Any], holds: Callable[[socket.socket], None]
) -> socket.socket:
    """A connection to the first of the host's addresses that takes one. `holds` is told each socket before it is used.

    Raises socket.gaierror, OSError of the address that was tried last; TimeoutError where nobody answers."""
    ends = time.monotonic() + seconds
    found = names.of(host, port, seconds)
    error: OSError = OSError("the name has no address")
    for number, (family, kind, protocol, _, address) in enumerate(found):
        left = ends - time.monotonic()
        if left <= 0:
            break
        line = socket.socket(family, kind, protocol)
        try:
            for option in options:
                line.setsockopt(*option)
            line.settimeout(min(left, max(_LEAST, left / (len(found) - number))))
            holds(line)
            line.connect(address)
            line.settimeout(seconds)
            return line
        except OSError as failed:
            error = failed
            line.close()
    raise error
