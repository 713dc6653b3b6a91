"""The folder of files: whole or not at all, never in clear, tidied without touching what is named."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter.domain.sentence import Trouble
from counter.store import file_folder
from counter.store.file_cipher import Damaged
from counter.store.file_folder import FileFolder, Stopped
from counter.store.settings_table import put
from counter.store.uploads import StoreUploads
from counter.usecases.attach_scan import attach_scan
from tests.made.scans import PLANTED, jpeg
from tests.made.world import World

KEY = bytes(range(32))
CONTENT = PLANTED.encode() * 9000


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path, KEY)


def read(folder: FileFolder, sha256: bytes) -> bytes:
    with folder.open(sha256) as file:
        file.check(sha256)
        out = b""
        while piece := file.read_at(len(out), 1 << 20):
            out += piece
    return out


def files_in(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def test_kept_file_is_named_by_its_hash_and_says_nothing(folder: FileFolder, tmp_path: Path) -> None:
    sha256 = folder.keep(CONTENT)
    assert sha256 == hashlib.sha256(CONTENT).digest()
    (path,) = files_in(tmp_path)
    assert path.relative_to(tmp_path).as_posix() == f"files/{sha256.hex()[:2]}/{sha256.hex()}"
    assert PLANTED.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    before = path.stat().st_mtime_ns
    assert folder.keep(CONTENT) == sha256
    assert path.stat().st_mtime_ns == before
    assert read(folder, sha256) == CONTENT


def test_damaged_file_is_written_anew_when_the_same_comes_again(folder: FileFolder) -> None:
    sha256 = folder.keep(CONTENT)
    place = folder.place(sha256)
    held = bytearray(place.read_bytes())
    held[50_000] ^= 1
    place.write_bytes(held)
    with pytest.raises(Damaged):
        read(folder, sha256)
    folder.keep(CONTENT)
    assert read(folder, sha256) == CONTENT


def test_nothing_is_left_when_it_is_stopped(folder: FileFolder, tmp_path: Path) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        folder.keep(CONTENT, stopped=lambda: next(asked))
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "key"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "disk"), (errno.EROFS, "read_only")]
)
def test_disk_that_refuses_is_told_and_leaves_nothing(
    folder: FileFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, key: str
) -> None:
    real = os.fsync

    def full(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(file_folder.os, "fsync", full)
    with pytest.raises(Trouble) as trouble:
        folder.keep(CONTENT)
    assert trouble.value.sentence.key == f"store.{key}"
    assert files_in(tmp_path) == []
    monkeypatch.setattr(file_folder.os, "fsync", real)
    assert folder.has(folder.keep(CONTENT))


def test_file_taken_away_under_our_hands_is_written_again(
    folder: FileFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if self.suffix == ".part" and not times:
            times.append(self.unlink())
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    sha256 = folder.keep(CONTENT)
    assert times
    assert read(folder, sha256) == CONTENT


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def aged(path: Path, world: World, **age: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    moment = (world.clock.now() - timedelta(**age)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_tidying_takes_leftovers_of_crashes_and_never_what_is_named(world: World, tmp_path: Path) -> None:
    source = tmp_path / "scan.jpg"
    source.write_bytes(jpeg())
    attached = attach_scan(world.store, world.receive().dossier, source, world.actor)
    files = world.store.files
    named = aged(files.place(bytes.fromhex(attached.sha256)), world, days=4000)
    orphan = aged(files.path / "ab" / ("ab" * 32), world, days=31)
    fresh_orphan = aged(files.path / "ab" / ("ac" * 32), world, days=29)
    part = aged(files.path / "ab" / "0123456789abcdef.part", world, days=2)
    fresh_part = aged(files.path / "ab" / "0123456789abcdee.part", world, hours=1)
    elsewhere = aged(tmp_path / "data" / "files" / "readme.part", world, days=900)
    uploads = StoreUploads(world.store)
    with world.store.database.write() as t:
        put(t, "needs_epoch", "restored_copy")
    assert uploads.tidy(world.clock.now()) == 0  # a copied-back database may have forgotten what it named
    with world.store.database.write() as t:
        put(t, "needs_epoch", None)
    assert uploads.tidy(world.clock.now()) == 2
    assert [path.exists() for path in (named, orphan, fresh_orphan, part, fresh_part, elsewhere)] == [
        True, False, True, False, True, True,
    ]  # fmt: skip


def test_forgotten_file_is_put_back_into_the_queue_when_its_entry_comes_back(world: World, tmp_path: Path) -> None:
    source = tmp_path / "scan.jpg"
    source.write_bytes(jpeg())
    attach_scan(world.store, world.receive().dossier, source, world.actor)
    uploads = StoreUploads(world.store)
    held = uploads.waiting()
    assert held[0] == 1
    with world.store.database.write() as t:
        t.run("DELETE FROM file_queue")
    assert uploads.waiting() == (0, 0)
    uploads.gather()
    assert uploads.waiting() == held
