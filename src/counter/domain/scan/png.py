"""PNG (ISO/IEC 15948): the chunks that make the picture are kept, those that tell about it are left out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from counter.domain.scan.refusal import check_pixels, refused

MARK = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"))
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_PIECE = 1 << 20


def clean_png(raw: bytes) -> bytes:
    """The same picture without text, Exif, times and profiles. Its data are unfolded once, in small pieces, to see that they
    are all there and no more. Raises Refused."""
    kept: list[bytes] = []
    data: list[bytes] = []
    expected = -1
    for name, content, whole in _chunks(raw):
        if not kept:
            if name != b"IHDR" or len(content) != 13:
                raise refused("broken")
            expected = _expected(content)
        elif name == b"IHDR":
            raise refused("broken")
        if name == b"IDAT":
            data.append(content)
        if name in _KEPT:
            kept.append(whole)
        elif not name[0] & 0x20:  # one that a reader must understand
            raise refused("broken")
    if not data:
        raise refused("broken")
    _check_data(data, expected)
    return MARK + b"".join(kept)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, content and the whole of each chunk up to the end of the picture; what follows it is never looked at."""
    at = len(MARK)
    while True:
        length = int.from_bytes(raw[at : at + 4], "big")
        end = at + 12 + length
        if end > len(raw):
            raise refused("broken")
        name, content = raw[at + 4 : at + 8], raw[at + 8 : end - 4]
        if zlib.crc32(raw[at + 4 : end - 4]) != int.from_bytes(raw[end - 4 : end], "big"):
            raise refused("broken")
        yield name, content, raw[at:end]
        if name == b"IEND":
            return
        at = end


def _expected(header: bytes) -> int:
    """How many bytes the picture unfolds to."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    check_pixels(width, height)
    if colour not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or interlaced > 1:
        raise refused("broken")
    bits = depth * _CHANNELS[colour]
    if not interlaced:
        return int(height * (1 + (width * bits + 7) // 8))
    total = 0
    for left, top, across, down in _PASSES:
        columns, rows = -(-max(0, width - left) // across), -(-max(0, height - top) // down)
        total += rows * (1 + (columns * bits + 7) // 8) if columns else 0
    return total


def _check_data(data: list[bytes], expected: int) -> None:
    unfolding, seen = zlib.decompressobj(), 0
    try:
        for piece in data:
            if unfolding.eof:
                raise refused("broken")
            rest = piece
            while rest and not unfolding.eof:
                seen += len(unfolding.decompress(rest, _PIECE))
                rest = unfolding.unconsumed_tail
                if seen > expected:
                    raise refused("broken")
        while not unfolding.eof and (more := unfolding.decompress(unfolding.unconsumed_tail, _PIECE)):
            seen += len(more)
            if seen > expected:
                raise refused("broken")
    except zlib.error:
        raise refused("broken") from None
    if not unfolding.eof or unfolding.unused_data or seen != expected:
        raise refused("broken")
