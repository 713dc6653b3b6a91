"""Commands and the server leave their mistakes in the log of the folder they work on, and nowhere else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counter.log.crash import left_behind
from counter.log.folder import FOLDER, log_files
from counter.log.known import known_lines
from tests.made.world import World

# A verb whose deed breaks, with a name in the message of the exception.
BREAKS = """
import sys
from counter import cli
from counter.commands import status
def broken(args):
    raise KeyError("Trịu Thị Xuyếng 022190777313")
broken.__module__ = "counter.commands.status"
status.run = broken
sys.exit(cli.main(sys.argv[1:]))
"""


def lines(folder: Path) -> list[str]:
    found = [line for path in log_files(folder / FOLDER) for line in path.read_text(encoding="utf-8").splitlines()]
    assert known_lines(found) == (found, 0)
    return found


def test_a_command_that_breaks_says_where_in_the_log_and_not_what_was_typed(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.close()
    done = subprocess.run(
        [sys.executable, "-c", BREAKS, "status", "--data", str(world.data)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 70
    (line,) = lines(world.data)
    assert "ERROR MainThread counter.cli: bug: KeyError at <string>.broken:" in line
    assert "Xuy" not in line + done.stdout + done.stderr


def test_a_command_that_breaks_where_there_is_no_data_makes_no_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAKS, "status", "--data", str(tmp_path / "none")], capture_output=True, check=False
    )
    assert done.returncode == 70
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills a process as a system does")
def test_the_server_tells_standard_error_and_its_log_that_a_process_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "province"
    province = subprocess.Popen(
        [sys.executable, "-m", "counter", "server", "--data", str(folder), "--port", "0", "--processes", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert province.stdout is not None
    province.stdout.readline()
    children = Path(f"/proc/{province.pid}/task/{province.pid}/children").read_text().split()
    crashes = [path.name for path in (folder / FOLDER).glob("crash-*.txt")]
    killed = next(child for child in children if any(f"-{child}.txt" in name for name in crashes))
    os.kill(int(killed), signal.SIGKILL)
    end = time.monotonic() + 30
    while not lines(folder) and time.monotonic() < end:
        time.sleep(0.05)
    province.terminate()
    _, said = province.communicate(timeout=60)
    assert "a process ended with -9; another takes its place" in said
    assert [line.rpartition("counter.server.processes: ")[2] for line in lines(folder)] == [
        "a process ended with -9; another takes its place"
    ]
    assert left_behind(folder / FOLDER) == []  # nothing that the next one would take for a breakdown
