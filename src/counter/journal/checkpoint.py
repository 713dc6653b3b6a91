"""Signatures over heads: the device signs what it sends, the province countersigns what it holds."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

SIGNATURE = 64
_CHECKPOINT = struct.Struct(">16sQQ32sq")
_ACKNOWLEDGEMENT = struct.Struct(">16sQQ32s16sQq")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One signature of the head per push: it covers every entry before it. `wall_ms` is the device's clock."""

    device: bytes
    epoch: int
    seq: int
    head: bytes
    wall_ms: int

    def message(self) -> bytes:
        return b"counter checkpoint 1" + _CHECKPOINT.pack(self.device, self.epoch, self.seq, self.head, self.wall_ms)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What the province durably holds of one log: everything up to `seq`, whose hash is `head`.

    `generation` names the province's database: new after every restore. Own entries are kept until `safe_seq`."""

    device: bytes
    epoch: int
    seq: int
    head: bytes
    generation: bytes
    safe_seq: int
    received_ms: int

    def message(self) -> bytes:
        return b"counter acknowledgement 1" + _ACKNOWLEDGEMENT.pack(
            self.device, self.epoch, self.seq, self.head, self.generation, self.safe_seq, self.received_ms
        )


def new_key() -> bytes:
    """32 bytes of a new Ed25519 private key, made on this machine."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(private: bytes) -> bytes:
    """The 32 public bytes that belong to a private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


@lru_cache(maxsize=64)
def _private(key: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key)


def sign(private: bytes, message: bytes) -> bytes:
    """64 bytes of Ed25519 signature (RFC 8032)."""
    signature: bytes = _private(private).sign(message)
    return signature


@lru_cache(maxsize=512)
def _public(key: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(key)


def verified(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of that key signed this message."""
    from cryptography.exceptions import InvalidSignature

    try:
        _public(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
