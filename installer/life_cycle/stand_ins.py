"""Builds the libraries of `shims/` and lays them into one wine prefix: never into the product."""

from __future__ import annotations

import subprocess
from pathlib import Path

from installer.life_cycle.machine import Machine

_SOURCES = Path(__file__).parent / "shims"
_EXTRA = {"bcryptprimitives": ["-ladvapi32"]}
_COMPILER = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-Wall", "-Wl,--no-insert-timestamp"]
_CLASS = r"""REGEDIT4

[HKEY_LOCAL_MACHINE\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings]
"DllPath"="C:\\windows\\system32\\uisettings.dll"
"ActivationType"=dword:00000000
"Threading"=dword:00000000
"TrustLevel"=dword:00000000
"""


def lay(machine: Machine) -> None:
    """Raises CalledProcessError when the compiler refuses, RuntimeError when wine's registry does."""
    system = machine.drive / "windows" / "system32"
    for source in sorted(_SOURCES.glob("*.c")):
        library = system / f"{source.stem}.dll"
        library.unlink(missing_ok=True)  # wine's own is a link into the host's files in some versions
        subprocess.run(
            [*_COMPILER, "-o", str(library), str(source), *_EXTRA.get(source.stem, [])],
            check=True, timeout=120, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    entries = machine.drive / "uisettings.reg"
    entries.write_text(_CLASS, encoding="ascii", newline="\r\n")
    done = machine.run("regedit", "/S", r"C:\uisettings.reg", at_most=60)
    entries.unlink()
    if done.code:
        raise RuntimeError(done.told())
