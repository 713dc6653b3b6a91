"""Rows that this database has lost from the middle of a log: put back where they lay, when it is proved that they did.

A device that finds one missing sends its log again from there. Its word alone fills no slot: the row after it must name
its hash, or the head, or a signature that the device gave when it first sent it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from counter.journal.chain import Head
from counter.journal.checkpoint import Checkpoint
from counter.journal.entry import BadEntry, Entry, Envelope
from counter.journal.kinds import RECEIVED
from counter.server.bulk import insert_rows
from counter.server.database import Database
from counter.server.epochs import Log
from counter.server.tables import attachment, checkpoint, code_use, dossier, inbox, meta, outcome, turn
from counter.server.tables import centre as centres
from counter.wire.request import Evidence

_NEAR = 5000  # positions on either side
AGAIN = "interpret again "  # in `meta`: a position whose meaning was lost with its row
_AGAIN = select(meta.c.name).where(meta.c.name.startswith(AGAIN)).limit(1)


def refill(
    database: Database,
    c: Connection,
    log: Log,
    entries: Sequence[Entry],
    head: Head,
    held: dict[int, bytes],
    now_ms: int,
) -> tuple[bool, int | None]:
    """Put back those of `entries` (a stretch of the log) whose slots up to `head` are empty. `held`: the slots of the
    stretch that are filled. Under the centre's lock. Whether any was, and the first slot that is still empty or None."""
    lost = [e for e in entries if e.envelope.seq <= head.seq and e.envelope.seq not in held]
    proved = _proved(c, log, lost, head)
    back = [e for e in lost if e.envelope.seq in proved]
    places = _places(c, log, back)
    if places:
        insert_rows(database, c, [
            (log.centre, places[e.envelope.seq], e.envelope.device, e.envelope.epoch, e.envelope.seq, e.hash, e.raw,
             e.salt, e.body, now_ms)
            for e in back if e.envelope.seq in places
        ])  # fmt: skip
        for e in back:
            if e.envelope.seq in places:
                _mark(c, log.centre, places[e.envelope.seq], e)
    return bool(places), next((e.envelope.seq for e in lost if e.envelope.seq not in places), None)


def _proved(c: Connection, log: Log, lost: Sequence[Entry], head: Head) -> set[int]:
    """From the end of the stretch down: a hash that something we hold names proves all entries before it too."""
    proved: set[int] = set()
    follows: tuple[int, bytes] | None = None  # the slot whose hash is known from the proved one above it
    signed = _signed(c, log, lost)
    for entry in reversed(lost):
        seq = entry.envelope.seq
        if follows is not None and follows[0] == seq:
            good = follows[1] == entry.hash
        elif seq == head.seq:
            good = head.hash == entry.hash
        else:
            good = _named_above(c, log, seq) == entry.hash
        if good or seq in signed:
            proved.add(seq)
            follows = (seq - 1, entry.envelope.prev)
        else:
            follows = None
    return proved


def _named_above(c: Connection, log: Log, seq: int) -> bytes | None:
    raw = c.execute(
        select(inbox.c.envelope).where(inbox.c.centre == log.centre, inbox.c.epoch == log.epoch, inbox.c.seq == seq + 1)
    ).scalar()
    try:
        return None if raw is None else Envelope.decode(raw).prev
    except BadEntry:
        return None


def _signed(c: Connection, log: Log, lost: Sequence[Entry]) -> set[int]:
    """Slots for which the device's own signature is here, over the very hash that it sends now."""
    if not lost:
        return set()
    hashes = {e.envelope.seq: e.hash for e in lost}
    rows = c.execute(
        select(checkpoint).where(
            checkpoint.c.centre == log.centre, checkpoint.c.epoch == log.epoch,
            checkpoint.c.seq.between(lost[0].envelope.seq, lost[-1].envelope.seq),
        )
    )  # fmt: skip
    return {
        row.seq
        for row in rows
        if row.seq in hashes
        and Evidence(
            Checkpoint(log.device, log.epoch, row.seq, hashes[row.seq], row.wall_ms), row.digest, row.signature
        ).holds(log.public_key)
    }


