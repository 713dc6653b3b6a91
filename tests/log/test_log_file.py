"""The log: whole lines, bounded in size and age, from several processes at once, whatever the clock and the disk do."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from counter.log.file import LogFile, close_log, open_log
from counter.log.folder import VIETNAM, Bounds, log_files, sweep
from counter.log.known import known_lines

DAY = 86_400
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=VIETNAM).timestamp()
SMALL = Bounds(file=2_000, total=10_000, files=8, days=30)
_log = logging.getLogger("counter.tests")


class Handwritten(LogFile):
    """A log whose clock is set by hand."""

    def __init__(self, folder: Path, bounds: Bounds = SMALL) -> None:
        self.at = NOW
        super().__init__(folder, now=lambda: self.at, bounds=bounds)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Handwritten]:
    handler = Handwritten(tmp_path / "logs")
    logging.getLogger("counter").addHandler(handler)
    logging.getLogger("counter").setLevel(logging.INFO)
    yield handler
    close_log(handler)


def total(folder: Path) -> int:
    return sum(path.stat().st_size for path in log_files(folder))


def lines(folder: Path) -> list[str]:
    return [line for path in log_files(folder) for line in path.read_text(encoding="utf-8").splitlines()]


def left(folder: Path, name: str, *, days: float = 0, size: int = 10) -> Path:
    """A file of a process of before, last written so many days ago."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"x" * size)
    os.utime(path, (NOW - days * DAY, NOW - days * DAY))
    return path


def test_nothing_is_made_until_there_is_something_to_write(log: Handwritten, tmp_path: Path) -> None:
    assert not (tmp_path / "logs").exists()
    _log.info("closed")
    assert len(log_files(tmp_path / "logs")) == 1


def test_nothing_is_made_when_the_data_folder_is_not_there(tmp_path: Path) -> None:
    handler = open_log(tmp_path / "slip of the hand" / "logs")
    _log.error("closed")
    close_log(handler)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the folder's permissions come from its parent")
def test_only_the_owner_reads_it(log: Handwritten, tmp_path: Path) -> None:
    _log.info("closed")
    (path,) = log_files(tmp_path / "logs")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700


def test_files_and_folder_stay_within_their_bounds_when_very_much_is_written(log: Handwritten, tmp_path: Path) -> None:
    for number in range(2_000):
        log.at = NOW + number
        _log.warning("interpreting waits: %s", "TimeoutError")
        assert total(tmp_path / "logs") <= SMALL.total
    files = log_files(tmp_path / "logs")
    assert 3 <= len(files) <= SMALL.files
    assert all(path.stat().st_size <= SMALL.file for path in files)
    assert known_lines(lines(tmp_path / "logs"))[1] == 0  # no line was cut


def test_many_small_files_are_bounded_by_their_number(log: Handwritten, tmp_path: Path) -> None:
    for number in range(20):
        left(tmp_path / "logs", f"counter-20261120-1000{number:02}-7-0000.log", days=1)
    _log.info("closed")
    assert len(log_files(tmp_path / "logs")) == SMALL.files


def test_what_is_older_than_its_days_goes_and_strangers_files_stay(log: Handwritten, tmp_path: Path) -> None:
    old = left(tmp_path / "logs", "counter-20261001-100000-7-0000.log", days=31)
    young = left(tmp_path / "logs", "counter-20261101-100000-7-0000.log", days=29)
    notes = left(tmp_path / "logs", "ghi chú.txt", days=900)
    recent = left(tmp_path / "logs", "counter-20261120-100000-9-0000.log", days=0)
    _log.info("closed")
    assert not old.exists()
    assert all(path.exists() for path in (young, notes, recent))


def test_one_start_with_a_clock_in_the_future_takes_no_log_away(log: Handwritten, tmp_path: Path) -> None:
    path = left(tmp_path / "logs", "counter-20261120-100000-7-0000.log", days=1)
    log.at = NOW + 14 * 365 * DAY
    _log.info("closed")
    assert path.exists()


def test_files_from_the_future_go_first_when_room_is_needed(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    future = left(folder, "counter-20400101-100000-7-0000.log", days=-5000, size=3_000)
    mine = [left(folder, f"counter-2026112{n}-100000-7-0000.log", days=1 - n, size=3_000) for n in range(2)]
    sweep(folder, NOW, SMALL)
    assert not future.exists()
    assert all(path.exists() for path in mine)


def test_a_clock_set_back_loses_no_line(log: Handwritten, tmp_path: Path) -> None:
    for back in (0, 40 * DAY, 400 * DAY):
        log.at = NOW - back
        for _ in range(10):
            _log.error("bug: %s", "KeyError at find.rows:12")
    assert sum("bug: KeyError" in line for line in lines(tmp_path / "logs")) == 30


def test_writing_goes_on_in_a_new_file_when_somebody_removed_the_old_one(log: Handwritten, tmp_path: Path) -> None:
    _log.info("closed")
    (path,) = log_files(tmp_path / "logs")
    path.unlink()
    _log.warning("the local store cannot just now; sync waits")
    assert [line.rpartition(": ")[2] for line in lines(tmp_path / "logs")] == [
        "the local store cannot just now; sync waits"
    ]


def test_a_disk_that_fails_is_borne_in_silence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    handler = open_log(tmp_path / "logs")
    _log.error("bug: %s", "KeyError")
    close_log(handler)
    assert capfd.readouterr() == ("", "")


WRITER = """
import logging, sys, time
from pathlib import Path
from counter.log.file import LogFile
from counter.log.folder import Bounds
handler = LogFile(Path(sys.argv[1]), bounds=Bounds(file=20_000, total=200_000, files=60, days=30))
log = logging.getLogger("counter." + sys.argv[2])
log.addHandler(handler)
log.setLevel(logging.INFO)
print("ready", flush=True)
sys.stdin.readline()
for number in range(1_500):
    log.warning("a step of %d entries failed (%s); going on one by one", number, "TimeoutError")
sys.stdin.readline()
"""


def test_two_processes_write_at_once_and_no_line_is_lost_or_torn_while_files_fill_up(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("window", "command")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.close()
        assert writer.wait(60) == 0
        assert writer.stdout is not None
        writer.stdout.close()
    assert known_lines(lines(folder))[1] == 0
    for name in ("window", "command"):
        own = [line for line in lines(folder) if f"counter.{name}:" in line]
        numbers = [int(line.split(" entries")[0].rpartition(" ")[2]) for line in own]
        # What went, went from the old end; what is there has no gap. (One that ran first may have been swept away.)
        assert numbers == list(range(1_500 - len(numbers), 1_500))
    assert len(lines(folder)) > 1_000
    assert total(folder) <= 200_000 + 20_000


def test_a_killed_process_leaves_whole_lines(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), "window"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdin is not None
    writer.stdout.readline()
    writer.stdin.write("go\n")
    writer.stdin.flush()
    while not log_files(folder):
        assert writer.poll() is None
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert known_lines(lines(folder))[1] == 0
