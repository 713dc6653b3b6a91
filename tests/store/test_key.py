"""The key's file: wrapped where the machine can, never lost, never made anew over a database that needs it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from counter.domain.sentence import Trouble, say
from counter.store.key import NAME, key_form, read_or_make_key
from counter.store.machine_guard import cannot_now
from tests.made.guards import MachineGuard
from tests.made.world import World


class Broken(MachineGuard):
    """A system that cannot."""

    def wrap(self, secret: bytes) -> bytes:
        raise OSError("no service")


class Liar(MachineGuard):
    """A system that gives back something else."""

    def unwrap(self, wrapped: bytes) -> bytes:
        return bytes(32)


def test_key_lies_wrapped_and_comes_back_where_the_machine_can_wrap(tmp_path: Path) -> None:
    here = MachineGuard()
    key = read_or_make_key(tmp_path, here)
    assert read_or_make_key(tmp_path, here) == key
    assert key_form(tmp_path) == "wrapped"
    assert key.hex() not in (tmp_path / NAME).read_text()
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_plain_key_of_an_earlier_version_is_wrapped_and_stays_the_same(tmp_path: Path) -> None:
    plain, here = read_or_make_key(tmp_path), MachineGuard()
    assert key_form(tmp_path) == "plain"
    assert read_or_make_key(tmp_path, here) == plain
    assert key_form(tmp_path) == "wrapped"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert read_or_make_key(tmp_path, here) == plain


@pytest.mark.parametrize("guard", [Broken(), Liar()], ids=["cannot wrap", "does not give back"])
def test_plain_key_stays_when_the_system_cannot_be_trusted_with_it(
    tmp_path: Path, guard: MachineGuard, caplog: pytest.LogCaptureFixture
) -> None:
    plain = read_or_make_key(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert read_or_make_key(tmp_path, guard) == plain
    assert key_form(tmp_path) == "plain"
    assert "could not be wrapped" in caplog.text
    assert plain.hex() not in caplog.text


def test_key_of_another_machine_says_what_to_do_and_nothing_changes(tmp_path: Path) -> None:
    world = World(tmp_path, guard=MachineGuard)
    world.close()
    before = {path.name: path.read_bytes() for path in world.data.iterdir() if path.is_file()}
    for guard in (MachineGuard, lambda: None):  # another Windows, and a Linux that was given the folder
        with pytest.raises(Trouble) as trouble:
            World(tmp_path, guard=guard)
        assert trouble.value.sentence.key == "store.other_machine"
        for words in (say(trouble.value.sentence), say(trouble.value.sentence, "en")):
            assert "counter recover" in words
    assert {path.name: path.read_bytes() for path in world.data.iterdir() if path.is_file()} == before


class Starting(MachineGuard):
    """Windows a moment after it was switched on."""

    def unwrap(self, wrapped: bytes) -> bytes:
        raise OSError(1722, "the RPC server is unavailable")


def test_service_that_does_not_answer_yet_is_not_taken_for_another_machine(tmp_path: Path) -> None:
    read_or_make_key(tmp_path, MachineGuard())
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(Trouble) as trouble:
        read_or_make_key(tmp_path, Starting())
    assert trouble.value.sentence.key == "store.key_service"
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize(("code", "now"), [(13, False), (2, False), (0x8009000B, False), (1722, True), (1062, True)])
def test_what_windows_says_of_the_secret_is_told_from_what_it_says_of_itself(code: int, now: bool) -> None:
    assert cannot_now(code) is now


def test_missing_key_is_never_made_anew_over_a_database(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.receive()
    world.close()
    key = (world.data / NAME).read_bytes()
    (world.data / NAME).unlink()
    with pytest.raises(Trouble) as trouble:
        world.open()
    assert trouble.value.sentence.key == "store.no_key"
    assert not (world.data / NAME).exists()
    (world.data / NAME).write_bytes(key)
    world.open()
    assert world.receive().code.endswith("-0002")
    world.close()


def test_folder_is_for_its_owner_only_and_one_of_before_is_closed(tmp_path: Path) -> None:
    world = World(tmp_path)
    assert world.data.stat().st_mode & 0o777 == 0o700
    world.close()
    world.data.chmod(0o755)
    world.open()
    assert world.data.stat().st_mode & 0o777 == 0o700
    world.close()
