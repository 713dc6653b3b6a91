"""Many rows into the inbox at once: COPY in PostgreSQL, one prepared statement in SQLite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from counter.server.database import Database
from counter.server.tables import inbox

_NAMES = [column.name for column in inbox.columns]
_TYPES = ["int4", "int8", "bytea", "int8", "int8", "bytea", "bytea", "bytea", "bytea", "int8"]
_COPY = f"COPY inbox ({', '.join(_NAMES)}) FROM STDIN (FORMAT BINARY)"
_INSERT = f"INSERT INTO inbox ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"  # noqa: S608 (constants)


def insert_rows(database: Database, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows in the order of the table's columns. A slot or position that is taken makes the whole transaction fail."""
    driver = connection.connection.driver_connection
    assert driver is not None
    cursor = driver.cursor()
    try:
        if database.postgresql:
            with cursor.copy(_COPY) as copy:
                copy.set_types(_TYPES)
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_INSERT, rows)
    finally:
        cursor.close()
