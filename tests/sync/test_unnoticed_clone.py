"""A clone that nobody has noticed yet: a slot that both have filled never stands for the other's fact (simulator, seed 10)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from counter.journal.entry import Entry
from counter.server.province import Province
from counter.sync.engine import Again, Idle, Step
from counter.wire.columns import Known
from counter.wire.frame import CONTENT_TYPE
from counter.wire.reply import SyncReply
from counter.wire.reply_format import write_reply
from tests.made.counter_pair import Counter, Line
from tests.made.logs import MadeLog

Make = Callable[..., Counter]


def own(one: Counter, seq: int) -> Entry:
    (entry,) = one.exchange.entries_after(one.exchange.facts().epoch, seq - 1, 1, 10**6)
    return entry


def told(one: Counter, province: Province, parent: Entry) -> tuple[Entry, Step]:
    """Another's fact about `parent`, told by its slot in a reply that acknowledges the first two; what became of it."""
    facts, slot = one.exchange.facts(), (parent.envelope.epoch, parent.envelope.seq)
    news = MadeLog(bytes(16), facts.epoch + 70, random.Random(1)).add(
        {"day": "2026-11-23"}, kind="day_opened", subject=parent.envelope.subject, parent=parent.hash
    )
    assert one.engine.ask() is not None
    head = one.exchange.hash_at(facts.epoch, 2)
    assert head is not None
    cursor = one.exchange.standpoint().cursor + 1  # type: ignore[union-attr]
    reply = SyncReply(2, 2, 0, province.authority.generation, cursor, (news,), (cursor,))
    message = write_reply(
        reply, province.authority.private_key, device=facts.device, epoch=facts.epoch, head=head, generation_known=True,
        whole=False, held=lambda *at: Known(parent.envelope, parent.hash) if at == slot else None, locate=lambda _: slot,
    )  # fmt: skip
    return news, one.engine.answered(200, CONTENT_TYPE, message)


def hashes(one: Counter) -> set[str]:
    return {hash_ for _, _, hash_ in one.log()}


def test_slot_that_the_province_may_hold_otherwise_is_asked_whole(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    one = counter("one")
    one.receive(2)
    one.sync(line)
    two = one.cloned(tmp_path / "two")
    one.receive(1)
    two.receive(1)
    before = one.log()
    _, step = told(one, province, own(two, 3))  # it means the third of the other, not ours
    assert isinstance(step, Again)
    assert one.log() == before
    assert isinstance(one.sync(line), Idle)  # asked whole it goes on
    two.close()


def test_slot_that_both_hold_is_what_it_says(counter: Make, line: Line, province: Province) -> None:
    one = counter("one")
    one.receive(2)
    one.sync(line)
    one.receive(1)
    news, _ = told(one, province, own(one, 2))
    assert news.hash.hex() in hashes(one)
