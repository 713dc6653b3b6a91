"""The schema: made at once when new, migrated after a verified backup when old, left alone when newer."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest

from counter.domain.sentence import Trouble, say
from counter.store.database import Database
from counter.store.in_use import in_use
from counter.store.key import read_or_make_key
from counter.store.migrate import STEPS, prepare
from counter.store.schema import REVISION
from counter.store.verify import verify
from tests.faults.test_disk_faults import small_disk
from tests.made.world import World

KEY = bytes(range(32))


def schema(database: Database) -> list[tuple[str, str, str]]:
    with database.read() as transaction:
        return [
            (row[0], row[1], " ".join((row[2] or "").split()))
            for row in transaction.rows("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        ]


def old(path: Path, revision: str = "") -> Database:
    """A database from before the first schema: only the mark of its revision."""
    database = Database(path, KEY)
    database.script(("CREATE TABLE schema_revision (revision TEXT NOT NULL)",))
    with database.write() as transaction:
        transaction.run("INSERT INTO schema_revision VALUES (?)", (revision,))
    return database


def test_created_schema_equals_the_migrated_one(tmp_path: Path) -> None:
    created, migrated = Database(tmp_path / "created.db", KEY), old(tmp_path / "migrated.db")
    assert prepare(created) is None
    backup = prepare(migrated)
    assert backup is not None
    assert schema(created) == schema(migrated)
    with migrated.read() as transaction:
        assert transaction.rows("SELECT revision FROM schema_revision") == [(REVISION,)]
        config = transaction.rows("SELECT k, v FROM dossier_words_config ORDER BY k")
    with created.read() as transaction:
        assert transaction.rows("SELECT k, v FROM dossier_words_config ORDER BY k") == config
    assert prepare(migrated) is None
    for database in (created, migrated):
        assert verify(database).problems == ()
        database.close()


def first(path: Path) -> Database:
    """A database as the first release made it."""
    steps = import_module("counter.store.migrations.versions.0001_first")
    database = Database(path, KEY)
    database.script((*steps.TABLES, "CREATE TABLE schema_revision (revision TEXT NOT NULL)",
                     "INSERT INTO schema_revision VALUES ('0001')"))  # fmt: skip
    return database


def test_first_release_is_brought_to_today_with_everything_in_it(tmp_path: Path) -> None:
    database, created = first(tmp_path / "counter.db"), Database(tmp_path / "created.db", KEY)
    with database.write() as transaction:
        transaction.run("INSERT INTO draft VALUES ('ha', 'half a name', '2026-11-23')")
    prepare(created)
    assert prepare(database) is not None
    assert schema(database) == schema(created)
    with database.read() as transaction:
        assert transaction.rows("SELECT content FROM draft") == [("half a name",)]
    for one in (database, created):
        one.close()


def test_backup_holds_what_was_before_when_migrated(tmp_path: Path) -> None:
    database = old(tmp_path / "counter.db")
    database.script(("CREATE TABLE dear (a)", "INSERT INTO dear VALUES ('kept')"))
    target = prepare(database)
    assert target is not None
    assert target.name.startswith("before-")
    backup = Database(target, KEY)
    assert backup.encrypted()
    assert [name for _, name, _ in schema(backup)] == ["dear", "schema_revision"]
    backup.close()
    database.close()


def test_database_stays_as_it_was_when_a_step_fails(tmp_path: Path) -> None:
    database = old(tmp_path / "counter.db")
    database.script(("CREATE TABLE print_job (in_the_way)",))
    before = schema(database)
    for _ in range(2):
        with pytest.raises(Trouble) as trouble:
            prepare(database)
        assert trouble.value.sentence.key == "store.upgrade_failed"
        assert "print_job already exists" in str(trouble.value.__cause__)
        assert schema(database) == before
    database.script(("DROP TABLE print_job",))
    assert prepare(database) is not None
    database.close()


FAILS = """
from alembic import op
revision, down_revision = "0099", "{last}"
def upgrade():
    run = op.get_bind().exec_driver_sql
    run("CREATE TABLE fresh (a)")
    for number in range({rows}):
        run("INSERT INTO fresh VALUES (randomblob(1000))")
    run("UPDATE account SET display = 'nobody'")
    {end}
"""


def steps_with(place: Path, end: str, rows: int = 3) -> Path:
    """The program's steps and one more, which ends in that way."""
    steps = place / "steps"
    shutil.copytree(STEPS, steps)
    (steps / "versions" / "0099_more.py").write_text(FAILS.format(last=REVISION, rows=rows, end=end))
    return steps


def filled(world: World) -> Database:
    for _ in range(5):
        world.receive()
    with world.store.database.write() as transaction:
        transaction.run("INSERT INTO account VALUES ('ha', 'Thu Hà', 'clerk', 'x', NULL, 0, NULL, '2026-11-23')")
    world.store.close()
    return Database(world.data / "counter.db", read_or_make_key(world.data))


def as_before(database: Database) -> None:
    with database.read() as transaction:
        assert transaction.rows("SELECT revision FROM schema_revision") == [(REVISION,)]
        assert transaction.rows("SELECT display FROM account") == [("Thu Hà",)]
    assert "fresh" not in {name for _, name, _ in schema(database)}
    assert verify(database).problems == ()
    assert verify(database).entries == 5


