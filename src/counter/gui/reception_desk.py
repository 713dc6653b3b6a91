"""Reception at work: the page on one side, the catalogue and the reception deed on the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.due_explanation import explain_shortly
from counter.domain.fee import format_vnd
from counter.domain.sentence import Language, Refused, say
from counter.gui.background import Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.dossier_times import due_words
from counter.gui.reception_draft import OutlookView, ProcedureRow, ReceivedView, RecentRow, ReceptionDraft
from counter.gui.reception_page import ReceptionPage
from counter.gui.reception_request import details_of, outlook_request_of, request_of
from counter.gui.services import Services
from counter.store.drafts import draft_of, drop_draft, save_draft
from counter.store.prints import recent_prints
from counter.store.recent import received_since
from counter.usecases.print_receipt import ask_print_by_code
from counter.usecases.receive import Outlook, Received
from counter.usecases.sign_in import Session

if TYPE_CHECKING:
    from counter.domain.card.card import Card

SAVE_AFTER_MS = 400  # of quiet after a key; a draft is on disk within a second of the last one
OUTLOOK_AFTER_MS = 80
SAME_CARD_WITHIN = timedelta(minutes=10)
RECENT = 5

translate = QCoreApplication.translate


class ReceptionDesk(QObject):
    """Wires one reception page. `draft_saved(words)` for the status bar, `repeated(words, code)` when the card of somebody
    who was received a moment ago is scanned again, `draft_found(words)` when a draft of before was brought back."""

    draft_saved = Signal(str)
    draft_found = Signal(str)
    repeated = Signal(str, str)
    not_repeated = Signal()

    def __init__(
        self, page: ReceptionPage, services: Services, changes: Changes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._asked = 0
        self._save = self._timer(SAVE_AFTER_MS, self._save_draft)
        self._look = self._timer(OUTLOOK_AFTER_MS, self._ask_outlook)
        self._minute = QTimer(self)
        self._minute.setInterval(30_000)
        self._minute.timeout.connect(self._ask_outlook)
        page.draft_changed.connect(self._draft_changed)
        page.procedure_query.connect(self._find_procedures)
        page.procedure_chosen.connect(self._show_procedure)
        page.receive_requested.connect(self._receive)
        page.reprint_requested.connect(self._reprint)
        page.start_over_requested.connect(self._start_over)
        changes.changed.connect(self._changed)
        # Not `start`: that would take the cursor from the sign-in, behind which this is built.
        page.show_draft(ReceptionDraft(request=services.new_request()), None)

    def _timer(self, after_ms: int, deed: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(deed)
        return timer

    # who works here

    def begin(self, session: Session, language: Language) -> None:
        """Somebody signed in: bring back what they had not finished, and show the last receptions."""
        known = self._session is not None and self._session.account == session.account
        self._session, self._language = session, language
        self._minute.start()
        if not known:
            self._services.background.run(self._read_draft, self._offer_draft, self._unhappy)
        self._read_recent()

    def end(self) -> None:
        """Signed out: the draft is saved already; the page is emptied for whoever comes next."""
        self.save_now()
        self._session = None
        self._minute.stop()
        self._page.start(self._services.new_request())

    def speak(self, language: Language) -> None:
        """Words that come from below the screens, in another language from now on."""
        self._language = language
        self._show_procedure_of(self._page.draft())

    def save_now(self) -> None:
        """Before the lock, a sign-out or the end of the program: do not wait for the pause after the last key."""
        if self._save.isActive():
            self._save.stop()
            self._save_draft()

    # a card

    @Slot(object)
    def show_card(self, card: Card) -> None:
        """A scanned card fills the page. Somebody who was received minutes ago is pointed out, and may be received again."""
        now = self._services.clock.now()
        self._page.show_card(card, f"{now:%H:%M}")
        self.not_repeated.emit()
        number = card.number
        if number:
            since = (now - SAME_CARD_WITHIN).isoformat(timespec="seconds")
            self._services.background.run(lambda: self._recent_of(number, since), self._point_out, self._unhappy)

    def _recent_of(self, number: str, since: str) -> tuple[str, str] | None:
        with self._services.store.database.read() as transaction:
            return received_since(transaction, number, since)

    @Slot(object)
    def _point_out(self, found: tuple[str, str] | None) -> None:
        if found is not None:
            code, received = found
            words = translate("ReceptionDesk", "This person was received at {0}: {1}").format(received[11:16], code)
            self.repeated.emit(words, code)

    # the draft

    @Slot()
    def _draft_changed(self) -> None:
        self._save.start()
        self._look.start()

    def _save_draft(self) -> None:
        session, draft = self._session, self._page.draft()
        if session is None:
            return
        now = self._services.clock.now()

        def keep() -> str:
            with self._services.store.database.write() as transaction:
                if draft.is_empty():
                    drop_draft(transaction, session.account)
                    return ""
                save_draft(transaction, session.account, draft.to_dict(), now.isoformat(timespec="seconds"))
            return f"{now:%H:%M:%S}"

        self._services.background.run(keep, self._saved, self._unhappy)

    @Slot(object)
    def _saved(self, at: str) -> None:
        self.draft_saved.emit(translate("ReceptionDesk", "Draft saved {0}").format(at) if at else "")

    def _read_draft(self) -> tuple[ReceptionDraft, str] | None:
        assert self._session is not None
        with self._services.store.database.read() as transaction:
            held = draft_of(transaction, self._session.account)
        return None if held is None else (ReceptionDraft.from_dict(held[0]), held[1])

    @Slot(object)
    def _offer_draft(self, held: tuple[ReceptionDraft, str] | None) -> None:
        if held is None or held[0].is_empty() or not self._page.draft().is_empty():
            return
        draft, saved = held
        self._show_procedure_of(draft)
        name = draft.applicant.name or translate("ReceptionDesk", "no name yet")
        self.draft_found.emit(
            translate("ReceptionDesk", "The draft of {0} was brought back: {1}").format(saved[11:16], name)
        )
        self._look.start()

    def _show_procedure_of(self, draft: ReceptionDraft) -> None:
        details = None
        if draft.procedure:
            try:
                procedure = self._services.catalogue.procedure(draft.procedure, self._services.clock.now().date())
            except Refused as refused:
                self._page.show_draft(draft, None)
                self._page.show_refusal("procedure", say(refused.sentence, self._language))
                return
            today = self._services.clock.now().date()
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
        found = self._services.catalogue.find_procedures(query, on=today)
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
        if not draft.procedure or self._session is None:
            self._asked += 1
            self._page.show_outlook(OutlookView())
            return
        request = outlook_request_of(draft, self._services.clock.now().date())
        self._asked += 1
        asked = self._asked
        self._services.background.run(
            lambda: (asked, self._services.receive.outlook(request)), self._show_outlook, self._no_outlook
        )

    @Slot(object)
    def _show_outlook(self, answer: tuple[int, Outlook]) -> None:
        asked, outlook = answer
        if asked == self._asked:  # an older question's answer would only flicker
            self._page.show_outlook(self._outlook_view(outlook))

    @Slot(object)
    def _no_outlook(self, _failure: Failure) -> None:
        """What is still half typed cannot be promised; the field is named when F9 is pressed."""
        self._page.show_outlook(OutlookView())

    def _outlook_view(self, outlook: Outlook) -> OutlookView:
        due, fee = outlook.due, outlook.fee
        code = translate("ReceptionDesk", "Code from {0}").format(outlook.deciding_agency)
        if not outlook.lane:
            code = translate("ReceptionDesk", "Provisional code, the official one follows")
        if fee.vnd == 0:
            words = translate("ReceptionDesk", "None")
        elif fee.vnd is None:
            words = translate("ReceptionDesk", "Not known yet")
        else:
            words = translate("ReceptionDesk", "{0} VND").format(format_vnd(fee.vnd))
        return OutlookView(
            due=due_words(due.at, self._services.clock.now()) if due.at else "",
            why=say(explain_shortly(due.plan), self._language),
            fee=words,
            fee_due=bool(fee.vnd),
            code=code,
            provisional=not outlook.lane,
            expected=due.expected,
        )

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
        self._save.stop()
        self._services.background.run(
            lambda: self._services.receive(request, session.actor, clerk=session.display), self._received, self._unhappy
        )

    @Slot(object)
    def _received(self, received: Received) -> None:
        now = self._services.clock.now()
        due = due_words(received.due, now) if received.due else ""
        self._asked += 1  # an outlook still on its way is of the person before
        self._page.show_received(ReceivedView(received.code, due, received.provisional), self._services.new_request())
        self._page.show_outlook(OutlookView())
        self.not_repeated.emit()
        self.draft_saved.emit("")
        self._changes.tell(dossiers=True, prints=True)

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

    # paper

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
            self._read_recent()

    def _read_recent(self) -> None:
        if self._session is not None:
            self._services.background.run(self._recent, self._show_recent, self._unhappy)

    def _recent(self) -> list[tuple[int, str, str]]:
        with self._services.store.database.read() as transaction:
            return [(d, c, s) for d, c, s in recent_prints(transaction, RECENT)]

    @Slot(object)
    def _show_recent(self, rows: list[tuple[int, str, str]]) -> None:
        self._page.show_recent([RecentRow(code, *_print_words(state)) for _, code, state in rows])


def _print_words(state: str) -> tuple[str, str]:
    return {
        "saved": (translate("ReceptionDesk", "Waiting to print"), "neutral"),
        "printing": (translate("ReceptionDesk", "Printing"), "neutral"),
        "printed": (translate("ReceptionDesk", "Printed"), "good"),
        "unknown": (translate("ReceptionDesk", "Print not certain"), "warning"),
        "failed": (translate("ReceptionDesk", "Not printed"), "warning"),
    }.get(state, (translate("ReceptionDesk", "No print"), "neutral"))
