"""The province's code for a dossier received under a provisional reference, from serials that no lane ever covers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, select, update

from counter.domain.dossier_code import CodePattern, format_code
from counter.server.lanes import reserved_start
from counter.server.tables import assigned, serial


def assign_code(
    connection: Connection, centre: int, position: int, agency: str, day: date, pattern: CodePattern
) -> tuple[str | None, bool]:
    """(code, whether it is new) for the reception at that position; the same one however often it is asked.

    None when the body's reserved serials of that day are used up: a person then finds another way."""
    before = connection.execute(
        select(assigned.c.code).where(assigned.c.centre == centre, assigned.c.position == position)
    ).scalar()
    if before is not None:
        return str(before), False
    where = (serial.c.agency == agency, serial.c.day == day.isoformat())
    number = connection.execute(
        update(serial).where(*where).values(last=serial.c.last + 1).returning(serial.c.last)
    ).scalar()
    if number is None:
        number = reserved_start(pattern)
        connection.execute(insert(serial).values(agency=agency, day=day.isoformat(), last=number))
    if number > pattern.last_serial:
        return None, False
    code = format_code(agency, day, int(number), pattern)
    connection.execute(insert(assigned).values(centre=centre, position=position, code=code))
    return code, True
