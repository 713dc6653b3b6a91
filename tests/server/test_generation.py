"""A province put back from a backup: devices push again what it lost, nothing is skipped, no epoch is issued twice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter.server.export import export
from counter.server.province import Place, Province
from counter.wire.enrolment import EnrolRequest
from tests.made.device import Device, slots
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
