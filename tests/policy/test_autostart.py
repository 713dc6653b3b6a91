"""Opening by itself at log-on: laid down above chosen; this user's entry made, made anew, and taken away."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from counter.policy.autostart import FLAG, DesktopEntry, Entry, choose, opens_by_itself, settle, start_command
from counter.policy.machine import NOTHING, MachineSettings

COMMAND = ["/opt/quầy một cửa/counter", "desk", FLAG, "--data", '/srv/a "b" $c `d` 100% \\e']
ON, OFF = MachineSettings(autostart=True), MachineSettings(autostart=False)


@pytest.fixture
def entry(tmp_path: Path) -> DesktopEntry:
    return DesktopEntry(tmp_path / "autostart")


def exec_words(folder: Path) -> list[str]:
    """What a desktop starts: the value unescaped as any value, then its words, quoted as in a shell, then its field codes."""
    [line] = [
        line for line in (folder / "autostart" / "counter.desktop").read_text().splitlines() if line.startswith("Exec=")
    ]
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True).stdout
    return [word.replace("%%", "%") for word in words.splitlines()]


def test_a_user_chooses_where_nothing_was_laid_down(entry: Entry, tmp_path: Path) -> None:
    assert not opens_by_itself(NOTHING, entry)
    assert choose(True, NOTHING, entry, COMMAND)
    assert opens_by_itself(NOTHING, entry)
    assert exec_words(tmp_path) == COMMAND
    assert not choose(False, NOTHING, entry, COMMAND)
    assert not choose(False, NOTHING, entry, COMMAND)
    assert not opens_by_itself(NOTHING, entry)


@pytest.mark.parametrize(("machine", "holds"), [(ON, True), (OFF, False)])
def test_what_was_laid_down_cannot_be_chosen_otherwise(entry: Entry, machine: MachineSettings, holds: bool) -> None:
    assert opens_by_itself(machine, entry) is holds
    assert choose(not holds, machine, entry, COMMAND) is holds
    assert entry.present() is holds
    assert opens_by_itself(machine, entry) is holds


def test_the_entry_follows_what_is_laid_down_and_stays_where_nothing_is(entry: Entry) -> None:
    settle(NOTHING, entry, COMMAND)
    assert not entry.present()
    settle(ON, entry, COMMAND)
    settle(NOTHING, entry, COMMAND)
    assert entry.present()
    settle(OFF, entry, COMMAND)
    assert not entry.present()


def test_an_entry_that_the_desktop_has_hidden_is_none(entry: DesktopEntry, tmp_path: Path) -> None:
    entry.put(COMMAND)
    file = tmp_path / "autostart" / "counter.desktop"
    file.write_text(file.read_text() + "Hidden=true\n")
    assert not entry.present()


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("/opt/counter/bin/python3", ["/opt/counter/bin/python3", "-m", "counter", "desk", FLAG]),
        ("/Program Files/Counter/counter.exe", ["/Program Files/Counter/counter.exe", FLAG]),
        ("/Program Files/Counter/counter-cli.exe", ["/Program Files/Counter/counter.exe", FLAG]),
    ],
)
def test_what_is_started_is_this_program(program: str, command: Sequence[str]) -> None:
    assert start_command(program=Path(program)) == command
    assert start_command(Path("/srv/counter"), program=Path(program)) == [*command, "--data", "/srv/counter"]
