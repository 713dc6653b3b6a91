"""The line icons: SVG files coloured by a token when they are drawn, sharp at any pixel ratio."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counter import settings
from counter.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@cache
def _source(name: str) -> str:
    return settings.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    side = round(size * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, ink: str = "text", size: float = 20, ratio: float = 1.0) -> QPixmap:
    """The icon in the colour of a token; `size` in pixels of the drawings, scaled with the theme.

    Raises FileNotFoundError for a name without a file and KeyError for an unknown token."""
    look = theme.current()
    return _drawn(name, look.color(ink).name(), look.px(size), ratio)


def icon(name: str, ink: str = "text", size: float = 20) -> QIcon:
    """The same as a QIcon for menus and actions, at the pixel ratios of the screens at hand."""
    from PySide6.QtGui import QIcon  # it brings the names of all icons of the system along

    made = QIcon()
    for ratio in sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
        made.addPixmap(pixmap(name, ink, size, ratio))
    return made
