"""What somebody who has the key can do to a journal."""

from __future__ import annotations

from typing import Protocol

from counter.store.local_store import LocalStore


class Holds(Protocol):
    """Whatever has a store."""

    store: LocalStore


def tamper(world: Holds, sql: str, *parameters: object) -> None:
    """Change the log as somebody with the key could: the guards are taken away first."""
    with world.store.database.write() as transaction:
        transaction.run("DROP TRIGGER IF EXISTS log_never_changed")
        transaction.run("DROP TRIGGER IF EXISTS log_never_deleted")
        transaction.run(sql, parameters)
