"""What an editor held before a slow scanner typed into it, so that it can be given back."""

from __future__ import annotations

import shiboken6
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class EditorState:
    """Text, cursor and selection of one editor at one moment."""

    def __init__(self, editor: QLineEdit | QPlainTextEdit | QTextEdit) -> None:
        self._editor = editor
        self._text = _text(editor)
        if isinstance(editor, QLineEdit):
            self._anchor = editor.selectionStart()
            self._length, self._cursor = editor.selectionLength(), editor.cursorPosition()
        else:
            cursor = editor.textCursor()
            self._anchor, self._length, self._cursor = cursor.anchor(), 0, cursor.position()

    def restore(self) -> None:
        """Give back what was there; the editor may be gone by now. Undone where that is enough, so that undo still works."""
        editor = self._editor
        if not shiboken6.isValid(editor):
            return
        while _text(editor) != self._text and _can_undo(editor):
            editor.undo()
        if _text(editor) != self._text:
            editor.setText(self._text) if isinstance(editor, QLineEdit) else editor.setPlainText(self._text)
        if isinstance(editor, QLineEdit):
            editor.setCursorPosition(self._cursor)
            if self._anchor >= 0:
                editor.setSelection(self._anchor, self._length)
        else:
            cursor = editor.textCursor()
            cursor.setPosition(self._anchor)
            cursor.setPosition(self._cursor, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)


def is_editor(widget: QWidget | None) -> bool:
    """Whether text is typed there: a line, a password, a note, a number, a date."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)


def state_of(widget: QWidget | None) -> EditorState | None:
    """The state of the editor that has the focus; None when that is no editor."""
    if isinstance(widget, QAbstractSpinBox):
        widget = widget.findChild(QLineEdit)
    elif isinstance(widget, QComboBox):
        widget = widget.lineEdit()
    return EditorState(widget) if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) else None


def _text(editor: QLineEdit | QPlainTextEdit | QTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _can_undo(editor: QLineEdit | QPlainTextEdit | QTextEdit) -> bool:
    return editor.isUndoAvailable() if isinstance(editor, QLineEdit) else editor.document().isUndoAvailable()
