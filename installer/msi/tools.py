"""The programs of others that build the installer, run with what makes their result the same each time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from installer.msi.product import Unfit

BUILT_AT = 1704067200
"""The moment that everything built bears: 2024-01-01 00:00 UTC."""

_BUILT_AT_WORDS = "2024-01-01 00:00:00"


def run(
    *command: str | Path, cwd: Path | None = None, built_at: bool = False, sent: str = "", **environment: str
) -> str:
    """Run to its end; what it said on standard output. `built_at`: it is told the moment of building for the time of day.
    `sent`: what it reads from standard input.

    Raises Unfit with what it said when it fails or is not there."""
    words = [str(word) for word in command]
    clock = ["faketime", "-f", _BUILT_AT_WORDS] if built_at else []
    for program in (words[0], *clock[:1]):
        if shutil.which(program) is None:
            raise Unfit(f"{program} is not installed; see installer/system_packages.sh")
    done = subprocess.run(
        [*clock, *words], cwd=cwd, env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", **environment},
        input=sent, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Unfit(f"{Path(words[0]).name} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def stamp(folder: Path) -> None:
    """Give all files below the folder the moment of building."""
    for path in folder.rglob("*"):
        os.utime(path, (BUILT_AT, BUILT_AT))
