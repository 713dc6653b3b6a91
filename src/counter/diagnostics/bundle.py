"""The bundle: items that were gathered, and the one file they make. What is shown before is what leaves, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter.diagnostics.item import Item
from counter.domain.sentence import Language, Sentence, say

MOST = 4_000_000  # bytes of all items; what does not fit is left out from the end, where the logs are
READ_ME = "00-read-me.txt"
_TIME = (1980, 1, 1, 0, 0, 0)  # the same items make the same file


class Stopped(Exception):
    """Whoever asked for it wants it no more."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """`items` begin with the page that says what this is. `dropped`: lines and values that were left out; `cut`: items for
    which there was no room."""

    items: tuple[Item, ...]
    dropped: int
    cut: int

    @property
    def size(self) -> int:
        """Bytes of all texts."""
        return sum(len(item.content) for item in self.items)

    def zipped(self) -> bytes:
        """The file. The same bundle gives the same bytes, on every machine with the same zlib."""
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w") as file:
            for item in self.items:
                entry = zipfile.ZipInfo(item.name, _TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                file.writestr(entry, item.content, compresslevel=9)
        return into.getvalue()


def bundle_of(
    items: Iterable[Item], version: str, language: Language, *, told: Callable[[int], None] = lambda _: None
) -> Bundle:
    """The items as they come, until there is no room. `told(n)` after each; it may raise Stopped."""
    kept: list[Item] = []
    size, dropped, cut = 0, 0, 0
    for count, item in enumerate(items, 1):
        told(count)
        if size + len(item.content) > MOST:
            cut += 1
            continue
        size += len(item.content)
        dropped += item.dropped
        kept.append(item)
    return Bundle((_read_me(kept, dropped, cut, version, language), *kept), dropped, cut)


def _read_me(items: list[Item], dropped: int, cut: int, version: str, language: Language) -> Item:
    lines = [say(Sentence("diagnostics.what_this_is", {"version": version}), language), ""]
    lines += [f"{len(item.content):>9}  {item.name}" for item in items]
    lines += ["", say(Sentence("diagnostics.left_out", {"lines": dropped, "items": cut}), language)]
    lines += ["", say(Sentence("diagnostics.never", {}), language), ""]
    return Item(READ_ME, "\n".join(lines))
