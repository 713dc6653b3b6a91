"""Whoever answers in the province's place, or too slowly: refused each with its own sentence, and what waits still waits."""

from __future__ import annotations

import contextlib
import gzip
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from counter.domain.sentence import Refused, say
from counter.server.province import Province
from counter.store.clock import SystemClock
from counter.sync.answer import NoAnswer
from counter.sync.engine import Again, Later
from counter.sync.light import light
from counter.sync.loop import SyncLoop
from counter.sync.round import exchange
from counter.sync.transport import Transport
from counter.sync.why import Failure
from tests.faults.proxy import read_message
from tests.made.certificates import Authority
from tests.made.counter_pair import Counter, Line
from tests.made.front import Deed, Front
from tests.sync.test_loop import Watcher

LOGIN = b"<html><title>Wi-Fi mien phi</title><form>Dang nhap</form></html>"


def http(status: str, kind: str, body: bytes = LOGIN, more: str = "") -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def by_itself(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that only its own key has signed."""
    import ipaddress

    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=2)).not_valid_after(now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
    ).sign(key, hashes.SHA256())  # fmt: skip
    files = folder / "own.pem", folder / "own.key"
    files[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    return files


@contextmanager
def serving(deed: Callable[[socket.socket], None]) -> Iterator[int]:
    """A machine at that port that does `deed` with whoever calls."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=meet, args=(line,), daemon=True).start()

    def meet(line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            deed(line)

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


def says(answer: bytes) -> Deed:
    """Answers so, once, and hangs up."""

    def deed(line: socket.socket, _request: bytes) -> None:
        line.sendall(answer)
        raise OSError

    return deed


def never(line: socket.socket, _request: bytes) -> None:
    line.recv(1)


def for_ever(head: bytes, piece: bytes, pause: float) -> Deed:
    def deed(line: socket.socket, _request: bytes) -> None:
        line.sendall(head)
        while True:
            line.sendall(piece)
            time.sleep(pause)

    return deed


MARK = "application/x-counter"
OPEN = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-counter\r\n\r\n"
CHUNKS = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-counter\r\nTransfer-Encoding: chunked\r\n\r\n"
ZIPPED = "Content-Encoding: gzip\r\n"
OK = says(http("200 OK", MARK))
CASES: dict[str, tuple[str | None, Deed, str]] = {
    "signed by itself": ("own", OK, "sync.certificate_issuer"),
    "of another authority": ("stranger", OK, "sync.certificate_issuer"),
    "out of date": ("old", OK, "sync.certificate_date"),
    "not valid yet": ("early", OK, "sync.certificate_date"),
    "of another host": ("host", OK, "sync.certificate_host"),
    "no TLS at all": (None, OK, "sync.certificate"),
    "portal 200": ("good", says(http("200 OK", "text/html; charset=utf-8")), "sync.portal"),
    "portal 301": ("good", says(http("301 Moved", "text/html", b"", "Location: http://10.0.0.1/\r\n")), "sync.portal"),
    "portal 302": ("good", says(http("302 Found", "text/html", b"", "Location: http://10.0.0.1/login\r\n")), "sync.portal"),
    "portal 511": ("good", says(http("511 Network Authentication Required", "text/html")), "sync.portal"),
    "portal that lies about its kind": ("good", says(http("200 OK", MARK)), "sync.not_the_province"),
    "nothing in it": ("good", says(b"HTTP/1.1 204 No Content\r\n\r\n"), "sync.not_the_province"),
    "proxy's page": ("good", says(http("404 Not Found", "text/html")), "sync.not_the_province"),
    "proxy's password": ("good", says(http("407 Proxy Authentication Required", "text/html")), "sync.proxy"),
    "busy": ("good", says(http("503 Busy", "text/html")), "sync.busy"),
    "gateway without a province": ("good", says(http("502 Bad Gateway", "text/html")), "sync.busy"),
    "bomb": ("good", says(http("200 OK", MARK, gzip.compress(bytes(9_000_000)), ZIPPED)), "sync.not_the_province"),
    "packed by a proxy": ("good", says(http("200 OK", MARK, gzip.compress(b"\xc7\x01\x02"), ZIPPED)), "sync.not_the_province"),
    "silent": ("good", never, "sync.too_slow"),
    "a byte now and then": ("good", for_ever(OPEN, b"\xc7", 0.05), "sync.too_slow"),
    "body without end": ("good", for_ever(CHUNKS, b"10000\r\n" + bytes(65536) + b"\r\n", 0.0), "sync.not_the_province"),
    "head without end": ("good", for_ever(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n", 0.0), "sync.unreachable"),
    "continue without end": ("good", for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001), "sync.too_slow"),
    "cut": ("good", says(http("200 OK", MARK)[:-9]), "sync.unreachable"),
}  # fmt: skip
SHOWN = {"sync.busy": "waiting", "sync.proxy": "attention"}


EXCUSES = {None, "sync.too_slow", "sync.unreachable"}  # what a busy machine brings about by itself


def woken_until(loop: SyncLoop, told: Watcher, wanted: Callable[[], bool]) -> None:
    """A busy machine may not even meet in the half second given here: it is asked again, and not with a growing delay."""
    for _ in range(30):
        loop.wake()
        if told.comes(wanted, 2):
            return
    raise AssertionError([light.state for light, _ in told.told])


def refused(told: Watcher) -> bool:
    """Told of what was just received, and it is not under way."""
    return (
        bool(told.told)
        and told.state not in ("sending", "received")
        and "1 hồ sơ chờ gửi" in say(told.told[-1][0].words)
    )


def test_stranger_is_refused_in_its_own_words_with_the_queue_whole_and_the_light_recovers_by_itself(
    counter: Callable[..., Counter], province: Province, url: str, authority: Authority, tmp_path: Path
) -> None:
    """One loop through all of them, on real lines: the light says each, and is green again when the province is back."""
    (tmp_path / "theirs").mkdir()
    files = {
        "own": by_itself(tmp_path), "stranger": Authority.make().server(tmp_path / "theirs"),
        "old": authority.server(tmp_path, days=-1), "early": authority.server(tmp_path, days=31, begins=2),
        "host": authority.server(tmp_path, "tinh.example"), "good": authority.server(tmp_path),
    }  # fmt: skip
    one, told = counter(), Watcher()
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    with Front((parts.hostname, parts.port), files["good"]) as front:
        made = lambda: Transport(front.url, ca=authority.pem, answer_seconds=0.4, all_seconds=0.9)  # noqa: E731
        loop = SyncLoop(one.exchange, made, SystemClock(), random.Random(1), told, rest=0.0)
        loop.start()
        for number, (case, (wears, deed, key)) in enumerate(CASES.items()):
            front.stand(None if wears is None else files[wears], deed)
            del told.told[:]
            one.receive(1)
            before = one.log()
            woken_until(loop, told, lambda key=key: refused(told) and one.exchange.facts().why not in EXCUSES - {key})
            facts, shown = one.exchange.facts(), [light for light, _ in told.told if light.state != "sending"][-1]
            assert (facts.entries, facts.acknowledged, facts.waiting, facts.why) == (number + 1, number, 1, key), case
            assert one.log() == before
            assert "1 hồ sơ chờ gửi" in say(shown.words), case
            safe = not key.startswith("sync.certificate")
            assert shown.state == SHOWN.get(key, "offline" if safe else "attention"), case
            if not safe and wears is not None:
                assert front.heard == [], case
            front.true()
            woken_until(loop, told, lambda: told.state == "received")
            assert (one.exchange.facts().why, one.exchange.facts().waiting) == (None, 0), case
        loop.stop()


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_line_that_is_cut_while_tls_is_agreed_upon_is_no_stranger(
    counter: Callable[..., Counter], authority: Authority, tmp_path: Path, share: float
) -> None:
    """As the islands' line does every few minutes: grey, since it is nobody's mistake, and never "not safe"."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.server(tmp_path))

    def cut(line: socket.socket) -> None:
        came, goes = ssl.MemoryBIO(), ssl.MemoryBIO()
        came.write(line.recv(65536))
        with contextlib.suppress(ssl.SSLWantReadError):
            context.wrap_bio(came, goes, server_side=True).do_handshake()
        hello = goes.read()
        line.sendall(hello[: int(len(hello) * share)])

    one = counter()
    one.receive(1)
    with serving(cut) as port:
        transport = Transport(f"https://127.0.0.1:{port}", ca=authority.pem, connect_seconds=3, answer_seconds=3)
        step = exchange(one.engine, transport)
        transport.close()
    assert isinstance(step, Later)
    assert step.sentence.key == "sync.unreachable"
    assert light(one.exchange.facts(), one.clock.now()).state == "offline"


def test_every_refusal_has_words_of_its_own() -> None:
    keys = {key for _, _, key in CASES.values()}
    assert len({say(step) for step in map(_sentence, keys)}) == len(keys)


def _sentence(key: str):
    from counter.domain.sentence import Sentence

    return Sentence(key)


def test_plain_http_to_another_machine_is_refused_before_anything_is_sent() -> None:
    for url in ("http://tinh.example", "http://192.168.1.9:8000", "http://127.0.0.1.example"):
        with pytest.raises(Refused) as raised:
            Transport(url)
        assert raised.value.sentence.key == "sync.plain_http"


# slowness


def drip(prefix: bytes, *, first: bool = False) -> Callable[[socket.socket], None]:
    """Answers with `prefix`, then with a byte now and then, for ever."""

    def deed(line: socket.socket) -> None:
        if not first:
            line.recv(65536)
        line.sendall(prefix)
        while True:
            line.sendall(b"a")
            time.sleep(0.05)

    return deed


def plain(answer: bytes) -> Callable[[socket.socket], None]:
    def deed(line: socket.socket) -> None:
        read_message(line)
        line.sendall(answer)

    return deed


def deaf(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    time.sleep(20)


@pytest.mark.parametrize(
    ("deed", "scheme"),
    [
        (drip(b"HTTP/1.1 200 OK\r\nX: "), "http"),
        (drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-counter\r\nContent-Length: 400000\r\n\r\n"), "http"),
        (drip(b"\x16\x03\x03\x20\x00", first=True), "https"),
        (deaf, "http"),
    ],
    ids=["head", "body", "handshake", "deaf"],
)
def test_request_ends_at_its_deadline_however_bytes_trickle(deed: Callable[[socket.socket], None], scheme: str) -> None:
    with serving(deed) as port:
        transport = Transport(f"{scheme}://127.0.0.1:{port}", connect_seconds=20, answer_seconds=20, all_seconds=0.6)
        began = time.monotonic()
        with pytest.raises(NoAnswer) as raised:
            transport.post("/v1/sync", bytes(512 * 1024))
        took = time.monotonic() - began
        transport.close()
    assert raised.value.failure is Failure.TIMEOUT
    assert 0.5 < took < 10


def test_line_that_was_cut_at_the_deadline_is_used_no_more(counter: Callable[..., Counter], line: Line) -> None:
    answers = [drip(b"HTTP/1.1 200 OK\r\nX: "), plain(http("503 Busy", "application/json", b"{}"))]
    with serving(lambda call: answers.pop(0)(call)) as port:
        transport = Transport(f"http://127.0.0.1:{port}", answer_seconds=20, all_seconds=0.4)
        with pytest.raises(NoAnswer):
            transport.post("/v1/sync", b"x")
        assert transport.post("/v1/sync", b"x").status == 503
        transport.close()


def test_nothing_is_sent_for_longer_than_two_minutes() -> None:
    from counter.sync import transport

    # A request ends within these however the line behaves; connecting is within the whole where a name has one address.
    assert transport.ALL_SECONDS + transport.CONNECT_SECONDS < 120
    assert transport.CONNECT_SECONDS <= 10  # no line: grey within ten seconds


def test_province_that_takes_nothing_is_asked_less_and_less(
    counter: Callable[..., Counter], province: Province
) -> None:
    """It answers well and acknowledges no more than before: that is not "sending"."""
    from counter.wire.reply import SyncReply
    from counter.wire.reply_format import write_reply

    one = counter()
    one.receive(3)
    steps = []
    for _ in range(8):
        one.engine.ask()
        standpoint = one.exchange.standpoint()
        assert standpoint is not None
        log = standpoint.logs[-1]
        head = one.exchange.hash_at(log.epoch, 0)
        assert head is not None
        reply = write_reply(
            SyncReply(0, 0, 0, standpoint.generation, 0), province.authority.private_key, device=log.device,
            epoch=log.epoch, head=head, generation_known=True, whole=False, held=lambda *_: None, locate=lambda _: None,
        )  # fmt: skip
        steps.append(one.engine.answered(200, "application/x-counter", reply))
    assert sum(isinstance(step, Again) for step in steps) <= 2
    assert isinstance(steps[-1], Later)


def test_province_that_has_always_more_and_never_gives_it_is_asked_less_and_less(
    counter: Callable[..., Counter], province: Province
) -> None:
    from counter.wire.reply import SyncReply
    from counter.wire.reply_format import write_reply

    one = counter()
    steps = []
    for _ in range(8):
        one.engine.ask()
        standpoint = one.exchange.standpoint()
        assert standpoint is not None
        log = standpoint.logs[-1]
        head = one.exchange.hash_at(log.epoch, 0)
        assert head is not None
        reply = write_reply(
            SyncReply(0, 0, 0, standpoint.generation, 0, more=True), province.authority.private_key, device=log.device,
            epoch=log.epoch, head=head, generation_known=True, whole=False, held=lambda *_: None, locate=lambda _: None,
        )  # fmt: skip
        steps.append(one.engine.answered(200, "application/x-counter", reply))
    assert sum(isinstance(step, Again) for step in steps) <= 2
    assert isinstance(steps[-1], Later)
