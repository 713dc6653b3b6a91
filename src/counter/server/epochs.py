"""Epochs: each one is one log of one device. A closed one still takes what was made in it, but lends no number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, and_, bindparam, func, insert, select, update

from counter.domain.dossier_code import CodePattern
from counter.journal.chain import Head
from counter.journal.entry import Envelope
from counter.server import lanes
from counter.server.database import Database
from counter.server.province_key import next_epoch
from counter.server.tables import centre as centres
from counter.server.tables import device as devices
from counter.server.tables import epoch as epochs
from counter.server.tables import epoch_series, inbox, lane, notice
from counter.server.tables import head as heads
from counter.wire.columns import Known

OPEN, CLOSED, FORKED = "open", "closed", "forked"

_LANES_END = (
    select(func.min(lane.c.until)).where(lane.c.epoch == bindparam("epoch"), lane.c.retired == 0).scalar_subquery()
)
_FIND = (
    select(
        devices.c.centre, devices.c.public_key, devices.c.revoked_ms, devices.c.seen_ms, centres.c.agency,
        epochs.c.device.label("holder"), epochs.c.centre.label("epoch_centre"), epochs.c.state, epochs.c.lanes_version,
        epochs.c.ask, _LANES_END.label("lanes_end"),
        select(func.max(notice.c.number))
        .where(notice.c.centre == devices.c.centre, notice.c.device == bindparam("device"))
        .scalar_subquery().label("last_notice"),
        inbox.c.envelope, inbox.c.hash,
    )
    .join(centres, centres.c.id == devices.c.centre)
    .join(epochs, epochs.c.epoch == bindparam("epoch"), isouter=True)
    .join(
        inbox,
        and_(inbox.c.centre == epochs.c.centre, inbox.c.epoch == bindparam("epoch"), inbox.c.seq == bindparam("base")),
        isouter=True,
    )
    .where(devices.c.device == bindparam("device"))
)  # fmt: skip

_STATE = (
    select(devices.c.revoked_ms, epochs.c.state, epochs.c.lanes_version, epochs.c.ask, _LANES_END.label("lanes_end"))
    .join(epochs, epochs.c.epoch == bindparam("epoch"), isouter=True)
    .where(devices.c.device == bindparam("device"))
)


def _of_epoch(column: ColumnElement[Any]) -> ScalarSelect[Any]:
    return select(column).where(epochs.c.epoch == bindparam("epoch")).scalar_subquery()


# The same beside the head, in one question: every exchange that brings something asks it while it holds the centre.
_NOW = (
    select(
        heads.c.seq, heads.c.hash, heads.c.safe, _LANES_END.label("lanes_end"),
        select(devices.c.revoked_ms).where(devices.c.device == bindparam("device")).scalar_subquery().label("revoked_ms"),
        _of_epoch(epochs.c.state).label("state"), _of_epoch(epochs.c.lanes_version).label("lanes_version"),
        _of_epoch(epochs.c.ask).label("ask"),
    )
    .where(heads.c.centre == bindparam("centre"), heads.c.epoch == bindparam("epoch"))
    .with_for_update(of=heads)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Log:
    """One (device, epoch) as the province knows it. `known` False: this database has never heard of the epoch.

    `lanes_end`: the first day on which a lane of it ends, None without lanes. `seen_ms`: the device's last contact.
    `last_notice`: number of the last notice there is for the device. `base`: the entry held at the seq asked about.
    `unheard`: its grant was sent, and nothing has come under it yet.
    `held`: its head and what of it is in a verified backup, once read under the centre's lock."""

    centre: int
    agency: str
    device: bytes
    public_key: bytes
    revoked: bool
    epoch: int
    state: str
    lanes_version: int
    lanes_end: date | None
    seen_ms: int
    last_notice: int
    base: Known | None
    known: bool = True
    held: tuple[Head, int] | None = None
    unheard: bool = False


