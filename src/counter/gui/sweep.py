"""Python's cycles are collected in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1_000


def collect_due() -> None:
    """Collect the oldest generation that is due by Python's own thresholds, and with it all that are younger."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation] > 0:
            gc.collect(generation)
            return


class Sweep(QObject):
    """Python collects in whichever thread happens to pass its threshold. A widget that lay in a cycle would then be destroyed
    on the store's, the printer's or the line's thread, and what Qt keeps for the screen belongs to one thread only: the
    program breaks down or stands still, once in a great while. From the making of this object on nothing is collected
    but here."""

    # Seen in a debugger (PySide 6.11.3): QObject's destructor holds Qt's lock of connections and waits for Python's lock, to
    # ask whether `disconnectNotify` is overridden; the window's thread holds Python's lock in a call that connects something,
    # and waits for Qt's. From then on no Python runs in any thread, not even that of an alarm.

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect if it is time."""
        collect_due()
