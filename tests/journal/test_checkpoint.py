"""Signatures over heads: one bit changed anywhere and they no longer hold."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from counter.journal.checkpoint import SIGNATURE, Acknowledgement, Checkpoint, new_key, public_key, sign, verified

KEY = bytes(range(32))
CHECKPOINT = Checkpoint(bytes(range(16)), 3, 317, bytes(range(32)), 1_795_000_000_000)
ACKNOWLEDGEMENT = Acknowledgement(bytes(range(16)), 3, 317, bytes(range(32)), bytes(range(16)), 300, 1_795_000_000_001)


def test_bytes_that_are_signed_are_what_they_ever_were() -> None:
    assert CHECKPOINT.message().hex() == (
        b"counter checkpoint 1".hex() + "000102030405060708090a0b0c0d0e0f" + "0000000000000003" + "000000000000013d"
        + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" + "000001a1ee565e00"
    )  # fmt: skip
    assert ACKNOWLEDGEMENT.message().hex() == (
        b"counter acknowledgement 1".hex() + "000102030405060708090a0b0c0d0e0f" + "0000000000000003" + "000000000000013d"
        + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" + "000102030405060708090a0b0c0d0e0f"
        + "000000000000012c" + "000001a1ee565e01"
    )  # fmt: skip


def test_signature_is_that_of_rfc_8032() -> None:
    # RFC 8032, 7.1, test 2
    private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    assert public_key(private).hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert sign(private, b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize("signed", [CHECKPOINT, ACKNOWLEDGEMENT])
def test_signature_holds_only_for_what_was_signed(signed: Checkpoint | Acknowledgement) -> None:
    signature = sign(KEY, signed.message())
    assert len(signature) == SIGNATURE
    assert verified(public_key(KEY), signed.message(), signature)
    for field in fields(signed):
        value = getattr(signed, field.name)
        other = value + 1 if isinstance(value, int) else bytes((value[0] ^ 1, *value[1:]))
        assert not verified(public_key(KEY), replace(signed, **{field.name: other}).message(), signature)


def test_checkpoint_is_never_taken_for_an_acknowledgement() -> None:
    signature = sign(KEY, CHECKPOINT.message())
    assert not verified(public_key(KEY), ACKNOWLEDGEMENT.message(), signature)


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), b"\xff" * 32])
def test_answer_is_no_when_the_key_is_none(public: bytes) -> None:
    assert not verified(public, b"message", bytes(SIGNATURE))


def test_answer_is_no_when_the_signature_is_none() -> None:
    assert not verified(public_key(KEY), b"message", b"")
    assert not verified(public_key(KEY), b"message", bytes(SIGNATURE))


def test_every_key_is_new() -> None:
    assert len({new_key() for _ in range(20)}) == 20
    assert len(new_key()) == 32
