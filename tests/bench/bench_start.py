"""Start to the first painted page, and memory, against a minimal PySide6 window started in turn with it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_PAINTED = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
def rss():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
class Watch(QObject):
    painted = None
    def eventFilter(self, watched, event):
        if self.painted is None and event.type() == QEvent.Type.Paint:
            self.painted = time.monotonic()
            QTimer.singleShot(1500, self.end)
        return False
    def end(self):
        print(json.dumps({"painted": self.painted, "rss": rss()}), flush=True)
        QApplication.quit()
"""

_FLOOR = (
    _PAINTED
    + """
from PySide6.QtWidgets import QFormLayout, QLineEdit, QMainWindow, QPushButton, QWidget
app = QApplication([])
watch = Watch()
window = QMainWindow()
window.installEventFilter(watch)
page = QWidget()
form = QFormLayout(page)
for name in ("a", "b", "c", "d"):
    form.addRow(name, QLineEdit())
form.addRow(QPushButton("go"))
window.setCentralWidget(page)
window.resize(1366, 768)
window.show()
app.exec()
"""
)

# In the order of the program itself: what its command needs is there before Qt is.
_PRODUCT = (
    """
import gc
from pathlib import Path
from counter.commands.desk import LOGS, open_window, watched
gc.disable()
"""
    + _PAINTED
    + """
from counter.gui.application import open_application
app = open_application()
folder = Path(sys.argv[1])
office, desk = open_window(app, folder / "data", state=folder / "state", printer="none")
watching = watched(folder / "data" / LOGS, desk)
watching.__enter__()
watch = Watch()
desk.window.resize(1366, 768)
desk.window.installEventFilter(watch)
desk.show()
app.exec()
desk.close()
office.close()
"""
)


def _once(code: str, folder: str) -> tuple[float, float]:
    # With bytecode, as it is installed: where its writing is forbidden the product alone would be compiled at every start.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True, env=env)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["painted"] - began, told["rss"] / 1024


def run(scale: str = "full") -> list[dict[str, Any]]:
    """Rows: seconds from exec to the first paint (sign-in page), and MB resident a second and a half later."""
    from counter.usecases.sign_in import Accounts
    from tests.made.world import World

    times: dict[str, list[float]] = {"floor": [], "product": []}
    memory: dict[str, list[float]] = {"floor": [], "product": []}
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        Accounts(world.store).add("ha", "Phạm Thu Hà", "clerk", "mật khẩu dài")  # without one it is a first start
        world.close()
        for turn in range(4 if scale == "short" else 12):
            for name, code in (("floor", _FLOOR), ("product", _PRODUCT)):
                seconds, megabytes = _once(code, folder)
                if turn:  # the first of each only warms the caches
                    times[name].append(seconds)
                    memory[name].append(megabytes)
    rows = []
    for work, held, unit in (
        ("start to first painted page", times, "s"),
        ("memory, idle at the sign-in", memory, "MB"),
    ):
        value, limit = statistics.median(held["product"]), statistics.median(held["floor"])
        # Of what ran side by side: a machine that is busy for a while is busy for both of a turn.
        ratio = statistics.median(ours / floor for ours, floor in zip(held["product"], held["floor"], strict=True))
        rows.append({"work": work, "value": value, "limit": limit, "ratio": ratio, "goal": 2.0, "unit": unit})
    return rows
