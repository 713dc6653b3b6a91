"""What stands where on a sheet: plain data in points from the upper left corner, before any PDF is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from counter.printing.fonts import ASCENT, DESCENT, FaceName, Fonts


class Words(NamedTuple):
    """One stretch of text in one face; `y` is its baseline."""

    x: float
    y: float
    text: str
    face: FaceName
    size: float


class Rule(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float


class Frame(NamedTuple):
    """An empty rectangle with its upper left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    weight: float


class Bars(NamedTuple):
    """A symbol: dark runs (column, row, length) on a grid of `columns` × `rows` cells, on white ground."""

    x: float
    y: float
    cell_width: float
    cell_height: float
    runs: tuple[tuple[int, int, int], ...]
    columns: int
    rows: int


class CopyWords(NamedTuple):
    """Where each copy says which copy it is; `share` of the text's width stands left of x (0, 0.5 or 1)."""

    x: float
    y: float
    share: float
    face: FaceName
    size: float


Item = Words | Rule | Frame | Bars | CopyWords


class Box(NamedTuple):
    """The ground that an item takes."""

    left: float
    top: float
    right: float
    bottom: float
    item: Item


@dataclass(frozen=True, slots=True)
class Block:
    """Items that hold together, placed one block under the other; `y` of the items counts from the block's top.

    `with_next`: never at the foot of a page without the block that follows. `repeat`: the block set again above this
    one when it opens a page (the heads of a table). `seam`: items added when the page ends below this block.
    `stretch`: its share when a page has white space to give away; lines of text take more than tables, which take none."""

    height: float
    items: tuple[Item, ...] = ()
    with_next: bool = False
    repeat: Block | None = None
    seam: tuple[Item, ...] = ()
    stretch: float = 0.0


class Part(NamedTuple):
    """The items of one block at their place on a page, with the block's share of white space."""

    top: float
    items: tuple[Item, ...]
    stretch: float = 0.0


@dataclass(slots=True)
class Page:
    """One page, filled from the top."""

    parts: list[Part] = field(default_factory=list)

    def open_up(self, spare: float, most: float) -> float:
        """Spreads up to `spare` points of white space below the parts by their shares, at most `most` points a share.

        Returns how far the last part came down."""
        shares = sum(part.stretch for part in self.parts[:-1])
        each = min(most, spare / shares) if shares else 0.0
        down = 0.0
        for n, (top, items, stretch) in enumerate(self.parts):
            self.parts[n] = Part(top + down, items, stretch)
            if n < len(self.parts) - 1:
                down += stretch * each
        return down

    def boxes(self, fonts: Fonts, copy_words: str = "") -> Iterator[Box]:
        """The ground of every item on the page: what tests of overlap and clipping look at."""
        for top, items, _ in self.parts:
            for item in items:
                yield _box(fonts, item, top, copy_words)


def _box(fonts: Fonts, item: Item, dy: float, copy_words: str) -> Box:
    match item:
        case Words(x, y, text, face, size):
            y += dy
            return Box(x, y - ASCENT * size, x + fonts.width(text, face, size), y + DESCENT * size, item)
        case CopyWords(x, y, share, face, size):
            y += dy
            width = fonts.width(copy_words, face, size)
            return Box(x - width * share, y - ASCENT * size, x + width * (1 - share), y + DESCENT * size, item)
        case Rule(x0, y0, x1, y1, _):
            return Box(x0, y0 + dy, x1, y1 + dy, item)
        case Frame(x, y, width, height, _):
            return Box(x, y + dy, x + width, y + dy + height, item)
        case Bars(x, y, cell_width, cell_height, _, columns, rows):
            return Box(x, y + dy, x + columns * cell_width, y + dy + rows * cell_height, item)
