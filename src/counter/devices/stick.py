"""The stick that is plugged in: found without asking, where there is exactly one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_PLACES = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE = 2  # GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Stick:
    """A place for bundles. `label`: what the person sees written on it in the system's own windows."""

    folder: Path
    label: str


def find_stick() -> Stick | None:
    """The only stick that is plugged in. Touches the disk: never on the thread of the window."""
    return only_stick([
        Stick(Path(one.rootPath()), one.displayName()) for one in QStorageInfo.mountedVolumes()
        if one.isValid() and one.isReady() and _removable(one.rootPath())
    ])  # fmt: skip


def only_stick(found: Sequence[Stick]) -> Stick | None:
    """None where there is none, and where there are several: a person chooses then."""
    return found[0] if len(found) == 1 else None


def _removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    return root.startswith(_PLACES)
