"""What is compiled: counter.exe, which the Start menu opens, counter-cli.exe for the command line, the installer's own words."""

from __future__ import annotations

from pathlib import Path

from installer.msi.icon import icon_of
from installer.msi.product import MANUFACTURER, SHOWN_NAME
from installer.msi.runtime import LIBRARY, STANDARD_LIBRARY
from installer.msi.tools import run

SOURCES = Path(__file__).parent / "launcher"
WINDOW, COMMAND_LINE, ACTIONS = "counter.exe", "counter-cli.exe", "actions.dll"

_NAMES = {"PYTHON": LIBRARY, "STANDARD_LIBRARY": STANDARD_LIBRARY}
_TARGET = "x86_64-w64-mingw32"
_FLAGS = ("-std=c17", "-O2", "-Wall", "-Wextra", "-Werror", "-s", "-static-libgcc",
          "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va")  # fmt: skip


def build_launchers(folder: Path, work: Path, version: str) -> None:
    """Lay both programs into `folder`; in `work` are then the icon and the library with what the installer says.

    Raises Unfit."""
    work.mkdir(parents=True, exist_ok=True)
    (work / "counter.ico").write_bytes(icon_of(SOURCES / "counter.svg"))
    for source in ("counter.c", "actions.c", "open.h"):
        (work / source).write_bytes((SOURCES / source).read_bytes())
    for name, kind in ((WINDOW, ("-mwindows", "-DGUI")), (COMMAND_LINE, ("-mconsole",))):
        for source in ("counter.rc", "counter.manifest"):
            text = (SOURCES / source).read_text(encoding="utf-8")
            (work / source).write_text(_filled(text, name, version), encoding="utf-8")
        run(f"{_TARGET}-windres", "counter.rc", "-O", "coff", "-o", "counter.res", cwd=work)
        flags = (*_FLAGS, "-municode", *kind, *(f'-D{word}=L"{value}"' for word, value in _NAMES.items()))
        run(f"{_TARGET}-gcc", *flags, "counter.c", "counter.res", "-o", name, cwd=work)
        (folder / name).write_bytes((work / name).read_bytes())
    run(f"{_TARGET}-gcc", *_FLAGS, "-shared", "actions.c", "-lmsi", "-o", ACTIONS, cwd=work)


def _filled(text: str, name: str, version: str) -> str:
    four = [*version.split("."), "0"]
    for word, value in {
        "VERSION": version, "COMMAS": ",".join(four), "NUMBERS": ".".join(four), "FILE": name,
        "SHOWN_NAME": SHOWN_NAME, "MANUFACTURER": MANUFACTURER,
    }.items():  # fmt: skip
        text = text.replace(f"@{word}@", value)
    return text
