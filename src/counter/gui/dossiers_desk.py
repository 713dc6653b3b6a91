"""Finding and reading at work: the dossiers page on one side, search and stories on the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from counter.domain.dossier_code import normalise_scanned
from counter.domain.sentence import Language, say
from counter.gui.background import Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.dossier_story import story_view
from counter.gui.dossier_view import ListCounts, row_views
from counter.gui.dossiers_page import DossiersPage
from counter.gui.empty_list import is_code
from counter.gui.receipt_preview import ReceiptPreview
from counter.gui.services import Services
from counter.journal.clock import VIETNAM
from counter.printing.preview import page_images
from counter.store.dossiers import DossierRow, Story, dossier_by_code, rows_of, story_of
from counter.store.listing import Filter, Wanted, counted, listed
from counter.store.settings_table import get
from counter.usecases.close_duty import close_duty
from counter.usecases.print_receipt import ask_print, tell_print
from counter.usecases.sign_in import Session

PAGE = 60
PERIOD = timedelta(days=30)
PREVIEW_DPI = 144
COUNT_AFTER_MS = 600  # of rest: counting reads every dossier, and a letter typed meanwhile would wait behind it

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Found:
    wanted: Wanted
    rows: list[DossierRow]
    more: bool
    any_at_all: bool
    elapsed_ms: float


class DossiersDesk(QObject):
    """Wires one dossiers page. `said(words)` for what a clerk must know and no place of the page is for."""

    said = Signal(str)

    def __init__(self, page: DossiersPage, services: Services, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._preview: ReceiptPreview | None = None
        self._code = ""  # looked up last
        page.searched.connect(self._list)
        page.filter_chosen.connect(self._list)
        page.period_chosen.connect(self._list)
        page.more_requested.connect(self._more)
        page.dossier_chosen.connect(self._story)
        page.reprint_requested.connect(self.reprint)
        page.preview_requested.connect(self._show_preview)
        page.print_told.connect(self._tell_print)
        page.duty_done.connect(self._close_duty)
        changes.changed.connect(self._changed)
        self._minute = QTimer(self)  # lateness is said in words, which grow old
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self._refresh)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(COUNT_AFTER_MS)
        self._rest.timeout.connect(self._ask_counts)

    def begin(self, session: Session, language: Language) -> None:
        self._session, self._language = session, language
        self._minute.start()

    def end(self) -> None:
        """Signed out: nothing of anybody stays on the page."""
        self._session = None
        self._minute.stop()
        self._rest.stop()
        self._page.show_empty("busy")

    def speak(self, language: Language) -> None:
        self._language = language
        self._refresh()

    def search(self, query: str) -> None:
        """Search for what was typed elsewhere."""
        self._page.search_for(query)

    def open_code(self, code: str) -> None:
        """Open the dossier that bears a code; say so when none does."""
        plain = normalise_scanned(code)
        self._code = plain
        self._page.await_dossier()
        self._services.background.run(lambda: self._by_code(plain), self._open, self._no_list)

    def _by_code(self, code: str) -> tuple[str, int | None]:
        with self._services.store.database.read() as transaction:
            return code, dossier_by_code(transaction, code)

    @Slot(object)
    def _open(self, found: tuple[str, int | None]) -> None:
        code, dossier = found
        if self._session is None or code != self._code:
            return  # signed out, or another one was scanned meanwhile
        if dossier is None:
            self._page.show_empty("unknown_code", code)
        else:
            self._page.open_dossier(dossier)

    # the list

    def _wanted(self) -> Wanted:
        now = self._services.clock.now()
        soon = datetime.combine(
            self._services.catalogue.calendar.next_working_day(now.date()), datetime.max.time(), VIETNAM
        )
        # Whoever has a whole code in hand means that dossier, however old it is.
        always = self._page.period() == "all" or is_code(self._page.query())
        since = "" if always else (now - PERIOD).date().isoformat()
        return Wanted(
            self._page.query(), cast("Filter", self._page.filter()), since, now.isoformat(timespec="seconds"),
            soon.isoformat(timespec="seconds"),
        )  # fmt: skip

    def _refresh(self) -> None:
        if self._session is not None and self._page.isVisible():
            self._page.refresh()

    @Slot()
    def _list(self, _asked: str = "") -> None:
        wanted = self._wanted()
        self._rest.start()
        self._services.background.run(lambda: self._find(wanted, 0), self._show_list, self._no_list)

    def _ask_counts(self) -> None:
        wanted = self._wanted()
        if self._session is not None and self._page.isVisible():
            self._services.background.run(lambda: self._count(wanted), self._page.show_counts, self._no_list)

    def _count(self, wanted: Wanted) -> ListCounts:
        with self._services.store.database.read() as transaction:
            return ListCounts(*(counted(transaction, f, wanted.now, wanted.soon) for f in ("soon", "overdue")))

    @Slot(int)
    def _more(self, held: int) -> None:
        wanted = self._wanted()
        self._services.background.run(lambda: self._find(wanted, held), self._append, self._no_list)

    def _find(self, wanted: Wanted, after: int) -> _Found:
        began = time.perf_counter()
        with self._services.store.database.read() as transaction:
            ids = listed(transaction, wanted, PAGE + 1, after)
            rows = rows_of(transaction, ids[:PAGE])
            elapsed = (time.perf_counter() - began) * 1000
            some = bool(ids) or transaction.row("SELECT 1 FROM dossier LIMIT 1") is not None
        return _Found(wanted, rows, len(ids) > PAGE, some, elapsed)

    @Slot(object)
    def _show_list(self, found: _Found) -> None:
        if not found.any_at_all:
            self._page.show_empty("no_dossiers")
            return
        views = row_views(found.rows, found.wanted.query, self._services.clock.now(), self._services.catalogue.calendar)
        self._page.show_rows(views, found.wanted.query, len(views), found.elapsed_ms, more=found.more)

    @Slot(object)
    def _append(self, found: _Found) -> None:
        views = row_views(found.rows, found.wanted.query, self._services.clock.now(), self._services.catalogue.calendar)
        self._page.append_rows(views, more=found.more)

    @Slot(object)
    def _no_list(self, failure: Failure) -> None:
        self._page.show_trouble(self._words(failure))

    # one story

    @Slot(object)
    def _story(self, dossier: int) -> None:
        self._services.background.run(lambda: self._read(dossier), self._show_story, self._no_story)

    def _read(self, dossier: int) -> tuple[Story | None, str | None]:
        with self._services.store.database.read() as transaction:
            return story_of(transaction, dossier), get(transaction, "offline_since")

    @Slot(object)
    def _show_story(self, found: tuple[Story | None, str | None]) -> None:
        story, offline_since = found
        if story is None:
            self._page.show_story_trouble(translate("DossiersDesk", "This dossier is not on this machine."))
            return
        since = None if offline_since is None else datetime.fromisoformat(offline_since)
        self._page.show_story(story_view(
            story, self._services.clock.now(), self._services.catalogue.calendar, self._language, offline_since=since
        ))  # fmt: skip

    @Slot(object)
    def _no_story(self, failure: Failure) -> None:
        self._page.show_story_trouble(self._words(failure))

    def _words(self, failure: Failure) -> str:
        if isinstance(failure, Bug):
            words = translate(
                "DossiersDesk", "The program could not show this. Saved dossiers are safe. Please tell IT: {0}"
            )
            return words.format(failure.where)
        return say(failure.sentence, self._language)

    # paper

    @Slot(object)
    def reprint(self, dossier: int) -> None:
        """One more paper for a dossier, marked as a copy when there was one before."""
        session, store = self._session, self._services.store
        if session is not None:
            self._run(lambda: ask_print(store, dossier, session.actor, copies=1))

    @Slot(object, bool)
    def _tell_print(self, job: int, printed: bool) -> None:
        store = self._services.store
        self._run(lambda: tell_print(store, job, printed=printed))

    @Slot(object, str)
    def _close_duty(self, dossier: int, kind: str) -> None:
        session, store = self._session, self._services.store
        if session is not None:
            self._services.background.run(
                lambda: close_duty(store, dossier, kind, session.actor), self._duty_closed, self._duty_not_closed
            )

    @Slot(object)
    def _duty_closed(self, _nothing: object) -> None:
        self._changes.tell(dossiers=True)

    @Slot(object)
    def _duty_not_closed(self, failure: Failure) -> None:
        """Somebody was quicker, or the disk does not want: the story stays, and is read again as it stands."""
        self.said.emit(self._words(failure))
        self._refresh()

    def _run(self, deed: Callable[[], Any]) -> None:
        self._services.background.run(deed, self._printing, self._no_story)

    @Slot(object)
    def _printing(self, _asked: object) -> None:
        self._changes.tell(dossiers=True, prints=True)

    @Slot(object)
    def _show_preview(self, dossier: int) -> None:
        self._leave_preview()
        preview = self._preview = ReceiptPreview(self._page.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.print_requested.connect(self._print_previewed)
        preview.finished.connect(self._preview_gone)
        preview.setProperty("dossier", dossier)
        preview.open()
        self._services.background.run(lambda: self._pages(dossier), self._pages_ready, self._no_pages)

    def _leave_preview(self) -> None:
        """One paper at a time: two that look alike would be taken for each other."""
        if self._preview is not None:
            self._preview.reject()

    @Slot(int)
    def _preview_gone(self, _result: int) -> None:
        self._preview = None

    def _pages(self, dossier: int) -> tuple[int, list[Any]]:
        job = self._services.print_log.preview(dossier)
        return dossier, [] if job is None else list(page_images(self._services.receipt_maker(job), PREVIEW_DPI))

    @Slot(object)
    def _pages_ready(self, found: tuple[int, list[Any]]) -> None:
        dossier, pages = found
        if self._preview is not None and self._preview.property("dossier") == dossier:  # not one that was closed again
            self._preview.show_pages(pages)

    @Slot(object)
    def _no_pages(self, failure: Failure) -> None:
        if self._preview is not None:
            self._preview.show_trouble(self._words(failure))

    @Slot()
    def _print_previewed(self) -> None:
        if self._preview is not None:
            self.reprint(int(self._preview.property("dossier")))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.dossiers or change.sync:
            self._refresh()
