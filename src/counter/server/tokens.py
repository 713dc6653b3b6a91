"""One-time tokens: what a supervisor hands to the person who sets up a counter. Only their hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, insert, select, update

from counter.domain.dossier_code import check_agency
from counter.domain.enrolment_code import new_token
from counter.server.database import Database
from counter.server.tables import centre, token
from counter.wire.enrolment import Why

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Token:
    """The text is shown once and never stored."""

    text: str
    expires: datetime


def issue_token(database: Database, agency: str, unit: str, *, uses: int, now: datetime) -> Token:
    """A token for devices of that centre. Raises Refused for what is no agency code, ValueError for uses below 1."""
    if uses < 1 or not unit.isascii() or not unit.isdigit() or len(unit) > 10:
        raise ValueError("no such token")
    text = new_token(secrets.randbelow)
    expires = now + LIFE
    with database.write() as c:
        number = centre_of(database, c, check_agency(agency), unit)
        c.execute(insert(token).values(
            hash=hash_of(text), centre=number, uses=uses, expires_ms=int(expires.timestamp() * 1000)
        ))  # fmt: skip
    return Token(text, expires)


def centre_of(database: Database, connection: Connection, agency: str, unit: str) -> int:
    """The number of that centre, made when it is new."""
    database.lock(connection, "centres")
    where = (centre.c.agency == agency, centre.c.unit == unit)
    number = connection.execute(select(centre.c.id).where(*where)).scalar()
    if number is None:
        made = insert(centre).values(agency=agency, unit=unit, last_position=0, interpreted=0)
        number = connection.execute(made.returning(centre.c.id)).scalar_one()
    return int(number)


def hash_of(text: str) -> bytes:
    """What is kept of a token: it has 80 random bits and lives for days, so a plain hash is not guessed back in time."""
    return hashlib.sha256(text.encode()).digest()


def spend(connection: Connection, hash_: bytes, now_ms: int) -> Row[tuple[int]] | None:
    """Use a token once; its row (centre), or None when it is unknown, used up or out of date."""
    return connection.execute(
        update(token)
        .where(token.c.hash == hash_, token.c.uses > 0, token.c.expires_ms > now_ms)
        .values(uses=token.c.uses - 1)
        .returning(token.c.centre)
    ).first()


def held(connection: Connection, hash_: bytes, now_ms: int) -> Row[tuple[int, int]] | Why:
    """A token that can still be used (centre, expires_ms), or why it cannot."""
    found = connection.execute(
        select(token.c.centre, token.c.expires_ms, token.c.uses).where(token.c.hash == hash_)
    ).first()
    if found is None:
        return "unknown"
    if found.uses <= 0:
        return "used"
    return found if found.expires_ms > now_ms else "expired"  # type: ignore[return-value]
