"""Files on their way: after the facts, from where the province says, believed only with its receipt, told as it is."""

from __future__ import annotations

import random
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from counter.server.export import export
from counter.server.file_shelf import FileName
from counter.server.province import Place, Province
from counter.server.serving import Door, InThread
from counter.store.attachments import scans_of
from counter.store.clock import SystemClock
from counter.store.settings_table import put
from counter.sync.engine import Again, Attention, Idle, Later
from counter.sync.line import open_transport
from counter.sync.right_of_way import RightOfWay
from counter.sync.transport import Transport
from counter.sync.upload_loop import UploadLoop
from counter.sync.uploader import SEND_BUFFER, Sending, Uploader
from counter.wire.files import write_receipt
from tests.faults.link import Link, Weather
from tests.made.certificates import Authority
from tests.made.papers import PaperCounter
from tests.made.scans import scan_of

SIZE = 400_000


@pytest.fixture
def clock() -> SystemClock:
    """Real lines take real time."""
    return SystemClock()


@pytest.fixture
def counter(tmp_path: Path, province: Province, url: str) -> Iterator[PaperCounter]:
    made = PaperCounter(tmp_path / "one").join(url, province.token("H49.22", "06652").text)
    yield made
    made.close()


def states(counter: PaperCounter, dossier: int) -> list[tuple[str, str | None]]:
    with counter.store.database.read() as t:
        return [(scan.state, scan.trouble) for scan in scans_of(t, dossier)]


def complete(province: Province) -> list[str]:
    province.interpreter.catch_up()
    return [row["state"] for row in list(export(province)) if row["type"] == "file"]


def step(counter: PaperCounter, url: str, uploader: Uploader | None = None, **line: object) -> object:
    transport = Transport(url, **line)  # type: ignore[arg-type]
    try:
        return (uploader or Uploader(counter.uploads, counter.clock, random.Random(1))).step(transport)
    finally:
        transport.close()


def address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


def test_file_goes_after_its_fact_and_is_told_as_received(province: Province, counter: PaperCounter, url: str) -> None:
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1, paper=1)
    counter.attach_sized(dossier, SIZE, 1, paper=2)  # the same file: one blob, sent once
    counter.attach_sized(dossier, 5_000, 2)
    assert isinstance(step(counter, url), Idle)  # no fact is there yet: nothing is sent
    assert states(counter, dossier) == [("waiting", None)] * 3
    counter.facts(url)
    assert complete(province) == ["expected"] * 3
    transport = Transport(url)
    uploader = Uploader(counter.uploads, counter.clock, random.Random(1))
    while not isinstance(uploader.step(transport), Idle):
        pass
    transport.close()
    assert uploader.finished == 2
    assert transport.traffic.bytes_up < SIZE + 5_000 + 3_000
    assert states(counter, dossier) == [("received", None)] * 3
    assert complete(province) == ["complete"] * 3
    assert counter.uploads.waiting() == (0, 0)


def test_file_that_the_province_has_is_not_sent_again(
    province: Province, counter: PaperCounter, url: str, tmp_path: Path
) -> None:
    counter.attach_sized(counter.receive_one(), SIZE, 1)
    counter.facts(url)
    counter.send_files(url)
    other = PaperCounter(tmp_path / "two", seed=2).join(url, province.token("H49.22", "06652").text)
    dossier = other.receive_one()
    other.attach_sized(dossier, SIZE, 1)
    other.facts(url)
    transport = Transport(url)
    assert isinstance(Uploader(other.uploads, other.clock, random.Random(1)).step(transport), Again)
    transport.close()
    assert transport.traffic.bytes_up < 1_000
    assert states(other, dossier) == [("received", None)]
    assert complete(province) == ["complete"] * 2
    other.close()


