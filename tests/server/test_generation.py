"""A province put back from a backup: devices push again what it lost, nothing is skipped, no epoch is issued twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter.server.export import export
from counter.server.province import Place, Province
from counter.wire.enrolment import EnrolRequest
from tests.made.device import Device, slots
from tests.made.logs import reception
from tests.made.world import HandClock


@pytest.fixture
def world(tmp_path: Path) -> Callable[..., Province]:
    """Opens the SQLite province of `tmp_path`; `backup` and `restore` copy its closed database."""

    def opening(**arguments: bool) -> Province:
        return Province(Place(tmp_path / "p"), HandClock(), **arguments)

    return opening


def backup(folder: Path) -> None:
    shutil.copytree(folder / "p", folder / "backup", dirs_exist_ok=True)


def restore(folder: Path) -> None:
    shutil.rmtree(folder / "p")
    shutil.copytree(folder / "backup", folder / "p")


@pytest.mark.parametrize("kept", [0, 1, 3, 5])
def test_nothing_that_a_device_holds_is_lost(world: Callable[..., Province], tmp_path: Path, kept: int) -> None:
    province = world()
    one = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    other = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 2)
    for device in (one, other):
        device.receive(kept)
        device.push_all(province.exchange.answer)
    province.close()
    backup(tmp_path)
    province = world()
    for turn in range(3):
        for device in (one, other):
            device.receive(2 + turn)
            device.push_all(province.exchange.answer)
    province.close()
    restore(tmp_path)
    province = world(restored=True)
    assert province.authority.generation != one.granted.generation
    other.receive(1)
    for device in (other, one, other):
        device.push_all(province.exchange.answer)
    rows = list(export(province))
    assert slots(rows) == {
        (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in (one, other) for e in d.log.entries
    }
    fresh = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 3)
    fresh.push_all(province.exchange.answer)
    assert len(fresh.pulled) == len(one.log.entries) + len(other.log.entries)
    assert one.seen >= {e.hash for e in other.log.entries}
    assert other.seen >= {e.hash for e in one.log.entries}
    province.close()


def test_device_enrolled_after_the_backup_comes_back_with_its_id_and_its_entries(
    world: Callable[..., Province], tmp_path: Path
) -> None:
    from counter.journal.checkpoint import public_key

    province = world()
    province.token("H49.22", "06652")
    province.close()
    backup(tmp_path)
    province = world()
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    device.receive(4)
    device.push_all(province.exchange.answer)
    province.close()
    restore(tmp_path)
    province = world(restored=True)
    asked = EnrolRequest.make(
        province.token("H49.22", "06652").text,
        device.key,
        public_key(device.key),
        device.log.device,
        b"an ask.1",
    )
    granted = province.enrol(asked)
    assert granted.device == device.log.device
    assert granted.epoch > device.log.epoch + 1000
    device.acked = 0
    device.exchange(province.exchange.answer)
    assert slots(list(export(province))) == {
        (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for e in device.log.entries
    }
    province.close()


def test_number_that_the_province_gave_after_the_backup_is_given_to_nobody_else(
    world: Callable[..., Province], tmp_path: Path
) -> None:
    """Simulator, seed 2: the log of the province forked, so a counter passed over what it said after the restore."""
    province = world()
    one = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    provisional = {"provisional": True, "deciding_agency": "H49.41"}
    one.log.add(reception(f"TAM-{one.log.epoch}-261123-0001", one.log.rng, **provisional))
    one.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    province.close()
    backup(tmp_path)
    province = world()
    for number in (2, 3):
        one.log.add(reception(f"TAM-{one.log.epoch}-261123-000{number}", one.log.rng, **provisional))
        one.push_all(province.exchange.answer)
        province.interpreter.catch_up()
    one.push_all(province.exchange.answer)
    before = given(one)
    province.close()
    restore(tmp_path)
    province = world(restored=True)
    other = Device.enrol(province.enrol, province.token("H49.30", "07192").text, 2)
    other.log.add(reception(f"TAM-{other.log.epoch}-261123-0001", other.log.rng, **provisional, agency="H49.30"))
    for device in (other, one, one):
        device.push_all(province.exchange.answer)
        province.interpreter.catch_up()
    one.push_all(province.exchange.answer)
    other.push_all(province.exchange.answer)
    assert len(before) == 3
    assert len(given(other)) == 1
    assert given(other) & before == set()
    slots_seen = [(e.envelope.epoch, e.envelope.seq) for e in one.everything if e.envelope.kind == "code_assigned"]
    assert len(slots_seen) == len(set(slots_seen))
    province.close()


def test_lane_lent_after_the_backup_is_lent_to_nobody_else(world: Callable[..., Province], tmp_path: Path) -> None:
    province = world()
    Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    province.close()
    backup(tmp_path)
    for number in range(3):
        province = world()
        lent = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 2 + number).lanes
        province.close()
        restore(tmp_path)
        province = world(restored=True)
        again = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 9).lanes
        assert {lane.start for lane in lent} & {lane.start for lane in again} == set()
        province.close()
        backup(tmp_path)


def test_lease_that_may_have_been_put_off_since_the_backup_is_taken_for_a_whole_one(
    tmp_path: Path,
) -> None:
    clock = HandClock()
    province = Province(Place(tmp_path / "p"), clock)
    one = Device.enrol(province.enrol, province.token("H49.22", "06652").text, 1)
    province.close()
    backup(tmp_path)
    province = Province(Place(tmp_path / "p"), clock)
    clock.forward(days=20)
    one.push_all(province.exchange.answer)
    renewed = one.lanes[0].until
    province.close()
    restore(tmp_path)
    province = Province(Place(tmp_path / "p"), clock, restored=True)
    clock.forward(days=25)  # the machine is away, its lease goes on
    assert clock.now().date() <= renewed
    taken = {lane.start for lane in one.lanes}
    for seed in range(2, 26):
        other = Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed)
        assert {lane.start for lane in other.lanes} & taken == set()
    province.close()


def test_cursor_of_a_generation_that_was_forgotten_is_read_from_the_beginning(
    world: Callable[..., Province], tmp_path: Path
) -> None:
    """Simulator, seed 8: put back to an early backup, and then to a later one that was made before that."""

    def put(name: str) -> Province:
        shutil.rmtree(tmp_path / "p")
        shutil.copytree(tmp_path / name, tmp_path / "p")
        return world(restored=True)

    province = world()
    one, other, reader = (
        Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2, 3)
    )
    one.receive(3)
    one.push_all(province.exchange.answer)
    province.close()
    shutil.copytree(tmp_path / "p", tmp_path / "early")
    province = world()
    other.receive(2)
    other.push_all(province.exchange.answer)
    province.close()
    shutil.copytree(tmp_path / "p", tmp_path / "late")
    province = put("early")
    one.receive(2)
    for device in (one, reader):
        device.push_all(province.exchange.answer)
    assert reader.cursor == 5
    province.close()
    province = put("late")
    reader.push_all(province.exchange.answer)
    assert {e.hash for e in other.log.entries} <= reader.seen
    province.close()


def given(device: Device) -> set[str]:
    """The codes that the province gave, as far as this device has heard."""
    return {json.loads(e.body)["code"] for e in device.everything if e.envelope.kind == "code_assigned"}
