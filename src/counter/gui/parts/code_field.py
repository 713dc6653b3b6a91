"""A labelled line for the enrolment code: put into groups while it is typed, and a slip is named in its group at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter.domain.card.layouts import digits_meant
from counter.domain.enrolment_code import GROUP, LENGTH, digits_typed, wrong_group
from counter.gui.parts.labelled_field import LineField


class CodeField(LineField):
    """A code of another kind, from another server, is left as it was typed. `value` is what was typed, blanks and all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.setProperty("large", True)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.textEdited.connect(self._group)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str) -> None:
        self.line.setText(value)
        self._group()
        self.line.setCursorPosition(len(self.line.text()))

    def _group(self) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        digits = digits_meant(digits_typed(text))
        if not (digits.isascii() and digits.isdigit()) or len(digits) > LENGTH + GROUP:
            self.line.set_suffix("")
            return
        before = len(digits_typed(text[:cursor]))
        shown = " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
        if shown != text:
            self.line.setText(shown)
            self.line.setCursorPosition(before + max(0, before - 1) // GROUP)
        self.line.set_suffix(f"{len(digits)}/{LENGTH}")
        wrong = wrong_group(digits)
        if len(digits) > LENGTH:
            self.show_state("refused", self.tr("These are more than {0} digits.").format(LENGTH))
        elif wrong is not None:
            words = self.tr("Group {0} is not right. Compare it with the code you were given.")
            self.show_state("refused", words.format(wrong))
        elif self.state() == "refused":
            self.show_state("normal")
