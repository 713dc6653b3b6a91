"""Enrolling a device: a token becomes a device id, an epoch and lanes; asked again, the answer is the same."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from counter.domain.dossier_code import CodePattern
from counter.server import epochs, lanes, tokens
from counter.server.database import Database
from counter.server.province_key import Authority
from counter.server.recovery import recovery_key_of
from counter.server.tables import centre as centres
from counter.server.tables import device as devices
from counter.server.tables import epoch as epoch_table
from counter.server.tables import head as heads
from counter.server.tables import token_use
from counter.wire.enrolment import CentreReply, EnrolReply, EnrolRequest, Why
from counter.wire.recovery_key import write_recovery_key
from counter.wire.sealing import public_sealing_key


class NotEnrolled(Exception):
    """The token is unknown, used up or out of date, or the key's owner did not ask. Which of it is told only to whoever
    has the whole token: nobody can guess one."""

    def __init__(self, why: Why = "unknown") -> None:
        super().__init__(why)
        self.why: Why = why


def centre_of_token(database: Database, token: str, now: datetime) -> CentreReply:
    """Whose a token is. Nothing is spent. Raises NotEnrolled."""
    with database.read() as c:
        held = tokens.held(c, tokens.hash_of(token), int(now.timestamp() * 1000))
        if isinstance(held, str):
            raise NotEnrolled(held)
        found = c.execute(select(centres.c.agency, centres.c.unit).where(centres.c.id == held.centre)).one()
    expires = datetime.fromtimestamp(held.expires_ms / 1000, now.tzinfo)
    return CentreReply(found.agency, found.unit, expires, now)


def enrol(
    database: Database, authority: Authority, asked: EnrolRequest, *, today: date, now_ms: int, pattern: CodePattern
) -> EnrolReply:
    """Enrol, or enrol again a device that says its former id: its old epochs are closed then. Raises NotEnrolled."""
    if not asked.holds():
        raise NotEnrolled
    hash_ = tokens.hash_of(asked.token)
    with database.write() as c:
        database.lock(c, "token " + hash_.hex())
        before = c.execute(
            select(token_use).where(
                token_use.c.hash == hash_, token_use.c.public_key == asked.public_key, token_use.c.ask == asked.ask
            )
        ).first()
        if before is not None:
            if _has_spoken(c, before.epoch):  # the answer has come: who still waits for it is a copy of that machine
                raise NotEnrolled("used")
            return _reply(c, authority, before.device, before.epoch)
        spent = tokens.spend(c, hash_, now_ms)
        if spent is None:
            worthless = tokens.held(c, hash_, now_ms)
            raise NotEnrolled(worthless if isinstance(worthless, str) else "unknown")
        database.lock(c, f"centre {spent.centre}")  # whatever an old epoch is being granted in this moment goes with it
        device = _device(c, asked, authority.device, spent.centre, now_ms)
        for old in epochs.open_epochs(c, device):
            epochs.close_epoch(c, old, epochs.CLOSED, now_ms)
        agency = c.execute(select(centres.c.agency).where(centres.c.id == spent.centre)).scalar_one()
        number = epochs.begin_epoch(
            database, c, centre=spent.centre, agency=agency, device=device, ask=None, wants=(), today=today,
            now_ms=now_ms, pattern=pattern,
        )  # fmt: skip
        c.execute(insert(token_use).values(
            hash=hash_, public_key=asked.public_key, ask=asked.ask, device=device, epoch=number
        ))  # fmt: skip
        return _reply(c, authority, device, number)


def revoke(database: Database, device: bytes, now_ms: int) -> bool:
    """Take a device out of service: it gets nothing any more, what it still sends is kept apart. Whether it was known."""
    with database.write() as c:
        for centre in c.execute(select(devices.c.centre).where(devices.c.device == device)).scalars():
            database.lock(c, f"centre {centre}")  # an exchange under way ends before, and lends nothing after
        known = c.execute(update(devices).where(devices.c.device == device).values(revoked_ms=now_ms)).rowcount
        for old in epochs.open_epochs(c, device):
            epochs.close_epoch(c, old, epochs.CLOSED, now_ms)
    return known > 0


def _has_spoken(c: Connection, epoch: int) -> bool:
    """Whether anything was made in that epoch: its numbers are on paper then."""
    log = select(heads.c.seq).join(epoch_table, epoch_table.c.centre == heads.c.centre)
    return c.execute(log.where(epoch_table.c.epoch == epoch, heads.c.epoch == epoch)).first() is not None


def _device(c: Connection, asked: EnrolRequest, own: bytes, centre: int, now_ms: int) -> bytes:
    """The id: a new one, or the former one when the same key of the same centre says it.

    Ids are no secret (every counter sees its neighbours' entries), so an id alone proves nothing; `own`, the province's,
    is nobody else's: what lies in its logs is believed to be the province's word."""
    if asked.device is not None and asked.device != own:
        known = c.execute(select(devices).where(devices.c.device == asked.device)).first()
        if known is None:  # enrolled after the backup that this database came from
            return _add(c, asked.device, asked, centre, now_ms)
        if known.centre == centre and known.public_key == asked.public_key and known.revoked_ms is None:
            return asked.device
    return _add(c, secrets.token_bytes(16), asked, centre, now_ms)


def _add(c: Connection, device: bytes, asked: EnrolRequest, centre: int, now_ms: int) -> bytes:
    c.execute(insert(devices).values(
        device=device, centre=centre, public_key=asked.public_key, enrolled_ms=now_ms, seen_ms=0
    ))  # fmt: skip
    return device


def _reply(c: Connection, authority: Authority, device: bytes, epoch: int) -> EnrolReply:
    row = c.execute(
        select(centres.c.agency, centres.c.unit, epoch_table.c.lanes_version)
        .join(epoch_table, epoch_table.c.centre == centres.c.id)
        .where(epoch_table.c.epoch == epoch)
    ).one()
    recovery = recovery_key_of(c)
    return EnrolReply(
        device, epoch, row.agency, row.unit, row.lanes_version, tuple(lanes.lanes_of_epoch(c, epoch)),
        authority.public_key, authority.generation, public_sealing_key(authority.sealing_key),
        None if recovery is None else write_recovery_key(recovery, authority.private_key),
    )  # fmt: skip
