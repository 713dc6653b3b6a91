"""HTTP for the sync core: one kept connection, no header that is not needed, only a server that is proved to be it.

Bytes are counted as they leave and enter HTTP, headers included; what TLS adds around them is not.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import SKIP_HEADER

from counter.domain.sentence import Refused, Sentence
from counter.domain.server_address import checked_server
from counter.sync.answer import Answered, NoAnswer, Traffic
from counter.sync.certificates import tls_failure
from counter.sync.connecting import Names, connect
from counter.sync.deadline import Deadline
from counter.sync.way_out import Place
from counter.sync.why import Failure
from counter.wire.limits import CATALOGUE

CONNECT_SECONDS, ANSWER_SECONDS = 8.0, 60.0
ALL_SECONDS = 110.0  # for a whole request: nothing is "being sent" for longer, however slowly bytes may trickle
LONGEST_WISH = 3600  # seconds
_BARE = {"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER, "Accept": None, "Connection": None}


class Outgoing(Protocol):
    """A body that is read while it is sent; its length is known."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[bytes]: ...

    def read(self, most: int = -1, /) -> bytes:
        """The next piece; b"" at the end."""
        ...


class Transport:
    """Requests to one server. Not thread-safe."""

    def __init__(
        self, server: str, *, ca: str | None = None, proxies: Mapping[str, str] | None = None,
        connect_seconds: float = CONNECT_SECONDS, answer_seconds: float = ANSWER_SECONDS,
        all_seconds: float = ALL_SECONDS, send_buffer: int | None = None, names: Names | None = None,
    ) -> None:  # fmt: skip
        """`ca`: PEM text of the only authority trusted for this server; None: the system's store. `send_buffer`: how many
        bytes may be under way in the system, so that a line given free is soon free.

        Nothing of the environment is used: no proxy, no certificate bundle. Raises Refused (server, ca)."""
        self._server = checked_server(server)
        self.traffic = Traffic()
        self.certificate: bytes | None = None  # of the server, as it proved itself last (DER); None without TLS
        self.place: Place | None = None  # where the last connection went: the server, or the proxy
        self._timeout = (connect_seconds, answer_seconds)
        self._deadline = Deadline(all_seconds)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.proxies.update(proxies or {})
        context = _context(ca) if self._server.startswith("https") else None
        for scheme in ("http://", "https://"):
            pools = _own_pools(
                self.traffic, self._deadline, names or Names(), answer_seconds, self._proved, self._reached
            )
            self._session.mount(scheme, _Adapter(context, pools, send_buffer))

    def post(self, path: str, body: bytes) -> Answered:
        """Raises NoAnswer."""
        return self._exchange("POST", path, body)

    def get(self, path: str) -> Answered:
        """Raises NoAnswer."""
        return self._exchange("GET", path, None)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: Outgoing | None = None) -> Answered:
        """Any request; `body` is read piece by piece while it is sent, and what it raises is raised. Raises NoAnswer."""
        return self._exchange(method, path, body, _BARE | dict(headers))

    def hang_up(self) -> None:
        """From another thread: end the request under way as if its time were over."""
        self._deadline.end()

    def close(self) -> None:
        """Give the connection back. The next request makes another."""
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

    def _exchange(
        self, method: str, path: str, body: bytes | Outgoing | None, headers: Mapping[str, str | bytes | None] = _BARE
    ) -> Answered:
        self.traffic.requests += 1
        before = self.traffic.bytes_up
        try:
            with self._deadline, self._session.request(
                method, self._server + path, data=body, headers=headers, timeout=self._timeout, stream=True,
                allow_redirects=False,
            ) as response:  # fmt: skip
                head = sum(len(k) + len(v) + 4 for k, v in response.raw.headers.items())
                self.traffic.bytes_down += len(f"HTTP/1.1 {response.status_code} {response.reason}\r\n\r\n") + head
                content = self._read(response.raw)
                if self._deadline.passed:  # the library takes a head that was cut for a whole one
                    raise NoAnswer(Failure.TIMEOUT)
                told = response.headers
                wish = _seconds(told.get("retry-after"), told.get("date"))
                if method != "HEAD" and not content and _was_cut(response.status_code, told):
                    raise NoAnswer(Failure.CUT)
                return Answered(
                    response.status_code, told.get("content-type", ""), content, wish,
                    {name.lower(): value for name, value in told.items()},
                )  # fmt: skip
        except requests.exceptions.SSLError as error:
            raise self._without(tls_failure(error)) from error
        except (
            requests.exceptions.ConnectTimeout
        ) as error:  # nobody is there: that says nothing of how fast the line is
            raise self._without(Failure.UNREACHABLE) from error
        except requests.exceptions.ProxyError as error:
            raise self._without(Failure.PROXY if "failed: 407" in str(error) else Failure.UNREACHABLE) from error
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise NoAnswer(Failure.TIMEOUT) from error
        except (requests.exceptions.RequestException, OSError, urllib3.exceptions.HTTPError) as error:
            left = self.traffic.bytes_up - before > (0 if body is None else len(body))  # the head goes before the body
            raise self._without(Failure.CUT if left else Failure.UNREACHABLE) from error

    def _proved(self, line: ssl.SSLSocket) -> None:
        self.certificate = line.getpeercert(binary_form=True)

    def _reached(self, place: Place) -> None:
        self.place = place

    def _without(self, failure: Failure) -> NoAnswer:
        return NoAnswer(Failure.TIMEOUT if self._deadline.passed else failure)


