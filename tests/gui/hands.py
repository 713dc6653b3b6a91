"""A clerk's hands on a window: every press is counted, and goes to whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

_NONE = Qt.KeyboardModifier.NoModifier


def show_with_keys(qtbot: QtBot, window: QWidget, width: int = 0, height: int = 0) -> None:
    """Show a window, in that size if one is given, and have it take the keys; it goes with the test."""
    qtbot.addWidget(window)
    if width:
        window.resize(width, height)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


class Hands:
    """`presses` counts a key with a modifier as two."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.presses = 0

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press keys one after another."""
        for key in keys:
            self.presses += 1 if modifier == _NONE else 2
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letters, Vietnamese ones too: an input method sends them as text, which QTest cannot."""
        for letter in text:
            self.presses += 1
            target = QApplication.focusWidget() or self.window
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, _NONE, letter))
