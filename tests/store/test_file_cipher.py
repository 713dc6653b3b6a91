"""Files at rest: what was written comes back from any place, and nothing else ever does."""

from __future__ import annotations

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.store.file_cipher import CHUNK, HEADER, TAG, Damaged, EncryptedFile, encrypted, file_key

KEY = bytes(range(32))
SIZES = st.one_of(st.integers(0, 300), st.sampled_from([CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7]))


def content_of(size: int, seed: int = 0) -> bytes:
    return hashlib.shake_256(seed.to_bytes(4, "big")).digest(size)


def written(content: bytes) -> bytes:
    return b"".join(encrypted(file_key(KEY, hashlib.sha256(content).digest()), content))


def read_all(held: bytes, sha256: bytes, key: bytes = KEY) -> bytes:
    file, out = EncryptedFile(io.BytesIO(held), file_key(key, sha256)), b""
    while piece := file.read_at(len(out), 50_000):
        out += piece
    file.check(sha256)
    return out


@given(SIZES, st.integers(0, 3), st.integers(0, 3 * CHUNK), st.integers(1, CHUNK))
@settings(deadline=None, max_examples=80)
def test_content_comes_back_from_any_place(size: int, seed: int, offset: int, most: int) -> None:
    content = content_of(size, seed)
    held = written(content)
    assert len(held) == HEADER + size + TAG * max(1, -(-size // CHUNK))
    sha256 = hashlib.sha256(content).digest()
    assert read_all(held, sha256) == content
    piece = EncryptedFile(io.BytesIO(held), file_key(KEY, sha256)).read_at(offset, most)
    assert piece == content[offset : offset + len(piece)]
    assert bool(piece) == (offset < size)


@given(SIZES, st.data())
@settings(deadline=None, max_examples=120)
def test_one_changed_bit_anywhere_is_found(size: int, data: st.DataObject) -> None:
    content = content_of(size)
    held = bytearray(written(content))
    at = data.draw(st.integers(0, len(held) * 8 - 1))
    held[at // 8] ^= 1 << at % 8
    with pytest.raises(Damaged):
        read_all(bytes(held), hashlib.sha256(content).digest())


@given(SIZES, st.data())
@settings(deadline=None, max_examples=80)
def test_what_was_cut_off_or_added_is_found(size: int, data: st.DataObject) -> None:
    content, held = content_of(size), written(content_of(size))
    wrong = data.draw(
        st.one_of(
            st.integers(0, len(held) - 1).map(lambda n: held[:n]),
            st.binary(min_size=1, max_size=100).map(lambda more: held + more),
        )
    )
    with pytest.raises(Damaged):
        read_all(wrong, hashlib.sha256(content).digest())


def test_chunks_are_bound_to_their_place_and_their_file() -> None:
    first, second = content_of(3 * CHUNK, 1), content_of(3 * CHUNK, 2)
    held, other = written(first), written(second)
    sha256, step = hashlib.sha256(first).digest(), CHUNK + TAG
    one, two = held[HEADER : HEADER + step], held[HEADER + step : HEADER + 2 * step]
    for wrong in (
        held[:HEADER] + two + one + held[HEADER + 2 * step :],  # swapped
        held[:HEADER] + one + one + held[HEADER + 2 * step :],  # twice
        held[:HEADER] + other[HEADER : HEADER + step] + held[HEADER + step :],  # from another file
        other,
    ):
        with pytest.raises(Damaged):
            read_all(wrong, sha256)
    # Cut at the end of a chunk, with a header that says so: the chunk then last does not know itself as the last.
    shorter = held[:8] + (2 * CHUNK).to_bytes(8, "big") + one + two
    with pytest.raises(Damaged):
        read_all(shorter, sha256)


def test_another_machines_key_opens_nothing() -> None:
    content = content_of(100)
    with pytest.raises(Damaged):
        read_all(written(content), hashlib.sha256(content).digest(), key=bytes(32))


def test_form_on_the_disk_is_what_it_ever_was() -> None:
    held = written(b"giay to")
    assert held.hex() == GOLDEN


GOLDEN = "43545246010000000000000000000007144d47fefbee0ab820cbcfe951eb0d7bb728f16d444f4d"
