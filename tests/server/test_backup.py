"""Backups: `safe` moves only for what a whole copy holds, and a province put back from one gets the rest again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from counter.server.backup import NoBackup, back_up, check_copy
from counter.server.database import Database
from counter.server.province import Place, Province
from counter.wire.enrolment import EnrolReply
from tests.made.device import Device, slots
from tests.made.postgres import empty_database, new_database, restore, restored_copy
from tests.made.served import Served
from tests.made.world import HandClock

postgres = pytest.mark.xdist_group("postgres")
Copy = Callable[[Province], tuple[bool, int]]


@pytest.fixture
def copied(place: Place, tmp_path: Path, clock: HandClock) -> Copy:
    """Makes and checks a backup of that province, by the way of its database; whether it was whole, and what moved."""

    def copying(_: Province) -> tuple[bool, int]:
        clock.forward(seconds=2)
        if place.database_url is None:
            done = back_up(place, tmp_path / "to", clock.now())
        else:
            done = check_copy(place, restored_copy(place.database_url, tmp_path / "dump"), None, clock.now())
        return not done.problems, done.logs

    return copying


def test_counters_are_told_safe_what_a_checked_backup_holds_and_nothing_else(
    province: Province, enrolled: Callable[..., Device], copied: Copy
) -> None:
    one, two = enrolled(), enrolled("H49.30", "07192")
    for device in (one, two):
        device.receive(5)
        assert device.exchange(province.exchange.answer).safe == 0
    assert copied(province) == (True, 2)
    one.receive(3)
    assert (one.exchange(province.exchange.answer).safe, one.acked) == (5, 8)
    assert two.exchange(province.exchange.answer).safe == 5
    assert copied(province) == (True, 1)
    assert one.exchange(province.exchange.answer).safe == 8
    assert copied(province) == (True, 0)


@pytest.mark.parametrize(
    "harm", ["UPDATE inbox SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE position = 2",
             "DELETE FROM inbox WHERE position = 5"],
)  # fmt: skip
def test_nothing_is_told_safe_by_a_copy_that_is_not_whole(
    province: Province, enrolled: Callable[..., Device], copied: Copy, harm: str, tmp_path: Path, place: Place
) -> None:
    device = enrolled()
    device.receive(5)
    device.push_all(province.exchange.answer)
    with province.database.write() as c:
        c.execute(text(harm))
    assert copied(province) == (False, 0)
    with province.database.read() as c:
        assert c.execute(text("SELECT max(safe) FROM head")).scalar() == 0
        assert c.execute(text("SELECT count(*) FROM meta WHERE name = 'last_backup'")).scalar() == 0
    if place.database_url is None:
        assert [path.suffix for path in (tmp_path / "to").iterdir()] == [".part"]


def test_copy_of_another_history_tells_nothing_safe(tmp_path: Path) -> None:
    """Two timelines after a restore: the copy holds seq 3 and 4 of the one that was lost."""
    place, clock = Place(tmp_path / "p"), HandClock()
    province = Province(place, clock)
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    device.receive(2)
    device.push_all(province.exchange.answer)
    twin = Device(device.key, device.granted, device.log.copy(7), acked=2, cursor=device.cursor, spent=device.spent)
    back_up(place, tmp_path / "early", clock.now())
    device.receive(2)
    device.push_all(province.exchange.answer)
    late = back_up(place, tmp_path / "late", clock.now()).file
    assert late is not None
    province.close()
    (tmp_path / "p" / "province.db").unlink()
    shutil.copy(next((tmp_path / "early").glob("*/province.db")), tmp_path / "p")
    province = Province(place, clock, restored=True)
    twin.receive(2)
    twin.shelf.put(*twin.log.entries)
    twin.exchange(province.exchange.answer)
    from counter.server.backup import _tell_safe

    copy = Database(late.parent, read_only=True)
    assert _tell_safe(province.database, copy, clock.now()) == 0
    with province.database.read() as c:
        assert c.execute(text("SELECT seq, safe FROM head")).all() == [(4, 0)]
    copy.close()
    province.close()


def test_copy_has_the_key_and_is_for_its_owner_only(tmp_path: Path) -> None:
    place = Place(tmp_path / "p")
    Province(place, HandClock()).close()
    done = back_up(place, tmp_path / "to", HandClock().now())
    assert done.file is not None
    held = {path.name: path.stat().st_mode & 0o777 for path in done.file.parent.iterdir()}
    assert held == {"province.db": 0o600, "province.key": 0o600}
    assert done.file.parent.stat().st_mode & 0o777 == 0o700
    assert (done.file.parent / "province.key").read_text() == (tmp_path / "p" / "province.key").read_text()
    again = back_up(place, tmp_path / "to", HandClock().now())
    assert again.file != done.file


def test_files_are_copied_once_and_a_missing_or_changed_one_is_named(tmp_path: Path) -> None:
    import hashlib

    from counter.server.file_shelf import FileName, FileShelf

    place = Place(tmp_path / "p")
    province = Province(place, HandClock())
    names = []
    for content in (b"first", b"second", b"third"):
        name = FileName(1, hashlib.sha256(content).digest())
        path = FileShelf(place.folder).place(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        names.append(name)
        with province.database.write() as c:
            c.execute(
                text("INSERT INTO file VALUES (1, :sha, :size, x'00', 0, 1, 0)"),
                {"sha": name.sha256, "size": len(content)},
            )
    province.close()
    done = back_up(place, tmp_path / "to", HandClock().now())
    assert (done.files, done.problems) == (3, ())
    assert FileShelf(tmp_path / "to").place(names[0]).read_bytes() == b"first"
    FileShelf(place.folder).place(names[0]).unlink()  # it lies in the backup: nothing is wrong with that
    assert back_up(place, tmp_path / "to", HandClock().now()).problems == ()
    FileShelf(place.folder).place(names[1]).write_bytes(b"sXcond")
    other = back_up(place, tmp_path / "elsewhere", HandClock().now())
    assert other.files == 1
    assert {problem.split(":")[0] for problem in other.problems} == {f"file {n.sha256.hex()}" for n in names[:2]}
    assert not list((tmp_path / "elsewhere").rglob("*.????????"))


@postgres
def test_database_itself_under_another_name_is_no_backup(tmp_path: Path) -> None:
    place = Place(tmp_path / "p", new_database())
    Province(place, HandClock()).close()
    assert place.database_url is not None
    with pytest.raises(NoBackup) as found:
        check_copy(place, place.database_url + "&application_name=other", None, HandClock().now())
    assert found.value.reason == "itself"


@postgres
def test_copy_of_another_province_is_refused(tmp_path: Path) -> None:
    place, other = Place(tmp_path / "p", new_database()), Place(tmp_path / "q", new_database())
    for one in (place, other):
        Province(one, HandClock()).close()
    assert other.database_url is not None
    with pytest.raises(NoBackup) as found:
        check_copy(place, other.database_url, None, HandClock().now())
    assert found.value.reason == "other"


def enrol(served: Served, seed: int) -> Device:
    import requests

    return Device.enrol(
        lambda asked: EnrolReply.decode(requests.post(served.url + "/v1/enrol", data=asked.encode(), timeout=20).content),
        served.own_token(), seed,
    )  # fmt: skip


def push(served: Served, device: Device) -> None:
    import requests

    def answer(message: bytes) -> bytes:
        got = requests.post(served.url + "/v1/sync", data=message, timeout=20)
        got.raise_for_status()
        return got.content

    device.push_all(answer, 5)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=postgres)])
def test_restore_drill(tmp_path: Path, kind: str) -> None:
    """Every step of docs/operations.md, with the program's own commands: back up, lose all, put back, go on."""
    url = None if kind == "sqlite" else new_database()
    to, dump = tmp_path / "to", tmp_path / "dump"
    with Served(tmp_path / "p", url) as served:
        one, two = enrol(served, 1), enrol(served, 2)
        one.receive(12)
        push(served, one)
        if url is None:
            (said,) = served.deed("backup", "--to", str(to))
        else:
            (said,) = served.deed("backup", "--copy-url", restored_copy(url, dump))
        assert (said["verified"], said["entries"], said["logs"], said["problems"]) == (True, 12, 1, [])
        one.receive(4)
        two.receive(6)
        for device in (one, two):
            push(served, device)
        assert served.deed("status")[0]["unsafe"] == 10
        before = served.first["generation"]
        served.kill()
        if url is None:
            shutil.rmtree(tmp_path / "p")
            shutil.copytree(Path(str(said["file"])).parent, tmp_path / "p")
        else:
            served.database_url = restore(dump)
        served.start("--restored")
        assert served.first["generation"] != before
        two.receive(1)
        for device in (one, two, one):
            push(served, device)
        rows = served.deed("export")
        assert slots(rows) == {
            (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in (one, two) for e in d.log.entries
        }
        assert one.seen >= {e.hash for e in two.log.entries}
        after = served.deed("status")[0]
        assert (after["entries"], after["uninterpreted"], after["unsafe"]) == (
            23,
            0,
            23,
        )  # it has no backup of its own yet
        assert served.stop() == 0


def test_copy_can_be_made_beside_a_server_that_is_written_to(tmp_path: Path) -> None:
    import threading

    with Served(tmp_path / "p") as served:
        device, over = enrol(served, 1), threading.Event()

        def work() -> None:
            while not over.is_set():
                device.receive_many(3)
                push(served, device)
                time.sleep(0.02)

        working = threading.Thread(target=work)
        working.start()
        try:
            (said,) = served.deed("backup", "--to", str(tmp_path / "to"))
            assert said["verified"], said
        finally:
            over.set()
            working.join()
        assert sum(row["type"] == "entry" for row in served.deed("export")) == len(device.log.entries)


@pytest.mark.parametrize("arguments", [[], ["--to", "x", "--copy-url", "postgresql:///x"]])
def test_backup_without_a_place_for_it_is_refused(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from counter.cli import main

    Province(Place(tmp_path / "p"), HandClock()).close()
    assert main(["server", "backup", "--data", str(tmp_path / "p"), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--to" in said.err


def test_overview_tells_what_waits_and_what_is_not_safe(
    province: Province, enrolled: Callable[..., Device], place: Place
) -> None:
    from counter.server.overview import overview

    device, gone = enrolled(), enrolled("H49.30", "07192")
    device.receive(2)
    device.log.add(b"no body at all")
    device.push_all(province.exchange.answer)
    assert (overview(place)["entries"], overview(place)["uninterpreted"]) == (3, 3)
    province.interpreter.catch_up()
    gone.receive(1)
    province.revoke(gone.log.device)
    gone.exchange(province.exchange.answer)
    told = overview(place)
    del told["generation"], told["schema"]
    assert told == {
        "centres": 2, "devices": 1, "revoked": 1, "entries": 3, "lost": 0, "uninterpreted": 0, "flagged": 0, "quarantined": 1,
        "apart": 1, "unsafe": 3, "last_backup": None, "recovery_key": None,
    }  # fmt: skip


@postgres
def test_migrate_says_what_was_there_before(tmp_path: Path) -> None:
    from counter.server.overview import migrate
    from counter.server.tables import REVISION

    place = Place(tmp_path / "p", empty_database())
    assert migrate(place) == {"was": None, "schema": REVISION}
    assert migrate(place) == {"was": REVISION, "schema": REVISION}
