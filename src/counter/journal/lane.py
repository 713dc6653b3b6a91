"""Lanes: a range of one deciding body's daily serials, granted to one (device, epoch) with an end date.

The province has thereby issued the numbers in advance (Decree 118/2025 art. 28: the system issues the code). Gaps are
fine, reuse never."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

LEASE = timedelta(days=30)  # for how long the province lends, and renews, a lane
GRACE = timedelta(days=1)  # clocks differ: a range is nobody's for this long after a lease has ended


@dataclass(frozen=True, slots=True)
class Lane:
    """Serials `start` .. `start + length - 1` of `agency`, every business day until `until` (inclusive).

    `day` and `last` say how far the lane is used: serials up to `last` are spent on `day`; None: never used.
    `since`: the first business day for which its present holder may use it; before that it may have been another's."""

    agency: str
    start: int
    length: int
    until: date
    day: date | None = None
    last: int | None = None
    since: date | None = field(default=None, compare=False)

    @classmethod
    def lent(cls, agency: str, start: int, length: int, until: date) -> Lane:
        """As the province has just said it: lent, or renewed, no earlier than its end tells."""
        return cls(agency, start, length, until, since=until - LEASE - GRACE)

    def next_serial(self, today: date) -> int | None:
        """The next unspent serial of that business day; None when the lease has ended or the range is used up.

        A day before `day` gives None: business days never go back (I4), a number of a past day could be a reuse."""
        if today > self.until or (self.day is not None and today < self.day):
            return None
        serial = self.start if self.day != today or self.last is None else self.last + 1
        return serial if self.start <= serial < self.start + self.length else None
