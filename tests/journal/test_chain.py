"""The chain finds every gap, fork, edit and truncation, and names it once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.chain import Head, Link, follow
from counter.journal.entry import Entry, Envelope, body_digest, subject_of

DEVICE = bytes(range(16))


def log(length: int, *, device: bytes = DEVICE, epoch: int = 1, word: str = "a") -> list[Entry]:
    head, entries = Head.empty(device, epoch), []
    for seq in range(1, length + 1):
        envelope = Envelope(
            device, epoch, seq, head.hash, "duty_closed", 1, subject_of(device, epoch, seq), None, "ha", b"session1",
            1_795_000_000_000 + seq, 420, seq, b"testboot", date(2026, 11, 23),
        )  # fmt: skip
        entry = Entry.seal(envelope, b"saltsalt", b'{"kind":"%s%d"}' % (word.encode(), seq))
        entries.append(entry)
        head = Head(device, epoch, seq, entry.hash)
    return entries


def links(entries: list[Entry]) -> list[Link]:
    return [Link(e.raw, e.salt, e.body, None, e.hash) for e in entries]


def problems(found: list[Link]) -> list[str]:
    return follow(Head.empty(DEVICE, 1), found)[1]


def test_nothing_is_found_when_the_log_is_whole() -> None:
    entries = log(5)
    head, found = follow(Head.empty(DEVICE, 1), links(entries))
    assert found == []
    assert head == Head(DEVICE, 1, 5, entries[-1].hash)


def test_head_is_the_constant_when_the_log_is_empty() -> None:
    assert follow(Head.empty(DEVICE, 1), []) == (Head.empty(DEVICE, 1), [])


def test_body_is_named_when_it_was_changed() -> None:
    whole = links(log(5))
    whole[2] = replace(whole[2], body=b'{"kind":"b3"}')
    assert problems(whole) == ["epoch 1 seq 3: bytes do not give the stored hash"]


def test_entry_is_named_once_when_one_is_missing() -> None:
    whole = links(log(5))
    del whole[2]
    assert problems(whole) == ["epoch 1 seq 3: found seq 4 instead"]


def test_entry_is_named_when_two_stand_in_the_wrong_order() -> None:
    whole = links(log(5))
    whole[1], whole[2] = whole[2], whole[1]
    assert [p.split(":")[0] for p in problems(whole)] == ["epoch 1 seq 2", "epoch 1 seq 4", "epoch 1 seq 3"]


def test_entry_is_named_when_it_comes_from_another_branch() -> None:
    whole, other = links(log(5)), links(log(5, word="b"))
    assert problems([*whole[:2], *other[2:]]) == ["epoch 1 seq 3: does not follow the entry before"]


def test_entry_is_named_when_it_belongs_to_another_log() -> None:
    for foreign in (log(3, epoch=2), log(3, device=bytes(16))):
        assert problems([*links(log(2)), links(foreign)[2]]) == ["epoch 1 seq 3: belongs to another log"]


def test_envelope_is_named_when_it_cannot_be_read() -> None:
    whole = links(log(4))
    whole[1] = replace(whole[1], raw=b"\x02" + whole[1].raw[1:])
    assert problems(whole) == ["epoch 1 seq 2: envelope unreadable (envelope form 2)"]


def test_chain_still_verifies_when_a_body_was_erased_by_law() -> None:
    whole = links(log(4))
    assert whole[1].salt is not None
    assert whole[1].body is not None
    erased = replace(whole[1], salt=None, body=None, digest=body_digest(whole[1].salt, whole[1].body))
    assert problems([whole[0], erased, *whole[2:]]) == []
    assert problems([whole[0], replace(erased, digest=bytes(32)), *whole[2:]]) == [
        "epoch 1 seq 2: bytes do not give the stored hash"
    ]
    assert problems([whole[0], replace(erased, digest=None), *whole[2:]])[0] == "epoch 1 seq 2: no body and no digest"


def test_walk_goes_on_from_a_head_in_the_middle() -> None:
    entries = log(6)
    middle = Head(DEVICE, 1, 3, entries[2].hash)
    assert follow(middle, links(entries[3:]))[1] == []
    assert follow(replace(middle, hash=bytes(32)), links(entries[3:]))[1] == [
        "epoch 1 seq 4: does not follow the entry before"
    ]


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_any_changed_byte_is_found(data: st.DataObject) -> None:
    whole = links(log(4))
    at = data.draw(st.integers(0, 3))
    part = data.draw(st.sampled_from(("raw", "salt", "body", "hash")))
    old = bytearray(getattr(whole[at], part))
    old[data.draw(st.integers(0, len(old) - 1))] ^= data.draw(st.integers(1, 255))
    whole[at] = replace(whole[at], **{part: bytes(old)})
    assert problems(whole) != []


@pytest.mark.parametrize("length", [1, 2, 5])
def test_truncation_is_seen_against_a_head_that_was_told_elsewhere(length: int) -> None:
    entries = log(length)
    head, found = follow(Head.empty(DEVICE, 1), links(entries[:-1]))
    assert found == []
    assert head.seq < length
