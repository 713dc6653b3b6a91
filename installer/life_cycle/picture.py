"""Takes a picture of an X screen: `python -m installer.life_cycle.picture FILE [X Y WIDTH HEIGHT]` prints its colours' number."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage


def unlike(one: Path, other: Path) -> float:
    """The share of pixels in which two pictures differ; 1.0 for pictures of different size."""
    first, second = _pixels(QImage(str(one))), _pixels(QImage(str(other)))
    if len(first) != len(second):
        return 1.0
    return sum(a != b for a, b in zip(first, second, strict=True)) / len(first)


def _pixels(image: QImage) -> memoryview:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(plain.constBits())).cast("I")  # a copy: the picture's own bytes go with it


def main(arguments: list[str]) -> int:
    app = QGuiApplication([sys.argv[0]])
    file, place = arguments[0], [int(n) for n in arguments[1:]]
    left, top, width, height = place or (0, 0, -1, -1)
    shot = app.primaryScreen().grabWindow(0, left, top, width, height)
    if shot.isNull() or not shot.save(file, "PNG"):
        return 1
    print(len(set(_pixels(shot.toImage()))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
