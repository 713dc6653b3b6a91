"""How often this database was put back from a backup, and where numbers come from since then.

What it lent or gave after the backup was made is forgotten, but printed on paper. So the space of serials has five
parts, and each generation begins in the next one: a number of before meets one of now only after five restores within
one lease, or when a part is used up."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from counter.server.tables import meta

RESTORES = "restores"
PARTS = 5


def restores(connection: Connection) -> int:
    """How often."""
    value = connection.execute(select(meta.c.value).where(meta.c.name == RESTORES)).scalar()
    return 0 if value is None else int(value)


def in_turn(connection: Connection, starts: Iterable[int], first: int, end: int) -> list[int]:
    """`starts`, those of this generation's part of first .. end-1 in front, then those of the next ones."""
    turn, part = restores(connection), -(-(end - first) // PARTS)
    return sorted(starts, key=lambda start: (((start - first) // part - turn) % PARTS, start))
