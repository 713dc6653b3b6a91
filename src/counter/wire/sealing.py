"""Sealing for one reader: HPKE (RFC 9180) carries a file's key, the file follows in chunks that cannot be moved or cut.

The chunks are those of the age format (STREAM): each has its number and whether it is the last one in its nonce, so a
file that was cut, joined or shuffled does not open. A key seals one file only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter.wire.binary import BadMessage

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

CHUNK = 64 * 1024  # of content; a chunk on the disk is longer by its tag
TAG = 16
SEALING_KEY = 32
SEALED = 32 + 32 + TAG  # HPKE's own public key, the file's key, a tag
_PROVINCE = b"counter province sealing key 1"
_NAME = b"counter sealing key name 1"


class NotOpened(BadMessage):
    """Changed, cut, or sealed for another reader. Which of it cannot be told."""


def new_sealing_key() -> bytes:
    """32 bytes of a new X25519 private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def sealing_key_of(signing_key: bytes) -> bytes:
    """The private sealing key that follows from a private signing key (HKDF-SHA-256).

    So a province has one secret to keep and back up, and every process that serves it has the same."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=SEALING_KEY, salt=None, info=_PROVINCE).derive(signing_key)


def public_sealing_key(private: bytes) -> bytes:
    """The 32 public bytes that belong to a private sealing key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def key_name(public: bytes) -> bytes:
    """8 bytes that name a public sealing key in the clear, so that a reader need not try all its keys."""
    return hashlib.sha256(_NAME + public).digest()[:8]


def suite() -> Suite:
    """HPKE as this protocol uses it."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class Sealer:
    """Content in, a sealed stream out through `write`. End with `done`, or it cannot be opened."""

    def __init__(self, write: Callable[[bytes], object], public: bytes, info: bytes) -> None:
        """`info`: what stands in the clear before it; a changed one does not open. Raises ValueError for a bad key."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        key = secrets.token_bytes(SEALING_KEY)
        self._write, self._cipher = write, ChaCha20Poly1305(key)
        self._held, self._number = bytearray(), 0
        write(suite().encrypt(key, X25519PublicKey.from_public_bytes(public), info))

    def add(self, data: bytes) -> None:
        """More content."""
        self._held += data
        while len(self._held) > CHUNK:  # the last chunk is only known to be it at the end
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]

    def done(self) -> None:
        """Seal the last chunk."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    @property
    def held(self) -> int:
        """Bytes that wait for their chunk to be full."""
        return len(self._held)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1


class Opener:
    """The content of a sealed stream, as it is asked for. Nothing is given out that did not open."""

    def __init__(self, read: Callable[[int], bytes], private: bytes, info: bytes) -> None:
        """`read` gives up to so many bytes, fewer only at the end. Raises NotOpened."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        sealed = read(SEALED)
        try:
            key = suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
            self._cipher = ChaCha20Poly1305(key)
        except (InvalidTag, ValueError):
            raise NotOpened("a key that does not open") from None
        self._read = read
        self._next = read(CHUNK + TAG)
        self._held, self._number, self._ended = bytearray(), 0, False

    def take(self, length: int) -> bytes:
        """So many bytes, fewer only at the end. Raises NotOpened."""
        while len(self._held) < length and not self._ended:
            self._open()
        piece = bytes(self._held[:length])
        del self._held[:length]
        return piece

    def _open(self) -> None:
        from cryptography.exceptions import InvalidTag

        sealed, self._next = self._next, self._read(CHUNK + TAG)
        self._ended = not self._next
        try:
            chunk = self._cipher.decrypt(_nonce(self._number, self._ended), sealed, None)
        except (InvalidTag, ValueError):
            raise NotOpened("a chunk that does not open") from None
        self._number += 1
        self._held += chunk


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes((last,))
