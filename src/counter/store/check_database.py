"""Of the self-check: whether the database opens, is free, is whole and fits together, in bounded time."""

from __future__ import annotations

from itertools import count
from typing import Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.check import Finding, GivenUp, Looking, broken, unknown, well
from counter.domain.sentence import Trouble
from counter.journal.entry import BadEntry
from counter.store.database import Database
from counter.store.log import EACH, verify_logs
from counter.store.migrate import revision_of
from counter.store.schema import REVISION

LONGEST_S = 30
_BUSY_MS = 2000
_STEPS = 20_000  # of SQLite's machine between two looks at the watch
_SAID = {
    "store.busy": "busy",
    "store.wrong_key": "wrong_key",
    "store.damaged": "damaged",
    "store.too_new": "too_new",
    "store.no_key": "wrong_key",
    "store.other_machine": "wrong_key",
    "store.key_service": "busy",
    "store.in_use": "busy",
    "store.upgrade_failed": "upgrade",
    "store.restore_unfinished": "restoring",
}


def check_database(database: Database, looking: Looking) -> Finding:
    """Look at that file through connections of its own, which are closed; nothing is changed, not even an old schema."""
    database = database.sibling(database.path, "work")
    try:
        if not database.encrypted():
            return broken("database", "clear")
        return _look(database, looking)
    except Trouble as trouble:
        return database_trouble(trouble)
    except OSError:
        return broken("database", "trouble")
    finally:
        database.close()


def database_trouble(trouble: Trouble) -> Finding:
    """The finding for a database that does not open, or that was not opened because that would upgrade it."""
    if trouble.sentence.key == "check.database.older":
        return unknown("database", "older")
    return broken("database", _SAID.get(trouble.sentence.key, "trouble"))


def _look(database: Database, looking: Looking) -> Finding:
    held = revision_of(database)
    if held is not None and held > REVISION:
        return broken("database", "too_new")
    connection = database.connection()
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}").fetchall()
    try:
        with database.write():
            raise _Undo
    except _Undo:
        pass
    try:
        _pages(database, connection, looking)
        with database.read() as transaction:
            total = (transaction.row("SELECT count(*) FROM log") or (0,))[0]
            walked = count(0, EACH)
            entries, problems = verify_logs(transaction, lambda: looking.go_on(min(next(walked), total), total))
    except GivenUp:
        return unknown("database", "long", seconds=LONGEST_S)
    except BadEntry:
        return broken("database", "chain", count=1)
    except _Torn:
        return broken("database", "damaged")
    return broken("database", "chain", count=len(problems)) if problems else well("database", entries=entries)


def _pages(database: Database, connection: Any, looking: Looking) -> None:
    """Every page of every table and index, each with its HMAC."""
    ended: list[GivenUp] = []

    def watch() -> int:
        try:
            looking.go_on()
        except GivenUp as up:
            ended.append(up)
        return len(ended)

    connection.set_progress_handler(watch, _STEPS)
    try:
        with database.read() as transaction:
            found = [row[0] for row in transaction.rows("PRAGMA quick_check(3)")]
    except cipher.DatabaseError:
        if ended:
            raise ended[0] from None
        raise _Torn from None
    finally:
        connection.set_progress_handler(None, 0)
    if found != ["ok"]:
        raise _Torn


class _Undo(Exception):
    """Leaves the transaction that only asked whether writing is free."""


class _Torn(Exception):
    """A page is not what it was."""
