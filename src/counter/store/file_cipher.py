"""A file encrypted in chunks: AES-256-GCM, each chunk bound to its place, the last one known as the last.

The key of each file follows from the database's key and the hash of the content (HKDF, RFC 5869), so one key only ever
encrypts one content and its nonces may count. What was changed, moved, cut off or added is found when it is read."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import BinaryIO, Self

CHUNK, TAG = 64 * 1024, 16
_HEADER = struct.Struct(">4sB3xQ")
_MARK, _FORM = b"CTRF", 1
HEADER = _HEADER.size


class Damaged(Exception):
    """What is on the disk is not what was written there."""


def file_key(database_key: bytes, sha256: bytes) -> bytes:
    """The 32 bytes for one content."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=sha256, info=b"counter file 1").derive(database_key)


def encrypted(key: bytes, content: bytes) -> Iterator[bytes]:
    """The file as it lies on the disk, piece by piece. `key` must be the one of this content."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, header = AESGCM(key), _HEADER.pack(_MARK, _FORM, len(content))
    yield header
    chunks = _chunks(len(content))
    for number in range(chunks):
        piece = content[number * CHUNK : (number + 1) * CHUNK]
        yield cipher.encrypt(_nonce(number, last=number == chunks - 1), piece, header)


class EncryptedFile:
    """Reads one file at any place. Not thread-safe. Raises Damaged from every call, also for a file of another length."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._file, self._cipher = file, AESGCM(key)
        self._header = file.read(HEADER)
        if len(self._header) != HEADER:
            raise Damaged
        mark, form, size = _HEADER.unpack(self._header)
        self.size: int = size
        self._count = _chunks(self.size)
        if (mark, form) != (_MARK, _FORM) or file.seek(0, 2) != HEADER + self.size + self._count * TAG:
            raise Damaged
        self._held: tuple[int, bytes] = (-1, b"")

    def read_at(self, offset: int, most: int) -> bytes:
        """Up to `most` bytes from there, at least one unless it is the end."""
        if offset >= self.size or most <= 0:
            return b""
        number, start = divmod(offset, CHUNK)
        return self._chunk(number)[start : start + most]

    def check(self, sha256: bytes) -> None:
        """Read all of it once. Raises Damaged."""
        digest = hashlib.sha256()
        for number in range(self._count):
            digest.update(self._chunk(number))
        if digest.digest() != sha256:
            raise Damaged

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def _chunk(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if self._held[0] != number:
            self._file.seek(HEADER + number * (CHUNK + TAG))
            piece = self._file.read(CHUNK + TAG)
            try:
                plain = self._cipher.decrypt(_nonce(number, last=number == self._count - 1), piece, self._header)
            except (InvalidTag, ValueError):
                raise Damaged from None
            self._held = (number, plain)
        return self._held[1]


def _chunks(size: int) -> int:
    return max(1, -(-size // CHUNK))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">B3xQ", last, number)
