"""What the run needs of Debian: looked for, installed when it is missing, tried twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

WINE = ("wine", "wine64", "winbind")
TOOLS = ("xvfb", "openbox", "xdotool", "gcc-mingw-w64-x86-64", "fonts-liberation", "fonts-dejavu-core")
_PATIENCE_S = 900
_PAUSE_S = 10

BANNER = """
**********************************************************************
**  wine CANNOT BE HAD on this machine.                             **
**  The life cycle of the MSI was NOT run: nothing was installed,   **
**  started, upgraded or removed. Only its build and its tables     **
**  were checked. Run `make msi-test` where wine can be installed.  **
**********************************************************************
"""


def missing(names: tuple[str, ...]) -> list[str]:
    """Those that are not installed. Where there is no dpkg, all of them."""
    if shutil.which("dpkg-query") is None:
        return list(names)
    gone = []
    for name in names:
        asked = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True, check=False, timeout=60
        )
        if asked.stdout != "install ok installed":
            gone.append(name)
    return gone


def install(names: tuple[str, ...]) -> list[str]:
    """Install what is missing; what is missing still."""
    for left in (1, 0):
        wanted = missing(names)
        if not wanted or shutil.which("apt-get") is None:
            return wanted
        print(f"Installing system packages: {' '.join(wanted)}", file=sys.stderr, flush=True)
        if not _apt(wanted) and left:
            time.sleep(_PAUSE_S)
    return missing(names)


def wine_there() -> bool:
    """Whether wine can be started at all."""
    return shutil.which("wine") is not None and shutil.which("wineserver") is not None


def _apt(names: list[str]) -> bool:
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    try:
        subprocess.run([*apt, "update"], check=True, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL)
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", *names],
            check=True, timeout=_PATIENCE_S, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        print(f"apt-get: {type(error).__name__}", file=sys.stderr, flush=True)
        return False
    return True
