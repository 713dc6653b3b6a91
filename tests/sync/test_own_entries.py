"""Nothing that comes from outside changes or removes an own entry, whatever the province says and whatever it sends (I16)."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from counter.domain.sentence import Refused
from counter.journal.entry import Entry
from counter.server.province import Province
from counter.store.standpoint import Told
from counter.wire.reply import Grant, Notice, Standing, SyncReply
from tests.made.counter_pair import Counter, Line

Rows = list[tuple[object, ...]]


def own_rows(one: Counter) -> Rows:
    with one.store.database.read() as t:
        return t.rows(
            "SELECT l.id, s.epoch, l.seq, l.hash, l.envelope, l.salt, l.body FROM log l JOIN source s ON s.id = l.source "
            "WHERE s.own = 1 AND l.position IS NULL ORDER BY l.id"
        )


def wrong_entry(rng: random.Random, own: list[Entry]) -> Entry:
    """One that claims a place in the own log: there already with another body, behind the end, or before the beginning."""
    like = rng.choice(own)
    e = like.envelope
    seq, prev = rng.randrange(1, len(own) + 3), rng.choice((e.prev, own[-1].hash, rng.randbytes(32)))
    if (seq, prev) == (len(own) + 1, own[-1].hash):  # that one would be what a restored copy gets back
        prev = rng.randbytes(32)
    envelope = replace(e, seq=seq, prev=prev, kind=rng.choice((e.kind, "kind_of_2031")))
    return Entry.seal(
        envelope, rng.randbytes(8), rng.choice((like.body, b"{}", b"\xff", like.body.replace(b"2", b"3")))
    )


def any_reply(rng: random.Random, own: list[Entry], generation: bytes) -> SyncReply:
    """Whatever a province can say: acknowledged more or less than there is, each standing, own slots filled otherwise."""
    entries = tuple(wrong_entry(rng, own) for _ in range(rng.randrange(4)))
    grant = Grant(rng.randbytes(8), rng.randrange(1, 9)) if rng.random() < 0.2 else None
    return SyncReply(
        rng.randrange(len(own) + 3), rng.randrange(len(own) + 3), rng.randrange(2**42),
        rng.choice((generation, rng.randbytes(16))), rng.randrange(50), entries=entries,
        positions=tuple(range(1, len(entries) + 1)), standing=rng.choice(tuple(Standing)), held=rng.randrange(9),
        lanes=rng.choice((None, ())), lanes_version=rng.randrange(4), grant=grant,
        notices=(Notice(rng.randrange(1, 9), 1, rng.randrange(9), "quarantined", "sync.reason.unknown"),),
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_own_entries_stay_as_they_are_whatever_a_reply_says(
    counter: Callable[..., Counter], line: Line, province: Province, seed: int
) -> None:
    one, rng = counter(), random.Random(seed)
    one.receive(4)
    one.sync(line)
    one.receive(3)  # and these wait
    before = own_rows(one)
    own = [Entry.open(*row[4:]) for row in before]  # type: ignore[arg-type]
    for _ in range(60):
        reply = any_reply(rng, own, province.authority.generation)
        if rng.random() < 0.5:
            one.exchange.take(own[0].envelope.epoch, reply)
        else:
            told = Told(rng.randrange(9), rng.randrange(50), rng.randrange(9))
            with contextlib.suppress(Refused):  # older than what was heard of another generation
                one.exchange.take_carried(own[0].envelope.epoch, reply, told)
        assert own_rows(one) == before
        with one.store.database.read() as t:
            ((seq, head),) = t.rows(
                "SELECT seq, head FROM source WHERE own = 1 AND epoch = ?", (own[0].envelope.epoch,)
            )
        assert (seq, head) == (own[-1].envelope.seq, own[-1].hash)
    assert one.problems() == []
