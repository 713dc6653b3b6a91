"""Blocks set one under the other, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence

from counter.printing.sheet import Block, Page, Part

_SLACK = 0.01


def paginate(blocks: Sequence[Block], *, top: float, bottom: float, running_head: Block) -> tuple[list[Page], float]:
    """The pages of `blocks` between `top` and `bottom`, and how far down the last one reaches.

    Every page but the first opens with `running_head`. Blocks tied by `with_next` go to the next page together, unless
    they are too many for one page. White space (a block without items) is dropped at the head of a page."""
    flow = _Flow(top, bottom, running_head)
    start = 0
    while start < len(blocks):
        end = start + 1
        while end < len(blocks) and blocks[end - 1].with_next:
            end += 1
        flow.add(blocks[start:end])
        start = end
    return flow.pages, flow.y


class _Flow:
    def __init__(self, top: float, bottom: float, running_head: Block) -> None:
        self.pages = [Page()]
        self.top, self.bottom, self.running_head = top, bottom, running_head
        self.y = top
        self.last: Block | None = None  # None: nothing but heads on this page so far

    def add(self, group: Sequence[Block]) -> None:
        if not self.has_room(sum(block.height for block in group)):
            self.turn(group[0])
        for block in group:
            if not self.has_room(block.height):
                self.turn(block)
            if self.last is None and not block.items:
                continue
            self.place(block)
            self.last = block

    def has_room(self, height: float) -> bool:
        return self.last is None or self.y + height <= self.bottom + _SLACK

    def place(self, block: Block) -> None:
        self.pages[-1].parts.append(Part(self.y, block.items, block.stretch))
        self.y += block.height

    def turn(self, first: Block) -> None:
        if self.last is not None and self.last.seam:
            self.pages[-1].parts.append(Part(self.y - self.last.height, self.last.seam))
        self.pages.append(Page())
        self.y, self.last = self.top, None
        self.place(self.running_head)
        if first.repeat is not None:
            self.place(first.repeat)
