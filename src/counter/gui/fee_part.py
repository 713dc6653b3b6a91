"""The fee on the receipt card: its amount, the numbers a formula needs, and whether it has been paid."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from counter.gui import theme
from counter.gui.parts.number_input import MoneyInput, NumberInput
from counter.gui.parts.segments import Segments

QUANTITIES = ("copies", "pages", "count")


class FeePart(QWidget):
    """`edited` is sent when a person changed the amount, a number or the payment."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setProperty("role", "muted")
        self._words = QLabel(self)
        self._words.setProperty("role", "value")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.amount = MoneyInput(self)
        self.paid = Segments(self)
        self._refusal = QLabel(self)
        self._refusal.setProperty("role", "note")
        self._refusal.setProperty("tone", "danger")
        self._refusal.setWordWrap(True)
        self._numbers = QWidget(self)
        self._numbers_grid = QGridLayout(self._numbers)
        self._numbers_grid.setContentsMargins(0, 0, 0, 0)
        self._numbers_grid.setVerticalSpacing(6)
        self._numbers_grid.setColumnStretch(0, 1)
        self._inputs: dict[str, NumberInput] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self.amount, 0, 1)
        grid.addWidget(self._numbers, 1, 0, 1, 2)
        grid.addWidget(self.paid, 2, 0, 1, 2)
        grid.addWidget(self._refusal, 3, 0, 1, 2)
        self.amount.textEdited.connect(self._edited)
        self.paid.chosen.connect(self._edited)
        self._say()
        self._fit()
        self.show_rule(editable=False, quantities=())
        self.show_fee("", due=False)

    def show_rule(self, editable: bool, quantities: tuple[tuple[str, str], ...]) -> None:
        """Whether the clerk states the amount, and which numbers the formula needs, as (key, words)."""
        self.amount.setVisible(editable)
        self._words.setVisible(not editable)
        self._label.setBuddy(self.amount)
        while (item := self._numbers_grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._inputs = {}
        for row, (key, words) in enumerate(quantities):
            label = QLabel(words, self._numbers)
            label.setProperty("role", "muted")
            made = NumberInput(self._numbers, most=9999)
            made.setAccessibleName(words)
            made.textEdited.connect(self._edited)
            self._numbers_grid.addWidget(label, row, 0)
            self._numbers_grid.addWidget(made, row, 1)
            self._inputs[key] = made
        self._numbers.setVisible(bool(quantities))
        self.paid.setVisible(editable)

    def show_fee(self, words: str, due: bool) -> None:
        """The amount in words; `due`: something is to be paid, so that paid or not is asked."""
        self._words.setText(words or "–")
        self.paid.setVisible(due or not self.amount.isHidden())

    def show_values(self, vnd: str, quantity: tuple[tuple[str, int], ...], paid: bool) -> None:
        """The amount, numbers and payment of a draft."""
        self.amount.set_digits(vnd)
        for key, number in quantity:
            if key in self._inputs:
                self._inputs[key].set_number(number)
        self.paid.choose("paid" if paid else "unpaid")
        self.show_refusal("")

    def values(self) -> dict[str, object]:
        """What stands here, by the names of `ReceptionDraft`."""
        return {
            "fee_vnd": "" if self.amount.isHidden() else self.amount.digits(),
            "fee_quantity": tuple((key, made.number()) for key, made in self._inputs.items()),
            "fee_paid": self.paid.key() == "paid",
        }

    def show_refusal(self, sentence: str, field: str = "fee_vnd") -> None:
        """Say why the amount, or the number of that name, was refused; empty takes it away."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))
        number = self._inputs.get(field)
        self.amount.set_state("refused" if sentence and number is None else "normal")
        if sentence:
            first = next(iter(self._inputs.values()), self.amount)
            (number or (self.amount if not self.amount.isHidden() else first)).setFocus()

    def _edited(self) -> None:
        if not self._refusal.isHidden():
            self.show_refusal("")
        self.edited.emit()

    def _say(self) -> None:
        self._label.setText(self.tr("Fee"))
        self.amount.setAccessibleName(self.tr("Fee in dong"))
        self.amount.setPlaceholderText(self.tr("By the province's list"))
        self.paid.set_name(self.tr("Fee"))
        self.paid.set_choices([("unpaid", self.tr("Not paid")), ("paid", self.tr("Paid"))])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._words.setMinimumHeight(theme.current().px(28))
