"""Figures for whoever watches over the province: how much is held, how far it is interpreted, how much of it is safe."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from counter.domain.sentence import Sentence, Trouble
from counter.server.backup import LAST
from counter.server.database import Database
from counter.server.judging import FLAGGED, QUARANTINED
from counter.server.migrate import prepare, revision
from counter.server.province import Place
from counter.server.recovery import NAME as RECOVERY
from counter.server.recovery import parsed
from counter.server.tables import REVISION, centre, device, inbox, meta, outcome, quarantine
from counter.server.tables import head as heads


def overview(place: Place) -> dict[str, Any]:
    """Of a province, running or not; nothing of people. Raises Trouble."""
    try:
        database = Database(place.folder, place.database_url, read_only=True)
        try:
            with database.snapshot() as c:
                names = {row.name: row.value for row in c.execute(select(meta))}
                recovery = parsed(names.get(RECOVERY))
                given, done = c.execute(
                    select(
                        func.coalesce(func.sum(centre.c.last_position), 0),
                        func.coalesce(func.sum(centre.c.interpreted), 0),
                    )
                ).one()
                found = {row[0]: row[1] for row in c.execute(
                    select(outcome.c.outcome, func.count()).group_by(outcome.c.outcome)
                )}  # fmt: skip
                return {
                    "schema": revision(c),
                    "generation": names.get("generation"),
                    "centres": c.execute(select(func.count()).select_from(centre)).scalar_one(),
                    "devices": c.execute(select(func.count()).where(device.c.revoked_ms.is_(None))).scalar_one(),
                    "revoked": c.execute(select(func.count()).where(device.c.revoked_ms.is_not(None))).scalar_one(),
                    "entries": int(given),
                    "lost": int(given) - c.execute(select(func.count()).select_from(inbox)).scalar_one(),
                    "uninterpreted": int(given) - int(done),
                    "flagged": found.get(FLAGGED, 0),
                    "quarantined": found.get(QUARANTINED, 0),
                    "apart": c.execute(select(func.count()).select_from(quarantine)).scalar_one(),
                    "unsafe": int(
                        c.execute(select(func.coalesce(func.sum(heads.c.seq - heads.c.safe), 0))).scalar_one()
                    ),
                    "last_backup": names.get(LAST),
                    "recovery_key": None if recovery is None else recovery.fingerprint,
                }
        finally:
            database.close()
    except (OSError, SQLAlchemyError) as error:
        raise Trouble(Sentence("sync.province_not_opened", {"cause": type(error).__name__})) from None


def migrate(place: Place) -> dict[str, Any]:
    """Bring the database to today's schema, as whoever owns its tables. Raises Trouble."""
    try:
        database = Database(place.folder, place.database_url, prepared=False)
        try:
            return {"was": prepare(database), "schema": REVISION}
        finally:
            database.close()
    except (OSError, ValueError, SQLAlchemyError) as error:
        raise Trouble(Sentence("sync.province_not_opened", {"cause": type(error).__name__})) from error