def test_at_most_the_rest_is_sent_when_the_line_was_cut_in_the_middle(
    province: Province, counter: PaperCounter, url: str
) -> None:
    """Feature M5: 20 MB, cut when 50 % is through; the process is new, the rest is at most 52 % of the bytes."""
    size = 20_000_000
    dossier = counter.receive_one()
    attached = counter.attach_sized(dossier, size, 3)
    counter.facts(url)
    name = FileName(1, bytes.fromhex(attached.sha256))
    link = Link(address(url), Weather(bits=800_000_000, round_trip=0.0, loss=0.0, window=32_768), 1)
    half = threading.Event()

    def cut_at_half() -> None:
        while province.files.shelf.offset(name) < size // 2:
            half.wait(0.002)
        link.cut()

    watching = threading.Thread(target=cut_at_half)
    watching.start()
    assert isinstance(step(counter, link.url, send_buffer=SEND_BUFFER), Later)
    watching.join()
    link.__exit__()
    assert size * 0.5 <= province.files.shelf.offset(name) < size * 0.9
    reached = province.files.shelf.offset(name)
    transport = Transport(url)
    step_again = Uploader(counter.uploads, counter.clock, random.Random(2)).step(transport)
    transport.close()
    assert isinstance(step_again, Again)
    assert transport.traffic.bytes_up <= size - reached + 0.02 * size
    assert complete(province) == ["complete"]
    assert province.files.shelf.verified(name)


def test_facts_never_wait_for_files(province: Province, counter: PaperCounter, url: str) -> None:
    """Over 256 kbit/s with 300 ms: a fact takes about as long beside a file as alone."""
    dossier = counter.receive_one()
    counter.attach_sized(dossier, 2_000_000, 4)
    weather = Weather(bits=256_000, round_trip=0.3, loss=0.0, window=24_000)
    with Link(address(url), weather, 1) as link:
        way = RightOfWay()
        counter.facts(link.url)
        sending: list[Sending] = []
        begun = threading.Event()

        def told(now: Sending | None) -> None:
            if now is not None:
                sending.append(now)
                begun.set()

        loop = UploadLoop(
            counter.uploads,
            lambda: Transport(link.url, send_buffer=SEND_BUFFER),
            SystemClock(),
            random.Random(1),
            told,
            way,
        )
        alone = timed_fact(counter, link.url, way)
        loop.start()
        assert begun.wait(20)
        time.sleep(1.5)
        beside = [timed_fact(counter, link.url, way) for _ in range(3)]
        loop.stop()
    assert states(counter, dossier)[0][0] == "waiting"  # 2 MB take a minute: the facts were there long before
    assert 0 < counter.uploads.waiting()[1] <= 2_000_000
    assert sorted(beside)[1] < alone + 1.5, (alone, beside)
    assert complete(province) == ["expected"]


def timed_fact(counter: PaperCounter, url: str, way: RightOfWay) -> float:
    counter.receive_one()
    began = time.monotonic()
    with way.facts():
        assert counter.facts(url).waiting == 0
    return time.monotonic() - began


def test_damaged_copy_is_never_sent_and_is_told(province: Province, counter: PaperCounter, url: str) -> None:
    dossier = counter.receive_one()
    broken = counter.attach_sized(dossier, SIZE, 5)
    gone = counter.attach_sized(dossier, SIZE, 6)
    cut = counter.attach_sized(dossier, SIZE, 8)
    counter.attach_sized(dossier, SIZE, 7)
    files = counter.store.files
    place = files.place(bytes.fromhex(broken.sha256))
    held = bytearray(place.read_bytes())
    held[300_000] ^= 1
    place.write_bytes(held)
    files.place(bytes.fromhex(gone.sha256)).unlink()
    place = files.place(bytes.fromhex(cut.sha256))
    place.write_bytes(place.read_bytes()[:-100])
    assert [problem.split(": ")[1] for problem in counter.uploads.damaged()] == [
        "not what was kept", "gone, and the province has not got it", "not what was kept",
    ]  # fmt: skip
    counter.facts(url)
    assert isinstance(counter.send_files(url), Idle)
    assert states(counter, dossier) == [
        ("waiting", "scan.damaged"), ("waiting", "scan.missing"), ("waiting", "scan.damaged"), ("received", None),
    ]  # fmt: skip
    assert complete(province) == ["expected", "expected", "expected", "complete"]
    for number in (5, 6, 8):
        assert counter.attach_sized(dossier, SIZE, number).again  # scanned again: the copy is mended, the fact stands
    counter.send_files(url)
    assert states(counter, dossier) == [("received", None)] * 4
    assert complete(province) == ["complete"] * 4


