"""What lies in a cycle is collected in the window's thread, and in no other."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: collecting is a matter of the whole process.
SCRIPT = """
import gc, threading
from counter.gui.application import open_application
app = open_application()
{mutant}
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog
class Ring(QDialog):
    def __init__(self):
        super().__init__()
        self.me = self
where = []
def gone():
    where.append("window" if threading.current_thread() is threading.main_thread() else "other")
    app.quit()
gc.collect()
ring = Ring()
ring.destroyed.connect(gone, Qt.ConnectionType.DirectConnection)
del ring
kept = []
def work():
    kept.extend([] for _ in range(100_000))
thread = threading.Thread(target=work)
thread.start()
thread.join()
before = list(where)
QTimer.singleShot(20_000, app.quit)
if not where:
    app.exec()
print(before, where)
"""


def _told(mutant: str) -> str:
    script = SCRIPT.format(mutant=mutant)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def test_widget_in_a_cycle_is_destroyed_in_the_window_s_thread_only() -> None:
    assert _told("") == "[] ['window']"


def test_python_by_itself_destroys_it_wherever_somebody_works() -> None:
    assert _told("gc.enable()") == "['other'] ['other']"
