"""What is simulated: the product, or the product with one thing wrong that the checker must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select, update

from counter.server.exchange import Exchange
from counter.server.inbox import Inbox
from counter.server.province import Province
from counter.server.tables import epoch, epoch_series
from counter.store.exchange import StoreExchange
from counter.store.settings_table import put
from counter.store.standpoint import Took
from counter.wire.reply import SyncReply
from tests.faults.simulator.machine import Parts
from tests.made.wrong_inboxes import AcknowledgesFirst, ForksUnseen, PositionsBeforeCommit, RemembersHeads


class CursorFirst(StoreExchange):
    """Moves the cursor in a transaction of its own, before what was pulled is kept."""

    def take(self, epoch: int, reply: SyncReply) -> Took:
        with self._database.write() as t:
            put(t, "cursor", reply.cursor)
        return super().take(epoch, reply)


class GenerationIgnored(Exchange):
    """Believes a cursor of whatever generation."""

    def _with_news(self, *arguments: Any) -> SyncReply:
        return super()._with_news(*arguments[:-1], True)


class NewsWithheld(Exchange):
    """Takes in everything, and never tells the other counters of a centre."""

    def _with_news(self, *arguments: Any) -> SyncReply:
        reply, cursor = super()._with_news(*arguments), arguments[2].cursor
        return replace(reply, entries=(), positions=(), cursor=cursor, more=False)


def _no_jump(province: Province) -> None:
    """After a restore the series of epochs goes on from what the backup knew."""
    with province.database.write() as c:
        c.execute(update(epoch_series).values(last=select(func.max(epoch.c.epoch)).scalar_subquery()))


def _nothing(_: Province) -> None:
    """The product needs nothing after a restore."""


@dataclass(frozen=True)
class Planted:
    """Which classes are run."""

    parts: Parts = field(default_factory=Parts)
    inbox: type[Inbox] = Inbox
    exchange: type[Exchange] = Exchange
    after_restore: Callable[[Province], None] = _nothing


PRODUCT = Planted()
MUTANTS: dict[str, Planted] = {
    "acknowledged before inserted": Planted(inbox=AcknowledgesFirst),
    "cursor without lock": Planted(inbox=PositionsBeforeCommit),
    "epoch used again": Planted(after_restore=_no_jump),
    "cursor moved before the data": Planted(parts=Parts(exchange=CursorFirst)),
    "generation ignored": Planted(exchange=GenerationIgnored),
    "news withheld": Planted(exchange=NewsWithheld),
    "hash not compared": Planted(inbox=ForksUnseen),
    "each process for itself": Planted(inbox=RemembersHeads),
    "witness ignored": Planted(parts=Parts(witnessed=False)),
}
