"""The libraries: Windows wheels named in the hash lock, fetched once, and of each what the desk needs."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zipfile
from pathlib import Path

from installer.msi.product import ROOT, Unfit
from installer.msi.pruning import kept
from installer.msi.tools import run

LOCK = ROOT / "requirements" / "windows.txt"

WINDOWS = ("--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_DATA = re.compile(r"^[^/]+\.data/(?:purelib|platlib)/")


_UNBUILT = Path(__file__).with_name("unbuilt")


def download(lock: Path, folder: Path, *options: str) -> None:
    """Fetch what a hash lock names, and nothing else; nothing of it is run. Raises Unfit."""
    folder.mkdir(parents=True, exist_ok=True)
    run(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes",
        "--no-build-isolation", "-r", lock, "-d", folder, *options, PYTHONPATH=str(_UNBUILT))  # fmt: skip


def windows_wheels(cache: Path) -> list[Path]:
    """The wheels of the lock, each compared with its hash. Raises Unfit."""
    text = LOCK.read_text(encoding="utf-8")
    allowed = set(_HASH.findall(text))
    folder = cache / hashlib.sha256(text.encode()).hexdigest()[:16]
    if not folder.is_dir():
        fresh = folder.with_suffix(".part")
        shutil.rmtree(fresh, ignore_errors=True)
        download(LOCK, fresh, *WINDOWS)
        fresh.rename(folder)
    wheels = sorted(folder.glob("*.whl"))
    for wheel in wheels:
        if hashlib.sha256(wheel.read_bytes()).hexdigest() not in allowed:
            raise Unfit(f"{wheel} is not what {LOCK.name} names; remove it")
    return wheels


def own_wheel(folder: Path) -> Path:
    """The program's own wheel with compiled forms, translations and resources. Raises Unfit."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder.resolve(), cwd=ROOT)
    [wheel] = folder.glob("counter-*.whl")
    return wheel


def unpack(wheel: Path, folder: Path) -> None:
    """Lay the wheel's needed files into a site-packages folder. Raises Unfit when a path leads out of it."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            name = _DATA.sub("", entry.filename)
            if entry.is_dir() or not kept(name):
                continue
            target = folder / name
            if not target.resolve().is_relative_to(folder.resolve()):
                raise Unfit(f"{wheel.name}: {entry.filename}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))
