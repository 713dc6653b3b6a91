"""Hands for the demonstration without a display: keys into whatever has the focus, scans as a reader types them."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

PATIENCE = 20.0  # seconds


class Hands:
    """Everything goes through the window as a person's keys would; `presses` counts them, scans apart. `paused` is called
    where a person would pause after a letter: nobody has to wait until the window takes it for a person's."""

    def __init__(self, window: QWidget, paused: Callable[[], None]) -> None:
        self._window, self._paused = window, paused
        self.presses = 0

    def press(self, key: Qt.Key) -> None:
        """One key that types nothing: Enter, Tab, F9."""
        self.presses += 1
        QTest.keyClick(self._focus(), key)
        self.settle()

    def type(self, text: str) -> None:
        """Letters, one press each."""
        for letter in text:
            self.presses += 1
            self._letter(letter)
            self._paused()
            self.settle()

    def replace(self, text: str) -> None:
        """Type over what the field holds."""
        field = self._focus()
        if isinstance(field, QLineEdit):
            field.selectAll()
        self.type(text)

    def scan(self, payload: str) -> None:
        """A reader types a payload and Enter, faster than any person."""
        for letter in payload:
            self._letter(letter)
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        self.settle(0.2)

    def settle(self, seconds: float = 0.01) -> None:
        """Let the window do what it has to do."""
        end = time.monotonic() + seconds
        while True:
            QCoreApplication.processEvents()
            if time.monotonic() >= end:
                return
            time.sleep(0.001)

    def until(self, come: Callable[[], bool], what: str) -> None:
        """Wait for something to be so. Raises TimeoutError naming it."""
        end = time.monotonic() + PATIENCE
        while not come():
            if time.monotonic() > end:
                raise TimeoutError(what)
            self.settle(0.02)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _letter(self, letter: str) -> None:
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        plain = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(self._focus(), QKeyEvent(kind, key, plain, letter))
