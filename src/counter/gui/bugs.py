"""A mistake of the program itself, or that it broke down the last time, told to whoever sits in front of it: what is
safe, and what to tell IT."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from counter.gui.main_window import MainWindow

KEY, CRASH = "bug", "crash"
translate = QCoreApplication.translate


class Bugs(QObject):
    """Connect `tell` to a `counter.log.bug_watch.BugWatch`; it may be called from any thread."""

    _happened = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        # Queued also from the window's own thread: a mistake while painting must not lay out the window anew there.
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        window.notice_act_requested.connect(self._good)

    def tell(self, place: str) -> None:
        """A bug happened at that place of the program."""
        self._happened.emit(place)

    def tell_of_crash(self) -> None:
        """The program ended by itself the last time."""
        words = translate(
            "Bugs",
            "The program closed by itself last time. What was saved is safe. If it happens again, please tell IT.",
        )
        self._window.show_notice(CRASH, words, translate("Bugs", "Good"), "neutral")

    @Slot(str)
    def _show(self, place: str) -> None:
        words = translate(
            "Bugs", "The program made a mistake. What is saved is safe, and work can go on. Please tell IT: {0}"
        )
        self._window.show_notice(KEY, words.format(place), translate("Bugs", "Good"))

    @Slot(str)
    def _good(self, key: str) -> None:
        if key in (KEY, CRASH):
            self._window.clear_notice(key)
