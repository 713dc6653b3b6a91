"""Granting lanes: the province issues serials in advance, each to one epoch, and never the same ones to two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from counter.domain.dossier_code import CodePattern, format_code, parse_code
from counter.journal.lane import GRACE, LEASE, Lane
from counter.server.database import Database
from counter.server.restores import in_turn, restores
from counter.server.tables import code_use, day_lane, lane
from counter.server.tables import epoch as epochs

LANES = 50  # of one body and day: 200 serials each with 4 digits, 200,000 with 7
RESERVED = 5  # the last ones are the province's own, for codes that follow a provisional reference
RENEWED_BELOW = timedelta(days=25)  # not at every contact: each renewal is told in bytes
OWN_BODY = 2  # one and a spare, from the start
MOST_OF_A_BODY, MOST = 8, 32  # of one epoch: a rogue device must not take a body's whole day
_EVER = select(lane).where(lane.c.epoch == bindparam("epoch")).order_by(lane.c.agency, lane.c.start)
_LIVING = _EVER.where(lane.c.retired == 0)


def lane_length(pattern: CodePattern) -> int:
    """How many serials a lane has."""
    return (pattern.last_serial + 1) // LANES


def reserved_start(pattern: CodePattern) -> int:
    """The first serial that is never granted as a lane."""
    return lane_length(pattern) * (LANES - RESERVED) + 1


def lanes_of_epoch(connection: Connection, epoch: int, *, retired: bool = False) -> list[Lane]:
    """The lanes of an epoch, in order; with `retired` also those taken back."""
    rows = connection.execute(_EVER if retired else _LIVING, {"epoch": epoch})
    return [Lane(row.agency, row.start, row.length, date.fromisoformat(row.until)) for row in rows]


def grant(
    database: Database, connection: Connection, epoch: int, wants: Iterable[tuple[str, int]], today: date,
    pattern: CodePattern,
) -> bool:  # fmt: skip
    """Grant what is asked for, as far as there is any; whether anything was."""
    granted = False
    held = lanes_of_epoch(connection, epoch)
    for agency, count in sorted(wants):
        room = min(MOST_OF_A_BODY - sum(one.agency == agency for one in held), MOST - len(held), count)
        if room <= 0:
            continue
        database.lock(connection, f"lanes {agency}")
        # A lease that ended, retired or not, is over for its device the day after, and a day more: clocks differ.
        for start in _free(connection, agency, today - GRACE, None, pattern)[:room]:
            new = Lane(agency, start, lane_length(pattern), today + LEASE)
            _lend(connection, epoch, new, today)
            held.append(new)
            granted = True
    return granted


def renew(connection: Connection, epoch: int, today: date) -> bool:
    """Put off the end of the lanes of a living epoch that are near it; whether any was.

    A lease that is over stays over: its serials may be lent to another by now."""
    living = (lane.c.epoch == epoch, lane.c.retired == 0)
    over = connection.execute(update(lane).where(*living, lane.c.until < today.isoformat()).values(retired=1))
    near = connection.execute(
        update(lane)
        .where(*living, lane.c.until < (today + RENEWED_BELOW).isoformat())
        .values(until=(today + LEASE).isoformat())
    )
    return over.rowcount + near.rowcount > 0


def retire(connection: Connection, epoch: int) -> None:
    """Take an epoch's lanes back. They are not granted again before their lease is over and a day more."""
    connection.execute(update(lane).where(lane.c.epoch == epoch).values(retired=1))


def bump(connection: Connection, epoch: int) -> None:
    """The device is told its lanes anew."""
    connection.execute(update(epochs).where(epochs.c.epoch == epoch).values(lanes_version=epochs.c.lanes_version + 1))


def _lend(connection: Connection, epoch: int, new: Lane, today: date) -> None:
    slot = (lane.c.agency == new.agency, lane.c.start == new.start, lane.c.epoch == epoch)
    values = {"length": new.length, "since": today.isoformat(), "until": new.until.isoformat(), "retired": 0}
    again = connection.execute(update(lane).where(*slot).values(**values))  # an epoch may get back what it had before
    if again.rowcount == 0:
        connection.execute(insert(lane).values(agency=new.agency, start=new.start, epoch=epoch, **values))


def take_for_day(
    database: Database, connection: Connection, agency: str, day: date, pattern: CodePattern
) -> int | None:
    """The first serial of a range that nobody else can have used on that day, and that nobody gets for it any more."""
    database.lock(connection, f"lanes {agency}")
    start = next(iter(_free(connection, agency, day, day, pattern)), None)
    if start is not None:
        connection.execute(insert(day_lane).values(
            agency=agency, day=day.isoformat(), start=start, length=lane_length(pattern)
        ))  # fmt: skip
    return start


def _printed(connection: Connection, agency: str, day: date, pattern: CodePattern) -> list[int]:
    """Serials of codes that were used that day; before any restore the leases tell all of them."""
    if restores(connection) == 0:
        return []
    low, high = (format_code(agency, day, serial, pattern) for serial in (1, pattern.last_serial))
    codes = connection.execute(select(code_use.c.code).where(code_use.c.code.between(low, high))).scalars()
    found = (parse_code(code) for code in codes)
    return [one.serial for one in found if one is not None and (one.agency, one.day) == (agency, day)]


def _free(connection: Connection, agency: str, first: date, last: date | None, pattern: CodePattern) -> Sequence[int]:
    """Where ranges begin that are nobody's from `first` to `last` (None: for ever), in the order to give them."""
    leases = select(lane.c.start, lane.c.length).where(lane.c.agency == agency, lane.c.until >= first.isoformat())
    days = select(day_lane.c.start, day_lane.c.length).where(
        day_lane.c.agency == agency, day_lane.c.day >= first.isoformat()
    )
    if last is not None:
        leases = leases.where(lane.c.since <= last.isoformat())
        days = days.where(day_lane.c.day <= last.isoformat())
    taken = [(row.start, row.start + row.length) for query in (leases, days) for row in connection.execute(query)]
    length, end = lane_length(pattern), reserved_start(pattern)
    # Whatever stands on a paper of that day is somebody's, though a backup may have forgotten to whom it was lent.
    printed = _printed(connection, agency, first + timedelta(days=1) if last is None else last, pattern)
    taken += [(serial, serial + 1) for serial in printed]
    return in_turn(connection, (
        start
        for start in range(1, end, length)
        if all(start + length <= begin or end <= start for begin, end in taken)
    ), 1, end)  # fmt: skip
