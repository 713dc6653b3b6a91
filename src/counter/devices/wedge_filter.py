"""Scanners that type like a keyboard, caught above all widgets: a scan never lands in a field and presses no button.

The filter sits on the window that has the keys, not on every object of the program: real keys pass there before any
widget, pop-up or shortcut sees them. Input methods speak to the focused object, so it sits there too.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from counter.devices.editor_state import EditorState, is_editor, state_of
from counter.devices.event_clock import EventClock
from counter.devices.held_keys import HeldKeys
from counter.devices.strokes import Stroke, stroke_of
from counter.devices.wedge import FAST_MS, SLOW_MS, Verdict, Wedge

# Nobody waits for text on a button or a list: there a key may wait longer, and slow scanners press and choose nothing.
_BUTTON_PATIENCE_MS = 90
# A timer that comes so late says that the program was busy and keys may be waiting: let those come first.
_LATE_MS = 15
_GRACE_MS = 10

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_WATCHED = frozenset({*_KEYS, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress})


class WedgeScanner(QObject):
    """Port of keyboard-wedge scanners. Emits `scanned(str)` after the scan's last key, from the event loop.

    `is_known`: whether a text is a card or a code, for scanners as slow as people. `clock`: monotonic milliseconds."""

    scanned = Signal(str)

    def __init__(
        self, is_known: Callable[[str], bool], clock: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wedge = Wedge(is_known)
        self._clock = EventClock(clock)
        self._held = HeldKeys()
        self._before: tuple[int, EditorState | None] = (0, None)
        self._scans: list[str] = []
        self._objects: list[QObject] = []
        self._delivering = False
        self._started = False
        self._late = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silence)

    def start(self) -> None:
        """Begin to watch the window and the object that have the keys, now and whenever they change."""
        app = QGuiApplication.instance()
        if self._started or not isinstance(app, QGuiApplication):
            return
        self._started = True
        app.focusWindowChanged.connect(self._follow)
        app.focusObjectChanged.connect(self._follow)
        self._follow()

    def stop(self) -> None:
        """Deliver what is held and watch no more."""
        self.settle()
        app = QGuiApplication.instance()
        if not self._started or not isinstance(app, QGuiApplication):
            return
        self._started = False
        app.focusWindowChanged.disconnect(self._follow)
        app.focusObjectChanged.disconnect(self._follow)
        self._watch([])

    def settle(self) -> None:
        """Deliver at once what is held back."""
        self._timer.stop()
        if self._wedge.give_up():
            self._deliver()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED or self._delivering:
            return False
        if isinstance(event, QKeyEvent):
            # The window passes keys on to the focused object, where those with a time have been seen already.
            if not isinstance(watched, QWindow) and event.timestamp():
                return False
            return self._key(watched, event)
        if isinstance(event, QInputMethodEvent):
            return self._method(watched, event)
        self.settle()
        return False

    def _key(self, receiver: QObject, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._wedge.is_scan:
                event.accept()  # a function key within a scan is no command
                return True
            return False
        stroke = stroke_of(event)
        if stroke is Stroke.SHIFT:
            return False
        if event.type() == QEvent.Type.KeyRelease:
            if self._held:
                self._held.keep(receiver, event)
                return True
            return self._held.was_dropped(event)
        self._held.was_dropped(event)  # pressed anew: the release that was waited for went elsewhere
        if stroke is Stroke.REPEAT:
            self.settle()
            return False
        return self._obey(self._judge(stroke, event), receiver, event)

    def _judge(self, stroke: Stroke, event: QKeyEvent) -> Verdict:
        at = self._clock.of(event.timestamp())
        if stroke is Stroke.TEXT:
            typing = is_editor(QApplication.focusWidget())
            return self._wedge.stroke(event.text(), at, FAST_MS if typing else _BUTTON_PATIENCE_MS)
        judge = {Stroke.END: self._wedge.end, Stroke.ERASE: self._wedge.erase, Stroke.PULSE: self._wedge.pulse}
        return judge.get(stroke, self._wedge.other)(at)

    def _method(self, receiver: QObject, event: QInputMethodEvent) -> bool:
        if event.replacementLength():
            self.settle()
            return False
        if not self._wedge.is_running and not event.commitString() and not event.preeditString():
            return False
        verdict = self._wedge.compose(event.commitString(), event.preeditString(), self._clock.of(0))
        return self._obey(verdict, receiver, event)

    def _obey(self, verdict: Verdict, receiver: QObject, event: QKeyEvent | QInputMethodEvent) -> bool:
        """Do what the verdict says; True when the event goes no further."""
        if verdict in (Verdict.RELEASE_PASS, Verdict.RELEASE_HOLD):
            self._deliver()
        if verdict in (Verdict.HOLD, Verdict.RELEASE_HOLD):
            self._held.keep(receiver, event)
            self._late = False
            self._timer.start(FAST_MS)
            return True
        if verdict in (Verdict.TAKE, Verdict.TAKE_BACK, Verdict.DROP):
            if isinstance(event, QKeyEvent):
                self._held.drop_key(event)
            if verdict is not Verdict.DROP:
                self._take(verdict)
            return True
        return not shiboken6.isValid(receiver)

    def _take(self, verdict: Verdict) -> None:
        self._timer.stop()
        self._held.drop()
        run, state = self._before
        if verdict is Verdict.TAKE_BACK and state is not None and run == self._wedge.runs:
            state.restore()
        self._scans.append(self._wedge.taken)
        QTimer.singleShot(0, self._announce)

    @Slot()
    def _announce(self) -> None:
        """Outside the event filter, because a page may open a dialog on a scan."""
        scans, self._scans = self._scans, []
        for text in scans:
            self.scanned.emit(text)

    @Slot()
    def _silence(self) -> None:
        ms = self._clock.silence()
        if ms > FAST_MS + _LATE_MS and not self._late:
            self._late = True
            self._timer.start(_GRACE_MS)
            return
        verdict = self._wedge.after_silence(ms, self._clock.now())
        if verdict is Verdict.RELEASE_PASS:
            self._deliver()
        elif verdict in (Verdict.TAKE, Verdict.TAKE_BACK):
            self._take(verdict)
        if self._wedge.is_running:
            self._late = True
            self._timer.start(max(1, SLOW_MS + 1 - ms if ms >= FAST_MS else FAST_MS - ms))

    def _deliver(self) -> None:
        if self._before[0] != self._wedge.runs:
            self._before = (self._wedge.runs, state_of(QApplication.focusWidget()))
        self._delivering = True
        try:
            self._held.deliver()
        finally:
            self._delivering = False

    @Slot()
    def _follow(self, *_: object) -> None:
        """The keys go to another window or object. What was typed belongs to the old one; a scan goes on."""
        focused: list[QObject] = []
        for one in (QGuiApplication.focusWindow(), QGuiApplication.focusObject()):
            if one is not None:
                focused.append(one)
        if focused == self._objects:
            return
        if not self._delivering and not self._wedge.is_scan:
            self.settle()
        self._watch(focused)

    def _watch(self, objects: list[QObject]) -> None:
        for old in self._objects:
            if old not in objects and shiboken6.isValid(old):
                old.removeEventFilter(self)
        for new in objects:
            if new not in self._objects:
                new.installEventFilter(self)
        self._objects = objects
