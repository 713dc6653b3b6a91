"""What sync needs of the local store: read who we are and what waits, take a reply in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from counter.journal.entry import Entry, Envelope
from counter.journal.leaves import Leaf, Span
from counter.store.standpoint import Lack, Standpoint, SyncFacts, Told, Took
from counter.store.stated_files import SignedFiles
from counter.store.statement import Compared, Slip
from counter.wire.columns import Known, Slot
from counter.wire.reply import SyncReply


class ExchangeStore(Protocol):
    """The local store as sync sees it. Every method is one transaction and may raise Trouble."""

    def standpoint(self) -> Standpoint | None:
        """Where we stand; None before enrolment."""
        ...

    def entries_after(self, epoch: int, seq: int, limit: int, most: int) -> list[Entry]:
        """Own entries after `seq`, in order: at most `limit` of them, and of at most `most` bytes."""
        ...

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """Our hash at that place of an own log (seq 0: the log's constant); None when there is nothing."""
        ...

    def known(self, epoch: int, seq: int) -> Known | None:
        """Any entry held here, own or another's."""
        ...

    def locate(self, envelope: Envelope) -> Slot | None:
        """Where the parent of that entry is, if it is one that the province surely has."""
        ...

    def remember_ask(self, ask: bytes) -> None:
        """Keep the bytes under which a new epoch is asked for, before it is asked for the first time."""
        ...

    def take(self, epoch: int, reply: SyncReply) -> Took:
        """Believe a verified reply about that log: everything in it, in one transaction."""
        ...

    def take_carried(self, epoch: int, reply: SyncReply, told: Told) -> Took:
        """Believe a verified reply that was carried, to a request that said `told`. Raises Refused for one too old."""
        ...

    def keep_catalogue(self, content: bytes) -> None:
        """Keep a verified catalogue. One that this program cannot read is refused with ValueError and not kept."""
        ...

    def met(self, trouble: str | None) -> None:
        """The province answered; `trouble` is the key of what needs a person, None when nothing does."""
        ...

    def missed(self, why: str) -> None:
        """The province could not be reached: remember since when, and the key of the sentence that says why."""
        ...

    def facts(self) -> SyncFacts:
        """What the light shows."""
        ...


class StatementStore(Protocol):
    """What the province's statements are compared with and where they are kept."""

    def day(self) -> date:
        """The day to be stated: today, or one before it that ended without a statement."""
        ...

    def today(self) -> date:
        """The business day now."""
        ...

    def files_came(self) -> bool:
        """Whether the province has signed for more scanned papers than its last statement counts."""
        ...

    def files(self) -> SignedFiles:
        """The scanned papers of ours that the province has signed for."""
        ...

    def leaves(self, epoch: int, span: Span) -> Iterator[Leaf]:
        """Own entries of that span, hashed from what lies here."""
        ...

    def lack(self, epoch: int, seq: int, *, missing: bool) -> Lack:
        """That entry by the code of its dossier and its time."""
        ...

    def last(self) -> Slip | None:
        """The newest slip that is kept and holds."""
        ...

    def settle(self, compared: Compared) -> Slip:
        """Keep a statement, and tell again what the province lost."""
        ...
