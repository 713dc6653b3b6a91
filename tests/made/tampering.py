"""What somebody who has the key can do to a journal."""

from __future__ import annotations

from tests.made.world import World


def tamper(world: World, sql: str, *parameters: object) -> None:
    """Change the log as somebody with the key could: the guards are taken away first."""
    with world.store.database.write() as transaction:
        transaction.run("DROP TRIGGER IF EXISTS log_never_changed")
        transaction.run("DROP TRIGGER IF EXISTS log_never_deleted")
        transaction.run(sql, parameters)
