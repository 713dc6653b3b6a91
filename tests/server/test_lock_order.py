"""Locks of PostgreSQL are taken in one order everywhere, so two transactions never wait for each other; and when a stranger
makes them, one is cut and comes again."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from sqlalchemy import event, text

from counter.server.database import Database, _key
from counter.server.export import export
from counter.server.judging import APPLIED
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.wire.reply import Standing
from tests.made.device import Device
from tests.made.logs import reception
from tests.made.postgres import new_database
from tests.made.world import HandClock

pytestmark = pytest.mark.xdist_group("postgres")

# What a statement holds until its transaction ends, besides the rows of its own log and device.
HELD = {
    "UPDATE epoch_series": "series", "UPDATE outcome": "outcomes", "FROM serial": "serials", "UPDATE serial": "serials",
    "INSERT INTO notice": "outcomes", "UPDATE device": "device", "UPDATE token": "uses",
}  # fmt: skip
NAMES = ["interpret", "meta", "centres", "tables", *(f"centre {n}" for n in range(1, 9)),
         *(f"lanes {agency}" for agency in ("H49.22", "H49.30", "G09"))]  # fmt: skip


class Order:
    """Which kind of lock was taken while which others were held."""

    def __init__(self, database: Database) -> None:
        self.before: dict[str, set[str]] = defaultdict(set)
        self.alike: set[tuple[str, str]] = set()
        self._names = {_key(name): name for name in NAMES}
        self._held: dict[int, list[str]] = defaultdict(list)
        event.listen(database.engine, "before_cursor_execute", self._statement)
        for name in ("commit", "rollback"):
            event.listen(
                database.engine,
                name,
                lambda connection: self._held.pop(id(connection.connection.driver_connection), None),
            )

    def _statement(self, connection: Any, _c: object, statement: str, parameters: Any, *_: object) -> None:
        held = self._held[id(connection.connection.driver_connection)]
        if "pg_advisory_xact_lock" in statement or "pg_try_advisory" in statement:
            found = self._names.get(parameters["key"]) or ("epochs" if held else "token")
        else:
            found = next((one for part, one in HELD.items() if part in statement), "")
        if found and found not in held:  # what one holds one may ask for again
            kind = found.split()[0]
            self.before[kind] |= {one.split()[0] for one in held} - {kind}
            self.alike |= {(one, found) for one in held if one.split()[0] == kind}
            held.append(found)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    one = Province(Place(tmp_path / "p", new_database()), HandClock())
    yield one
    one.close()


def enrol(province: Province, seed: int, agency: str = "H49.22", unit: str = "06652") -> Device:
    return Device.enrol(province.enrol, province.token(agency, unit).text, seed)


def provisional(device: Device, number: int, agency: str) -> None:
    code = f"TAM-{device.log.epoch}-261123-{number:04d}"
    device.log.add(reception(code, device.log.rng, agency=device.log.agency, deciding_agency=agency, provisional=True))


def a_day_of_everything(province: Province) -> None:
    """Lanes of others' bodies, a code twice, clones, a new epoch, the reserve of a body used up, a device revoked."""
    answer = province.exchange.answer
    one, two, far = enrol(province, 1), enrol(province, 2), enrol(province, 3, "H49.30", "07192")
    with province.database.write() as c:
        for agency in ("G09", "H49.30"):
            c.execute(text(f"INSERT INTO serial (agency, day, last) VALUES ('{agency}', '2026-11-23', 9999)"))
    for device in (one, two, far):
        device.receive(2)
        device.exchange(answer, wants=(("G09", 1), ("H49.30", 1)))
    province.interpreter.catch_up()
    serial = one.lanes[0].start
    for number, agency in enumerate(("H49.30", "G09", "G09"), 1):
        provisional(far, number, agency)
    far.log.add(reception(f"H49.22-261123-{serial + 1:04d}", far.log.rng, agency="H49.30", deciding_agency="H49.22"))
    far.push_all(answer)
    province.interpreter.catch_up()
    twin = Device(two.key, two.granted, two.log.copy(7), acked=1, cursor=two.cursor, spent=1)
    twin.shelf.put(*two.log.entries)
    twin.log.entries[1:] = []
    twin.receive(2)
    reply = twin.exchange(answer, epoch_ask=b"asked it", wants=(("G09", 2),))
    assert reply.standing is Standing.FORK
    province.interpreter.catch_up()
    province.revoke(one.log.device)
    one.receive(1)
    assert one.exchange(answer).standing is Standing.REVOKED


def test_locks_are_taken_in_one_order_by_everything_that_is_done(province: Province) -> None:
    order = Order(province.database)
    a_day_of_everything(province)
    assert {"interpret", "centre", "lanes", "series", "outcomes", "serials"} <= set(order.before)
    assert order.alike
    assert all(first < second for first, second in order.alike)
    list(TopologicalSorter(order.before).static_order())  # or it raises the cycle


def test_deadlock_that_a_stranger_makes_ends_in_come_again_and_nothing_is_half_done(province: Province) -> None:
    """Somebody by hand holds the lanes and then wants the centre: PostgreSQL cuts the exchange, and the counter comes again."""
    device = enrol(province, 1)
    device.receive(2)
    message = device.message(device.request(wants=(("H49.30", 1),)))
    told: list[requests.Response] = []
    with (
        InThread(province) as url,
        psycopg.connect(
            province.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        ) as hand,
    ):
        hand.execute("SET deadlock_timeout = '20s'")  # so that it is the other who looks first
        hand.execute("SELECT pg_advisory_xact_lock(%s)", [_key("lanes H49.30")])
        pushing = threading.Thread(
            target=lambda: told.append(requests.post(url + "/v1/sync", data=message, timeout=30))
        )
        pushing.start()
        with psycopg.connect(hand.info.dsn, host=hand.info.host, autocommit=True) as watch:
            while not watch.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchone():
                pass
        hand.execute("SELECT pg_advisory_xact_lock(%s)", [_key("centre 1")])
        pushing.join(30)
        hand.rollback()
        (got,) = told
        assert (got.status_code, got.json()) == (503, {"reason": "busy"})
        assert 2 <= int(got.headers["retry-after"]) <= 12
        assert list(export(province)) == []
        device.read(device.request(), requests.post(url + "/v1/sync", data=message, timeout=30).content)
    assert device.acked == 2
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {APPLIED}
