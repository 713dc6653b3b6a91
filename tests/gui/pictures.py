"""Draws every scene in every look: `python -m tests.gui.pictures OUT [SCENE …]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from counter.gui import language
from counter.gui.theme import Theme, ThemeName

SMALL, LARGE = (1366, 768), (1920, 1080)
SHOTS: tuple[tuple[ThemeName, int, tuple[int, int]], ...] = (
    ("light", 100, SMALL),
    ("dark", 100, SMALL),
    ("contrast", 100, SMALL),
    ("light", 100, LARGE),
    ("dark", 100, LARGE),
    ("light", 150, SMALL),
    ("light", 200, SMALL),
    ("contrast", 150, LARGE),
)


def settle(app: QApplication, ms: int = 40) -> None:
    """Let layouts and fades come to rest."""
    deadline = QDeadlineTimer(ms)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def main(arguments: list[str]) -> int:
    """The exit code is 0 when all pictures were written."""
    app = QApplication.instance() or QApplication(["pictures"])
    assert isinstance(app, QApplication)
    Theme().apply(app)
    language.install("vi")
    from tests.gui import backup_scenes, dialog_scenes, doctor_scenes, first_start_scenes, matter_scenes
    from tests.gui.scenes import SCENES

    rooms = (matter_scenes, dialog_scenes, first_start_scenes, doctor_scenes, backup_scenes)
    pictures = tuple(room.PICTURES for room in rooms)
    scenes = {name: scene for held in (SCENES, *pictures) for name, scene in held.items()}
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    wanted = arguments[1:] or list(scenes)
    for name, scale, (width, height) in SHOTS:
        Theme(name, scale).apply(app)
        for scene in wanted:
            window = scenes[scene]()
            window.resize(width, height)
            window.show()
            QCursor.setPos(window.mapToGlobal(QPoint(width // 2, height - 4)))  # where the mouse lies nothing is lit up
            settle(app, 300 if scene.endswith("received") else 120)
            target = out / f"{scene}-{name}-{scale}-{width}x{height}.png"
            if not window.grab().save(str(target)):
                return 1
            window.close()
            window.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
