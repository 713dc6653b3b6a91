"""Of the self-check: how old the newest checked backup is."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter.domain.check import Finding, look, well
from counter.journal.clock import VIETNAM, Clock
from counter.store.database import Database
from counter.store.settings_table import get

OLD = timedelta(days=3)  # longer than a weekend
LAST = "last_backup"


def check_backup(database: Database, clock: Clock) -> Finding:
    """Raises Trouble when the database does not say."""
    with database.read() as transaction:
        told = get(transaction, LAST)
        entries = (transaction.row("SELECT count(*) FROM (SELECT 1 FROM log LIMIT 1)") or (0,))[0]
    at = None if told is None else datetime.fromisoformat(told["at"])
    if at is None:
        return look("backup", "none") if entries else well("backup", "nothing")
    age = clock.now() - at
    if age > OLD:
        return look("backup", "old", days=age.days)
    local = at.astimezone(VIETNAM)
    return well("backup", time=f"{local:%H:%M} {local.day}/{local.month}/{local.year}")
