"""The transport: only the right server is spoken to, headers are bare, bytes are counted as they go, cuts are no answers."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter.domain.sentence import Refused
from counter.sync.connecting import Address, Names
from counter.sync.transport import NoAnswer, Transport, checked_server
from counter.sync.why import Failure
from tests.made.certificates import Authority
from tests.made.peer import OK, peer


@contextmanager
def transport(url: str, ca: str | None = None) -> Iterator[Transport]:
    made = Transport(url, ca=ca, connect_seconds=3, answer_seconds=3)
    yield made
    made.close()


def test_request_has_no_header_that_is_not_needed_and_every_byte_is_counted() -> None:
    with peer() as there, transport(f"http://127.0.0.1:{there.port}") as line:
        for _ in range(3):
            got = line.post("/v1/sync", b"abc")
        assert (got.status, got.content_type, got.body) == (200, "application/x-counter", b"hello")
        expected = f"POST /v1/sync HTTP/1.1\r\nHost: 127.0.0.1:{there.port}\r\nContent-Length: 3\r\n\r\nabc".encode()
        assert there.received == expected * 3
        assert there.connections == 1
        assert (line.traffic.requests, line.traffic.bytes_up, line.traffic.bytes_down) == (
            3,
            3 * len(expected),
            3 * len(OK),
        )


@pytest.mark.parametrize(
    "answer",
    [
        None,
        b"",
        b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\ncut",
        b"HTTP/1.1 200 OK\r\nConte",
        b"SSH-2.0-x\r\n",
        b"\x16\x03\x01",
    ],
)
def test_cut_or_foreign_answer_is_no_answer(answer: bytes | None) -> None:
    with peer(answer) as there, transport(f"http://127.0.0.1:{there.port}") as line:
        with pytest.raises(NoAnswer) as raised:
            line.post("/v1/sync", b"abc")
        assert raised.value.failure is Failure.CUT


def test_silence_is_a_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = Transport(f"http://127.0.0.1:{silent.getsockname()[1]}", connect_seconds=1, answer_seconds=0.2)
        with pytest.raises(NoAnswer) as raised:
            line.post("/v1/sync", b"abc")
        line.close()
    assert raised.value.failure is Failure.TIMEOUT


def test_closed_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with transport(f"http://127.0.0.1:{port}") as line, pytest.raises(NoAnswer) as raised:
        line.get("/v1/status")
    assert raised.value.failure is Failure.UNREACHABLE
    assert line.traffic.bytes_up == 0


class Dark:
    """An address at which nobody answers: more than its queue holds are waiting already."""

    def __init__(self) -> None:
        self._hole = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.address: tuple[str, int] = self._hole.getsockname()
        self._waiting = [socket.socket() for _ in range(4)]
        for one in self._waiting:
            one.setblocking(False)
            one.connect_ex(self.address)

    def close(self) -> None:
        for one in (*self._waiting, self._hole):
            one.close()


@pytest.fixture
def dark() -> Iterator[tuple[str, int]]:
    made = Dark()
    yield made.address
    made.close()


def test_nobody_there_is_no_slow_line_and_many_dark_addresses_take_no_longer_than_one(dark: tuple[str, int]) -> None:
    """A name with eight addresses took eight times as long, and the batch was halved as if it had been too large."""
    eight = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", dark)] * 8
    line = Transport(f"http://localhost:{dark[1]}", connect_seconds=0.4, names=Names(lambda _host, _port: eight))
    began = time.monotonic()
    with pytest.raises(NoAnswer) as raised:
        line.post("/v1/sync", b"abc")
    line.close()
    assert raised.value.failure is Failure.UNREACHABLE
    assert time.monotonic() - began < 2


def test_address_behind_a_dark_one_is_reached(dark: tuple[str, int]) -> None:
    with peer() as there:
        two = [(socket.AF_INET, socket.SOCK_STREAM, 0, "", address) for address in (dark, ("127.0.0.1", there.port))]
        line = Transport("http://localhost:1", connect_seconds=2.2, names=Names(lambda _host, _port: two))
        assert line.post("/v1/sync", b"abc").status == 200
        line.close()


def test_name_that_hangs_is_given_up_in_time_and_not_asked_once_more() -> None:
    """Three dead name servers kept the light on "sending" for 36 seconds."""
    asked: list[str] = []
    answer = threading.Event()
    with peer() as there:

        def look(host: str, _port: int) -> list[Address]:
            asked.append(host)
            answer.wait(20)
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", there.port))]

        line = Transport("http://localhost:1", connect_seconds=0.1, names=Names(look))
        for _ in range(2):
            with pytest.raises(NoAnswer) as raised:
                line.post("/v1/sync", b"abc")
            assert raised.value.failure is Failure.UNREACHABLE
        assert asked == ["localhost"]
        answer.set()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(NoAnswer):
                assert line.post("/v1/sync", b"abc").status == 200
                break
        assert asked == ["localhost"]
        line.close()


def test_redirect_is_not_followed() -> None:
    with peer(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n") as there:
        with transport(f"http://127.0.0.1:{there.port}") as line:
            assert line.post("/v1/sync", b"abc").status == 302


def test_retry_after_is_read_as_seconds_or_as_a_moment_of_the_answers_own_clock() -> None:
    head = "HTTP/1.1 503 Busy\r\ndate: Mon, 23 Nov 2026 01:00:00 GMT\r\nretry-after: {}\r\ncontent-length: 0\r\n\r\n"
    for told, seconds in (
        ("7", 7), ("soon", 0), ("-4", 0), ("99999999999", 3600), ("9" * 5000, 3600), ("999999", 3600), ("٣", 0), ("1.5", 0),
        ("Mon, 23 Nov 2026 01:02:00 GMT", 120), ("Monday, 23-Nov-26 01:00:30 GMT", 30), ("Mon, 23 Nov 2026 00:00:00 GMT", 0),
        ("Tue, 23 Nov 2027 01:00:00 GMT", 3600), ("Mon, 99 Nov 2026 01:02:00 GMT", 0), ("Mon, 23 Nov 2026 01:02:00", 0),
    ):  # fmt: skip
        with peer(head.format(told).encode()) as there, transport(f"http://127.0.0.1:{there.port}") as line:
            assert line.get("/").retry_after == seconds, told


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


def tls(files: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


def test_own_authority_is_accepted_and_only_it(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Authority.make()
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(other.pem)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(bundle))
    with peer(context=tls(authority.server(tmp_path))) as there:
        with transport(f"https://127.0.0.1:{there.port}", authority.pem) as line:
            assert line.post("/v1/sync", b"abc").body == b"hello"
            assert line.traffic.bytes_up == len(there.received)
    with peer(context=tls(other.server(tmp_path))) as there:
        with transport(f"https://127.0.0.1:{there.port}", authority.pem) as line, pytest.raises(NoAnswer) as raised:
            line.post("/v1/sync", b"secret")
    assert raised.value.failure is Failure.CERTIFICATE_ISSUER
    assert there.received == b""


@pytest.mark.parametrize(
    ("wrong", "failure"),
    [("host", Failure.CERTIFICATE_HOST), ("out of date", Failure.CERTIFICATE_DATE),
     ("system's store", Failure.CERTIFICATE_ISSUER)],
)  # fmt: skip
def test_certificate_that_is_wrong_gets_nothing(
    authority: Authority, tmp_path: Path, wrong: str, failure: Failure
) -> None:
    files = authority.server(
        tmp_path, "other.example" if wrong == "host" else "127.0.0.1", days=-1 if wrong == "out of date" else 9
    )
    with peer(context=tls(files)) as there:
        ca = None if wrong == "system's store" else authority.pem
        with transport(f"https://127.0.0.1:{there.port}", ca) as line, pytest.raises(NoAnswer) as raised:
            line.post("/v1/sync", b"secret")
    assert raised.value.failure is failure
    assert there.received == b""


def test_public_authorities_are_not_added_to_our_own(authority: Authority) -> None:
    made = Transport("https://127.0.0.1:1", ca=authority.pem)
    with pytest.raises(NoAnswer):
        made.get("/")
    adapter = made._session.get_adapter("https://127.0.0.1:1")
    (pool,) = adapter.poolmanager.pools._container.values()
    assert pool.ca_certs is None
    assert len(adapter._context.get_ca_certs()) == 1
    made.close()


def test_plain_server_behind_https_is_refused(authority: Authority) -> None:
    with peer() as there, transport(f"https://127.0.0.1:{there.port}", authority.pem) as line, pytest.raises(NoAnswer):
        line.post("/v1/sync", b"secret")
    assert b"secret" not in there.received


def test_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with peer() as there, transport(f"http://127.0.0.1:{there.port}") as line:
        assert line.post("/v1/sync", b"abc").status == 200


def test_proxy_of_the_settings_is_used() -> None:
    with peer() as proxy:
        line = Transport("http://127.0.0.1:9", proxies={"http": f"http://127.0.0.1:{proxy.port}"})
        assert line.post("/v1/sync", b"abc").status == 200
        assert proxy.received.startswith(b"POST http://127.0.0.1:9/v1/sync HTTP/1.1\r\n")
        line.close()


@pytest.mark.parametrize(
    "url", ["https://tinh.example", "http://127.0.0.1:8000", "http://localhost", "http://[::1]:80", "https://x:8443/"]
)
def test_address_is_taken(url: str) -> None:
    assert checked_server(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    ["http://tinh.example", "http://10.0.0.1", "ftp://x", "x", "", "https://", "https://a/b", "https://u:p@a", "https://a?x=1",
     "https://a:99999", "http://127.0.0.1.example"],
)  # fmt: skip
def test_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        checked_server(url)


def test_ca_that_is_none_is_refused() -> None:
    make: Callable[[], Transport] = lambda: Transport("https://127.0.0.1", ca="no certificate")  # noqa: E731
    with pytest.raises(Refused):
        make()
