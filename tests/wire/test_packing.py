"""Folding: exact, and a bomb is stopped before it unfolds."""

from __future__ import annotations

import contextlib
import tracemalloc

import backports.zstd as zstd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.wire.binary import BadMessage, Reader, Writer, unzigzag, zigzag
from counter.wire.packing import pack, unpack


@given(st.binary(max_size=2000), st.sampled_from([1, 9, 19]), st.sampled_from([None, 1]))
@settings(deadline=None, max_examples=60)
def test_bytes_come_back_equal(data: bytes, level: int, dictionary: int | None) -> None:
    assert unpack(pack(data, level=level, dictionary=dictionary), len(data), dictionary=dictionary) == data


@pytest.mark.parametrize("most", [0, 1, 100, 10_000, 600_000])
def test_bomb_is_stopped_when_it_unfolds_beyond_its_limit(most: int) -> None:
    bomb = zstd.compress(bytes(400_000_000), 19)[4:]
    assert len(bomb) < 50_000
    tracemalloc.start()
    try:
        with pytest.raises(BadMessage):
            unpack(bomb, most, dictionary=None)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_frame_with_a_huge_window_is_refused() -> None:
    options = {zstd.CompressionParameter.window_log: 27, zstd.CompressionParameter.content_size_flag: 0}
    packer = zstd.ZstdCompressor(options=options)
    frame = packer.compress(b"x" * 100, zstd.ZstdCompressor.CONTINUE) + packer.flush(zstd.ZstdCompressor.FLUSH_FRAME)
    with pytest.raises(BadMessage):
        unpack(frame[4:], 1000, dictionary=None)


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_unfold_or_are_refused_by_name(noise: bytes) -> None:
    with contextlib.suppress(BadMessage):
        assert len(unpack(noise, 1000)) <= 1000


def test_frame_cut_short_or_followed_by_more_is_refused() -> None:
    packed = pack("hồ sơ".encode() * 50)
    for wrong in (packed[:-1], packed + b"\0", packed + b"\x28\xb5\x2f\xfd" + packed):
        with pytest.raises(BadMessage):
            unpack(wrong, 10_000)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
@settings(deadline=None)
def test_numbers_come_back_equal(numbers: list[int]) -> None:
    writer = Writer()
    writer.varints(numbers)
    reader = Reader(writer.done())
    assert reader.varints(len(numbers)) == numbers
    reader.end()


@given(st.integers(-(2**70), 2**70))
def test_signs_come_back_equal(number: int) -> None:
    assert unzigzag(zigzag(number)) == number


@pytest.mark.parametrize("raw", [b"", b"\x80", b"\x80\x00", b"\xff" * 12, b"\x81\x80\x00"])
def test_number_is_refused_when_cut_or_not_in_its_shortest_form(raw: bytes) -> None:
    with pytest.raises(BadMessage):
        Reader(raw).varint()
