"""What needs a person, at work: read from the store again and again, told on the page and by the number in the rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.sentence import Language, Refused, Sentence, say
from counter.gui.background import Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.matter_view import MatterView, matter_views
from counter.gui.matters_page import MattersPage
from counter.gui.services import Services
from counter.store.accounts import all_accounts
from counter.store.matters import Matter, needs_look
from counter.usecases.print_receipt import tell_print
from counter.usecases.settle_matter import may_settle, note_unrecovered, settle_conflict, take_note
from counter.usecases.sign_in import Session

EVERY_MS = 60_000  # disks fill and clocks run without anybody's doing

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is, worded for whoever was here when it was asked for: hundreds of sentences are no work for the window."""

    matters: list[Matter]
    session: Session | None = None
    language: Language = "vi"
    views: tuple[MatterView, ...] = ()


class MattersDesk(QObject):
    """Wires the page. Whenever it has looked again: `counted(n)` for the rail, `stopped(words)` when nothing new can be
    received here, "" when it can. `exchange_requested`, `day_requested` and
    `dossier_requested(dossier)` are acts that others do."""

    counted = Signal(int)
    stopped = Signal(str)
    exchange_requested = Signal()
    day_requested = Signal()
    dossier_requested = Signal(object)

    def __init__(self, page: MattersPage, services: Services, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._found = _Found([])
        page.refresh_requested.connect(self.look)
        page.act_requested.connect(self._act)
        page.dossier_requested.connect(self.dossier_requested)
        changes.changed.connect(self._changed)
        self._minute = QTimer(self)
        self._minute.setInterval(EVERY_MS)
        self._minute.timeout.connect(self._look_and_trim)
        self._minute.start()

    @property
    def count(self) -> int:
        """How many matters there were at the last look."""
        return len(self._found.matters)

    def begin(self, session: Session) -> None:
        """Somebody is here."""
        self._session = session
        self.look()

    def end(self) -> None:
        """Signed out, or behind the lock: nothing of anybody stays on the page."""
        self._session = None
        self._found = _Found(self._found.matters)
        self._page.clear()

    def speak(self, language: Language) -> None:
        self._language = language
        self.look()

    # looking

    @Slot()
    def look(self) -> None:
        """Look again what needs a person."""
        read = partial(self._read, self._session, self._language)
        self._services.background.run(read, self._looked, self._not_seen)

    @Slot()
    def _look_and_trim(self) -> None:
        store = self._services.store
        self._services.background.run(store.room.trim, self._trimmed, self._not_seen)

    @Slot(object)
    def _trimmed(self, _level: object) -> None:
        self.look()

    def _read(self, session: Session | None, language: Language) -> _Found:
        store = self._services.store
        found = needs_look(store)
        if session is None:
            return _Found(found, None, language)
        with store.database.read() as transaction:
            accounts = all_accounts(transaction)
        views = matter_views(
            found, self._services.clock.now(), language, decides=may_settle(session.role),
            supervisors=tuple(one.display for one in accounts if may_settle(one.role)),
        )  # fmt: skip
        return _Found(found, session, language, tuple(views))

    @Slot(object)
    def _looked(self, found: _Found) -> None:
        self._found = found
        if (found.session, found.language) != (self._session, self._language):
            self.look()  # somebody else is here by now, or another language is spoken
        elif found.session is not None:
            self._page.show_matters(found.views)
        self.counted.emit(len(found.matters))
        full = any(one.kind == "disk" and one.reason == "no_intake" for one in found.matters)
        self.stopped.emit(say(Sentence("store.no_intake"), self._language) if full else "")

    @Slot(object)
    def _not_seen(self, failure: Failure) -> None:
        if self._page.isVisible():
            self._page.show_answer(self._words(failure), refused=True)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.dossiers or change.sync or change.prints:
            self.look()

    # acts

    @Slot(str, str, str)
    def _act(self, key: str, choice: str, note: str) -> None:
        matter = next((one for one in self._found.matters if one.key == key), None)
        session, store = self._session, self._services.store
        if matter is None or session is None:
            self.look()
            return
        actor, clerk = session.actor, session.display
        if matter.kind == "conflict" and matter.dossier is not None:
            dossier, taken = matter.dossier, bytes.fromhex(choice)
            self._do(lambda: settle_conflict(store, dossier, matter.rivals, taken, actor, clerk=clerk, note=note))
        elif matter.kind == "print" and matter.job is not None:
            job = matter.job
            self._do(lambda: tell_print(store, job, printed=choice == "printed"))
        elif matter.kind == "clock" and matter.reason != "off_server":
            self.day_requested.emit()
            self.look()
        elif matter.kind == "disk":
            self._look_and_trim()
        elif matter.kind == "unrecovered":
            self._do(lambda: note_unrecovered(store, matter.base, actor, clerk=clerk, note=note))
        elif matter.entries and not matter.reason.endswith("status_twice"):
            self._do(lambda: take_note(store, matter.entries, actor, clerk=clerk, note=note))
        else:
            words = translate("MattersDesk", "Asked. What comes of it is shown here and in the light below.")
            self._page.show_answer(words, refused=False)
            self.exchange_requested.emit()

    def _do(self, deed: Callable[[], Any]) -> None:
        self._services.background.run(deed, self._done, self._not_done)

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        self._changes.tell(dossiers=True, prints=True)

    @Slot(object)
    def _not_done(self, failure: Failure) -> None:
        self._page.show_answer(self._words(failure), refused=True)
        if isinstance(failure, Refused):
            self.look()  # somebody was quicker, or more has come in

    def _words(self, failure: Failure) -> str:
        if isinstance(failure, Bug):
            words = translate("MattersDesk", "This was not done. Saved dossiers are safe. Please tell IT: {0}")
            return words.format(failure.where)
        return say(failure.sentence, self._language)
