"""A clone that nobody has noticed yet: a slot that both have filled never stands for the other's fact.

Found by the simulator: a slot of our own log (seed 10), and one of another's that was filled twice because the province
was put back in between (seed 45)."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from counter.journal.entry import Entry
from counter.server.province import Province
from counter.sync.engine import Again, Idle, Step
from counter.wire.columns import Known, Slot
from counter.wire.frame import CONTENT_TYPE
from counter.wire.reply import SyncReply
from counter.wire.reply_format import write_reply
from tests.made.counter_pair import Counter, Line
from tests.made.logs import MadeLog

Make = Callable[..., Counter]


def own(one: Counter, seq: int) -> Entry:
    (entry,) = one.exchange.entries_after(one.exchange.facts().epoch, seq - 1, 1, 10**6)
    return entry


def told(
    one: Counter, province: Province, parent: Entry, *, checked: bool = False, whole: bool = False
) -> tuple[Entry, Step]:
    """Another's fact about `parent`, told by its slot in a reply that acknowledges the first two; what became of it."""
    news = MadeLog(bytes(16), one.exchange.facts().epoch + 70, random.Random(1)).add(
        {"day": "2026-11-23"}, kind="day_opened", subject=parent.envelope.subject, parent=parent.hash
    )
    slot, known = (parent.envelope.epoch, parent.envelope.seq), Known(parent.envelope, parent.hash)
    return news, answered(one, province, news, held={slot: known}, slot=slot, checked=checked, whole=whole)


def answered(
    one: Counter, province: Province, news: Entry, *, held: dict[Slot, Known] | None = None, slot: Slot | None = None,
    checked: bool = False, whole: bool = False,
) -> Step:  # fmt: skip
    """One fact in a reply that acknowledges the first two, written for a reader that holds `held`."""
    facts = one.exchange.facts()
    assert one.engine.ask() is not None
    head = one.exchange.hash_at(facts.epoch, 2)
    assert head is not None
    cursor = one.exchange.standpoint().cursor + 1  # type: ignore[union-attr]
    reply = SyncReply(2, 2, 0, province.authority.generation, cursor, (news,), (cursor,))
    message = write_reply(
        reply, province.authority.private_key, device=facts.device, epoch=facts.epoch, head=head, generation_known=True,
        whole=whole, held=lambda *at: (held or {}).get(at), locate=lambda _: slot, checked=checked,
    )  # fmt: skip
    return one.engine.answered(200, CONTENT_TYPE, message)


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


@pytest.fixture
def twin(counter: Make, line: Line, province: Province) -> tuple[Counter, Entry, Entry]:
    """A counter that holds one of two facts that another's two selves put into the same slot; it, that one, the other one."""
    one = counter("one")
    one.receive(2)
    one.sync(line)
    first, second = (MadeLog(b"o" * 16, 60, random.Random(seed)).add({"day": "2026-11-23"}) for seed in (2, 3))
    answered(one, province, first)
    assert first.hash.hex() in hashes(one)
    return one, first, second


def test_slot_that_was_filled_anew_while_the_province_was_put_back_is_asked_whole(
    twin: tuple[Counter, Entry, Entry], province: Province
) -> None:
    one, _, other = twin
    before = one.log()
    news, step = told(one, province, other, checked=True)
    assert isinstance(step, Again)
    assert one.log() == before
    told(one, province, other, checked=True, whole=True)
    assert news.hash.hex() in hashes(one)


def test_without_the_check_another_fact_would_be_kept(twin: tuple[Counter, Entry, Entry], province: Province) -> None:
    one, _, other = twin
    before = hashes(one)
    news, _ = told(one, province, other, checked=False)
    assert len(hashes(one) - before) == 1
    assert news.hash.hex() not in hashes(one)


def test_slot_that_both_fill_alike_needs_no_second_request(
    twin: tuple[Counter, Entry, Entry], province: Province
) -> None:
    one, first, _ = twin
    news, _ = told(one, province, first, checked=True)
    assert news.hash.hex() in hashes(one)
