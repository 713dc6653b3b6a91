"""The status bar says when the last whole copy was made, in either language, and calls for a person when it is too long ago."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from counter.gui.background import Background
from counter.gui.backup_desk import BackupDesk
from counter.gui.changes import Changes
from counter.gui.status_bar import StatusBar
from counter.store.last_backup import LastBackup
from tests.made.world import MONDAY, HandClock

pytestmark = pytest.mark.usefixtures("qapp")


def words(last: LastBackup | None, folder: Path | None = Path("/stick"), language: str = "vi") -> tuple[str, str, bool]:
    said: list[tuple[str, str, bool]] = []
    desk = BackupDesk(Changes(), lambda: (folder, last), Background(at_once=True), HandClock())
    desk.said.connect(lambda *what: said.append(what))
    desk.speak(language)  # type: ignore[arg-type]
    desk.look()
    QApplication.processEvents()
    return said[-1]


def test_nothing_is_said_when_no_place_is_set() -> None:
    assert words(LastBackup(MONDAY, 5), None) == ("", "", False)


def test_each_standing_has_its_words() -> None:
    assert words(None)[2] is False
    good = LastBackup(MONDAY - timedelta(minutes=2), 5, MONDAY, None, MONDAY)
    assert "09:40" in words(good)[0]
    assert "5 sự việc" in words(good)[1]
    assert words(good)[2] is False
    old = LastBackup(MONDAY - timedelta(days=4), 5, MONDAY, "backup.place", MONDAY)
    short, whole, attention = words(old)
    assert "19/11" in short
    assert "Không ghi được vào nơi sao lưu" in whole
    assert attention
    assert "cannot be written" in words(old, language="en")[1]
    never = LastBackup(None, 0, MONDAY, "backup.full", MONDAY - timedelta(days=4))
    assert words(never)[2] is True


def test_status_bar_shows_it_only_where_there_is_something_to_say() -> None:
    bar = StatusBar()
    bar.show_backup("Đã sao lưu 16:42", "Bản sao gần nhất lúc 16:42", False)
    assert not bar._backup.isHidden()
    assert bar._backup.toolTip() == bar._backup.accessibleDescription() == "Bản sao gần nhất lúc 16:42"
    bar.show_backup("", "", False)
    assert bar._backup.isHidden()
