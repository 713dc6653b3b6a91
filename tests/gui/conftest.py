"""Every test of the screens starts in the light look at 100 %, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from counter.gui import language
from counter.gui.theme import Theme
from tests.made.counter_window import CounterWindow
from tests.made.world import World


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    Theme().apply(qapp)
    language.install("vi")
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[CounterWindow]:
    """One counter of Cô Tô with its window open, nobody signed in."""
    made = CounterWindow(tmp_path)
    yield made
    made.end()


@pytest.fixture
def other() -> Iterator[Callable[[World], CounterWindow]]:
    """Opens the window of another machine, or of the same one after its process has died."""
    opened: list[CounterWindow] = []

    def open_window(world: World) -> CounterWindow:
        opened.append(CounterWindow(world.folder, world=world))
        return opened[-1]

    yield open_window
    for window in opened:
        window.end()
