"""A build backend that builds nothing: pip asks a source package for its metadata before it hands the file over."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:  # noqa: ARG001 (pip's words)
    """Nothing."""
    return []


def prepare_metadata_for_build_wheel(metadata_directory: str, config_settings: Any = None) -> str:  # noqa: ARG001
    """Name and version as the package's own PKG-INFO says them; nothing else is read."""
    said = Path("PKG-INFO").read_text(encoding="utf-8")
    name, version = (re.search(rf"^{field}: (.+)$", said, re.MULTILINE) for field in ("Name", "Version"))
    assert name is not None
    assert version is not None
    folder = Path(metadata_directory, f"{name[1].replace('-', '_')}-{version[1]}.dist-info")
    folder.mkdir()
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name[1]}\nVersion: {version[1]}\n", encoding="utf-8"
    )
    return folder.name


__legacy__ = sys.modules[__name__]  # how pip calls the backend of a package that names none
