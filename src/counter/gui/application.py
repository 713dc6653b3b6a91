"""The one application object of a process with windows."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from counter.gui.plain_imports import import_plainly
from counter.gui.sweep import Sweep

FUSION = "counter draws in fusion"


def open_application() -> QApplication:
    """Fusion from the start: changing the style of a running application costs a tenth of the whole start."""
    import_plainly()
    # A screen at 125 or 150 % is drawn at just that: rounded, the text would be a quarter too large or too small.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setProperty(FUSION, True)
    Sweep(app)
    return app
