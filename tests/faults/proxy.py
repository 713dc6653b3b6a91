"""A line that loses things: a small HTTP proxy that drops replies, cuts either way and sends requests twice, by a seed."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Chances:
    """How often what happens, each between 0 and 1. The rest arrives whole."""

    reply_lost: float = 0.3
    reply_cut: float = 0.0
    request_cut: float = 0.0
    twice: float = 0.0
    late: float = 0.0
    flipped: float = 0.0  # one bit of the request's body

    def fate(self, rng: random.Random) -> str:
        at = rng.random()
        for name in ("reply_lost", "reply_cut", "request_cut", "twice", "late", "flipped"):
            at -= getattr(self, name)
            if at < 0:
                return name
        return ""


@dataclass
class LossyProxy:
    """Listens on a port of its own and passes each request on to `upstream` as `chances` say. A context manager."""

    upstream: tuple[str, int]
    seed: int
    chances: Chances = field(default_factory=Chances)
    linger: float = 0.0  # seconds that a request cut off stays on the line, so that its beginning is read

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._lock = threading.Lock()
        self.happened: dict[str, int] = {}
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> LossyProxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            try:
                while (request := read_message(client)) and self._pass_on(client, request):
                    pass
            except OSError:
                return

    def _pass_on(self, client: socket.socket, request: bytes) -> bool:
        with self._lock:
            fate = self.chances.fate(self._random)
            self.happened[fate] = self.happened.get(fate, 0) + 1
            part = self._random.random()
        if fate == "request_cut":
            self._ask(request[: int(len(request) * part)], cut=True)
            return False
        if fate == "late":  # the client gives up; long after, and after what it says next, the request arrives
            threading.Timer(0.1 + part, self._ask_alone, (request,)).start()
            return False
        if fate == "flipped":
            request = _flipped(request, part)
        if fate == "twice":
            self._ask(request)
        reply = self._ask(request)
        if fate == "reply_cut":
            client.sendall(reply[: int(len(reply) * part)])
        if not reply or fate in ("reply_lost", "reply_cut"):
            return False
        client.sendall(reply)
        return True

    def _ask_alone(self, request: bytes) -> None:
        with contextlib.suppress(OSError):
            self._ask(request)

    def _ask(self, request: bytes, *, cut: bool = False) -> bytes:
        with socket.create_connection(self.upstream, 10) as upstream:
            upstream.sendall(request)
            if cut:
                time.sleep(self.linger)
            return b"" if cut else read_message(upstream, head_only=request.startswith(b"HEAD "))


def _flipped(request: bytes, part: float) -> bytes:
    body = request.index(b"\r\n\r\n") + 4
    if body == len(request):
        return request
    at = body + int((len(request) - body) * part)
    return request[:at] + bytes((request[at] ^ 1 << int(part * 977) % 8,)) + request[at + 1 :]


def read_message(line: socket.socket, *, head_only: bool = False) -> bytes:
    """One HTTP message with its body by content-length; b"" when the line ends before it does. `head_only`: an answer to
    HEAD, which tells a length and has no body."""
    data = bytearray()
    while b"\r\n\r\n" not in data:
        piece = line.recv(65536)
        if not piece:
            return b""
        data += piece
    head = bytes(data[: data.index(b"\r\n\r\n")]).lower()
    length = next((int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.startswith(b"content-length:")), 0)
    whole = len(head) + 4 + (0 if head_only else length)
    while len(data) < whole:
        piece = line.recv(65536)
        if not piece:
            return b""
        data += piece
    return bytes(data)