def test_nobody_is_asked_to_scan_again_what_the_province_has(
    province: Province, counter: PaperCounter, url: str
) -> None:
    """From another counter, or from before it was put back; the copies here are gone and broken."""
    dossier = counter.receive_one()
    gone, broken = (counter.attach_sized(dossier, SIZE, number) for number in (1, 2))
    counter.facts(url)
    for number, attached in enumerate((gone, broken), 1):
        name = FileName(1, bytes.fromhex(attached.sha256))
        province.files.announce(name, SIZE, bytes(16))
        province.files.shelf.add(name, 0, scan_of(SIZE, number))
        province.files.finish(name, SIZE, bytes(16))
    counter.store.files.place(bytes.fromhex(gone.sha256)).unlink()
    counter.store.files.place(bytes.fromhex(broken.sha256)).write_bytes(b"x")
    assert isinstance(counter.send_files(url), Idle)
    assert states(counter, dossier) == [("received", None)] * 2


def test_content_spoilt_on_the_way_is_found_and_sent_again(province: Province, counter: PaperCounter, url: str) -> None:
    dossier = counter.receive_one()
    attached = counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    name = FileName(1, bytes.fromhex(attached.sha256))
    province.files.announce(name, attached.size, bytes(16))
    province.files.shelf.add(name, 0, bytes(200_000))  # what a bad memory, or a neighbour, left there
    uploader = Uploader(counter.uploads, counter.clock, random.Random(1))
    assert isinstance(step(counter, url, uploader), Again)
    assert states(counter, dossier) == [("waiting", "scan.restarted")]
    assert complete(province) == ["expected"]
    assert isinstance(step(counter, url, uploader), Again)
    assert states(counter, dossier) == [("received", None)]
    assert province.files.shelf.verified(name)


def test_wrong_clock_of_this_machine_is_no_hindrance(province: Province, counter: PaperCounter, url: str) -> None:
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    with counter.store.database.write() as t:
        put(t, "server_offset_ms", -40 * 365 * 86_400_000)  # as if it were 1986 there
    assert isinstance(counter.send_files(url), Idle)
    assert states(counter, dossier) == [("received", None)]


def test_revoked_device_sends_nothing_and_loses_nothing(province: Province, counter: PaperCounter, url: str) -> None:
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    identity = counter.store.identity
    assert identity is not None
    province.revoke(identity.device)
    assert isinstance(step(counter, url), Attention)
    assert states(counter, dossier) == [("waiting", "scan.refused")]
    counter.join(url, province.token("H49.22", "06652").text)  # enrolled anew, as another device
    assert counter.store.identity is not None
    assert counter.store.identity.device != identity.device
    counter.facts(url)
    counter.send_files(url)
    assert states(counter, dossier) == [("received", None)]


def test_files_of_a_lost_database_are_sent_again_and_others_only_asked_for(
    tmp_path: Path, province: Province, counter: PaperCounter, url: str
) -> None:
    dossier = counter.receive_one()
    kept, lost = counter.attach_sized(dossier, SIZE, 1), counter.attach_sized(dossier, SIZE, 2)
    counter.facts(url)
    counter.send_files(url)
    assert states(counter, dossier) == [("received", None)] * 2
    province.files.shelf.place(FileName(1, bytes.fromhex(lost.sha256))).unlink()
    with province.database.write() as c:
        c.exec_driver_sql("DELETE FROM file")
    again = Province(Place(tmp_path / "province"), restored=True)
    with InThread(again) as restored:
        counter.facts(restored)
        assert states(counter, dossier) == [("waiting", None)] * 2  # that province has not said so
        transport = Transport(restored)
        uploader = Uploader(counter.uploads, counter.clock, random.Random(1))
        while not isinstance(uploader.step(transport), Idle):
            pass
        transport.close()
    assert states(counter, dossier) == [("received", None)] * 2
    assert SIZE < transport.traffic.bytes_up < SIZE + 5_000
    assert again.files.shelf.verified(FileName(1, bytes.fromhex(kept.sha256)))
    again.close()


