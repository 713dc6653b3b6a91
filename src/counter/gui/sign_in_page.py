"""Signing in, and the lock in front of a page that is being worked on: the same view, two moments."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.forms.sign_in_page import Ui_SignInPage
from counter.gui.gate_page import GatePage

_LOW = 400  # pixels of the drawings: below, a refusal would push the act out of sight


class SignInPage(GatePage):
    """`sign_in_requested(account, secret)`, `unlock_requested(secret)` and `sign_out_requested`; `accounts_requested` asks
    to look again for accounts, `doctor_requested` to check the machine.
    Answered by `leave_gate` of the window, `show_refusal` or `show_trouble`."""

    sign_in_requested = Signal(str, str)
    unlock_requested = Signal(str)
    sign_out_requested = Signal()
    accounts_requested = Signal()
    doctor_requested = Signal()

    brand_from, form_width = 900, 420
    topic = "sign_in"
    _ui: Ui_SignInPage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_SignInPage()
        self._ui.setupUi(self)
        self._accounts: list[tuple[str, str]] = []
        self._locked_name = ""
        self._waits_since = ""
        self._only_password = False
        self._busy = False
        self._ui.brandIcon.set_size(40)
        self._ui.secret.line.setProperty("large", True)
        self._ui.answer.hide()
        self._ui.enter.clicked.connect(self._enter)
        self._ui.other.clicked.connect(self.sign_out_requested)
        self._ui.doctor.setKeyText("F12", bind=False)
        self._ui.doctor.clicked.connect(self.doctor_requested)
        self._ui.reveal.toggled.connect(self._ui.secret.reveal)
        self._ui.secret.edited.connect(self._typed)
        self._ui.account.edited.connect(self._account_chosen)
        self._show()

    def title(self) -> str:
        return self.tr("Locked") if self._locked_name else self.tr("Sign in")

    def arrive(self) -> None:
        """The cursor goes to the secret: the account is chosen already."""
        (self._ui.secret if self._accounts or self._locked_name else self._ui.enter).setFocus()

    # what comes in

    def show_place(self, words: str) -> None:
        """Centre and counter, below the name of the program."""
        self._ui.brandLine.setText(words)

    def show_sign_in(self, accounts: list[tuple[str, str]], last: str = "") -> None:
        """Ask who it is: accounts as (name, display name), the one used last chosen. With none: what to do first."""
        self._accounts = list(accounts)
        self._locked_name = ""
        self._ui.account.set_choices(
            [(name, f"{display} ({name})" if display and display != name else name) for name, display in accounts]
        )
        self._ui.account.set_value(last)
        self._begin()

    def has_accounts(self) -> bool:
        """Whether there is anybody to choose."""
        return bool(self._accounts)

    def show_locked(self, name: str, since: str = "") -> None:
        """The screen is locked: whose work lies behind it, and since when ("10:42"). The draft is kept."""
        self._locked_name = name
        self._waits_since = since
        self._begin()

    def show_opened(self) -> None:
        """The secret was right: it does not lie here while somebody works."""
        self._ui.secret.forget()

    def show_refusal(self, sentence: str, only_password: bool = False) -> None:
        """Wrong secret. `only_password`: the PIN is closed after three wrong tries."""
        self._only_password = only_password
        self._set_busy(False)
        self._show()
        self._ui.secret.forget()
        self._ui.secret.show_state("refused", sentence)
        self._ui.secret.setFocus()

    def show_trouble(self, words: str) -> None:
        """The machine could not."""
        self._set_busy(False)
        self._ui.answer.show_words("danger", "alert-circle", words)

    # what a person does

    def _begin(self) -> None:
        self._only_password = False
        self._ui.secret.forget()
        self._ui.secret.show_state("normal")
        self._ui.reveal.setChecked(False)
        self._ui.answer.hide()
        self._set_busy(False)
        self._show()

    def _account_chosen(self) -> None:
        self._only_password = False
        self._ui.secret.forget()
        self._ui.secret.show_state("normal")
        self._show()
        self._ui.secret.setFocus()

    def _typed(self) -> None:
        self._ui.answer.hide()

    def _enter(self) -> None:
        if self._busy:
            return
        if not self._accounts and not self._locked_name:
            self.accounts_requested.emit()
            return
        secret = self._ui.secret.value()
        if not secret:
            self._ui.secret.setFocus()
            return
        self._set_busy(True)
        if self._locked_name:
            self.unlock_requested.emit(secret)
        else:
            self.sign_in_requested.emit(self._ui.account.value(), secret)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._ui.enter.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    # what is seen

    def _show(self) -> None:
        locked, first = bool(self._locked_name), not self._accounts
        if locked:
            headline = self._locked_name
            since = self.tr("Locked since {0}.").format(self._waits_since) if self._waits_since else self.tr("Locked.")
            sentence = self.tr("{0} What you were working on is kept as you left it.").format(since)
        elif first:
            headline = self.tr("No account yet")
            sentence = self.tr(
                "Ask IT to make the first account on this machine with the command “counter account add”, then look again."
            )
        else:
            headline, sentence = self.tr("Sign in"), self.tr("Choose your account and type your password or PIN.")
        self._ui.brandIcon.setIconName("lock" if locked else "file-plus")
        self._ui.headline.setText(headline)
        self._ui.sentence.setText(sentence)
        self._make_room()
        self._ui.account.setVisible(not locked and not first)
        for part in (self._ui.secret, self._ui.reveal):
            part.setVisible(locked or not first)
        self._ui.secret.setLabel(self.tr("Password") if self._only_password else self.tr("Password or PIN"))
        act = self.tr("Unlock") if locked else self.tr("Look again") if first else self.tr("Sign in")
        self._ui.enter.setText(act)
        self._ui.enter.setKeyText("Enter", bind=False)
        self._ui.other.setText(self.tr("Sign out, so that somebody else can work here"))
        self._ui.other.setVisible(locked)

    def _fit(self) -> None:
        super()._fit()
        self._make_room()

    def _make_room(self) -> None:
        """A low window leaves out the sentence that only says what the labels say too."""
        asks = bool(self._accounts) and not self._locked_name
        self._ui.sentence.setHidden(asks and self.height() < theme.current().px(_LOW))
