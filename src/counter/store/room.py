"""Room on the disk: how much is left, what still may be written with it, and a ballast that is given up at the end."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from counter.store.held_file import remove

Level = Literal["plenty", "low", "no_files", "no_intake"]
LEVELS: tuple[Level, ...] = ("plenty", "low", "no_files", "no_intake")
MB = 1024 * 1024
LOW, NO_FILES, NO_INTAKE = 1024 * MB, 300 * MB, 100 * MB
FULL = MB
BALLAST, STEP = 50 * MB, 5 * MB
NAME = "ballast"


def free_bytes(folder: Path) -> int:
    """What the disk of that folder has left for this user."""
    import shutil  # with what it brings along it would be a part of the time to the first page

    return shutil.disk_usage(folder).free


def is_full(folder: Path, free: Callable[[Path], int] = free_bytes) -> bool:
    """Whether there is too little for the files that SQLite lays beside a database. A disk that does not answer is not
    full."""
    try:
        return free(folder) < FULL
    except OSError:
        return False


def level_of(free: int) -> Level:
    """Under 1 GB a person is told; under 300 MB no more scans are taken in; under 100 MB nothing new is received."""
    return "no_intake" if free < NO_INTAKE else "no_files" if free < NO_FILES else "low" if free < LOW else "plenty"


class Room:
    """The room of one data folder. `free` is asked on the store's thread only, never on that of the window.

    The ballast is a file of 50 MB that is deleted when nothing new is received any more, so that what is under way and
    the logs still fit; it is laid down again when there is plenty."""

    def __init__(self, folder: Path, free: Callable[[Path], int] = free_bytes, *, ballast: int = BALLAST) -> None:
        self._folder, self._free, self._size = folder, free, ballast
        self._left: int | None = None
        self._given_up = 0

    @property
    def ballast(self) -> Path:
        return self._folder / NAME

    def look(self) -> Level:
        """The level now. A disk that does not answer is told where something is saved, not here."""
        try:
            self._left = self._free(self._folder)
        except OSError:
            return "plenty"
        level = level_of(self._left - self._given_up)  # what was given up is not for new dossiers
        if level == "plenty":
            self._given_up = 0
        return level

    @property
    def left(self) -> int | None:
        """The bytes of the last look; None before the first."""
        return self._left

    def trim(self) -> Level:
        """Look, and give up the ballast or lay down a little more of it as the level wants. Called once a minute: nobody
        waits for fifty megabytes at once."""
        level = self.look()
        with contextlib.suppress(OSError):
            if level == "no_intake":
                self.give_up()
            elif level == "plenty" and self._left is not None and self._left > LOW + self._size:
                self._lay_down()
        return level

    def give_up(self) -> bool:
        """Give up the ballast; whether there was one. Raises OSError."""
        if not self.ballast.exists():
            return False
        self._given_up = self.ballast.stat().st_size
        remove(self.ballast)
        return True

    def _lay_down(self) -> None:
        """Noise, for a disk that compresses or leaves holes would give nothing back."""
        held = self.ballast.stat().st_size if self.ballast.exists() else 0
        if held < self._size:
            with self.ballast.open("ab") as file:
                file.write(os.urandom(min(STEP, self._size - held)))
