"""Font programs small enough for a slip of paper: only the glyphs used, without hints for screens of old."""

from __future__ import annotations

from struct import pack, unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace, TTFontMaker

_ARGS_ARE_WORDS = 0x0001
_HAS_SCALE = 0x0008
_MORE_PARTS = 0x0020
_HAS_TWO_SCALES = 0x0040
_HAS_MATRIX = 0x0080
_HAS_HINTS = 0x0100

Outline = tuple[bytes, tuple[tuple[int, int], ...]]


class _Thousandths(int):
    """A width in thousandths of the size. Its own type, since reportlab's formatting of plain numbers is slow."""


class LeanFace(TTFontFace):  # type: ignore[misc]  # reportlab carries no types
    """A TrueType face whose subsets hold outlines and metrics alone.

    Hints tune a glyph for coarse pixels; paper at 203 dpi and more gains nothing from them and they are half of the
    bytes. Stripped outlines are kept, so that the next document only puts them together. Widths are whole
    thousandths of the size, in the layout as in the PDF."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        face: Any = self
        face.charWidths = {code: _Thousandths(round(width)) for code, width in face.charWidths.items()}
        face.defaultWidth = _Thousandths(round(face.defaultWidth))
        self._glyf: bytes = self.get_table("glyf")
        self._outlines: dict[int, Outline] = {}

    def makeSubset(self, subset: list[int]) -> bytes:  # reportlab's name
        """The font program that draws `subset`, whose n-th member is the character of code n (PDF 32000-1, 9.9)."""
        order: list[int] = [0]
        seats: dict[int, int] = {0: 0}

        def seat(glyph: int) -> int:
            if glyph not in seats:
                seats[glyph] = len(order)
                order.append(glyph)
            return seats[glyph]

        codes = [seat(self.charToGlyph.get(code, 0)) for code in subset]
        outlines: list[bytes] = []
        offsets = [0]
        for glyph in order:  # grows while composite glyphs name their parts
            data, parts = self._outline(glyph)
            if parts:
                joined = bytearray(data)
                for at, part in parts:
                    joined[at : at + 2] = pack(">H", seat(part))
                data = bytes(joined)
            outlines.append(data)
            offsets.append(offsets[-1] + len(data))
        metrics = [value for glyph in order for value in self.hmetrics[glyph]]

        font = TTFontMaker()
        font.add("post", b"\x00\x03\x00\x00" + bytes(28))
        font.add("hmtx", pack(f">{len(metrics)}H", *metrics))
        font.add("hhea", self.get_table("hhea")[:34] + pack(">H", len(order)))
        # 12 bytes of limits of the hint machine: there is nothing for it to do
        limits = self.get_table("maxp")
        font.add("maxp", limits[:4] + pack(">H", len(order)) + limits[6:16] + bytes(12) + limits[28:])
        head = (0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(codes), 0, 0, len(codes))
        font.add("cmap", pack(f">{len(head) + len(codes)}H", *head, *codes))
        font.add("glyf", b"".join(outlines))
        long = offsets[-1] > 0x1FFFE
        places = offsets if long else [offset >> 1 for offset in offsets]
        font.add("loca", pack(f">{len(places)}{'L' if long else 'H'}", *places))
        font.add("head", self.get_table("head")[:50] + pack(">HH", long, 0))
        return bytes(font.makeStream())

    def _outline(self, glyph: int) -> Outline:
        """The glyph without its hints, padded to four bytes, and where it names which other glyphs."""
        known = self._outlines.get(glyph)
        if known is None:
            known = self._outlines[glyph] = _stripped(self._glyf[self.glyphPos[glyph] : self.glyphPos[glyph + 1]])
        return known


class LeanFont(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A reportlab font on a LeanFace: no glyph is embedded before it is drawn. Raises reportlab's TTFError for a file
    that it cannot read."""

    def __init__(self, name: str, path: str) -> None:
        # Not super(): it would read the file a first time, into a face of its own.
        self.fontName = name
        self.face = LeanFace(path)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False


def _stripped(raw: bytes) -> Outline:
    if len(raw) < 12:
        return b"", ()
    (contours,) = unpack_from(">h", raw)
    parts: list[tuple[int, int]] = []
    if contours >= 0:
        at = 10 + 2 * contours
        (hints,) = unpack_from(">H", raw, at)
        data = raw[:at] + b"\0\0" + raw[at + 2 + hints :]
    else:
        body, at, flags = bytearray(raw), 10, _MORE_PARTS
        while flags & _MORE_PARTS:
            flags, part = unpack_from(">HH", raw, at)
            parts.append((at + 2, part))
            body[at : at + 2] = pack(">H", flags & ~_HAS_HINTS)
            at += 8 if flags & _ARGS_ARE_WORDS else 6
            at += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_TWO_SCALES else 8 if flags & _HAS_MATRIX else 0
        data = bytes(body[:at])
    return data + bytes(-len(data) % 4), tuple(parts)
