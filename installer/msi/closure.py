"""Whether everything that the payload's programs need is there: beside them or in each Windows. Wine would not tell."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from installer.msi import pe

IN_WINDOWS = {
    "advapi32", "authz", "bcrypt", "bcryptprimitives", "comdlg32", "crypt32", "d3d11", "d3d12", "d3d9",
    "dwmapi", "dwrite", "dxgi", "gdi32", "icuuc", "imm32", "iphlpapi", "kernel32", "mpr", "msi", "msvcrt",
    "netapi32", "ntdll", "ole32", "oleaut32", "rpcrt4", "setupapi", "shell32", "shlwapi", "uiautomationcore",
    "user32", "userenv", "uxtheme", "version", "winmm", "ws2_32", "wtsapi32",
}  # fmt: skip
"""In the system folder of every Windows 10 from 1809 on. The Visual C++ runtime is not among them: it must come along."""

_BORN_OF_THE_SYSTEM = ("api-ms-win-*.dll", "ext-ms-win-*.dll", "winspool.drv")
_PROGRAMS = (".dll", ".pyd", ".exe")


def lacking(folder: Path) -> list[str]:
    """What is missing or for another processor, one line each."""
    programs = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix.lower() in _PROGRAMS}
    there = {path.name.lower() for path in programs}
    found: list[str] = []
    for path, data in programs.items():
        name = path.relative_to(folder).as_posix()
        if pe.machine(data) != pe.X64:
            found.append(f"{name} is not for 64-bit Windows")
        for library in pe.imports(data):
            in_windows = library.removesuffix(".dll") in IN_WINDOWS
            if (
                not in_windows
                and library not in there
                and not any(fnmatchcase(library, p) for p in _BORN_OF_THE_SYSTEM)
            ):
                found.append(f"{name} needs {library}")
    return found
