"""The window that does not open: it says why, and still gives IT what helps from afar."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.app import seen_diagnosis
from counter.domain.sentence import Sentence, say
from counter.gui.parts.key_button import KeyButton
from counter.gui.stopped import stopped
from counter.log.folder import FOLDER, log_files
from tests.made.world import World

# Opens the counter as the Start menu does, and closes whatever window came instead of its own.
OPENS = """
import sys, threading, time
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication, QLabel
def wait():
    windows = []
    while not windows:
        time.sleep(0.02)
        if QApplication.instance() is not None:
            windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    time.sleep(0.1)
    print(*(label.text() for window in windows for label in window.findChildren(QLabel)), flush=True)
    QMetaObject.invokeMethod(QApplication.instance(), "quit", Qt.ConnectionType.QueuedConnection)
threading.Thread(target=wait, daemon=True).start()
from counter.cli import main
sys.exit(main(["desk", "--data", sys.argv[1]]))
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    world = World(tmp_path)
    world.close()
    (world.data / "counter.db").write_bytes(b"x" * 8192)
    return world.data


def test_diagnostics_are_made_where_the_database_does_not_open(
    qapp: QApplication, broken: Path, tmp_path: Path
) -> None:
    sources = partial(seen_diagnosis, broken, state=tmp_path / "state")
    window = stopped(qapp, say(Sentence("store.wrong_key")), "vi", sources)
    window.show()
    buttons = {button.words(): button for button in window.findChildren(KeyButton)}
    QTest.keyClick(buttons["Thông tin chẩn đoán…"], Qt.Key.Key_Space)
    desk = window.diagnostics
    assert desk is not None
    desk._worker.flush()
    assert desk.dialog is not None
    assert desk.dialog.width() > window.width()
    assert desk._bundle is not None
    texts = {item.name: item.text for item in desk._bundle.items}
    assert '"trouble": "store.wrong_key"' in texts["store/sync.json"]
    assert '"looked_at": true' in texts["paper.json"]
    window.reject()
    assert desk.dialog is None


def test_a_mistake_of_the_program_while_it_opens_is_said_in_a_window_and_logged(tmp_path: Path) -> None:
    world = World(tmp_path)
    with world.store.database.write() as transaction:
        transaction.run("DROP TABLE setting")
    world.close()
    home = {**os.environ, "HOME": str(tmp_path), "COUNTER_TRACEBACK": ""}
    done = subprocess.run(
        [sys.executable, "-c", OPENS, str(world.data)],
        capture_output=True,
        text=True,
        env=home,
        check=False,
        timeout=60,
    )
    assert done.returncode == 70
    assert "ngoài dự kiến (OperationalError at " in done.stdout
    assert "Hồ sơ đã lưu vẫn an toàn" in done.stdout
    (log,) = log_files(world.data / FOLDER)
    assert "counter.commands.desk: bug: OperationalError at database.row:" in log.read_text(encoding="utf-8")
