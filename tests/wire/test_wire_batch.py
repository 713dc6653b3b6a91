"""Entries through columns and back: exact, small, and nothing else than the two refusals for bad bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry, Envelope
from counter.wire.batch_reader import read_batch
from counter.wire.batch_writer import write_batch
from counter.wire.binary import BadMessage, Reader
from counter.wire.columns import Home, Missing
from counter.wire.limits import BODY, ENTRIES
from counter.wire.packing import pack
from tests.made.logs import START, MadeLog, Shelf, made_log

NOTHING = Shelf()


def there_and_back(
    entries: Sequence[Entry], shelf: Shelf = NOTHING, *, home: Home | None = None, whole: bool = False
) -> list[Entry]:
    plain, folded = write_batch(entries, home, whole=whole, held=shelf.held, locate=shelf.locate)
    reader = Reader(plain)
    found = read_batch(reader, folded, home, (NOTHING if whole else shelf).held)
    reader.end()
    return found


@given(seed=st.integers(0, 10**6), logs=st.integers(1, 4), count=st.integers(1, 40), whole=st.booleans())
@settings(deadline=None, max_examples=60)
def test_entries_come_back_equal_when_logs_are_mixed(seed: int, logs: int, count: int, whole: bool) -> None:
    rng = random.Random(seed)
    made = [made_log(seed + n, rng.randrange(3), epoch=n + 1) for n in range(logs)]
    shelf = Shelf(*made)
    held = [entry for log in made for entry in log.entries]
    sent: list[Entry] = []
    for _ in range(count):
        log = rng.choice(made)
        if rng.random() < 0.1:
            log.session, log.boot = rng.randbytes(8), rng.randbytes(8)
        if rng.random() < 0.1:
            log.actor = rng.choice(("hoa", "lãnh.đạo", ""))
        parent = rng.choice(held + sent) if held + sent and rng.random() < 0.5 else None
        subject = parent.envelope.subject if parent and rng.random() < 0.7 else rng.choice((None, rng.randbytes(16)))
        known = parent.hash if parent and rng.random() < 0.9 else (rng.randbytes(32) if rng.random() < 0.3 else None)
        sent.append(log.add(subject=subject, parent=known, kind=rng.choice(("dossier_received", "duty_closed", "x")),
                            version=rng.choice((1, 1, 65535))))  # fmt: skip
    assert there_and_back(sent, shelf, whole=whole) == sent


envelopes = st.builds(
    Envelope, device=st.binary(min_size=16, max_size=16), epoch=st.integers(1, 2**53), seq=st.just(1),
    prev=st.binary(min_size=32, max_size=32), kind=st.text(min_size=1, max_size=60), version=st.integers(0, 65535),
    subject=st.binary(min_size=16, max_size=16), parent=st.none() | st.binary(min_size=32, max_size=32),
    actor=st.text(max_size=60), session=st.binary(min_size=8, max_size=8), wall_ms=st.integers(-(2**62), 2**62),
    offset=st.integers(-840, 840), monotonic_ms=st.integers(0, 2**62), boot=st.binary(min_size=8, max_size=8),
    day=st.dates(),
)  # fmt: skip


@given(envelope=envelopes, body=st.binary(max_size=200), salt=st.binary(min_size=8, max_size=8))
@settings(deadline=None, max_examples=150)
def test_any_envelope_comes_back_equal_when_it_is_the_first_of_its_log(
    envelope: Envelope, body: bytes, salt: bytes
) -> None:
    from counter.journal.entry import first_prev

    first = Entry.seal(replace(envelope, prev=first_prev(envelope.device, envelope.epoch)), salt, body)
    assert there_and_back([first]) == [first]


def test_clock_of_any_year_is_carried_when_it_jumps() -> None:
    log = made_log(5)
    for wall in (0, -(10**12), 253_402_300_799_000, 2**31 * 1000, 1):
        log.wall_ms = wall
        log.add()
    assert there_and_back(log.entries) == log.entries


def test_one_more_entry_costs_at_most_16_bytes_when_its_body_is_the_same() -> None:
    log = made_log(6)
    for _ in range(ENTRIES):
        log.add(b"{}", subject=None)
    home = Home(log.device, log.epoch)
    plain, folded = write_batch(log.entries[1:], home, whole=False, held=Shelf(log).held, locate=NOTHING.locate)
    assert len(plain) <= 8 * (ENTRIES - 1) + 16
    bodies = 2 * (ENTRIES - 1)
    assert len(plain) + len(folded) - bodies <= 16 * (ENTRIES - 1)


def test_reader_asks_for_whole_when_it_lacks_what_the_batch_builds_on() -> None:
    log = made_log(7, 5)
    plain, folded = write_batch(log.entries[3:], None, whole=False, held=Shelf(log).held, locate=Shelf(log).locate)
    with pytest.raises(Missing):
        read_batch(Reader(plain), folded, None, NOTHING.held)


def test_reader_asks_for_whole_when_it_holds_another_entry_in_that_slot() -> None:
    log = made_log(8, 3)
    twin = log.copy(99)
    log.fill(2)
    twin.fill(1)
    plain, folded = write_batch(log.entries[4:], None, whole=False, held=Shelf(log).held, locate=Shelf(log).locate)
    with pytest.raises(Missing):
        read_batch(Reader(plain), folded, None, Shelf(twin).held)


def test_writer_refuses_when_a_batch_is_beyond_the_limits() -> None:
    log = made_log(9)
    for _ in range(ENTRIES + 1):
        log.add(b"{}")
    heavy = made_log(10)
    heavy.add(b"x" * (BODY + 1))
    weighty = made_log(11)
    for _ in range(33):
        weighty.add(b"x" * BODY)
    for entries in (log.entries, heavy.entries, weighty.entries):
        with pytest.raises(ValueError, match="limits"):
            write_batch(entries, None, whole=False, held=NOTHING.held, locate=NOTHING.locate)


def test_reader_refuses_when_a_batch_is_beyond_the_limits() -> None:
    log = made_log(12)
    log.add(b"x" * BODY)
    plain, folded = write_batch(log.entries, None, whole=False, held=NOTHING.held, locate=NOTHING.locate)
    with pytest.raises(BadMessage):
        read_batch(Reader(plain), folded + b"x", None, NOTHING.held)


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_only_the_two_refusals_are_raised_when_bytes_are_changed(data: st.DataObject) -> None:
    plain, folded = data.draw(st.sampled_from(_SAMPLES))
    pieces = [bytearray(plain), bytearray(folded)]
    for _ in range(data.draw(st.integers(1, 4))):
        piece = pieces[data.draw(st.integers(0, 1))]
        if piece:
            at = data.draw(st.integers(0, len(piece) - 1))
            piece[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    try:
        entries = read_batch(Reader(bytes(pieces[0])), bytes(pieces[1]), Home(b"d" * 16, 3), _SHELF.held)
    except (BadMessage, Missing):
        return
    for entry in entries:  # what is taken is whole: its bytes read back to itself
        assert Entry.open(entry.raw, entry.salt, entry.body) == entry


def _samples() -> tuple[Shelf, list[tuple[bytes, bytes]]]:
    a, b = made_log(20, 4, epoch=3, device=b"d" * 16), made_log(21, 4, epoch=4)
    shelf = Shelf(a, b)
    sent = [MadeLog.add(b, subject=a.entries[1].envelope.subject, parent=a.entries[1].hash), a.add(b"{}"), b.add(b"{}")]
    samples = []
    for whole in (False, True):
        for home in (None, Home(a.device, a.epoch)):
            samples.append(write_batch(sent, home, whole=whole, held=shelf.held, locate=shelf.locate))
    return shelf, samples


_SHELF, _SAMPLES = _samples()


def test_business_day_may_differ_from_the_wall_clock() -> None:
    log = made_log(13, 1)
    entry = log.entries[0]
    moved = Entry.seal(replace(entry.envelope, day=date(2026, 11, 20)), entry.salt, entry.body)
    assert there_and_back([moved]) == [moved]


PIECES = st.sampled_from(
    [b"2026-11-23T08:00:05+07:00", b"2026-11-23T08:00:04+07:00", b"2026-11-23T08:00:06+07:00", b'"a"', b"\n", b"\x01", b"\x02",
     b"\x00", "Thủy".encode(), b"\x7f"]
)  # fmt: skip


@given(st.lists(st.lists(PIECES, max_size=6).map(b"".join), min_size=1, max_size=4))
@settings(deadline=None, max_examples=200)
def test_bodies_come_back_equal_when_they_tell_their_own_time_or_hold_marks(bodies: list[bytes]) -> None:
    log = made_log(14)
    for body in bodies:
        log.wall_ms = START + 5_678
        log.add(body)
        log.entries[-1] = Entry.seal(replace(log.entries[-1].envelope, wall_ms=START + 5_678), b"saltsalt", body)
    assert there_and_back(log.entries) == log.entries


def test_time_that_the_envelope_tells_costs_nothing_in_the_body() -> None:
    def cost(shift: int) -> int:
        log = made_log(15)
        for n in range(100):
            log.add(b"{}")
            at = datetime.fromtimestamp((log.wall_ms + shift * (n % 7)) // 1000, VIETNAM).isoformat()
            log.entries[-1] = Entry.seal(
                log.entries[-1].envelope, b"saltsalt", b'{"received_at":"' + at.encode() + b'"}'
            )
        chained = made_log(15)
        for entry in log.entries:
            chained.add(entry.body)
        folded = write_batch(chained.entries, None, whole=False, held=NOTHING.held, locate=NOTHING.locate)[1]
        return len(pack(folded))

    assert cost(0) + 250 < cost(60_000)


def test_line_of_marks_is_refused_before_it_unfolds() -> None:
    log = made_log(16)
    log.add(b"{}")
    plain, folded = write_batch(log.entries, None, whole=False, held=NOTHING.held, locate=NOTHING.locate)
    assert folded.endswith(b"{}")
    with pytest.raises(BadMessage):
        read_batch(Reader(plain), folded[:-2] + b"\x01" * (BODY // 20), None, NOTHING.held)