class Portal:
    """Answers everything with a page of its own, or with what it was told to."""

    def __init__(self, head: bytes) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._head = head
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line:
                line.settimeout(2)
                data = b""
                while b"\r\n\r\n" not in data:
                    data += line.recv(65536)
                line.sendall(self._head + b"Content-Length: 0\r\nConnection: close\r\n\r\n")

    def close(self) -> None:
        self._listening.close()


def test_nobody_but_the_province_can_say_that_a_file_was_received(
    province: Province, counter: PaperCounter, url: str
) -> None:
    dossier = counter.receive_one()
    attached = counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    whole = f"Tus-Resumable: 1.0.0\r\nUpload-Offset: {attached.size}\r\nUpload-Length: {attached.size}\r\n".encode()
    other = Province(Place(province.files.shelf.path.parent.parent / "other"))
    identity = counter.store.identity
    assert identity is not None
    forged = write_receipt(
        other.authority.private_key, identity.device, bytes.fromhex(attached.sha256), attached.size, bytes(16)
    )
    other.close()
    for head in (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n",
        b"HTTP/1.1 401 Unauthorized\r\n",
        b"HTTP/1.1 200 OK\r\n" + whole + b"Counter-Receipt: AAAA\r\n",
        b"HTTP/1.1 200 OK\r\n" + whole + b"Counter-Receipt: " + forged.encode() + b"\r\n",
    ):
        portal = Portal(head)
        assert isinstance(step(counter, portal.url), Later)
        portal.close()
        assert states(counter, dossier) == [("waiting", None)]
    counter.send_files(url)
    assert states(counter, dossier) == [("received", None)]


def test_patience_that_the_province_asks_for_is_kept(counter: PaperCounter, url: str) -> None:
    counter.attach_sized(counter.receive_one(), SIZE, 1)
    counter.facts(url)
    for status, key in ((503, "sync.busy"), (429, "sync.busy"), (507, "scan.no_room")):
        portal = Portal(b"HTTP/1.1 %d No\r\nTus-Resumable: 1.0.0\r\nRetry-After: 77\r\n" % status)
        waiting = step(counter, portal.url)
        portal.close()
        assert isinstance(waiting, Later)
        assert 77 == waiting.not_before <= waiting.seconds < 78  # and not all at the same moment
        assert waiting.sentence.key == key


def test_only_the_right_certificate_is_spoken_to(tmp_path: Path, counter: PaperCounter, province: Province) -> None:
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1)
    authority, stranger = Authority.make(), Authority.make("Somebody else")
    certificate, key = authority.server(tmp_path)
    old = authority.server(tmp_path, days=-1)
    with InThread(province, Door(certificate=certificate, key=key)) as secure:
        assert counter.facts(secure, ca=authority.pem).complete
        assert isinstance(step(counter, secure, ca=stranger.pem), Later)
        assert isinstance(step(counter, secure), Later)
        with InThread(province, Door(certificate=old[0], key=old[1])) as stale:
            assert isinstance(step(counter, stale, ca=authority.pem), Later)
        assert states(counter, dossier) == [("waiting", None)]
        assert isinstance(step(counter, secure, ca=authority.pem), Again)
    assert states(counter, dossier) == [("received", None)]


