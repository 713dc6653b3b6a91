"""The province's database: SQLite in a folder or PostgreSQL by URL, behind the same few doors."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError, TimeoutError
from sqlalchemy.pool import QueuePool

from counter.server.migrate import prepare

NAME = "province.db"
WAIT_MS = 10_000  # for a lock; whoever waits longer is told to come again
_POOL, _POOL_MORE, _POOL_WAIT = 8, 16, 5  # of one process, seconds; several must stay below PostgreSQL's 100
# What the role or the URL says wins.
_MANNERS = f"""SELECT set_config(name, value, false) FROM (VALUES
    ('statement_timeout', '30s'), ('lock_timeout', '{WAIT_MS}ms'), ('idle_in_transaction_session_timeout', '60s')
    ) AS manners (name, value) WHERE current_setting(name) = '0'"""  # noqa: S608 (constants)
# But for this: an acknowledgement is a promise that a power cut must not break (I11). `local` is the disk's word too.
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
# Classes of PostgreSQL's errors: connection, transaction's state, rolled back, resources, not in the right state (locks),
# operator's intervention (time-outs), system.
_PASSING_STATES = ("08", "25", "40", "53", "55", "57", "58")
_PASSING_SQLITE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
}  # fmt: skip


class Database:
    """One write at a time in SQLite, any number in PostgreSQL; reads never wait."""

    def __init__(self, folder: Path, url: str | None = None, *, prepared: bool = True, read_only: bool = False) -> None:
        """Opens, and with `prepared` brings the schema to today's. `url`: a PostgreSQL URL; None: SQLite in the folder.

        `read_only`: for looking at one that may be somebody's only copy; nothing in it can be changed, nor is made."""
        self.postgresql = url is not None and url.startswith("postgres")
        connect: dict[str, Any] = {"connect_args": {"isolation_level": None}}
        if not read_only:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.postgresql and url is not None:
            url, connect = "postgresql+psycopg://" + url.split("://", 1)[1], {"connect_args": {"connect_timeout": 5}}
        elif read_only:
            url, connect = "sqlite://", {"creator": partial(_open_to_read, folder / NAME)}
        else:
            url = url or f"sqlite:///{folder / NAME}"
        self.engine = create_engine(
            url, poolclass=QueuePool, pool_size=_POOL, max_overflow=_POOL_MORE, pool_timeout=_POOL_WAIT,
            pool_use_lifo=True, hide_parameters=True, **connect,
        )  # fmt: skip
        self._writing = threading.Lock()
        if self.postgresql:
            event.listen(self.engine, "connect", _only_read if read_only else _manners)
        else:
            event.listen(self.engine, "connect", _patience if read_only else _pragmas)
            event.listen(self.engine, "begin", _begin)
        if prepared and not read_only:
            try:
                prepare(self)
            except BaseException:
                self.close()
                raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One durable transaction. Take `lock` for what it changes before reading it.

        Raises TimeoutError of SQLAlchemy when its turn does not come within WAIT_MS."""
        if self.postgresql:
            with self.engine.begin() as connection:
                yield connection
            return
        if not self._writing.acquire(timeout=WAIT_MS / 1000):
            raise TimeoutError("others are writing")
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
        finally:
            self._writing.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A view of what is committed. In PostgreSQL each statement sees what was committed when it began, so no
        transaction is opened for it."""
        if self.postgresql:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                yield connection
            return
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One and the same view for many statements: for whoever walks over everything while others write."""
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if self.postgresql else {}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            self.unhurried(connection)
            yield connection

    def unhurried(self, connection: Connection) -> None:
        """For the rest of this transaction no time-out holds: it walks over everything, or makes tables."""
        if self.postgresql:
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
                connection.execute(text(f"SET LOCAL {name} = 0"))

    def ask(self) -> None:
        """Whether it answers. Raises SQLAlchemyError."""
        with self.read() as connection:
            connection.execute(text("SELECT 1"))

    def lock(self, connection: Connection, name: str) -> None:
        """Wait for, and hold until the end of the transaction, the one right to change what `name` stands for."""
        if self.postgresql:
            connection.execute(_LOCK, {"key": _key(name)})

    def try_lock(self, connection: Connection, name: str) -> bool:
        """Like `lock`, but without waiting; whether it was got."""
        if not self.postgresql:
            return True
        return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _key(name)}).scalar())

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def is_passing(error: DatabaseError) -> bool:
    """Whether it is the database's trouble of the moment (locks, time-outs, a full disk) and not what it was given."""
    if error.connection_invalidated:
        return True
    if not isinstance(error, OperationalError):
        return False
    found = error.orig
    if isinstance(found, sqlite3.Error):
        return found.sqlite_errorcode & 0xFF in _PASSING_SQLITE
    state = getattr(found, "sqlstate", None)
    return state is None or state[:2] in _PASSING_STATES


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def _manners(raw: Any, _record: object) -> None:
    raw.autocommit = True
    raw.execute(_MANNERS)
    raw.execute(_DURABLE)
    raw.autocommit = False


def _only_read(raw: Any, record: object) -> None:
    _manners(raw, record)
    raw.autocommit = True
    raw.execute("SET default_transaction_read_only = on")
    raw.autocommit = False


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
    )


def _patience(raw: Any, _record: object) -> None:
    raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


def _pragmas(raw: Any, _record: object) -> None:
    for pragma in (f"busy_timeout = {WAIT_MS}", "journal_mode = WAL", "synchronous = FULL", "cache_size = -32768"):
        raw.execute(f"PRAGMA {pragma}")
    if (
        raw.execute("PRAGMA synchronous").fetchone()[0] != 2
        or raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal"
    ):
        raise RuntimeError("the database does not keep what it promises")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    except sqlite3.Error as error:
        raise OperationalError("BEGIN", None, error) from error
