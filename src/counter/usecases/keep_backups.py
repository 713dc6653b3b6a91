"""A copy each day without anybody's doing: in a quiet moment, at the end of the day, and made up for when it was missed."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from counter.domain.sentence import Refused, Trouble
from counter.journal.clock import VIETNAM
from counter.store.backup import back_up
from counter.store.copy_database import Pace
from counter.store.copy_rotation import rotate
from counter.store.file_folder import Stopped
from counter.store.last_backup import LastBackup, daily_folder, last_backup, note_failed, note_made
from counter.store.local_store import LocalStore
from counter.store.room import free_bytes

DAILY, OVERDUE, RETRY = timedelta(hours=20), timedelta(hours=26), timedelta(minutes=15)
CLOSE_MINUTES = 16 * 60 + 30  # of the day: from here on what the day brought is copied once more
QUIET_S, SETTLED_S = 180.0, 300.0  # without a deed; since the program was opened
LOOK_S, GRACE_S = 20.0, 4.0
REST_S = 0.002  # between two steps of a millisecond or two: the clerk's deeds find the disk and the processor free
_log = logging.getLogger(__name__)


def is_due(now: datetime, last: LastBackup | None, quiet_s: float, open_s: float) -> bool:
    """Whether to make a copy now. `quiet_s`: since somebody last did something, `open_s`: since the program was opened."""
    last = last or LastBackup()
    again = DAILY if last.why == "backup.journal" else RETRY  # a journal does not mend itself in a quarter of an hour
    if last.tried is not None and last.why is not None and timedelta() <= now - last.tried < again:
        return False
    made = last.made
    if made is None or made > now + timedelta(hours=1):  # never, or by a clock that was wrong
        return open_s >= SETTLED_S
    if now - made >= OVERDUE:
        return open_s >= SETTLED_S
    local = now.astimezone(VIETNAM)
    closing = local.replace(hour=CLOSE_MINUTES // 60, minute=CLOSE_MINUTES % 60, second=0, microsecond=0)
    wanted = now - made >= DAILY or made < closing <= now
    return wanted and quiet_s >= QUIET_S


class BackupKeeper:
    """`start` it, tell it `worked` at each deed; `stop` cuts the copy under way, which leaves nothing behind.

    `told` is called in its thread after each try. It asks nothing of the window and no lock of the store. The same thread
    moves what the day wrote from the WAL into the database, so that hardly ever a clerk's commit has to."""

    def __init__(
        self, store: LocalStore, laid_down: Path | None, told: Callable[[LastBackup], None], *,
        free: Callable[[Path], int] = free_bytes, rest: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        """`laid_down`: where copies go by order of whoever looks after the machine; None: what is set on it."""
        self._store, self._laid_down, self._told, self._free, self._rest = store, laid_down, told, free, rest
        self._opened = self._worked = self._now()
        self._not_before = 0.0
        self._stop, self._wish = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look every twenty seconds, in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)
        self._thread.start()

    def worked(self) -> None:
        """Somebody did something just now."""
        self._worked = self._now()

    def wish(self) -> None:
        """A person wants one now."""
        self._wish.set()

    def stop(self, grace: float = GRACE_S) -> None:
        """End, and wait for it, but not for a place that hangs: a copy that is not whole has no name."""
        self._stop.set()
        self._wish.set()
        if self._thread is not None:
            self._thread.join(grace)

    def look(self) -> LastBackup | None:
        """Make a copy if it is time; what became of it, None when it was not. Raises Stopped, Trouble of the own disk."""
        store, wished = self._store, self._wish.is_set()
        self._wish.clear()
        folder = daily_folder(store, self._laid_down)
        if folder is None or store.identity is None or store.newer:
            return None
        now = self._now()
        if not wished and (
            now < self._not_before
            or not is_due(store.clock.now(), last_backup(store), now - self._worked, now - self._opened)
        ):
            return None
        try:
            self._not_before = now + RETRY.total_seconds()  # also where the failure itself cannot be written down
            done = back_up(store, folder, Pace(lambda: self._rest(REST_S), self._stop.is_set), free=self._free)
            note_made(store, done)
            with contextlib.suppress(OSError):  # pulled out a moment later: what is too much goes the next time
                rotate(done.file.parents[1])
            _log.info("a copy of %d entries was made and read back", done.entries)
        except (Refused, Trouble) as no:
            note_failed(store, no.sentence)
            _log.warning("no copy could be made: %s", no.sentence.key)
        return last_backup(store)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._store.database.ease()
                last = self.look()
                if last is not None:
                    self._told(last)
            except Stopped:
                break
            except Trouble:
                _log.warning("the local store cannot just now; the copy waits")
            self._wish.wait(LOOK_S)

    def _now(self) -> float:
        return self._store.clock.monotonic_ms() / 1000
