"""Key and input method events kept back for a moment, and delivered later as if nothing had been."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow


class HeldKeys:
    """Events in their order, each with the object it was meant for: a window passes keys on to whatever has the focus."""

    def __init__(self) -> None:
        self._events: list[tuple[QObject, QEvent]] = []
        self._focused: QObject | None = None
        self._dropped: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._events)

    def keep(self, receiver: QObject, event: QKeyEvent | QInputMethodEvent) -> None:
        """Keep a copy: the event itself lives only until Qt has asked everybody."""
        if not self._events:
            self._focused = QGuiApplication.focusObject()
        self._events.append((receiver, _copy_key(event) if isinstance(event, QKeyEvent) else _copy_method(event)))

    def deliver(self) -> None:
        """Deliver everything in its order, to what had the focus when the keys came. Objects gone by now are passed over."""
        events, self._events = self._events, []
        focused, self._focused = self._focused, None
        moved = focused is not None and focused is not QGuiApplication.focusObject()
        for receiver, event in events:
            if moved and focused is not None and isinstance(receiver, QWindow):
                receiver = focused
            if shiboken6.isValid(receiver):
                QCoreApplication.sendEvent(receiver, event)

    def drop(self) -> None:
        """Forget everything. The keys that are still down will be released: those releases belong to nobody."""
        down: set[int] = set()
        for _, event in self._events:
            if isinstance(event, QKeyEvent):
                (down.add if event.type() == QEvent.Type.KeyPress else down.discard)(event.key())
        self._dropped |= down
        self._events = []

    def drop_key(self, event: QKeyEvent) -> None:
        """A key press is dropped without having been kept: so is its release."""
        self._dropped.add(event.key())

    def was_dropped(self, event: QKeyEvent) -> bool:
        """Whether this is the release of a dropped key; it is asked once."""
        if event.key() not in self._dropped:
            return False
        self._dropped.discard(event.key())
        return True


def _copy_key(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(),
        event.nativeModifiers(), event.text(), event.isAutoRepeat(), event.count(),
    )  # fmt: skip


def _copy_method(event: QInputMethodEvent) -> QInputMethodEvent:
    copy = QInputMethodEvent(event.preeditString(), event.attributes())
    copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return copy
