"""The pages and what works behind them, put together in small steps while the sign-in is on the screen."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from counter.gui.changes import Changes
from counter.gui.look_desk import LookDesk
from counter.gui.main_window import MainWindow

if TYPE_CHECKING:  # loaded step by step
    from counter.domain.card.card import Card
    from counter.gui.backup_desk import BackupDesk
    from counter.gui.bundle_desk import BundleDesk
    from counter.gui.day_desk import DayDesk
    from counter.gui.diagnostics_desk import DiagnosticsDesk
    from counter.gui.doctor_desk import DoctorDesk
    from counter.gui.dossiers_desk import DossiersDesk
    from counter.gui.dossiers_page import DossiersPage
    from counter.gui.matters_desk import MattersDesk
    from counter.gui.matters_page import MattersPage
    from counter.gui.papers_desk import PapersDesk
    from counter.gui.print_desk import PrintDesk
    from counter.gui.printer_choice import PrinterChoice
    from counter.gui.reception_desk import ReceptionDesk
    from counter.gui.reception_page import ReceptionPage
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.services import Behind, Services
    from counter.gui.sync_desk import SyncDesk
    from counter.gui.sync_panel_desk import SyncPanelDesk
    from counter.gui.upload_desk import UploadDesk
    from counter.gui.withdraw_desk import WithdrawDesk
    from counter.usecases.sign_in import Session

RECEPTION, DOSSIERS, MATTERS = "reception", "dossiers", "matters"
FILES_AFTER_MS = 12_000  # files come after the facts
BACKUPS_AFTER_MS = 60_000
SYNC_AFTER_MS = 8_000  # the line is opened when somebody signs in, or when nobody has for so long

translate = QCoreApplication.translate


class Workplace(QObject):
    """Everything that somebody who has signed in works with. Nothing of it is there before `build` has run to its end."""

    services: Services
    reception_page: ReceptionPage
    dossiers_page: DossiersPage
    matters_page: MattersPage
    reception: ReceptionDesk
    dossiers: DossiersDesk
    matters: MattersDesk
    withdrawing: WithdrawDesk
    prints: PrintDesk
    printers: PrinterChoice
    sync: SyncDesk
    sync_panel: SyncPanelDesk
    uploads: UploadDesk
    backups: BackupDesk
    papers: PapersDesk
    scans: ScanDesk
    day: DayDesk

    def __init__(self, window: MainWindow, behind: Behind, look: LookDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._behind, self._look, self._changes = window, behind, look, Changes()
        self._again = ""
        self._bundles: BundleDesk | None = None
        self._diagnostics: DiagnosticsDesk | None = None
        self._doctor: DoctorDesk | None = None

    # coming to be

    def build(self) -> Generator[None, None, None]:
        """One step each time: a person who types meanwhile waits for one step at most."""
        yield from self._build_reception()
        yield from self._build_dossiers()
        yield from self._build_matters()
        self.prints = self._behind.prints(self._changes)
        self.prints.said.connect(self._window.show_printer_state)
        self.prints.start()
        yield
        from counter.gui.printer_choice import PrinterChoice

        self.printers = PrinterChoice(self.prints, self.services, self)
        self.printers.offered.connect(self.reception.set_printers)
        self.reception.printer_chosen.connect(self.printers.choose)
        yield
        self.scans = self._behind.scans()
        self.scans.card_read.connect(self._card_read)
        self.scans.code_read.connect(self.open_code)
        self.scans.said.connect(self._said)
        self.scans.start()
        yield
        self.sync = self._behind.sync(self._changes)
        self.sync.light_changed.connect(self._window.show_sync)
        self.matters.exchange_requested.connect(self.sync.wake)
        panel = self._behind.sync_panel(self._window, self.sync, self._changes, can_look=True, can_usb=True)
        panel.look_requested.connect(self._show_matters)
        panel.usb_requested.connect(self.send_by_stick)
        self._window.sync_list_requested.connect(panel.open)
        self.sync_panel = panel
        self.sync.look()
        QTimer.singleShot(SYNC_AFTER_MS, self.sync, self.sync.start)
        yield
        self.uploads = self._behind.uploads(self._changes)
        from counter.gui.papers_desk import PapersDesk

        self.papers = PapersDesk(self.dossiers_page, self.services, self._changes, self.uploads, self)
        QTimer.singleShot(FILES_AFTER_MS, self.uploads, self.uploads.start)
        yield
        self.backups = self._behind.backups(self._changes)
        self.backups.said.connect(self._window.show_backup_state)
        self.backups.look()
        QTimer.singleShot(BACKUPS_AFTER_MS, self.backups, self.backups.start)
        yield
        from counter.gui.day_desk import DayDesk

        self.day = DayDesk(self._window, self.services, self._changes, self)
        self.matters.day_requested.connect(self.day.ask)
        self._window.search_requested.connect(self._search)
        self._window.bundle_out_requested.connect(self.send_by_stick)
        self._window.bundle_in_requested.connect(self.take_from_stick)
        self._window.notice_act_requested.connect(self._act_on_notice)
        self.speak()
        self.day.look()
        self.matters.look()
        self._say_newer()

    def _say_newer(self) -> None:
        """A newer program's data is only looked at, and why nothing is received stands where everybody sees it."""
        if self.services.store.newer:
            from counter.domain.sentence import Sentence, say

            words = say(Sentence("store.newer"), self._look.language)
            self._window.show_notice("newer", words, "", "danger")

    def _build_reception(self) -> Generator[None, None, None]:
        from counter.gui.parts.date_field import DateField
        from counter.gui.rail import RailEntry
        from counter.gui.reception_page import ReceptionPage

        yield
        self.reception_page = ReceptionPage(self._window.shelf)
        yield
        self._window.add_page(self.reception_page, RailEntry(RECEPTION, "file-plus", "", "F2"))
        yield
        self.services = self._behind.services()
        clock = self.services.clock
        DateField.today = staticmethod(lambda: clock.now().date())
        yield
        from counter.gui.reception_desk import ReceptionDesk

        desk = self.reception = ReceptionDesk(self.reception_page, self.services, self._changes, self)
        desk.draft_saved.connect(self._window.show_draft_state)
        desk.draft_found.connect(self._draft_found)
        desk.repeated.connect(self._repeated)
        desk.not_repeated.connect(self._not_repeated)
        desk.said.connect(self._said)
        yield

    def _build_dossiers(self) -> Generator[None, None, None]:
        from counter.gui.dossiers_page import DossiersPage
        from counter.gui.rail import RailEntry

        yield
        self.dossiers_page = DossiersPage(self._window.shelf)
        self._window.add_page(self.dossiers_page, RailEntry(DOSSIERS, "folder-search", "", "F4"))
        yield
        from counter.gui.dossiers_desk import DossiersDesk

        self.dossiers = DossiersDesk(self.dossiers_page, self.services, self._changes, self)
        self.dossiers.said.connect(self._said)
        yield
        from counter.gui.withdraw_desk import WithdrawDesk

        self.withdrawing = WithdrawDesk(self.dossiers_page, self.services, self._changes, self)

    def _build_matters(self) -> Generator[None, None, None]:
        from counter.gui.matters_page import MattersPage
        from counter.gui.rail import RailEntry

        yield
        self.matters_page = MattersPage(self._window.shelf)
        self._window.add_page(self.matters_page, RailEntry(MATTERS, "alert-triangle", "", "F7"))
        yield
        from counter.gui.matters_desk import MattersDesk

        self.matters = MattersDesk(self.matters_page, self.services, self._changes, self)
        self.matters.counted.connect(self._count_matters)
        self.matters.stopped.connect(self._intake_stopped)
        self.matters.dossier_requested.connect(self._open_dossier)
        yield

    # who works here

    def begin(self, session: Session) -> None:
        """Somebody has signed in or come back to the lock."""
        self.reception.begin(session, self._look.language)
        self.dossiers.begin(session, self._look.language)
        self.papers.begin(session, self._look.language)
        self.day.begin(session)
        self.matters.begin(session)
        self.withdrawing.begin(session)
        self.sync_panel.begin(session)
        self.printers.look()
        self.scans.set_open(True)
        self.sync.start()
        self.uploads.start()

    def joined(self) -> None:
        """The machine has just been enrolled: the light knows it, and the line is opened."""
        self.sync.look()
        self.sync.wake()

    def lock(self) -> None:
        """Nobody is at the counter: the work stays as it is, and no name is left on the screen."""
        self.reception.save_now()
        self.papers.rest()
        self._rest()

    def end(self) -> None:
        """Signed out: the draft is kept, the pages are emptied for whoever comes next, who begins at reception."""
        self.reception.end()
        self.papers.end()
        self.dossiers.end()
        self._window.frame.top_bar.forget()
        self._window.show_page(RECEPTION)
        self._rest()

    def _rest(self) -> None:
        self.day.end()
        for asked in (self._bundles, self._diagnostics):
            if asked is not None:
                asked.leave()
        self.matters.end()
        self.withdrawing.end()
        self.sync_panel.end()
        self.scans.set_open(False)
        for key in ("draft", "again", "scan"):
            self._window.clear_notice(key)

    def speak(self) -> None:
        """Everything that is worded here, in the language of the look."""
        for desk in (
            self.reception, self.dossiers, self.withdrawing, self.papers, self.matters, self.prints, self.sync,
            self.sync_panel, self.scans, self.day, self.backups,
        ):  # fmt: skip
            desk.speak(self._look.language)
        for asked in (self._bundles, self._diagnostics):
            if asked is not None:
                asked.speak(self._look.language)
        self.printers.offer()
        self._say_newer()
        self._window.show_word(RECEPTION, translate("Desk", "Receive"))
        self._window.show_word(DOSSIERS, translate("Desk", "Dossiers"))
        self._window.show_word(MATTERS, translate("Desk", "Needs a look"))

    def save(self) -> None:
        """Before the end: the draft as it stands now."""
        self.reception.save_now()

    def close(self) -> None:
        """Let the print and the request under way end."""
        self.scans.close()
        self.papers.close()
        self.uploads.close()
        self.backups.close()
        for asked in (self._bundles, self._diagnostics):
            if asked is not None:
                asked.close()
        self.sync.close()
        self.prints.close()

    # scans

    @Slot(object)
    def _card_read(self, card: Card) -> None:
        self._window.clear_notice("scan")
        if self._window.open_page() != RECEPTION:
            self._window.show_page(RECEPTION)
        self.reception.show_card(card)

    @Slot(str)
    def _said(self, words: str) -> None:
        self._window.show_notice("scan", words, translate("Desk", "Good"))

    # to a dossier

    @Slot(str)
    def _search(self, query: str) -> None:
        self._window.show_page(DOSSIERS)
        self.dossiers.search(query)

    @Slot(str)
    def open_code(self, code: str) -> None:
        """A code was scanned, or chosen somewhere: show its dossier."""
        self._window.clear_notice("scan")
        self._window.show_page(DOSSIERS)
        self.dossiers.open_code(code)

    # the machine itself

    def make_doctor(self) -> DoctorDesk:
        """The self-check, over the readers and printers of this workplace."""
        doctor = self._doctor = self._behind.doctor(self._window, self.scans)
        doctor.diagnostics_requested.connect(self.show_diagnostics)
        return doctor

    # by stick, where there is no line

    @property
    def bundles(self) -> BundleDesk:
        """Made when somebody first asks for it."""
        if self._bundles is None:
            from counter.gui.bundle_desk import BundleDesk

            made = self._bundles = BundleDesk(self._window, self.services, self._changes, self)
            made.said.connect(self._said)
            made.speak(self._look.language)
        return self._bundles

    @Slot()
    def send_by_stick(self) -> None:
        """What waits, to a stick."""
        self.bundles.send()

    @Slot()
    def take_from_stick(self) -> None:
        """The province's answer, from a stick."""
        self.bundles.take()

    # for IT

    @property
    def diagnostics(self) -> DiagnosticsDesk:
        """Made when somebody first asks for it."""
        if self._diagnostics is None:
            from counter.gui.diagnostics_desk import DiagnosticsDesk

            self._diagnostics = DiagnosticsDesk(self._window, self._behind.diagnosis, self)
            self._diagnostics.speak(self._look.language)
        return self._diagnostics

    @Slot()
    def show_diagnostics(self) -> None:
        """What may be given to IT, to be read first."""
        self.diagnostics.open(() if self._doctor is None else self._doctor.findings)

    @Slot(object)
    def _open_dossier(self, dossier: int) -> None:
        self._window.show_page(DOSSIERS)
        self.dossiers_page.open_dossier(dossier)

    # what needs a person

    @Slot(int)
    def _count_matters(self, count: int) -> None:
        self._window.show_count(MATTERS, count)

    @Slot(str)
    def _intake_stopped(self, words: str) -> None:
        if words:
            self._window.show_notice("disk", words, translate("DayDesk", "Needs a look (F7)"), "danger")
        else:
            self._window.clear_notice("disk")

    @Slot()
    def _show_matters(self) -> None:
        """What needs a person, from the panel of the light."""
        self._window.show_page(MATTERS)

    # notices

    @Slot(str)
    def _draft_found(self, words: str) -> None:
        if self._window.gate() is None:  # it names somebody
            self._window.show_notice("draft", words, translate("Desk", "Good"), "accent")

    @Slot(str, str)
    def _repeated(self, words: str, code: str) -> None:
        self._again = code
        self._window.show_notice("again", words, translate("Desk", "Open that dossier"))

    @Slot()
    def _not_repeated(self) -> None:
        self._window.clear_notice("again")
        self._window.clear_notice("draft")

    @Slot(str)
    def _act_on_notice(self, key: str) -> None:
        if key in ("draft", "scan", "again"):
            self._window.clear_notice(key)
        if key in ("journal", "disk"):
            self._window.show_page(MATTERS)
        if key == "again" and self._again:
            self.open_code(self._again)
