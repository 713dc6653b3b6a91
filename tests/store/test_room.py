"""Room on the disk: the levels at their limits, and a ballast that is there when it is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.store.room import BALLAST, LOW, MB, STEP, Room, free_bytes, level_of


@pytest.mark.parametrize(
    ("free", "level"),
    [(2048, "plenty"), (1024, "plenty"), (1023, "low"), (300, "low"), (299, "no_files"), (100, "no_files"),
     (99, "no_intake"), (0, "no_intake")],
)  # fmt: skip
def test_level_follows_from_what_is_left(free: int, level: str) -> None:
    assert level_of(free * MB) == level


class Disk:
    """A disk of a size, of which the files in the folder take their part."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, folder: Path) -> int:
        return self.left - sum(path.stat().st_size for path in folder.iterdir())


def test_ballast_is_laid_down_little_by_little_and_given_up_at_the_end(tmp_path: Path) -> None:
    disk = Disk(4 * LOW)
    room = Room(tmp_path, disk)
    assert (room.look(), room.ballast.exists()) == ("plenty", False)
    for minute in range(1, BALLAST // STEP + 3):
        assert room.trim() == "plenty"
        assert room.ballast.stat().st_size == min(BALLAST, minute * STEP)
    for left in (LOW - 1, 200 * MB):
        disk.left = left + BALLAST
        assert room.trim() in ("low", "no_files")
        assert room.ballast.stat().st_size == BALLAST
    disk.left = 90 * MB + BALLAST
    assert room.trim() == "no_intake"
    assert not room.ballast.exists()
    assert room.left == 90 * MB
    assert room.look() == "no_intake"  # what was given up is for the last transactions, not for new dossiers
    assert room.left == 90 * MB + BALLAST
    disk.left = 4 * LOW
    assert room.trim() == "plenty"
    assert room.ballast.stat().st_size == STEP


def test_no_ballast_is_laid_down_where_it_would_make_the_disk_nearly_full(tmp_path: Path) -> None:
    room = Room(tmp_path, lambda _: LOW + BALLAST)
    room.trim()
    assert not room.ballast.exists()


def test_disk_that_does_not_answer_stops_nobody(tmp_path: Path) -> None:
    def broken(_: Path) -> int:
        raise OSError(5, "input/output error")

    assert Room(tmp_path, broken).trim() == "plenty"


def test_reading_is_that_of_the_disk(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0