def test_loop_sends_when_facts_have_arrived_and_stops_in_the_middle(
    province: Province, counter: PaperCounter, url: str
) -> None:
    dossier = counter.receive_one()
    counter.attach_sized(dossier, 3_000_000, 1)
    told: list[Sending | None] = []
    begun, done = threading.Event(), threading.Event()

    def tell(now: Sending | None) -> None:
        told.append(now)
        (begun if now is not None and now.sent > 200_000 else done).set()

    def loop_over(address: str) -> UploadLoop:
        return UploadLoop(
            counter.uploads, lambda: Transport(address, send_buffer=SEND_BUFFER), SystemClock(), random.Random(1), tell,
            RightOfWay(),
        )  # fmt: skip

    with Link(address(url), Weather(bits=2_000_000, round_trip=0.0, loss=0.0, window=32_000), 1) as link:
        loop = loop_over(link.url)
        loop.start()
        counter.facts(url)
        loop.wake()
        assert begun.wait(20)
        loop.stop()
    assert states(counter, dossier) == [("waiting", None)]
    sent = [now.sent for now in told if now is not None]
    assert sent == sorted(sent)
    loop = UploadLoop(
        counter.uploads, lambda: open_transport(counter.store), SystemClock(), random.Random(1), tell, RightOfWay()
    )
    loop.start()
    wait_for(lambda: states(counter, dossier) == [("received", None)])
    loop.stop()


def test_loop_goes_on_after_a_mistake_of_the_program(
    counter: PaperCounter, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it happens: before the line is open, in the middle of a file, and at its end."""
    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    mistakes = {"open", "middle", "end"}

    def fail_once(where: str) -> None:
        if where in mistakes:
            mistakes.remove(where)
            raise ZeroDivisionError(where)

    def opening() -> Transport:
        fail_once("open")
        return Transport(url, send_buffer=SEND_BUFFER)

    def told(now: Sending | None) -> None:
        if now is None:
            if sys.exception() is None:
                fail_once("end")
        elif now.sent > 100_000:
            fail_once("middle")

    loop = UploadLoop(
        counter.uploads, opening, SystemClock(), random.Random(1), told, RightOfWay(), after_a_bug=0.01
    )  # fmt: skip
    loop.start()
    wait_for(lambda: states(counter, dossier) == [("received", None)] and not mistakes)
    loop.stop()
    assert [(args.exc_type, str(args.exc_value)) for args in reported if args.exc_type is not None] == [
        (ZeroDivisionError, where) for where in ("open", "middle", "end")
    ]


def test_file_that_was_announced_with_another_size_is_announced_anew(
    province: Province, counter: PaperCounter, url: str
) -> None:
    dossier = counter.receive_one()
    attached = counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    province.files.announce(FileName(1, bytes.fromhex(attached.sha256)), 77, bytes(16))
    assert isinstance(step(counter, url), Again)
    assert states(counter, dossier) == [("received", None)]


def test_attachments_of_others_are_not_looked_for_again_and_again(counter: PaperCounter, url: str) -> None:
    """They are a hundred thousand in a year, and the folder is asked about each."""
    dossier = counter.receive_one()
    own = counter.attach_sized(dossier, 5_000, 1)
    uploads = counter.uploads
    uploads.gather()
    with counter.store.database.write() as t:
        t.run("DELETE FROM file_queue")
        row = t.row("SELECT max(id) FROM attachment")
        assert row is not None
    uploads.gather()
    assert uploads.waiting() == (0, 0)  # looked at before
    with counter.store.database.write() as t:  # the feed brings it back to a database that has forgotten it
        t.run("UPDATE attachment SET id = ? WHERE id = ?", (row[0] + 1, row[0]))
    uploads.gather()
    assert uploads.waiting() == (1, own.size)
    with counter.store.database.write() as t:
        t.run("DELETE FROM file_queue")
    counter.uploads.gather()  # after a new start the folder is looked through
    assert counter.uploads.waiting() == (1, own.size)


def wait_for(wanted: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not wanted():
        assert time.monotonic() < until
        time.sleep(0.02)
