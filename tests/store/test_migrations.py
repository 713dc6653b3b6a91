"""The schema: made at once when new, migrated after a verified backup when old, left alone when newer."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from counter.domain.sentence import Trouble, say
from counter.store.database import Database
from counter.store.migrate import prepare
from counter.store.schema import REVISION
from counter.store.verify import verify
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
        with pytest.raises(Exception, match="print_job already exists"):
            prepare(database)
        assert schema(database) == before
    database.script(("DROP TABLE print_job",))
    assert prepare(database) is not None
    database.close()


def test_newer_database_is_refused_in_words_and_left_untouched(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.receive()
    with world.store.database.write() as transaction:
        transaction.run("UPDATE schema_revision SET revision = '9999'")
    world.close()
    before = (world.data / "counter.db").read_bytes()
    with pytest.raises(Trouble) as trouble:
        world.open()
    assert trouble.value.sentence.key == "store.too_new"
    assert "giữ nguyên" in say(trouble.value.sentence)
    assert (world.data / "counter.db").read_bytes() == before
