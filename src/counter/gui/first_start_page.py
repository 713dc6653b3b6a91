"""The first start of a machine: the code, the centre it belongs to, the first account. One step is seen at a time."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter.gui.forms.first_start_page import Ui_FirstStartPage
from counter.gui.gate_page import GatePage
from counter.gui.parts.labelled_field import LabelledField

Step = Literal["code", "centre", "account"]


class FirstStartPage(GatePage):
    """`look_requested(server, code)`, `join_requested(counter)`, `account_requested(name, display, role, password, counter)`;
    `cancelled` while one of them is under way, `back_requested` else; `doctor_requested` at any time; `edited` when
    a person types.

    Answered by the next step, `show_refusal` or `show_trouble`."""

    look_requested = Signal(str, str)
    join_requested = Signal(str)
    account_requested = Signal(str, str, str, str, str)
    edited = Signal()
    cancelled = Signal()
    back_requested = Signal()
    doctor_requested = Signal()

    brand_from, form_width = 1000, 520
    topic = "first_start"
    _ui: Ui_FirstStartPage

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_FirstStartPage()
        self._ui.setupUi(self)
        self._step: Step = "code"
        self._busy = ""
        self._may_leave = False
        self._asks_counter = False
        self._authority = ""
        self._ui.brandIcon.set_size(40)
        self._ui.brandIcon.setIconName("building")
        for large in (self._ui.server, self._ui.counter, self._ui.joinedCounter, self._ui.display, self._ui.account,
                      self._ui.password, self._ui.again):  # fmt: skip
            large.line.setProperty("large", True)
        self._ui.go.clicked.connect(self._go)
        self._ui.back.clicked.connect(self._back)
        self._ui.doctor.setKeyText("F12", bind=False)
        self._ui.doctor.clicked.connect(self.doctor_requested)
        self._ui.reveal.toggled.connect(self._ui.password.reveal)
        self._ui.reveal.toggled.connect(self._ui.again.reveal)
        for field in self._fields().values():
            field.edited.connect(self._ui.answer.hide)
            field.edited.connect(self.edited)
        self._ui.clock.hide()
        self._ui.answer.hide()
        self._show()

    def title(self) -> str:
        return self.tr("First start")

    def arrive(self) -> None:
        """To the first thing that is still to be given."""
        first = {
            "code": (self._ui.server, self._ui.code),
            "centre": (self._ui.counter,),
            "account": (self._ui.joinedCounter, self._ui.display, self._ui.account, self._ui.password),
        }[self._step]
        open_ones = [field for field in first if field.isVisibleTo(self) and field.state() != "locked"]
        next(
            (field for field in open_ones if not field.value()), open_ones[-1] if open_ones else self._ui.go
        ).setFocus()

    # what comes in

    def show_code_step(self, server: str, *, fixed: bool = False, code: str = "", may_leave: bool = False) -> None:
        """Ask for server and code. `fixed`: the server was laid down; `may_leave`: there are accounts to sign in with."""
        self._step, self._may_leave = "code", may_leave
        self._ui.server.set_value(server)
        words = self.tr("Set by the organisation; it cannot be changed here.") if fixed else ""
        self._ui.server.show_state("locked" if fixed else "normal", words)
        self._ui.code.set_value(code)
        self._begin()

    def show_authority(self, name: str) -> None:
        """Whose certificates alone are believed of the server, as the organisation laid down."""
        self._authority = name
        self._show()

    def show_scanned(self, server: str | None, code: str) -> None:
        """What a sheet says; the cursor stays where the work goes on."""
        if self._step != "code" or self._busy:
            return
        if server is not None and self._ui.server.state() != "locked":
            self._ui.server.set_value(server)
            self._ui.server.show_state("normal")
        self._ui.code.set_value(code)
        self._ui.answer.hide()
        self.arrive()

    def show_centre_step(self, centre: str, facts: str, *, clock: str = "", counter: str = "") -> None:
        """Show what this machine would become, before it does. `clock`: what is wrong with this machine's clock."""
        self._step = "centre"
        self._ui.centre.setText(centre)
        self._ui.centreFacts.setText(facts)
        self._ui.centreFacts.setVisible(bool(facts))
        if clock:
            self._ui.clock.show_words("warning", "clock", clock)
        else:
            self._ui.clock.hide()
        self._ui.counter.set_value(counter)
        self._ui.counter.show_state("normal", self.tr("As it is printed on receipts and shown above the desk."))
        self._begin()

    def show_account_step(self, place: str, *, counter: str | None = None) -> None:
        """Ask for the first account. `counter`: the number to be confirmed, when nobody was asked for it yet."""
        self._step, self._asks_counter = "account", counter is not None
        self._ui.brandLine.setText(place)
        self._ui.joinedCounter.set_value(counter or "")
        for secret in (self._ui.password, self._ui.again):
            secret.forget()
            secret.show_state("normal")
        self._begin()

    def show_busy(self, words: str) -> None:
        """Something is under way, which can be cancelled; empty when it has ended."""
        self._busy = words
        self._show()
        if words:
            (self._ui.back if self._ui.back.isVisibleTo(self) else self).setFocus()  # a part that rests loses the keys

    def show_refusal(self, field: str, sentence: str) -> None:
        """A rule said no to one field."""
        self._busy = ""
        self._show()
        at = self._fields().get(field)
        if at is None or not at.isVisibleTo(self):
            self.show_trouble(sentence)
            return
        if at.state() == "locked":
            self.show_trouble(sentence)
            return
        at.show_state("refused", sentence)
        at.setFocus()

    def show_trouble(self, words: str) -> None:
        """The machine or the line could not."""
        self._busy = ""
        self._show()
        self._ui.answer.show_words("danger", "alert-circle", words)
        self._ui.go.setFocus()

    def show_note(self, words: str) -> None:
        """Something to know that stops nobody."""
        self._ui.answer.show_words("warning", "info", words)

    def step(self) -> Step:
        """Which step is seen."""
        return self._step

    # what a person does

    def _fields(self) -> dict[str, LabelledField]:
        return {
            "server": self._ui.server, "token": self._ui.code, "account": self._ui.account, "password": self._ui.password,
            "role": self._ui.role, "counter": self._ui.counter if self._step == "centre" else self._ui.joinedCounter,
        }  # fmt: skip

    def _begin(self) -> None:
        self._busy = ""
        self._ui.answer.hide()
        self._show()
        self._ui.scroll.verticalScrollBar().setValue(0)
        self.arrive()

    @Slot()
    def _go(self) -> None:
        if self._busy:
            return
        if self._step == "code":
            self._go_look()
        elif self._step == "centre":
            self.join_requested.emit(self._ui.counter.value())
        else:
            self._go_account()

    def _go_look(self) -> None:
        missing = next((field for field in (self._ui.server, self._ui.code) if not field.value().strip()), None)
        if missing is not None:
            missing.setFocus()
            return
        self.look_requested.emit(self._ui.server.value(), self._ui.code.value())

    def _go_account(self) -> None:
        asked: list[LabelledField] = [self._ui.display, self._ui.account, self._ui.password, self._ui.again]
        if self._asks_counter:
            asked.insert(0, self._ui.joinedCounter)
        missing = next((field for field in asked if not field.value()), None)
        if missing is not None:
            missing.setFocus()
            return
        if self._ui.password.value() != self._ui.again.value():
            self._ui.again.forget()
            self._ui.again.show_state("refused", self.tr("The two passwords are not the same. Type it once more."))
            self._ui.again.setFocus()
            return
        self.account_requested.emit(
            self._ui.account.value(), self._ui.display.value(), self._ui.role.value(), self._ui.password.value(),
            self._ui.joinedCounter.value() if self._asks_counter else "",
        )  # fmt: skip

    @Slot()
    def _back(self) -> None:
        if self._busy:
            self.cancelled.emit()
        else:
            self.back_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape and self._ui.back.isVisible():
            self._back()
        else:
            super().keyPressEvent(event)

    # what is seen

    def _show(self) -> None:
        step, busy = self._step, bool(self._busy)
        number = {"code": 1, "centre": 2, "account": 3}[step]
        headline, sentence, act = self._words()
        self._ui.step.setText(self.tr("First start · step {0} of 3").format(number))
        self._ui.headline.setText(headline)
        self._ui.sentence.setText(self._busy or sentence)
        self._ui.codeStep.setVisible(step == "code")
        self._ui.authority.setText(
            self.tr("Only certificates from “{0}” are believed here; set by the organisation.").format(self._authority)
        )
        self._ui.authority.setVisible(bool(self._authority))
        self._ui.centreStep.setVisible(step == "centre")
        self._ui.accountStep.setVisible(step == "account")
        self._ui.joinedCounter.setVisible(self._asks_counter)
        for part in (self._ui.codeStep, self._ui.centreStep, self._ui.accountStep):
            part.setEnabled(not busy)
        self._ui.role.set_choices([
            ("admin", self.tr("Administrator")), ("supervisor", self.tr("Supervisor")), ("clerk", self.tr("Clerk")),
        ])  # fmt: skip
        self._ui.go.setText(act)
        self._ui.go.setEnabled(not busy)
        self._ui.go.setKeyText("Enter", bind=False)
        self._ui.back.setVisible(
            (busy and step != "account") or step == "centre" or (step == "code" and self._may_leave)
        )
        self._ui.back.setText(
            self.tr("Cancel")
            if busy
            else self.tr("Another code")
            if step == "centre"
            else self.tr("Later, sign in now")
        )
        self._ui.back.setKeyText("Esc", bind=False)
        self._ui.doctor.setVisible(step == "code" and not busy)

    def _words(self) -> tuple[str, str, str]:
        if self._step == "code":
            return (
                self.tr("Enrol this machine"),
                self.tr("The province gives each counter a code of thirty digits. It is used once."),
                self.tr("Look up the code"),
            )
        if self._step == "centre":
            return (
                self.tr("Is this the centre?"),
                self.tr("Nothing has been used yet. Once enrolled, this machine belongs to the centre below."),
                self.tr("Enrol this machine"),
            )
        return (
            self.tr("The first account"),
            self.tr("This machine is enrolled. Make the account that looks after it; others are added later."),
            self.tr("Make the account"),
        )
