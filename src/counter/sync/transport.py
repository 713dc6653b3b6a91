"""HTTP for the sync core: one kept connection, no header that is not needed, only a server that is proved to be it.

Bytes are counted as they leave and enter HTTP, headers included; what TLS adds around them is not.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import SKIP_HEADER

from counter.domain.sentence import Refused, Sentence
from counter.sync.address import checked_server
from counter.sync.answer import Answered, NoAnswer, Traffic
from counter.sync.why import Failure
from counter.wire.limits import CATALOGUE

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 60.0
_BARE = {"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER, "Accept": None, "Connection": None}


class Transport:
    """Requests to one server. Not thread-safe."""

    def __init__(
        self, server: str, *, ca: str | None = None, proxies: Mapping[str, str] | None = None,
        connect_seconds: float = CONNECT_SECONDS, answer_seconds: float = ANSWER_SECONDS,
    ) -> None:  # fmt: skip
        """`ca`: PEM text of the only authority trusted for this server; None: the system's store.

        Nothing of the environment is used: no proxy, no certificate bundle. Raises Refused (server, ca)."""
        self._server = checked_server(server)
        self.traffic = Traffic()
        self._timeout = (connect_seconds, answer_seconds)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.proxies.update(proxies or {})
        context = _context(ca) if self._server.startswith("https") else None
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(context, self.traffic))

    def post(self, path: str, body: bytes) -> Answered:
        """Raises NoAnswer."""
        return self._exchange("POST", path, body)

    def get(self, path: str) -> Answered:
        """Raises NoAnswer."""
        return self._exchange("GET", path, None)

    def close(self) -> None:
        """Hang up."""
        self._session.close()

    def _read(self, raw: Any) -> bytes:
        content = bytearray()
        while len(content) <= CATALOGUE:
            # Only a read that brings nothing tells whether the answer was cut short.
            piece = raw.read(CATALOGUE + 1 - len(content), decode_content=False)
            if not piece:
                break
            self.traffic.bytes_down += len(piece)
            content += piece
        return bytes(content)

    def _exchange(self, method: str, path: str, body: bytes | None) -> Answered:
        self.traffic.requests += 1
        try:
            with self._session.request(
                method, self._server + path, data=body, headers=_BARE, timeout=self._timeout, stream=True,
                allow_redirects=False,
            ) as response:  # fmt: skip
                headers = sum(len(k) + len(v) + 4 for k, v in response.raw.headers.items())
                self.traffic.bytes_down += len(f"HTTP/1.1 {response.status_code} {response.reason}\r\n\r\n") + headers
                content = self._read(response.raw)
                told = response.headers
                return Answered(
                    response.status_code, told.get("content-type", ""), content, _seconds(told.get("retry-after"))
                )
        except requests.exceptions.SSLError as error:
            raise NoAnswer(Failure.CERTIFICATE) from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise NoAnswer(Failure.TIMEOUT) from error
        except (requests.exceptions.RequestException, OSError, urllib3.exceptions.HTTPError) as error:
            raise NoAnswer(Failure.UNREACHABLE) from error


def _seconds(text: str | None) -> float:
    return float(min(int(text), 3600)) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0.0


def _context(ca: str | None) -> ssl.SSLContext:
    if ca is None:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(cadata=ca)
    except (ssl.SSLError, ValueError):
        raise Refused("ca", Sentence("sync.ca_file")) from None
    return context


class _Adapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext | None, traffic: Traffic) -> None:
        self._context, self._traffic = context, traffic
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **(kwargs | self._own()))
        self.poolmanager.pool_classes_by_scheme = _counting_pools(self._traffic)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **(kwargs | self._own()))
        manager.pool_classes_by_scheme = _counting_pools(self._traffic)
        return manager

    def cert_verify(self, conn: Any, *_: Any) -> None:
        # requests would add its own bundle of public authorities to ours.
        conn.cert_reqs = "CERT_REQUIRED"

    def _own(self) -> dict[str, Any]:
        return {} if self._context is None else {"ssl_context": self._context}


def _counting_pools(traffic: Traffic) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def send(self, data: Any) -> None:
            traffic.bytes_up += len(data)
            super().send(data)

    class Secure(HTTPSConnection):
        def send(self, data: Any) -> None:
            traffic.bytes_up += len(data)
            super().send(data)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
