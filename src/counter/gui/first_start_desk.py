"""The first start at work: enrolment by what was laid down or typed or scanned, and the first account after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.enrolment_code import Scanned
from counter.domain.sentence import Language, Refused, Trouble, say
from counter.gui.background import Bug, Failure
from counter.gui.first_start_page import FirstStartPage
from counter.gui.front import Front
from counter.store.enrolment import Granted, set_counter
from counter.store.settings_table import put
from counter.store.unit_name import unit_name
from counter.sync.joining import COUNTER, Joining, Offer, checked_counter

if TYPE_CHECKING:
    from counter.policy.source import Source

RETRY_MS = 30_000

translate = QCoreApplication.translate


class FirstStartDesk(QObject):
    """`done` when the machine is enrolled and somebody can sign in; `left` when that is put off."""

    done = Signal()
    left = Signal()

    def __init__(
        self,
        page: FirstStartPage,
        front: Front,
        source: Source,
        parent: QObject | None = None,
        *,
        retry_ms: int = RETRY_MS,
    ) -> None:
        """`retry_ms`: how long a machine that enrols itself waits before it knocks again at a province that was away."""
        super().__init__(parent)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(retry_ms)
        self._again.timeout.connect(self._knock_again)
        self.page, self._front = page, front
        self._joining = Joining(front.store, front.machine, source)
        self._language: Language = "vi"
        self._offer: Offer | None = None
        self._knock: tuple[str, str, str, str | None] | None = None
        self._has_accounts = False
        self._asked = 0  # answers to what was cancelled are not heard
        self._silent = False
        page.edited.connect(self._again.stop)
        page.look_requested.connect(self._look)
        page.join_requested.connect(self._join)
        page.account_requested.connect(self._add)
        page.cancelled.connect(self._cancel)
        page.back_requested.connect(self._back)

    def speak(self, language: Language) -> None:
        self._language = language

    def begin(self) -> None:
        """Before the window is shown: where this machine stands. What was begun or laid down goes on by itself."""
        self._has_accounts = bool(self._front.accounts.names())
        self._joining.tidy()
        if self._front.store.identity is not None:
            self._show_account()
            return
        self._show_code()
        if self._front.machine.server_ca is not None:  # perhaps on a share: not here
            self._front.background.run(self._joining.authority, self._tell_authority, self._no_authority)
        begun, token, server = self._joining.begun(), self._joining.laid_down, self._front.machine.server_url
        if begun is not None:
            asked = server or begun.server
            self.page.show_code_step(
                asked, fixed=server is not None, code=begun.token, may_leave=self._has_accounts
            )  # fmt: skip
            self._join_silently(asked, begun.token, begun.counter, begun.ca)
        elif token is not None and server is not None:
            self._join_silently(server, token, COUNTER, None)
        elif self._front.machine.sentences():
            self.page.show_note(" ".join(say(one, self._language) for one in self._front.machine.sentences()))

    @Slot(object)
    def _tell_authority(self, name: str) -> None:
        self.page.show_authority(name)

    @Slot(object)
    def _no_authority(self, failure: Failure) -> None:
        """Whoever joins is told why; until then it is only something to know."""
        if self.page.step() == "code" and not self._silent and not isinstance(failure, Bug):
            self.page.show_note(say(failure.sentence, self._language))

    @Slot(object)
    def scanned(self, sheet: Scanned) -> None:
        """The sheet of a code was scanned."""
        self._again.stop()
        self.page.show_scanned(sheet.server, sheet.token)

    # the code

    def _show_code(self) -> None:
        server, token = self._front.machine.server_url, self._joining.laid_down
        self.page.show_code_step(server or "", fixed=server is not None, code=token or "", may_leave=self._has_accounts)

    def _join_silently(self, server: str, token: str, counter: str, ca: str | None) -> None:
        """Nobody has to press anything: look, and use it when it is for the centre that was laid down."""
        self._silent = True
        self._knock = (server, token, counter, ca)
        self._run(lambda: self._look_and_join(server, token, counter, ca), self._joined)

    def _look_and_join(self, server: str, token: str, counter: str, ca: str | None) -> Granted:
        offer = self._joining.look(server, token, ca=ca)
        return self._joining.join(offer.server, offer.token, counter=counter, ca=ca)

    @Slot(str, str)
    def _look(self, server: str, token: str) -> None:
        self._silent, self._knock = False, None
        self._again.stop()
        self._run(lambda: self._joining.look(server, token), self._looked)

    def _looked(self, offer: object) -> None:
        assert isinstance(offer, Offer)
        self._offer = offer
        centre, facts = self._centre_words(offer)
        self.page.show_centre_step(centre, facts, clock=_clock_words(offer))

    def _centre_words(self, offer: Offer) -> tuple[str, str]:
        if offer.agency is None or offer.unit is None or offer.expires is None:
            return translate("FirstStartDesk", "The server tells the centre only after enrolment"), offer.server
        until = f"{offer.expires.astimezone(self._front.clock.now().tzinfo):%d/%m/%Y %H:%M}"
        words = translate("FirstStartDesk", "{0} · the code is good until {1}")
        return unit_name(offer.unit) or offer.agency, words.format(offer.agency, until)

    # enrolment

    @Slot(str)
    def _join(self, counter: str) -> None:
        offer = self._offer
        assert offer is not None
        self._run(lambda: self._joining.join(offer.server, offer.token, counter=counter), self._joined)

    def _joined(self, _granted: object) -> None:
        if self._has_accounts:
            self.done.emit()
        else:
            self._show_account()

    # the first account

    def _show_account(self) -> None:
        identity = self._front.store.identity
        assert identity is not None
        place = unit_name(identity.unit) or identity.agency
        self.page.show_account_step(place, counter=identity.counter if self._silent else None)

    @Slot(str, str, str, str, str)
    def _add(self, name: str, display: str, role: str, password: str, counter: str) -> None:
        def add() -> None:
            number = checked_counter(counter) if counter else ""
            account = self._front.accounts.add(name, display, role, password)
            if number:
                set_counter(self._front.store, number)
            with self._front.store.database.write() as transaction:
                put(transaction, "last_account", account.name)

        self._run(add, self._added)

    def _added(self, _nothing: object) -> None:
        self.done.emit()

    # asking and being answered

    def _run(self, deed: object, then: object) -> None:
        assert callable(deed)
        assert callable(then)
        self._asked += 1
        asked = self._asked
        self.page.show_busy(_busy_words(self.page.step()))

        def answered(result: object) -> None:
            if asked == self._asked:
                then(result)

        def unhappy(failure: Failure) -> None:
            if asked == self._asked:
                self._unhappy(failure)

        self._front.background.run(deed, answered, unhappy)

    @Slot()
    def _knock_again(self) -> None:
        if self._knock is not None:
            self._join_silently(*self._knock)

    @Slot()
    def _cancel(self) -> None:
        """The line is hung up. What the province has granted by then is found when it is asked again."""
        self._asked += 1
        self._again.stop()
        self._joining.cancel()
        self.page.show_busy("")
        self.page.arrive()

    @Slot()
    def _back(self) -> None:
        if self.page.step() == "centre":
            self._show_code()
        else:
            self.left.emit()

    def _unhappy(self, failure: Failure) -> None:
        if isinstance(failure, Trouble) and self._knock is not None:
            self._again.start()
        if isinstance(failure, Bug):
            words = translate("FirstStartDesk", "The program could not do this. Nothing is lost. Please tell IT: {0}")
            self.page.show_trouble(words.format(failure.where))
            return
        words = say(failure.sentence, self._language)
        if isinstance(failure, Refused):
            if failure.field == "token" and self.page.step() == "centre":
                self._show_code()
            self.page.show_refusal(failure.field, words)
        elif self.page.step() == "code":
            if self._again.isActive():
                words += " " + translate("FirstStartDesk", "This machine tries again by itself.")
            self.page.show_refusal("server", words)
        else:
            self.page.show_trouble(words)


def _busy_words(step: str) -> str:
    if step == "code":
        return translate("FirstStartDesk", "Asking the province …")
    if step == "centre":
        return translate("FirstStartDesk", "Enrolling this machine …")
    return translate("FirstStartDesk", "Keeping the account …")


def _clock_words(offer: Offer) -> str:
    if offer.clock_off is None:
        return ""
    minutes = round(abs(offer.clock_off.total_seconds()) / 60)
    if offer.clock_off.total_seconds() > 0:
        words = translate("FirstStartDesk", "This machine’s clock is {0} ahead of the province’s. Please set it right.")
    else:
        words = translate("FirstStartDesk", "This machine’s clock is {0} behind the province’s. Please set it right.")
    if minutes >= 2 * 24 * 60:
        span = translate("FirstStartDesk", "{0} days").format(round(minutes / 24 / 60))
    elif minutes >= 120:
        span = translate("FirstStartDesk", "{0} hours").format(round(minutes / 60))
    else:
        span = translate("FirstStartDesk", "{0} minutes").format(minutes)
    return words.format(span)
