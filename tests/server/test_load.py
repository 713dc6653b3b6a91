"""The limits in a real server: who asks too much is told when to come again, and the others are served as before."""

from __future__ import annotations

import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import requests
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from counter.journal.leaves import Span
from counter.server.database import Database
from counter.server.gate import UNLIMITED
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.wire.enrolment import EnrolReply
from counter.wire.statement import NONCE, Part, StatementRequest, write_statement_request
from tests.made.device import Device
from tests.made.postgres import new_database
from tests.made.served import Served

RATE = 3


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with Served(tmp_path / "p", None, "--rate", str(RATE)) as running:
        yield running


def enrol(served: Served, line: requests.Session, count: int) -> list[Device]:
    token = served.own_token(uses=count)
    return [
        Device.enrol(
            lambda asked: EnrolReply.decode(line.post(served.url + "/v1/enrol", data=asked.encode()).content), token, seed
        )
        for seed in range(1, count + 1)
    ]  # fmt: skip


def test_device_that_asks_too_much_is_told_when_to_come_again_and_loses_nothing(served: Served) -> None:
    with requests.Session() as line:
        loud, quiet = enrol(served, line, 2)
        message = loud.message(loud.request())
        got = [line.post(served.url + "/v1/sync", data=message) for _ in range(30 * RATE + 40)]
        counted = Counter(one.status_code for one in got)
        assert set(counted) == {200, 429}
        refused = next(one for one in got if one.status_code == 429)
        assert refused.json() == {"reason": "busy"}
        assert refused.headers["retry-after"] == "1"
        quiet.receive(2)
        quiet.push_all(lambda m: line.post(served.url + "/v1/sync", data=m).content)
        time.sleep(int(refused.headers["retry-after"]))
        loud.receive(3)
        loud.push_all(lambda m: line.post(served.url + "/v1/sync", data=m).content)
    assert sum(row["type"] == "entry" for row in served.deed("export")) == 5


def test_noise_from_an_address_closes_it_for_strangers_only(served: Served) -> None:
    with requests.Session() as line:
        (honest,) = enrol(served, line, 1)

        def answer(message: bytes) -> bytes:
            got = line.post(served.url + "/v1/sync", data=message)
            assert got.status_code == 200
            return got.content

        honest.exchange(answer)
        answers: Counter[int] = Counter()
        while answers[429] < 20:
            answers[line.post(served.url + "/v1/sync", data=b"noise").status_code] += 1
            assert sum(answers.values()) < 5_000
        assert set(answers) == {400, 429}
        honest.receive(3)
        honest.push_all(answer)


@pytest.mark.slow
def test_one_device_at_a_hundred_times_the_pace_does_not_slow_the_others(served: Served) -> None:
    """Its bucket is empty soon, and then it is sent away before anything is looked up for it."""
    with requests.Session() as line:
        loud, *others = enrol(served, line, 4)
    message, over = loud.message(loud.request()), threading.Event()
    told: Counter[int] = Counter()

    def flood() -> None:
        with requests.Session() as line:
            while not over.is_set():
                told[line.post(served.url + "/v1/sync", data=message).status_code] += 1
                time.sleep(0.002)

    def measure() -> list[float]:
        took = []
        with requests.Session() as line:
            for _ in range(15):
                for device in others:
                    device.receive(1)
                    begun = time.perf_counter()
                    device.exchange(lambda m: line.post(served.url + "/v1/sync", data=m).content)
                    took.append(time.perf_counter() - begun)
                time.sleep(0.02)
        return took

    alone = measure()
    flooding = [threading.Thread(target=flood) for _ in range(2)]
    for thread in flooding:
        thread.start()
    while told[429] < 30:
        time.sleep(0.05)
    beside = measure()
    over.set()
    for thread in flooding:
        thread.join()
    assert told[429] > 10 * told[200] / 30
    slowest = sorted(alone)[-2], sorted(beside)[-2]  # of 45
    assert slowest[1] < 10 * slowest[0] + 10 * statistics.median(alone), slowest
    assert all(device.acked == 30 for device in others)


@pytest.mark.xdist_group("postgres")
def test_what_hangs_in_postgresql_ends_in_come_again_and_not_in_a_hanging_server(tmp_path: Path) -> None:
    """A table held by somebody else: the request is given up at the lock's time-out, and the next one is served."""
    url = new_database()
    with Served(tmp_path / "p", url + "&options=-c%20lock_timeout%3D1s") as served, requests.Session() as line:
        (device,) = enrol(served, line, 1)
        device.receive(1)
        message = device.message(device.request())
        other = Database(tmp_path / "other", url)
        with other.write() as c:
            c.execute(text("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE"))
            got = line.post(served.url + "/v1/sync", data=message, timeout=60)
        other.close()
        assert (got.status_code, got.json()) == (503, {"reason": "busy"})
        assert 2 <= int(got.headers["retry-after"]) <= 12
        device.read(device.request(), line.post(served.url + "/v1/sync", data=message).content)
        assert device.acked == 1