def _was_cut(status: int, told: Mapping[str, str]) -> bool:
    """Whether the head of an empty answer ended before it said how long the answer is."""
    return status == 200 and "content-length" not in told and "transfer-encoding" not in told


def _seconds(text: str | None, now: str | None) -> float:
    """`Retry-After`: a number of seconds, or a moment, which is told by the clock of whoever says it (RFC 9110, 10.2.3).
    What is no such thing is no wish, and what is absurd is an hour, so that nobody waits for a mistake."""
    if not text:
        return 0.0
    if text.isascii() and text.isdigit():
        return float(LONGEST_WISH if len(text) > 9 else min(int(text), LONGEST_WISH))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        wish = (parsedate_to_datetime(text) - parsedate_to_datetime(now or "")).total_seconds()
        return min(max(0.0, wish), float(LONGEST_WISH))
    return 0.0


def _context(ca: str | None) -> ssl.SSLContext:
    urllib3.disable_warnings(urllib3.exceptions.SystemTimeWarning)  # a wrong clock is told in our words
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
    def __init__(
        self, context: ssl.SSLContext | None, pools: dict[str, type[HTTPConnectionPool]], buffer: int | None
    ) -> None:
        self._context, self._pools, self._buffer = context, pools, buffer
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **(kwargs | self._own()))
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **(kwargs | self._own()))
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, *_: Any) -> None:
        # requests would add its own bundle of public authorities to ours.
        conn.cert_reqs = "CERT_REQUIRED"

    def _own(self) -> dict[str, Any]:
        own: dict[str, Any] = {} if self._context is None else {"ssl_context": self._context}
        if self._buffer is not None:
            small = (socket.SOL_SOCKET, socket.SO_SNDBUF, self._buffer)
            own["socket_options"] = [*HTTPConnection.default_socket_options, small]
        return own


def _own_pools(
    traffic: Traffic,
    deadline: Deadline,
    names: Names,
    patience: float,
    proved: Callable[[ssl.SSLSocket], None],
    reached: Callable[[Place], None],
) -> dict[str, type[HTTPConnectionPool]]:
    """Connections that count what they send and can be ended from outside. `patience`: seconds for a slow send; the
    library would allow only those of connecting. `proved` is told each TLS connection once its server is proved, `reached`
    where each connection goes."""

    def open_line(to: HTTPConnection) -> socket.socket:
        patient = to.timeout if isinstance(to.timeout, int | float) else CONNECT_SECONDS
        try:
            line = connect(names, to._dns_host.strip("[]"), to.port, patient, to.socket_options or (), deadline.holds)
            reached(line.getpeername()[:2])
            return line
        except socket.gaierror as error:
            raise NameResolutionError(to.host, to, error) from error
        except UnicodeError as error:
            raise NameResolutionError(to.host, to, socket.gaierror(socket.EAI_NONAME, "no name")) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(to, "nobody answers") from error
        except OSError as error:
            raise NewConnectionError(to, str(error)) from error

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return open_line(self)

        def connect(self) -> None:
            super().connect()
            self.sock.settimeout(patience)

        def send(self, data: Any) -> None:
            if self.sock is None:
                self.connect()  # what does not get so far has sent nothing
            deadline.holds(self.sock)
            traffic.bytes_up += len(data)
            super().send(data)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return open_line(self)

        def connect(self) -> None:
            super().connect()
            self.sock.settimeout(patience)
            if isinstance(self.sock, ssl.SSLSocket):
                proved(self.sock)

        def send(self, data: Any) -> None:
            if self.sock is None:
                self.connect()  # what does not get so far has sent nothing
            deadline.holds(self.sock)
            traffic.bytes_up += len(data)
            super().send(data)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
