"""Copies put back from an earlier moment: they issue nothing, say why, go on reading, and work again in a new epoch."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counter.domain.sentence import Refused, say
from counter.journal.lane import Lane
from counter.journal.witness import SLOT
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import rows_of
from counter.store.search import find
from counter.store.verify import verify
from counter.usecases.print_receipt import ask_print_by_code
from tests.faults.restored import every_pair
from tests.made.world import DEVICE, World

pytestmark = pytest.mark.faults
SECOND_LANE = (Lane("H49.22", 201, 200, date(2026, 12, 31)),)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def put_back_after(world: World, more: int = 2) -> list[str]:
    """Receive one, copy the data folder, receive more, put the copy back; returns every code issued."""
    codes = [world.receive().code, world.receive(deciding_agency="H49.05").code]
    world.store.close()
    shutil.copytree(world.data, world.folder / "copy")
    world.open()
    for _ in range(more):
        codes += [world.receive().code, world.receive(deciding_agency="H49.05").code]
    put_back(world)
    return codes


def put_back(world: World) -> None:
    world.store.close()
    shutil.rmtree(world.data)
    shutil.copytree(world.folder / "copy", world.data)
    world.open()


def test_no_pair_of_moments_lets_a_number_out_twice(tmp_path: Path) -> None:
    count, problems = every_pair(tmp_path, load_catalogue(), 4)
    assert count == 45
    assert problems == []


def test_mutant_without_a_witness_is_caught(tmp_path: Path) -> None:
    _, problems = every_pair(tmp_path, load_catalogue(), 2, mutant="no witness")
    assert any(problem.endswith("promised twice") for problem in problems)


def test_copy_issues_neither_code_nor_provisional_reference_and_says_why(world: World) -> None:
    put_back_after(world)
    for changes in ({}, {"deciding_agency": "H49.05"}):
        with pytest.raises(Refused) as refused:
            world.receive(world.request(**changes))
        vi, en = say(refused.value.sentence, "vi"), say(refused.value.sentence, "en")
        assert refused.value.field == "code"
        assert "bản chép lại của một ngày trước" in vi
        assert "nối mạng" in vi.lower()
        assert "copy" in en
        assert "enrol" in en
    assert world.store.needs_epoch == "restored_copy"
    assert verify(world.store.database).entries == 2


def test_copy_is_read_searched_and_printed_from(world: World) -> None:
    codes = put_back_after(world)
    with world.store.database.read() as transaction:
        found = rows_of(transaction, find(transaction, "ngoc an"))
    assert [row.code for row in found] == codes[1::-1]
    assert ask_print_by_code(world.store, codes[0], world.actor).copy_number == 1
    assert verify(world.store.database).problems == ()


def test_copy_stays_locked_when_it_is_opened_again(world: World) -> None:
    put_back_after(world)
    world.reopen()
    assert world.store.needs_epoch == "restored_copy"
    with pytest.raises(Refused):
        world.receive()


def test_copy_of_an_earlier_day_issues_nothing_on_a_later_one(world: World) -> None:
    world.receive()
    world.store.close()
    shutil.copytree(world.data, world.folder / "copy")
    world.open()
    world.clock.forward(days=1)
    world.receive()
    put_back(world)
    for _ in range(2):
        with pytest.raises(Refused):
            world.receive()
        world.clock.forward(days=1)


def test_numbers_come_from_new_lanes_when_a_new_epoch_is_given(world: World) -> None:
    codes = put_back_after(world)
    world.enrol(2, SECOND_LANE)
    assert world.store.needs_epoch is None
    after = [world.receive().code, world.receive(deciding_agency="H49.05").code, world.receive().code]
    assert after == ["H49.22-261123-0201", "TAM-2-261123-0001", "H49.22-261123-0202"]
    assert not set(after) & set(codes)
    assert verify(world.store.database).problems == ()


def test_same_copy_is_locked_again_when_it_is_put_back_after_the_new_epoch_began(world: World) -> None:
    put_back_after(world)
    world.enrol(2, SECOND_LANE)
    put_back(world)  # nothing was received in epoch 2 yet: its beginning alone must be remembered
    assert world.store.needs_epoch == "restored_copy"
    world.enrol(3, (Lane("H49.22", 401, 200, date(2026, 12, 31)),))
    assert world.receive().code.endswith("-0401")


def test_copy_that_misses_nothing_works(world: World) -> None:
    put_back_after(world, more=0)
    assert world.store.needs_epoch is None
    assert world.receive().code == "H49.22-261123-0002"


def test_database_ahead_of_its_witness_works(world: World) -> None:
    """A process that died between its commit and its mark."""
    world.receive()
    before = {path: path.read_bytes() for path in witnesses(world)}
    world.receive()
    world.store.close()
    for path, content in before.items():
        path.write_bytes(content)
    world.open()
    assert world.store.needs_epoch is None
    assert world.receive().code.endswith("-0003")


def witnesses(world: World) -> list[Path]:
    return [folder / f"{DEVICE.hex()}.witness" for folder in (world.folder / "state", world.data)]


def test_slot_before_accuses_the_copy_when_the_newest_is_torn(world: World) -> None:
    put_back_after(world, more=3)
    world.store.close()
    outside = world.folder / "state" / f"{DEVICE.hex()}.witness"
    raw = bytearray(outside.read_bytes())
    newest = SLOT * (8 % 2)  # eight entries were written
    raw[newest + 40 : newest + SLOT] = bytes(SLOT - 40)
    outside.write_bytes(raw)
    shutil.rmtree(world.data)
    shutil.copytree(world.folder / "copy", world.data)
    world.open()
    assert world.store.needs_epoch == "restored_copy"


@pytest.mark.parametrize("content", [b"", b"\0" * 1024, b"not a witness"])
def test_work_goes_on_when_the_witness_is_unreadable(world: World, content: bytes) -> None:
    world.receive()
    world.store.close()
    for path in witnesses(world):
        path.write_bytes(content)
    world.open()
    assert world.receive().code.endswith("-0002")
    assert all(len(path.read_bytes()) >= SLOT for path in witnesses(world))


def test_work_goes_on_when_the_witness_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    world = World(tmp_path)
    assert [world.receive().code[-4:] for _ in range(2)] == ["0001", "0002"]
    world.store.close()
    inside = world.data / f"{DEVICE.hex()}.witness"
    inside.unlink()
    inside.mkdir()
    world.open()
    assert world.receive().code.endswith("-0003")
    world.close()


def test_database_put_back_alone_is_known_by_the_witness_beside_it(world: World) -> None:
    """The state folder is lost as well (a new profile), but the data folder's own mark is left."""
    world.receive()
    world.store.close()
    shutil.copy(world.data / "counter.db", world.folder / "old.db")
    world.open()
    world.receive()
    world.store.close()
    shutil.rmtree(world.folder / "state")
    shutil.copy(world.folder / "old.db", world.data / "counter.db")
    world.open()
    assert world.store.needs_epoch == "restored_copy"
