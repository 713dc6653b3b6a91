"""The table of papers: ruled, as long as it must be, its heads set again on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from counter.printing.fonts import FaceName, Fonts
from counter.printing.paper_size import Setting
from counter.printing.sheet import Block, Item, Rule
from counter.printing.text_lines import Line, baseline, line_width, words_of, wrap

_PAD = 4.0
_WEIGHT = 0.5
_FRAGMENT = 6
"""Lines of a row that stay together; a longer row may cross pages between such parts."""


class Column(NamedTuple):
    """Head, share of the width that is left over (0: as `width` says), and where the text stands."""

    head: str
    width: float
    align: Literal["left", "centre"]


def table(fonts: Fonts, setting: Setting, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Block]:
    """Heads and rows as blocks. A cell may hold several lines, parted by a line break.

    A column of width 0 takes what the others (in points) leave."""
    given = sum(column.width for column in columns)
    free = [column for column in columns if not column.width]
    widths = [column.width or (setting.measure - given) / len(free) for column in columns]
    edges = [setting.left]
    for width in widths:
        edges.append(edges[-1] + width)

    heads = [wrap(fonts, ((c.head, "bold"),), setting.table, w - _PAD) for c, w in zip(columns, widths, strict=True)]
    head_step = setting.line(setting.table)
    tall = max(len(lines) for lines in heads) * head_step + 5
    items = _cells(fonts, setting, heads, edges, ["centre"] * len(columns), tall)
    items += [Rule(edges[0], y, edges[-1], y, _WEIGHT) for y in (0.0, tall)]
    head = Block(tall, tuple(items) + _uprights(edges, tall), with_next=True)

    blocks = [head]
    aligns = [column.align for column in columns]
    for row in rows:
        cells = [
            _lines(fonts, text, "regular", setting.table, w - 2 * _PAD) for text, w in zip(row, widths, strict=True)
        ]
        blocks += _row(fonts, setting, cells, edges, aligns, head)
    return blocks


def _lines(fonts: Fonts, text: str, face: FaceName, size: float, width: float) -> list[Line]:
    return [line for part in text.split("\n") for line in wrap(fonts, ((part, face),), size, width)]


def _row(
    fonts: Fonts,
    setting: Setting,
    cells: list[list[Line]],
    edges: list[float],
    aligns: Sequence[Literal["left", "centre"]],
    head: Block,
) -> list[Block]:
    step = setting.line(setting.table)
    count = max(1, *(len(lines) for lines in cells))
    parts = [(at, min(at + _FRAGMENT, count)) for at in range(0, count, _FRAGMENT)]
    if len(parts) > 1 and parts[-1][1] - parts[-1][0] == 1:  # no single line alone overleaf
        parts[-2:] = [(parts[-2][0], count)]
    blocks: list[Block] = []
    for first, end in parts:
        shown = [lines[first:end] for lines in cells]
        last = end == count
        tall = (end - first) * step + (2.0 if first == 0 else 0.0) + (2.0 if last else 0.0)
        drop = 2.0 if first == 0 else 0.0
        items = _cells(fonts, setting, shown, edges, aligns, tall if count == 1 else None, drop)
        foot = (Rule(edges[0], tall, edges[-1], tall, _WEIGHT),)
        drawn = tuple(items) + _uprights(edges, tall)
        blocks.append(Block(tall, drawn + foot if last else drawn, repeat=head, seam=() if last else foot))
    return blocks


def _cells(
    fonts: Fonts,
    setting: Setting,
    cells: Sequence[Sequence[Line]],
    edges: Sequence[float],
    aligns: Sequence[Literal["left", "centre"]],
    middle: float | None,
    drop: float = 0.0,
) -> list[Item]:
    """The text of a row; in the middle of a strip `middle` high, or from the top, `drop` below it."""
    size, step = setting.table, setting.line(setting.table)
    items: list[Item] = []
    for n, (lines, align) in enumerate(zip(cells, aligns, strict=True)):
        y = drop if middle is None else (middle - len(lines) * step) / 2
        for line in lines:
            left = edges[n] + _PAD
            if align == "centre":
                left = (edges[n] + edges[n + 1] - line_width(fonts, line, size)) / 2
            items += words_of(line, left, y + baseline(size, step), size)
            y += step
    return items


def _uprights(edges: Sequence[float], tall: float) -> tuple[Rule, ...]:
    return tuple(Rule(x, 0.0, x, tall, _WEIGHT) for x in edges)
