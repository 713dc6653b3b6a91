"""Connections that dawdle are cut, those that are only slow are not, and what is no HTTP is told so in silence."""

from __future__ import annotations

import logging
import select
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy.exc import IntegrityError

from counter.server.dawdling import DAWDLE
from counter.server.exchange import Exchange
from counter.server.province import Place, Province
from counter.server.serving import Door, InThread
from tests.made.certificates import Authority
from tests.made.device import Device

DAWDLES = 0.2
NAME = "Phạm Thị Cấy Trồng"
HEAD = b"POST /v1/sync HTTP/1.1\r\nHost: x\r\n"
STATUS = b"GET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    one = Province(Place(tmp_path_factory.mktemp("p")))
    yield one
    one.close()


@pytest.fixture(scope="module")
def url(province: Province) -> Iterator[str]:
    with InThread(province, Door(dawdle=DAWDLES)) as found:
        yield found


@contextmanager
def line(url: str, *, room: int = 0) -> Iterator[socket.socket]:
    where = urlsplit(url)
    with socket.socket() as one:
        if room:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        one.settimeout(10)
        one.connect((where.hostname, where.port))
        yield one


def rest(one: socket.socket) -> bytes:
    """What comes until the other side has ended it."""
    found = b""
    try:
        while piece := one.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def test_line_of_the_islands_has_time_enough() -> None:
    assert Door().dawdle == DAWDLE >= 60


def test_who_begins_no_request_or_half_of_one_is_cut(url: str) -> None:
    """One that drips a header now and then is not let off either."""
    begun = (b"", b"P", HEAD, HEAD + b"X-Slow: a")
    with line(url) as one, line(url) as two, line(url) as three, line(url) as dripping:
        lines = (one, two, three, dripping)
        for each, sent in zip(lines, begun, strict=True):
            each.sendall(sent)
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 10:
                time.sleep(DAWDLES / 4)
                dripping.sendall(b"a")
        assert time.monotonic() - began < 8
        assert [rest(each) for each in lines] == [b""] * 4


def test_who_begins_half_a_request_over_tls_is_cut_too(province: Province, tmp_path: Path) -> None:
    certificate, key = Authority.make().server(tmp_path)
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with InThread(province, Door(certificate=certificate, key=key, dawdle=DAWDLES)) as secure:
        with line(secure) as one, trusting.wrap_socket(one) as wrapped:
            wrapped.sendall(HEAD)
            with suppress(ssl.SSLEOFError):
                assert wrapped.recv(100) == b""


def test_half_a_second_request_is_cut_and_a_kept_connection_that_is_silent_is_not(url: str) -> None:
    with line(url) as one:
        for _ in range(2):
            one.sendall(STATUS)
            time.sleep(1.5 * DAWDLES)
            assert one.recv(65536).startswith(b"HTTP/1.1 200")
        one.sendall(STATUS[:-2])
        assert rest(one) == b""


