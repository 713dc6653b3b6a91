"""Whether the window opens by itself when somebody logs on to this PC: what was laid down, else this user's own choice.

The installer may register the program for everybody with `--autostart`; it then ends at once where it is not wanted. This
user's own choice is an entry of this user's: the key Run on Windows, a file of the XDG autostart folder elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from counter.policy.machine import MachineSettings

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "Counter"
FLAG = "--autostart"


class Entry(Protocol):
    """This user's entry among the programs that open by themselves. Any of it may raise OSError."""

    def present(self) -> bool:
        """Whether it is there."""
        ...

    def put(self, command: Sequence[str]) -> None:
        """Make it, or make it anew."""
        ...

    def remove(self) -> None:
        """Take it away; one that is not there is no matter."""
        ...


def opens_by_itself(machine: MachineSettings, entry: Entry) -> bool:
    """What holds on this machine for this user."""
    return entry.present() if machine.autostart is None else machine.autostart


def choose(wanted: bool, machine: MachineSettings, entry: Entry, command: Sequence[str]) -> bool:
    """Keep this user's choice and say what holds now. What was laid down cannot be chosen otherwise. Raises OSError."""
    settle(machine, entry, command)
    if machine.autostart is not None:
        return machine.autostart
    if wanted:
        entry.put(command)
    else:
        entry.remove()
    return wanted


def settle(machine: MachineSettings, entry: Entry, command: Sequence[str]) -> None:
    """Bring the entry to what was laid down, if anything was. Raises OSError."""
    if machine.autostart and not entry.present():
        entry.put(command)
    elif machine.autostart is False:
        entry.remove()


def start_command(data: Path | None = None, *, program: Path | None = None) -> list[str]:
    """What starts the window of this program, as it was started now. `program`: what runs it, by default this process's."""
    program = program or Path(sys.executable)
    if program.stem.lower() in ("counter", "counter-cli"):  # the launcher of the installed program
        command = [str(program.with_name("counter.exe")), FLAG]
    else:
        command = [str(program), "-m", "counter", "desk", FLAG]
    return command if data is None else [*command, "--data", str(data)]


def system_entry() -> Entry:
    """The one of this platform."""
    if sys.platform == "win32":
        return RunEntry()
    return DesktopEntry(Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autostart")


class DesktopEntry:
    """A file of the XDG autostart folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "counter.desktop"

    def present(self) -> bool:
        try:
            return "Hidden=true" not in self._file.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False

    def put(self, command: Sequence[str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = " ".join(map(_quoted, command))
        self._file.write_text(
            f"[Desktop Entry]\nType=Application\nName=Counter\nName[vi]=Quầy Một Cửa\nExec={line}\nTerminal=false\n",
            encoding="utf-8",
        )

    def remove(self) -> None:
        self._file.unlink(missing_ok=True)


def _quoted(word: str) -> str:
    """An argument of `Exec` by the Desktop Entry Specification: quoted, then escaped as any value of the file."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, "\\" + sign)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


class RunEntry:
    """The value of this user's key Run. Only on Windows."""

    def present(self) -> bool:
        if sys.platform != "win32":
            raise OSError("no registry")
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                return bool(winreg.QueryValueEx(key, NAME)[0])
        except FileNotFoundError:
            return False

    def put(self, command: Sequence[str]) -> None:
        if sys.platform != "win32":
            raise OSError("no registry")
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, subprocess.list2cmdline(command))

    def remove(self) -> None:
        if sys.platform != "win32":
            raise OSError("no registry")
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, NAME)
        except FileNotFoundError:
            return
