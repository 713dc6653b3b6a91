"""A labelled line for a date: eight digits are enough, the strokes come by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from counter.gui.parts.labelled_field import LineField
from counter.gui.typed_time import VIETNAM, date_words, moment_words, typed_date, typed_moment


def _today() -> date:
    return datetime.now(VIETNAM).date()


class DateField(LineField):
    """`today` tells how two-digit years are read; give the day of the program's clock."""

    today: ClassVar[Callable[[], date]] = staticmethod(_today)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """Bring what was typed into its one spelling, or say how it is written."""
        text = self.value()
        if not text or self.state() == "locked":
            return
        words = self._spelled(text)
        if words is None:
            self.show_state("refused", self._how())
        elif words != text:
            self.set_value(words)
            self.edited.emit()

    def _spelled(self, text: str) -> str | None:
        day = typed_date(text, type(self).today())
        return None if day is None else date_words(day)

    def _how(self) -> str:
        return self.tr("Day, month and year, for example 12/04/1990.")


class MomentField(DateField):
    """The same for a date with a time of day."""

    def _spelled(self, text: str) -> str | None:
        moment = typed_moment(text, type(self).today())
        return None if moment is None else moment_words(moment)

    def _how(self) -> str:
        return self.tr("Time and day, for example 09:40 23/11.")
