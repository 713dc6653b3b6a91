"""The system's side of the port that keeps keys, as DPAPI behaves: what one machine wrapped opens on that machine only."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counter.store.machine_guard import OtherMachine


class MachineGuard:
    """One machine."""

    def __init__(self) -> None:
        self._cipher = AESGCM(secrets.token_bytes(32))

    def wrap(self, secret: bytes) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + self._cipher.encrypt(nonce, secret, None)

    def unwrap(self, wrapped: bytes) -> bytes:
        try:
            return self._cipher.decrypt(wrapped[:12], wrapped[12:], None)
        except (InvalidTag, ValueError):
            raise OtherMachine from None
