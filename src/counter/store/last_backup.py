"""What this machine remembers of its backups: where they go, when the last whole one was made, why a later try failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from counter.domain.sentence import Sentence
from counter.store.backup import Backup
from counter.store.database import Transaction
from counter.store.local_store import LocalStore
from counter.store.settings_table import get, put

OLD_AFTER = timedelta(days=3)  # without a whole copy: a person is told


@dataclass(frozen=True, slots=True)
class LastBackup:
    """`made`: when the last whole copy was made, with `entries` in its log; None when there never was one. `tried`: when the
    last try ended; `why`: the wording's key of what hindered it, None when it was well. `since`: from when on copies are to
    be made, for a machine that has none yet."""

    made: datetime | None = None
    entries: int = 0
    tried: datetime | None = None
    why: str | None = None
    since: datetime | None = None

    def is_old(self, now: datetime) -> bool:
        """Whether a person must look: no whole copy for three days."""
        newest = self.made or self.since
        return newest is not None and now - newest > OLD_AFTER

    def sentence(self, folder: Path | None, now: datetime) -> Sentence:
        """How things stand, for a person."""
        if folder is None:
            return Sentence("backup.no_folder")
        why = Sentence(self.why) if self.why is not None else Sentence("backup.no_word")
        if self.made is None:
            return Sentence("backup.never", {"why": why})
        moment = f"{self.made:%H:%M %d/%m/%Y}"
        if self.why is None and not self.is_old(now):
            return Sentence("backup.good", {"moment": moment, "entries": self.entries})
        return Sentence("backup.old", {"moment": moment, "why": why})


def last_backup(store: LocalStore) -> LastBackup | None:
    """What is remembered; None when no copy was ever asked for on this machine."""
    with store.database.read() as t:
        return _read(t)


def note_made(store: LocalStore, done: Backup) -> None:
    """A whole copy was made."""
    with store.database.write() as t:
        before = _read(t) or LastBackup()
        _write(t, LastBackup(done.made, done.entries, store.clock.now(), None, before.since or done.made))


def note_failed(store: LocalStore, why: Sentence) -> None:
    """A try came to nothing."""
    with store.database.write() as t:
        before = _read(t) or LastBackup()
        now = store.clock.now()
        _write(t, LastBackup(before.made, before.entries, now, why.key, before.since or now))


def daily_folder(store: LocalStore, laid_down: Path | None = None) -> Path | None:
    """Where a copy goes each day: what was laid down for this machine, else what was set on it; None for nowhere."""
    if laid_down is not None:
        return laid_down
    with store.database.read() as t:
        chosen = get(t, "backup_folder")
    return None if chosen is None else Path(chosen)


def set_daily_folder(store: LocalStore, folder: Path | None) -> None:
    """From now on."""
    with store.database.write() as t:
        put(t, "backup_folder", None if folder is None else str(folder))


def _read(t: Transaction) -> LastBackup | None:
    held = get(t, "last_backup")
    if held is None:
        return None
    made, tried, since = (None if held[name] is None else datetime.fromisoformat(held[name])
                          for name in ("made", "tried", "since"))  # fmt: skip
    return LastBackup(made, held["entries"], tried, held["why"], since)


def _write(t: Transaction, last: LastBackup) -> None:
    times = {name: getattr(last, name) for name in ("made", "tried", "since")}
    put(t, "last_backup", {
        **{name: None if time is None else time.isoformat(timespec="seconds") for name, time in times.items()},
        "entries": last.entries, "why": last.why,
    })  # fmt: skip
