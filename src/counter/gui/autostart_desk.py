"""Whether the window opens by itself at log-on: shown in the clerk's menu, chosen there where nothing was laid down."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from counter.gui.background import Failure
from counter.gui.front import Front
from counter.gui.main_window import MainWindow
from counter.policy.autostart import Entry, choose, opens_by_itself, settle, start_command, system_entry
from counter.settings import default_data_folder


class AutostartDesk(QObject):
    """The choice belongs to whoever is logged on to the PC, not to the account of this program."""

    def __init__(
        self, window: MainWindow, front: Front, parent: QObject | None = None, *, entry: Entry | None = None
    ) -> None:
        """`entry`: this user's entry; None: that of the system."""
        super().__init__(parent)
        self._window, self._front, self._entry = window, front, entry or system_entry()
        folder = front.store.folder
        self._command = start_command(None if folder == default_data_folder() else folder)
        window.autostart_chosen.connect(self._choose)

    def look(self) -> None:
        """Bring the entry to what was laid down, and say how it is."""
        self._front.background.run(self._settled, self._show, self._not_done)

    def _settled(self) -> bool:
        settle(self._front.machine, self._entry, self._command)
        return opens_by_itself(self._front.machine, self._entry)

    @Slot(bool)
    def _choose(self, wanted: bool) -> None:
        self._front.background.run(
            lambda: choose(wanted, self._front.machine, self._entry, self._command), self._show, self._not_done
        )

    @Slot(object)
    def _show(self, on: bool) -> None:
        self._window.show_autostart(on, self._front.machine.autostart is not None)

    @Slot(object)
    def _not_done(self, _failure: Failure) -> None:
        """The system did not let us: the menu goes back to what is so."""
        self._window.show_autostart(False, self._front.machine.autostart is not None)
