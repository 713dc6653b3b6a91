"""Copies at a second place: whole, of one moment, encrypted, known as copies; and each guard is missed when it is left out."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.domain.person import Parties, Person
from counter.domain.sentence import Trouble, say
from counter.store.as_is_copy import as_is_copies
from counter.store.backup import Backup, Steps, back_up, machine_folder
from counter.store.copy_check import NotWhole, check_copy, read_about
from counter.store.copy_database import Pace
from counter.store.copy_rotation import copies, rotate
from counter.store.database import Database
from counter.store.file_folder import FileFolder, Stopped
from counter.store.key import read_or_make_key
from counter.store.settings_table import get, put
from counter.usecases.attach_scan import attach_scan
from tests.made.scans import png
from tests.made.tampering import tamper
from tests.made.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def backed_up(world: World, **more: object) -> Backup:
    return back_up(world.store, world.folder / "stick", free=lambda _: 10**12, **more)  # type: ignore[arg-type]


def checked(world: World, folder: Path) -> int:
    """As the restore looks at it: with the key, from the disk."""
    key = read_or_make_key(world.data)
    copy = Database(folder / "counter.db", key, manner="still")
    try:
        return check_copy(folder, copy, FileFolder(folder.parent, key)).entries
    finally:
        copy.close()


def attach_one(world: World, dossier: int, seed: int) -> None:
    (world.folder / "paper.png").write_bytes(png(seed))
    attach_scan(world.store, dossier, world.folder / "paper.png", world.actor)


def machine(world: World) -> Path:
    assert world.store.identity is not None
    return machine_folder(world.folder / "stick", world.store.identity)


def test_copy_holds_what_was_there_and_knows_that_it_is_a_copy(world: World) -> None:
    codes = [world.receive().code for _ in range(3)]
    done = backed_up(world)
    world.receive()
    assert (done.entries, done.files, done.unread) == (3, 0, 0)
    assert done.file.is_file()
    assert checked(world, done.file.parent) == 3
    copy = Database(done.file, read_or_make_key(world.data), manner="still")
    with copy.read() as t:
        assert [row[0] for row in t.rows("SELECT code FROM dossier ORDER BY id")] == codes
        assert get(t, "needs_epoch") == "restored_copy"
    copy.close()
    assert world.store.needs_epoch is None
    assert sorted(path.name for path in done.file.parent.iterdir()) == ["about.json", "counter.db"]


def test_nothing_of_a_person_stands_in_names_or_in_clear(world: World) -> None:
    world.receive(parties=Parties(Person("Kyparissia Zephyrine", "022190004512", phone="0987612345")))
    done = backed_up(world)
    for path in (world.folder / "stick").rglob("*"):
        raw = str(path).lower().encode() + (path.read_bytes().lower() if path.is_file() else b"")
        for planted in (b"kyparissia", b"zephyrine", b"022190004512", b"0987612345", b"sqlite format"):
            assert planted not in raw
    assert json.loads((done.file.parent / "about.json").read_text())["entries"] == 1


def test_copies_are_whole_when_others_receive_meanwhile(world: World) -> None:
    with world.receiving():
        counts = [backed_up(world).entries for _ in range(8)]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]
    assert len(copies(machine(world))) == 8
    world.receive()


def test_papers_that_the_province_lacks_come_along_and_no_others(world: World) -> None:
    received = world.receive()
    for seed in (1, 2):
        attach_one(world, received.dossier, seed)
    with world.store.database.write() as t:
        put(t, "generation", "aa")
        (had,) = t.row("SELECT sha256 FROM file_queue ORDER BY id") or (b"",)
        t.run("UPDATE file_queue SET generation = ? WHERE sha256 = ?", (b"\xaa", had))
    done = backed_up(world)
    assert done.files == 1
    (lies,) = [path for path in (machine(world) / "files").rglob("*") if path.is_file()]
    assert lies.name != had.hex()
    assert checked(world, done.file.parent) == 3
    lies.unlink()
    with pytest.raises(NotWhole):
        checked(world, done.file.parent)
    assert backed_up(world).files == 1  # and the next one brings it again
    assert checked(world, done.file.parent) == 3


def test_paper_that_is_spoilt_here_is_counted_and_hinders_nothing(world: World) -> None:
    received = world.receive()
    attach_one(world, received.dossier, 1)
    (lies,) = [path for path in world.store.files.path.rglob("*") if path.is_file()]
    lies.write_bytes(lies.read_bytes()[:-1])
    done = backed_up(world)
    assert (done.entries, done.files, done.unread) == (2, 0, 1)


def test_every_rotten_byte_is_found(world: World) -> None:
    for _ in range(3):
        world.receive()
    folder = backed_up(world).file.parent
    whole = (folder / "counter.db").read_bytes()
    for at in [*range(0, len(whole), len(whole) // 60), len(whole) - 1]:
        rotten = bytearray(whole)
        rotten[at] ^= 0x10
        (folder / "counter.db").write_bytes(rotten)
        with pytest.raises((NotWhole, Trouble)):
            checked(world, folder)
    for cut in (0, 100, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        (folder / "counter.db").write_bytes(whole[:cut])
        with pytest.raises((NotWhole, Trouble)):
            checked(world, folder)
    (folder / "counter.db").write_bytes(whole)
    assert checked(world, folder) == 3


@pytest.mark.parametrize("about", [b"", b"{}", b'{"form": 2}', b"\xff", b"[]"])
def test_copy_whose_description_is_spoilt_is_none(world: World, about: bytes) -> None:
    world.receive()
    folder = backed_up(world).file.parent
    (folder / "about.json").write_bytes(about)
    with pytest.raises(NotWhole):
        read_about(folder)


class Spoils:
    """A second place that takes everything and keeps something else: it changes the file while the program is at rest."""

    def __init__(self, world: World) -> None:
        self.world, self.done = world, False

    def __call__(self) -> None:
        parts = list((self.world.folder / "stick").glob("*/*.part/about.json"))
        if parts and not self.done:  # all is written, and the reading back begins
            file = parts[0].parent / "counter.db"
            raw = bytearray(file.read_bytes())
            raw[-2000] ^= 1
            file.write_bytes(raw)
            self.done = True


def test_copy_that_the_place_spoils_does_not_count(world: World) -> None:
    world.receive()
    good = backed_up(world)
    spoils = Spoils(world)
    with pytest.raises(Trouble) as trouble:
        backed_up(world, pace=Pace(rest=spoils))
    assert spoils.done
    assert trouble.value.sentence.key == "backup.not_whole"
    assert "nguyên vẹn" in say(trouble.value.sentence)
    assert copies(machine(world)) == [good.file.parent]
    assert [path for path in machine(world).iterdir() if path.suffix] == []


def test_journal_that_does_not_fit_together_is_named_and_its_copy_is_kept_as_it_is(world: World) -> None:
    """The place is not blamed for what was done to the journal, and what is there is not lost with the disk."""
    for _ in range(3):
        world.receive()
    good = backed_up(world)
    tamper(world, "UPDATE log SET body = x'7b7d' WHERE seq = 2")
    kept = []
    for _ in range(3):
        world.clock.forward(days=1)
        world.receive()
        with pytest.raises(Trouble) as trouble:
            backed_up(world)
        assert trouble.value.sentence.key == "backup.journal"
        kept.append(as_is_copies(machine(world))[-1])
    assert as_is_copies(machine(world)) == [kept[0], kept[2]]  # nearest to what happened, and with most facts
    assert copies(machine(world)) == [good.file.parent]
    assert [path for path in machine(world).iterdir() if path.suffix] == []
    for path in (kept[0], kept[2]):
        with pytest.raises(NotWhole, match="epoch 1 seq 2"):
            checked(world, path)
    words = say(trouble.value.sentence)
    assert "nơi sao lưu vẫn tốt" in words
    assert "as-is" in words


def test_papers_that_only_a_copy_as_it_is_names_are_not_let_go(world: World) -> None:
    attach_one(world, world.receive().dossier, 1)
    tamper(world, "UPDATE log SET body = x'7b7d' WHERE seq = 1")
    with pytest.raises(Trouble):
        backed_up(world)
    (lies,) = [path for path in (machine(world) / "files").rglob("*") if path.is_file()]
    for name in ("20251101-080000-aaaa", "20251102-080000-aaaa"):  # of one week; the later one is kept
        shutil.copytree(as_is_copies(machine(world))[0], machine(world) / name)
        (machine(world) / name / "about.json").write_text(
            json.dumps(json.loads((machine(world) / name / "about.json").read_text()) | {"files": []})
        )
    for day in range(3, 12):
        shutil.copytree(machine(world) / "20251102-080000-aaaa", machine(world) / f"202511{day:02d}-080000-aaaa")
    assert rotate(machine(world)) > 0
    assert lies.is_file()


def test_mutants_are_caught(world: World) -> None:
    """Without the reading back a spoilt copy counts; without the name at the end, a half one; without the mark, one that
    issues numbers."""
    world.receive()
    for lacking in ("verify", "mark"):
        steps = Steps(**{lacking: False})
        if lacking == "mark":
            with pytest.raises(Trouble):
                backed_up(world, steps=steps)
            continue
        done = backed_up(world, steps=steps)
        raw = bytearray(done.file.read_bytes())
        raw[-2000] ^= 1
        done.file.write_bytes(raw)
        with pytest.raises(NotWhole):
            checked(world, done.file.parent)
    unmarked = backed_up(world, steps=Steps(verify=False, mark=False))
    with pytest.raises(NotWhole, match="copy"):
        checked(world, unmarked.file.parent)


def test_nothing_is_left_when_it_is_stopped(world: World) -> None:
    for _ in range(30):
        world.receive()
    good = backed_up(world)
    steps = 0

    def count() -> bool:
        nonlocal steps
        steps += 1
        return False

    backed_up(world, pace=Pace(stopped=count))
    whole = steps
    for limit in range(0, whole, max(1, whole // 12)):
        steps = 0

        def stopped(limit: int = limit) -> bool:
            nonlocal steps
            steps += 1
            return steps > limit

        with pytest.raises(Stopped):
            backed_up(world, pace=Pace(stopped=stopped))
        assert [path for path in machine(world).iterdir() if path.suffix] == []
    assert len(copies(machine(world))) == 2
    assert good.file.is_file()
    world.receive()  # and the connection is not left with the handler


def test_full_place_is_told_before_and_while_it_is_written(world: World) -> None:
    world.receive()
    with pytest.raises(Trouble) as trouble:
        back_up(world.store, world.folder / "stick", free=lambda _: 1000)
    assert trouble.value.sentence.key == "backup.full"
    place = world.folder / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        try:
            with pytest.raises(Trouble) as trouble:
                back_up(world.store, place, free=lambda _: 10**12)
            assert trouble.value.sentence.key == "backup.full"
            assert [path for path in place.glob("*/*") if path.is_file()] == []
        finally:
            subprocess.run(["umount", "-l", place], check=True)
    world.receive()


def test_place_that_is_not_there_or_vanishes_is_told_and_hurts_nobody(world: World) -> None:
    world.receive()
    (world.folder / "file").write_text("")
    with pytest.raises(Trouble) as trouble:
        back_up(world.store, world.folder / "file" / "below", free=lambda _: 10**12)
    assert trouble.value.sentence.key == "backup.place"
    gone = []

    def pull_out() -> None:
        stick = world.folder / "stick"
        if not gone and list(stick.glob("*/*.part/counter.db")):
            shutil.rmtree(stick)
            gone.append(True)

    with pytest.raises(Trouble) as trouble:
        backed_up(world, pace=Pace(rest=pull_out))
    assert gone
    assert trouble.value.sentence.key in ("backup.place", "backup.not_whole")
    assert world.receive().code.endswith("-0002")
    assert backed_up(world).entries == 2


def test_half_done_of_days_ago_is_removed_and_of_this_hour_is_not(world: World) -> None:
    world.receive()
    backed_up(world)
    for name in ("20261120-000000-aaaa.part", "20261123-094100-bbbb.part"):
        (machine(world) / name).mkdir()
    import os

    now = world.clock.now().timestamp()
    os.utime(machine(world) / "20261120-000000-aaaa.part", (now - 200_000, now - 200_000))
    os.utime(machine(world) / "20261123-094100-bbbb.part", (now - 60, now - 60))
    backed_up(world)
    assert [path.name for path in machine(world).iterdir() if path.suffix] == ["20261123-094100-bbbb.part"]
