"""Text broken into lines: words of one or several faces in a given width, nothing ever cut off."""

from __future__ import annotations

import re
from functools import lru_cache

from counter.printing.fonts import ASCENT, DESCENT, FaceName, Fonts
from counter.printing.sheet import Block, Words

Run = tuple[str, FaceName]
Piece = tuple[float, str, FaceName]
Line = tuple[Piece, ...]

_WORDS = re.compile(r" |[^ ]+")
_SLACK = 0.01


@lru_cache(maxsize=512)
def wrap(fonts: Fonts, runs: tuple[Run, ...], size: float, width: float) -> tuple[Line, ...]:
    """`runs` one after the other in lines no wider than `width`; a word wider than a line is broken between letters.

    A piece is (offset from the line's start, text, face). Characters no face has are written as codes first. Lines
    break at U+0020 only: a no-break space holds its neighbours together. Kept for the next setting of the same text."""
    if len(runs) == 1:
        text, face = runs[0]
        text = fonts.printable(text, face)
        if fonts.width(text, face, size) <= width + _SLACK:
            return (((0.0, text, face),),) if text else ()
    lines: list[Line] = []
    line: list[Piece] = []
    reach = 0.0
    gap = 0.0
    for text, face in runs:
        text = fonts.printable(text, face)
        space = fonts.width(" ", face, size)
        for word in _WORDS.findall(text):
            if word == " ":
                gap = space if line else 0.0
                continue
            wide = fonts.width(word, face, size)
            if line and reach + gap + wide > width + _SLACK:
                lines.append(tuple(line))
                line, reach, gap = [], 0.0, 0.0
            while wide > width + _SLACK:
                head = _fitting(fonts, word, face, size, width)
                lines.append(((0.0, head, face),))
                word = word[len(head) :]
                wide = fonts.width(word, face, size)
            if line and line[-1][2] == face and gap in (0.0, space):
                start, before, _ = line[-1]
                line[-1] = (start, before + (" " if gap else "") + word, face)
            else:
                line.append((reach + gap, word, face))
            reach += gap + wide
            gap = 0.0
    if line:
        lines.append(tuple(line))
    return tuple(lines)


def balanced(fonts: Fonts, runs: tuple[Run, ...], size: float, width: float) -> tuple[Line, ...]:
    """`runs` in as few lines as `width` asks for, and these of about one length: a heading without a lonely last word."""
    lines = wrap(fonts, runs, size, width)
    if len(lines) < 2:
        return lines
    least, most = width / 2, width
    for _ in range(5):
        middle = (least + most) / 2
        if len(wrap(fonts, runs, size, middle)) > len(lines):
            least = middle
        else:
            most = middle
    return wrap(fonts, runs, size, most)


def line_width(fonts: Fonts, line: Line, size: float) -> float:
    """How far a line reaches."""
    start, text, face = line[-1]
    return start + fonts.width(text, face, size)


def baseline(size: float, leading: float) -> float:
    """From the top of a line's strip to its baseline, with the letters in the middle of the strip."""
    return (leading - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


def words_of(line: Line, x: float, y: float, size: float) -> tuple[Words, ...]:
    """The pieces of a line as items, starting at x with their baseline at y."""
    return tuple(Words(x + offset, y, text, face, size) for offset, text, face in line)


def paragraph(fonts: Fonts, runs: tuple[Run, ...], x: float, width: float, size: float, leading: float) -> list[Block]:
    """One block a line, so that a long text may cross pages; its first two and last two lines stay together."""
    lines = wrap(fonts, runs, size, width)
    down = baseline(size, leading)
    last = len(lines) - 1
    return [
        Block(leading, words_of(line, x, down, size), with_next=n < last and n in (0, last - 1), stretch=1.0)
        for n, line in enumerate(lines)
    ]


def centred(
    fonts: Fonts, text: str, face: FaceName, centre: float, width: float, y: float, size: float, leading: float
) -> tuple[tuple[Words, ...], int]:
    """`text` in centred lines below y, of about one length, and how many lines they are."""
    lines = balanced(fonts, ((text, face),), size, width)
    items: list[Words] = []
    for n, line in enumerate(lines):
        left = centre - line_width(fonts, line, size) / 2
        items += words_of(line, left, y + n * leading + baseline(size, leading), size)
    return tuple(items), len(lines)


def _fitting(fonts: Fonts, word: str, face: FaceName, size: float, width: float) -> str:
    """As many letters of `word` as a line holds, one at least."""
    end, reach = 0, 0.0
    for letter in word:
        reach += fonts.width(letter, face, size)
        if reach > width and end:
            break
        end += 1
    return word[:end]
