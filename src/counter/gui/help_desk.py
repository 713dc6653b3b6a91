"""F1 at work: help for the page in front, over its window; afterwards the cursor stands where it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter.gui.help_dialog import HelpDialog
from counter.gui.help_topics import everywhere, help_topic
from counter.gui.page import Page


def open_help(window: QWidget, page: Page, *, behind_gate: bool) -> HelpDialog:
    """Nothing stops meanwhile. `behind_gate`: only that page can be reached."""
    dialog = HelpDialog(window, page.title(), help_topic(page.topic), everywhere(behind_gate=behind_gate))
    dialog.finished.connect(window.activateWindow)
    dialog.open()
    return dialog
