"""The first window loads only what it needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from counter.usecases.sign_in import Accounts
from tests.made.world import World

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

# The way of the program itself, to the sign-in page on the screen.
STARTED = """
import json, sys
from pathlib import Path
from counter.commands.desk import LOGS, open_window, watched
from counter.gui.application import open_application
app = open_application()
folder = Path(sys.argv[1])
office, desk = open_window(app, folder / "data", state=folder / "state", printer="none")
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
class FirstPaint(QObject):
    seen = None
    def eventFilter(self, watched, event):
        if self.seen is None and event.type() == QEvent.Type.Paint:
            import linecache
            read = [Path(name).name for name in linecache.cache]
            self.seen = {"modules": [*sys.modules], "widgets": [*vars(QtWidgets)], "read": read}
            app.quit()
        return False
first = FirstPaint()
desk.window.installEventFilter(first)
with watched(folder / "data" / LOGS, desk):
    desk.show()
    app.exec()
desk.close()
office.close()
print(json.dumps(first.seen))
"""


def test_before_the_first_paint_there_is_what_the_sign_in_needs_and_nothing_else(tmp_path: Path) -> None:
    world = World(tmp_path)
    Accounts(world.store).add("ha", "Phạm Thu Hà", "clerk", "mật khẩu dài")
    world.close()
    done = subprocess.run([sys.executable, "-c", STARTED, tmp_path], capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    loaded = set(seen["modules"])
    assert "counter.gui.sign_in_page" in loaded
    assert not loaded & {
        "sqlalchemy", "alembic", "reportlab", "requests", "cryptography", "argon2", "pypdfium2", "asyncio", "getpass",
        "subprocess", "ctypes", "platformdirs", "queue", "uuid",
    }  # fmt: skip
    assert not loaded & {
        "counter.domain.wording", "counter.domain.catalogue", "counter.gui.first_start_page", "counter.gui.first_start_desk",
        "counter.gui.reception_page", "counter.gui.frame", "counter.gui.services", "counter.sync", "counter.printing",
        "counter.devices", "counter.diagnostics", "counter.wire", "counter.store.kept_catalogue", "counter.store.recovery",
        "counter.store.newer", "counter.store.deed", "counter.store.projection", "counter.journal.business_day",
    }  # fmt: skip
    assert not [name for name in seen["read"] if name in ("desk.py", "sign_in_page.py", "local_store.py")]
    # PySide makes classes of widgets by the dozen when it is asked what a widget of Qt's own is.
    assert "QScrollArea" in seen["widgets"]
    assert not {"QWizard", "QListView", "QSlider"} & set(seen["widgets"])


def test_the_screens_load_no_store_no_paper_and_no_other_part_of_qt() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    qt = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert qt == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
    for heavy in ("sqlalchemy", "reportlab", "requests", "cryptography", "argon2", "pypdfium2", "asyncio"):
        assert heavy not in loaded
    for layer in ("counter.store", "counter.usecases", "counter.sync", "counter.printing", "counter.devices"):
        assert layer not in loaded
