"""A server of one byte string, for whoever wants to see what a client makes of it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from counter.journal.clock import VIETNAM
from counter.wire.frame import VERSION

OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/x-counter\r\ncontent-length: 5\r\n\r\nhello"


class Peer:
    """A server of one byte string: records what came, answers each request with `answer`, or hangs up without one."""

    def __init__(self, answer: bytes | None, context: ssl.SSLContext | None = None) -> None:
        self.answer, self.context = answer, context
        self.received = b""
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            try:
                with self.context.wrap_socket(plain, server_side=True) if self.context else plain as line:
                    self._answer(line)
            except OSError:
                continue

    def _answer(self, line: socket.socket) -> None:
        while True:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = line.recv(65536)
                if not piece:
                    return
                request += piece
            head, _, body = request.partition(b"\r\n\r\n")
            length = next(
                (int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0
            )
            while len(body) < length:
                body += line.recv(65536)
            self.received += head + b"\r\n\r\n" + body
            if self.answer is None:
                return
            line.sendall(self.answer)
            if self.answer is not OK:
                return

    def close(self) -> None:
        self._listening.close()


@contextmanager
def peer(answer: bytes | None = OK, context: ssl.SSLContext | None = None) -> Iterator[Peer]:
    serving = Peer(answer, context)
    yield serving
    serving.close()


def status(*, ahead: timedelta = timedelta(), protocol: int = VERSION) -> bytes:
    """What the province answers to GET /v1/status, its clock `ahead` of ours."""
    told = {"generation": "ab", "protocol": protocol, "catalogue": "x",
            "time": (datetime.now(VIETNAM) + ahead).isoformat(timespec="seconds")}  # fmt: skip
    return http(200, "application/json", json.dumps(told).encode())


def http(code: int, kind: str, body: bytes = b"", *more: str) -> bytes:
    lines = [f"HTTP/1.1 {code} X", f"content-type: {kind}", f"content-length: {len(body)}", *more, "", ""]
    return "\r\n".join(lines).encode() + body
