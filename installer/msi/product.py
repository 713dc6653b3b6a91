"""What makes this product this product to Windows Installer: names, codes for ever, and codes derived from them."""

from __future__ import annotations

import hashlib
import re
import tomllib
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NAME = "Counter"
SHOWN_NAME = "Quầy Một Cửa"
MANUFACTURER = "Counter"
LANGUAGE = 1066
"""Vietnamese, as Windows numbers it."""

UPGRADE_CODE = "FE8A68F8-2B7E-4EE2-A490-BAC4F815C464"
"""Never changed: by it a new version finds the old one. With another, both would stand side by side."""

NAMESPACE = uuid.UUID("332c558e-657e-4986-9ce8-280d9f29e4b0")
"""Never changed: the components of all versions are named from it."""

_VERSION = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})")


class Unfit(Exception):
    """The installer cannot be built so; the message says why."""


def version_of_project(root: Path = ROOT) -> str:
    """The version in pyproject.toml; the package must say the same. Raises Unfit."""
    with (root / "pyproject.toml").open("rb") as file:
        version = str(tomllib.load(file)["project"]["version"])
    package = (root / "src" / "counter" / "__init__.py").read_text(encoding="utf-8")
    if f'__version__ = "{version}"' not in package:
        raise Unfit(f"pyproject.toml says {version}, src/counter/__init__.py does not")
    return version


def fit_version(version: str) -> str:
    """The version, when Windows Installer can compare it: it looks at three numbers, up to 255, 255 and 65535.

    Raises Unfit."""
    match = _VERSION.fullmatch(version)
    if match is None or any(int(n) > most for n, most in zip(match.groups(), (255, 255, 65535), strict=True)):
        raise Unfit(f"{version} is not a version that Windows Installer can compare (255.255.65535 at most)")
    return version


def guid(kind: str, name: str) -> str:
    """A GUID that is the same for the same thing in each build, as Windows Installer writes it, without braces."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{name}")).upper()


def product_code(version: str) -> str:
    """One per version: a second, different build of one version is refused by Windows, not laid beside the first."""
    return guid("product", version)


def component_code(path: str) -> str:
    """Of the component that holds one file, by the file's path in the installation (Windows: case does not count)."""
    return guid("component", path.lower())


def package_code(version: str, digest: str) -> str:
    """One per content: two packages with one code must be the same, byte for byte."""
    return guid("package", f"{version}:{digest}")


def key(prefix: str, path: str) -> str:
    """The primary key of a file, component or folder in the tables."""
    return prefix + uuid.uuid5(NAMESPACE, path.lower()).hex


def digest_of(folder: Path) -> str:
    """One hash over all paths and contents below a folder."""
    total = hashlib.sha256()
    for path in files_of(folder):
        total.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def files_of(folder: Path) -> list[Path]:
    """All files below a folder, in one order on every machine."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())
