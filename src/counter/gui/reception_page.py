"""Reception on one page: who is here, what is wanted and brought, what is promised, and one button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counter.gui import theme
from counter.gui.forms.reception_page import Ui_ReceptionPage
from counter.gui.page import Page
from counter.gui.parts.confirmation import Confirmation
from counter.gui.parts.enter_moves import EnterMoves
from counter.gui.reception_draft import (
    OutlookView,
    ProcedureDetails,
    ProcedureRow,
    ReceivedView,
    RecentRow,
    ReceptionDraft,
)

if TYPE_CHECKING:
    from counter.domain.card.card import Card

_THREE_COLUMNS = 1000  # pixels of the drawings; below, the applicant stands above the procedure and both scroll
_WIDE = 1500
_SLOW_MS = 150  # of saving, before the page is held: usually it takes ten


class ReceptionPage(Page):
    """A dumb view. `draft_changed` after every change by a person; `procedure_query(text)` while typing, answered by
    `show_procedures`; `procedure_chosen(code)`, answered by `show_procedure`; `receive_requested` by F9, answered by
    `show_received`, `show_refusal` or `show_trouble`; `reprint_requested(code)` by F8; `start_over_requested` when the
    clerk wants an empty page, answered by `start`."""

    draft_changed = Signal()
    procedure_query = Signal(str)
    procedure_chosen = Signal(str)
    receive_requested = Signal()
    reprint_requested = Signal(str)
    start_over_requested = Signal()

    topic = "reception"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ReceptionPage()
        self._ui.setupUi(self)
        self._request = ""
        self._details: ProcedureDetails | None = None
        self._cleared: tuple[ReceptionDraft, ProcedureDetails | None] | None = None
        self._card: Card | None = None
        self._busy = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._hold)
        self._held: QWidget | None = None
        self._confirmation = Confirmation(self, self._ui.procedure)
        self._enter = EnterMoves(self, self._ui.receipt.button)
        for card in (self._ui.applicant, self._ui.procedure, self._ui.receipt):
            card.edited.connect(self._edited)
        self._ui.applicant.doubt_settled.connect(
            self._go_on, Qt.ConnectionType.QueuedConnection
        )  # after Enter has moved
        self._ui.applicant.start_over_requested.connect(self._start_over)
        self._ui.applicant.undo_requested.connect(self._undo)
        self._ui.procedure.query_changed.connect(self._query)
        self._ui.procedure.chosen.connect(self.procedure_chosen)
        self._ui.receipt.receive_pressed.connect(self._receive)
        self._ui.receipt.reprint_pressed.connect(self.reprint_requested)
        self._ui.receipt.show_procedure(None)
        self._fit()

    # the page as a whole

    def title(self) -> str:
        return self.tr("Receive an application")

    def arrive(self) -> None:
        """The cursor goes to the search for a procedure: a scan needs no cursor."""
        self._ui.procedure.search.setFocus()

    def start(self, request: str) -> None:
        """An empty page for the next person, under a new idempotency id. Copies, paper and printer stay as chosen."""
        kept = self.draft()
        self.show_draft(
            ReceptionDraft(request=request, copies=kept.copies, paper_size=kept.paper_size, printer=kept.printer), None
        )
        if self.isVisible():  # behind the lock the cursor is the lock's
            self.arrive()

    def leave(self, request: str) -> None:
        """Somebody else works here next: an empty page, and nothing half typed in the search."""
        self._ui.procedure.search.forget()
        self._ui.receipt.forget_chosen()
        self._confirmation.leave()
        self.start(request)

    def renew(self, request: str) -> None:
        """The same page under another idempotency id: what stands on it now is another application."""
        self._request = request

    def draft(self) -> ReceptionDraft:
        """What stands on the page."""
        values: dict[str, object] = {"request": self._request}
        self._ui.applicant.put_into(values)
        self._ui.procedure.put_into(values)
        self._ui.receipt.put_into(values)
        return replace(ReceptionDraft(), **values)  # type: ignore[arg-type]

    def show_draft(self, draft: ReceptionDraft, details: ProcedureDetails | None) -> None:
        """Show a draft as it was left; `details` of its procedure, None when it has none."""
        self._request = draft.request
        self._details = details
        self._card = None
        self._forget_cleared()
        self._set_busy(False)
        self._ui.applicant.show_draft(draft)
        self._ui.procedure.show_procedure(details)
        self._ui.procedure.show_draft(draft)
        self._ui.receipt.show_procedure(details)
        self._ui.receipt.show_draft(draft)

    # what comes in

    def show_card(self, card: Card, at: str = "") -> None:
        """Fill in a scanned card, read at a time in words ("09:41"); the cursor goes to the first field in doubt, else to
        the search, or to the papers when the procedure is already chosen."""
        self._confirmation.leave()
        if card == self._card and self._ui.applicant.is_scanned():
            self._go_on()  # what was put right by hand stays
            return
        self._card = card
        self._forget_cleared()
        self._ui.applicant.show_card(card, at)
        self._go_on()
        self.draft_changed.emit()

    def _go_on(self) -> None:
        """To the first field in doubt, else to the search, or to the papers when the procedure is chosen."""
        doubt = self._ui.applicant.first_to_check()
        if doubt is not None:
            doubt.setFocus()
        elif self._ui.procedure.has_procedure():
            self._ui.procedure.papers.setFocus()
        else:
            self.arrive()

    def show_procedures(self, rows: list[ProcedureRow], query: str | None = None) -> None:
        """The results of `procedure_query(query)`, best first."""
        self._ui.procedure.show_procedures(rows, query)

    def show_procedure(self, details: ProcedureDetails) -> None:
        """The chosen procedure with its papers; the cursor goes to them."""
        self._details = details
        self._ui.procedure.show_procedure(details)
        self._ui.receipt.show_procedure(details)
        self._ui.receipt.show_trouble("")
        if details.papers:
            self._ui.procedure.papers.setFocus()
        else:
            self._ui.receipt.button.setFocus()
        self.draft_changed.emit()

    def set_agencies(self, agencies: list[tuple[str, str]]) -> None:
        """Other deciding bodies to choose from, as (code, words)."""
        self._ui.procedure.set_agencies(agencies)

    def set_printers(self, printers: list[tuple[str, str]], chosen: str = "", *, fixed: bool = False) -> None:
        """Printers to choose from, as (key, words), and the one in use; `fixed`: it was laid down."""
        self._ui.receipt.set_printers(printers, chosen, fixed=fixed)

    def show_outlook(self, outlook: OutlookView) -> None:
        """What the receipt would say if it were printed now."""
        self._ui.receipt.show_outlook(outlook)

    def show_recent(self, rows: list[RecentRow]) -> None:
        """The last receptions of this counter, newest first."""
        self._ui.receipt.show_recent(rows)

    def show_received(self, received: ReceivedView, next_request: str) -> None:
        """It is received: show the code for two seconds and empty the page for the next person."""
        self.start(next_request)
        headline = self.tr("Received under a provisional code") if received.provisional else self.tr("Received")
        if received.again:
            headline = self.tr("Was received before")
        due = self.tr("Result due {0}").format(received.due) if received.due else ""
        self._confirmation.show_code(headline, received.code, due)

    def show_refusal(self, field: str, sentence: str) -> None:
        """A rule said no. The sentence stands beside the field, the cursor in it; above the button when no field fits."""
        self._set_busy(False)
        cards = (self._ui.applicant, self._ui.procedure, self._ui.receipt)
        if not any(card.show_refusal(field, sentence) for card in cards):
            self._ui.receipt.show_trouble(sentence)

    def show_trouble(self, words: str) -> None:
        """The machine could not. What was typed stays; the button can be pressed again."""
        self._set_busy(False)
        self._ui.receipt.show_trouble(words)

    # what a person does

    def _receive(self) -> None:
        if self._busy or (self._confirmation.isVisible() and self.draft().is_empty()):
            return  # the second of two quick presses meant the application that has just been received
        self._set_busy(True)
        self._ui.receipt.show_trouble("")
        self.receive_requested.emit()

    def _query(self, query: str) -> None:
        self._confirmation.leave()
        self.procedure_query.emit(query)

    def _edited(self) -> None:
        self._confirmation.leave()
        self._forget_cleared()
        self.draft_changed.emit()

    def _start_over(self) -> None:
        draft, details = self.draft(), self._details
        self.start_over_requested.emit()
        if not draft.is_empty():
            self._cleared = (draft, details)
            self._ui.applicant.offer_undo(True)

    def _undo(self) -> None:
        if self._cleared is not None:
            draft, details = self._cleared
            self._cleared = None
            self.show_draft(replace(draft, request=self._request), details)
            self.arrive()
            self.draft_changed.emit()

    def _forget_cleared(self) -> None:
        """The next person's work has begun: what was cleared before is gone for good."""
        self._cleared = None
        self._ui.applicant.offer_undo(False)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._ui.receipt.show_busy(busy)
        if busy:
            self._slow.start()
        else:
            self._slow.stop()
            self._let_go()

    def _hold(self) -> None:
        """The disk is slow: what is typed now would be neither in this application nor in the next one."""
        self._held = self.focusWidget()
        if self._held is not None and self._held.hasFocus():
            self.setFocus()
        for card in (self._ui.applicant, self._ui.procedure, self._ui.receipt):
            card.setEnabled(False)

    def _let_go(self) -> None:
        for card in (self._ui.applicant, self._ui.procedure, self._ui.receipt):
            card.setEnabled(True)
        if self._held is not None and self.hasFocus():
            self._held.setFocus()
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ui.applicant.is_scanned():
            self._ui.applicant.clear_scan()
        else:
            super().keyPressEvent(event)

    # what is seen

    def _fit(self) -> None:
        look = theme.current()
        width = self.width() * 100 / look.scale
        stacked = width < _THREE_COLUMNS
        wide = width >= _WIDE
        downwards = QBoxLayout.Direction.TopToBottom
        self._ui.cards.setDirection(downwards if stacked else QBoxLayout.Direction.LeftToRight)
        if stacked:
            self._ui.applicant.setMinimumWidth(0)
            self._ui.applicant.setMaximumWidth(16777215)
        else:
            self._ui.applicant.setFixedWidth(look.px(380 if wide else 324))
        self._ui.receipt.setFixedWidth(look.px(236 if stacked else 348 if wide else 300))
        self._ui.receipt.set_narrow(stacked)
        self._ui.applicant.set_stacked(stacked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
