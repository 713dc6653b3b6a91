"""What was laid down for a machine, in its window: it holds, it is shown as the organisation's, and it cannot be changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter.gui.clerk_menu import ClerkMenu
from counter.policy.files import FileSource
from counter.store.settings_table import get
from tests.made.counter_window import CounterWindow


@pytest.fixture
def laid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., CounterWindow]]:
    """Opens a window on a machine for which values were laid down."""
    opened: list[CounterWindow] = []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def open_window(**values: str) -> CounterWindow:
        etc = tmp_path / "etc"
        etc.mkdir()
        (etc / "policy.toml").write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
        opened.append(CounterWindow(tmp_path, source=FileSource(etc)))
        return opened[-1]

    yield open_window
    for window in opened:
        window.end()


def menu(counter: CounterWindow) -> ClerkMenu:
    return counter.window.frame.menu


def test_a_language_that_was_laid_down_is_spoken_and_no_other_can_be_chosen(laid: Callable[..., CounterWindow]) -> None:
    counter = laid(Language='"en"')
    assert "Sign in" in counter.words()
    counter.sign_in()
    assert [action.isEnabled() for action in menu(counter)._languages.values()] == [False, False]
    assert menu(counter)._tongue.title() == "Language (set by the organisation)"
    counter.window.look_chosen.emit("dark", 100, "vi")
    counter.settle()
    assert counter.desk.look.language == "en"
    assert "set by the organisation" in menu(counter)._tongue.title()
    with counter.world.store.database.read() as transaction:
        assert get(transaction, "look") == ["dark", 100, "vi"]  # what holds when nothing is laid down any more


def test_a_printer_that_was_laid_down_is_shown_and_cannot_be_chosen(
    laid: Callable[..., CounterWindow], tmp_path: Path
) -> None:
    counter = laid(Printer=f'"folder:{tmp_path / "giay"}"')
    counter.sign_in()
    choice = counter.page._ui.receipt._ui.printer
    counter.until(lambda: choice.isVisible(), "the printer")
    assert not choice.isEnabled()
    assert choice.currentText() == "Thư mục giay (do tổ chức đặt)"
    counter.desk.work.printers.choose("none")
    counter.settle()
    assert counter.desk.work.services.print_log.printer == f"folder:{tmp_path / 'giay'}"
    counter.one_reception()
    counter.until(lambda: list((tmp_path / "giay").glob("*.pdf")), "the receipt where it was laid down to go")


def test_opening_by_itself_is_chosen_in_the_menu(laid: Callable[..., CounterWindow], tmp_path: Path) -> None:
    counter = laid()
    counter.sign_in()
    act = menu(counter)._autostart
    entry = tmp_path / "config" / "autostart" / "counter.desktop"
    assert (act.isEnabled(), act.isChecked(), act.text()) == (True, False, "Tự mở khi đăng nhập máy")
    act.trigger()
    counter.settle()
    assert act.isChecked()
    assert "--data" in entry.read_text()
    act.trigger()
    counter.settle()
    assert not act.isChecked()
    assert not entry.exists()


def test_opening_by_itself_that_was_laid_down_cannot_be_chosen(
    laid: Callable[..., CounterWindow], tmp_path: Path
) -> None:
    counter = laid(Autostart="true")
    counter.sign_in()
    act = menu(counter)._autostart
    counter.until(lambda: not act.isEnabled(), "the act to be fixed")
    assert act.isChecked()
    assert act.text() == "Tự mở khi đăng nhập máy (do tổ chức đặt)"
    assert (tmp_path / "config" / "autostart" / "counter.desktop").exists()


def test_an_entry_that_cannot_be_kept_is_not_shown_as_kept(laid: Callable[..., CounterWindow], tmp_path: Path) -> None:
    (tmp_path / "config").write_text("no folder")
    counter = laid()
    counter.sign_in()
    act = menu(counter)._autostart
    act.trigger()
    counter.settle()
    assert not act.isChecked()


SCALED = """
from counter.gui.application import open_application
app = open_application()
from PySide6.QtGui import QGuiApplication
print(app.primaryScreen().devicePixelRatio(), QGuiApplication.highDpiScaleFactorRoundingPolicy().name)
"""


def test_a_screen_at_a_quarter_more_is_drawn_at_just_that() -> None:
    env = {**os.environ, "QT_SCALE_FACTOR": "1.25"}
    done = subprocess.run([sys.executable, "-c", SCALED], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.split() == ["1.25", "PassThrough"]
