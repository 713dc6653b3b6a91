"""`python -m installer.msi.lock`: narrows a lock of all platforms' files to the one wheel of each library that is installed."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

from installer.msi.product import Unfit
from installer.msi.wheels import LOCK, WINDOWS, download

_HEAD = "# The Windows wheels of the installer, one file each (64-bit, CPython 3.11). Renewed by `make lock`.\n"


def narrowed(folder: Path) -> str:
    """The lock of exactly the wheels in a folder."""
    lines = [_HEAD]
    for wheel in sorted(folder.glob("*.whl"), key=lambda path: path.name.lower()):
        name, version, *_ = wheel.name.split("-")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        lines.append(f"{name.lower().replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n")
    return "".join(lines)


def main(wide: Path) -> None:
    """Fetch what the wide lock allows for Windows and write its narrow one. Raises Unfit."""
    with tempfile.TemporaryDirectory() as folder:
        download(wide, Path(folder), *WINDOWS)
        LOCK.write_text(narrowed(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Unfit as reason:
        sys.exit(str(reason))
