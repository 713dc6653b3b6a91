"""A breakdown of the process itself: its stacks are kept without the folders of anybody, and told once."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter.log.crash import KEPT, Crash, CrashWatch, clean, left_behind, stacks_kept, told
from counter.log.known import known_stack

LINUX = """Fatal Python error: Segmentation fault

Thread 0x00007f12 (most recent call first):
  File "/usr/lib/python3.11/threading.py", line 320 in wait
  File "/home/phạm.thu.hà/counter/gui/background.py", line 120 in _work

Current thread 0x00007f11 (most recent call first):
  File "/home/phạm.thu.hà/counter/gui/story_panel.py", line 88 in paintEvent
  File "/home/phạm.thu.hà/counter/commands/desk.py", line 54 in run

Extension modules: _argon2_cffi_bindings._ffi, shiboken6.Shiboken (total: 9)
"""
WINDOWS = """Windows fatal exception: code 0x8001010d

Current thread 0x00001f40 (most recent call first):
  File "C:\\Program Files\\Counter\\counter\\commands\\desk.py", line 54 in run
Windows fatal exception: access violation

Current thread 0x00001f40 (most recent call first):
  File "C:\\Users\\Phạm Thu Hà\\counter\\printing\\system_printer.py", line 70 in draw
  File "C:\\Program Files\\Counter\\counter\\commands\\desk.py", line 54 in run
"""
# What a process of its own does: it watches, says so, waits, and breaks down in native code.
BREAKS = """
import ctypes, sys
from pathlib import Path
from counter.log.crash import CrashWatch
watch = CrashWatch(Path(sys.argv[1]))
watch.start()
print("watching", flush=True)
word = sys.stdin.readline().strip()
def deep():
    ctypes.string_at(0)
if word == "break":
    deep()
watch.stop()
"""


class Process:
    """One that watches itself over a folder."""

    def __init__(self, folder: Path) -> None:
        self._one = subprocess.Popen(
            [sys.executable, "-X", "faulthandler=0", "-c", BREAKS, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._one.stdout is not None
        assert self._one.stdout.readline() == "watching\n"

    def end(self, word: str) -> int:
        if word == "kill":
            self._one.kill()
        self._one.communicate(f"{word}\n" if word != "kill" else "")
        return self._one.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "logs"


def test_a_breakdown_leaves_its_way_and_is_told_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert Process(folder).end("break") < 0
    (raw,) = folder.iterdir()
    assert raw.stat().st_size > 0
    with caplog.at_level(logging.ERROR, logger="counter"):
        (crash,) = left_behind(folder)
    assert crash.end == "Segmentation fault"
    assert crash.way.startswith("__init__.string_at:")
    assert " < <string>.deep:" in crash.way
    assert f"the program ended by itself: Segmentation fault at {crash.way}" in caplog.text
    (kept,) = stacks_kept(folder)
    assert known_stack(kept.read_text(encoding="utf-8").splitlines())[1] == 0
    assert left_behind(folder) == []
    assert stacks_kept(folder) == [kept]


@pytest.mark.parametrize("word", ["end", "kill"])
def test_a_process_that_ends_well_or_is_killed_leaves_nothing_to_tell(folder: Path, word: str) -> None:
    Process(folder).end(word)
    assert left_behind(folder) == []
    assert list(folder.iterdir()) == []


def test_the_file_of_a_process_that_lives_is_left_alone(folder: Path) -> None:
    living = Process(folder)
    (path,) = folder.iterdir()
    path.write_text(LINUX, encoding="utf-8")
    assert left_behind(folder) == []
    assert path.exists()
    living.end("kill")
    assert len(left_behind(folder)) == 1


def test_a_folder_that_cannot_be_made_is_borne(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path / "not there" / "logs")
    watch.start()
    watch.stop()
    assert list(tmp_path.iterdir()) == []


def test_names_of_folders_and_strangers_words_are_left_out() -> None:
    assert clean(LINUX) == [
        "Segmentation fault", "Thread", "    threading.wait:320", "    background._work:120", "Current thread",
        "    story_panel.paintEvent:88", "    desk.run:54",
    ]  # fmt: skip
    assert told(clean(LINUX)) == Crash("Segmentation fault", "story_panel.paintEvent:88 < desk.run:54")


def test_what_windows_does_to_itself_is_no_breakdown_and_hides_none() -> None:
    assert told(clean(WINDOWS)) == Crash("access violation", "system_printer.draw:70 < desk.run:54")
    assert told(clean(WINDOWS.split("Windows fatal exception: access")[0])) is None


@pytest.mark.parametrize(("raw", "crash"), [
    ("", None),
    ("Fatal Python error: none_dealloc: deallocating None\n\nCurrent thread 0x1 (most recent call first):\n"
     '  File "a.py", line 3 in b\n', Crash("Other error", "a.b:3")),
    ("Fatal Python error: Aborted\n\nCurrent thread 0x1 (most recent call first):\n  <no Python frame>\n", Crash("Aborted", "")),
    ("Fatal Python error: Segmentation fault\n\nThread 0x1 (most recent call first):\n" '  File "a.py", line 3 in b\n',
     Crash("Segmentation fault", "")),
    ("Phạm Thu Hà\n022190777313\n", None),
    ("Fatal Python error: Segmentation fault", Crash("Segmentation fault", "")),
])  # fmt: skip
def test_reports_that_are_short_cut_or_strange_are_read_as_far_as_they_go(raw: str, crash: Crash | None) -> None:
    assert told(clean(raw)) == crash


def test_only_the_last_few_are_kept(folder: Path) -> None:
    folder.mkdir()
    for number in range(KEPT + 3):
        (folder / f"crash-2026112{number}-080000-{number}.txt").write_text(LINUX, encoding="utf-8")
    assert len(left_behind(folder)) == KEPT + 3
    assert [path.name[6:14] for path in stacks_kept(folder)] == [f"2026112{n}" for n in range(3, KEPT + 3)]


def test_our_own_file_is_not_taken_for_a_breakdown(folder: Path) -> None:
    folder.mkdir()
    with CrashWatch(folder):
        assert left_behind(folder) == []
        assert [path.name.startswith("crash-") and str(os.getpid()) in path.name for path in folder.iterdir()] == [True]
    assert list(folder.iterdir()) == []
