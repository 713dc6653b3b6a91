"""The clerk's PIN at work: asked for in the menu, proved by the secret of now, kept by the accounts of this machine."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from counter.domain.sentence import Language, Refused, say
from counter.gui.background import Bug, Failure
from counter.gui.front import Front
from counter.gui.main_window import MainWindow
from counter.gui.pin_dialog import PinDialog
from counter.usecases.sign_in import Session

translate = QCoreApplication.translate


class PinDesk(QObject):
    """`said(words)` when a PIN was kept."""

    said = Signal(str)

    def __init__(self, window: MainWindow, front: Front, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._front = window, front
        self._session: Session | None = None
        self._dialog: PinDialog | None = None

    def ask(self, session: Session, language: Language) -> None:
        """Open the question for whoever is signed in."""
        self._session, self._language = session, language
        dialog = self._dialog = PinDialog(self._window)
        dialog.pin_chosen.connect(self._choose)
        dialog.finished.connect(self._gone)
        dialog.open()

    def leave(self) -> None:
        """The screen is locked: an open question is given up."""
        if self._dialog is not None:
            self._dialog.reject()

    @Slot(str, str)
    def _choose(self, secret: str, pin: str) -> None:
        self._front.background.run(lambda: self._keep(secret, pin), self._kept, self._not_kept)

    def _keep(self, secret: str, pin: str) -> None:
        assert self._session is not None
        accounts = self._front.accounts
        accounts.set_pin(accounts.sign_in(self._session.account, secret), pin)

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.said.emit(translate("PinDesk", "The PIN is kept. The password stays good."))

    @Slot(object)
    def _not_kept(self, failure: Failure) -> None:
        if self._dialog is None:
            return
        if isinstance(failure, Refused):
            self._dialog.show_refusal(failure.field, say(failure.sentence, self._language))
        elif isinstance(failure, Bug):
            words = translate("PinDesk", "The PIN was not kept, the old one stays good. Please tell IT: {0}")
            self._dialog.show_trouble(words.format(failure.where))
        else:
            self._dialog.show_trouble(say(failure.sentence, self._language))

    @Slot(int)
    def _gone(self, _result: int) -> None:
        self._dialog = None
