"""One file of the bundle: plain text, as small as it is, that anybody may read before it leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counter.diagnostics.last_look import looked_over

MOST = 500_000  # bytes of one item; of a longer one the end, where the newest lines are


@dataclass(frozen=True, slots=True)
class Item:
    """`name`: its path in the bundle. `dropped`: lines that were there and were left out, since they are none of ours."""

    name: str
    text: str
    dropped: int = 0

    @property
    def content(self) -> bytes:
        """The bytes that leave."""
        return self.text.encode("utf-8")


def facts_item(name: str, facts: Mapping[str, Any]) -> Item:
    """Facts by their names, each looked over once more."""
    seen, dropped = looked_over(facts)
    return Item(name, json.dumps(seen, indent=2, ensure_ascii=True) + "\n", dropped)


def lines_item(name: str, lines: list[str], dropped: int) -> Item:
    """Lines of a log; what is too long is cut at its beginning."""
    kept: list[str] = []
    size = 0
    for line in reversed(lines):
        size += len(line) + 1
        if size > MOST:
            dropped += len(lines) - len(kept)
            break
        kept.append(line)
    return Item(name, "".join(f"{line}\n" for line in reversed(kept)), dropped)
