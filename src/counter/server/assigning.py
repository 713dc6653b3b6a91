"""The province's code for a dossier received under a provisional reference, from serials that no lane covers that day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from counter.domain.dossier_code import CodePattern, format_code
from counter.server.database import Database
from counter.server.lanes import lane_length, reserved_start, take_for_day
from counter.server.restores import in_turn
from counter.server.tables import assigned, day_lane, serial

_BEFORE = select(assigned.c.code).where(
    assigned.c.centre == bindparam("centre"), assigned.c.position == bindparam("position")
)
_ASSIGN, _FIRST_OF_DAY = insert(assigned), insert(serial)
_LAST = (
    select(serial.c.last)
    .where(serial.c.agency == bindparam("agency"), serial.c.day == bindparam("day"))
    .with_for_update()
)
_NEXT = update(serial).where(serial.c.agency == bindparam("of_agency"), serial.c.day == bindparam("of_day"))


def assign_code(
    database: Database, connection: Connection, *, centre: int, position: int, agency: str, day: date, pattern: CodePattern
) -> tuple[str | None, bool]:  # fmt: skip
    """(code, whether it is new) for the reception at that position; the same one however often it is asked.

    First the body's reserved serials of that day, then ranges nobody holds that day. None when there is none left: the
    dossier keeps its provisional reference, and a person finds another way."""
    before = connection.execute(_BEFORE, {"centre": centre, "position": position}).scalar()
    if before is not None:
        return str(before), False
    number = _next_serial(database, connection, agency, day, pattern)
    if number is None:
        return None, False
    code = format_code(agency, day, number, pattern)
    connection.execute(_ASSIGN, {"centre": centre, "position": position, "code": code})
    return code, True


def _next_serial(
    database: Database, connection: Connection, agency: str, day: date, pattern: CodePattern
) -> int | None:
    last = connection.execute(_LAST, {"agency": agency, "day": day.isoformat()}).scalar()
    number = _first(connection, pattern) if last is None else _after(connection, agency, day, last, pattern)
    if number is None:
        number = take_for_day(database, connection, agency, day, pattern)
    if number is None:
        return None
    if last is None:
        connection.execute(_FIRST_OF_DAY, {"agency": agency, "day": day.isoformat(), "last": number})
    else:
        connection.execute(_NEXT, {"of_agency": agency, "of_day": day.isoformat(), "last": number})
    return number


def _first(connection: Connection, pattern: CodePattern) -> int:
    """Where the reserve begins for this generation."""
    first, length = reserved_start(pattern), lane_length(pattern)
    ranges = range(first, pattern.last_serial + 1, length)
    return in_turn(connection, ranges, first, pattern.last_serial + 1)[0]


def _after(connection: Connection, agency: str, day: date, last: int, pattern: CodePattern) -> int | None:
    """The serial after `last` in the same range; None when that one is used up."""
    first = reserved_start(pattern)
    if last >= first:  # the next range of the reserve may be that of another generation
        begins = (last + 1 - first) % lane_length(pattern) == 0
        return None if begins or last >= pattern.last_serial else last + 1
    end = connection.execute(
        select(day_lane.c.start + day_lane.c.length)
        .where(day_lane.c.agency == agency, day_lane.c.day == day.isoformat(), day_lane.c.start <= last)
        .order_by(day_lane.c.start.desc())
        .limit(1)
    ).scalar_one()
    return last + 1 if last + 1 < end else None
