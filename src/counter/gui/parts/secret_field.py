"""A labelled line for a password or PIN that says when Caps Lock or the input method is in the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter.gui.parts.labelled_field import LineField


class SecretField(LineField):
    """The secret is taken as typed, letter by letter: no spelling is put on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = False
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        self.line.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._hint)

    def value(self) -> str:
        return self.line.text()

    def forget(self) -> None:
        """Nothing of it is left. What is only cleared comes back by Undo once the letters are shown."""
        self.line.setText("")

    def reveal(self, shown: bool) -> None:
        """Show the letters instead of dots."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice_caps(event)
        return False

    def _notice_caps(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of Caps Lock, but a letter against its Shift key does."""
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps = False
            self._hint()
        elif event.text().isalpha() and event.text().isascii():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps = event.text().isupper() != shifted
            self._hint()

    def _hint(self) -> None:
        if self.state() == "refused":
            return
        text = self.line.text()
        if not text.isascii():
            words = self.tr("There are accented letters in it. Switch the Vietnamese input method off and type again.")
        elif self._caps and text:
            words = self.tr("Caps Lock is on.")
        else:
            words = ""
        if words != self.note():
            self.show_state("normal", words)
