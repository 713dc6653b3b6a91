"""The local database: SQLite in WAL with synchronous=FULL inside SQLCipher, one writer, pragmas read back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Sentence, Trouble
from counter.store.room import free_bytes, is_full

NAME = "counter.db"
BUSY_MS = 5000
EASED = 1000  # pages of the WAL that are worth a checkpoint: the first commit after one is synced twice
# `work`: WAL, one writer, many readers. `look`: nothing is changed on the disk, not even beside the file; `still` says too
# that nobody else does, so that no lock is asked for (a copy, also on a network share). `aside`: nothing is changed on the
# disk either, and what is written to some tables is kept in memory until the end. `alone`: one file, one connection. `sole`:
# as `work`, and it is opened only when nobody else has it open, and kept to itself.
Manner = Literal["work", "look", "still", "aside", "alone", "sole"]
_PRAGMAS: dict[Manner, tuple[str, ...]] = {
    "work": ("journal_mode = WAL", "wal_autocheckpoint = 4000"),
    "look": (),
    "still": (),
    "aside": (),
    "alone": ("journal_mode = DELETE",),
    "sole": ("busy_timeout = 300", "locking_mode = EXCLUSIVE", "journal_mode = WAL"),
}
ASIDE = ("setting", "account", "draft", "print_job")  # what somebody who only looks writes, and nothing of the record


def holds_data(database: Path) -> bool:
    """Whether that file holds anything. An empty one does not: it was cut off, or nothing was ever written."""
    return database.is_file() and database.stat().st_size > 0


Parameters = Sequence[Any] | Mapping[str, Any]


class Transaction:
    """Statements inside one transaction. Parameters are always bound; SQL text is always a constant of this package."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def run(self, sql: str, parameters: Parameters = ()) -> None:
        """One statement whose rows nobody wants."""
        self._cursor.execute(sql, parameters)

    def add(self, sql: str, parameters: Parameters = ()) -> int:
        """One INSERT; the id of the new row."""
        self._cursor.execute(sql, parameters)
        return int(self._cursor.lastrowid)

    def changed(self, sql: str, parameters: Parameters = ()) -> int:
        """One UPDATE or DELETE; how many rows it touched."""
        self._cursor.execute(sql, parameters)
        return int(self._cursor.rowcount)

    def row(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        row: tuple[Any, ...] | None = self._cursor.execute(sql, parameters).fetchone()
        return row

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows."""
        rows: list[tuple[Any, ...]] = self._cursor.execute(sql, parameters).fetchall()
        return rows

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one by one; other statements of this transaction may run in between."""
        return iter(self._cursor.connection.cursor().execute(sql, parameters))


class Database:
    """One encrypted file. Every thread gets its own connection; writes wait for one another, reads never wait.

    The driver is used as it is: statements are constants of this package, and SQLAlchemy alone would take longer to load
    than the whole window may take to open. It is there for the migrations (see `migrate`) and on the server."""

    def __init__(
        self, path: Path, key: bytes, *, synchronous: str = "FULL", connect: Callable[..., Any] = cipher.connect,
        manner: Manner = "work", free: Callable[[Path], int] = free_bytes,
    ) -> None:  # fmt: skip
        """`synchronous` is there for the tests' mutants: anything but FULL loses acknowledged receptions in a power cut.

        `connect` is the driver's, or that of a disk that fails on purpose; `free`: the bytes a disk has left."""
        self.path = path
        self._key = key
        self._synchronous = synchronous
        self._driver, self._free = connect, free
        self._manner: Manner = manner
        self._local = threading.local()
        self._open: set[Any] = set()
        self._lock = threading.Lock()
        self._turns: AbstractContextManager[Any] = threading.RLock() if manner == "aside" else nullcontext()
        self._shared: Any = None

    @property
    def key(self) -> bytes:
        """What opens it: for wrapping it anew, never to be shown."""
        return self._key

    def sibling(self, path: Path, manner: Manner) -> Database:
        """Another file under the same key."""
        return Database(
            path, self._key, synchronous=self._synchronous, connect=self._driver, manner=manner, free=self._free
        )

    def _connect(self) -> Any:
        name, uri = str(self.path), not self.writable
        if uri:
            name = _address(self.path) + ("?mode=ro&immutable=1" if self._manner == "still" else "?mode=ro")
        raw = self._driver(name, isolation_level=None, check_same_thread=False, cached_statements=256, uri=uri)
        try:
            self._set_up(raw.cursor())
        except BaseException:
            raw.close()  # what is not closed would still count as somebody who has the database open
            raise
        return raw

    def _set_up(self, cursor: Any) -> None:
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
        for pragma in (
            "cipher_memory_security = OFF", f"busy_timeout = {BUSY_MS}", *_PRAGMAS[self._manner],
            f"synchronous = {self._synchronous}", "foreign_keys = ON", "trusted_schema = OFF", "recursive_triggers = ON",
            "temp_store = MEMORY", "cache_size = -16384",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}").fetchall()
        self._read_back(cursor)
        if self._manner == "aside":
            _take_aside(cursor)
        cursor.close()

    def _read_back(self, cursor: Any) -> None:
        wanted: dict[str, Any] = {"foreign_keys": 1}
        if self._manner in ("work", "sole"):
            wanted["journal_mode"] = "wal"
        if self._synchronous == "FULL":
            wanted["synchronous"] = 2
        for pragma, value in wanted.items():
            if cursor.execute(f"PRAGMA {pragma}").fetchone()[0] != value:
                raise RuntimeError(f"pragma {pragma} did not hold")
        if not cursor.execute("PRAGMA cipher_version").fetchone():
            raise RuntimeError("this SQLite does not encrypt")

    @property
    def writable(self) -> bool:
        """Whether anything can be changed on the disk."""
        return self._manner in ("work", "alone", "sole")

    def encrypted(self) -> bool:
        """Whether the file on disk starts like an encrypted one (once elsewhere a database was made anew in clear)."""
        with self.path.open("rb") as file:
            return file.read(16) != b"SQLite format 3\0"

    def connection(self) -> Any:
        """This thread's connection of the driver, for what cannot be said through a transaction (backup, migration)."""
        held = getattr(self._local, "connection", None)
        if held is None:
            with self._turns:
                held = self._shared or self._connect()
                if self._manner == "aside":
                    self._shared = held
            with self._lock:
                self._open.add(held)
            self._local.connection, self._local.cursor = held, held.cursor()
        return held

    def _cursor(self) -> Any:
        self.connection()
        return self._local.cursor

    def write(self) -> AbstractContextManager[Transaction]:
        """One durable transaction: all of it or nothing. Raises Trouble when the disk or a lock forbids it."""
        return self._transaction("BEGIN IMMEDIATE")

    def read(self) -> AbstractContextManager[Transaction]:
        """One consistent view."""
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        with self._turns, self._told() as cursor:
            cursor.execute(begin)
            try:
                yield Transaction(cursor)
                cursor.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite has already rolled back; a second ROLLBACK would hide the cause.
                if cursor.connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[Any]:
        """This thread's cursor; what the machine refuses is told in words."""
        try:
            yield self._cursor()
        except cipher.DatabaseError as error:
            trouble = self.trouble_of(error)
            if trouble is None:
                raise
            if _code(error) in _REOPEN and self._shared is None:
                self._drop()
            raise trouble from error

    def trouble_of(self, error: BaseException) -> Trouble | None:
        """What the driver says of the machine, in words; None where it speaks of a mistake of the program.

        Where not even the files beside the database can be laid down, it only says that reading or writing failed."""
        key = _TROUBLES.get(_code(error))
        if key == "store.disk" and is_full(self.path.parent, self._free):
            key = "store.disk_full"
        return None if key is None else Trouble(Sentence(key))

    def script(self, statements: Sequence[str]) -> None:
        """Several constant statements in one transaction."""
        with self.write() as transaction:
            for statement in statements:
                transaction.run(statement)

    def checkpoint(self, *, whole: bool = False) -> None:
        """Move the WAL into the file while nobody waits, at most what readers allow; `whole` waits for the readers."""
        if self.writable:
            self._cursor().execute(f"PRAGMA wal_checkpoint({'FULL' if whole else 'PASSIVE'})").fetchall()

    def ease(self) -> bool:
        """A checkpoint when the WAL has grown enough for one, long before a clerk's commit would have to make it. For a
        thread in which nobody waits: writers go on meanwhile. Returns whether it was time; raises Trouble."""
        if self._manner != "work":
            return False
        with self._told() as cursor:
            _, written, moved = cursor.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
            if written - moved < EASED:
                return False
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return True

    def _drop(self) -> None:
        """Forget this thread's connection; its next transaction opens the file anew."""
        held = getattr(self._local, "connection", None)
        self._local.connection = self._local.cursor = None
        if held is not None:
            with self._lock:
                self._open.discard(held)
            held.close()

    def close(self) -> None:
        """Give back every connection, those of threads that have ended too. A thread that goes on would open a new one."""
        with self._lock:
            held, self._open, self._shared = self._open, set(), None
        for connection in held:
            connection.close()
        self._local = threading.local()


def _take_aside(cursor: Any) -> None:
    """Tables of the same name in memory, which stand before those on the disk."""
    cursor.execute("BEGIN")
    for table in ASIDE:
        made = cursor.execute(
            "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        if made is not None:
            cursor.execute(made[0].replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
            cursor.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")  # noqa: S608 (a constant)
    cursor.execute("COMMIT")


def _code(error: BaseException) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _address(path: Path) -> str:
    """As SQLite's URI names a file; a share of the network begins with two strokes more."""
    from urllib.parse import quote  # not before the first page

    absolute = path.absolute().as_posix()
    return "file://" + quote(absolute if absolute.startswith("/") else "/" + absolute)


# SQLite's primary result codes, as far as they are the machine's fault and not the program's.
_TROUBLES = {
    cipher.SQLITE_BUSY: "store.busy",
    cipher.SQLITE_LOCKED: "store.busy",
    cipher.SQLITE_READONLY: "store.read_only",
    cipher.SQLITE_PERM: "store.read_only",
    cipher.SQLITE_FULL: "store.disk_full",
    cipher.SQLITE_IOERR: "store.disk",
    cipher.SQLITE_CANTOPEN: "store.disk",
    cipher.SQLITE_NOMEM: "store.disk",
    cipher.SQLITE_CORRUPT: "store.damaged",
    cipher.SQLITE_NOTADB: "store.wrong_key",
}
# After these a connection is not to be trusted: a failed sync is never tried again on pages the system may have dropped,
# and SQLite stays read-only once it could open the file in no other way.
_REOPEN = {
    cipher.SQLITE_IOERR,
    cipher.SQLITE_READONLY,
    cipher.SQLITE_CANTOPEN,
    cipher.SQLITE_CORRUPT,
    cipher.SQLITE_NOTADB,
}
