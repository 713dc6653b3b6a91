"""Taking entries in: once, in order, durable before it is said; whatever is sent again changes nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from counter.journal.checkpoint import new_key
from counter.journal.entry import Entry
from counter.server.exchange import Unknown
from counter.server.export import export
from counter.server.province import Province
from counter.server.tables import inbox
from counter.wire.binary import BadMessage
from counter.wire.limits import ENTRIES
from counter.wire.reply import Standing
from counter.wire.reply_format import wants_whole
from counter.wire.request import write_request
from tests.made.device import Device, facts

Enrol = Callable[..., Device]


def stored(province: Province) -> list[Entry]:
    """Every entry of the inbox in the order of positions, read from its bytes."""
    with province.database.read() as c:
        rows = c.execute(inbox.select().order_by(inbox.c.centre, inbox.c.position)).all()
    entries = [Entry.open(row.envelope, row.salt, row.body) for row in rows]
    assert [row.hash for row in rows] == [entry.hash for entry in entries]
    return entries


def test_entries_are_held_byte_for_byte_when_acknowledged(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(5)
    reply = device.exchange(province.exchange.answer)
    assert (reply.acked, reply.standing) == (5, Standing.OPEN)
    assert stored(province) == device.log.entries


def test_whole_log_sent_five_times_in_any_pieces_is_held_once_field_by_field(
    province: Province, enrolled: Enrol
) -> None:
    device = enrolled()
    device.receive(60)
    rng = random.Random(3)
    for _ in range(5):
        device.acked = 0
        while device.acked < 60:
            device.exchange(province.exchange.answer, rng.randrange(1, 25))
    assert stored(province) == device.log.entries
    dossiers = [row for row in export(province) if row["type"] == "dossier"]
    assert [(d["code"], d["applicant"], d["procedure"], d["received_at"], d["due"], d["entry"]) for d in dossiers] == [
        (f["code"], f["applicant"]["name"], f["procedure"]["code"], f["received_at"], f["due"], e.hash.hex())
        for e, f in ((e, facts(e)) for e in device.log.entries)
    ]


def test_batch_that_overlaps_what_is_held_adds_only_what_is_new(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(10)
    device.exchange(province.exchange.answer, 6)
    device.acked = 3
    reply = device.exchange(province.exchange.answer, 5)
    assert reply.acked == 8
    assert [e.hash for e in stored(province)] == [e.hash for e in device.log.entries[:8]]


def test_acknowledgement_never_goes_beyond_what_the_request_proved(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(10)
    device.exchange(province.exchange.answer)
    device.acked = 0
    reply = device.exchange(province.exchange.answer, 4)
    assert (reply.acked, reply.standing) == (4, Standing.OPEN)


def test_request_of_another_key_is_not_known(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(2)
    message = write_request(device.request(whole=True), new_key(), device.shelf.held, device.shelf.locate)
    with pytest.raises(Unknown):
        province.exchange.answer(message)
    assert stored(province) == []


def test_request_of_an_unknown_device_or_of_anothers_epoch_is_not_known(province: Province, enrolled: Enrol) -> None:
    one, other = enrolled(), enrolled()
    stranger = replace(one.request(), device=b"x" * 16)
    foreign = replace(one.request(), epoch=other.log.epoch)
    future = replace(one.request(), epoch=4000)
    for request in (stranger, foreign, future):
        with pytest.raises(Unknown):
            province.exchange.answer(write_request(request, one.key, one.shelf.held, one.shelf.locate))


def test_changed_byte_changes_nothing_here(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(3)
    message = device.message(device.request())
    for at in range(0, len(message), 7):
        changed = bytearray(message)
        changed[at] ^= 0x20
        try:
            assert wants_whole(province.exchange.answer(bytes(changed)))
        except (BadMessage, Unknown):
            continue
    assert stored(province) == []


def test_entries_of_another_log_in_the_batch_are_refused(province: Province, enrolled: Enrol) -> None:
    one, other = enrolled(), enrolled()
    other.receive(2)
    request = replace(one.request(whole=True), entries=tuple(other.log.entries))
    with pytest.raises(BadMessage):
        province.exchange.answer(one.message(request))
    assert stored(province) == []


def test_largest_batch_is_taken_whole(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    for _ in range(ENTRIES):
        device.log.add(b"{}", kind="day_opened")
    request = replace(device.request(), entries=tuple(device.log.entries), ahead=0)
    assert device.read(request, province.exchange.answer(device.message(request))).acked == ENTRIES


def test_parent_in_another_counters_log_is_found_by_its_slot(province: Province, enrolled: Enrol) -> None:
    one, other = enrolled(), enrolled()
    received = one.receive(1)[0]
    one.exchange(province.exchange.answer)
    other.exchange(province.exchange.answer)
    other.log.add(
        {"kind": "account_check"}, kind="duty_closed", subject=received.envelope.subject, parent=received.hash
    )
    message = other.message(other.request())
    assert received.hash not in message
    other.read(other.request(), province.exchange.answer(message))
    assert stored(province)[-1] == other.log.entries[0]


def test_province_that_lacks_the_base_asks_for_the_batch_whole(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(4)
    device.acked = 2  # believed acknowledged by a database that is gone
    request = device.request()
    assert wants_whole(province.exchange.answer(device.message(request)))
    reply = device.exchange(province.exchange.answer)
    assert reply.acked == 0
    assert device.exchange(province.exchange.answer).acked == 4


def test_wild_clocks_are_taken_as_data(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    for wall in (0, 2**31 * 1000, 253_402_300_000_000, -5_000_000, 1_700_000_000_000):
        device.log.wall_ms = wall
        device.receive(1)
    device.log.wall_ms = 0
    assert device.exchange(province.exchange.answer).acked == 5
    assert [e.envelope.wall_ms for e in stored(province)] == [e.envelope.wall_ms for e in device.log.entries]


def test_empty_log_has_nothing_to_acknowledge(province: Province, enrolled: Enrol) -> None:
    reply = enrolled().exchange(province.exchange.answer)
    assert (reply.acked, reply.entries, reply.more) == (0, (), False)
