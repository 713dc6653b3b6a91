"""Clones, restored copies and devices out of service: nothing acknowledged that is not held, nothing lost, no number twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from counter.journal.lane import Lane
from counter.server.export import export
from counter.server.province import Province
from counter.server.tables import epoch as epoch_table
from counter.wire.reply import Standing
from tests.made.device import Device, facts, slots
from tests.made.logs import MadeLog
from tests.made.world import HandClock

Enrol = Callable[..., Device]


def clone(device: Device, seed: int) -> Device:
    """The same machine once more, from now on going its own way."""
    twin = Device(device.key, device.granted, device.log.copy(seed), acked=device.acked, cursor=device.cursor,
                  lanes_version=device.lanes_version, spent=device.spent)  # fmt: skip
    twin.shelf.put(*device.log.entries, *device.pulled.values())
    return twin


def begin(device: Device, reply_epoch: int, lanes: tuple[Lane, ...]) -> Device:
    """The device in its new epoch."""
    granted = replace(device.granted, epoch=reply_epoch, lanes=lanes)
    log = MadeLog(device.log.device, reply_epoch, random.Random(reply_epoch), agency=device.log.agency)
    return Device(device.key, granted, log, cursor=device.cursor, notices=device.notices)


@pytest.mark.parametrize("step", [1, 2, 50])
def test_branch_of_a_clone_lies_whole_in_quarantine_and_is_never_acknowledged(
    province: Province, enrolled: Enrol, step: int
) -> None:
    first = enrolled()
    first.receive(4)
    first.exchange(province.exchange.answer)
    second = clone(first, 7)
    first.receive(3)
    second.receive(5)
    assert first.exchange(province.exchange.answer).acked == 7
    standings = set()
    while second.acked < 9:
        reply = second.exchange(province.exchange.answer, step)
        assert reply.acked == 4
        standings.add(reply.standing)
    assert standings == {Standing.FORK}
    rows = list(export(province))
    assert slots(rows) == {
        (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for e in first.log.entries + second.log.entries
    }
    # Three codes stand on two papers each: a person must compare them, on whichever side the paper is.
    assert Counter(r["outcome"] for r in rows if r["type"] == "entry") == {"applied": 4, "flagged": 3, "quarantined": 5}
    twice = {r["code"] for r in rows if r["type"] == "entry" and r["outcome"] == "quarantined"}
    held = {r["entry"]: r["code"] for r in rows if r["type"] == "dossier"}
    doubtful = [r for r in rows if r["type"] == "entry" and r["outcome"] == "flagged"]
    assert {held[r["hash"]] for r in doubtful} == twice & set(held.values())
    assert {r["reason"] for r in doubtful} == {"sync.outcome.code_twice"}


def test_branch_sent_again_is_held_once(province: Province, enrolled: Enrol) -> None:
    first = enrolled()
    second = clone(first, 8)
    first.receive(2)
    second.receive(2)
    first.exchange(province.exchange.answer)
    for _ in range(3):
        second.acked = 0
        assert second.exchange(province.exchange.answer).standing is Standing.FORK
    assert sum(row["type"] == "entry" for row in export(province)) == 4


def test_both_clones_are_told_and_get_epochs_and_lanes_of_their_own(
    province: Province, enrolled: Enrol, clock: HandClock
) -> None:
    first = enrolled()
    first.receive(2)
    first.exchange(province.exchange.answer)
    second = clone(first, 9)
    first.receive(1)
    second.receive(1)
    first.exchange(province.exchange.answer)
    old = first.lanes
    assert second.exchange(province.exchange.answer).standing is Standing.FORK
    assert first.exchange(province.exchange.answer).standing is Standing.RETIRED
    granted = [
        d.exchange(province.exchange.answer, epoch_ask=ask) for d, ask in ((first, b"ask of 1"), (second, b"ask of 2"))
    ]
    epochs = [reply.grant.epoch for reply in granted if reply.grant]
    assert len({*epochs, first.log.epoch}) == 3
    serials = [set(range(lane.start, lane.start + lane.length)) for r in granted for lane in r.lanes or ()]
    serials += [set(range(lane.start, lane.start + lane.length)) for lane in old]
    assert sum(map(len, serials)) == len(set().union(*serials))
    again = [begin(d, epoch, r.lanes or ()) for d, epoch, r in zip((first, second), epochs, granted, strict=True)]
    for device in again:
        device.receive(2)
        assert device.exchange(province.exchange.answer).standing is Standing.OPEN
    assert Counter(r["outcome"] for r in export(province) if r["type"] == "entry")["quarantined"] == 1


def test_lanes_of_a_fork_are_granted_to_nobody_before_their_lease_is_over_and_a_day_more(
    province: Province, enrolled: Enrol, clock: HandClock
) -> None:
    first = enrolled()
    second = clone(first, 10)
    first.receive(1)
    second.receive(1)
    first.exchange(province.exchange.answer)
    second.exchange(province.exchange.answer)
    retired = {lane.start for lane in first.lanes}
    ends = max(lane.until for lane in first.lanes)
    while clock.at.date() <= ends + timedelta(days=1):
        assert not retired & {lane.start for lane in enrolled().lanes}
        clock.forward(days=3)
    clock.at = clock.at.replace(month=ends.month, day=ends.day) + timedelta(days=2)
    assert retired & {lane.start for lane in enrolled().lanes}


def test_entries_of_the_acknowledged_branch_are_still_taken_and_flagged_after_the_fork(
    province: Province, enrolled: Enrol, clock: HandClock
) -> None:
    first = enrolled()
    second = clone(first, 11)
    first.receive(1)
    second.receive(1)
    first.exchange(province.exchange.answer)
    second.exchange(province.exchange.answer)
    clock.forward(minutes=5)
    first.receive(1)
    reply = first.exchange(province.exchange.answer)
    assert (reply.acked, reply.standing) == (2, Standing.RETIRED)
    found = {r["seq"]: r["reason"] for r in export(province) if r["type"] == "entry" and r["outcome"] != "quarantined"}
    assert found == {1: "sync.outcome.code_twice", 2: "sync.outcome.fork"}


def test_code_in_quarantine_is_found_when_its_twin_is_interpreted_later(province: Province, enrolled: Enrol) -> None:
    first = enrolled()
    second = clone(first, 13)
    first.receive(2)
    second.receive(1)
    first.exchange(province.exchange.answer)
    second.exchange(province.exchange.answer)  # no entry of either was interpreted yet: that is done by `export`
    found = {r["seq"]: r["reason"] for r in export(province) if r["type"] == "entry" and r["outcome"] != "quarantined"}
    assert found == {1: "sync.outcome.code_twice", 2: ""}


def test_same_ask_gets_the_same_epoch_when_the_reply_was_lost(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    replies = [device.exchange(province.exchange.answer, epoch_ask=b"asked it") for _ in range(3)]
    assert len({reply.grant for reply in replies}) == 1
    assert len({reply.lanes for reply in replies}) == 1


def test_copy_made_while_a_new_epoch_was_asked_for_is_not_lent_what_the_other_has(
    province: Province, enrolled: Enrol
) -> None:
    """I2. Both ask under the same eight bytes. Once one of them has spoken in that epoch, its numbers are on paper."""
    asking = enrolled()
    twin = clone(asking, 21)
    reply = asking.exchange(province.exchange.answer, epoch_ask=b"asked it")
    assert reply.grant is not None
    first = begin(asking, reply.grant.epoch, reply.lanes or ())
    first.receive(1)  # printed, and not sent yet
    first.exchange(province.exchange.answer, 0)
    told = [twin.exchange(province.exchange.answer, epoch_ask=b"asked it") for _ in range(3)]
    (epoch,) = {one.grant.epoch for one in told if one.grant}  # however often it is asked, and whatever is lost
    second = begin(twin, epoch, told[0].lanes or ())
    second.receive(1)
    for device in (first, second, first, second):
        assert device.exchange(province.exchange.answer).standing is Standing.OPEN
    assert len({str(facts(device.log.entries[0])["code"]) for device in (first, second)}) == 2
    lent = [range(lane.start, lane.start + lane.length) for device in (first, second) for lane in device.lanes]
    assert sum(map(len, lent)) == len({serial for one in lent for serial in one})
    with province.database.read() as c:
        assert c.execute(select(func.count()).select_from(epoch_table)).scalar() == 3


def test_restored_copy_is_told_that_the_province_holds_more(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(3)
    device.exchange(province.exchange.answer)
    copy = clone(device, 12)
    device.receive(4)
    device.exchange(province.exchange.answer)
    reply = copy.exchange(province.exchange.answer)
    assert (reply.standing, reply.held, reply.acked) == (Standing.RESTORED, 7, 3)


def test_restored_copy_gets_its_own_lost_entries_back(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(3)
    device.exchange(province.exchange.answer)
    copy = clone(device, 13)
    device.receive(4)
    device.exchange(province.exchange.answer)
    reply = copy.exchange(province.exchange.answer, epoch_ask=b"restored")
    assert reply.grant is not None
    anew = begin(copy, reply.grant.epoch, reply.lanes or ())
    anew.shelf.put(*copy.log.entries)
    anew.exchange(province.exchange.answer)
    assert [*copy.pulled.values(), *anew.pulled.values()] == device.log.entries[3:]


def test_branch_that_was_never_seen_is_asked_for_from_the_beginning(province: Province, enrolled: Enrol) -> None:
    first = enrolled()
    first.receive(2)
    second = clone(first, 14)
    first.receive(3)
    second.receive(3)
    first.exchange(province.exchange.answer)
    second.acked = 4  # acknowledged by a database that has since been put back
    assert second.exchange(province.exchange.answer).acked == 0
    assert second.exchange(province.exchange.answer).standing is Standing.FORK
    rows = list(export(province))
    assert slots(rows) == {
        (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for e in first.log.entries + second.log.entries
    }


def test_revoked_device_gets_nothing_and_what_it_sends_is_kept_apart(province: Province, enrolled: Enrol) -> None:
    thief, other = enrolled(), enrolled()
    other.receive(3)
    other.exchange(province.exchange.answer)
    thief.receive(2)
    assert province.revoke(thief.log.device)
    reply = thief.exchange(province.exchange.answer, epoch_ask=b"8 bytes!", wants=(("H49.22", 2),))
    assert (reply.standing, reply.acked, reply.held) == (Standing.REVOKED, 0, 2)
    assert (reply.entries, reply.lanes, reply.grant, reply.catalogue) == ((), None, None, None)
    kept = [r for r in export(province) if r["type"] == "entry" and r["epoch"] == thief.log.epoch]
    assert [(r["outcome"], r["reason"]) for r in kept] == [("quarantined", "sync.outcome.revoked")] * 2


def test_codes_of_two_clones_are_flagged_on_both_sides_when_one_was_acknowledged_twice(
    province: Province, enrolled: Enrol
) -> None:
    one, other = enrolled(), enrolled()
    one.receive(1)
    code = f"H49.22-{date(2026, 11, 23):%y%m%d}-{one.lanes[0].start:04d}"
    other.log.add({**_body(one), "code": code})
    for device in (one, other):
        device.exchange(province.exchange.answer)
    province.interpreter.catch_up()
    outcomes = [(r["outcome"], r["reason"]) for r in export(province) if r["type"] == "entry"]
    assert outcomes == [("flagged", "sync.outcome.code_twice")] * 2
    for device in (one, other):
        (notice,) = device.exchange(province.exchange.answer).notices
        assert (notice.seq, notice.outcome, notice.reason) == (1, "flagged", "sync.outcome.code_twice")
        assert device.exchange(province.exchange.answer).notices == ()


def _body(device: Device) -> dict[str, object]:
    from tests.made.device import facts

    return facts(device.log.entries[0])
