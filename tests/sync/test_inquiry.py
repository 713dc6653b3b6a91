"""Finding what differs between two logs of hashes: named exactly, in few round trips and bytes."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key, public_key
from counter.journal.leaves import Leaf, Span, cut, sums
from counter.store.standpoint import Lack, OwnLog, Standpoint
from counter.store.stated_files import SignedFiles
from counter.store.statement import Compared, Slip
from counter.sync.inquiry import Inquiry
from counter.wire.frame import CONTENT_TYPE
from counter.wire.statement import Statement, StatementRequest, read_statement_request, write_statement
from tests.made.world import MONDAY, HandClock

KEY = new_key()
PUBLIC = public_key(KEY)


def asked(inquiry: Inquiry) -> tuple[bytes, StatementRequest]:
    ask = inquiry.ask()
    assert ask is not None
    assert ask.body is not None
    return ask.body, read_statement_request(ask.body).request


class _Paper:
    """A journal of hashes alone: what an inquiry needs of both sides, without a hundred thousand receptions."""

    def __init__(self, entries: int) -> None:
        self.hashes = {seq: seq.to_bytes(32, "big") for seq in range(1, entries + 1)}
        self.compared: Compared | None = None

    def leaves(self, _epoch: int, span: Span):
        return (Leaf(s, self.hashes[s]) for s in range(span.first, span.last + 1) if s in self.hashes)

    def lack(self, epoch: int, seq: int, *, missing: bool):
        return Lack(epoch, seq, "missing" if missing else "changed", None, MONDAY)

    def settle(self, compared: Compared) -> Slip:
        self.compared = compared
        return Slip("", "", "", "", "", 0, 0, 0, 0, True, 0, 0, None, None, (), (), "", "", "")

    def files(self):
        return SignedFiles()

    def day(self):
        return MONDAY.date()

    def standpoint(self) -> Standpoint:
        end = max(self.hashes)
        log = OwnLog(bytes(16), 1, end, end, 0, True)
        return Standpoint(bytes(16), KEY, PUBLIC, b"", (log,), 0, 0, 0, b"", (), None, None, False)

    def hash_at(self, _epoch: int, seq: int) -> bytes:
        return self.hashes[seq]


def find(ours: _Paper, theirs: _Paper) -> tuple[Compared, int, int]:
    """What an inquiry found, in how many requests and bytes."""
    inquiry = Inquiry(ours, ours, HandClock(), random.Random(1).randbytes)  # type: ignore[arg-type]
    carried = 0
    while True:
        body, request = asked(inquiry)
        pieces = tuple(tuple(sums(p.pieces(), theirs.leaves(p.epoch, p.span))) for p in request.parts)
        reply = write_statement(Statement(0, bytes(16), pieces), request, KEY)
        carried += len(body) + len(reply)
        if inquiry.answered(200, CONTENT_TYPE, reply) is not None:
            assert ours.compared is not None
            return ours.compared, inquiry.rounds, carried


def test_seven_of_a_hundred_thousand_are_named_within_50_kb_and_three_round_trips() -> None:
    ours, theirs = _Paper(100_000), _Paper(100_000)
    rng = random.Random(5)
    wrong = sorted(rng.sample(range(1, 100_001), 7))
    for seq in wrong[:4]:
        del theirs.hashes[seq]
    for seq in wrong[4:]:
        theirs.hashes[seq] = bytes(32)
    found, rounds, carried = find(ours, theirs)
    assert [lack.seq for lack in found.lacks] == wrong
    assert [lack.what for lack in found.lacks] == ["missing"] * 4 + ["changed"] * 3
    assert rounds <= 3
    assert carried <= 50_000


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 1500), st.data())
def test_whatever_is_deleted_is_found_and_nothing_else(entries: int, data: st.DataObject) -> None:
    ours, theirs = _Paper(entries), _Paper(entries)
    first = data.draw(st.integers(1, entries))
    stretch = set(range(first, min(entries, first + data.draw(st.integers(0, 700))) + 1))
    gone = data.draw(st.sets(st.integers(1, entries), max_size=12)) | data.draw(st.sampled_from([set(), stretch]))
    for seq in gone:
        del theirs.hashes[seq]
    found, rounds, _ = find(ours, theirs)
    assert found.lacking == len(gone)
    assert [lack.seq for lack in found.lacks] == sorted(gone)[:50]
    assert found.again == ({1: min(gone)} if gone else {})
    assert rounds <= 4


@given(st.integers(1, 3000), st.integers(0, 3000), st.integers(1, 600))
def test_pieces_make_up_their_span(first: int, more: int, fan: int) -> None:
    span = Span(first, first + more)
    pieces = cut(span, fan)
    assert len(pieces) == min(fan, span.slots)
    assert [seq for piece in pieces for seq in range(piece.first, piece.last + 1)] == list(range(first, span.last + 1))
    sizes = {piece.slots for piece in pieces}
    assert max(sizes) - min(sizes) <= 1
