"""The province's recovery key: the public half in the database, told to counters; the private half never comes here."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from counter.server.database import Database
from counter.server.tables import meta
from counter.wire.recovery_key import RecoveryKey

NAME = "recovery_key"  # in `meta`: when it was set (Unix milliseconds) and the public half, hexadecimal


def recovery_key_of(connection: Connection) -> RecoveryKey | None:
    """The one in use."""
    return parsed(connection.execute(select(meta.c.value).where(meta.c.name == NAME)).scalar())


def parsed(value: str | None) -> RecoveryKey | None:
    """The same from its row."""
    if value is None:
        return None
    set_ms, public = value.split(" ")
    return RecoveryKey(int(set_ms), bytes.fromhex(public))


def set_recovery_key(database: Database, public: bytes, now_ms: int) -> RecoveryKey:
    """Take it into use, later than any before it; the same one again changes nothing."""
    with database.write() as c:
        database.lock(c, "meta")
        before = recovery_key_of(c)
        if before is not None and before.public == public:
            return before
        key = RecoveryKey(now_ms if before is None else max(now_ms, before.set_ms + 1), public)
        value = f"{key.set_ms} {public.hex()}"
        if not c.execute(update(meta).where(meta.c.name == NAME).values(value=value)).rowcount:
            c.execute(insert(meta).values(name=NAME, value=value))
    return key
