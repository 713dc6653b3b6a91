"""kill -9, at short length."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.store.catalogue import load_catalogue
from tests.faults.kill_loop import kill_command, kill_creation, kill_receptions

SEED = 20261121
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("kills")]


def test_nothing_promised_is_lost_when_reception_is_killed(tmp_path: Path) -> None:
    print("seed", SEED)
    killed = kill_receptions(tmp_path, load_catalogue(), 60, SEED)
    assert killed.problems == []
    assert killed.kills == 60
    assert len(killed.promises) > 60
    assert killed.repeated > 0


def test_first_start_is_done_again_when_it_is_killed(tmp_path: Path) -> None:
    print("seed", SEED)
    killed = kill_creation(tmp_path, load_catalogue(), 15, SEED)
    assert killed.problems == []
    assert killed.kills == 15


def test_nothing_promised_is_lost_when_the_whole_program_is_killed(tmp_path: Path) -> None:
    print("seed", SEED)
    killed = kill_command(tmp_path, 3, SEED)
    assert killed.problems == []
    assert killed.promises


def test_mutant_is_caught_when_it_is_killed_at_its_answer(tmp_path: Path) -> None:
    print("seed", SEED)
    assert kill_receptions(tmp_path, load_catalogue(), 60, SEED, "print before commit").problems != []
