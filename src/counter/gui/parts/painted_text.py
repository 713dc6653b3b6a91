"""Texts laid out once and painted often: shaping Vietnamese costs more than painting it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGlyphRun, QRawFont, QStaticText, QTransform

_TIGHT = 0.93  # of a 0: its own width would set the narrow 1 of this face far apart
_MOST = 4000  # texts kept of one font: some hundred kilobytes


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """A text that is ready to be painted, with its width in pixels. `whole` is False when it was cut to its room."""

    text: QStaticText
    width: float
    whole: bool = True


@dataclass(slots=True, eq=False)
class TextShelf:
    """All texts painted in one font."""

    font: QFont
    metrics: QFontMetricsF = field(init=False)
    _texts: dict[tuple[str, int], Painted] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.metrics = QFontMetricsF(self.font)

    def take(self, text: str, room: float = 1e6) -> Painted:
        """The text, ending in … when it is wider than `room`."""
        key = (text, int(room))
        held = self._texts.get(key)
        if held is None:
            if len(self._texts) >= _MOST:
                self._texts.clear()
            held = self._laid_out(text)
            if held.width > room:
                cut = self._laid_out(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
                held = Painted(cut.text, cut.width, whole=False)
            self._texts[key] = held
        return held

    def _laid_out(self, text: str) -> Painted:
        laid = QStaticText(text)
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.prepare(QTransform(), self.font)
        return Painted(laid, laid.size().width())


class TabularShelf:
    """Codes in one font with digits of one width, as runs of glyphs at computed places. The base line of a line whose
    height is centred somewhere lies `rise` below there."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        metrics = QFontMetricsF(font)
        self.rise = (metrics.ascent() - metrics.descent()) / 2
        self._cell = metrics.horizontalAdvance("0") * _TIGHT
        self._raw = QRawFont.fromFont(font)
        self._letters: dict[str, tuple[int, float, float]] = {}
        self._runs: dict[str, QGlyphRun] = {}

    def _letter(self, letter: str) -> tuple[int, float, float]:
        """Glyph, indent and width of a letter."""
        held = self._letters.get(letter)
        if held is None:
            glyph = self._raw.glyphIndexesForString(letter)[0]
            own = self._raw.advancesForGlyphIndexes([glyph])[0].x()
            width = self._cell if letter.isdecimal() else own
            held = self._letters[letter] = (glyph, (width - own) / 2, width)
        return held

    def width(self, text: str) -> float:
        """The width of a code."""
        return sum(self._letter(letter)[2] for letter in text)

    def take(self, text: str) -> QGlyphRun:
        """The code, ready to be painted at its base line."""
        held = self._runs.get(text)
        if held is not None:
            return held
        if len(self._runs) >= _MOST:
            self._runs.clear()
        glyphs, places = [], []
        left = 0.0
        for letter in text:
            glyph, indent, width = self._letter(letter)
            glyphs.append(glyph)
            places.append(QPointF(left + indent, 0))
            left += width
        run = QGlyphRun()
        run.setRawFont(self._raw)
        run.setGlyphIndexes(glyphs)
        run.setPositions(places)
        self._runs[text] = run
        return run
