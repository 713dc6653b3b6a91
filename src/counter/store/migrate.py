"""Bringing a database to today's schema: made at once when new, by Alembic after a verified copy when old.

Never while anybody has it open, whatever version he is: the window of the version before goes on until it is closed. All
steps are one transaction, so one that fails, is killed or finds the disk full leaves everything as it was."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Sentence, Trouble
from counter.store.database import Database
from counter.store.held_file import move, remove
from counter.store.schema import REVISION, TABLES

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

STEPS = Path(__file__).parent / "migrations"
BEFORE, KEPT = "before-", 2  # copies of the database as it was before an upgrade: so many of them are kept


class TooNew(Trouble):
    """The database is of a newer program. It was left untouched; it may be read."""

    def __init__(self) -> None:
        super().__init__(Sentence("store.too_new"))


def prepare(database: Database, *, steps: Path = STEPS, revision: str = REVISION) -> Path | None:
    """Make or upgrade the schema; returns the copy that was made first, if one was.

    `steps` and `revision`: what to upgrade by and to; the tests have others. Raises TooNew, Trouble: open elsewhere, a step
    that fails, the disk, a key that does not open it. Nothing was changed then."""
    held = revision_of(database)
    if held == revision:
        return None
    if held is None:
        _make(database)
        return None
    if held > revision:
        raise TooNew
    database.close()
    with _to_itself(database) as sole:
        if revision_of(sole) == revision:  # another start of the program was quicker
            return None
        before = verified_copy(sole, database.path.with_name(f"{BEFORE}{revision}-{database.path.name}"))
        try:
            _upgrade(sole, steps, revision)
        except Trouble:
            raise
        except Exception as error:
            failed = Trouble(Sentence("store.upgrade_failed", {"where": type(error).__name__}))
            raise sole.trouble_of(getattr(error, "orig", error)) or failed from error  # SQLAlchemy wraps the driver's
    _rotate(database.path)
    return before


def _make(database: Database) -> None:
    """All tables, unless another start of the program was quicker."""
    try:
        database.script((*TABLES, "CREATE TABLE schema_revision (revision TEXT NOT NULL)",
                         f"INSERT INTO schema_revision VALUES ('{REVISION}')"))  # noqa: S608  # fmt: skip
    except cipher.OperationalError:
        if revision_of(database) is None:
            raise


def revision_of(database: Database) -> str | None:
    """The schema that the database has; None before there is any. Raises Trouble."""
    with database.read() as transaction:
        if transaction.row("SELECT 1 FROM sqlite_master WHERE name = 'schema_revision'") is None:
            return None
        row = transaction.row("SELECT revision FROM schema_revision")
    return None if row is None else str(row[0])


@contextlib.contextmanager
def _to_itself(database: Database) -> Iterator[Database]:
    """The database where nobody else has it open, and nobody can open it meanwhile."""
    sole = database.sibling(database.path, "sole")
    try:
        try:
            with sole.write():
                pass
        except Trouble as trouble:
            if trouble.sentence.key == "store.busy":
                raise Trouble(Sentence("store.in_use")) from trouble
            raise
        yield sole
    finally:
        sole.close()


def _upgrade(database: Database, steps: Path, revision: str) -> None:
    """All steps in one transaction: a failure leaves the database as it was, and the program with its copy."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(steps))
    config.set_main_option("version_table", "alembic_version")
    with database.write() as transaction:
        config.attributes["connection"] = _for_alembic(database)
        transaction.run("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL)")
        transaction.run("DELETE FROM alembic_version")
        transaction.run("INSERT INTO alembic_version SELECT revision FROM schema_revision WHERE revision <> ''")
        command.upgrade(config, "head")
        transaction.run("UPDATE schema_revision SET revision = ?", (revision,))
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


def verified_copy(database: Database, target: Path) -> Path:
    """The database as it is, under another name on the same disk, opened again and read to its end. An earlier copy of that
    name stays until this one is whole. Raises Trouble: no room, not whole."""
    from counter.store.copy_database import copy_into, to_disk  # only where there is something to upgrade
    from counter.store.disk_trouble import trouble_of

    part = target.with_name(target.name + ".part")
    try:
        remove(part)
        copy_into(database, part)
        copy = database.sibling(part, "still")
        try:
            with copy.read() as there, database.read() as here:
                if there.rows("PRAGMA quick_check") != [("ok",)] or _counts(there) != _counts(here):
                    raise Trouble(Sentence("store.upgrade_no_copy"))
        finally:
            copy.close()
        move(part, target)
        to_disk(target.parent)
    except cipher.DatabaseError as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == cipher.SQLITE_FULL
        raise Trouble(Sentence("store.disk_full" if full else "store.upgrade_no_copy")) from error
    except OSError as error:
        raise trouble_of(error) from error
    finally:
        with contextlib.suppress(OSError):
            remove(part)
    return target


def _counts(transaction: Any) -> list[tuple[Any, ...]]:
    """Every table's name, and how many facts are kept."""
    names = transaction.rows("SELECT name, sql FROM sqlite_master ORDER BY name")
    facts = transaction.rows("SELECT count(*) FROM log") if ("log",) in {(name,) for name, _ in names} else []
    return [*names, *facts]


def _rotate(path: Path) -> None:
    """The copies of the last upgrades are kept, by number of the schema; what cannot be removed stays."""
    for old in sorted(path.parent.glob(f"{BEFORE}*-{path.name}"), reverse=True)[KEPT:]:
        with contextlib.suppress(OSError):
            remove(old)
