"""The faces of printed forms, what they can draw, and what is written where they cannot."""

from __future__ import annotations

import os
import sys
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from counter.domain.sentence import Sentence, Trouble

FaceName = Literal["regular", "bold", "italic", "bold_italic"]
FACES: tuple[FaceName, ...] = ("regular", "bold", "italic", "bold_italic")

ASCENT, DESCENT = 0.891, 0.216
"""Reach of the letters above and below the line, as parts of the size (Times metrics; Ẩ reaches the full ascent)."""

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Family:
    """Four font files of one type family."""

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def path(self, face: FaceName) -> Path:
        """The file of one face."""
        found: Path = getattr(self, face)
        return found

    def installed(self) -> bool:
        """Whether all four files are there."""
        return all(self.path(face).is_file() for face in FACES)


def families() -> Iterator[Family]:
    """The families a statutory form may be set in, best first: Times New Roman, its metric twin Tinos, Be Vietnam Pro.

    Decree 30/2020 asks for Times New Roman; Tinos (Debian's fonts-croscore) has the same widths."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        yield Family("Times New Roman", *(windows / f"times{end}.ttf" for end in ("", "bd", "i", "bi")))
    croscore = Path("/usr/share/fonts/truetype/croscore")
    yield Family("Tinos", *(croscore / f"Tinos-{end}.ttf" for end in ("Regular", "Bold", "Italic", "BoldItalic")))
    package = find_spec("fontpkg_be_vietnam_pro")
    if package is not None and package.origin:
        files = Path(package.origin).parent / "files"
        ends = ("Regular", "Bold", "Italic", "BoldItalic")
        yield Family("Be Vietnam Pro", *(files / f"BeVietnamPro-{end}.ttf" for end in ends))


class Fonts:
    """One family, measured and ready for reportlab. A face is read when it is first used and kept for the process."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self._fonts: dict[FaceName, Any] = {}
        self._advances: dict[FaceName, dict[str, int]] = {}
        self._slug = family.name.replace(" ", "")

    def name(self, face: FaceName) -> str:
        """The name under which reportlab knows the face."""
        self._advance(face)
        return f"{self._slug}-{face}"

    def font(self, face: FaceName) -> Any:
        """The face as reportlab's TTFont."""
        self._advance(face)
        return self._fonts[face]

    def width(self, text: str, face: FaceName, size: float) -> float:
        """Points that `text` takes in one line. Raises KeyError for a character the face lacks: see `printable`."""
        return sum(map(self._advance(face).__getitem__, text)) * size / 1000

    def missing(self, text: str, face: FaceName = "regular") -> set[str]:
        """The characters of `text` that the face cannot draw. Control and format characters count as missing."""
        return set(text) - self._advance(face).keys()

    def printable(self, text: str, face: FaceName = "regular") -> str:
        """`text` with each character that the face lacks written as its code, `[U+738B]`.

        A box or a blank would hide that something stood there; the code can be read back."""
        advance = self._advance(face)
        if advance.keys() >= set(text):
            return text
        return "".join(c if c in advance else f"[U+{ord(c):04X}]" for c in text)

    def _advance(self, face: FaceName) -> dict[str, int]:
        """Widths in thousandths of the size of all that the face can draw."""
        known = self._advances.get(face)
        if known is None:
            with _lock:
                known = self._advances.get(face) or self._read(face)
                self._advances[face] = known
        return known

    def _read(self, face: FaceName) -> dict[str, int]:
        from reportlab.pdfbase import pdfmetrics

        from counter.printing.embedding import LeanFont

        font = LeanFont(f"{self._slug}-{face}", str(self.family.path(face)))
        pdfmetrics.registerFont(font)
        self._fonts[face] = font
        glyphs = font.face.charToGlyph
        return {
            chr(code): width
            for code, width in font.face.charWidths.items()
            if glyphs[code] and (code < 0x10FFFF and unicodedata.category(chr(code))[0] != "C")
        }


@cache
def the_fonts() -> Fonts:
    """The best family that is installed, read once. Raises Trouble when there is none at all."""
    return best_of(families())


def best_of(wanted: Iterable[Family]) -> Fonts:
    """The first of these families that is installed. Raises Trouble when none is."""
    for family in wanted:
        if family.installed():
            return Fonts(family)
    raise Trouble(Sentence("printing.no_font"))
