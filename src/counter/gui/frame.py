"""What stands round the pages and is not there at the sign-in: the rail, the top bar and the clerk's menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter.gui.clerk_menu import ClerkMenu
from counter.gui.rail import Rail
from counter.gui.top_bar import TopBar


class Frame(QObject):
    """Made with the first page, so that the sign-in is painted without it."""

    def __init__(self, window: QWidget, centre: QWidget) -> None:
        super().__init__(window)
        self.rail = Rail(centre)
        self.top_bar = TopBar(centre)
        self.menu = ClerkMenu(window)
        window.addActions(self.menu.actions()[:1])
        self.top_bar.clerk.clicked.connect(self._open_menu)
        self._menu_key = QShortcut(QKeySequence("F10"), self.top_bar, self._open_menu)

    def set_visible(self, visible: bool) -> None:
        """Gone while the gate is shut, and their keys with them."""
        self.rail.setVisible(visible)
        self.top_bar.setVisible(visible)

    def _open_menu(self) -> None:
        clerk = self.top_bar.clerk
        below = clerk.mapToGlobal(QPoint(clerk.width() - self.menu.sizeHint().width(), clerk.height()))
        self.menu.popup(below)