def _places(c: Connection, log: Log, back: Sequence[Entry]) -> dict[int, int]:
    """The position of each: where what was made of it still says that it lay; else a free one between its neighbours,
    or near them, which nothing of another entry speaks for. Which of several it was makes no difference then."""
    places: dict[int, int] = {}
    for entry in back:
        seq = entry.envelope.seq
        below, above = _neighbours(c, log, seq)
        taken = set(places.values())
        place = _told(c, log.centre, entry)
        if place is None or place in taken or not _is_free(c, log.centre, place):
            holes = _holes(c, log.centre, below, above) - taken
            holes = holes or _holes(c, log.centre, max(0, below - _NEAR), above + _NEAR) - taken
            place = min(holes, default=None)
        if place is None:
            break
        places[seq] = place
    return places


def _told(c: Connection, centre: int, entry: Entry) -> int | None:
    for table in (dossier, attachment):
        found = c.execute(
            select(table.c.position).where(table.c.centre == centre, table.c.entry == entry.hash)
        ).scalar()
        if found is not None:
            return int(found)
    return None


def _is_free(c: Connection, centre: int, position: int) -> bool:
    here = select(inbox.c.position).where(inbox.c.centre == centre, inbox.c.position == position)
    return c.execute(here).first() is None


def _holes(c: Connection, centre: int, below: int, above: int) -> set[int]:
    """Empty positions between the two that nothing was made of which names its entry."""
    last = c.execute(select(centres.c.last_position).where(centres.c.id == centre)).scalar_one()
    holes = set(range(below + 1, min(above, last + 1)))
    for table in (inbox, dossier, attachment):
        holes -= set(c.execute(
            select(table.c.position).where(table.c.centre == centre, table.c.position.between(below, above))
        ).scalars())  # fmt: skip
    return holes


def _neighbours(c: Connection, log: Log, seq: int) -> tuple[int, int]:
    mine = (inbox.c.centre == log.centre, inbox.c.epoch == log.epoch)
    below = c.execute(
        select(inbox.c.position).where(*mine, inbox.c.seq < seq).order_by(inbox.c.seq.desc()).limit(1)
    ).scalar()
    above = c.execute(select(inbox.c.position).where(*mine, inbox.c.seq > seq).order_by(inbox.c.seq).limit(1)).scalar()
    last = c.execute(select(centres.c.last_position).where(centres.c.id == log.centre)).scalar_one()
    return below or 0, last + 1 if above is None else above


def _mark(c: Connection, centre: int, position: int, entry: Entry) -> None:
    """What was made of the row may be gone with it; then it is made again."""
    done = c.execute(select(centres.c.interpreted).where(centres.c.id == centre)).scalar_one()
    if position > done:
        return
    known = c.execute(
        select(outcome.c.outcome).where(outcome.c.centre == centre, outcome.c.position == position)
    ).scalar()
    row = c.execute(select(dossier.c.entry).where(dossier.c.centre == centre, dossier.c.position == position)).scalar()
    whole = known is not None and (entry.envelope.kind != RECEIVED or row == entry.hash or known == "quarantined")
    if whole:
        return
    for table in (outcome, dossier, attachment, turn):
        c.execute(delete(table).where(table.c.centre == centre, table.c.position == position))
    c.execute(delete(code_use).where(
        code_use.c.centre == centre, code_use.c.position == position, code_use.c.origin == "printed"
    ))  # fmt: skip
    name = f"{AGAIN}{centre} {position}"
    if c.execute(select(meta.c.name).where(meta.c.name == name)).first() is None:
        c.execute(insert(meta).values(name=name, value=""))


def next_again(c: Connection) -> tuple[int, int] | None:
    """(centre, position) of a row that is to be interpreted again; None when there is none."""
    name = c.execute(_AGAIN).scalar()
    if name is None:
        return None
    centre, position = name.removeprefix(AGAIN).split()
    return int(centre), int(position)


def done_again(c: Connection, centre: int, position: int) -> None:
    """It is interpreted."""
    c.execute(delete(meta).where(meta.c.name == f"{AGAIN}{centre} {position}"))
