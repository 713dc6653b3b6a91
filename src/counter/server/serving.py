"""Running the web door with uvicorn: on a port that is known once it answers, until it is told to stop."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from counter.log.place import place_of
from counter.server.dawdling import DAWDLE, hurried
from counter.server.province import Province
from counter.server.web import make_app

_GRACE = 10  # seconds for requests that are being answered
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """Where to listen; port 0 takes a free one. With certificate and key it speaks TLS."""

    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None
    dawdle: float = DAWDLE  # seconds for who holds a connection and owes something


class _Voice(logging.Handler):
    """What uvicorn has to say, in the program's own words: of an exception its kind and place, never what it quotes."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().partition("\n")[0]
        error = record.exc_info[1] if record.exc_info else None
        _log.log(record.levelno, "web server: %s %s", said, "" if error is None else place_of(error))


class Serving(uvicorn.Server):
    """A uvicorn server that says its address when it answers."""

    def __init__(self, province: Province, door: Door, ready: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(
            uvicorn.Config(
                make_app(province), host=door.host, port=door.port, http=hurried(door.dawdle), ws="none",
                log_config=None, log_level="error", access_log=False,  # a stranger's noise fills no journal
                server_header=False, date_header=False, timeout_keep_alive=75,
                # A proxy on this machine tells whom it speaks for; nobody else is believed.
                proxy_headers=True, forwarded_allow_ips="127.0.0.1,::1",
                timeout_graceful_shutdown=_GRACE, ssl_certfile=door.certificate, ssl_keyfile=door.key,
            )
        )  # fmt: skip
        self._door, self._ready = door, ready
        self.url = ""
        logger = logging.getLogger("uvicorn")
        logger.handlers, logger.propagate = [_Voice()], False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        # Host and port go to uvicorn itself: a socket made here would lose TCP_NODELAY and 40 ms a request.
        await super().startup(sockets)
        if not self.started:
            return
        self.url = url_of(self._door, self.servers[0].sockets[0])
        self._ready(self.url)


def url_of(door: Door, listening: socket.socket) -> str:
    """The address under which this machine reaches that door."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(door.host, door.host)  # noqa: S104 (only compared)
    host = f"[{host}]" if ":" in host else host
    return f"{'https' if door.certificate else 'http'}://{host}:{listening.getsockname()[1]}"


def serve(province: Province, door: Door, ready: Callable[[str], None], listening: socket.socket | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C; the exit code. `ready` is told the address once it answers.

    `listening`: a socket that others serve too; without it one of our own."""
    serving = Serving(province, door, ready)

    def end(_: int, __: FrameType | None) -> None:
        # uvicorn raises the signal once more after it has ended; that one is not to kill.
        serving.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    gc.freeze()  # what was loaded stays; collecting it over and over would cost every large batch a pause
    serving.run(None if listening is None else [listening])
    return 0 if serving.url else 1


class InThread:
    """The web door in a thread of this process, for the tests' mutants: `with InThread(province) as url`."""

    def __init__(self, province: Province, door: Door | None = None) -> None:
        self._up = threading.Event()
        self._serving = Serving(province, door or Door(), lambda _: self._up.set())
        self._thread = threading.Thread(target=self._serving.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        if not self._up.wait(30):
            raise RuntimeError("the web door did not open")
        return self._serving.url

    def __exit__(self, *_: object) -> None:
        self._serving.should_exit = True
        self._thread.join()
