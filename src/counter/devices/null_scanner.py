"""A scanner that is not there: for machines without one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class NullScanner(QObject):
    """Never scans anything."""

    scanned = Signal(str)

    def start(self) -> None:
        """There is nothing to listen to."""

    def settle(self) -> None:
        """There is nothing held back."""

    def stop(self) -> None:
        """There is nothing to stop."""
