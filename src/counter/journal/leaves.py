"""What a log holds, in sums that two machines can compare: one leaf a slot, one digest over a range of slots."""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

SHORT = 8  # bytes of a digest that only has to find where two logs differ: the whole one has said that they do
_LEAF = struct.Struct(">Q32s")


class Leaf(NamedTuple):
    """A slot that is filled. `hash` is computed from the bytes that lie there, never taken from a column beside them."""

    seq: int
    hash: bytes


class Span(NamedTuple):
    """Slots `first` to `last` of one log, both inclusive."""

    first: int
    last: int

    @property
    def slots(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Sum:
    """What lies in a span: how many leaves, the last one's seq and hash, and SHA-256 over all of them in order."""

    count: int
    last: int
    head: bytes
    digest: bytes


NOTHING = Sum(0, 0, b"", hashlib.sha256().digest())


def cut(span: Span, fan: int) -> list[Span]:
    """At most `fan` spans of nearly one length that make up `span`; single slots when `fan` is as large as it."""
    fan = min(fan, span.slots)
    bounds = [span.first + span.slots * n // fan for n in range(fan + 1)]
    return [Span(a, b - 1) for a, b in pairwise(bounds)]


def sums(spans: Sequence[Span], leaves: Iterable[Leaf]) -> list[Sum]:
    """The sum of each span. Spans stand in order and do not touch one another; leaves come in order of seq."""
    ends = [span.last for span in spans]
    counts, lasts = [0] * len(spans), [Leaf(0, b"")] * len(spans)
    digests = [hashlib.sha256() for _ in spans]
    for leaf in leaves:
        at = bisect_left(ends, leaf.seq)
        if at < len(spans) and leaf.seq >= spans[at].first:
            counts[at] += 1
            lasts[at] = leaf
            digests[at].update(_LEAF.pack(leaf.seq, leaf.hash))
    return [
        Sum(count, last.seq, last.hash, digest.digest())
        for count, last, digest in zip(counts, lasts, digests, strict=True)
    ]
