"""The way back into a database whose key is lost: wrapped for the province, asked for, and answered once (docs/protocol.md).

Beside each database lies its key, sealed (HPKE) to the province's recovery key. A machine that cannot open the database
asks with that and a one-time key of its own; who has the recovery key's private half answers with 32 bytes that only the
asking machine can use. Both ways may be overheard; the request must be known to be the centre's (`number_of`)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.frame import Type, frame, unframe
from counter.wire.recovery_key import RECOVERY_KEY
from counter.wire.sealing import NotOpened, new_sealing_key, public_sealing_key, suite

KEY, NAME, ASK = 32, 8, 32
LIMIT = 1024  # bytes of either file
_ROUNDS = 100_000  # so that another request of the same number is not found in any useful time


@dataclass(frozen=True, slots=True)
class Secret:
    """What is sealed: the database's key, and whose database it is, so that nobody gets an answer for another one's."""

    key: bytes
    device: bytes
    agency: str
    counter: str


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """`name`: which database's key it is, telling nothing of it. `recovery`: the public key it was sealed to."""

    name: bytes
    recovery: bytes
    sealed: bytes

    def encode(self) -> bytes:
        """The file."""
        return _head(self.name, self.recovery) + self.sealed

    @classmethod
    def decode(cls, raw: bytes) -> WrappedKey:
        """Raises BadMessage."""
        _, content = unframe(raw, Type.WRAPPED_KEY, most=LIMIT)
        r = Reader(content)
        return cls(r.raw(NAME), r.raw(RECOVERY_KEY), r.rest())

    def open(self, private: bytes) -> Secret:
        """With the private half of the recovery key. Raises NotOpened for another one's, or when it was changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        try:
            plain = suite().decrypt(
                self.sealed, X25519PrivateKey.from_private_bytes(private), _head(self.name, self.recovery)
            )
        except (InvalidTag, ValueError):
            raise NotOpened("not sealed for this key") from None
        r = Reader(plain)
        secret = Secret(r.raw(KEY), r.raw(16), r.text(64), r.text(64))
        r.end()
        if name_of(secret.key) != self.name:
            raise NotOpened("another key than it says")
        return secret


def name_of(key: bytes) -> bytes:
    """8 bytes that tell one database's key from another's and nothing else of it."""
    return hashlib.sha256(b"counter database key name 1" + key).digest()[:NAME]


def wrap_key(secret: Secret, recovery: bytes) -> WrappedKey:
    """Seal it to that public key. Raises ValueError for a bad one."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    w = Writer()
    w.raw(secret.key)
    w.raw(secret.device)
    w.text(secret.agency)
    w.text(secret.counter)
    name = name_of(secret.key)
    sealed = suite().encrypt(w.done(), X25519PublicKey.from_public_bytes(recovery), _head(name, recovery))
    return WrappedKey(name, recovery, sealed)


@dataclass(frozen=True, slots=True)
class Request:
    """What a machine asks: to open `wrapped`, and to tell it under its one-time key `ask` (X25519, public)."""

    ask: bytes
    wrapped: WrappedKey

    def encode(self) -> bytes:
        """As it is sent."""
        return frame(Type.RECOVERY_REQUEST, self.ask + self.wrapped.encode())

    @classmethod
    def decode(cls, raw: bytes) -> Request:
        """Raises BadMessage."""
        _, content = unframe(raw, Type.RECOVERY_REQUEST, most=LIMIT + ASK)
        r = Reader(content)
        return cls(r.raw(ASK), WrappedKey.decode(r.rest()))

    def number(self) -> str:
        """Sixteen digits that both ends say aloud, so that nobody in between has put his own key into it."""
        raw = hashlib.pbkdf2_hmac("sha256", self.encode(), b"counter recovery number 1", _ROUNDS)
        digits = f"{int.from_bytes(raw[:16]) % 10**16:016d}"
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    def answer(self, private: bytes) -> tuple[Secret, bytes]:
        """By who has the recovery key: whose database it is, and the 32 bytes for the asking machine. Raises NotOpened."""
        secret = self.wrapped.open(private)
        return secret, _mixed(secret.key, self._pad(private, self.ask))

    def take(self, ask_private: bytes, answer: bytes) -> bytes:
        """By the asking machine: the database's key. Raises NotOpened for an answer to another request, or a slip in it."""
        key = _mixed(answer, self._pad(ask_private, self.wrapped.recovery))
        if name_of(key) != self.wrapped.name:
            raise NotOpened("an answer to another request")
        return key

    def _pad(self, private: bytes, public: bytes) -> bytes:
        """Used once: its key is made for this request and forgotten with the answer."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        try:
            shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
        except ValueError:
            raise NotOpened("no key to answer to") from None
        salt = hashlib.sha256(self.encode()).digest()
        return HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=b"counter recovery answer 1").derive(shared)


def new_request(wrapped: WrappedKey) -> tuple[Request, bytes]:
    """A request, and the private half of its one-time key, which stays on the asking machine."""
    private = new_sealing_key()
    return Request(public_sealing_key(private), wrapped), private


def _head(name: bytes, recovery: bytes) -> bytes:
    return frame(Type.WRAPPED_KEY, name + recovery)


def _mixed(one: bytes, other: bytes) -> bytes:
    if len(one) != len(other):
        raise BadMessage("an answer of another length")
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
