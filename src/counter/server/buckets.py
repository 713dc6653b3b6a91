"""Token buckets by key: each fills at a steady rate up to a brim, and is forgotten when nobody has asked for long."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 20_000  # keys that are remembered; a forgotten bucket is a full one


class Buckets:
    """`rate` tokens a second, `brim` at most; a rate of 0 is no limit. `moment`: a monotonic clock in seconds.

    Not safe among threads by itself."""

    def __init__(self, rate: float, brim: float, moment: Callable[[], float]) -> None:
        self._rate, self._brim, self._moment = rate, brim, moment
        self._held: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # key → (level, when)

    def wait(self, key: Hashable, least: float = 1.0) -> float:
        """Seconds until that bucket holds a whole token, or `least` of one; 0 when it does."""
        if not self._rate:
            return 0.0
        return max(0.0, (least - self._level(key)) / self._rate)

    def take(self, key: Hashable) -> None:
        """One token out, also of an empty bucket: but nobody owes more than one, so every closed gate opens again soon."""
        if not self._rate:
            return
        self._held[key] = (max(self._level(key) - 1, -1.0), self._moment())
        self._held.move_to_end(key)
        if len(self._held) > MOST:
            self._held.popitem(last=False)

    def _level(self, key: Hashable) -> float:
        level, when = self._held.get(key, (self._brim, 0.0))
        return min(self._brim, level + (self._moment() - when) * self._rate)
