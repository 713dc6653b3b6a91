"""Signing in and the idle lock at work: who may open the pages, and what stays behind the lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from counter.domain.sentence import Language, Refused, Trouble, say
from counter.gui.background import Bug, Failure
from counter.gui.front import Front
from counter.gui.sign_in_page import SignInPage
from counter.store.settings_table import get, put
from counter.usecases.sign_in import Session

translate = QCoreApplication.translate


class SignInDesk(QObject):
    """`opened(session)` after the right secret, at the start and at the lock; `closed` when somebody signed out."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self, page: SignInPage, services: Front, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._services = page, services
        self._session: Session | None = None
        self._language: Language = "vi"
        self._asked = 0  # an answer to whoever has gone meanwhile opens nothing
        page.sign_in_requested.connect(self._sign_in)
        page.unlock_requested.connect(self._unlock)
        page.sign_out_requested.connect(self.sign_out)
        page.accounts_requested.connect(self.ask)

    @property
    def has_accounts(self) -> bool:
        """Whether anybody had an account when it was last looked."""
        return self._page.has_accounts()

    @property
    def session(self) -> Session | None:
        """Who is signed in, also while the screen is locked; None before and after."""
        return self._session

    def speak(self, language: Language) -> None:
        self._language = language

    @Slot()
    def ask(self) -> None:
        """Show who has an account on this machine, the last one chosen."""
        self._services.background.run(self._accounts, self._show_accounts, self._unhappy)

    def ask_at_once(self) -> bool:
        """The same before the window is shown: nobody is kept waiting yet, and nothing flickers. Whether they are known."""
        try:
            self._show_accounts(self._accounts())
        except Trouble as trouble:
            self._unhappy(trouble)
            return False
        return True

    def lock(self, since: str) -> bool:
        """Put the lock in front of the work; False when nobody is signed in."""
        if self._session is None:
            return False
        self._page.show_locked(self._session.display, since)
        return True

    @Slot()
    def sign_out(self) -> None:
        self._session = None
        self._asked += 1
        self.closed.emit()
        self.ask()

    def _accounts(self) -> tuple[list[tuple[str, str]], str]:
        accounts = [(account.name, account.display) for account in self._services.accounts.names()]
        with self._services.store.database.read() as transaction:
            return accounts, get(transaction, "last_account", "")

    @Slot(object)
    def _show_accounts(self, found: tuple[list[tuple[str, str]], str]) -> None:
        accounts, last = found
        self._page.show_sign_in(accounts, last)
        self._page.arrive()

    @Slot(str, str)
    def _sign_in(self, account: str, secret: str) -> None:
        asked = self._asked
        self._services.background.run(lambda: (asked, self._open(account, secret)), self._opened, self._unhappy)

    @Slot(str)
    def _unlock(self, secret: str) -> None:
        if self._session is not None:
            self._sign_in(self._session.account, secret)

    def _open(self, account: str, secret: str) -> Session:
        session = self._services.accounts.sign_in(account, secret)
        with self._services.store.database.write() as transaction:
            put(transaction, "last_account", session.account)
        return session

    @Slot(object)
    def _opened(self, answer: tuple[int, Session]) -> None:
        asked, session = answer
        if asked != self._asked:
            return
        if self._session is not None and self._session.account == session.account:
            session = self._session  # unlocking goes on with the session that was locked
        self._session = session
        self.opened.emit(session)

    @Slot(object)
    def _unhappy(self, failure: Failure) -> None:
        if isinstance(failure, Refused):
            closed = failure.sentence.key == "account.wrong_pin_closed"
            self._page.show_refusal(say(failure.sentence, self._language), closed)
        elif isinstance(failure, Bug):
            words = translate(
                "SignInDesk", "The program could not do this. Saved dossiers are safe. Please tell IT: {0}"
            )
            self._page.show_trouble(words.format(failure.where))
        else:
            self._page.show_trouble(say(failure.sentence, self._language))
