"""The program's icon in every size that Windows asks for, drawn from one SVG."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_AS_PNG = 256
"""Smaller ones stand as plain pixels, which everything that shows an icon can read."""


def icon_of(svg: Path) -> bytes:
    """The .ico with all sizes."""
    pictures = [(side, _png(svg, side) if side >= _AS_PNG else _pixels(svg, side)) for side in SIZES]
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for side, picture in pictures:
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    return head + body


def _pixels(svg: Path, side: int) -> bytes:
    """A bitmap without its file header, bottom line first, and an empty mask: the alpha channel is enough."""
    image = _drawn(svg, side)
    line = side * 4
    data = bytes(image.constBits())
    lines = [data[y * line : (y + 1) * line] for y in reversed(range(side))]
    mask = bytes((side + 31) // 32 * 4 * side)
    return (
        struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, len(data) + len(mask), 0, 0, 0, 0)
        + b"".join(lines)
        + mask
    )


def _png(svg: Path, side: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(_drawn(svg, side))
    return bytes(buffer.data().data())


def _drawn(svg: Path, side: int) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.read_bytes()))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)
