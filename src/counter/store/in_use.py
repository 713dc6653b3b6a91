"""Whether another program works with a data folder: only what nobody has open is changed under everybody's hands.

Whoever has a database in WAL open holds a shared lock on it as long as he has it, whatever version he is; so the lock that
shuts out all others is had only when there are none."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.store.database import NAME


def in_use(folder: Path, key: bytes) -> bool:
    """Whether another connection has that folder's database open. One that is not there, or that this key does not open,
    is nobody's. Raises nothing."""
    path = folder / NAME
    if not path.is_file() or not path.stat().st_size:
        return False
    raw = cipher.connect(str(path), isolation_level=None, timeout=0)
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return not shut_out_others(cursor)
    except cipher.DatabaseError:
        return False
    finally:
        raw.close()


def shut_out_others(cursor: object) -> bool:
    """Keep the database to this connection until it is closed; False when another one has it open."""
    run = cursor.execute  # type: ignore[attr-defined]
    try:
        run("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        run("BEGIN IMMEDIATE")
        run("COMMIT")
    except cipher.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (cipher.SQLITE_BUSY, cipher.SQLITE_LOCKED):
            return False
        raise
    return True
