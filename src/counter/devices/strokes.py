"""What a key press is to a scan: text, an ending, a correction, nothing, or something else."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_SHIFTS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
_ALTS = frozenset({Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Control})
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_DIGITS = frozenset(range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1))


class Stroke(Enum):
    """TEXT gives letters; END may end a scan; ERASE takes a letter back; PULSE belongs to a letter typed by its number;
    SHIFT changes other keys; REPEAT is a key held down, which no scanner does; OTHER is a command."""

    TEXT = auto()
    END = auto()
    ERASE = auto()
    PULSE = auto()
    SHIFT = auto()
    REPEAT = auto()
    OTHER = auto()


def stroke_of(event: QKeyEvent) -> Stroke:
    """The kind of one key press."""
    key, text = event.key(), event.text()
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    if key in _SHIFTS:
        return Stroke.SHIFT
    if event.isAutoRepeat():
        return Stroke.REPEAT
    if key in _ALTS or (alt and not control and key in _DIGITS):
        return Stroke.PULSE
    if text in ("\r", "\n") or (key in _ENDS and not alt and not control):
        return Stroke.END
    if key == Qt.Key.Key_Backspace and not alt and not control:
        return Stroke.ERASE
    if text and text >= " " and text[0] != "\x7f" and alt == control:  # Alt with Ctrl is AltGr
        return Stroke.TEXT
    return Stroke.OTHER
