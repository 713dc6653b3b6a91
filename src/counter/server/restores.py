"""How often this province was put back from a backup, and where numbers come from since then.

What it lent or gave after the backup was made is forgotten, but printed on paper. So each generation takes numbers from
another end of what is free: from below, from above, from the middle upwards, from the middle downwards. One of now meets
one that was given in the forgotten time only when about half of a body's space is lent at once, or after four restores
within one lease. The count lies in the folder too, since a backup may be put back twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Connection, bindparam, insert, select, update

from counter.server.tables import meta
from counter.store.small_file import write_small

RESTORES = "restores"
FILE = "province.restores"
_COUNT = select(meta.c.value).where(meta.c.name == bindparam("name"))
_ORDERS: tuple[Callable[[int, int], tuple[bool, int]], ...] = (
    lambda start, _: (False, start),
    lambda start, _: (False, -start),
    lambda start, middle: (start < middle, start),
    lambda start, middle: (start >= middle, -start),
)


def restores(connection: Connection) -> int:
    """How often."""
    value = connection.execute(_COUNT, {"name": RESTORES}).scalar()
    return 0 if value is None else int(value)


def count_restore(connection: Connection, folder: Path) -> int:
    """Once more; how often that is. Raises OSError when the folder cannot remember it."""
    path = folder / FILE
    count = max(restores(connection), int(path.read_text("ascii")) if path.exists() else 0) + 1
    write_small(path, str(count).encode())
    if connection.execute(update(meta).where(meta.c.name == RESTORES).values(value=str(count))).rowcount == 0:
        connection.execute(insert(meta).values(name=RESTORES, value=str(count)))
    return count


def in_turn(connection: Connection, starts: Iterable[int], first: int, end: int) -> list[int]:
    """`starts`, which lie from `first` to `end`, in the order in which this generation gives them."""
    order, middle = _ORDERS[restores(connection) % len(_ORDERS)], (first + end) // 2
    return sorted(starts, key=lambda start: order(start, middle))
