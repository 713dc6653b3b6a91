"""The two heads of an official paper: the body that issues it, and the State, over place and date."""

from __future__ import annotations

from datetime import date

from counter.printing.fonts import Fonts
from counter.printing.paper_size import Setting
from counter.printing.sheet import Block, Item, Rule, Words
from counter.printing.text_lines import baseline, centred
from counter.printing.vietnamese_dates import NBSP, date_words

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_TERM = "HÀNH CHÍNH CÔNG"
"""Kept on one line: every centre bears it, and broken in two it reads badly."""


def letterhead(fonts: Fonts, setting: Setting, *, parent: str, centre: str, place: str, day: date) -> Block:
    """Both heads side by side (layout of Decree 30/2020): agency in capitals with a short rule, the State with its motto
    ruled over its full width, and place and date in italics below on the right."""
    size, step = setting.agency, setting.agency * 1.25
    nation_width = fonts.width(NATION, "bold", size)
    right = setting.edge - nation_width / 2
    left_width = setting.measure - nation_width - 1.2 * size
    left = setting.left + left_width / 2

    items: list[Item] = []
    y = 0.0
    if parent:
        words, lines = centred(fonts, parent.upper(), "regular", left, left_width, y, size, step)
        items += words
        y += lines * step
    named = centre.upper().replace(_TERM, _TERM.replace(" ", NBSP))
    words, lines = centred(fonts, named, "bold", left, left_width, y, size, step)
    items += words
    y += lines * step + 2.5
    rule = min(left_width, max(word_width(fonts, word) for word in words)) * 0.42
    items.append(Rule(left - rule / 2, y, left + rule / 2, y, 0.6))

    down = baseline(size, step)
    items.append(Words(right - nation_width / 2, down, NATION, "bold", size))
    motto_width = fonts.width(MOTTO, "bold", size + 0.4)
    items.append(Words(right - motto_width / 2, step + down, MOTTO, "bold", size + 0.4))
    ruled = 2 * step + 2.5
    items.append(Rule(right - motto_width / 2, ruled, right + motto_width / 2, ruled, 0.6))
    dated = f"{place}, {date_words(day)}" if place else date_words(day).capitalize()
    words, lines = centred(fonts, dated, "italic", right, nation_width + size, ruled + 0.45 * size, size + 0.4, step)
    items += words
    foot = max(y + 2, ruled + 0.45 * size + lines * step)
    return Block(foot + setting.gap, tuple(items), stretch=0.4)


def word_width(fonts: Fonts, word: Words) -> float:
    """Width of one item of text."""
    return fonts.width(word.text, word.face, word.size)
