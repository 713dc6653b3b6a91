"""Backups at work: the keeper looks in its own thread, the status bar says when the last whole copy was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.sentence import Language, say
from counter.gui.background import Background, Failure
from counter.gui.changes import Change, Changes
from counter.journal.clock import Clock
from counter.store.last_backup import LastBackup

if TYPE_CHECKING:
    from counter.usecases.keep_backups import BackupKeeper

SAY_AGAIN_MS = 600_000
Standing = tuple[Path | None, LastBackup | None]
translate = QCoreApplication.translate


class BackupDesk(QObject):
    """`said(short words, whole words, attention)` for the status bar; all empty where no copies are to be made. Give `told` to
    the keeper; it may be called from any thread."""

    said = Signal(str, str, bool)
    _told = Signal(object)

    def __init__(
        self, changes: Changes, read: Callable[[], Standing], background: Background, clock: Clock,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`read`: where copies go and what is remembered of them; done on the store's thread."""
        super().__init__(parent)
        self._read, self._background, self._clock = read, background, clock
        self._language: Language = "vi"
        self._keeper: BackupKeeper | None = None
        self._begun = False
        self._standing: Standing = (None, None)
        self._told.connect(self._tried)
        changes.changed.connect(self._changed)
        self._again = QTimer(self)
        self._again.setInterval(SAY_AGAIN_MS)
        self._again.timeout.connect(self.look)

    def told(self, last: LastBackup) -> None:
        """What the keeper calls in its own thread."""
        self._told.emit(last)

    def set_keeper(self, keeper: BackupKeeper) -> None:
        """The keeper to run; it was given `told`."""
        self._keeper = keeper

    @Slot()
    def start(self) -> None:
        """Begin to look; later calls do nothing."""
        if self._keeper is not None and not self._begun:
            self._begun = True
            self._keeper.start()
            self._again.start()

    @Slot()
    def look(self) -> None:
        """Say how things stand."""
        self._background.run(self._read, self._looked, self._not_seen)

    def speak(self, language: Language) -> None:
        self._language = language
        self._say()

    def close(self) -> None:
        """Cut the copy under way; the next start makes up for it."""
        self._again.stop()
        if self._keeper is not None and self._begun:
            self._keeper.stop()
        self._keeper = None

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._keeper is not None and (change.dossiers or change.prints):
            self._keeper.worked()

    @Slot(object)
    def _tried(self, last: LastBackup) -> None:
        self._standing = (self._standing[0], last)
        self.look()

    @Slot(object)
    def _looked(self, standing: Standing) -> None:
        self._standing = standing
        self._say()

    @Slot(object)
    def _not_seen(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved."""

    def _say(self) -> None:
        folder, last = self._standing
        if folder is None:
            self.said.emit("", "", False)
            return
        last, now = last or LastBackup(), self._clock.now()
        whole = say(last.sentence(folder, now), self._language)
        if last.made is None:
            words = translate("BackupDesk", "No backup yet")
        elif last.made.date() == now.date() and last.why is None:
            words = translate("BackupDesk", "Backed up {0}").format(f"{last.made:%H:%M}")
        else:
            words = translate("BackupDesk", "Last backup {0}").format(f"{last.made:%d/%m}")
        self.said.emit(words, whole, last.is_old(now))
