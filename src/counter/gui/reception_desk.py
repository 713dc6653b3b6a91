"""Reception at work: the page on one side, the catalogue and the reception deed on the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.sentence import Language, Refused, say
from counter.gui.background import Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.dossier_times import due_words
from counter.gui.draft_keeper import DraftKeeper
from counter.gui.outlook_words import outlook_view
from counter.gui.reception_draft import OutlookView, ProcedureRow, ReceivedView, ReceptionDraft
from counter.gui.reception_offers import Offers, read_offers
from counter.gui.reception_page import ReceptionPage
from counter.gui.reception_request import details_of, outlook_request_of, request_of
from counter.gui.services import Services
from counter.store.recent import received_since
from counter.usecases.print_receipt import ask_print_by_code
from counter.usecases.receive import Outlook, Received
from counter.usecases.sign_in import Session

if TYPE_CHECKING:
    from counter.domain.card.card import Card

OUTLOOK_AFTER_MS = 80
SAME_CARD_WITHIN = timedelta(minutes=10)

translate = QCoreApplication.translate


class ReceptionDesk(QObject):
    """Wires one reception page. `draft_saved(words)` for the status bar, `draft_found(words)` when a draft of before was
    brought back, `repeated(words, code)` when what stands here was received already, or its applicant a moment ago,
    `not_repeated` when that is over, `printer_chosen(setting)`, `said(words)` for anything else a clerk must know."""

    draft_saved = Signal(str)
    draft_found = Signal(str)
    repeated = Signal(str, str)
    not_repeated = Signal()
    printer_chosen = Signal(str)
    said = Signal(str)

    def __init__(
        self, page: ReceptionPage, services: Services, changes: Changes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._offers = Offers()
        self._printer = ""
        self._asked = 0
        self._receiving = self._touched = False
        self._next_card: Card | None = None
        self._keeper = DraftKeeper(services, page.draft, self)
        self._keeper.saved.connect(self._saved)
        self._keeper.found.connect(self._bring_back)
        self._keeper.failed.connect(self._not_saved)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(OUTLOOK_AFTER_MS)
        self._look.timeout.connect(self._ask_outlook)
        self._minute = QTimer(self)  # what is due today depends on the clock
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._ask_outlook)
        page.draft_changed.connect(self._draft_changed)
        page.procedure_query.connect(self._find_procedures)
        page.procedure_chosen.connect(self._show_procedure)
        page.receive_requested.connect(self._receive)
        page.reprint_requested.connect(self._reprint)
        page.start_over_requested.connect(self._start_over)
        changes.changed.connect(self._changed)
        page.start(services.new_request())

    # who works here

    def begin(self, session: Session, language: Language) -> None:
        """Somebody signed in: bring back what they had not finished, and show the last receptions."""
        known = self._session is not None and self._session.account == session.account
        self._session, self._language = session, language
        self._minute.start()
        if not known:
            self._keeper.begin(session.account)
        self._read_offers()

    def end(self) -> None:
        """Signed out: the draft is saved already; the page is emptied for whoever comes next."""
        self._keeper.end()
        self._session = None
        self._next_card = None
        self._minute.stop()
        self._page.leave(self._services.new_request())
        self.draft_saved.emit("")

    def speak(self, language: Language) -> None:
        """Words that come from below the screens, in another language from now on."""
        self._language = language
        self._show_draft(self._page.draft())
        self._page.show_recent(self._offers.rows())

    def save_now(self) -> None:
        """Before the lock, a sign-out or the end of the program."""
        self._keeper.save_now()

    # printers

    @Slot(object, str, bool)
    def set_printers(self, printers: list[tuple[str, str]], chosen: str, fixed: bool = False) -> None:
        """The printers to choose from, as (setting, words), and the one in use; `fixed`: it was laid down."""
        self._page.set_printers(printers, chosen, fixed=fixed)
        self._printer = self._page.draft().printer

    # a card

    @Slot(object)
    def show_card(self, card: Card) -> None:
        """A scanned card fills the page. Somebody who was received minutes ago is pointed out, and may be received again."""
        if self._receiving:  # of the next person: it waits until the page is theirs
            self._next_card = card
            return
        now = self._services.clock.now()
        before = self._page.draft().applicant.number
        self._page.show_card(card, f"{now:%H:%M}")
        after = self._page.draft().applicant.number
        if before and before != after:
            # Another person's application is another request, whatever became of the one before.
            self._page.renew(self._services.new_request())
        self.not_repeated.emit()
        if card.number:
            number, since = card.number, (now - SAME_CARD_WITHIN).isoformat(timespec="seconds")
            self._services.background.run(lambda: self._recent_of(number, since), self._point_out, self._unhappy)

    def _recent_of(self, number: str, since: str) -> tuple[str, tuple[str, str] | None]:
        with self._services.store.database.read() as transaction:
            return number, received_since(transaction, number, since)

    @Slot(object)
    def _point_out(self, answer: tuple[str, tuple[str, str] | None]) -> None:
        number, found = answer
        draft = self._page.draft()
        there = number in (draft.applicant.number, draft.owner.number)  # the next person may be here by now
        if found is not None and there and self._session is not None:
            code, received = found
            words = translate("ReceptionDesk", "This person was received at {0}: {1}").format(received[11:16], code)
            self.repeated.emit(words, code)

    # the draft

    @Slot()
    def _draft_changed(self) -> None:
        draft = self._page.draft()
        if draft.printer != self._printer:
            self._printer = draft.printer
            self.printer_chosen.emit(draft.printer)
        self._touched = self._receiving
        self._keeper.changed()
        self._look.start()

    @Slot(str)
    def _saved(self, at: str) -> None:
        self.draft_saved.emit(translate("ReceptionDesk", "Draft saved {0}").format(at) if at else "")

    @Slot(object)
    def _not_saved(self, failure: Failure) -> None:
        if not self._receiving:
            self._unhappy(failure)

    @Slot(object, str)
    def _bring_back(self, draft: ReceptionDraft, saved: str) -> None:
        if not self._page.draft().is_empty():
            return
        self._show_draft(replace(draft, printer=self._printer))
        name = draft.applicant.name or translate("ReceptionDesk", "no name yet")
        self.draft_found.emit(
            translate("ReceptionDesk", "The draft of {0} was brought back: {1}").format(saved[11:16], name)
        )
        self._look.start()

    def _show_draft(self, draft: ReceptionDraft) -> None:
        details = None
        if draft.procedure:
            today = self._services.clock.now().date()
            try:
                procedure = self._services.catalogue.procedure(draft.procedure, today)
            except Refused as refused:
                self._page.show_draft(draft, None)
                self._page.show_refusal("procedure", say(refused.sentence, self._language))
                return
            details = details_of(procedure, self._services.catalogue, draft.variant or None, self._language, today)
        self._page.show_draft(draft, details)

    @Slot()
    def _start_over(self) -> None:
        self._page.start(self._services.new_request())
        self.not_repeated.emit()
        self._draft_changed()

    # the procedure and what the receipt would say

    @Slot(str)
    def _find_procedures(self, query: str) -> None:
        today = self._services.clock.now().date()
        found = self._services.catalogue.find_procedures(query, popularity=self._offers.often, on=today)
        self._page.show_procedures([ProcedureRow(p.code, p.name, p.sector) for p in found], query)

    @Slot(str)
    def _show_procedure(self, code: str) -> None:
        today = self._services.clock.now().date()
        try:
            procedure = self._services.catalogue.procedure(code, today)
        except Refused as refused:
            self._page.show_refusal(refused.field, say(refused.sentence, self._language))
            return
        usual = self._services.receive.usual_variant(procedure)
        self._page.show_procedure(details_of(procedure, self._services.catalogue, usual, self._language, today))

    @Slot()
    def _ask_outlook(self) -> None:
        draft = self._page.draft()
        self._asked += 1
        if not draft.procedure or self._session is None:
            self._page.show_outlook(OutlookView())
            return
        request, asked = outlook_request_of(draft, self._services.clock.now().date()), self._asked
        self._services.background.run(
            lambda: (asked, self._services.receive.outlook(request)), self._show_outlook, self._no_outlook
        )

    @Slot(object)
    def _show_outlook(self, answer: tuple[int, Outlook]) -> None:
        asked, outlook = answer
        if asked == self._asked:  # an older question's answer would only flicker
            self._page.show_outlook(outlook_view(outlook, self._services.clock.now(), self._language))

    @Slot(object)
    def _no_outlook(self, _failure: Failure) -> None:
        """What is still half typed cannot be promised; the field is named when F9 is pressed."""
        self._page.show_outlook(OutlookView())

    # receiving

    @Slot()
    def _receive(self) -> None:
        session = self._session
        if session is None:
            return
        try:
            request = request_of(self._page.draft(), self._services.clock.now().date())
        except Refused as refused:
            self._page.show_refusal(refused.field, say(refused.sentence, self._language))
            return
        self._keeper.forget()
        self._receiving, self._touched = True, False
        self._services.background.run(
            lambda: self._services.receive(request, session.actor, clerk=session.display),
            self._received,
            self._not_received,
        )

    @Slot(object)
    def _received(self, received: Received) -> None:
        self._receiving = False
        self._changes.tell(dossiers=True, prints=True)
        if self._session is None:
            return  # signed out meanwhile: the page is empty, and the code is nobody else's to see
        now = self._services.clock.now()
        due = due_words(received.due, now) if received.due else ""
        self._asked += 1  # an outlook still on its way is of the person before
        view = ReceivedView(received.code, due, received.provisional, received.again)
        self._page.show_received(view, self._services.new_request())
        self._page.show_outlook(OutlookView())
        self.not_repeated.emit()
        self.draft_saved.emit("")
        if self._touched or received.again:  # what lies there as a draft is a fact by now
            self._keeper.changed()
        if received.again:
            words = translate("ReceptionDesk", "This application was received before, under {0}. Nothing was added.")
            self.repeated.emit(words.format(received.code), received.code)
        card, self._next_card = self._next_card, None
        if card is not None:
            self.show_card(card)

    @Slot(object)
    def _not_received(self, failure: Failure) -> None:
        self._receiving = False
        if self._session is None:
            return
        self._unhappy(failure)
        self._keeper.changed()
        if self._next_card is not None:
            self._next_card = None
            self.said.emit(
                translate("ReceptionDesk", "The card was not used: the application before it is not received yet.")
            )

    @Slot(object)
    def _unhappy(self, failure: Failure) -> None:
        if isinstance(failure, Bug):
            words = translate(
                "ReceptionDesk",
                "The program could not finish this. What was typed is kept; saved dossiers are safe. Please tell IT: {0}",
            )
            self._page.show_trouble(words.format(failure.where))
        elif isinstance(failure, Refused):
            self._page.show_refusal(failure.field, say(failure.sentence, self._language))
        else:
            self._page.show_trouble(say(failure.sentence, self._language))

    # paper, and what is offered

    @Slot(str)
    def _reprint(self, code: str) -> None:
        session, store = self._session, self._services.store
        if session is not None:
            self._services.background.run(
                lambda: ask_print_by_code(store, code, session.actor, copies=1), self._reprinting, self._unhappy
            )

    @Slot(object)
    def _reprinting(self, _asked: object) -> None:
        self._changes.tell(prints=True)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.dossiers or change.prints:
            self._read_offers()

    def _read_offers(self) -> None:
        if self._session is not None:
            store = self._services.store
            self._services.background.run(lambda: read_offers(store), self._show_offers, self._unhappy)

    @Slot(object)
    def _show_offers(self, offers: Offers) -> None:
        bodies, self._offers = self._offers.bodies, offers
        self._page.show_recent(offers.rows())
        if bodies != offers.bodies:
            self._page.set_agencies([(code, code) for code in offers.bodies])
