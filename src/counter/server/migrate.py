"""Bringing the province's database to today's schema: under a lock, in one transaction, by Alembic's steps only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from counter.server.tables import REVISION, metadata

if TYPE_CHECKING:
    from counter.server.database import Database

VERSION_TABLE = "schema_revision"
STEPS = Path(__file__).parent / "migrations"


class OtherSchema(ValueError):
    """The database is of a newer program, or holds tables that no step of ours made. It was left untouched."""


def prepare(database: Database) -> str | None:
    """Make or upgrade the schema; the revision that was there before, None for a new database.

    Any number of processes may start at once: one of them does the work, the others wait and find it done. A step that
    fails leaves the database as it was. Raises OtherSchema."""
    with database.read() as c:
        held = revision(c)
    if held == REVISION:
        return held
    with database.write() as c:
        database.unhurried(c)
        database.lock(c, "tables")
        held = revision(c)
        if held == REVISION:
            return held
        if held is not None and held > REVISION:
            raise OtherSchema(f"the database has schema {held}, this program knows {REVISION}")
        if held is None and set(inspect(c).get_table_names()) & set(metadata.tables):
            raise OtherSchema("tables of these names are there already, made by no step of ours")
        _upgrade(c)
        return held


def revision(connection: Connection) -> str | None:
    """The schema's revision; None when there is none yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 (a constant)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only where there is something to do: it takes longer to load than a start may
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
