"""A device out of service, at every address: its honest work is still taken, apart; it gets nothing any more."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import requests

from counter.journal.checkpoint import public_key
from counter.journal.leaves import Span
from counter.server.export import export
from counter.server.inbox import Inbox
from counter.server.province import Province
from counter.server.serving import InThread
from counter.server.verify import verify_province
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.files import FileAsk, write_metadata
from counter.wire.reply import Standing
from counter.wire.statement import Part, StatementRequest, read_statement, write_statement_request
from tests.made.device import Device
from tests.made.logs import reception

Enrol = Callable[..., Device]


class Narrow(Inbox):
    most_apart = 2_000  # bytes


@pytest.fixture
def inbox() -> type[Inbox]:
    return Inbox


@pytest.fixture
def province(open_province: Callable[..., Province], inbox: type[Inbox]) -> Province:
    return open_province(inbox=inbox)


@pytest.fixture
def url(province: Province) -> Iterator[str]:
    with InThread(province) as url:
        yield url


@pytest.fixture
def thief(province: Province, enrolled: Enrol) -> Device:
    """It has pushed three, made four more that it has not pushed, and was revoked then. A neighbour has pushed two."""
    device, neighbour = enrolled(), enrolled()
    device.receive(3)
    neighbour.receive(2)
    for one in (device, neighbour):
        one.exchange(province.exchange.answer)
    province.interpreter.catch_up()
    device.receive(4)
    assert province.revoke(device.log.device)
    neighbour.receive(2)
    neighbour.exchange(province.exchange.answer)
    return device


def rows(province: Province, device: Device) -> list[tuple[object, object]]:
    return [
        (r["outcome"], r["reason"]) for r in export(province) if r["type"] == "entry" and r["epoch"] == device.log.epoch
    ]


def over(url: str) -> Callable[[bytes], bytes]:
    def answer(message: bytes) -> bytes:
        got = requests.post(url + "/v1/sync", data=message, timeout=20)
        assert got.status_code == 200
        return got.content

    return answer


def test_sync_takes_all_its_unsent_work_apart_and_gives_it_nothing(province: Province, thief: Device, url: str) -> None:
    for step in (1, 3, None):
        request = thief.request(
            step, epoch_ask=random.Random(1).randbytes(8), wants=(("H49.22", 2), ("G09", 1)), whole=True
        )
        reply = thief.read(request, over(url)(thief.message(request)))
        assert (reply.standing, reply.acked, reply.held) == (Standing.REVOKED, 0, request.base + len(request.entries))
        assert (reply.entries, reply.lanes, reply.grant, reply.notices, reply.catalogue) == ((), None, None, (), None)
        assert (reply.safe, reply.more) == (0, False)
        thief.acked = reply.held
    assert rows(province, thief) == [("applied", "")] * 3 + [("quarantined", "sync.outcome.revoked")] * 4
    codes = {r["code"] for r in export(province) if r["type"] == "entry" and r["outcome"] == "quarantined"}
    assert None not in codes  # whoever stands there with the receipt can be found
    assert thief.pulled == {}


def test_what_it_sends_again_is_held_once_and_puts_no_doubt_on_what_was_taken(
    province: Province, thief: Device, url: str
) -> None:
    """The acknowledgement of its first three was lost: they are in the log, and not also apart."""
    for _ in range(3):
        thief.acked = 0
        thief.exchange(over(url))
    assert rows(province, thief) == [("applied", "")] * 3 + [("quarantined", "sync.outcome.revoked")] * 4
    assert len({row["code"] for row in export(province) if row["type"] == "dossier"}) == 3 + 4


@pytest.mark.parametrize("inbox", [Narrow])
def test_stolen_machine_cannot_fill_the_disk(province: Province, thief: Device) -> None:
    held = []
    for _ in range(4):
        reply = thief.read(request := thief.request(1), province.exchange.answer(thief.message(request)))
        assert reply.standing is Standing.REVOKED
        thief.acked = reply.held
        held.append(reply.held)
    assert held[0] == 4
    assert held[-2] == held[-1] < 7  # what is not kept is not said to be: the machine still has it
    assert len(rows(province, thief)) == held[-1]


def test_its_poison_is_taken_apart_too(province: Province, thief: Device, url: str) -> None:
    thief.log.add(b"[" * 60_000)
    thief.log.add(reception("H49.22-261123-0001", thief.log.rng), kind="dossier_sold")
    thief.exchange(over(url))
    assert rows(province, thief)[3:] == [("quarantined", "sync.outcome.revoked")] * 6


def test_enrolment_gives_neither_its_id_back_nor_says_more_than_of_any_new_device(
    province: Province, thief: Device, url: str
) -> None:
    token = province.token("H49.22", "06652").text
    asked = EnrolRequest.make(token, thief.key, public_key(thief.key), thief.log.device, b"an ask.9")
    got = requests.post(url + "/v1/enrol", data=asked.encode(), timeout=20)
    granted = EnrolReply.decode(got.content)
    assert granted.device != thief.log.device
    assert not {lane.start for lane in granted.lanes} & {lane.start for lane in thief.lanes}
    assert thief.exchange(over(url)).standing is Standing.REVOKED


def test_statement_says_only_sums_of_its_own_log(province: Province, thief: Device, url: str) -> None:
    device, parts = thief.log.device, (Part(thief.log.epoch, Span(1, 7)),)
    request = StatementRequest(device, os.urandom(16), thief.log.wall_ms, date(2026, 11, 23), parts)
    got = requests.post(url + "/v1/statement", data=write_statement_request(request, thief.key), timeout=20)
    ((held,),) = read_statement(got.content, request, thief.granted.province_key).sums
    assert (held.count, held.last) == (3, 3)


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH"])
def test_files_are_neither_taken_nor_told(province: Province, thief: Device, url: str, method: str) -> None:
    sha256 = hashlib.sha256(b"paper").digest()
    length = 5 if method != "HEAD" else 0
    now_ms = int(province.clock.now().timestamp() * 1000)
    ask = FileAsk(thief.log.device, method, sha256, 0, length, 5 if method == "POST" else 0, now_ms)
    headers = {
        "Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Offset": "0", "Upload-Metadata": write_metadata(sha256),
        "Content-Type": "application/offset+octet-stream", "Authorization": ask.authorization(thief.key),
    }  # fmt: skip
    path = "/v1/files" if method == "POST" else f"/v1/files/{sha256.hex()}"
    got = requests.request(method, url + path, data=b"paper"[:length], headers=headers, timeout=20)
    assert got.status_code == 403
    assert not list((province.files.shelf.path).rglob(sha256.hex()))


def test_catalogue_and_status_are_the_same_for_everybody(thief: Device, url: str) -> None:
    """They name no device, so there is nobody to refuse, and they hold nothing of centres or people."""
    assert requests.get(url + "/v1/catalogue", timeout=20).status_code == 200
    told = requests.get(url + "/v1/status", timeout=20).json()
    assert set(told) == {"generation", "protocol", "time", "catalogue"}


def test_all_that_is_kept_of_it_verifies(province: Province, thief: Device, place: object) -> None:
    thief.exchange(province.exchange.answer)
    province.interpreter.catch_up()
    assert verify_province(place.folder, place.database_url) == (3 + 4 + 4, [])  # type: ignore[attr-defined]


@pytest.mark.parametrize("deed", ["revoked", "forked"])
def test_what_changes_while_a_request_is_read_counts_for_it(province: Province, enrolled: Enrol, deed: str) -> None:
    """Two requests at once: the second one's log was looked up before the first one's end, and lent numbers after it."""
    from counter.server.exchange import Exchange

    device = enrolled()
    device.receive(1)
    device.exchange(province.exchange.answer)
    clone = Device(device.key, device.granted, device.log.copy(9), acked=1, lanes_version=device.lanes_version)
    lent = {lane.start for lane in device.lanes}

    class Slow(Exchange):
        def _settle(self, log, request, evidence, now):  # type: ignore[no-untyped-def]
            if deed == "revoked":
                province.revoke(device.log.device)
            else:
                clone.receive(1)
                clone.exchange(province.exchange.answer)
                device.receive(1)
                device.exchange(province.exchange.answer)
            return super()._settle(log, request, evidence, now)

    slow = Slow(province.database, province.authority, province.catalogue, province.clock)
    request = clone.request(0, wants=(("H49.22", 3), ("G09", 2)), whole=True, base=1, entries=())
    reply = clone.read(request, slow.answer(clone.message(request)))
    assert reply.standing is (Standing.REVOKED if deed == "revoked" else Standing.RETIRED)
    assert {lane.start for lane in reply.lanes or ()} <= lent
    with province.database.read() as c:
        from sqlalchemy import select

        from counter.server.tables import lane

        assert {row.start for row in c.execute(select(lane).where(lane.c.retired == 0))} == set()