def find_log(connection: Connection, device: bytes, epoch: int, base: int) -> Log | None:
    """The log of that device and epoch, and its entry at seq `base`.

    None for a device that was never enrolled or an epoch that is another's.
    An epoch issued by a database that was since put back from a backup is unknown here; what was made in it is still
    taken, as of a closed one, so that nothing a device holds is lost."""
    row = connection.execute(_FIND, {"device": device, "epoch": epoch, "base": base}).first()
    if row is None:
        return None
    centre, agency, state, version, known = row.centre, row.agency, row.state, row.lanes_version, True
    if row.holder is None:
        last = connection.execute(select(epoch_series.c.last)).scalar_one()
        if not 0 < epoch < last:
            return None
        state, version, known = CLOSED, 0, False
    elif row.holder != device:
        return None
    else:
        centre = row.epoch_centre
    end = None if row.lanes_end is None else date.fromisoformat(row.lanes_end)
    held = None if row.envelope is None else Known(Envelope.decode(row.envelope), row.hash)
    return Log(
        centre, agency, device, row.public_key, row.revoked_ms is not None, epoch, state, version, end, row.seen_ms,
        row.last_notice or 0, held, known, unheard=row.ask is not None,
    )  # fmt: skip


def as_of_now(connection: Connection, log: Log) -> Log:
    """The same, read again under the centre's lock, with its head: what no other transaction changes before ours ends."""
    asked = {"centre": log.centre, "device": log.device, "epoch": log.epoch}
    found = connection.execute(_NOW, asked).first()
    held = (Head.empty(log.device, log.epoch), 0)
    if found is not None:
        held = (Head(log.device, log.epoch, found.seq, found.hash), found.safe)
    row: Any = connection.execute(_STATE, asked).one() if found is None else found
    log = replace(log, revoked=row.revoked_ms is not None, held=held)
    if row.state is None:
        return log
    end = None if row.lanes_end is None else date.fromisoformat(row.lanes_end)
    unheard = row.ask is not None
    return replace(log, state=row.state, lanes_version=row.lanes_version, lanes_end=end, known=True, unheard=unheard)


def hear(connection: Connection, epoch: int) -> None:
    """Its device has it and works in it: who asks for it once more is a copy of that machine, and gets another."""
    connection.execute(update(epochs).where(epochs.c.epoch == epoch).values(ask=None))


def adopt(connection: Connection, log: Log, now_ms: int) -> None:
    """Write down an epoch that this database had forgotten."""
    connection.execute(insert(epochs).values(
        epoch=log.epoch, centre=log.centre, device=log.device, state=CLOSED, lanes_version=0, issued_ms=now_ms,
        closed_ms=now_ms,
    ))  # fmt: skip


def begin_epoch(
    database: Database, connection: Connection, *, centre: int, agency: str, device: bytes, ask: bytes | None,
    wants: tuple[tuple[str, int], ...], today: date, now_ms: int, pattern: CodePattern,
) -> int:  # fmt: skip
    """Issue a new epoch with lanes of the centre's own body; the same `ask` of a device gets the same epoch until that is
    heard of, so a lost reply costs nothing, and a copy that was made before the reply came does not get the other's lanes."""
    database.lock(connection, "epochs " + device.hex())
    if ask is not None:
        before = connection.execute(
            select(epochs.c.epoch).where(epochs.c.device == device, epochs.c.ask == ask)
        ).scalar()
        if before is not None:
            return int(before)
    number = next_epoch(connection)
    connection.execute(insert(epochs).values(
        epoch=number, centre=centre, device=device, state=OPEN, ask=ask, lanes_version=1, issued_ms=now_ms
    ))  # fmt: skip
    others = dict(wants)
    others[agency] = max(lanes.OWN_BODY, others.get(agency, 0))
    lanes.grant(database, connection, number, others.items(), today, pattern)
    return number


def close_epoch(connection: Connection, epoch: int, state: str, now_ms: int) -> None:
    """No number is lent to this epoch any more. A fork stays a fork."""
    connection.execute(
        update(epochs).where(epochs.c.epoch == epoch, epochs.c.state != FORKED).values(state=state, closed_ms=now_ms)
    )
    lanes.retire(connection, epoch)


def open_epochs(connection: Connection, device: bytes) -> list[int]:
    """The epochs of a device that are still in use."""
    return list(
        connection.execute(select(epochs.c.epoch).where(epochs.c.device == device, epochs.c.state == OPEN)).scalars()
    )
