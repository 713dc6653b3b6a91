"""Requests and replies: what is signed is what is read; anything else is refused by its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key, public_key
from counter.journal.lane import Lane
from counter.wire.binary import BadMessage
from counter.wire.catalogue import CatalogueMessage, read_catalogue, write_catalogue
from counter.wire.columns import Missing
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.frame import OtherVersion
from counter.wire.reply import Grant, Notice, Standing, SyncReply
from counter.wire.reply_format import read_reply, send_whole, wants_whole, write_reply
from counter.wire.request import Forged, SyncRequest, read_request, write_request
from tests.made.logs import MadeLog, Shelf, made_log

KEY, PROVINCE = new_key(), new_key()
GENERATION = b"g" * 16


def a_request(log: MadeLog, base: int, **more: object) -> SyncRequest:
    base_hash = log.entries[base - 1].hash if base else made_log(0, device=log.device, epoch=log.epoch).head.hash
    return replace(
        SyncRequest(
            log.device, log.epoch, base, base_hash, tuple(log.entries[base:]), 3, log.wall_ms, 41, GENERATION[:4], b"tag1",
            2, 9,
        ),
        **more,
    )  # fmt: skip


def written(request: SyncRequest, shelf: Shelf) -> bytes:
    return write_request(request, KEY, shelf.held, shelf.locate)


@pytest.mark.parametrize("base", [0, 1, 4])
@pytest.mark.parametrize("whole", [False, True])
def test_request_comes_back_equal(base: int, whole: bool) -> None:
    log = made_log(1, 4)
    shelf = Shelf(log)
    request = a_request(log, base, whole=whole, epoch_ask=b"8 bytes.", page=17, wants=(("H49.22", 2), ("G09", 1)))
    incoming = read_request(written(request, shelf))
    found, evidence = incoming.open(public_key(KEY), request.base_hash if base else None, shelf.held)
    assert found == request
    assert evidence.holds(public_key(KEY))
    assert not evidence.holds(public_key(PROVINCE))


def test_request_is_refused_when_another_key_signed_it() -> None:
    log = made_log(2, 2)
    incoming = read_request(written(a_request(log, 0), Shelf(log)))
    with pytest.raises(Forged):
        incoming.open(public_key(PROVINCE), None, Shelf().held)


def test_request_must_be_sent_whole_when_the_province_holds_another_base() -> None:
    log = made_log(3, 4)
    twin = log.copy(77)
    twin.entries = twin.entries[:2]
    twin.fill(2)
    message = written(a_request(log, 3), Shelf(log))
    for held in (None, twin.entries[2].hash):
        with pytest.raises(Missing):
            read_request(message).open(public_key(KEY), held, Shelf(twin).held)
    whole = written(a_request(log, 3, whole=True), Shelf(log))
    found, _ = read_request(whole).open(public_key(KEY), None, Shelf().held)
    assert found.entries == tuple(log.entries[3:])


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_changed_request_is_refused_by_name(data: st.DataObject) -> None:
    message = bytearray(_REQUEST)
    at = data.draw(st.integers(0, len(message) - 1))
    message[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    if bytes(message) == _REQUEST:
        return
    with pytest.raises((BadMessage, Missing)):
        read_request(bytes(message)).open(public_key(KEY), _LOG.entries[1].hash, Shelf(_LOG).held)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_refused_by_name(noise: bytes) -> None:
    for message in (noise, b"\xc7\x01\x01" + noise, b"\xc7\x01\x02" + noise):
        with pytest.raises((BadMessage, Missing)):
            read_request(message).open(public_key(KEY), None, Shelf().held)
        with pytest.raises((BadMessage, Missing)):
            read_reply(message, public_key(PROVINCE), device=b"d" * 16, epoch=1, generation=GENERATION,
                       hash_at=lambda seq: bytes(32), held=Shelf().held)  # fmt: skip


_LOG = made_log(4, 5)
_REQUEST = written(a_request(_LOG, 2), Shelf(_LOG))


def test_other_version_is_told_apart_from_rubbish() -> None:
    with pytest.raises(OtherVersion):
        read_request(b"\xc7\x02" + _REQUEST[2:])


def a_reply(**more: object) -> tuple[SyncReply, Shelf]:
    log, other = made_log(5, 3, epoch=8), made_log(6, 4, epoch=9)
    entries = (other.entries[2], log.entries[0], other.entries[3], log.entries[1])
    shelf = Shelf()
    shelf.put(*other.entries[:2])
    reply = SyncReply(
        12, 5, 1_795_000_000_123, GENERATION, 60, entries, (50, 51, 55, 59), True, Standing.FORK, 14, 3,
        (Lane("H49.22", 201, 200, date(2026, 12, 21)), Lane("H49.22", 9001, 200, date(2026, 12, 1))), b"tag2",
        Grant(b"8 bytes.", 31), (Notice(4, 1, 2, "flagged", "sync.code_twice"),), 30,
    )  # fmt: skip
    return replace(reply, **more), shelf


def reply_bytes(reply: SyncReply, shelf: Shelf, head: bytes = b"h" * 32, **more: object) -> bytes:
    kept = {"device": b"d" * 16, "epoch": 1, "generation_known": False, "whole": False, **more}
    return write_reply(reply, PROVINCE, head=head, held=shelf.held, locate=shelf.locate, **kept)


def opened(message: bytes, shelf: Shelf, head: bytes | None = b"h" * 32, generation: bytes = GENERATION) -> SyncReply:
    return read_reply(message, public_key(PROVINCE), device=b"d" * 16, epoch=1, generation=generation,
                      hash_at=lambda seq: head if seq == 12 else None, held=shelf.held)  # fmt: skip


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("checked", [False, True])
def test_reply_comes_back_equal(whole: bool, known: bool, checked: bool) -> None:
    reply, shelf = a_reply()
    message = reply_bytes(reply, shelf, whole=whole, generation_known=known, checked=checked)
    assert opened(message, Shelf() if whole else shelf) == reply


def test_bare_acknowledgement_comes_back_equal_and_is_small() -> None:
    bare = SyncReply(12, 0, 1_795_000_000_123, GENERATION, 60)
    message = reply_bytes(bare, Shelf(), generation_known=True)
    assert opened(message, Shelf()) == bare
    assert len(message) <= 80


def test_reply_is_not_believed_when_our_hash_differs_there() -> None:
    reply, shelf = a_reply()
    for ours in (b"x" * 32, None):
        with pytest.raises(Forged):
            opened(reply_bytes(reply, shelf), shelf, head=ours)


def test_reply_is_not_believed_when_the_generation_left_out_is_not_ours() -> None:
    reply, shelf = a_reply()
    with pytest.raises(Forged):
        opened(reply_bytes(reply, shelf, generation_known=True), shelf, generation=b"o" * 16)


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_changed_reply_is_refused_by_name(data: st.DataObject) -> None:
    reply, shelf = a_reply()
    whole = reply_bytes(reply, shelf)
    message = bytearray(whole)
    at = data.draw(st.integers(0, len(message) - 1))
    message[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    if bytes(message) == whole:
        return
    with pytest.raises((BadMessage, Missing)):
        opened(bytes(message), shelf)


def test_send_whole_is_told_apart_from_a_reply_and_from_a_portal_page() -> None:
    reply, shelf = a_reply()
    assert wants_whole(send_whole())
    assert not wants_whole(reply_bytes(reply, shelf))
    with pytest.raises(BadMessage):
        wants_whole(b"<!DOCTYPE html><html><body>Xin vui long dang nhap</body></html>")


def test_catalogue_is_refused_when_a_byte_is_changed() -> None:
    content = CatalogueMessage(b'{"procedures":[]}' * 50)
    message = write_catalogue(content, PROVINCE)
    assert read_catalogue(message, public_key(PROVINCE)) == content
    for at in range(len(message)):
        changed = bytearray(message)
        changed[at] ^= 1
        with pytest.raises(BadMessage):
            read_catalogue(bytes(changed), public_key(PROVINCE))


def test_enrolment_comes_back_equal() -> None:
    token = "A" * 22
    for device in (None, b"d" * 16):
        request = EnrolRequest.make(token, KEY, public_key(KEY), device, b"an ask.1")
        assert EnrolRequest.decode(request.encode()) == request
        assert request.holds()
        assert not replace(request, token="B" * 22).holds()
    reply = EnrolReply(
        b"d" * 16, 7, "H49.22", "06652", 1, (Lane("H49.22", 1, 200, date(2026, 12, 21)),), b"p" * 32, GENERATION
    )
    assert EnrolReply.decode(reply.encode()) == reply


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["v", "token", "public_key", "device", "lanes", "agency", "epoch"]), inner), max_leaves=8,
)  # fmt: skip


@given(JSON | st.just("\ud800") | st.binary(max_size=60))
@settings(deadline=None, max_examples=200)
def test_any_enrolment_is_refused_by_name_when_it_is_not_one(found: object) -> None:
    import json

    raw = found if isinstance(found, bytes) else json.dumps(found).encode()
    for read in (EnrolRequest.decode, EnrolReply.decode):
        with pytest.raises(BadMessage):
            read(raw)


@pytest.mark.parametrize(
    "raw", [b"[" * 9000, b'{"v":NaN}', b'{"v":1.0}', b'{"v":1' + b"0" * 6000 + b"}", b"\xff\xfe", b"{" + b" " * 20_000]
)
def test_hostile_json_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(BadMessage):
        EnrolRequest.decode(raw)
