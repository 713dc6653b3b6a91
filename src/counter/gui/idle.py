"""Notices that nobody is at the counter: first a warning, then the lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Install it as an event filter of the application. `warned` comes `warning_ms` before `lock_due`; `returned` when
    somebody touches the PC after the warning. It watches only between `start` and `stop`."""

    warned = Signal()
    returned = Signal()
    lock_due = Signal()

    def __init__(self, lock_ms: int, warning_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._to_warning = QTimer(self)
        self._to_warning.setSingleShot(True)
        self._to_warning.setInterval(max(0, lock_ms - warning_ms))
        self._to_warning.timeout.connect(self._warn)
        self._to_lock = QTimer(self)
        self._to_lock.setSingleShot(True)
        self._to_lock.setInterval(min(warning_ms, lock_ms))
        self._to_lock.timeout.connect(self._lock)
        self._watching = False

    def start(self) -> None:
        """Begin to watch, as after signing in or unlocking."""
        self._watching = True
        self._to_lock.stop()
        self._to_warning.start()

    def stop(self) -> None:
        """Watch no more, as while the screen is locked."""
        self._watching = False
        self._to_warning.stop()
        self._to_lock.stop()

    def _warn(self) -> None:
        self._to_lock.start()
        self.warned.emit()

    def _lock(self) -> None:
        self.stop()
        self.lock_due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._watching and event.type() in _ACTIVITY:
            had_warned = self._to_lock.isActive()
            self.start()
            if had_warned:
                self.returned.emit()
        return False
