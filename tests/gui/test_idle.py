"""The idle watch, with milliseconds in place of minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from counter.gui.idle import IdleWatch


def _key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")


def test_it_warns_and_then_locks_when_nobody_is_there(qtbot) -> None:
    watch = IdleWatch(lock_ms=60, warning_ms=30)
    seen: list[str] = []
    watch.warned.connect(lambda: seen.append("warned"))
    with qtbot.waitSignal(watch.lock_due, timeout=2000):
        watch.start()
    assert seen == ["warned"]


def test_a_key_puts_the_lock_off(qtbot) -> None:
    watch = IdleWatch(lock_ms=80, warning_ms=40)
    watch.start()
    with qtbot.waitSignal(watch.warned, timeout=2000):
        pass
    with qtbot.waitSignal(watch.returned, timeout=2000):
        assert watch.eventFilter(QObject(), _key()) is False
    with qtbot.assertNotEmitted(watch.lock_due, wait=50):
        pass


def test_the_mouse_counts_and_painting_does_not(qtbot) -> None:
    watch = IdleWatch(lock_ms=60, warning_ms=30)
    watch.start()
    with qtbot.waitSignal(watch.warned, timeout=2000):
        pass
    with qtbot.assertNotEmitted(watch.returned):
        watch.eventFilter(QObject(), QEvent(QEvent.Type.Paint))
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(), QPointF(), none, left, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(watch.returned):
        watch.eventFilter(QObject(), move)


def test_nothing_comes_while_it_is_stopped(qtbot) -> None:
    watch = IdleWatch(lock_ms=20, warning_ms=10)
    watch.start()
    watch.stop()
    with qtbot.assertNotEmitted(watch.lock_due, wait=60):
        watch.eventFilter(QObject(), _key())