def test_body_that_comes_slowly_is_taken(url: str, province: Province) -> None:
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    device.receive(3)
    message = device.message(device.request())
    with line(url) as one:
        one.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(message))
        for at in range(0, len(message), len(message) // 5):
            time.sleep(DAWDLES / 3)
            one.sendall(message[at : at + len(message) // 5])
        assert one.recv(65536).startswith(b"HTTP/1.1 200")
    assert province.statements is not None


def test_rest_of_a_body_that_was_refused_is_not_read_for_ever(url: str) -> None:
    """The answer is there at once; then drop by drop."""
    with line(url) as one:
        one.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while not select.select([one], [], [], 0)[0]:
            one.sendall(b"1000\r\n" + bytes(4096) + b"\r\n")
        assert one.recv(12) == b"HTTP/1.1 413"
        began = time.monotonic()
        try:
            while time.monotonic() - began < 10:
                one.sendall(b"1\r\na\r\n")
                time.sleep(DAWDLES / 10)
        except OSError:
            pass
        assert time.monotonic() - began < 8


def test_who_reads_no_answer_is_cut(url: str, province: Province) -> None:
    """Answers that nobody fetches would lie in the memory for as long as he likes; questions between them buy no time."""
    ask = b"GET /v1/catalogue HTTP/1.1\r\nHost: x\r\n\r\n"
    with line(url, room=4096) as one:
        one.settimeout(DAWDLES / 3)
        began = time.monotonic()
        try:
            while time.monotonic() - began < 10:
                try:
                    one.sendall(200 * ask)
                except TimeoutError:
                    time.sleep(DAWDLES / 3)
        except OSError:
            pass
        assert time.monotonic() - began < 8


def test_who_reads_slowly_gets_all_of_it(url: str, province: Province) -> None:
    ask = b"GET /v1/catalogue HTTP/1.1\r\nHost: x\r\n\r\n"
    count = max(2, 3_000_000 // len(province.catalogue.message))
    with line(url, room=65536) as one:
        one.sendall((count - 1) * ask + ask[:-2] + b"Connection: close\r\n\r\n")
        got = b""
        while piece := one.recv(65536):
            got += piece
            time.sleep(DAWDLES / 20)
    assert got.count(b"HTTP/1.1 200 OK") == count
    assert got.count(province.catalogue.message) == count


def test_requests_one_behind_the_other_are_all_answered_in_order(url: str) -> None:
    with line(url) as one:
        one.sendall(STATUS * 3 + HEAD + b"Content-Length: 3\r\n\r\nabc" + STATUS[:-2] + b"Connection: close\r\n\r\n")
        told = [part[:3] for part in rest(one).split(b"HTTP/1.1 ")[1:]]
    assert told == [b"200", b"200", b"200", b"400", b"200"]


class Mistaken(Exchange):
    """A bug of ours whose message quotes a citizen."""

    wrong: Exception = ValueError(f"no such person: {NAME}")

    def answer(self, message: bytes) -> bytes:
        raise self.wrong


class Refused(Mistaken):
    """One that the database quotes."""

    wrong = IntegrityError(f"INSERT INTO dossier VALUES ('{NAME}')", {"applicant": NAME}, ValueError(NAME))


@pytest.mark.parametrize(
    ("mistaken", "status", "said"),
    [
        (Mistaken, 500, "bug: ValueError in answer, line "),
        (Refused, 503, "the database cannot just now: IntegrityError"),
    ],
)
def test_mistake_of_ours_says_its_place_and_nothing_of_a_person(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str],
    mistaken: type[Mistaken], status: int, said: str,
) -> None:  # fmt: skip
    """T15, T19: neither in the answer, nor in the log, nor on standard error, which a service's journal keeps."""
    province = Province(Place(tmp_path / "p"), exchange=mistaken)
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    with InThread(province) as url:
        got = requests.post(url + "/v1/sync", data=device.message(device.request()), timeout=10)
    province.close()
    assert (got.status_code, set(got.json())) == (status, {"reason"})
    (record,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert record.getMessage().startswith(said)
    out, err = capfd.readouterr()
    assert NAME not in got.text + str(got.headers) + caplog.text + out + err
    assert "Traceback" not in caplog.text + out + err


def test_what_uvicorn_says_of_a_mistake_is_its_kind_and_place(
    url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    (record,) = [one for one in caplog.records if one.name.startswith("counter.")]  # the other is for pytest alone
    assert "ValueError at test_connections.test_what_uvicorn" in record.getMessage()
    assert NAME not in record.getMessage() + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00" + bytes(500), b"GET\r\n\r\n", HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
        HEAD + b"Content-Length: -1\r\n\r\n", HEAD + b"Transfer-Encoding: gzip\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n", HEAD + b"X: " + b"a" * 100_000,
        b"".join((HEAD, *(b"X-%d: a\r\n" % n for n in range(10_000)))),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused_and_fills_no_log(
    url: str, noise: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with line(url) as one:
        with suppress(OSError):
            one.sendall(noise)
        assert rest(one)[:12] in (b"HTTP/1.1 400", b"")
    assert capfd.readouterr() == ("", "")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
