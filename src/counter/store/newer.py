"""A database that a newer program wrote: whether this one can read it without understanding what is new in it."""

from __future__ import annotations

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Trouble
from counter.store.database import Database
from counter.store.schema import TABLES

_COLUMNS = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"


def readable(database: Database) -> bool:
    """Whether every table and column that this program knows is there. What a newer one has added is passed over."""
    made = cipher.connect(":memory:")
    try:
        for statement in TABLES:
            made.execute(statement)
        known = set(made.execute(_COLUMNS).fetchall())
    finally:
        made.close()
    try:
        with database.read() as transaction:
            return known <= set(transaction.rows(_COLUMNS))
    except (Trouble, cipher.DatabaseError):
        return False
