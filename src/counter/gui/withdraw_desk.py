"""Withdrawing at work: asked for in a dossier's story, recorded by the deed, told everywhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot

from counter.domain.sentence import Language, Refused, say
from counter.domain.withdrawal import Withdrawal
from counter.gui.background import Bug, Failure
from counter.gui.changes import Changes
from counter.gui.dossier_view import StoryView
from counter.gui.dossiers_page import DossiersPage
from counter.gui.services import Services
from counter.gui.withdraw_dialog import WithdrawDialog
from counter.usecases.sign_in import Session
from counter.usecases.withdraw import withdraw

translate = QCoreApplication.translate


class WithdrawDesk(QObject):
    """Wires the act of the dossiers page."""

    def __init__(self, page: DossiersPage, services: Services, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._services, self._changes = page, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._dialog: WithdrawDialog | None = None
        self._dossier = 0
        page.withdraw_requested.connect(self.ask)

    def begin(self, session: Session) -> None:
        """Somebody is here."""
        self._session = session

    def end(self) -> None:
        """Signed out, or behind the lock: an open question is given up."""
        self._session = None
        if self._dialog is not None:
            self._dialog.reject()

    def speak(self, language: Language) -> None:
        self._language = language

    @Slot(object)
    def ask(self, view: StoryView) -> None:
        """Ask who withdraws, and why."""
        if self._session is not None:
            self._dossier = view.id
            dialog = self._dialog = WithdrawDialog(self._page.window())
            dialog.wished.connect(self._withdraw)
            dialog.finished.connect(self._gone)
            dialog.ask(view.code, has_owner=view.has_owner, fee_paid=view.fee_paid)

    @Slot(object)
    def _withdraw(self, wish: Withdrawal) -> None:
        session, store, dossier = self._session, self._services.store, self._dossier
        if session is not None:
            actor, clerk = session.actor, session.display
            self._services.background.run(
                lambda: withdraw(store, dossier, wish, actor, clerk=clerk), self._withdrawn, self._not_withdrawn
            )

    @Slot(object)
    def _withdrawn(self, _nothing: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._changes.tell(dossiers=True)

    @Slot(object)
    def _not_withdrawn(self, failure: Failure) -> None:
        if self._dialog is None:
            return
        if isinstance(failure, Refused):
            self._dialog.show_refusal(failure.field, say(failure.sentence, self._language))
        elif isinstance(failure, Bug):
            words = translate(
                "WithdrawDesk", "The withdrawal was not recorded. Saved dossiers are safe. Please tell IT: {0}"
            )
            self._dialog.show_trouble(words.format(failure.where))
        else:
            self._dialog.show_trouble(say(failure.sentence, self._language))

    @Slot(int)
    def _gone(self, _result: int) -> None:
        self._dialog = None
