"""Whether everything the province holds is whole: chains from the stored bytes, heads, signatures, gapless positions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from counter.journal.chain import Head, Link, follow
from counter.journal.checkpoint import Checkpoint
from counter.journal.entry import BadEntry, Envelope
from counter.server.province import Place, Province
from counter.server.tables import centre as centres
from counter.server.tables import checkpoint, inbox, outcome, quarantine
from counter.server.tables import device as devices
from counter.server.tables import head as heads
from counter.wire.request import Evidence

_PAGE = 1000


def verify_province(folder: Path, database_url: str | None = None) -> tuple[int, list[str]]:
    """Walk everything of the province at that place: how many entries, and what is wrong, without personal data.

    Changes nothing. Raises OSError, ValueError, SQLAlchemyError when it cannot be opened."""
    province = Province(Place(folder, database_url))
    try:
        with province.database.snapshot() as c:
            problems = [*_positions(c), *_orphans(c)]
            count = 0
            for head in c.execute(select(heads).order_by(heads.c.centre, heads.c.epoch)).all():
                walked, found = _log(c, head.centre, Head(head.device, head.epoch, head.seq, head.hash))
                count += walked
                problems += [*found, *_signatures(c, head.centre, head.epoch)]
            apart, found = _quarantine(c)
            return count + apart, problems + found
    finally:
        province.close()


def _positions(c: Connection) -> Iterator[str]:
    for row in c.execute(select(centres).order_by(centres.c.id)).all():
        count, last = c.execute(select(func.count(), func.max(inbox.c.position)).where(inbox.c.centre == row.id)).one()
        if (count, last or 0) != (row.last_position, row.last_position):
            yield f"centre {row.id}: {count} entries up to position {last}, {row.last_position} were given"
        done = c.execute(select(func.count()).select_from(outcome).where(outcome.c.centre == row.id)).scalar_one()
        if done != row.interpreted:
            yield f"centre {row.id}: {done} outcomes, {row.interpreted} entries were interpreted"


def _orphans(c: Connection) -> Iterator[str]:
    query = (
        select(inbox.c.centre, inbox.c.epoch)
        .outerjoin(heads, (heads.c.centre == inbox.c.centre) & (heads.c.epoch == inbox.c.epoch))
        .where(heads.c.epoch.is_(None))
        .distinct()
    )
    for row in c.execute(query):
        yield f"epoch {row.epoch}: entries without a head"


def _log(c: Connection, centre: int, stored: Head) -> tuple[int, list[str]]:
    head, problems, count = Head.empty(stored.device, stored.epoch), [], 0
    while True:
        rows = c.execute(
            select(inbox.c.envelope, inbox.c.salt, inbox.c.body, inbox.c.hash)
            .where(inbox.c.centre == centre, inbox.c.epoch == stored.epoch, inbox.c.seq > head.seq)
            .order_by(inbox.c.seq)
            .limit(_PAGE)
        ).all()
        if not rows:
            break
        count += len(rows)
        head, found = follow(head, [Link(r.envelope, r.salt, r.body, None, r.hash) for r in rows])
        problems += found
    if (head.seq, head.hash) != (stored.seq, stored.hash):
        problems.append(f"epoch {stored.epoch}: the head kept is seq {stored.seq}, the log ends at {head.seq}")
    return count, problems


def _signatures(c: Connection, centre: int, epoch: int) -> Iterator[str]:
    query = (
        select(checkpoint, inbox.c.hash, inbox.c.device, devices.c.public_key)
        .join(inbox, (inbox.c.centre == checkpoint.c.centre) & (inbox.c.epoch == checkpoint.c.epoch)
              & (inbox.c.seq == checkpoint.c.seq), isouter=True)
        .join(devices, devices.c.device == inbox.c.device, isouter=True)
        .where(checkpoint.c.centre == centre, checkpoint.c.epoch == epoch)
        .order_by(checkpoint.c.seq)
    )  # fmt: skip
    for row in c.execute(query):
        at = f"epoch {epoch} seq {row.seq}"
        if row.hash is None or row.public_key is None:
            yield f"{at}: a signature over an entry that is not here"
            continue
        point = Checkpoint(row.device, epoch, row.seq, row.hash, row.wall_ms)
        if not Evidence(point, row.digest, row.signature).holds(row.public_key):
            yield f"{at}: the device did not sign this"


def _quarantine(c: Connection) -> tuple[int, list[str]]:
    count, problems = 0, []
    for row in c.execute(select(quarantine).order_by(quarantine.c.centre, quarantine.c.epoch, quarantine.c.seq)):
        count += 1
        link = Link(row.envelope, row.salt, row.body, None, row.hash)
        # A branch hangs on an entry of the log, so each of its entries is only checked by itself.
        _, found = follow(Head(row.device, row.epoch, row.seq - 1, _prev(link)), [link])
        problems += [f"quarantine, {problem}" for problem in found]
    return count, problems


def _prev(link: Link) -> bytes:
    try:
        return Envelope.decode(link.raw).prev
    except BadEntry:
        return b""
