"""Files that no fact names: bounded for each device, gone in the end, and no hindrance for whoever's facts are merely late."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from counter.domain.attachment import Attached
from counter.journal.kinds import FILE_ATTACHED
from counter.server.file_shelf import EXPIRE_AFTER, FileName
from counter.server.gate import Limits
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.server.tables import file as files
from counter.server.unnamed import AT_LEAST, KEEP_MS
from counter.store.attachments import scans_of
from counter.store.clock import SystemClock
from tests.made.device import Device
from tests.made.file_sender import FileSender, digest
from tests.made.papers import PaperCounter
from tests.made.postgres import new_database
from tests.server.conftest import BOTH

ON_BOTH = pytest.mark.parametrize("place", BOTH, indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """SQLite, and for what is asked of the database PostgreSQL too."""
    postgresql = getattr(request, "param", "sqlite") == "postgresql"
    return Place(tmp_path / "province", new_database() if postgresql else None)


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as made:
        yield made


def content(seed: int, size: int = 300) -> bytes:
    return random.Random(seed).randbytes(size)


def attached(of: bytes, **other: object) -> dict[str, object]:
    return Attached(digest(of), len(of), "image/png", 1, None, "Giấy tờ khác").body() | other


def name_it(province: Province, device: Device, body: object, kind: str = FILE_ATTACHED) -> None:
    (dossier,) = device.receive()
    device.log.add(body, kind=kind, subject=dossier.envelope.subject)
    device.exchange(province.exchange.answer)
    province.interpreter.catch_up()


@ON_BOTH
def test_device_lays_down_so_much_that_no_fact_names_and_any_number_that_one_does(
    open_province: Callable[..., Province], session: requests.Session
) -> None:
    province = open_province(limits=Limits(unnamed=3 * AT_LEAST))
    devices = [Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2)]
    with InThread(province) as url:
        loud, calm = (FileSender(url, device, session) for device in devices)
        # Small ones count too: it is not only bytes that fill a disk.
        assert [loud.post(content(n), body=content(n)).status_code for n in range(5)] == [201, 201, 201, 425, 425]
        got = loud.post(content(9, 4 * AT_LEAST))
        assert (got.status_code, got.json()["reason"], got.headers["retry-after"]) == (425, "unnamed", "600")
        assert loud.head(digest(content(9))).status_code == 404  # nothing of it was made
        assert loud.post(content(1)).status_code == 201  # it is here
        assert calm.post(content(3), body=content(3)).status_code == 201
        name_it(province, devices[0], attached(content(7)))
        assert loud.post(content(7), body=content(7)).status_code == 201
        name_it(province, devices[0], attached(content(8), size=1))
        assert loud.post(content(8), body=content(8)).status_code == 425  # another size than the fact told
    with province.database.read() as c:
        assert len(c.execute(select(files)).all()) == 5


def test_counter_whose_facts_are_late_waits_with_that_file_alone(
    open_province: Callable[..., Province], tmp_path: Path
) -> None:
    province = open_province(limits=Limits(unnamed=0))
    with InThread(province) as url:
        counter = PaperCounter(tmp_path / "one").join(url, province.token("H49.22", "06652").text)
        dossier = counter.receive_one()
        late = counter.attach_sized(dossier, 5_000, 1)
        counter.attach_sized(dossier, 5_000, 2)
        counter.facts(url)
        province.interpreter.catch_up()
        at = f"WHERE centre = 1 AND size = {late.size} AND position = (SELECT min(position) FROM attachment)"
        with province.database.write() as c:
            c.exec_driver_sql(f"UPDATE attachment SET size = size + 1 {at}")
        counter.send_files(url)

        def states() -> list[tuple[str, str | None]]:
            with counter.store.database.read() as t:
                return [(scan.state, scan.trouble) for scan in scans_of(t, dossier)]

        assert states() == [("waiting", "scan.early"), ("received", None)]
        with province.database.write() as c:
            c.exec_driver_sql(
                "UPDATE attachment SET size = size - 1 WHERE position = (SELECT min(position) FROM attachment)"
            )
        counter.send_files(url)
        assert states() == [("received", None)] * 2
        counter.close()


@ON_BOTH
def test_whole_file_goes_when_nothing_has_named_it_for_long(
    province: Province, enrolled: Callable[..., Device], session: requests.Session
) -> None:
    device, forked = enrolled(), enrolled()
    young, old, named, unread, apart = (content(n) for n in range(5))
    with InThread(province) as url:
        one = FileSender(url, device, session)
        for held in (young, old, named, unread, apart):
            assert one.post(held, body=held).status_code == 201
        name_it(province, device, attached(named))
        name_it(province, device, attached(unread) | {"later": 1}, kind="file_attached_anew")  # of a program to come
        name_it(province, forked, {"x": 1})
        province.revoke(forked.granted.device)
        name_it(province, forked, attached(apart))
        with province.database.write() as c:
            for held in (old, named, unread, apart):
                c.execute(
                    files.update()
                    .where(files.c.sha256 == digest(held))
                    .values(complete_ms=files.c.complete_ms - KEEP_MS)
                )
        province.files.sweep()
        heads = [one.head(digest(held)).status_code for held in (young, old, named, unread, apart)]
        assert heads == [200, 404, 200, 200, 200]
        assert not province.files.shelf.place(FileName(1, digest(old))).exists()
        assert one.post(old, body=old).status_code == 201  # whoever still has it begins anew


def test_announcement_that_nothing_followed_is_forgotten(
    province: Province, enrolled: Callable[..., Device], session: requests.Session
) -> None:
    with InThread(province) as url:
        one = FileSender(url, enrolled(), session)
        for number in (1, 2):
            one.post(content(number))
    long_ago = time.time() - EXPIRE_AFTER - 9
    part = province.files.shelf.path / "1" / "partial" / digest(content(1)).hex()
    os.utime(part, (long_ago, long_ago))
    with province.database.write() as c:
        c.execute(files.update().values(begun_ms=int(long_ago * 1000)))
    province.files.sweep()
    with province.database.read() as c:
        assert [row.sha256 for row in c.execute(select(files))] == [digest(content(2))]
