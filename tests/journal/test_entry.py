"""The bytes of an entry: fixed for ever, read back equal, and refused when they are anything else."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.body import encode_body
from counter.journal.entry import BadEntry, Entry, Envelope, body_digest, entry_hash, first_prev, subject_of
from counter.journal.kinds import CURRENT, UnknownKind, read_body

GOLDEN = Path(__file__).parent / "golden"
NUMBER = st.integers(0, 2**64 - 1)
ENVELOPES = st.builds(
    Envelope,
    device=st.binary(min_size=16, max_size=16),
    epoch=NUMBER,
    seq=NUMBER,
    prev=st.binary(min_size=32, max_size=32),
    kind=st.text(max_size=40),
    version=st.integers(0, 65535),
    subject=st.binary(min_size=16, max_size=16),
    parent=st.none() | st.binary(min_size=32, max_size=32),
    actor=st.text(max_size=60),
    session=st.binary(min_size=8, max_size=8),
    wall_ms=st.integers(-(2**63), 2**63 - 1),
    offset=st.integers(-(2**15), 2**15 - 1),
    monotonic_ms=NUMBER,
    boot=st.binary(min_size=8, max_size=8),
    day=st.dates(),
)


def golden() -> tuple[dict[str, Any], Envelope, bytes]:
    held = json.loads((GOLDEN / "entry-form-1.json").read_text("utf-8"))
    envelope = Envelope(
        device=bytes.fromhex(held["device"]), epoch=held["epoch"], seq=held["seq"], prev=bytes.fromhex(held["prev"]),
        kind=held["kind"], version=held["version"], subject=bytes.fromhex(held["subject"]),
        parent=bytes.fromhex(held["parent"]), actor=held["actor"], session=bytes.fromhex(held["session"]),
        wall_ms=held["wall_ms"], offset=held["offset"], monotonic_ms=held["monotonic_ms"],
        boot=bytes.fromhex(held["boot"]), day=date.fromisoformat(held["day"]),
    )  # fmt: skip
    return held, envelope, (GOLDEN / held["body"]).read_bytes()


def test_bytes_and_hashes_of_form_1_are_what_they_ever_were() -> None:
    held, envelope, body = golden()
    entry = Entry.seal(envelope, bytes.fromhex(held["salt"]), body)
    assert entry.raw.hex() == held["envelope"]
    assert body_digest(entry.salt, body).hex() == held["digest"]
    assert entry.hash.hex() == held["hash"]
    assert Envelope.decode(bytes.fromhex(held["envelope"])) == envelope


def test_hash_is_the_plain_sha256_over_envelope_and_salted_body() -> None:
    held, _, body = golden()
    digest = hashlib.sha256(bytes.fromhex(held["salt"]) + body).digest()
    assert hashlib.sha256(bytes.fromhex(held["envelope"]) + digest).hexdigest() == held["hash"]


def test_constants_of_a_log_are_what_they_ever_were() -> None:
    device = bytes(range(16))
    assert first_prev(device, 3) == hashlib.sha256(b"counter log" + device + (3).to_bytes(8, "big")).digest()
    slot = (3).to_bytes(8, "big") + (317).to_bytes(8, "big")
    assert subject_of(device, 3, 317) == hashlib.sha256(b"counter subject" + device + slot).digest()[:16]


@pytest.mark.parametrize("kind", sorted(CURRENT))
def test_every_version_of_every_kind_is_still_read(kind: str) -> None:
    for version in range(1, CURRENT[kind] + 1):
        body = read_body(kind, version, (GOLDEN / f"{kind}-{version}.json").read_bytes())
        if version == CURRENT[kind]:
            assert encode_body(body) == (GOLDEN / f"{kind}-{version}.json").read_bytes()


def test_kind_is_unknown_when_it_or_its_version_is_newer_than_the_program() -> None:
    raw = (GOLDEN / "duty_closed-1.json").read_bytes()
    for kind, version in (("fee_taken", 1), ("duty_closed", 2), ("duty_closed", 0)):
        with pytest.raises(UnknownKind):
            read_body(kind, version, raw)


@given(ENVELOPES)
@settings(deadline=None, max_examples=200)
def test_envelope_comes_back_equal(envelope: Envelope) -> None:
    assert Envelope.decode(envelope.encode()) == envelope


@given(ENVELOPES, st.binary(max_size=8), st.binary(max_size=300))
@settings(deadline=None, max_examples=100)
def test_entry_is_the_same_when_opened_from_its_bytes(envelope: Envelope, salt: bytes, body: bytes) -> None:
    entry = Entry.seal(envelope, salt, body)
    assert Entry.open(entry.raw, salt, body) == entry


@given(ENVELOPES, ENVELOPES)
@settings(deadline=None, max_examples=100)
def test_different_envelopes_have_different_bytes(one: Envelope, other: Envelope) -> None:
    assert (one.encode() == other.encode()) == (one == other)


@given(ENVELOPES, st.data())
@settings(deadline=None, max_examples=200)
def test_changed_bytes_are_refused_or_give_another_hash(envelope: Envelope, data: st.DataObject) -> None:
    raw = bytearray(envelope.encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    digest = bytes(32)
    try:
        changed = Envelope.decode(bytes(raw))
    except BadEntry:
        return
    assert changed != envelope
    assert entry_hash(bytes(raw), digest) != entry_hash(envelope.encode(), digest)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_an_envelope_or_a_bad_entry(raw: bytes) -> None:
    for tried in (raw, b"\x01" + raw):
        try:
            assert Envelope.decode(tried).encode() == tried
        except BadEntry:
            continue


@given(ENVELOPES, st.data())
@settings(deadline=None, max_examples=100)
def test_cut_or_lengthened_bytes_are_refused(envelope: Envelope, data: st.DataObject) -> None:
    raw = envelope.encode()
    cut = data.draw(st.integers(0, len(raw) - 1))
    for broken in (raw[:cut], raw + b"\0"):
        with pytest.raises(BadEntry):
            Envelope.decode(broken)


def test_form_is_named_when_it_is_not_known() -> None:
    _, envelope, _ = golden()
    with pytest.raises(BadEntry, match="form 2"):
        Envelope.decode(b"\x02" + envelope.encode()[1:])


@pytest.mark.parametrize("ordinal", [0, date.max.toordinal() + 1, 2**32 - 1])
def test_refused_when_the_business_day_is_no_day(ordinal: int) -> None:
    _, envelope, _ = golden()
    raw = envelope.encode()
    at = 1 + struct.calcsize(">16sQQ32s16s8sqhQ8s")
    with pytest.raises(BadEntry):
        Envelope.decode(raw[:at] + struct.pack(">I", ordinal) + raw[at + 4 :])


def test_equal_bodies_have_different_hashes_when_their_salts_differ() -> None:
    _, envelope, body = golden()
    assert Entry.seal(envelope, b"saltsalt", body).hash != Entry.seal(envelope, b"saltsalu", body).hash


def test_actor_that_does_not_fit_is_an_error_when_sealed() -> None:
    _, envelope, _ = golden()
    with pytest.raises(ValueError):
        replace(envelope, actor="đ" * 128).encode()
