"""Of the self-check: whether there is a checked backup, and how old it is."""

from __future__ import annotations

from pathlib import Path

from counter.domain.check import Finding, look, well
from counter.domain.sentence import Sentence
from counter.journal.clock import VIETNAM
from counter.store.last_backup import LastBackup, daily_folder, last_backup
from counter.store.local_store import LocalStore
from counter.store.recovery import StoreRecovery

_READ_OUT = 9  # of the key's fingerprint: two groups of four


def check_backup(store: LocalStore, laid_down: Path | None) -> Finding:
    """`laid_down`: where copies go by order (see `last_backup.daily_folder`). Raises Trouble when the store does not say."""
    last, folder, now = last_backup(store) or LastBackup(), daily_folder(store, laid_down), store.clock.now()
    why = Sentence(last.why or "backup.no_word")
    if last.made is None:
        with store.database.read() as transaction:
            if transaction.row("SELECT 1 FROM log LIMIT 1") is None:
                return well("backup", "nothing")
        return look("backup", "none") if folder is None else look("backup", "never", why=why)
    if last.is_old(now):
        return look("backup", "old", days=(now - last.made).days, why=why)
    local = last.made.astimezone(VIETNAM)
    time = f"{local:%H:%M} {local.day}/{local.month}/{local.year}"
    way = StoreRecovery(store).state()[1]
    if way is None:
        return well("backup", "here_only", time=time)
    return well("backup", time=time, key=way.fingerprint[:_READ_OUT])
