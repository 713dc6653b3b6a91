"""Scanned papers at work: chosen or dropped files are asked about, checked and kept behind the window, and shown as they go.

Reading a stick and cleaning a large PDF take their time, so they have a worker of their own: nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from counter.domain.sentence import Language, Refused, say
from counter.gui.background import Background, Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.dossiers_page import DossiersPage
from counter.gui.scan_dialog import ScanDialog
from counter.gui.scan_view import scan_views
from counter.gui.services import Services
from counter.gui.upload_desk import UploadDesk
from counter.store.attachments import Scan, scans_of
from counter.store.dossiers import rows_of
from counter.usecases.attach_scan import AttachedScan, attach_scan, mark_mistaken, papers_of
from counter.usecases.sign_in import Session

translate = QCoreApplication.translate
PATIENCE = 3.0  # seconds


def pick_files(parent: QWidget) -> list[Path]:
    """The system's dialog for files. Begins where scanners put theirs."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    title = translate("PapersDesk", "Choose scanned papers")
    kinds = translate("PapersDesk", "Scans (*.pdf *.jpg *.jpeg *.png)")
    return [Path(name) for name in QFileDialog.getOpenFileNames(parent, title, place, kinds)[0]]


@dataclass(frozen=True, slots=True)
class _About:
    """The dossier that is asked about: its code, its papers, and what is scanned of them."""

    code: str
    papers: tuple[str, ...]
    scans: tuple[Scan, ...]


