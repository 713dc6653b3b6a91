"""Limits by device and by address: who asks too much waits, and nobody can use them against somebody else."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.server.buckets import MOST, Buckets
from counter.server.gate import KNOWN_FOR, SPREAD, UNLIMITED, Busy, Gate, Limits

ONE, OTHER = b"device one......", b"device two......"


class Moment:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def gate(moment: Moment) -> Gate:
    limits = Limits(device_rate=2, device_burst=5, device_at_once=2, address_rate=1, address_burst=3)
    return Gate(limits, moment, random.Random(1))


def spend(gate: Gate, device: bytes) -> int:
    """Exchanges until the gate closes; at most a hundred."""
    for count in range(100):
        try:
            gate.demand_device(device)
            gate.spend(device)
        except Busy:
            return count
    return 100


def test_device_gets_its_burst_then_its_rate(gate: Gate, moment: Moment) -> None:
    assert spend(gate, ONE) == 5
    moment.now += 1
    assert spend(gate, ONE) == 2
    moment.now += 1_000
    assert spend(gate, ONE) == 5


def test_other_devices_are_not_touched_by_one_that_asks_too_much(gate: Gate) -> None:
    assert spend(gate, ONE) == 5
    assert spend(gate, OTHER) == 5


def test_file_that_may_be_asked_about_may_be_sent_and_then_the_device_waits(moment: Moment) -> None:
    """An answer before the end of a body seldom reaches its sender: who was let in to ask is let in to send."""
    gate = Gate(Limits(file_rate=2, file_burst=4), moment)
    for _ in range(2):
        gate.demand_file(ONE, begun=False)
        gate.spend_file(ONE)
        gate.demand_file(ONE, begun=True)
        gate.spend_file(ONE)
    with pytest.raises(Busy) as found:
        gate.demand_file(ONE, begun=False)
    assert found.value.mine
    moment.now += found.value.retry_after
    gate.demand_file(ONE, begun=False)
    gate.demand_file(OTHER, begun=False)
    gate.demand_device(ONE)  # facts never wait for files


def test_who_sends_without_asking_first_is_stopped_too(moment: Moment) -> None:
    gate = Gate(Limits(file_rate=2, file_burst=4), moment)
    for _ in range(5):
        gate.demand_file(ONE, begun=True)
        gate.spend_file(ONE)
    with pytest.raises(Busy):
        gate.demand_file(ONE, begun=True)


def test_wait_is_told_in_whole_seconds_and_is_enough(gate: Gate, moment: Moment) -> None:
    spend(gate, ONE)
    with pytest.raises(Busy) as found:
        gate.demand_device(ONE)
    assert (found.value.retry_after, found.value.mine) == (1, True)
    moment.now += found.value.retry_after
    gate.demand_device(ONE)


def test_naming_a_device_without_its_key_costs_it_nothing(gate: Gate) -> None:
    for _ in range(100):
        gate.demand_device(ONE)  # what a stranger can do: the bucket is spent only once the signature held
    assert spend(gate, ONE) == 5


def test_third_exchange_at_once_is_sent_away_and_the_end_of_one_makes_room(gate: Gate) -> None:
    with gate.working(ONE):
        with gate.working(ONE):
            with pytest.raises(Busy), gate.working(ONE):
                raise AssertionError("a third one")
            with gate.working(OTHER):
                pass
        with gate.working(ONE):
            pass


def test_work_that_fails_gives_its_place_back(gate: Gate) -> None:
    for _ in range(4):
        with pytest.raises(ValueError), gate.working(ONE):
            raise ValueError


def test_address_that_only_fails_is_closed_for_strangers(gate: Gate, moment: Moment) -> None:
    for _ in range(3):
        gate.demand_address("10.0.0.1")
        gate.failed("10.0.0.1")
    with pytest.raises(Busy):
        gate.demand_address("10.0.0.1")
    gate.demand_address("10.0.0.2")
    moment.now += 1
    gate.demand_address("10.0.0.1")


def test_noise_behind_one_address_does_not_stop_the_honest_counters_there(gate: Gate, moment: Moment) -> None:
    gate.knew("10.0.0.1", ONE)
    for _ in range(500):
        gate.failed("10.0.0.1")
    gate.demand_address("10.0.0.1")  # worth reading: somebody honest is there
    gate.demand_address("10.0.0.1", ONE)
    for stranger in (OTHER, b""):
        with pytest.raises(Busy):
            gate.demand_address("10.0.0.1", stranger)
    moment.now += KNOWN_FOR
    for _ in range(3):
        gate.failed("10.0.0.1")
    with pytest.raises(Busy):
        gate.demand_address("10.0.0.1", ONE)


def test_closed_gate_opens_again_soon_however_long_it_was_beaten_at(gate: Gate, moment: Moment) -> None:
    for _ in range(10_000):
        gate.failed("10.0.0.1")
    moment.now += 2
    gate.demand_address("10.0.0.1")


def test_block_of_ipv6_is_one_customer_and_a_mapped_address_is_its_own(gate: Gate) -> None:
    for number in range(3):
        gate.failed(f"2001:db8:0:1::{number}")
    with pytest.raises(Busy):
        gate.demand_address("2001:db8:0:1::ffff")
    gate.demand_address("2001:db8:0:2::1")
    for _ in range(3):
        gate.failed("::ffff:192.0.2.1")
    with pytest.raises(Busy):
        gate.demand_address("192.0.2.1")
    gate.demand_address("::ffff:192.0.2.2")


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_address_is_counted(address: str) -> None:
    gate = Gate(Limits(address_rate=1, address_burst=1), Moment())
    gate.demand_address(address)
    gate.failed(address)
    with pytest.raises(Busy):
        gate.demand_address(address)


def test_no_limit_is_no_limit(moment: Moment) -> None:
    gate = Gate(UNLIMITED, moment)
    for _ in range(10):
        gate.failed("10.0.0.1")
    assert spend(gate, ONE) == 100
    gate.demand_address("10.0.0.1", ONE)


def test_full_server_does_not_call_everybody_back_at_one_moment(gate: Gate) -> None:
    told = [gate.full() for _ in range(60)]
    assert {busy.mine for busy in told} == {False}
    waits = {busy.retry_after for busy in told}
    assert min(waits) >= SPREAD[0]
    assert max(waits) <= SPREAD[1]
    assert len(waits) > 5


def test_what_is_remembered_is_bounded(moment: Moment) -> None:
    buckets = Buckets(1, 1, moment)
    for key in range(MOST + 10):
        buckets.take(key)
    assert len(buckets._held) == MOST
    gate = Gate(UNLIMITED, moment)
    for number in range(1_500):
        gate.knew("10.0.0.1", number.to_bytes(16, "big"))
    assert len(gate._known["10.0.0.1"]) == 1_000
