"""Sealing: what was sealed opens for its reader, whole and once; whatever else is tried does not."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.wire.sealing import (
    CHUNK,
    SEALED,
    TAG,
    NotOpened,
    Opener,
    Sealer,
    key_name,
    new_sealing_key,
    public_sealing_key,
    sealing_key_of,
)

KEY = new_sealing_key()
INFO = b"what stands before it"


def sealed(content: bytes, *, piece: int = 10_000, info: bytes = INFO) -> bytes:
    made = bytearray()
    sealer = Sealer(made.extend, public_sealing_key(KEY), info)
    for at in range(0, len(content), piece):
        sealer.add(content[at : at + piece])
    sealer.done()
    return bytes(made)


def opened(file: bytes, *, key: bytes = KEY, info: bytes = INFO, piece: int = 9_999) -> bytes:
    opener = Opener(io.BytesIO(file).read, key, info)
    found = bytearray()
    while more := opener.take(piece):
        found += more
    return bytes(found)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17]), st.integers(1, 70_000),
    st.integers(1, 200_000),
)  # fmt: skip
def test_content_opens_as_it_was_in_whatever_pieces(length: int, written: int, read: int) -> None:
    content = random.Random(length).randbytes(length)
    file = sealed(content, piece=written)
    assert len(file) == SEALED + length + TAG * max(1, -(-length // CHUNK))
    assert opened(file, piece=read) == content


def flips(file: bytes) -> list[bytes]:
    """With one bit changed: everywhere in a short file, here and there in a long one."""
    places = (
        range(len(file)) if len(file) < 400 else (*range(120), *range(120, len(file), len(file) // 40), len(file) - 1)
    )
    return [file[:at] + bytes((file[at] ^ 1 << at % 8,)) + file[at + 1 :] for at in places]


def taken_anyway(file: bytes) -> int:
    """How many changed files open."""
    count = 0
    for bad in flips(file):
        try:
            opened(bad)
            count += 1
        except NotOpened:
            pass
    return count


@pytest.mark.parametrize("length", [0, 100, 2 * CHUNK + 5])
def test_every_changed_bit_is_seen(length: int) -> None:
    assert taken_anyway(sealed(random.Random(1).randbytes(length))) == 0


def test_mutant_that_does_not_check_tags_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

    class Careless:
        def __init__(self, key: bytes) -> None:
            self._key = key

        def decrypt(self, nonce: bytes, data: bytes, _: None) -> bytes:
            begun = (1).to_bytes(4, "little") + nonce
            return Cipher(ChaCha20(self._key, begun), mode=None).decryptor().update(data[:-TAG])

    file = sealed(b"x" * 100)
    monkeypatch.setattr("cryptography.hazmat.primitives.ciphers.aead.ChaCha20Poly1305", Careless)
    assert opened(file) == b"x" * 100  # it does open what is honest
    assert taken_anyway(file) > 100


def test_file_that_was_cut_joined_or_shuffled_does_not_open() -> None:
    content = random.Random(2).randbytes(3 * CHUNK)
    file = sealed(content)
    step = CHUNK + TAG
    head, chunks = file[:SEALED], [file[SEALED + n * step : SEALED + (n + 1) * step] for n in range(3)]
    wrong = [
        head, head + chunks[0], head + chunks[0] + chunks[1], head + chunks[1] + chunks[0] + chunks[2],
        file + chunks[2], file + b"\0", head + chunks[2], head + chunks[0] + chunks[0] + chunks[2], file[:-1], b"",
        sealed(content)[:SEALED] + file[SEALED:],
    ]  # fmt: skip
    for one in wrong:
        with pytest.raises(NotOpened):
            opened(one)


def test_nobody_else_opens_it_nor_under_another_beginning() -> None:
    file = sealed(b"for one reader")
    for more in ({"key": new_sealing_key()}, {"info": b"another"}, {"key": bytes(32)}):
        with pytest.raises(NotOpened):
            opened(file, **more)  # type: ignore[arg-type]


def test_same_content_never_looks_the_same_twice() -> None:
    one, two = sealed(b"same"), sealed(b"same")
    assert not any(one[at : at + 8] in two for at in range(len(one) - 8))


def test_provinces_sealing_key_follows_from_its_signing_key_and_is_another() -> None:
    assert sealing_key_of(bytes(32)) == sealing_key_of(bytes(32)) != bytes(32)
    assert sealing_key_of(bytes(31) + b"\1") != sealing_key_of(bytes(32))
    assert len(key_name(public_sealing_key(KEY))) == 8
    assert sealing_key_of(bytes(32)).hex() == GOLDEN  # a release never changes it: bundles would not open any more


GOLDEN = "862194bc457f44bbe20082a883c7f0058cda9c74161bb82230f77c8854db446a"