class PapersDesk(QObject):
    """Wires the scans of the dossiers page."""

    def __init__(
        self, page: DossiersPage, services: Services, changes: Changes, uploads: UploadDesk,
        parent: QObject | None = None, *, pick: Callable[[QWidget], Sequence[Path]] = pick_files,
        worker: Background | None = None, patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._uploads, self._pick = uploads, pick
        self._worker, self._patience = worker or Background(self), patience
        self._session: Session | None = None
        self._language: Language = "vi"
        self._shown: tuple[int, tuple[Scan, ...]] = (0, ())
        self._queue: list[Path] = []
        self._count = 0
        self._troubles: dict[str, list[int]] = {}  # why files of this choice were not attached, and which
        self._asked = 0  # the dossier that is asked about
        self._about: _About | None = None
        self._taking_back = 0
        self._stop = threading.Event()
        self._dialog: ScanDialog | None = None
        self._resting = False
        page.dossier_chosen.connect(self._look)
        page.attach_requested.connect(self._choose)
        page.files_dropped.connect(self._take)
        page.scan_taken_back.connect(self._ask_mistaken)
        page.attaching_stopped.connect(self._stop.set)
        uploads.progressed.connect(self._show)
        uploads.rested.connect(self._again)
        changes.changed.connect(self._changed)

    def begin(self, session: Session, language: Language) -> None:
        self._session, self._language, self._resting = session, language, False

    def rest(self) -> None:
        """The screen is locked: no question stays open that somebody else could answer in this clerk's name."""
        self._resting = True
        self._queue = []
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.reject()
        self._dialog = None

    def end(self) -> None:
        """Signed out: what was chosen and not yet attached is nobody's."""
        self.rest()
        self._session = None
        self._stop.set()
        self._shown = (0, ())

    def speak(self, language: Language) -> None:
        self._language = language
        self._show()

    def close(self) -> None:
        """Stop what is under way; the dossier is as it was then. A share of the network that is gone may hold a reader for
        a minute: the window does not wait for it, and what comes of it finds the stop before it writes."""
        self._stop.set()
        self._worker.close(self._patience)

    # what is there

    @Slot(object)
    def _look(self, dossier: int) -> None:
        self._services.background.run(lambda: self._read(dossier), self._found, self._not_found)

    def _read(self, dossier: int) -> tuple[int, tuple[Scan, ...]]:
        with self._services.store.database.read() as transaction:
            return dossier, scans_of(transaction, dossier)

    @Slot(object)
    def _found(self, found: tuple[int, tuple[Scan, ...]]) -> None:
        if found[0] == self._page.chosen():
            self._shown = found
            self._show()

    @Slot(object)
    def _not_found(self, _failure: Failure) -> None:
        """The story beside it says so."""

    @Slot()
    def _show(self) -> None:
        dossier, scans = self._shown
        self._page.show_scans(dossier, scan_views(scans, self._uploads.sending, self._language))

    @Slot()
    def _again(self) -> None:
        if self._shown[0]:
            self._look(self._shown[0])

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.sync and not change.dossiers:  # the page asks for a story anew when dossiers have changed
            self._again()

    # attaching

    @Slot(object)
    def _choose(self, dossier: int) -> None:
        self._page.show_scan_trouble("")
        self._take(dossier, list(self._pick(self._page.window())))

    @Slot(object, object)
    def _take(self, dossier: int, paths: list[Path]) -> None:
        if self._session is None or self._resting or not paths or self._queue:
            return
        self._page.show_scan_trouble("")
        self._queue, self._count, self._asked, self._troubles = list(paths), len(paths), dossier, {}
        self._about = None
        self._services.background.run(lambda: self._read_about(dossier), self._ask, self._refused)

    def _read_about(self, dossier: int) -> _About:
        papers = papers_of(self._services.store, dossier)
        with self._services.store.database.read() as transaction:
            (row,) = rows_of(transaction, (dossier,))
            return _About(row.replaced_by or row.code, papers, scans_of(transaction, dossier))

    @Slot(object)
    def _ask(self, about: _About) -> None:
        """Ask about the next file. It is told by its number: a file's name may be a person's. The dossier is named, for while
        the file before was read another one may have been opened."""
        self._about = about
        self._found((self._asked, about.scans))
        if not self._queue or self._session is None:
            return
        place = self._dossier(about)
        if self._count > 1:
            number = translate("PapersDesk", "File {0} of {1}").format(self._number(), self._count)
            place = f"{place} · {number}"
        dialog = self._dialog = ScanDialog(self._page.window())
        dialog.paper_chosen.connect(self._attach)
        dialog.rejected.connect(self._leave)
        dialog.ask_paper(about.papers, {scan.paper for scan in about.scans if scan.state != "mistaken"}, place)

    @staticmethod
    def _dossier(about: _About) -> str:
        return translate("PapersDesk", "Dossier {0}").format(about.code)

    @Slot(object)
    def _attach(self, paper: int | None) -> None:
        session, store, dossier = self._session, self._services.store, self._asked
        if session is None or not self._queue:
            return
        path, stop = self._queue[0], self._stop
        stop.clear()
        self._page.show_attaching(translate("PapersDesk", "Checking and keeping the scan…"))
        self._worker.run(
            lambda: attach_scan(store, dossier, path, session.actor, paper=paper, stopped=stop.is_set),
            self._attached,
            self._refused,
        )

    @Slot(object)
    def _attached(self, _done: AttachedScan) -> None:
        self._page.show_attaching("")
        self._queue = self._queue[1:]
        self._changes.tell(dossiers=True)
        if self._queue:
            self._services.background.run(lambda: self._read_about(self._asked), self._ask, self._refused)

    @Slot(object)
    def _refused(self, failure: Failure) -> None:
        """Said beside the scans, of several files with their numbers; the files after it are asked about."""
        self._page.show_attaching("")
        self._troubles.setdefault(self._words(failure), []).append(self._number())
        lines = [self._told(*trouble) for trouble in self._troubles.items()]
        if self._about is not None and self._page.chosen() != self._asked:
            lines.insert(0, self._dossier(self._about))
        self._page.show_scan_trouble("\n".join(lines))
        stopped = isinstance(failure, Refused) and failure.sentence.key == "scan.cancelled"
        self._queue = [] if stopped or self._about is None else self._queue[1:]
        if self._queue and self._about is not None:
            self._ask(self._about)

    def _number(self) -> int:
        """Of the file that is asked about, among those chosen together."""
        return self._count - len(self._queue) + 1

    def _told(self, words: str, numbers: list[int]) -> str:
        if self._count == 1:
            return words
        return translate("PapersDesk", "File {0}: {1}").format(", ".join(map(str, numbers)), words)

    @Slot()
    def _leave(self) -> None:
        self._queue = []

    # taking back

    @Slot(object)
    def _ask_mistaken(self, scan: int) -> None:
        title = next((one.title for one in self._shown[1] if one.id == scan), None)
        if title is not None and self._session is not None:
            self._taking_back = scan
            dialog = self._dialog = ScanDialog(self._page.window())
            dialog.confirmed.connect(self._take_back)
            dialog.ask_mistaken(title)

    @Slot()
    def _take_back(self) -> None:
        session, store, scan = self._session, self._services.store, self._taking_back
        if session is not None:
            self._services.background.run(
                lambda: mark_mistaken(store, scan, session.actor), self._taken_back, self._not_taken_back
            )

    @Slot(object)
    def _taken_back(self, _nothing: object) -> None:
        self._changes.tell(dossiers=True)

    @Slot(object)
    def _not_taken_back(self, failure: Failure) -> None:
        self._page.show_scan_trouble(self._words(failure))
        self._again()

    def _words(self, failure: Failure) -> str:
        if isinstance(failure, Bug):
            words = translate(
                "PapersDesk", "The program could not do this. The dossier is unchanged. Please tell IT: {0}"
            )
            return words.format(failure.where)
        return say(failure.sentence, self._language)
