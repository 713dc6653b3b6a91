"""The band that carries the code: in letters, as Code 128 for the scanner, as QR for everything else."""

from __future__ import annotations

from counter.printing.facts import ReceiptFacts
from counter.printing.fonts import FaceName, Fonts
from counter.printing.paper_size import Setting
from counter.printing.receipt_words import code_label, code_note
from counter.printing.sheet import Block, Item, Rule
from counter.printing.symbols import CODE128_HEIGHT, CODE128_MODULE, CODE128_QUIET, QR_SIDE, code128, qr, qr_payload
from counter.printing.text_lines import baseline, words_of, wrap

_WEIGHT = 0.6


def code_band(fonts: Fonts, setting: Setting, facts: ReceiptFacts) -> Block:
    """Between two rules: on the left what the code is called, the code and its bars; on the right the QR.

    A code too long for bars beside the QR has them below, over the whole width; one too long even for that (no agency
    has such) goes without bars. Raises ValueError for a code that no symbol can carry."""
    left, gap = setting.left, setting.gap
    room = setting.measure - QR_SIDE - 2 * CODE128_QUIET * CODE128_MODULE
    top = y = gap
    items: list[Item] = [Rule(left, 0.0, setting.edge, 0.0, _WEIGHT)]

    def write(text: str, face: FaceName, size: float, step: float, width: float) -> None:
        nonlocal y
        for line in wrap(fonts, ((text, face),), size, width):
            items.extend(words_of(line, left, y + baseline(size, step), size))
            y += step

    small = setting.small + 1
    write(code_label(facts), "bold" if facts.provisional else "regular", small, small * 1.2, room)
    write(facts.code, "bold", setting.code, setting.code * 1.2, room)
    y += 2
    bars = code128(facts.code, left, y, room)
    beside = bars is not None
    if bars is None:
        y = max(y, top + QR_SIDE + gap)
        bars = code128(facts.code, left, y, setting.measure)
    if bars is not None:
        items.append(bars)
        y += CODE128_HEIGHT + 3
    write(code_note(facts), "italic", setting.small, setting.small * 1.2, room if beside else setting.measure)
    foot = max(y, top + QR_SIDE)
    drop = (foot - top - QR_SIDE) / 2 if beside else 0.0
    items.append(qr(qr_payload(facts.code, facts.check), setting.edge - QR_SIDE, top + drop))
    foot += gap * 0.7
    items.append(Rule(left, foot, setting.edge, foot, _WEIGHT))
    return Block(foot, tuple(items), stretch=0.6)
