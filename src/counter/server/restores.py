"""How often this province was put back from a backup, and where numbers come from since then.

What it lent or gave after the backup was made is forgotten, but printed on paper. So a province that was put back keeps to
a third of its own: the upper one, the second time the middle one, from above; when that is used up there are provisional
references. One that never was gives from below, as far as it must. A number of now meets one of the forgotten time only
when far more than a third of a body's space was lent at once, or after three restores within one lease. The count lies
in the folder too, since a backup may be put back twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, bindparam, insert, select, update

from counter.server.tables import meta
from counter.store.small_file import write_small

RESTORES = "restores"
FILE = "province.restores"
_COUNT = select(meta.c.value).where(meta.c.name == bindparam("name"))
_THIRDS = (3, 2, 1)  # by the number of restores, from the first on


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
    """Those of `starts`, which lie from `first` to `end`, that this generation may give, in its order."""
    count = restores(connection)
    if count == 0:
        return sorted(starts)
    third, size = _THIRDS[(count - 1) % len(_THIRDS)], (end - first) / 3
    low, high = first + (third - 1) * size, first + third * size
    return sorted((start for start in starts if low <= start < high), reverse=True)
