"""Bringing a database to today's schema: made at once when new, by Alembic after a verified backup when old."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Sentence, Trouble
from counter.store.database import Database
from counter.store.held_file import remove
from counter.store.schema import REVISION, TABLES

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def prepare(database: Database) -> Path | None:
    """Make or upgrade the schema; returns the backup that was made first, if one was.

    Raises Trouble for a database newer than the program (it is left untouched) or one this key does not open."""
    held = revision_of(database)
    if held == REVISION:
        return None
    if held is None:
        database.script((*TABLES, "CREATE TABLE schema_revision (revision TEXT NOT NULL)",
                         f"INSERT INTO schema_revision VALUES ('{REVISION}')"))  # noqa: S608  # fmt: skip
        return None
    if held > REVISION:
        raise Trouble(Sentence("store.too_new"))
    backup = verified_backup(database, database.path.with_name(f"before-{REVISION}-{database.path.name}"))
    _upgrade(database)
    return backup


def revision_of(database: Database) -> str | None:
    """The schema that the database has; None before there is any. Raises Trouble."""
    with database.read() as transaction:
        if transaction.row("SELECT 1 FROM sqlite_master WHERE name = 'schema_revision'") is None:
            return None
        row = transaction.row("SELECT revision FROM schema_revision")
    return None if row is None else str(row[0])


def _upgrade(database: Database) -> None:
    """All steps in one transaction: a failure leaves the database as it was, and the program with its backup."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_table", "alembic_version")
    with database.write() as transaction:
        config.attributes["connection"] = _for_alembic(database)
        transaction.run("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL)")
        transaction.run("DELETE FROM alembic_version")
        transaction.run("INSERT INTO alembic_version SELECT revision FROM schema_revision WHERE revision <> ''")
        command.upgrade(config, "head")
        transaction.run("UPDATE schema_revision SET revision = ?", (REVISION,))
        transaction.run("DROP TABLE alembic_version")


class _Lent:
    """A driver's connection lent to SQLAlchemy: its transaction is ours to end, all steps of a migration together."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Not yet."""

    def rollback(self) -> None:
        """Not here: whatever failed is raised through the transaction, which undoes everything."""

    def close(self) -> None:
        """It goes on."""


def _for_alembic(database: Database) -> Connection:
    """This thread's connection in SQLAlchemy's clothes."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    lent = _Lent(database.connection())
    return create_engine("sqlite://", creator=lambda: lent, module=cipher, poolclass=StaticPool).connect()


def verified_backup(database: Database, target: Path) -> Path:
    """A copy by VACUUM INTO, opened with the same key and checked. Raises RuntimeError when the copy is not whole.

    A copied file of a running database is often broken; this never is."""
    remove(target)
    cursor = database.connection().cursor()
    cursor.execute("VACUUM INTO ?", (str(target),))
    cursor.close()
    copy = Database(target, database._key)
    try:
        with copy.read() as transaction:
            row = transaction.row("PRAGMA quick_check")
            if row != ("ok",):
                raise RuntimeError("the backup is not whole")
    finally:
        copy.close()
    return target
