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
    """What the link is like. `budget`: mean bytes of a connection before it is cut; None: never.

    `window`: bytes of a connection that may be under way in one direction, so that a sender feels the rate; None: any
    number, and the sender is rid of them at once."""

    bits: float = 256_000
    round_trip: float = 0.6
    loss: float = 0.02
    budget: float | None = None
    dark: float = 3.0
    window: int | None = None


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
        if weather.window is not None:
            self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, weather.window)
        self._living: set[_Connection] = set()
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Link:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def cut(self) -> None:
        """Cut every connection now; then the link is dark for a while."""
        self._dark_until = time.monotonic() + self._weather.dark
        with self._lock:
            living, self._living = self._living, set()
        for connection in living:
            connection.end()

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
            try:
                made = _Connection(self, client)
            except OSError:  # nobody is at the other end
                _reset(client)
                continue
            with self._lock:
                self._living.add(made)


class _Connection:
    def __init__(self, link: Link, client: socket.socket) -> None:
        self.link, self.client = link, client
        self.server = socket.create_connection(link._upstream, 10)
        self.server.settimeout(None)  # who sends a file for minutes is answered at its end only
        for end in (self.client, self.server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        weather = link._weather
        with link._lock:
            self.left = link._random.expovariate(1 / weather.budget) if weather.budget else float("inf")
        self.open_at = time.monotonic() + weather.round_trip
        self._under_way, self._room = [0, 0], threading.Condition()
        self._ended = False
        for source, target, way in ((self.client, self.server, 0), (self.server, self.client, 1)):
            queue: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
            threading.Thread(target=self._take, args=(source, queue, way), daemon=True).start()
            threading.Thread(target=self._give, args=(target, queue, way), daemon=True).start()

    def _take(self, source: socket.socket, queue: SimpleQueue[tuple[float, bytes]], way: int) -> None:
        weather, last = self.link._weather, 0.0
        while True:
            self._wait_for_room(way)
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
            with self._room:
                self._under_way[way] += len(piece)
            direction = self.link._ways[way]
            with direction.lock:
                leaves = max(time.monotonic(), self.open_at, direction.free) + len(piece) * 8 / weather.bits
                direction.free = leaves
            last = max(last, leaves + weather.round_trip / 2 + (weather.round_trip if lost else 0.0))
            queue.put((last, piece))

    def _wait_for_room(self, way: int) -> None:
        window = self.link._weather.window
        if window is None:
            return
        with self._room:
            while self._under_way[way] >= window and not self._ended:
                self._room.wait()

    def _give(self, target: socket.socket, queue: SimpleQueue[tuple[float, bytes]], way: int) -> None:
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
                self.end()  # who is gone is gone for both ends
                return
            with self._room:
                self._under_way[way] -= len(piece)
                self._room.notify_all()

    def _free(self) -> None:
        with self._room:
            self._ended = True
            self._room.notify_all()

    def _cut(self) -> None:
        self.link._dark_until = time.monotonic() + self.link._weather.dark
        self.end()

    def end(self) -> None:
        """Reset both ends; what is under way is lost."""
        self._free()
        for end in (self.client, self.server):
            _reset(end)


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        end.shutdown(socket.SHUT_RD)
    with contextlib.suppress(OSError):
        end.close()
