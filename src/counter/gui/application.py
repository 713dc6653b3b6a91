"""The one application object of a process with windows."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

FUSION = "counter draws in fusion"


def open_application() -> QApplication:
    """Fusion from the start: changing the style of a running application costs a tenth of the whole start."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setProperty(FUSION, True)
    return app
