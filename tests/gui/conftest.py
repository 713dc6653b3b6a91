"""Every test of the screens starts in the light look at 100 %, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from counter.gui import language
from counter.gui.theme import Theme


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    Theme().apply(qapp)
    language.install("vi")
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
