"""The installed program as IT and the clerk use it: its command line, its shortcut, its window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from installer.life_cycle.machine import Machine, Outcome, wait_for
from installer.life_cycle.screen import Screen, Window

FOLDER = r"C:\Program Files\Counter"
DATA = r"C:\ProgramData\Counter"
WINDOW, COMMAND_LINE = "counter.exe", "counter-cli.exe"
NAME = "Quầy Một Cửa"
TITLE = f"^{NAME}"


class Program:
    """What the MSI put on one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.folder, self.data = machine.path(FOLDER), machine.path(DATA)

    def cli(self, *arguments: str, sent: str | None = None, at_most: float = 120, password: str = "") -> Outcome:
        """`counter-cli` with these arguments, what it said, and its end."""
        given = {"COUNTER_PASSWORD": password} if password else {}
        raw = None if sent is None else sent.encode("utf-8")
        return self.machine.run(rf"{FOLDER}\{COMMAND_LINE}", *arguments, sent=raw, at_most=at_most, **given)

    def shortcut(self) -> Path | None:
        """The Start menu's entry, wherever wine puts it."""
        return next((link for link in self.machine.drive.rglob(f"{NAME}.lnk") if "Start Menu" in str(link)), None)


def lines(outcome: Outcome) -> list[dict[str, Any]]:
    """The JSON that a command printed, one object a line. Raises ValueError for anything else."""
    return [json.loads(line) for line in outcome.out.splitlines()]


def first(outcome: Outcome) -> dict[str, Any]:
    """Its first object; an empty one when there is none or it is no JSON."""
    try:
        return lines(outcome)[0]
    except (ValueError, IndexError):
        return {}


class Opened:
    """The window, opened from the Start menu. Close it."""

    def __init__(self, program: Program, screen: Screen, *, at_most: float, title: str = TITLE) -> None:
        self._machine = program.machine
        link = program.shortcut()
        if link is None:
            raise RuntimeError("no shortcut in the Start menu")
        self._machine.run("start", "/unix", str(link), at_most=60)
        self.window: Window | None = screen.wait_for(title, at_most=at_most, alive=self.running)

    def running(self) -> bool:
        """Whether the program is there still."""
        return self._machine.has(WINDOW)

    def close(self) -> bool:
        """Ask the window to close, as the clerk does; whether the program ended by that."""
        ask_to_close(self._machine, WINDOW)
        ended = wait_for(lambda: not self.running(), at_most=20)
        if not ended:
            self._machine.run("taskkill", "/f", "/im", WINDOW, at_most=30)
        return ended


def ask_to_close(machine: Machine, program: str) -> None:
    """The message that the cross of a window sends."""
    machine.run("taskkill", "/im", program, at_most=30)
