"""A file for a stick is there whole, or it is not there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from counter.domain.sentence import Trouble
from counter.store.whole_file import read_back, written_whole

NAME = "counter-06652-03-abcd.cqg"


def test_file_has_its_name_and_every_byte_when_it_was_written(tmp_path: Path) -> None:
    with written_whole(tmp_path, NAME) as file:
        file.write(b"one ")
        file.write(b"two")
        assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {NAME: b"one two"}


def test_older_one_stays_when_the_writing_is_stopped(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"older")

    def stopped(_path: Path, _digest: bytes) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), written_whole(tmp_path, NAME, look=stopped) as file:
        file.write(b"half of")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {NAME: b"older"}


@pytest.mark.parametrize("kept", [b"", b"one tw", b"one twp", b"one two "], ids=["none", "short", "other", "long"])
def test_nothing_is_left_when_the_stick_gives_back_other_bytes(tmp_path: Path, kept: bytes) -> None:
    def worn(path: Path, digest: bytes) -> None:
        path.write_bytes(kept)  # a worn stick: what it took is not what it gives
        read_back(path, digest)

    with pytest.raises(Trouble) as told, written_whole(tmp_path, NAME, look=worn) as file:
        file.write(b"one two")
    assert told.value.sentence.key == "bundle.stick"
    assert list(tmp_path.iterdir()) == []


def test_full_stick_is_said_to_be_full_and_nothing_is_left(tmp_path: Path) -> None:
    def full(_path: Path, _digest: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(Trouble) as told, written_whole(tmp_path, NAME, look=full) as file:
        file.write(b"one two")
    assert told.value.sentence.key == "bundle.stick_full"
    assert list(tmp_path.iterdir()) == []
