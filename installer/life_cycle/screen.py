"""A screen that nobody sees, the windows on it and pictures of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.life_cycle.machine import DIES_WITH_US, end, wait_for

_SIZE = "1600x900x24"
_AT_MOST_S = 30


@dataclass(frozen=True, slots=True)
class Window:
    """One window, with its place on the screen in pixels."""

    number: str
    left: int
    top: int
    width: int
    height: int


class Screen:
    """An X server on the first display number that is free. Close it."""

    def __init__(self, home: Path) -> None:
        """`home`: where the window manager finds nothing of the user who runs this."""
        places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        home.mkdir(parents=True, exist_ok=True)
        read, write = os.pipe()
        try:
            self._server = subprocess.Popen(
                [*DIES_WITH_US, "Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset"],
                pass_fds=(write,), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            os.close(write)
        with os.fdopen(read, "rb") as answer:
            number = answer.readline().decode("ascii").strip()  # ends with the server, if that cannot start
        if not number:
            raise RuntimeError("Xvfb does not start")
        self.display = f":{number}"
        # Without a window manager nobody gives the keyboard from a window that closes to the one that stays.
        self._manager = subprocess.Popen(
            [*DIES_WITH_US, "openbox", "--sm-disable"], env={**os.environ, **places, "DISPLAY": self.display},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def windows(self, title: str) -> list[Window]:
        """Those that are shown and whose title matches the expression."""
        return [
            window
            for number in self._ask("search", "--onlyvisible", "--name", title).split()
            if (window := self._window(number)) is not None
        ]

    def wait_for(self, title: str, *, at_most: float, alive: Callable[[], bool] = lambda: True) -> Window | None:
        """The largest one, as soon as one is there; None when the time is over, or the program with it."""
        until = time.monotonic() + at_most
        while time.monotonic() < until:
            found = self.windows(title)
            if found:
                return max(found, key=lambda window: window.width * window.height)
            if not alive():
                return None
            time.sleep(0.3)
        return None

    def titles(self) -> list[str]:
        """The titles of all windows that are shown, for whoever looks for the reason."""
        numbers = self._ask("search", "--onlyvisible", "--name", ".").split()
        return [name for number in numbers if (name := self._ask("getwindowname", number).strip())]

    def focus(self, window: Window) -> None:
        """A click at the window's edge: the keyboard is its own."""
        self._ask("windowactivate", window.number)
        self._ask("mousemove", str(window.left + 40), str(window.top + 40), "click", "1")
        wait_for(lambda: self._takes_keys(window), at_most=10)

    def type(self, text: str) -> None:
        """Keystrokes at a person's pace into whatever has the cursor in it."""
        self._ask("type", "--delay", "300", text)  # xdotool's delay comes out at half of it

    def _takes_keys(self, window: Window) -> bool:
        # The window manager leaves it to the program to take the keyboard, and wine, when it is busy, forgets to.
        self._ask("windowfocus", window.number)
        return self._ask("getwindowfocus").strip() == window.number

    def scan(self, text: str) -> None:
        """Keystrokes at the pace of a scanner that types like a keyboard, ended by Enter."""
        self._ask("type", "--delay", "10", text + "\n")

    def press(self, *keys: str) -> None:
        """Keys by name, one after the other, to whatever has the focus."""
        for key in keys:
            self._ask("key", "--delay", "60", key)

    def picture(self, file: Path, window: Window | None = None) -> int:
        """The screen, or a window's part of it, as a PNG; how many different colours it has."""
        file.parent.mkdir(parents=True, exist_ok=True)
        place = [] if window is None else [str(n) for n in (window.left, window.top, window.width, window.height)]
        done = subprocess.run(
            [sys.executable, "-m", "installer.life_cycle.picture", str(file), *place],
            env={**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True, text=True, check=True, timeout=_AT_MOST_S,
        )  # fmt: skip
        return int(done.stdout)

    def close(self) -> None:
        """The server ends, and with it whatever still shows something."""
        end(self._manager)
        end(self._server)

    def _window(self, number: str) -> Window | None:
        lines = self._ask("getwindowgeometry", "--shell", number).splitlines()
        facts = dict(line.split("=", 1) for line in lines if "=" in line)
        try:
            return Window(number, *(int(facts[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))
        except (KeyError, ValueError):
            return None  # closed in between

    def _ask(self, *arguments: str) -> str:
        try:
            asked = subprocess.run(
                ["xdotool", *arguments], env={**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"},
                capture_output=True, text=True, check=False, timeout=_AT_MOST_S, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return ""
        return asked.stdout
