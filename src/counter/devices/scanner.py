"""The port of scanners: whatever reads a code gives its text, letter by letter as it came."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance


class Scanner(Protocol):
    """A source of scans. `scanned(str)` is emitted in the GUI thread with the text of one scan, damage and all."""

    scanned: SignalInstance

    def start(self) -> None:
        """Begin to listen. Calling it again does nothing."""

    def settle(self) -> None:
        """Deliver at once what is held back because it might be the beginning of a scan."""

    def stop(self) -> None:
        """Stop listening and give everything back. Safe at any time."""
