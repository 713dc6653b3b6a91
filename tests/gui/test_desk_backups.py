"""Copies in the life of the window: made by themselves beside the clerk's work, cut at the end, and a newer program's data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter.gui.status_bar import StatusBar
from counter.store.copy_rotation import copies
from counter.store.last_backup import set_daily_folder
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow
from tests.made.world import World

Key = Qt.Key


def said(counter: CounterWindow) -> str:
    bar = counter.window.findChild(StatusBar)
    assert bar is not None
    return bar._backup.text() if not bar._backup.isHidden() else ""


def test_copy_is_made_beside_the_work_and_the_foot_of_the_window_says_when(
    counter: CounterWindow, tmp_path: Path
) -> None:
    counter.sign_in()
    assert said(counter) == ""
    set_daily_folder(counter.world.store, tmp_path / "stick")
    work = counter.desk.work
    work.backups.start()
    counter.one_reception(CARD)
    assert work.backups._keeper is not None
    work.backups._keeper.wish()
    counter.one_reception(OTHER_CARD)
    counter.until(lambda: said(counter).startswith("Đã sao lưu "), "the words")
    (machine,) = (tmp_path / "stick").iterdir()
    assert len(copies(machine)) == 1
    assert counter.codes()[-1].endswith("-0002")


def test_place_that_is_gone_is_said_quietly_and_work_goes_on(counter: CounterWindow, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("no folder")
    set_daily_folder(counter.world.store, tmp_path / "stick")
    counter.sign_in()
    counter.desk.work.backups.start()
    assert counter.desk.work.backups._keeper is not None
    counter.desk.work.backups._keeper.wish()
    counter.until(lambda: said(counter) == "Chưa sao lưu lần nào", "the words")
    bar = counter.window.findChild(StatusBar)
    counter.until(lambda: "Không ghi được" in bar._backup.toolTip(), "the reason")
    assert counter.notices() == {}  # nobody at the counter can do anything about it now
    counter.one_reception(CARD)


def test_draft_is_kept_when_windows_is_about_to_end_the_session(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    counter.desk.keep()  # what is asked before anything is ended
    (content,) = counter.rows("SELECT content FROM draft WHERE account = 'ha'")[0]
    assert "1.00" in content
    counter.receive()  # and the session was not ended after all


@pytest.mark.slow
def test_window_over_newer_data_shows_and_prints_and_receives_nothing(
    counter: CounterWindow, other: Callable[[World], CounterWindow]
) -> None:
    counter.sign_in()
    code = counter.one_reception(CARD)
    counter.until(lambda: all(state == "printed" for state, _ in counter.prints()), "the paper")
    counter.close()
    counter.world.store.database.script(("UPDATE schema_revision SET revision = '9999'",))
    counter.world.reopen()
    assert counter.world.store.newer
    counter.office.store = counter.world.store
    counter.open()
    counter.sign_in()
    assert "phiên bản mới hơn" in counter.notices()["newer"]
    before = counter.codes()
    counter.scan(OTHER_CARD)
    counter.choose()
    counter.press(Key.Key_F9)
    counter.settle()
    assert counter.codes() == before == [code]
    assert counter.page._ui.receipt._ui.trouble.isVisible()
    counter.desk.work.open_code(code)
    panel = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: panel.view() is not None, "the story")
