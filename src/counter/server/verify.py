"""Whether everything the province holds is whole: pages, chains from the stored bytes, heads, signatures, gapless positions,
and dossier rows that say what was received."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from counter.domain.dossier_code import ProvisionalPattern
from counter.journal.body import BadBody
from counter.journal.chain import Head, Link, follow
from counter.journal.checkpoint import Checkpoint
from counter.journal.entry import BadEntry, Envelope
from counter.journal.kinds import CODE_ASSIGNED, RECEIVED, UnknownKind, read_body
from counter.server.database import Database
from counter.server.reading import Broken, read_reception
from counter.server.tables import assigned, checkpoint, dossier, inbox, meta, outcome, quarantine
from counter.server.tables import centre as centres
from counter.server.tables import device as devices
from counter.server.tables import head as heads
from counter.server.verify_files import verify_files
from counter.settings import resource
from counter.store.catalogue import read_catalogue
from counter.wire.request import Evidence

_PAGE = 1000
_NAMED = 20  # faults of structure that are told one by one


def verify_province(folder: Path, database_url: str | None = None) -> tuple[int, list[str]]:
    """Walk everything of the province at that place: how many entries, and what is wrong, without personal data.

    Changes nothing. A database that cannot be read to its end is a problem like any other."""
    try:
        database = Database(folder, database_url, read_only=True)
    except (OSError, SQLAlchemyError) as error:
        return _unreadable(error)
    try:
        count, problems = verify_database(database, folder)
        return count, [*problems, *_files(database, folder)]
    finally:
        database.close()


def verify_database(database: Database, folder: Path) -> tuple[int, list[str]]:
    """The same for a database that is open, of a province with that folder."""
    try:
        own = folder / "catalogue"
        defaults = read_catalogue(own if own.is_dir() else resource("catalogue"))["defaults"]
        return _walk(database, ProvisionalPattern(**defaults["provisional_pattern"]))
    except (OSError, KeyError, ValueError, SQLAlchemyError) as error:
        return _unreadable(error)


def _files(database: Database, folder: Path) -> list[str]:
    try:
        return list(verify_files(database, folder))
    except SQLAlchemyError:  # said already by whoever read the rest
        return []


def _unreadable(error: Exception) -> tuple[int, list[str]]:
    return 0, [f"the database cannot be read: {type(error).__name__}"]


def _walk(database: Database, pattern: ProvisionalPattern) -> tuple[int, list[str]]:
    with database.snapshot() as c:
        problems = [] if database.postgresql else list(_pages(c))
        problems += [*_positions(c), *_orphans(c), *_dossiers(c, pattern)]
        count, own = 0, c.execute(select(meta.c.value).where(meta.c.name == "device")).scalar()
        for head in c.execute(select(heads).order_by(heads.c.centre, heads.c.epoch)).all():
            walked, found = _log(c, head.centre, Head(head.device, head.epoch, head.seq, head.hash))
            count += walked
            if (
                head.device.hex() == own
            ):  # no counter sends it again, so whoever looks after the province must know of it
                found = [f"the province's own log, {problem}" for problem in found]
            problems += [*found, *_signatures(c, head.centre, head.epoch)]
        problems += _untold(c, b"" if own is None else bytes.fromhex(own))
        apart, found = _quarantine(c)
        return count + apart, problems + found


def _pages(c: Connection) -> Iterator[str]:
    for (found,) in c.exec_driver_sql(f"PRAGMA integrity_check({_NAMED})"):
        if found != "ok":
            yield f"structure: {found}"


def _dossiers(c: Connection, pattern: ProvisionalPattern) -> Iterator[str]:
    query = (
        select(inbox.c.centre, inbox.c.position, inbox.c.envelope, inbox.c.body, inbox.c.hash, dossier)
        .outerjoin(dossier, (dossier.c.centre == inbox.c.centre) & (dossier.c.position == inbox.c.position))
        .join(centres, centres.c.id == inbox.c.centre)
        .where(inbox.c.position <= centres.c.interpreted)
        .order_by(inbox.c.centre, inbox.c.position)
    )
    for row in c.execution_options(yield_per=_PAGE).execute(query):
        said = _reception(row.envelope, row.body, pattern)
        held = None if row.entry is None else (
            row.entry, row.code, row.agency, row.procedure, row.applicant, row.received_at, row.due
        )  # fmt: skip
        if row.body is not None and held != (said and (row.hash, *said)):
            yield f"centre {row.centre} position {row.position}: the dossier row is not what was received"


def _reception(envelope: bytes, body: bytes | None, pattern: ProvisionalPattern) -> tuple[str | None, ...] | None:
    """What the dossier row of that entry must say; None for an entry that has none."""
    try:
        held = Envelope.decode(envelope)
        if held.kind != RECEIVED or body is None:
            return None
        found = read_reception(read_body(held.kind, held.version, body), pattern)
    except (BadEntry, BadBody, UnknownKind, Broken):
        return None
    return found.code, found.deciding, found.procedure, found.applicant, found.received_at, found.due


def _positions(c: Connection) -> Iterator[str]:
    for row in c.execute(select(centres).order_by(centres.c.id)).all():
        count, last = c.execute(select(func.count(), func.max(inbox.c.position)).where(inbox.c.centre == row.id)).one()
        if (count, last or 0) != (row.last_position, row.last_position):
            yield f"centre {row.id}: {count} entries up to position {last}, {row.last_position} were given"
        done = c.execute(select(func.count()).select_from(outcome).where(outcome.c.centre == row.id)).scalar_one()
        if done != row.interpreted:
            yield f"centre {row.id}: {done} outcomes, {row.interpreted} entries were interpreted"


def _untold(c: Connection, own: bytes) -> Iterator[str]:
    """Codes that were given and that no counter hears of any more: the fact in the province's own log is gone."""
    told = set()
    for raw in c.execute(select(inbox.c.envelope).where(inbox.c.device == own)).scalars():
        try:
            envelope = Envelope.decode(raw)
        except BadEntry:  # said already
            continue
        if envelope.kind == CODE_ASSIGNED:
            told.add(envelope.subject)
    query = select(assigned.c.centre, assigned.c.code, dossier.c.subject).join(
        dossier, (dossier.c.centre == assigned.c.centre) & (dossier.c.position == assigned.c.position)
    )
    for row in c.execute(query.order_by(assigned.c.centre, assigned.c.position)):
        if row.subject not in told:
            yield f"centre {row.centre}: the code {row.code} was given, and the fact that tells it is not here"


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
