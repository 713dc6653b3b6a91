"""A label, an input and the sentence below it; the same three states for every kind of input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from counter.domain.spelling import clean
from counter.gui import theme
from counter.gui.parts.choice_box import ChoiceBox
from counter.gui.parts.line_input import FieldState, LineInput
from counter.gui.theme import repolish


class LabelledField(QWidget):
    """What every field has; `value` and `set_value` are each kind's own, which a test sees to (see `Page.title`).

    `edited` is sent when a person changed the value, not when a setter did; `entered` when Enter was pressed in it, just
    before the cursor goes on."""

    edited = Signal()
    entered = Signal()

    def __init__(self, made: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._input = made
        self._label = QLabel(self)
        self._label.setProperty("role", "label")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(made)
        self._note = QLabel(self)
        self._note.setProperty("role", "note")
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addWidget(made)
        column.addWidget(self._note)
        self.setFocusProxy(made)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def setLabel(self, words: str) -> None:
        """The words above; they are the accessible name of the input too."""
        self._label.setText(words)
        self._input.setAccessibleName(words)

    def label(self) -> str:
        """The words above."""
        return self._label.text()

    def value(self) -> str:
        """What is entered, in its one spelling."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show a value; sends no `edited`."""
        raise NotImplementedError

    def state(self) -> FieldState:
        """normal, locked, doubtful or refused."""
        state: FieldState = self._input.property("state") or "normal"
        return state

    def show_state(self, state: FieldState, sentence: str = "") -> None:
        """Show the state and the sentence below that goes with it."""
        self._show_input_state(state)
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))
        tone = {"doubtful": "warning", "refused": "danger"}.get(state, "")
        if (self._note.property("tone") or "") != tone:
            self._note.setProperty("tone", tone)
            repolish(self._note)
        self._input.setAccessibleDescription(sentence)

    def note(self) -> str:
        """The sentence below, empty when there is none."""
        return self._note.text()

    def _show_input_state(self, state: FieldState) -> None:
        self._input.setProperty("state", state)
        repolish(self._input)

    def _changed_by_hand(self) -> None:
        if self.state() in ("doubtful", "refused"):
            self.show_state("normal")
        self.edited.emit()


class LineField(LabelledField):
    """A labelled line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.line = LineInput()
        super().__init__(self.line, parent)
        self.line.textEdited.connect(self._changed_by_hand)
        self.line.returnPressed.connect(self.entered)

    def setPlaceholder(self, words: str) -> None:
        """Quiet words while the line is empty."""
        self.line.setPlaceholderText(words)

    def value(self) -> str:
        return self.line.value()

    def set_value(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def _show_input_state(self, state: FieldState) -> None:
        self.line.set_state(state)


class _TwoLines(QPlainTextEdit):
    """Text of two lines' height in which Tab and Enter leave the field."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("state", "normal")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        lines = 2 * QFontMetricsF(look.font()).lineSpacing()
        return QSize(look.px(120), round(lines) + look.px(4 + 4 + 3) + 8 + 2 * look.line_width)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.ignore()
            return
        super().keyPressEvent(event)


class TextField(LabelledField):
    """A labelled text of two lines, for addresses and notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.text = _TwoLines()
        super().__init__(self.text, parent)
        self._silent = False
        self.text.textChanged.connect(self._text_changed)
        self.text.entered.connect(self.entered)

    def setPlaceholder(self, words: str) -> None:
        """Quiet words while the text is empty."""
        self.text.setPlaceholderText(words)

    def value(self) -> str:
        return clean(self.text.toPlainText())

    def set_value(self, value: str) -> None:
        if value != self.text.toPlainText():
            self._silent = True
            self.text.setPlainText(value)
            self._silent = False
        else:
            self.text.document().clearUndoRedoStacks()  # what was typed and taken away again may be of the person before

    def _text_changed(self) -> None:
        if not self._silent:
            self._changed_by_hand()

    def _show_input_state(self, state: FieldState) -> None:
        self.text.setReadOnly(state == "locked")
        super()._show_input_state(state)


class ChoiceField(LabelledField):
    """A labelled choice from a short list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.choice = ChoiceBox()
        super().__init__(self.choice, parent)
        self.choice.setProperty("state", "normal")
        self.choice.activated.connect(self._changed_by_hand)

    def set_choices(self, choices: list[tuple[str, str]]) -> None:
        """The list as (key, words); the chosen key is kept when it is still there."""
        self.choice.set_choices(choices)

    def value(self) -> str:
        return self.choice.key()

    def set_value(self, value: str) -> None:
        self.choice.choose(value)

    def _show_input_state(self, state: FieldState) -> None:
        self.choice.setEnabled(state != "locked")
        super()._show_input_state(state)
