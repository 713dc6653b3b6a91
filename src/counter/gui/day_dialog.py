"""Asking which day it is, when the clock cannot be trusted."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from counter.gui.forms.day_dialog import Ui_DayDialog
from counter.gui.parts.small_dialog import SmallDialog
from counter.gui.typed_time import date_words, typed_date


class DayDialog(SmallDialog):
    """`day_told(date)` when a person has typed the day; answered by `accept` or `show_refusal`. The field begins empty:
    whoever only pressed Enter would confirm what is in doubt."""

    day_told = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ui = Ui_DayDialog()
        self._ui.setupUi(self)
        self._today = date.min
        self._ui.day.setPlaceholder(self.tr("dd/mm/yyyy"))
        self._ui.open.clicked.connect(self._tell)
        self.settle(self.tr("Business day"), self._ui.open, self._ui.leave)

    def ask(self, open_day: date, now: datetime) -> None:
        """Ask; `open_day` is the business day that is open, `now` what the clock of the machine says."""
        self._today = now.date()
        words = self.tr(
            "The business day that is open is {0}. The clock of this machine says {1}. Look at a calendar and type "
            "today's date: codes and receipts will bear it, and it cannot be taken back."
        )
        self._ui.sentence.setText(words.format(date_words(open_day), f"{now:%H:%M %d/%m/%Y}"))
        self._ui.day.setFocus()
        self.open()

    def show_refusal(self, sentence: str) -> None:
        """The day cannot be opened: why, below the field."""
        self._ui.open.setEnabled(True)
        self._ui.day.show_state("refused", sentence)
        self._ui.day.setFocus()

    @Slot()
    def _tell(self) -> None:
        day = typed_date(self._ui.day.value(), self._today)
        if day is None:
            self.show_refusal(self.tr("Type today's date, for example 23/11/2026."))
        else:
            self._ui.open.setEnabled(False)
            self.day_told.emit(day)
