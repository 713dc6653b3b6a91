"""Reading a centre's feed after a cursor: every position up to the new cursor is in the page or was the asker's own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from counter.journal.entry import Entry
from counter.server.tables import centre as centres
from counter.server.tables import inbox, notice
from counter.wire.limits import BATCH, BODY, NOTICES
from counter.wire.reply import Notice

_HEAVIEST = BODY + 4096  # of one entry, with its envelope
_ENDS = select(centres.c.last_position, centres.c.floor).where(centres.c.id == bindparam("centre"))
_NEWS = (
    inbox.c.centre == bindparam("centre"), inbox.c.position > bindparam("cursor"), inbox.c.position <= bindparam("end"),
    (inbox.c.epoch != bindparam("own_epoch")) | (inbox.c.seq > bindparam("own_seq")),
)  # fmt: skip
_PAGE = select(inbox.c.position, inbox.c.envelope, inbox.c.salt, inbox.c.body).where(*_NEWS).order_by(inbox.c.position)
_SIZES = (
    select(inbox.c.position, func.length(inbox.c.envelope) + func.length(inbox.c.body))
    .where(*_NEWS)
    .order_by(inbox.c.position)
    .limit(bindparam("most"))
)
_NOTICES = (
    select(notice)
    .where(
        notice.c.centre == bindparam("centre"), notice.c.device == bindparam("device"),
        notice.c.number > bindparam("after"),
    )
    .order_by(notice.c.number)
    .limit(NOTICES)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Entries with their positions; `cursor` is what has been read with them; `more`: there is more behind it."""

    entries: tuple[Entry, ...]
    positions: tuple[int, ...]
    cursor: int
    more: bool


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The asker's own log as far as it has it; what the province holds beyond that, a restored copy gets back.

    `first`, `count`: the positions that were given in this very exchange."""

    epoch: int
    seq: int
    first: int = 0
    count: int = 0


def read_page(
    connection: Connection, centre: int, cursor: int, *, most: int, same_generation: bool, own: OwnPart | None
) -> Page:
    """The next page, of at most `most` entries. `own`: what the asker has itself.

    A cursor of another generation is cut back to the positions that every generation shares. The last position is read
    first: whatever has a position up to it was committed before, so nothing can appear there later."""
    if own is not None and own.count and cursor + 1 == own.first and same_generation:
        return Page((), (), cursor + own.count, False)  # whatever came after it, the next look brings
    row = connection.execute(_ENDS, {"centre": centre}).one()
    if not same_generation and row.floor is not None:
        cursor = min(cursor, row.floor)
    cursor = min(cursor, row.last_position)
    if cursor == row.last_position:
        return Page((), (), cursor, False)
    own = own or OwnPart(0, 0)  # no epoch is 0
    end, more = row.last_position, False
    where = {"centre": centre, "cursor": cursor, "end": end, "own_epoch": own.epoch, "own_seq": own.seq}
    if most < end - cursor or (end - cursor) * _HEAVIEST > BATCH:
        end, more = _end_of_page(connection, where, end, most)
    rows = connection.execute(_PAGE, {**where, "end": end}).all()
    entries = tuple(Entry.open(row.envelope, row.salt, row.body) for row in rows)
    return Page(entries, tuple(row.position for row in rows), end, more)


def _end_of_page(connection: Connection, where: dict[str, int], last: int, most: int) -> tuple[int, bool]:
    """Up to which position a page goes, and whether there is more behind it: by sizes alone, before a body is fetched."""
    end = total = count = 0
    for position, weight in connection.execute(_SIZES, {**where, "most": most}):
        total += weight
        if total > BATCH and count:
            return end, True
        end, count = position, count + 1
    return (end, end < last) if count == most else (last, False)


def read_notices(connection: Connection, centre: int, device: bytes, after: int) -> tuple[Notice, ...]:
    """What this device has not been told yet of its own entries."""
    rows = connection.execute(_NOTICES, {"centre": centre, "device": device, "after": after})
    return tuple(Notice(r.number, r.epoch, r.seq, r.outcome, r.reason) for r in rows)
