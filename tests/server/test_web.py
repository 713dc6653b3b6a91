"""The web door as a real process: what is not ours is refused by status, never by a failure of the server."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key, public_key
from counter.server.gate import Limits
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.store.catalogue import read_catalogue
from counter.wire.catalogue import catalogue_content, catalogue_tag
from counter.wire.catalogue import read_catalogue as read_message
from counter.wire.enrolment import LIMIT, CentreReply, CentreRequest, EnrolReply, EnrolRequest
from counter.wire.frame import CONTENT_TYPE
from counter.wire.limits import MESSAGE
from tests.made.device import Device
from tests.made.postgres import new_database
from tests.made.served import Served

pytestmark = pytest.mark.xdist_group("postgres")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("province")
    with Served(folder, None if request.param == "sqlite" else new_database()) as running:
        yield running


@pytest.fixture(scope="module")
def line() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture(scope="module")
def device(served: Served, line: requests.Session) -> Device:
    def enrol(asked: EnrolRequest) -> EnrolReply:
        return EnrolReply.decode(line.post(served.url + "/v1/enrol", data=asked.encode()).content)

    return Device.enrol(enrol, served.token())


def test_exchange_over_http_is_held_and_answered(served: Served, device: Device, line: requests.Session) -> None:
    before = len(device.log.entries)
    device.receive(30)

    def answer(message: bytes) -> bytes:
        got = line.post(served.url + "/v1/sync", data=message)
        assert got.status_code == 200
        assert got.headers["content-type"] == CONTENT_TYPE
        assert "server" not in got.headers
        return got.content

    device.push_all(answer)
    rows = [row for row in served.deed("export") if row["type"] == "entry"]
    assert [row["hash"] for row in rows] == [e.hash.hex() for e in device.log.entries]
    assert {row["outcome"] for row in rows} == {"applied"}
    assert len(device.log.entries) == before + 30


def test_status_says_who_answers_and_nothing_of_people(served: Served, line: requests.Session) -> None:
    told = line.get(served.url + "/v1/status").json()
    assert told["generation"] == served.first["generation"]
    assert set(told) == {"generation", "protocol", "time", "catalogue"}


def test_catalogue_is_signed_and_not_sent_twice(served: Served, device: Device, line: requests.Session) -> None:
    first = line.get(served.url + "/v1/catalogue")
    found = read_message(first.content, device.granted.province_key)
    assert found.content == catalogue_content(read_catalogue())
    assert first.headers["etag"] == f'"{catalogue_tag(found.content).hex()}"'
    again = line.get(served.url + "/v1/catalogue", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("path", "most"), [("/v1/sync", MESSAGE), ("/v1/enrol", LIMIT), ("/v1/enrol/centre", LIMIT)])
def test_body_beyond_the_limit_is_refused_whether_it_tells_its_length_or_not(
    served: Served, line: requests.Session, path: str, most: int
) -> None:
    assert line.post(served.url + path, data=bytes(most + 1)).status_code == 413
    assert line.post(served.url + path, data=(bytes(1000) for _ in range(most // 1000 + 2))).status_code == 413


def test_length_that_is_a_lie_hangs_nobody(served: Served, line: requests.Session) -> None:
    where = urlsplit(served.url)
    with socket.create_connection((where.hostname, where.port), 5) as hanging:
        hanging.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n")
        assert b" 4" in hanging.recv(100).split(b"\r\n")[0]
    with socket.create_connection((where.hostname, where.port), 5) as half:
        half.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        assert line.get(served.url + "/v1/status", timeout=5).status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
@pytest.mark.parametrize(
    "path",
    [
        "/v1/sync",
        "/v1/enrol/centre",
        "/v1/catalogue",
        "/v1/nothing",
        "/",
        "/../../etc/passwd",
        "/v1/sync/%00",
        "/v1/sync/",
    ],
)
def test_other_addresses_and_methods_are_refused_in_json(
    served: Served, line: requests.Session, method: str, path: str
) -> None:
    if (method, path) == ("get", "/v1/catalogue"):
        return
    got = line.request(method, served.url + path)
    assert 400 <= got.status_code < 500
    assert got.json() == {"reason": "address"}


wild_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4), max_leaves=10,
).map(lambda value: json.dumps(value).encode())  # fmt: skip


@given(st.sampled_from(["/v1/sync", "/v1/enrol", "/v1/enrol/centre"]), st.binary(max_size=400) | wild_json)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_body_gets_a_status_below_500(served: Served, line: requests.Session, path: str, body: bytes) -> None:
    got = line.post(served.url + path, data=body)
    assert 400 <= got.status_code < 500
    assert set(got.json()) == {"reason"}


def test_changed_requests_get_a_status_below_500(served: Served, device: Device, line: requests.Session) -> None:
    rng = random.Random(5)
    device.receive(3)
    whole = [
        device.message(device.request(whole=flag, epoch_ask=b"12345678", wants=(("H49.22", 1),)))
        for flag in (False, True)
    ]
    for number in range(300):
        changed = bytearray(whole[number % 2])
        for _ in range(rng.randrange(1, 5)):
            at = rng.randrange(len(changed))
            changed[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
        assert line.post(served.url + "/v1/sync", data=bytes(changed)).status_code < 500


def test_refusals_do_not_tell_an_unknown_device_from_a_wrong_signature(
    served: Served, device: Device, line: requests.Session
) -> None:
    from dataclasses import replace

    from counter.wire.request import write_request

    request = device.request(whole=True)
    told = [
        line.post(served.url + "/v1/sync", data=write_request(r, key, device.shelf.held, device.shelf.locate))
        for r, key in ((replace(request, device=bytes(16)), device.key), (request, new_key()))
    ]
    assert [(got.status_code, got.content) for got in told] == [(401, b'{"reason":"unknown"}')] * 2


def test_token_that_is_wrong_is_refused(served: Served, line: requests.Session) -> None:
    key = new_key()
    got = line.post(
        served.url + "/v1/enrol", data=EnrolRequest.make("x" * 32, key, public_key(key), None, bytes(8)).encode()
    )
    assert (got.status_code, got.json()) == (403, {"reason": "token", "why": "unknown"})


def test_whose_a_token_is_is_told_without_spending_it_and_why_it_is_worth_nothing(
    served: Served, line: requests.Session
) -> None:
    token = served.own_token("H49.30", "07192")

    def look() -> requests.Response:
        return line.post(served.url + "/v1/enrol/centre", data=CentreRequest(token).encode())

    for _ in range(3):
        told = CentreReply.decode(look().content)
        assert (told.agency, told.unit) == ("H49.30", "07192")
        assert told.expires > told.time
    Device.enrol(
        lambda asked: EnrolReply.decode(line.post(served.url + "/v1/enrol", data=asked.encode()).content), token, 77
    )
    assert (look().status_code, look().json()) == (403, {"reason": "token", "why": "used"})


def test_guessing_tokens_ends_at_the_door(tmp_path: Path, line: requests.Session) -> None:
    province = Province(Place(tmp_path / "p"), limits=Limits(address_rate=0.001, address_burst=3))
    guess = CentreRequest("x" * 32).encode()
    with InThread(province) as url:
        told = [line.post(url + "/v1/enrol/centre", data=guess).status_code for _ in range(6)]
    province.close()
    assert told == [403, 403, 403, 429, 429, 429]


def test_what_nobody_has_signed_is_charged_to_its_address(tmp_path: Path, line: requests.Session) -> None:
    """Ids are no secret: a request in a device's name that builds on nothing got its answer without end, and so did a
    question about the server's health."""
    province = Province(Place(tmp_path / "p"), limits=Limits(address_rate=0.001, address_burst=4))
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    stranger = Device(new_key(), device.granted, device.log.copy(9))
    stranger.receive(9)
    request = stranger.request(base=5, base_hash=b"x" * 32, entries=())
    with InThread(province) as url:
        told = [line.post(url + "/v1/sync", data=stranger.message(request)).status_code for _ in range(3)]
        told += [
            line.get(url + path).status_code
            for path in ("/v1/status", "/v1/catalogue", "/v1/recovery-key", "/openapi.json")
        ]
        assert told == [200, 200, 200, 200, 429, 429, 429]
    province.close()


def test_crowd_of_slow_senders_does_not_fill_the_memory() -> None:
    from counter.server.gate import UNLIMITED, Busy, Gate
    from counter.server.web import Bodies

    bodies = Bodies(Gate(UNLIMITED, lambda: 0.0), 100)
    with bodies.room() as one, bodies.room() as two:
        one(60)
        two(40)
        with pytest.raises(Busy):
            two(1)
    with bodies.room() as three:
        three(100)
