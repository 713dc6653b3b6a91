"""The window of one counter, put together: frame, pages, and the desks that work behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from counter.domain.sentence import Language, Sentence, say
from counter.gui import language as tongue
from counter.gui.background import Failure
from counter.gui.changes import Change, Changes
from counter.gui.idle import IdleWatch
from counter.gui.main_window import MainWindow
from counter.gui.rail import RailEntry
from counter.gui.services import Behind, Front
from counter.gui.sign_in_desk import SignInDesk
from counter.gui.sign_in_page import SignInPage
from counter.gui.theme import SCALES, THEMES, Theme, ThemeName
from counter.store.settings_table import get, put
from counter.store.unit_name import unit_name
from counter.usecases.sign_in import Session

RECEPTION, DOSSIERS = "reception", "dossiers"
LOCK_MS, WARNING_MS = 15 * 60_000, 5 * 60_000  # ASVS 7.3.1; a warning five minutes before

if TYPE_CHECKING:  # the pages are loaded while the sign-in is already on the screen
    from counter.domain.card.card import Card
    from counter.gui.dossiers_desk import DossiersDesk
    from counter.gui.dossiers_page import DossiersPage
    from counter.gui.print_desk import PrintDesk
    from counter.gui.reception_desk import ReceptionDesk
    from counter.gui.reception_page import ReceptionPage
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.sync_desk import SyncDesk

translate = QCoreApplication.translate


class Desk(QObject):
    """One window and what stands behind it. `close` ends it; closing is always safe.

    The sign-in is painted first; the pages behind it are built in the moment after, or when somebody is quicker."""

    closed = Signal()
    reception_page: ReceptionPage
    dossiers_page: DossiersPage
    reception: ReceptionDesk
    dossiers: DossiersDesk
    prints: PrintDesk
    sync: SyncDesk
    scans: ScanDesk

    def __init__(
        self,
        app: QApplication,
        front: Front,
        behind: Callable[[Changes], Behind],
        *,
        training: bool = False,
        lock_ms: int = LOCK_MS,
        warning_ms: int = WARNING_MS,
    ) -> None:
        super().__init__()
        self._app, self._front, self._behind, self._changes = app, front, behind, Changes()
        self._language: Language = "vi"
        self.window = MainWindow()
        self.sign_in_page = SignInPage()
        self.window.show_training(training)
        self._built = False
        self.sign_in = SignInDesk(self.sign_in_page, front, self)
        self._idle = IdleWatch(lock_ms, warning_ms, self)
        app.installEventFilter(self._idle)
        self._connect()
        self._read_look()
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._say_place)
        self._clock.start()

    def _connect(self) -> None:
        window = self.window
        window.search_requested.connect(self._search)
        window.lock_requested.connect(self.lock)
        window.sign_out_requested.connect(self.sign_in.sign_out)
        window.look_chosen.connect(self._choose_look)
        window.notice_act_requested.connect(self._act_on_notice)
        self.sign_in.opened.connect(self._opened)
        self.sign_in.closed.connect(self._signed_out)
        self._idle.warned.connect(self._idle_warned)
        self._idle.returned.connect(self._idle_returned)
        self._idle.lock_due.connect(self.lock)
        self._changes.changed.connect(self._changed)
        self._again = ""

    @Slot()
    def build(self) -> None:
        """The pages behind the sign-in, and what works in the background. Once; later calls do nothing."""
        if self._built:
            return
        self._built = True
        from counter.gui.dossiers_desk import DossiersDesk
        from counter.gui.dossiers_page import DossiersPage
        from counter.gui.reception_desk import ReceptionDesk
        from counter.gui.reception_page import ReceptionPage

        behind = self._behind(self._changes)
        services = behind.services
        self.prints, self.sync, self.scans = behind.prints, behind.sync, behind.scans
        self.prints.said.connect(self.window.show_printer_state)
        self.sync.light_changed.connect(self.window.show_sync)
        self.scans.card_read.connect(self._card_read)
        self.scans.code_read.connect(self.open_code)
        self.scans.said.connect(self._scan_said)
        self.reception_page, self.dossiers_page = ReceptionPage(), DossiersPage()
        self.window.add_page(self.reception_page, RailEntry(RECEPTION, "file-plus", "", "F2"))
        self.window.add_page(self.dossiers_page, RailEntry(DOSSIERS, "folder-search", "", "F4"))
        self.reception = ReceptionDesk(self.reception_page, services, self._changes, self)
        self.dossiers = DossiersDesk(self.dossiers_page, services, self._changes, self)
        self.reception.draft_saved.connect(self.window.show_draft_state)
        self.reception.draft_found.connect(self._draft_found)
        self.reception.repeated.connect(self._repeated)
        self.reception.not_repeated.connect(self._not_repeated)
        self._speak()
        self.prints.start()
        self.sync.start()
        self.scans.start()
        self._look_for_doubt()

    # coming and going

    def show(self) -> None:
        """Open the window at the sign-in."""
        self._say_place()
        self.window.show_gate(self.sign_in_page)
        self.sign_in.ask()
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        """The event loop has come round once: what was asked for is on the screen."""
        QTimer.singleShot(30, self.build)

    @Slot(object)
    def _opened(self, session: Session) -> None:
        self.build()
        self.window.show_clerk(session.display)
        self.window.leave_gate()
        self.reception.begin(session, self._language)
        self.dossiers.begin(session, self._language)
        self._idle.start()
        self.scans.set_open(True)

    @Slot()
    def lock(self) -> None:
        """Nobody is at the counter: the work stays as it is, behind the lock."""
        if self._built:
            self.reception.save_now()
        self.window.clear_notice("idle")
        if self.sign_in.lock(f"{self._front.clock.now():%H:%M}"):
            self._idle.stop()
            self.scans.set_open(False)
            self.window.show_gate(self.sign_in_page)

    @Slot()
    def _signed_out(self) -> None:
        self.reception.end()
        self.dossiers.end()
        self._idle.stop()
        self.scans.set_open(False)
        for key in ("draft", "again", "idle", "scan"):
            self.window.clear_notice(key)
        self.window.show_gate(self.sign_in_page)

    def close(self) -> None:
        """Save the draft, let the print under way end, give back the store's thread."""
        self._clock.stop()
        self._idle.stop()
        self._app.removeEventFilter(self._idle)
        if self._built:
            self.reception.save_now()
            self._front.background.flush()
            self.scans.close()
            self.sync.close()
            self.prints.close()
        self._front.background.close()
        self.window.close()
        self.closed.emit()

    # words of the frame

    @Slot()
    def _say_place(self) -> None:
        identity, now = self._front.store.identity, self._front.clock.now()
        day = say(
            Sentence(f"due.day.{now.isoweekday()}", {"vi": f"{now:%d/%m/%Y}", "en": f"{now:%d/%m/%Y}"}), self._language
        )
        day = day[0].upper() + day[1:]
        if identity is None:
            self.window.show_place(day)
            self.sign_in_page.show_place("")
            return
        place = unit_name(identity.unit) or identity.agency
        counter = translate("Desk", "Counter {0}").format(identity.counter)
        self.window.show_place(f"{place} · {counter} · {day}")
        self.sign_in_page.show_place(f"{place} · {counter}")

    @Slot(str)
    def _draft_found(self, words: str) -> None:
        self.window.show_notice("draft", words, translate("Desk", "Good"), "accent")

    @Slot(str, str)
    def _repeated(self, words: str, code: str) -> None:
        self._again = code
        self.window.show_notice("again", words, translate("Desk", "Open that dossier"))

    @Slot()
    def _not_repeated(self) -> None:
        self.window.clear_notice("again")
        self.window.clear_notice("draft")

    @Slot()
    def _idle_warned(self) -> None:
        self.window.show_notice(
            "idle", translate("Desk", "The screen locks in five minutes. The draft is kept."), "", "neutral"
        )

    @Slot()
    def _idle_returned(self) -> None:
        self.window.clear_notice("idle")

    @Slot(str)
    def _act_on_notice(self, key: str) -> None:
        self.window.clear_notice(key)
        if key == "again" and self._again:
            self.open_code(self._again)

    # scans

    @Slot(object)
    def _card_read(self, card: Card) -> None:
        self.window.clear_notice("scan")
        if self.window.open_page() != RECEPTION:
            self.window.show_page(RECEPTION)
        self.reception.show_card(card)

    @Slot(str)
    def _scan_said(self, words: str) -> None:
        self.window.show_notice("scan", words, translate("Desk", "Good"))

    # to a dossier

    @Slot(str)
    def _search(self, query: str) -> None:
        self.window.show_page(DOSSIERS)
        self.dossiers.search(query)

    @Slot(str)
    def open_code(self, code: str) -> None:
        """A code was scanned, or chosen somewhere: show its dossier."""
        self.window.clear_notice("scan")
        self.window.show_page(DOSSIERS)
        self.dossiers.open_code(code)

    # what a person must know of this machine

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.sync or change.dossiers:
            self._look_for_doubt()

    def _look_for_doubt(self) -> None:
        self._front.background.run(self._doubt, self._show_doubt, self._not_known)

    def _doubt(self) -> tuple[str | None, str | None]:
        store = self._front.store
        identity = store.identity
        if identity is None:
            return None, None
        with store.database.read() as transaction:
            return get(transaction, "needs_epoch"), store.judge_day(transaction, identity).doubt

    @Slot(object)
    def _show_doubt(self, found: tuple[str | None, str | None]) -> None:
        epoch, day = found
        for key, subject in (("journal", epoch), ("journal.day", day)):
            if subject is None:
                self.window.clear_notice(key)
            else:
                self.window.show_notice(key, say(Sentence(f"{key}.{subject}"), self._language))

    @Slot(object)
    def _not_known(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved."""

    # the look

    def _read_look(self) -> None:
        with self._front.store.database.read() as transaction:
            look = get(transaction, "look", ["light", 100, "vi"])
        self._apply(*look)

    @Slot(str, int, str)
    def _choose_look(self, name: str, scale: int, chosen: str) -> None:
        self._apply(name, scale, chosen)
        self._front.background.run(lambda: self._keep_look([name, scale, chosen]), self._kept, self._not_known)

    def _keep_look(self, look: list[object]) -> None:
        with self._front.store.database.write() as transaction:
            put(transaction, "look", look)

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        """Nothing to say: the look is seen."""

    def _apply(self, name: str, scale: int, chosen: str) -> None:
        look: ThemeName = next((t for t in THEMES if t == name), "light")
        size = scale if scale in SCALES else 100
        self._language = "en" if chosen == "en" else "vi"
        tongue.install(self._language)
        Theme(look, size).apply(self._app)
        self.sign_in.speak(self._language)
        if self._built:
            self._speak()
        self.window.show_look(look, size, self._language)
        self._say_place()

    def _speak(self) -> None:
        for desk in (self.reception, self.dossiers, self.prints, self.sync, self.scans):
            desk.speak(self._language)
        self._name()

    def _name(self) -> None:
        self.window.show_word(RECEPTION, translate("Desk", "Receive"))
        self.window.show_word(DOSSIERS, translate("Desk", "Dossiers"))
