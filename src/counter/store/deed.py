"""A deed: what one transaction of a person or of the machine adds to the journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from counter.journal.business_day import DayJudgement
from counter.journal.chain import Head
from counter.journal.clock import Clock
from counter.store.database import Transaction
from counter.store.identity import Identity
from counter.store.log import Actor, Kept, append
from counter.store.projection import fold_entry


@dataclass(slots=True)
class Deed:
    """One transaction in which facts are added. What it adds is folded at once and witnessed after the commit."""

    transaction: Transaction
    identity: Identity
    actor: Actor
    day: DayJudgement
    clock: Clock
    head: Head
    offline_since: str | None
    _salt: Callable[[int], bytes]
    kept: list[Kept] = field(default_factory=list)
    last_code: str | None = None

    def add(
        self, kind: str, body: dict[str, Any], subject: bytes | None = None, *, parent: bytes | None = None
    ) -> Kept:
        """Append a fact and fold it into the tables. `parent`: for a change of status, the turn it goes on from."""
        kept = append(
            self.transaction, self.identity.source, kind, body, actor=self.actor, day=self.day.day, clock=self.clock,
            salt=self._salt(8), subject=subject, clock_trusted=self.day.doubt in (None, "off_server"), head=self.head,
            parent=parent,
        )  # fmt: skip
        self.head = Head(self.head.device, self.head.epoch, self.head.seq + 1, kept.entry.hash)
        fold_entry(self.transaction, kept, body)
        self.kept.append(kept)
        return kept
