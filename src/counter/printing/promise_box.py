"""The due time in its frame: what a person looks for first when the paper is taken out again."""

from __future__ import annotations

from counter.printing.facts import ReceiptFacts
from counter.printing.fonts import Fonts
from counter.printing.paper_size import Setting
from counter.printing.receipt_words import promise
from counter.printing.sheet import Block, Frame, Item
from counter.printing.text_lines import Line, balanced, baseline, line_width, words_of, wrap
from counter.printing.vietnamese_dates import NBSP

_LABEL = f"4. Thời gian trả{NBSP}kết{NBSP}quả giải{NBSP}quyết{NBSP}hồ{NBSP}sơ"
_PAD = 8.0


def promise_box(fonts: Fonts, setting: Setting, facts: ReceiptFacts) -> Block:
    """The item's name on the left in two lines, the promise large on the right, its note small below it."""
    value, note = promise(facts)
    body, large, small = setting.body, setting.promise, setting.small
    label = balanced(fonts, ((_LABEL, "regular"),), body, setting.measure * 0.32)
    label_width = max(line_width(fonts, line, body) for line in label)
    room = setting.measure - 2 * _PAD - label_width - 10
    lines = wrap(fonts, ((value, "bold"),), large, room)
    notes = balanced(fonts, ((note, "italic"),), small, room)
    label_tall = len(label) * body * 1.2
    value_tall = len(lines) * large * 1.2 + len(notes) * small * 1.2
    tall = max(label_tall, value_tall) + 1.3 * _PAD
    edge = setting.edge - _PAD

    items: list[Item] = [Frame(setting.left, 0, setting.measure, tall, 0.9)]
    _stack(fonts, items, label, (tall - label_tall) / 2, body, left=setting.left + _PAD)
    y = _stack(fonts, items, lines, (tall - value_tall) / 2, large, edge=edge)
    _stack(fonts, items, notes, y, small, edge=edge)
    return Block(tall, tuple(items), stretch=0.5)


def _stack(
    fonts: Fonts,
    items: list[Item],
    lines: tuple[Line, ...],
    y: float,
    size: float,
    *,
    left: float = 0.0,
    edge: float | None = None,
) -> float:
    """Lines one below the other from y, starting at `left` or ending at `edge`; where they end."""
    step = size * 1.2
    for line in lines:
        x = left if edge is None else edge - line_width(fonts, line, size)
        items += words_of(line, x, y + baseline(size, step), size)
        y += step
    return y
