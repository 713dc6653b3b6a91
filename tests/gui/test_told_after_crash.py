"""The window breaks down in native code: the next one says so in one calm sentence, once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from counter.log.folder import FOLDER, log_files
from counter.log.known import known_lines

WINDOW = """
import ctypes, json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from counter.commands.desk import open_window, watched
from counter.gui.application import open_application

app = open_application()
office, desk = open_window(app, Path(sys.argv[1]) / "data", state=Path(sys.argv[1]) / "state", printer="none")

def then():
    if sys.argv[2] == "break":
        ctypes.string_at(0)
    print(json.dumps(desk.window._ui.bands.notices()), flush=True)
    desk.window.notice_act_requested.emit("crash")
    print(json.dumps(desk.window._ui.bands.notices()), flush=True)
    app.quit()

with watched(office.store.folder / "logs", desk):
    app.aboutToQuit.connect(desk.close)
    desk.built.connect(lambda: QTimer.singleShot(0, then))
    desk.show()
    app.exec()
office.close()
"""


def window(folder: Path, how: str) -> tuple[int, list[dict[str, str]]]:
    done = subprocess.run([sys.executable, "-c", WINDOW, str(folder), how], capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_next_window_says_that_the_last_one_broke_down(tmp_path: Path) -> None:
    code, said = window(tmp_path, "break")
    assert code < 0
    assert said == []
    code, (before, after) = window(tmp_path, "look")
    assert code == 0
    assert "Hồ sơ đã lưu vẫn an toàn" in before["crash"]
    assert "crash" not in after
    logs = tmp_path / "data" / FOLDER
    lines = [line for path in log_files(logs) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum("the program ended by itself: Segmentation fault at" in line for line in lines) == 1
    assert known_lines(lines)[1] == 0
    assert list(logs.glob("crash-*")) == []  # the one after says nothing
