"""Files at the province: exact offsets, complete only when the hash is right, and never for whoever may not send."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from counter.domain.attachment import SIZE, Attached
from counter.journal.entry import Entry
from counter.server.export import export
from counter.server.file_shelf import EXPIRE_AFTER, FileName, FileShelf, Moved, OtherContent
from counter.server.gate import Limits
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.server.verify import verify_province
from counter.wire.binary import BadMessage
from counter.wire.files import RECEIPT, FileAsk, read_authorization, read_metadata, read_receipt
from tests.made.device import Device
from tests.made.file_sender import FileSender, digest
from tests.made.postgres import new_database
from tests.made.world import HandClock
from tests.server.conftest import BOTH

CONTENT = random.Random(5).randbytes(200_000)


ON_BOTH = pytest.mark.parametrize("place", BOTH, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """SQLite, and for what the database has a part in PostgreSQL too."""
    postgresql = getattr(request, "param", "sqlite") == "postgresql"
    return Place(tmp_path / "province", new_database() if postgresql else None)


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as made:
        yield made


@pytest.fixture
def sender(
    province: Province, enrolled: Callable[..., Device], session: requests.Session, clock: HandClock
) -> Iterator[Callable[..., FileSender]]:
    with InThread(province) as url:
        yield lambda *centre: FileSender(url, enrolled(*centre), session, int(clock.now().timestamp() * 1000))


def told(got: requests.Response) -> tuple[int, str | None]:
    return got.status_code, got.headers.get("upload-offset")


def on_disk(province: Province) -> list[str]:
    root = province.files.shelf.path
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@ON_BOTH
def test_file_is_taken_in_pieces_and_complete_with_a_receipt(
    province: Province, sender: Callable[..., FileSender]
) -> None:
    one, name = sender(), digest(CONTENT).hex()
    assert told(one.head(digest(CONTENT))) == (404, None)
    begun = one.post(CONTENT)
    assert told(begun) == (201, "0")
    assert begun.headers["location"] == f"/v1/files/{name}"
    assert "upload-expires" in begun.headers
    assert told(one.patch(CONTENT, 0, 70_000)) == (204, "70000")
    assert told(one.head(digest(CONTENT))) == (200, "70000")
    assert told(one.post(CONTENT)) == (201, "70000")  # announced again, as after a lost reply
    assert on_disk(province) == [f"1/partial/{name}"]
    last = one.patch(CONTENT, 70_000)
    assert told(last) == (204, "200000")
    assert one.receipt(last, CONTENT) == province.authority.generation
    assert on_disk(province) == [f"1/{name[:2]}/{name}"]
    assert province.files.shelf.place(FileName(1, digest(CONTENT))).read_bytes() == CONTENT
    again = one.head(digest(CONTENT))
    assert (told(again), one.receipt(again, CONTENT)) == ((200, "200000"), province.authority.generation)
    assert told(one.patch(CONTENT, 0)) == (409, "200000")


def test_file_is_announced_and_sent_in_one_request(sender: Callable[..., FileSender]) -> None:
    one = sender()
    got = one.post(CONTENT, body=CONTENT)
    assert told(got) == (201, "200000")
    assert one.receipt(got, CONTENT)
    empty_body = random.Random(6).randbytes(50)
    one.post(empty_body, body=empty_body[:20])
    assert told(one.patch(empty_body, 20)) == (204, "50")


def test_piece_is_taken_only_where_the_file_ends(sender: Callable[..., FileSender]) -> None:
    one = sender()
    one.post(CONTENT)
    one.patch(CONTENT, 0, 1000)
    for offset in (0, 999, 1001, 5000):
        assert told(one.patch(CONTENT, offset, 10)) == (409, "1000")
    assert told(one.head(digest(CONTENT))) == (200, "1000")


@ON_BOTH
def test_other_content_is_never_complete_and_begins_again(
    province: Province, sender: Callable[..., FileSender]
) -> None:
    one = sender()
    wrong = bytearray(CONTENT)
    wrong[123_456] ^= 1
    got = one.ask("POST", digest(CONTENT), size=len(CONTENT), body=bytes(wrong))
    assert told(got) == (460, "0")
    assert RECEIPT not in got.headers
    assert told(one.head(digest(CONTENT))) == (200, "0")
    assert told(one.patch(CONTENT, 0)) == (204, "200000")
    assert province.files.shelf.verified(FileName(1, digest(CONTENT)))


def test_only_devices_in_service_may_send_and_only_what_they_signed(
    province: Province, sender: Callable[..., FileSender]
) -> None:
    one, other = sender(), sender()
    one.post(CONTENT)
    name = digest(CONTENT)
    stranger = FileSender(one.url, replace(other.device, key=one.device.key), one.session, one.now_ms)
    assert stranger.head(name).status_code == 401
    assert one.ask("HEAD", name, Authorization=None).status_code == 401
    assert one.ask("HEAD", name, Authorization="Counter AAAA").status_code == 401
    assert one.ask("HEAD", name, Authorization="Basic " + "x" * 400).status_code == 401
    assert one.ask("PATCH", name, body=b"x", offset=0, signed_offset=1).status_code == 401
    assert one.ask("PATCH", name, body=b"x", Tus_Resumable="0.2.2").status_code == 412
    assert told(one.head(name)) == (200, "0")
    province.revoke(one.device.granted.device)
    for got in (one.head(name), one.post(CONTENT), one.patch(CONTENT, 0)):
        assert got.status_code == 403
    assert other.head(name).status_code == 200  # of the same centre: what one began the other may go on with


def test_address_that_only_fails_is_told_to_wait_and_a_known_device_is_not(
    open_province: Callable[..., Province], clock: HandClock, session: requests.Session
) -> None:
    province = open_province(limits=Limits(address_rate=1, address_burst=3))
    devices = [Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2)]
    now = int(clock.now().timestamp() * 1000)
    with InThread(province) as url:
        one = FileSender(url, devices[0], session, now)
        stranger = FileSender(url, replace(devices[1], key=devices[0].key), session, now)
        assert one.head(digest(CONTENT)).status_code == 404
        seen = [stranger.head(digest(CONTENT)) for _ in range(5)]
        assert [got.status_code for got in seen] == [401, 401, 401, 429, 429]
        assert int(seen[-1].headers["retry-after"]) > 0
        assert one.head(digest(CONTENT)).status_code == 404


def test_device_that_asks_without_end_is_told_to_wait_and_its_facts_are_not(
    open_province: Callable[..., Province], clock: HandClock, session: requests.Session
) -> None:
    province = open_province(limits=Limits(file_rate=1, file_burst=6))
    devices = [Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2, 3)]
    now = int(clock.now().timestamp() * 1000)
    with InThread(province) as url:
        loud, calm, revoked = (FileSender(url, device, session, now) for device in devices)
        seen = [loud.head(digest(CONTENT)) for _ in range(8)]
        assert [got.status_code for got in seen] == [404] * 6 + [429] * 2
        assert int(seen[-1].headers["retry-after"]) > 0
        assert told(calm.post(CONTENT)) == (201, "0")
        assert loud.device.exchange(over(url)).acked == 0
        clock.forward(seconds=1)
        assert told(loud.head(digest(CONTENT))) == (200, "0")
        assert told(loud.patch(CONTENT, 0, 10)) == (204, "10")  # what it was let in to ask about it may go on to send
        assert loud.head(digest(CONTENT)).status_code == 429
        province.revoke(revoked.device.granted.device)
        assert [revoked.head(digest(CONTENT)).status_code for _ in range(8)] == [403] * 6 + [429] * 2


def over(url: str) -> Callable[[bytes], bytes]:
    return lambda message: requests.post(url + "/v1/sync", data=message, timeout=20).content


@ON_BOTH
def test_other_centres_see_nothing_of_a_file(province: Province, sender: Callable[..., FileSender]) -> None:
    one, far = sender(), sender("H49.51", "06658")
    one.post(CONTENT, body=CONTENT)
    assert told(far.head(digest(CONTENT))) == (404, None)
    assert told(far.patch(CONTENT, 0)) == (404, None)
    assert told(far.post(CONTENT)) == (201, "0")  # its own, from the start
    assert told(one.head(digest(CONTENT))) == (200, "200000")
    assert [name.split("/")[0] for name in on_disk(province)] == ["1", "2"]


def test_request_of_another_time_is_told_the_time(sender: Callable[..., FileSender], clock: HandClock) -> None:
    one = sender()
    now = int(clock.now().timestamp() * 1000)
    for wrong in (0, now - 601_000, now + 601_000, 2**62):
        one.now_ms = wrong
        got = one.head(digest(CONTENT))
        assert (got.status_code, got.headers["counter-time"]) == (401, str(now))
    one.now_ms = now + 599_000
    assert one.head(digest(CONTENT)).status_code == 404


NO_ANNOUNCEMENTS: tuple[tuple[dict[str, str | None], int], ...] = (
    ({"Upload_Length": str(SIZE + 1)}, 413),
    ({"Upload_Length": "0"}, 413),
    ({"Upload_Length": "-1"}, 400),
    ({"Upload_Length": "9" * 400}, 400),
    ({"Upload_Length": "\xb2"}, 400),
    ({"Upload_Length": None}, 400),
    ({"Upload_Metadata": None}, 400),
    ({"Upload_Metadata": "sha256 Li4vLi4vZXRjL3Bhc3N3ZA=="}, 400),
    ({"Upload_Metadata": "sha256 " + "QQ==" * 900}, 400),
    ({"Upload_Metadata": "filename QQ=="}, 400),
)
NO_NAMES = ("..%2f..%2fprovince.key", "CON", "a:b", "A" * 64, "g" * 64, "0" * 63, "%00", "0" * 64 + ".")


def test_what_is_no_announcement_or_no_name_is_refused_before_anything_is_made(
    province: Province, sender: Callable[..., FileSender]
) -> None:
    one = sender()
    for headers, status in NO_ANNOUNCEMENTS:
        assert one.post(CONTENT, **headers).status_code == status, headers
    for name in NO_NAMES:
        for method in ("HEAD", "PATCH"):
            got = one.ask(method, bytes(32), path=f"/v1/files/{name}", body=b"x" if method == "PATCH" else b"")
            assert got.status_code == 404, name
    assert on_disk(province) == []


def test_body_that_is_larger_than_it_may_be_is_not_read(sender: Callable[..., FileSender]) -> None:
    one = sender()
    one.post(CONTENT)
    parts = urlsplit(one.url)
    with socket.create_connection((parts.hostname, parts.port), 10) as line:
        line.sendall(
            f"PATCH /v1/files/{digest(CONTENT).hex()} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            f"Content-Type: application/offset+octet-stream\r\nContent-Length: {SIZE + 1}\r\n\r\n".encode()
        )
        assert b" 413 " in line.recv(4096).split(b"\r\n")[0]
    assert one.ask("PATCH", digest(CONTENT), body=CONTENT + b"x").status_code == 413
    assert one.patch(CONTENT, 0, 10, Content_Type="text/plain").status_code == 415
    assert told(one.head(digest(CONTENT))) == (200, "0")


def test_what_came_before_the_line_was_cut_is_kept(sender: Callable[..., FileSender]) -> None:
    one = sender()
    one.post(CONTENT)
    request = _raw_patch(one, CONTENT)
    parts = urlsplit(one.url)
    with socket.create_connection((parts.hostname, parts.port), 10) as line:
        line.sendall(request[: len(request) - 100_000])
    for _ in range(200):
        got = one.head(digest(CONTENT))
        if got.headers["upload-offset"] == "100000":
            break
        threading.Event().wait(0.02)
    assert told(got) == (200, "100000")
    assert told(one.patch(CONTENT, 100_000)) == (204, "200000")


def _raw_patch(one: FileSender, content: bytes) -> bytes:
    assert one.now_ms is not None
    ask = FileAsk(one.device.granted.device, "PATCH", digest(content), 0, len(content), 0, one.now_ms)
    head = (
        f"PATCH /v1/files/{digest(content).hex()} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(content)}\r\n"
        f"Authorization: {ask.authorization(one.device.key)}\r\n\r\n"
    )
    return head.encode() + content


def test_refused_body_is_not_sent_to_its_end(sender: Callable[..., FileSender]) -> None:
    """Megabytes over a slow line for an answer that was there at once."""
    one = sender()
    one.post(CONTENT)
    one.patch(CONTENT, 0, 1000)
    parts = urlsplit(one.url)
    with socket.create_connection((parts.hostname, parts.port), 10) as line:
        line.sendall(_raw_patch(one, CONTENT)[:3000])
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    assert b" 409 " in answer.split(b"\r\n")[0]
    assert b"upload-offset: 1000" in answer


def test_two_requests_at_once_never_mix_their_bytes(tmp_path: Path) -> None:
    """Stale connections may still deliver: whoever is not at the end is told so, and the file stays one file."""
    shelf, name = FileShelf(tmp_path), FileName(1, digest(CONTENT))
    shelf.empty(name)
    moved = []

    def send(seed: int) -> None:
        rng, at = random.Random(seed), 0
        while at < len(CONTENT):
            piece = CONTENT[at : at + rng.randrange(1, 9000)]
            try:
                at = shelf.add(name, at, piece)
            except Moved as other:
                moved.append(seed)
                at = other.offset

    threads = [threading.Thread(target=send, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    shelf.finish(name, len(CONTENT))
    assert shelf.verified(name)
    assert moved


def test_shelf_takes_no_short_and_no_wrong_file(tmp_path: Path) -> None:
    shelf, name = FileShelf(tmp_path), FileName(1, digest(CONTENT))
    shelf.add(name, 0, CONTENT[:-1])
    with pytest.raises(Moved):
        shelf.finish(name, len(CONTENT))
    shelf.add(name, len(CONTENT) - 1, b"\0" if CONTENT[-1] else b"\1")
    with pytest.raises(OtherContent):
        shelf.finish(name, len(CONTENT))
    assert (shelf.offset(name), shelf.whole(name, len(CONTENT))) == (0, False)


def test_unfinished_file_is_swept_away_after_a_month(tmp_path: Path) -> None:
    shelf = FileShelf(tmp_path)
    old, young, whole = (FileName(1, digest(bytes((n,)))) for n in range(3))
    for name in (old, young):
        shelf.add(name, 0, b"x")
    shelf.add(whole, 0, bytes((2,)))
    shelf.finish(whole, 1)
    before = time.time() - EXPIRE_AFTER - 9
    for path in (tmp_path / "files" / "1" / "partial" / old.sha256.hex(), shelf.place(whole)):
        os.utime(path, (before, before))
    assert shelf.sweep() == [old]
    assert (shelf.offset(old), shelf.offset(young), shelf.whole(whole, 1)) == (0, 1, True)


@ON_BOTH
def test_whole_file_is_known_again_when_the_database_was_put_back(
    place: Place, open_province: Callable[..., Province], clock: HandClock, session: requests.Session
) -> None:
    province = open_province()
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    now = int(clock.now().timestamp() * 1000)
    with InThread(province) as url:
        FileSender(url, device, session, now).post(CONTENT, body=CONTENT)
    with province.database.write() as c:
        c.exec_driver_sql("DELETE FROM file")  # the backup is older than the file
    with InThread(open_province(restored=True)) as url:
        one = FileSender(url, device, session, now)
        got = one.head(digest(CONTENT))
        assert told(got) == (200, "200000")
        assert one.receipt(got, CONTENT) != province.authority.generation


def test_file_whose_place_is_empty_is_asked_for_again(province: Province, sender: Callable[..., FileSender]) -> None:
    one = sender()
    one.post(CONTENT, body=CONTENT)
    province.files.shelf.place(FileName(1, digest(CONTENT))).unlink()
    assert told(one.head(digest(CONTENT))) == (200, "0")
    assert told(one.patch(CONTENT, 0)) == (204, "200000")


@ON_BOTH
def test_export_says_what_is_expected_and_what_is_complete(
    province: Province, sender: Callable[..., FileSender]
) -> None:
    one = sender()
    device = one.device
    (first,) = device.receive()

    def add(kind: str, body: object) -> Entry:
        return device.log.add(body, kind=kind, subject=first.envelope.subject)

    told_of = Attached(digest(CONTENT), len(CONTENT), "application/pdf", 2, 1, "Tờ khai")
    missing = Attached(bytes(32), 77, "image/png", 1, None, "Giấy tờ khác")
    entry = add("file_attached", told_of.body())
    add("file_attached", missing.body())
    add("file_attached", {"sha256": "no"})
    add("file_mistaken", {"attached": entry.hash.hex(), "reason": None})
    device.exchange(province.exchange.answer)
    one.post(CONTENT, body=CONTENT)
    exported = list(export(province))
    rows = [row for row in exported if row["type"] == "file"]
    (code,) = (row["code"] for row in exported if row["type"] == "dossier")
    assert [(r["sha256"], r["size"], r["state"], r["mistaken"], r["title"], r["code"]) for r in rows] == [
        (digest(CONTENT).hex(), 200_000, "complete", True, "Tờ khai", code),
        (bytes(32).hex(), 77, "expected", False, "Giấy tờ khác", code),
    ]
    outcomes = [row["outcome"] for row in exported if row["type"] == "entry" and row["kind"] == "file_attached"]
    assert outcomes == ["applied", "applied", "quarantined"]


@pytest.mark.parametrize("text", ["", "Counter", "Counter ????", "Counter " + "A" * 118 + "ắ", "Counter " + "A" * 300])
def test_headers_that_are_none_are_bad_messages(text: str) -> None:
    for read in (read_authorization, read_metadata, lambda t: read_receipt(t, bytes(32), bytes(16), bytes(32), 1)):
        with pytest.raises(BadMessage):
            read(text)


def test_verifying_reads_every_complete_file(
    province: Province, sender: Callable[..., FileSender], place: Place
) -> None:
    one = sender()
    one.post(CONTENT, body=CONTENT)
    assert verify_province(place.folder, place.database_url)[1] == []
    path = province.files.shelf.place(FileName(1, digest(CONTENT)))
    held = bytearray(path.read_bytes())
    held[100_000] ^= 1
    path.write_bytes(held)
    (problem,) = verify_province(place.folder, place.database_url)[1]
    assert digest(CONTENT).hex() in problem
