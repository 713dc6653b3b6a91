"""Setting a PIN: the secret of now, and the new PIN twice."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from counter.gui.forms.pin_dialog import Ui_PinDialog
from counter.gui.parts.small_dialog import SmallDialog


class PinDialog(SmallDialog):
    """`pin_chosen(secret, pin)`; answered by `accept`, `show_refusal` or `show_trouble`."""

    pin_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = Ui_PinDialog()
        self._ui.setupUi(self)
        self._ui.answer.hide()
        self._ui.keep.clicked.connect(self._choose)
        for field in (self._ui.secret, self._ui.pin, self._ui.again):
            field.edited.connect(self._ui.answer.hide)
        self.settle(self.tr("PIN"), self._ui.keep, self._ui.leave)
        self._ui.secret.setFocus()

    def show_refusal(self, field: str, sentence: str) -> None:
        """A rule said no to the secret of now ("secret") or to the new PIN ("pin")."""
        self._ui.keep.setEnabled(True)
        at = self._ui.secret if field == "secret" else self._ui.pin
        at.forget()
        if field != "secret":
            self._ui.again.forget()
        at.show_state("refused", sentence)
        at.setFocus()

    def show_trouble(self, words: str) -> None:
        """The machine could not keep it."""
        self._ui.keep.setEnabled(True)
        self._ui.answer.show_words("danger", "alert-circle", words)

    @Slot()
    def _choose(self) -> None:
        secret, pin, again = (field.value() for field in (self._ui.secret, self._ui.pin, self._ui.again))
        if not secret:
            self._ui.secret.setFocus()
        elif not pin:
            self._ui.pin.setFocus()
        elif pin != again:
            self._ui.again.forget()
            self._ui.again.show_state("refused", self.tr("The two are not the same. Type the new PIN once more."))
            self._ui.again.setFocus()
        else:
            self._ui.keep.setEnabled(False)
            self.pin_chosen.emit(secret, pin)
