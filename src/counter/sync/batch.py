"""How many entries go at once: as many as the line takes, found out by what came through and what did not."""

from __future__ import annotations

from counter.wire.limits import ENTRIES

FIRST = 400  # entries
_LONGEST_CALM = 16


class Batch:
    """Halved by each request that was too much, doubled after what came through.

    A size that was too much for a reason that lasts is tried again only after some that came through, twice as many each
    time: a line or a proxy that never takes it would else be sent every second request in vain."""

    def __init__(self) -> None:
        self.limit = FIRST
        self._refused: int | None = None  # what was too much last
        self._calm, self._wanted = 0, 1  # came through since then; so many before more is tried

    def too_much(self, *, lasting: bool) -> None:
        """A request of this size was refused for it, or did not get through. `lasting`: it may be so for as long as the line
        is this one, and not because of a slow moment."""
        if lasting:
            if self._refused is not None and self.limit >= self._refused:
                self._wanted = min(_LONGEST_CALM, self._wanted * 2)
            self._refused, self._calm = self.limit, 0
        self.limit = max(1, self.limit // 2)

    def came_through(self) -> None:
        """A request was answered well."""
        if self._refused is not None and self.limit >= self._refused:
            self._refused, self._wanted = None, 1
        self._calm += 1
        if self._refused is None or self.limit * 2 < self._refused or self._calm >= self._wanted:
            self.limit, self._calm = min(ENTRIES, self.limit * 2), 0