@pytest.mark.xdist_group("postgres")
def test_query_that_is_slow_is_cut_in_postgresql_itself_and_the_counter_is_told_to_come_again(tmp_path: Path) -> None:
    """The statement's own time-out: a minute of work in the middle of an exchange, of which nothing is left running."""
    url = new_database()
    province = Province(Place(tmp_path / "p", url + "&options=-c%20statement_timeout%3D300ms"))
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    device.receive(2)
    message, other = device.message(device.request()), Database(tmp_path / "other", url)
    with other.write() as c:
        c.execute(text(_SLOW))
        c.execute(text("CREATE TRIGGER slow BEFORE INSERT ON head FOR EACH ROW EXECUTE FUNCTION slow()"))
    with InThread(province) as door, requests.Session() as line:
        got = line.post(door + "/v1/sync", data=message, timeout=30)
        assert (got.status_code, got.json()) == (503, {"reason": "busy"})
        assert 2 <= int(got.headers["retry-after"]) <= 12
        with other.write() as c:
            running = "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
            assert c.execute(text(running + " AND datname = current_database()")).scalar() == 0
            assert c.execute(text("SELECT count(*) FROM inbox")).scalar() == 0
            c.execute(text("DROP TRIGGER slow ON head"))
        device.read(device.request(), line.post(door + "/v1/sync", data=message).content)
    assert device.acked == 2
    other.close()
    province.close()


_SLOW = """CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$"""


@pytest.mark.xdist_group("postgres")
def test_acknowledgement_is_never_given_before_the_disk_has_it(tmp_path: Path) -> None:
    """I11: whatever the server, the role or the URL says of `synchronous_commit`, a connection of ours waits for the disk;
    who waits for a standby too, or for the disk alone, is left that."""
    url = new_database()
    for said, holds in (("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")):
        database = Database(tmp_path / said, url + f"&options=-c%20synchronous_commit%3D{said}")
        for opened in (database.write, database.read, database.snapshot):
            with opened() as c:
                assert c.execute(text("SHOW synchronous_commit")).scalar() == holds
        database.close()


@pytest.mark.xdist_group("postgres")
def test_every_connection_to_postgresql_has_its_time_outs_and_long_walks_have_none(tmp_path: Path) -> None:
    database = Database(tmp_path / "p", new_database())
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with database.read() as c:
        assert [c.execute(text(f"SHOW {name}")).scalar() for name in names] == ["30s", "10s", "1min"]
    with database.snapshot() as c:
        assert [c.execute(text(f"SHOW {name}")).scalar() for name in names] == ["0", "0", "0"]
    with database.write() as c:
        assert c.execute(text("SHOW statement_timeout")).scalar() == "30s"
    database.close()


def test_device_that_has_enough_at_work_gets_no_statement_and_no_exchange_beside_it(tmp_path: Path) -> None:
    """A statement of a long log is long work: one device may not have more of it at once than of exchanges."""
    province = Province(Place(tmp_path / "p"), limits=replace(UNLIMITED, device_at_once=2))
    one, other = (Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2))
    with InThread(province) as url, requests.Session() as line:

        def state(device: Device) -> requests.Response:
            part = Part(device.log.epoch, Span(1, 1))
            asked = StatementRequest(device.log.device, bytes(NONCE), 0, date(2026, 11, 23), (part,))
            return line.post(url + "/v1/statement", data=write_statement_request(asked, device.key))

        with province.gate.working(one.log.device), province.gate.working(one.log.device):
            for got in (state(one), line.post(url + "/v1/sync", data=one.message(one.request()))):
                assert (got.status_code, got.json(), got.headers["retry-after"]) == (429, {"reason": "busy"}, "1")
            assert state(other).status_code == 200
        assert state(one).status_code == 200
    province.close()


def test_wait_for_a_connection_ends_in_come_again(tmp_path: Path) -> None:
    province = Province(Place(tmp_path / "p"))
    pool = province.database.engine.pool
    pool._timeout = 0.2  # type: ignore[attr-defined]
    with InThread(province) as url:
        held = []
        with suppress(SQLAlchemyError):
            while len(held) < 1000:
                held.append(province.database.engine.connect())
        got = requests.get(url + "/v1/status", timeout=20)
        assert (got.status_code, got.json()) == (503, {"reason": "busy"})
        assert int(got.headers["retry-after"]) >= 2
        for connection in held:
            connection.close()
        assert requests.get(url + "/v1/status", timeout=20).status_code == 200
    province.close()


def test_more_than_may_wait_are_sent_away_and_the_next_is_served_when_there_is_room(tmp_path: Path) -> None:
    province = Province(Place(tmp_path / "p"), limits=replace(UNLIMITED, at_once=1, waiting=0))
    inside, go_on = threading.Event(), threading.Event()
    ask, told = province.database.ask, []

    def slow() -> None:
        inside.set()
        assert go_on.wait(20)
        ask()

    province.database.ask = slow  # type: ignore[method-assign]
    with InThread(province) as url:
        first = threading.Thread(target=lambda: told.append(requests.get(url + "/v1/status", timeout=30).status_code))
        first.start()
        assert inside.wait(20)
        got = requests.get(url + "/v1/status", timeout=20)
        assert (got.status_code, got.json()) == (503, {"reason": "busy"})
        assert int(got.headers["retry-after"]) >= 2
        go_on.set()
        first.join(30)
        assert requests.get(url + "/v1/status", timeout=20).status_code == 200
    province.close()
    assert told == [200]
