"""The witness: two slots of which one always speaks, and whom it accuses."""

from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.chain import Head
from counter.journal.witness import SLOT, Witness, judge, read_witness

DEVICE = bytes(range(16))


def mark(seq: int, *, epoch: int = 1, head: bytes = b"h" * 32, code: str | None = "H49.22-261123-0001") -> Witness:
    return Witness(DEVICE, epoch, seq, head, code)


def written(*marks: Witness) -> bytearray:
    file = bytearray(2 * SLOT)
    for one in marks:
        file[one.slot : one.slot + SLOT] = one.encode()
    return file


def test_mark_comes_back_equal() -> None:
    for one in (mark(1), mark(2, code=None), mark(2**62, epoch=2**60, code="TAM-3-261123-0001")):
        assert len(one.encode()) == SLOT
        assert read_witness(bytes(written(one))) == one


def test_newer_slot_speaks() -> None:
    assert read_witness(bytes(written(mark(8), mark(9)))) == mark(9)
    assert read_witness(bytes(written(mark(9), mark(10)))) == mark(10)


def test_newer_epoch_speaks_when_its_seq_is_lower() -> None:
    assert read_witness(bytes(written(mark(9), mark(2, epoch=2)))) == mark(2, epoch=2)


@pytest.mark.parametrize("torn", range(0, SLOT, 37))
def test_slot_before_speaks_when_the_newest_is_torn(torn: int) -> None:
    file = written(mark(8), mark(9))
    whole = mark(11).encode()
    file[mark(11).slot : mark(11).slot + torn] = whole[:torn]
    assert read_witness(bytes(file)) in (mark(8), mark(9), mark(11))
    file[mark(11).slot : mark(11).slot + SLOT] = whole[:torn] + bytes(SLOT - torn)
    assert read_witness(bytes(file)) == (mark(8) if torn < len(whole.rstrip()) else mark(11))


@pytest.mark.parametrize("raw", [b"", b"\0" * 1024, b" " * 1024, b"zzzzzzzz {}", b"\xff" * 700])
def test_nobody_is_accused_when_the_file_cannot_be_read(raw: bytes) -> None:
    assert read_witness(raw) is None
    assert judge(Head(DEVICE, 1, 0, bytes(32)), read_witness(raw)) == "true"


@pytest.mark.parametrize("held", [7, None, {}, [1], [1, 2, 3, 4, 5], ["zz", 1, 1, "zz", None], [None] * 5])
def test_slot_is_passed_over_when_its_checksum_is_right_and_its_content_is_not(held: object) -> None:
    text = json.dumps(held).encode()
    assert read_witness(b"%08x " % zlib.crc32(text) + text) is None


@given(st.binary(max_size=1200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_can_be_read(raw: bytes) -> None:
    read_witness(raw)


@pytest.mark.parametrize(
    ("epoch", "seq", "head", "verdict"),
    [
        (1, 9, b"h" * 32, "true"),  # the same
        (1, 10, b"i" * 32, "true"),  # the commit was done, the mark was not: the usual case after a crash
        (1, 8, b"g" * 32, "restored"),
        (1, 0, b"g" * 32, "restored"),
        (1, 9, b"x" * 32, "restored"),  # as long, but another history
        (2, 0, b"g" * 32, "true"),  # a new epoch
        (0, 50, b"g" * 32, "restored"),  # a copy from an earlier epoch
    ],
)
def test_verdict(epoch: int, seq: int, head: bytes, verdict: str) -> None:
    assert judge(Head(DEVICE, epoch, seq, head), mark(9)) == verdict


def test_mark_of_another_device_accuses_nobody() -> None:
    assert judge(Head(bytes(16), 1, 0, bytes(32)), mark(9)) == "true"
