"""The database broken in every way: each says its own sentence, in bounded time, and nothing is changed by looking."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.domain.check import Finding, GivenUp
from counter.domain.sentence import Sentence
from counter.store.backup import back_up
from counter.store.check_backup import check_backup
from counter.store.check_database import check_database
from counter.store.check_enrolment import check_enrolment
from counter.store.database import NAME, Database
from counter.store.key import read_or_make_key
from counter.store.last_backup import note_failed, note_made, set_daily_folder
from counter.store.recovery import keep_recovery_key
from counter.wire.recovery_key import RecoveryKey
from tests.made.world import World


class Watch:
    """Goes on until it has been told so many times; remembers how far the look was."""

    def __init__(self, patience: int = 10**9) -> None:
        self.patience = patience
        self.told: list[tuple[int, int]] = []

    def go_on(self, done: int = 0, of: int = 0) -> None:
        self.patience -= 1
        if self.patience < 0:
            raise GivenUp
        self.told.append((done, of))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def look(folder: Path, watch: Watch | None = None) -> Finding:
    return check_database(Database(folder / NAME, read_or_make_key(folder)), watch or Watch())


def test_database_is_well_and_not_touched(world: World) -> None:
    for _ in range(3):
        world.receive()
    world.close()
    before = hashlib.sha256((world.data / NAME).read_bytes()).digest()
    found = look(world.data)
    assert (found.state, found.sentence.args) == ("well", {"entries": 3})
    assert hashlib.sha256((world.data / NAME).read_bytes()).digest() == before


def test_window_at_work_is_no_trouble(world: World) -> None:
    world.receive()
    assert look(world.data).ok
    world.receive()


def test_page_that_was_spoilt_is_found(world: World) -> None:
    for _ in range(20):
        world.receive()
    world.store.database.checkpoint(whole=True)
    world.close()
    size = (world.data / NAME).stat().st_size
    with (world.data / NAME).open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096 + 1000)
        file.write(os.urandom(64))
    assert look(world.data).sentence.key == "check.database.damaged"


def test_fact_that_was_altered_is_found(world: World) -> None:
    for _ in range(3):
        world.receive()
    with world.store.database.write() as transaction:
        for name in [row[0] for row in transaction.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            transaction.run(f"DROP TRIGGER {name}")
        transaction.run(
            "UPDATE log SET body = CAST(replace(CAST(body AS TEXT), 'H49.22', 'H49.23') AS BLOB) WHERE seq = 2"
        )
    found = look(world.data)
    assert (found.sentence.key, found.sentence.args["count"]) == ("check.database.chain", 1)


def test_database_of_another_key_is_told(world: World) -> None:
    world.close()
    assert check_database(Database(world.data / NAME, bytes(32)), Watch()).sentence.key == "check.database.wrong_key"


def test_database_in_clear_is_told(tmp_path: Path) -> None:
    import sqlite3

    sqlite3.connect(tmp_path / NAME).execute("CREATE TABLE x (y)").connection.close()
    assert check_database(Database(tmp_path / NAME, bytes(32)), Watch()).sentence.key == "check.database.clear"


def test_database_that_another_program_holds_is_told(world: World) -> None:
    holder = Database(world.data / NAME, read_or_make_key(world.data))
    try:
        with holder.write():
            assert look(world.data).sentence.key == "check.database.busy"
        assert look(world.data).ok
    finally:
        holder.close()


def test_database_of_a_newer_program_is_told_and_an_older_one_is_not_changed(world: World) -> None:
    for revision, key in (("9999", "too_new"), ("0001", "well")):
        with world.store.database.write() as transaction:
            transaction.run("UPDATE schema_revision SET revision = ?", (revision,))
        assert look(world.data).sentence.key == f"check.database.{key}"
        with world.store.database.read() as transaction:
            assert transaction.row("SELECT revision FROM schema_revision") == (revision,)


@pytest.mark.parametrize("patience", [0, 2])
def test_look_that_has_had_its_time_says_so_and_lets_go(world: World, patience: int) -> None:
    for _ in range(200):
        world.receive()
    found = look(world.data, Watch(patience))
    assert (found.sentence.key, found.state) == ("check.database.long", "unknown")
    world.receive()  # nothing is held any more


def test_look_tells_how_far_it_is(world: World) -> None:
    for _ in range(130):
        world.receive()
    watch = Watch()
    assert look(world.data, watch).ok
    assert [told for told in watch.told if told[1]] == [(0, 130), (50, 130), (100, 130)]


def test_look_on_another_thread_leaves_no_connection_open(world: World) -> None:
    found: list[Finding] = []
    thread = threading.Thread(target=lambda: found.append(look(world.data)))
    thread.start()
    thread.join()
    assert found[0].ok
    world.close()
    assert not (world.data / f"{NAME}-wal").exists()


# what it says of enrolment and backups


@pytest.mark.parametrize("reason", ["restored_copy", "fork", "retired"])
def test_enrolment_says_why_no_code_is_issued(world: World, reason: str) -> None:
    assert check_enrolment(world.store.database).sentence.args == {"unit": "Đặc khu Cô Tô", "counter": "03", "epoch": 1}
    world.store.demand_epoch(reason)
    found = check_enrolment(world.store.database)
    assert (found.sentence.key, found.state) == (f"check.enrolment.{reason}", "broken")


def test_backup_is_told_by_its_age(world: World) -> None:
    store, clock = world.store, world.clock
    assert check_backup(store, None).sentence.key == "check.backup.nothing"
    world.receive()
    found = check_backup(store, None)
    assert (found.sentence.key, found.ok) == ("check.backup.none", False)
    set_daily_folder(store, world.folder / "copies")
    note_failed(store, Sentence("backup.place"))
    found = check_backup(store, None)
    assert (found.sentence.key, found.sentence.args["why"]) == ("check.backup.never", Sentence("backup.place"))
    note_made(store, back_up(store, world.folder / "copies"))
    found = check_backup(store, None)
    assert (found.sentence.key, found.sentence.args) == ("check.backup.here_only", {"time": "09:42 23/11/2026"})
    identity = store.identity
    assert identity is not None
    with store.database.write() as t:
        keep_recovery_key(t, RecoveryKey(1, bytes(32)), identity.province_key)
    found = check_backup(store, None)
    assert (found.sentence.key, found.sentence.args["key"]) == (
        "check.backup.well",
        RecoveryKey(1, bytes(32)).fingerprint[:9],
    )
    clock.forward(days=4)
    found = check_backup(store, None)
    assert (found.sentence.key, found.sentence.args["days"], found.ok) == ("check.backup.old", 4, False)
