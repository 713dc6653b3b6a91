"""The first window loads only what it needs."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from counter.gui.theme import Theme
from counter.gui import language
from counter.gui.main_window import MainWindow
from counter.gui.sign_in_page import SignInPage
from counter.gui.reception_page import ReceptionPage
Theme().apply(app)
language.install("vi")
window = MainWindow()
window.show_gate(SignInPage())
window.show()
ReceptionPage()
print(*sorted(name for name in sys.modules if "." not in name or name.startswith(("PySide6.", "counter."))))
"""


def test_the_screens_load_no_store_no_paper_and_no_other_part_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    qt = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
    for heavy in ("sqlalchemy", "reportlab", "requests", "cryptography", "argon2", "pypdfium2", "asyncio"):
        assert heavy not in loaded
    for layer in ("counter.store", "counter.usecases", "counter.sync", "counter.printing", "counter.devices"):
        assert layer not in loaded
