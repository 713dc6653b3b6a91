"""Files at work: the loop sends in its own thread, the pages hear how far it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from counter.gui.changes import Change, Changes
from counter.sync.upload_loop import UploadLoop
from counter.sync.uploader import Sending


class UploadDesk(QObject):
    """`progressed` when a file has gone on by a percent, `rested` when one has come to a rest, whatever became of it. Give
    `told` to the loop; it may be called from any thread."""

    progressed = Signal()
    rested = Signal()
    _told = Signal(object)

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: UploadLoop | None = None
        self._begun = False
        self._before: tuple[bytes, int] | None = None  # of the loop's thread
        self.sending: dict[bytes, int] = {}
        self._told.connect(self._show)
        changes.changed.connect(self._changed)

    def told(self, sending: Sending | None) -> None:
        """What the loop calls in its own thread."""
        now = None if sending is None else (sending.sha256, sending.sent * 100 // max(1, sending.size))
        if now is None or now != self._before:
            self._before = now
            self._told.emit(now)

    def set_loop(self, loop: UploadLoop) -> None:
        """The loop to run; it was given `told`."""
        self._loop = loop

    def start(self) -> None:
        """Begin to send; later calls do nothing."""
        if self._loop is not None and not self._begun:
            self._begun = True
            self._loop.start()

    def close(self) -> None:
        """Stop; what is under way goes on at the next start."""
        if self._loop is not None and self._begun:
            self._loop.stop()
        self._loop = None

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._loop is not None and (change.dossiers or change.sync):
            self._loop.wake()

    @Slot(object)
    def _show(self, now: tuple[bytes, int] | None) -> None:
        if now is None:
            self.sending = {}
            self.rested.emit()
        else:
            self.sending = {now[0]: now[1]}
            self.progressed.emit()