@pytest.mark.parametrize("end", ["raise ValueError('a mistake of ours')", "run('SELECT * FROM no_such_table')"])
def test_database_and_program_go_on_as_before_when_the_last_step_fails(tmp_path: Path, end: str) -> None:
    world = World(tmp_path)
    database = filled(world)
    with pytest.raises(Trouble) as trouble:
        prepare(database, steps=steps_with(tmp_path, end), revision="0099")
    assert trouble.value.sentence.key == "store.upgrade_failed"
    assert "nguyên như trước" in say(trouble.value.sentence)
    assert "mistake" not in say(trouble.value.sentence)  # it might quote what somebody typed
    as_before(database)
    database.close()
    world.open()  # the version before
    assert world.receive().code.endswith("-0006")
    world.close()


def test_database_is_as_before_when_the_program_is_killed_in_the_middle_of_a_step(tmp_path: Path) -> None:
    world = World(tmp_path)
    database = filled(world)
    database.close()
    steps = steps_with(
        tmp_path, f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})", rows=3000
    )  # more than a cache
    pid = os.fork()
    if pid == 0:
        try:
            prepare(database, steps=steps, revision="0099")
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    as_before(database)
    database.close()
    (steps / "versions" / "0099_more.py").write_text(FAILS.format(last=REVISION, rows=3, end="pass"))
    assert prepare(database, steps=steps, revision="0099") is not None  # and the next start does it
    with database.read() as transaction:
        assert transaction.rows("SELECT count(*) FROM fresh") == [(3,)]
    database.close()


def test_database_is_as_before_when_the_disk_is_full_in_the_middle_of_a_step(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    filled(world).close()
    steps = steps_with(tmp_path, "pass", rows=20_000)
    size = 3 * (world.data / "counter.db").stat().st_size + 200_000  # for the copy before, and not for the step
    with small_disk(tmp_path / "small", size):
        shutil.copy(world.data / "counter.db", tmp_path / "small" / "counter.db")
        database = Database(tmp_path / "small" / "counter.db", read_or_make_key(world.data))
        with pytest.raises(Trouble) as trouble:
            prepare(database, steps=steps, revision="0099")
        assert trouble.value.sentence.key in ("store.disk_full", "store.disk")
        assert "đã lưu trước đó" in say(trouble.value.sentence)
        as_before(database)
        database.close()
        assert (tmp_path / "small" / "before-0099-counter.db").exists()


def test_nothing_is_upgraded_while_the_version_before_has_it_open(tmp_path: Path) -> None:
    world = World(tmp_path)
    filled(world).close()
    world.open()  # the window of the version before
    newer = Database(world.data / "counter.db", read_or_make_key(world.data))
    steps = steps_with(tmp_path, "pass")
    with pytest.raises(Trouble) as trouble:
        prepare(newer, steps=steps, revision="0099")
    assert trouble.value.sentence.key == "store.in_use"
    assert "đóng cửa sổ" in say(trouble.value.sentence)
    assert not (world.data / "before-0099-counter.db").exists()
    assert world.receive().code.endswith("-0006")  # which goes on as if nothing had been
    world.close()
    assert not in_use(world.data, read_or_make_key(world.data))
    assert prepare(newer, steps=steps, revision="0099") is not None
    newer.close()


def test_mutant_that_upgrades_under_an_open_window_would_break_it(tmp_path: Path) -> None:
    """What the lock is for: without it the other version meets tables that are not its own."""
    from counter.store.migrate import _upgrade

    world = World(tmp_path)
    filled(world).close()
    world.open()
    other = Database(world.data / "counter.db", read_or_make_key(world.data))
    _upgrade(other, steps_with(tmp_path, "run('ALTER TABLE dossier_code RENAME TO codes')"), "0099")
    other.close()
    with pytest.raises(Exception, match="no such table"):
        world.receive()
    world.close()


def test_copies_of_the_last_upgrades_are_kept_and_older_ones_go(tmp_path: Path) -> None:
    database = first(tmp_path / "counter.db")
    for old_one in ("0001", "0002"):
        (tmp_path / f"before-{old_one}-counter.db").write_bytes(b"long ago")
    prepare(database)
    assert sorted(path.name for path in tmp_path.glob("before-*")) == [
        "before-0002-counter.db", f"before-{REVISION}-counter.db",
    ]  # fmt: skip
    database.close()


def test_copy_of_before_stays_when_another_cannot_be_made(tmp_path: Path) -> None:
    database = first(tmp_path / "counter.db")
    (tmp_path / f"before-{REVISION}-counter.db").write_bytes(b"the one of the last try")
    (tmp_path / f"before-{REVISION}-counter.db.part").mkdir()  # nothing can be written there
    with pytest.raises(Trouble):
        prepare(database)
    assert (tmp_path / f"before-{REVISION}-counter.db").read_bytes() == b"the one of the last try"
    with database.read() as transaction:
        assert transaction.rows("SELECT revision FROM schema_revision") == [("0001",)]
    database.close()


class Late(Database):
    """Another start of the program makes the tables between our look and our turn."""

    def script(self, statements: Sequence[str]) -> None:
        other = Database(self.path, KEY)
        prepare(other)
        other.close()
        super().script(statements)


def test_two_first_starts_at_once_make_one_database(tmp_path: Path) -> None:
    database = Late(tmp_path / "new.db", KEY)
    assert prepare(database) is None
    assert verify(database).problems == ()
    database.close()
