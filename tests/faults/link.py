"""The bad link of the islands, in user space: a slow rate, a long way, lost segments, and cuts.

*island*: 256 kbit/s each way, 600 ms for there and back, 2 % of 1,400-byte segments lost (sent again one round trip late,
blocking what follows), a new connection costs one round trip. *cuts*: island, and every connection is reset after an
exponential budget of bytes (mean 150 kB), then the link is dark for 3 s. No congestion window: a real TCP is slower."""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from queue import SimpleQueue

SEGMENT = 1400


@dataclass(frozen=True)
class Weather:
    """What the link is like. `budget`: mean bytes of a connection before it is cut; None: never."""

    bits: float = 256_000
    round_trip: float = 0.6
    loss: float = 0.02
    budget: float | None = None
    dark: float = 3.0


ISLAND = Weather()
CUTS = Weather(budget=150_000)


@dataclass
class _Way:
    """One direction of the link: when it is free again."""

    free: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Link:
    """Listens on a port of its own and carries every connection to `upstream`. A context manager."""

    def __init__(self, upstream: tuple[str, int], weather: Weather, seed: int) -> None:
        self._upstream, self._weather = upstream, weather
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._ways = (_Way(), _Way())
        self._dark_until = 0.0
        self.carried = [0, 0]  # bytes up and down, those of cut connections too
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if time.monotonic() < self._dark_until:
                _reset(client)
                continue
            self.connections += 1
            _Connection(self, client)


class _Connection:
    def __init__(self, link: Link, client: socket.socket) -> None:
        self.link, self.client = link, client
        self.server = socket.create_connection(link._upstream, 10)
        for end in (self.client, self.server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        weather = link._weather
        with link._lock:
            self.left = link._random.expovariate(1 / weather.budget) if weather.budget else float("inf")
        self.open_at = time.monotonic() + weather.round_trip
        for source, target, way in ((self.client, self.server, 0), (self.server, self.client, 1)):
            queue: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
            threading.Thread(target=self._take, args=(source, queue, way), daemon=True).start()
            threading.Thread(target=self._give, args=(target, queue), daemon=True).start()

    def _take(self, source: socket.socket, queue: SimpleQueue[tuple[float, bytes]], way: int) -> None:
        weather, last = self.link._weather, 0.0
        while True:
            try:
                piece = source.recv(SEGMENT)
            except OSError:
                piece = b""
            if not piece:
                queue.put((last, b""))
                return
            with self.link._lock:
                self.link.carried[way] += len(piece)
                self.left -= len(piece)
                lost = self.link._random.random() < weather.loss
            if self.left < 0:
                self._cut()
                queue.put((0.0, b""))
                return
            direction = self.link._ways[way]
            with direction.lock:
                leaves = max(time.monotonic(), self.open_at, direction.free) + len(piece) * 8 / weather.bits
                direction.free = leaves
            last = max(last, leaves + weather.round_trip / 2 + (weather.round_trip if lost else 0.0))
            queue.put((last, piece))

    def _give(self, target: socket.socket, queue: SimpleQueue[tuple[float, bytes]]) -> None:
        while True:
            at, piece = queue.get()
            time.sleep(max(0.0, at - time.monotonic()))
            if not piece:
                with contextlib.suppress(OSError):
                    target.shutdown(socket.SHUT_WR)
                return
            try:
                target.sendall(piece)
            except OSError:
                return

    def _cut(self) -> None:
        self.link._dark_until = time.monotonic() + self.link._weather.dark
        for end in (self.client, self.server):
            _reset(end)


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RD)
    with contextlib.suppress(OSError):
        end.close()
