"""The one type family of the screens, Be Vietnam Pro, registered from its package."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

FAMILY = "Be Vietnam Pro"
_WEIGHTS = ("Regular", "Medium", "SemiBold")  # 400, 500, 600: reading eighteen faces would cost start-up time


@cache
def register() -> None:
    """Register the three weights; needs a QGuiApplication. Once a process.

    Raises FileNotFoundError when the font package is not installed or a face is missing."""
    spec = find_spec("fontpkg_be_vietnam_pro")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("fontpkg-be-vietnam-pro")
    folder = Path(spec.origin).parent / "files"
    for weight in _WEIGHTS:
        face = folder / f"BeVietnamPro-{weight}.ttf"
        if QFontDatabase.addApplicationFont(str(face)) < 0:
            raise FileNotFoundError(face.name)
