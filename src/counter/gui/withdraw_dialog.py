"""The question before a dossier is withdrawn: who asks, why, and whether the papers go back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from counter.domain.withdrawal import Withdrawal
from counter.gui.forms.withdraw_dialog import Ui_WithdrawDialog
from counter.gui.matter_sides import asked_by_words
from counter.gui.parts.small_dialog import SmallDialog


class WithdrawDialog(SmallDialog):
    """`wished(Withdrawal)`; answered by `accept`, `show_refusal` or `show_trouble`. The title bar names nobody."""

    wished = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = Ui_WithdrawDialog()
        self._ui.setupUi(self)
        self._ui.answer.hide()
        self._ui.reason.edited.connect(self._ui.answer.hide)
        self._ui.reason.entered.connect(self._wish)
        self._ui.withdraw.clicked.connect(self._wish)
        self.settle(self.tr("Withdraw"), self._ui.withdraw, self._ui.leave)

    def ask(self, code: str, *, has_owner: bool, fee_paid: bool) -> None:
        """Ask about the dossier that bears this code."""
        words = self.tr(
            "{0} ends with this and cannot be taken up again here. The whole trail is kept. Check the identity of whoever "
            "asks, and the authorisation of somebody else."
        )
        self._ui.sentence.setText(words.format(code))
        known = ("applicant", "owner", "authorised") if has_owner else ("applicant", "authorised")
        self._ui.askedBy.set_choices(
            [(key, asked_by_words(key)[:1].upper() + asked_by_words(key)[1:]) for key in known]
        )
        self._ui.fee.setVisible(fee_paid)
        self._ui.reason.setFocus()
        self.open()

    def show_refusal(self, field: str, sentence: str) -> None:
        """A rule says no: beside its field, or below where it has none."""
        self._ui.withdraw.setEnabled(True)
        at = {"reason": self._ui.reason, "asked_by": self._ui.askedBy}.get(field)
        if at is None:
            self.show_trouble(sentence)
        else:
            at.show_state("refused", sentence)
            at.setFocus()
            self._grow()

    def show_trouble(self, words: str) -> None:
        """It was not recorded."""
        self._ui.withdraw.setEnabled(True)
        self._ui.answer.show_words("danger", "alert-circle", words)
        self._grow()

    def _grow(self) -> None:
        """A sentence more needs room: nothing is squeezed for it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @Slot()
    def _wish(self) -> None:
        if self._ui.withdraw.isEnabled():
            self._ui.withdraw.setEnabled(False)
            ui = self._ui
            self.wished.emit(Withdrawal(ui.askedBy.value(), ui.reason.value(), ui.papers.isChecked()))
