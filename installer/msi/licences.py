"""Whose work is in the package and under which licence; the texts that Qt's licence asks for lie beside it."""

from __future__ import annotations

from email.parser import HeaderParser
from pathlib import Path

from installer.msi.product import Unfit

COMMON = Path("/usr/share/common-licenses")
"""Debian's own copies."""

_TEXTS = ("LGPL-3", "GPL-3")
_SHORT = 60
_HEAD = """Counter is made of these works of others. Texts of their licences lie in Lib\\site-packages\\NAME-VERSION.dist-info;
LICENSE.txt beside this folder is Python's. Qt and PySide6 are used under the LGPL, version 3: its text is in this folder,
the libraries are the files Qt6*.dll, Qt*.pyd, pyside6*.dll and shiboken6*.dll in Lib\\site-packages, unchanged as their maker
publishes them with their sources, and may be replaced by others of the same interface.

"""


def write_licences(folder: Path, site: Path) -> None:
    """Write `licences\\` into the payload. Raises Unfit for a library that says nothing of its licence."""
    target = folder / "licences"
    target.mkdir()
    found = sorted(site.glob("*.dist-info/METADATA"), key=lambda path: path.parent.name.lower())
    lines = [_line(metadata) for metadata in found if not metadata.parent.name.startswith("counter-")]
    (target / "README.txt").write_bytes((_HEAD + "".join(lines)).replace("\n", "\r\n").encode())
    for name in _TEXTS:
        if not (COMMON / name).is_file():
            raise Unfit(f"the text of the {name} is not in {COMMON}")
        (target / f"{name}.txt").write_bytes((COMMON / name).read_bytes())


def _line(metadata: Path) -> str:
    said = HeaderParser().parsestr(metadata.read_text(encoding="utf-8"))
    files = (path.name for path in metadata.parent.rglob("*") if path.is_file())
    texts = [name for name in files if name not in ("METADATA", "entry_points.txt")]
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    found = said["License-Expression"] or (said["License"] or "").partition("(")[0].strip() or " or ".join(classes)
    if not found and not texts:
        raise Unfit(f"{said['Name']} says nothing of its licence")
    licence = found if found and len(found) <= _SHORT else "see its own text"
    return f"{said['Name']} {said['Version']}: {licence}\n"
