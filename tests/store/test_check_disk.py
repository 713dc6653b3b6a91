"""The data folder broken in every way a disk can be: each says its own sentence, and nothing is left behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter.domain.check import Finding
from counter.store.check_disk import SLOW_MS, check_disk
from counter.store.clock import SystemClock
from counter.store.room import MB
from tests.made.small_disk import small_disk
from tests.made.world import HandClock

PLENTY = 50_000 * MB


class SlowClock(HandClock):
    """Each look at it finds so many milliseconds gone."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def monotonic_ms(self) -> int:
        self._ms += self._step
        return self._ms


def look(folder: Path, *, free: int = PLENTY, clock: HandClock | None = None) -> Finding:
    return check_disk(folder, clock or HandClock(), is_network=lambda _: False, free=lambda _: free)


def test_disk_is_well_and_left_as_it_was(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / ".counter-trial-old").write_bytes(b"of a look that was killed")
    (tmp_path / "counter.db").write_bytes(b"kept")
    found = check_disk(tmp_path, SystemClock(), is_network=lambda _: False, free=lambda _: PLENTY)
    assert (found.state, found.sentence.args["free"]) == ("well", 48)
    assert [path.name for path in tmp_path.iterdir()] == ["counter.db"]


@pytest.mark.parametrize(
    ("free", "key", "state"),
    [(999, "low", "look"), (299, "no_files", "look"), (99, "no_intake", "broken")],
)
def test_room_that_is_left_is_told(tmp_path: Path, free: int, key: str, state: str) -> None:
    found = look(tmp_path, free=free * MB)
    assert (found.sentence.key, found.state, found.sentence.args) == (f"check.disk.{key}", state, {"free": free})


def test_disk_is_full_when_it_is(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200_000):
        with (tmp_path / "disk" / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)) == 4096:
                    pass
            except OSError:
                pass
        if os.path.ismount(tmp_path / "disk"):
            assert look(tmp_path / "disk").sentence.key == "check.disk.full"


def test_disk_is_full_when_files_may_not_grow(tmp_path: Path) -> None:
    """A quota, on machines where no disk can be mounted: a process that may write a thousand bytes a file."""
    script = (
        "import resource, signal, sys; from pathlib import Path; from tests.store.test_check_disk import look\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "print(look(Path(sys.argv[1])).sentence.key)"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "check.disk.full"


def test_disk_is_read_only_when_it_is_mounted_so(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200_000):
        if not os.path.ismount(tmp_path / "disk"):
            return
        subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
        assert look(tmp_path / "disk").sentence.key == "check.disk.read_only"


def test_disk_is_slow_when_saving_takes_long_each_time(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert look(tmp_path, clock=SlowClock(SLOW_MS - 1)).sentence.key == "check.disk.well"
    found = look(tmp_path, clock=SlowClock(SLOW_MS))
    assert (found.sentence.key, found.sentence.args) == ("check.disk.slow", {"ms": SLOW_MS})


def test_each_write_is_put_on_the_disk_and_a_disk_that_cannot_is_failing(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    synced: list[int] = []

    def sync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_size)

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "the platter is gone")

    assert check_disk(tmp_path, HandClock(), is_network=lambda _: False, free=lambda _: PLENTY, sync=sync).ok
    assert synced == [4096 * n for n in range(1, 6)]
    found = check_disk(tmp_path, HandClock(), is_network=lambda _: False, free=lambda _: PLENTY, sync=fails)
    assert found.sentence.key == "check.disk.failing"
    assert list(tmp_path.iterdir()) == []


def test_folder_that_others_may_read_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert look(tmp_path).sentence.key == "check.disk.open_to_others"


def test_folder_that_is_not_there_or_is_another_machines_is_not_touched(tmp_path: Path) -> None:
    assert look(tmp_path / "none").sentence.key == "check.disk.no_folder"
    assert not (tmp_path / "none").exists()
    found = check_disk(tmp_path, HandClock(), is_network=lambda _: True)
    assert found.sentence.key == "check.disk.network"
