"""Paper at work: one thread takes jobs from the print log; what became of them is said in the status bar."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from counter.domain.sentence import Language, Trouble, say
from counter.gui.changes import Change, Changes
from counter.printing.printer import Outcome, Printer
from counter.printing.spool import PrintJob, PrintLog, PrintWorker

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate


class PrintDesk(QObject):
    """`said(words, attention)` for the status bar, `printers_found(names)` after `find_printers`. Nothing on the screen
    ever waits for this thread."""

    said = Signal(str, bool)
    printers_found = Signal(object)
    _done = Signal(object)

    def __init__(
        self,
        log: PrintLog,
        render: Callable[[PrintJob], bytes],
        printer_for: Callable[[str], Printer],
        changes: Changes,
        names: Callable[[], list[str]],
        parent: QObject | None = None,
    ) -> None:
        """`names`: the printers of the system, asked for in this thread, for it may take long."""
        super().__init__(parent)
        self._worker = PrintWorker(log, render, printer_for)
        self._changes = changes
        self._language: Language = "vi"
        self._names = names
        self._asked = False
        self._wake = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._work, name="print", daemon=True)
        self._done.connect(self._tell)
        changes.changed.connect(self._changed)

    def start(self) -> None:
        """Begin: prints of the last run that never got an answer are unknown from now on."""
        self._thread.start()

    def speak(self, language: Language) -> None:
        self._language = language

    def find_printers(self) -> None:
        """Ask the system for its printers; `printers_found` is the answer."""
        self._asked = True
        self._wake.set()

    def close(self) -> None:
        """Let the job under way end, then stop. A job that only waits stays in the log."""
        self._ended = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.prints:
            self._wake.set()

    def _work(self) -> None:
        try:
            self._worker.start()
        except Trouble as trouble:
            _log.error("print log: %s", trouble.sentence.key)
        while not self._ended:
            if self._asked:
                self._asked = False
                self.printers_found.emit(self._names())
            try:
                while not self._ended and (step := self._worker.step()) is not None:
                    self._done.emit(step)
            except Trouble as trouble:  # the disk: said where dossiers are saved; tried again at the next job
                _log.error("print log: %s", trouble.sentence.key)
            self._wake.wait()
            self._wake.clear()

    @Slot(object)
    def _tell(self, step: tuple[PrintJob, Outcome]) -> None:
        _, outcome = step
        self.said.emit(say(outcome.sentence, self._language), outcome.state != "printed")
        self._changes.tell(dossiers=True)
