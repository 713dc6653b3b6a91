"""Asks one question at a time: while an answer is awaited, only the newest question waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_PATIENCE_MS = 2000
_SLOW_MS = 300


class LatestWish(QObject):
    """For searching while somebody types: no key waits for a timer, and no answer is computed that nobody will see.

    `asked(wish)` is answered by `answered()`. An answer that does not come within two seconds is given up. `slow(True)`
    comes when an answer takes long enough to be noticed, `slow(False)` with the answer."""

    asked = Signal(object)
    slow = Signal(bool)

    def __init__(self, parent: QObject | None = None, patience_ms: int = _PATIENCE_MS, slow_ms: int = _SLOW_MS) -> None:
        super().__init__(parent)
        self._open = False
        self._next: list[object] = []
        self._lost = self._timer(patience_ms, self.answered)
        self._late = self._timer(slow_ms, self._tell_slow)
        self._told = False

    def _timer(self, wait_ms: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(then)
        return timer

    @property
    def waiting(self) -> bool:
        """Whether an answer is awaited."""
        return self._open

    def wish(self, wish: object) -> None:
        """Ask now, or as soon as the answer under way has come."""
        if self._open:
            self._next = [wish]
            return
        self._open = True
        self._lost.start()
        if not self._late.isActive():
            self._late.start()
        self.asked.emit(wish)

    def answered(self) -> None:
        """The answer has come. The newest wish, if there is one, is asked at once."""
        if not self._open:
            return
        self._open = False
        self._lost.stop()
        if self._next:
            self.wish(self._next.pop())
            return
        self._late.stop()
        if self._told:
            self._told = False
            self.slow.emit(False)

    def forget(self) -> None:
        """Nobody wants an answer any more."""
        self._next = []

    def _tell_slow(self) -> None:
        self._told = True
        self.slow.emit(True)
