"""A new generation: the database was put back from a backup, and what it gave after that backup is in use unknown to it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, case, delete, func, insert, select, update

from counter.journal.clock import VIETNAM
from counter.journal.lane import LEASE
from counter.server.database import Database
from counter.server.epochs import CLOSED
from counter.server.province_key import ANCESTORS
from counter.server.restores import count_restore
from counter.server.tables import centre, device, epoch, epoch_series, lane, meta, serial
from counter.wire.request import GENERATION_CHECK

_JUMP = 10_000  # epochs of one generation; the count of restores never goes back, so neither does what it begins with


def begin_generation(database: Database, folder: Path, today: date) -> bytes:
    """Say that this database was put back from a backup: devices compare and push again what it lost.

    Positions given from now on may differ from those it gave before, so cursors of older generations are cut back to what
    is there now. Epochs it issued and has forgotten are never issued again, and its own logs begin anew under new ones:
    going on with the old they would fork. Numbers come from where none was given since the backup (see `restores`), and
    every lease that was living then is taken to have been put off as far as it can have been."""
    generation = secrets.token_bytes(16)
    with database.write() as c:
        database.lock(c, "meta")
        _bequeath(c)
        c.execute(update(meta).where(meta.c.name == "generation").values(value=generation.hex()))
        count = count_restore(c, folder)
        last = c.execute(select(epoch_series.c.last)).scalar_one()
        c.execute(update(epoch_series).values(last=max(last // _JUMP + 1, count) * _JUMP))
        floor = func.coalesce(centre.c.floor, centre.c.last_position)
        c.execute(
            update(centre).values(floor=case((floor < centre.c.last_position, floor), else_=centre.c.last_position))
        )
        own = c.execute(select(meta.c.value).where(meta.c.name == "device")).scalar()
        if own is not None:
            c.execute(update(epoch).where(epoch.c.device == bytes.fromhex(own)).values(state=CLOSED))
        _put_off(c, today)
        c.execute(delete(serial))
    return generation


def _bequeath(c: Connection) -> None:
    """The generation that ends is an ancestor from now on."""
    names = {row.name: row.value for row in c.execute(select(meta).where(meta.c.name.in_(("generation", ANCESTORS))))}
    if "generation" not in names:
        return  # a database without a history
    value = " ".join((*names.get(ANCESTORS, "").split(), names["generation"][: 2 * GENERATION_CHECK]))
    if ANCESTORS in names:
        c.execute(update(meta).where(meta.c.name == ANCESTORS).values(value=value))
    else:
        c.execute(insert(meta).values(name=ANCESTORS, value=value))


def _put_off(c: Connection, today: date) -> None:
    """A lease that was over when the backup was made is not touched: its serials may be another's since."""
    issued, seen = (
        c.execute(select(func.max(column))).scalar() or 0 for column in (epoch.c.issued_ms, device.c.seen_ms)
    )
    backup = datetime.fromtimestamp(max(issued, seen) / 1000, VIETNAM).date()
    until = (today + LEASE).isoformat()
    living = (lane.c.retired == 0, lane.c.until >= backup.isoformat(), lane.c.until < until)
    c.execute(update(lane).where(*living).values(until=until))
