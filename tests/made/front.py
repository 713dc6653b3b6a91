"""Whoever stands between the counter and the province on a TLS line, and what it does there: the true one, or a stranger."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from pathlib import Path

from tests.faults.proxy import read_message

Deed = Callable[[socket.socket, bytes], None]  # what is done with a request that was heard


class Front:
    """Listens on one port for ever. `stand(wears, deed)` changes who is there: the certificate it shows (None: it speaks no
    TLS) and what it does with a request; `deed` None: it is carried to the province. A context manager."""

    def __init__(self, upstream: tuple[str, int], wears: tuple[Path, Path]) -> None:
        self._upstream, self._true = upstream, wears
        self._lock = threading.Lock()
        self._living: set[socket.socket] = set()
        self.heard: list[bytes] = []
        self.stand(wears, None)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Front:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self._hang_up()

    def stand(self, wears: tuple[Path, Path] | None, deed: Deed | None) -> None:
        """Who was there until now hangs up."""
        context = None
        if wears is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*wears)
        self._wears, self._deed = context, deed
        self.heard.clear()
        self._hang_up()

    def true(self) -> None:
        """The province again."""
        self.stand(self._true, None)

    def _hang_up(self) -> None:
        with self._lock:
            living, self._living = self._living, set()
        for line in living:
            with contextlib.suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # of TLS it would only forget that it is TLS

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._meet, args=(line, self._wears, self._deed), daemon=True).start()

    def _meet(self, line: socket.socket, wears: ssl.SSLContext | None, deed: Deed | None) -> None:
        with contextlib.suppress(OSError), line:
            with wears.wrap_socket(line, server_side=True) if wears is not None else line as safe:
                with self._lock:
                    self._living.add(safe)
                while request := read_message(safe) if wears is not None else safe.recv(65536):
                    self.heard.append(request)
                    (deed or self._carry)(safe, request)

    def _carry(self, line: socket.socket, request: bytes) -> None:
        with socket.create_connection(self._upstream, 10) as upstream:
            upstream.sendall(request)
            line.sendall(read_message(upstream))
