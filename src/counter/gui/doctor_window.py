"""The self-check by itself, where the counter's window could not open: the same page in a window of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from counter.devices.scanner import Scanner
from counter.gui import theme
from counter.gui.doctor_page import DoctorPage
from counter.gui.fit import fit

_SIZE = QSize(1280, 680)

translate = QCoreApplication.translate


class DoctorWindow(QDialog):
    """`left` by Esc and by its own way of closing."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Stopped", "Counter"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page: DoctorPage | None = None
        self._help_key = QShortcut(QKeySequence("F1"), self, self._show_help)

    def show_page(self, page: DoctorPage) -> None:
        """Open with the page in it."""
        self._page = page
        if page.parent() is not self:
            page.without_diagnostics()
            self._column.addWidget(page)
            fit(self, theme.current().scale)
        look = theme.current()
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.96))
        self.open()
        page.arrive()

    def _show_help(self) -> None:
        from counter.gui.help_desk import open_help

        if self._page is not None:
            open_help(self, self._page, behind_gate=True)

    def reject(self) -> None:
        self.left.emit()
        super().reject()


class LoneScanner(QObject):
    """One scanner whose scans go where they are sent, or nowhere."""

    def __init__(self, scanner: Scanner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanner = scanner
        self._to: Callable[[str], None] | None = None
        scanner.scanned.connect(self._came)

    def divert(self, to: Callable[[str], None] | None) -> None:
        """From now on; None: nowhere, and it is not listened to."""
        self._to = to
        if to is None:
            self._scanner.stop()
        else:
            self._scanner.start()

    @Slot(str)
    def _came(self, text: str) -> None:
        if self._to is not None:
            self._to(text)
