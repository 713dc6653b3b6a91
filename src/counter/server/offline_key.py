"""The recovery key's private half: an encrypted PEM file that is kept offline, made and read without any server.

PKCS #8 with PBES2 (RFC 8018): PBKDF2 with HMAC-SHA-256 and AES-256-CBC, so that `openssl pkey` reads it as well. The
library itself writes 2,048 rounds, which a stolen file would not bear; so the envelope is written here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)  # fmt: skip

LEAST_PASSPHRASE = 12  # characters
ROUNDS = 1_000_000  # about half a second
_PBES2, _PBKDF2 = bytes.fromhex("2a864886f70d01050d"), bytes.fromhex("2a864886f70d01050c")
_HMAC_SHA256, _AES256_CBC = bytes.fromhex("2a864886f70d0209"), bytes.fromhex("60864801650304012a")
_SEQUENCE, _OCTETS, _INTEGER, _NULL, _OID = 0x30, 0x04, 0x02, 0x05, 0x06


class NotTheKey(ValueError):
    """Another passphrase, or no recovery key of this form."""


@dataclass(frozen=True, slots=True)
class OfflineKey:
    """Both halves as PEM text: `private` encrypted, `public` for the server; `raw_public`: 32 bytes."""

    private: str
    public: str
    raw_public: bytes


def new_offline_key(passphrase: str, *, rounds: int = ROUNDS) -> OfflineKey:
    """A new one. `rounds` is less in tests only."""
    key = X25519PrivateKey.generate()
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key()
    return OfflineKey(
        _pem("ENCRYPTED PRIVATE KEY", _encrypted(plain, passphrase.encode(), rounds)),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        public.public_bytes_raw(),
    )


def read_private(pem: bytes, passphrase: str) -> bytes:
    """The 32 private bytes. Raises NotTheKey."""
    try:
        key = load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError):
        raise NotTheKey from None
    if not isinstance(key, X25519PrivateKey):
        raise NotTheKey
    return key.private_bytes_raw()


def read_public(pem: bytes) -> bytes:
    """The 32 public bytes. Raises NotTheKey."""
    try:
        key = load_pem_public_key(pem)
    except ValueError:
        raise NotTheKey from None
    if not isinstance(key, X25519PublicKey):
        raise NotTheKey
    return key.public_bytes_raw()


def _encrypted(plain: bytes, passphrase: bytes, rounds: int) -> bytes:
    salt, start = secrets.token_bytes(16), secrets.token_bytes(16)
    key = PBKDF2HMAC(hashes.SHA256(), 32, salt, rounds).derive(passphrase)
    padder = padding.PKCS7(128).padder()
    encryptor = Cipher(AES256(key), CBC(start)).encryptor()
    sealed = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
    function = _der(_SEQUENCE, _der(_OID, _HMAC_SHA256), _der(_NULL))
    count = _der(_INTEGER, rounds.to_bytes(rounds.bit_length() // 8 + 1))
    derived = _der(_SEQUENCE, _der(_OID, _PBKDF2), _der(_SEQUENCE, _der(_OCTETS, salt), count, function))
    cipher = _der(_SEQUENCE, _der(_OID, _AES256_CBC), _der(_OCTETS, start))
    scheme = _der(_SEQUENCE, _der(_OID, _PBES2), _der(_SEQUENCE, derived, cipher))
    return _der(_SEQUENCE, scheme, _der(_OCTETS, sealed))


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size) + content


def _pem(label: str, der: bytes) -> str:
    from base64 import b64encode

    text = b64encode(der).decode()
    lines = "\n".join(text[i : i + 64] for i in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"
