"""A copy put in the place of a machine's data: whole or not at all, what was there kept, and no number before a new epoch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from counter.domain.sentence import Refused, Trouble, say
from counter.journal.lane import Lane
from counter.store.backup import back_up
from counter.store.copy_database import Pace
from counter.store.database import Database
from counter.store.file_folder import Stopped
from counter.store.key import NAME as KEY
from counter.store.key import read_or_make_key
from counter.store.local_store import LocalStore
from counter.store.restore import NOTE, Restored, Steps, finish, restore
from counter.store.spare_key import keep_key, keys_at_hand
from counter.store.verify import verify
from counter.usecases.attach_scan import attach_scan
from tests.made.scans import png
from tests.made.world import HandClock, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def backed_up(world: World) -> Path:
    return back_up(world.store, world.folder / "stick", free=lambda _: 10**12).file


def put_back(world: World, file: Path, **more: object) -> Restored:
    keys = keys_at_hand(world.data, world.folder)
    return restore(file, world.data, keys, keep_key, world.clock.now(), **more)  # type: ignore[arg-type]


def test_machine_is_as_it_was_and_issues_nothing_until_it_has_a_new_epoch(world: World) -> None:
    codes = [world.receive().code for _ in range(2)]
    file = backed_up(world)
    (world.data / "logs").mkdir()
    with (world.data / "logs" / "counter.log").open("w"):  # on Windows nobody can move that away
        pass
    codes += [world.receive().code, world.receive(deciding_agency="H49.05").code]
    world.store.close()
    done = put_back(world, file)
    assert (done.entries, done.data, done.left) == (2, world.data, 2)
    assert done.aside is not None
    assert (world.data / "logs" / "counter.log").exists()
    world.open()
    assert world.store.needs_epoch == "restored_copy"
    for changes in ({}, {"deciding_agency": "H49.05"}):
        with pytest.raises(Refused) as refused:
            world.receive(world.request(**changes))
        assert refused.value.field == "code"
    assert verify(world.store.database).problems == ()
    old = LocalStore(done.aside, HandClock(), state_folder=world.folder / "elsewhere")  # whole, and readable
    with old.database.read() as t:
        assert [row[0] for row in t.rows("SELECT code FROM dossier ORDER BY id")] == codes
    old.close()
    world.enrol(2, (Lane("H49.22", 201, 200, date(2026, 12, 31)),))
    assert world.receive().code.endswith("-0201")


def test_new_machine_without_any_witness_issues_nothing(world: World, tmp_path: Path) -> None:
    world.receive()
    file = backed_up(world)
    new = tmp_path / "new"
    restore(file, new / "data", [read_or_make_key(world.data)], keep_key, world.clock.now())
    store = LocalStore(new / "data", HandClock(), state_folder=new / "state")
    assert store.needs_epoch == "restored_copy"
    store.close()


def test_copy_laid_there_by_hand_issues_nothing_either(world: World, tmp_path: Path) -> None:
    """Somebody who knows where the file belongs, and no command of ours."""
    world.receive()
    file = backed_up(world)
    new = tmp_path / "new"
    (new / "data").mkdir(parents=True)
    shutil.copy(file, new / "data")
    shutil.copy(world.data / KEY, new / "data")
    store = LocalStore(new / "data", HandClock(), state_folder=new / "state")
    assert store.needs_epoch == "restored_copy"
    store.close()


def test_mutant_without_the_mark_would_issue_numbers_again(world: World, tmp_path: Path) -> None:
    from counter.store.backup import Steps as BackupSteps

    world.receive()
    steps = BackupSteps(verify=False, mark=False)
    file = back_up(world.store, world.folder / "stick", free=lambda _: 10**12, steps=steps).file
    again = world.receive().code
    world.store.close()
    key = [read_or_make_key(world.data)]
    with pytest.raises(Refused, match="from"):
        restore(file, tmp_path / "a" / "data", key, keep_key, world.clock.now())
    restore(file, tmp_path / "b" / "data", key, keep_key, world.clock.now(), steps=Steps(verify=False, mark=False))
    new = World(tmp_path / "b")
    assert new.receive(new.request(request="another")).code == again  # twice on paper: what the mark is for
    new.close()
    restore(file, tmp_path / "c" / "data", key, keep_key, world.clock.now(), steps=Steps(verify=False))
    store = LocalStore(tmp_path / "c" / "data", HandClock(), state_folder=tmp_path / "c" / "state")
    assert store.needs_epoch == "restored_copy"
    store.close()
    world.open()


def test_machine_that_lost_its_folder_opens_its_backups(world: World) -> None:
    world.receive()
    file = backed_up(world)
    world.store.close()
    shutil.rmtree(world.data)
    done = put_back(world, file)
    assert (done.entries, done.aside, done.left) == (1, None, 0)
    world.open()
    assert world.store.needs_epoch == "restored_copy"


def test_papers_come_back_with_the_copy_and_from_what_was_there(world: World, tmp_path: Path) -> None:
    received = world.receive()
    (tmp_path / "one.png").write_bytes(png(1))
    first = attach_scan(world.store, received.dossier, tmp_path / "one.png", world.actor).sha256
    file = backed_up(world)
    (tmp_path / "two.png").write_bytes(png(2))
    second = attach_scan(world.store, received.dossier, tmp_path / "two.png", world.actor).sha256
    world.store.close()
    for path in (world.data / "files").rglob(first):
        path.unlink()
    assert put_back(world, file).files == 1
    world.open()
    for sha256 in (first, second):
        with world.store.files.open(bytes.fromhex(sha256)) as held:
            held.check(bytes.fromhex(sha256))


def test_living_database_is_not_touched(world: World) -> None:
    world.receive()
    file = backed_up(world)
    before = sorted(path.name for path in world.data.iterdir())
    with pytest.raises(Refused) as refused:
        put_back(world, file)
    assert refused.value.field == "data"
    assert "đang mở" in say(refused.value.sentence)
    assert sorted(path.name for path in world.data.iterdir()) == before
    assert world.receive().code.endswith("-0002")


@pytest.mark.parametrize(
    "what", ["rotten", "cut", "gone", "no about", "newer", "other key", "not a copy", "paper gone"]
)
def test_nothing_is_changed_when_the_copy_will_not_do(world: World, tmp_path: Path, what: str) -> None:
    received = world.receive()
    (tmp_path / "one.png").write_bytes(png(1))
    attach_scan(world.store, received.dossier, tmp_path / "one.png", world.actor)
    file = backed_up(world)
    world.store.close()
    keys = keys_at_hand(world.data, world.folder)
    raw = bytearray(file.read_bytes())
    if what == "rotten":
        raw[len(raw) // 2] ^= 1
        file.write_bytes(raw)
    elif what == "cut":
        file.write_bytes(raw[:-4096])
    elif what == "gone":
        file.unlink()
    elif what == "no about":
        (file.parent / "about.json").unlink()
    elif what == "newer":
        about = file.parent / "about.json"
        about.write_text(about.read_text().replace('"schema": "0', '"schema": "9'))
    elif what == "other key":
        keys = [bytes(32), bytes(range(32))]
    elif what == "not a copy":
        file = world.data / "counter.db"
    else:
        for path in (file.parents[1] / "files").rglob("*"):
            if path.is_file():
                path.unlink()
    before = {path: path.read_bytes() for path in world.data.rglob("*") if path.is_file()}
    with pytest.raises((Refused, Trouble)) as no:
        restore(file, world.data, keys, keep_key, world.clock.now())
    told = say(no.value.sentence)
    assert "chưa bị thay đổi" in told
    assert not re.search(r"\b(the|of|is|a|file|page|missing|Error)\b", told), told
    assert {path: path.read_bytes() for path in world.data.rglob("*") if path.is_file()} == before
    world.open()
    assert world.receive().code.endswith("-0002")


def test_nothing_is_changed_when_it_is_stopped_before_the_change(world: World) -> None:
    world.receive()
    file = backed_up(world)
    world.store.close()
    names = sorted(path.name for path in world.data.iterdir())
    for limit in (0, 1, 2, 3):
        looks = iter(range(limit))
        with pytest.raises(Stopped):
            put_back(world, file, pace=Pace(stopped=lambda looks=looks: next(looks, None) is None))
        assert sorted(path.name for path in world.data.iterdir()) == names
    world.open()


def test_restore_that_was_cut_off_is_carried_to_its_end_and_nothing_opened_before(world: World) -> None:
    """Cut after each of its renamings: the note says how to go on."""
    world.receive()
    file = backed_up(world)
    world.receive()
    world.store.close()
    keys = keys_at_hand(world.data, world.folder)
    kept = world.folder / "kept"
    shutil.copytree(world.data, kept)
    cut = 0
    while True:
        shutil.rmtree(world.data)
        shutil.copytree(kept, world.data)
        try:
            restore(file, world.data, keys, keep_key, world.clock.now(), move=_move_until(cut))
            break
        except _Cut:
            cut += 1
        if (world.data / NOTE).exists():
            with pytest.raises(Trouble) as trouble:
                world.open()
            assert trouble.value.sentence.key == "store.restore_unfinished"
            assert finish(world.data)
            expected = 1
        else:
            expected = 2  # nothing happened yet
        database = Database(world.data / "counter.db", keys[0])
        assert verify(database).entries == expected
        assert verify(database).problems == ()
        database.close()
        assert finish(world.data) is False
    assert cut > 4


class _Cut(BaseException):
    """The machine stops."""


def _move_until(count: int) -> Callable[[Path, Path], object]:
    """Renames, and stops at the one of that number."""
    left = iter(range(count))

    def move(path: Path, target: Path) -> object:
        if next(left, None) is None:
            raise _Cut
        return path.replace(target)

    return move
