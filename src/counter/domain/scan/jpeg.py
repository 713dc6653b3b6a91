"""JPEG (ITU-T T.81): the picture's own segments are kept as they are, everything that only tells about it is left out.

Nothing is decoded. Of Exif the orientation alone stays, or a page photographed by telephone would lie on its side."""

from __future__ import annotations

import struct

from counter.domain.scan.refusal import check_pixels, refused

MARK = b"\xff\xd8\xff"
_EOI, _SOS = 0xD9, 0xDA
_NEVER_HERE = frozenset((*range(0xD0, 0xD9), 0xDE, 0xDF))  # restarts, another start, pictures in layers
_FRAMES = frozenset((0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))
_TABLES = frozenset((0xC4, 0xCC, 0xDB, 0xDD, 0xDC))  # Huffman, arithmetic, quantisation, restarts, lines
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
_ADOBE_SIZE, _ORIENTATION = 12, 0x0112


def clean_jpeg(raw: bytes) -> bytes:
    """The same picture without Exif, XMP, profiles, thumbnails, comments, and whatever follows its end. Raises Refused."""
    head: list[bytes] = []
    kept: list[bytes] = []
    turn, frames, scans, at = 0, 0, 0, 2
    while True:
        marker, at = _marker(raw, at)
        if marker == _EOI:
            break
        end = at + _length(raw, at)
        content = raw[at + 2 : end]
        if marker in _FRAMES:
            if len(content) < 6:
                raise refused("broken")
            check_pixels(*struct.unpack_from(">HH", content, 1))
            frames += 1
            kept.append(_segment(marker, content))
        elif marker == _SOS:
            scans += 1
            at, end = end, _end_of_scan(raw, end)
            kept += [_segment(marker, content), raw[at:end]]
        elif marker in _TABLES:
            kept.append(_segment(marker, content))
        elif marker == _JFIF and content.startswith(b"JFIF\0") and len(content) >= 12:
            head.append(_segment(marker, content[:12] + b"\0\0"))  # without its thumbnail
        elif marker == _EXIF and content.startswith(b"Exif\0\0"):
            turn = turn or orientation(content[6:])
        elif marker == _ADOBE and content.startswith(b"Adobe") and len(content) >= _ADOBE_SIZE:
            kept.append(_segment(marker, content[:_ADOBE_SIZE]))  # how the colours are to be read
        elif marker in _NEVER_HERE or marker < 0xC0:
            raise refused("broken")
        at = end
    if frames != 1 or not scans:
        raise refused("broken")
    if turn > 1:
        head.append(_segment(_EXIF, _turned(turn)))
    return b"".join((b"\xff\xd8", *head, *kept, b"\xff\xd9"))


def orientation(tiff: bytes) -> int:
    """The orientation that an Exif block tells, 1 to 8; 0 where it tells none."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 0
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + number * 12)
            if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 0
    return 0


def _turned(turn: int) -> bytes:
    return b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)


def _marker(raw: bytes, at: int) -> tuple[int, int]:
    """The next marker and where its content begins; the fill bytes before it are passed over."""
    if raw[at : at + 1] != b"\xff":
        raise refused("broken")
    while raw[at : at + 1] == b"\xff":
        at += 1
    if at >= len(raw):
        raise refused("broken")
    return raw[at], at + 1


def _length(raw: bytes, at: int) -> int:
    length = int.from_bytes(raw[at : at + 2], "big")
    if length < 2 or at + length > len(raw):
        raise refused("broken")
    return length


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _end_of_scan(raw: bytes, at: int) -> int:
    """Where the coded data ends: at the first marker that is neither a stuffed byte nor a restart."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise refused("broken")
        follows = raw[at + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7:
            return at
        at += 2
