"""Power cuts, at short length: no image of the disk loses what was promised, and each mutant's does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.power_cuts import Cut, cuts_of, record_command, record_work, recorder, try_cuts
from tests.faults.replay import read_record

SEED = 20261121
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("power_cuts")]


def test_nothing_promised_is_lost_when_power_is_cut_anywhere(tmp_path: Path) -> None:
    print("seed", SEED)
    record_work(tmp_path / "r", tmp_path / "record", "product", SEED, (12, 25))
    outcome = try_cuts(tmp_path / "record", tmp_path / "r", cuts_of(read_record(tmp_path / "record"), 300, SEED))
    assert outcome.images == 300
    assert outcome.bad == []


def test_first_start_survives_when_power_is_cut_at_any_of_its_writes(tmp_path: Path) -> None:
    record_work(tmp_path / "r", tmp_path / "record", "product", SEED, (1,))
    operations = read_record(tmp_path / "record")
    outcome = try_cuts(
        tmp_path / "record", tmp_path / "r", [Cut(at, "dropped", 0) for at in range(len(operations) + 1)]
    )
    assert outcome.images > 100
    assert outcome.bad == []


def test_nothing_promised_by_the_command_is_lost_when_power_is_cut(tmp_path: Path) -> None:
    print("seed", SEED)
    witness = record_command(tmp_path / "r", tmp_path / "record", SEED, 15)
    operations = read_record(tmp_path / "record")
    assert sum(operation.kind == "A" for operation in operations) >= 30
    outcome = try_cuts(tmp_path / "record", tmp_path / "r", cuts_of(operations, 120, SEED), witness)
    assert outcome.images == 120
    assert outcome.bad == []


@pytest.mark.parametrize("mutant", ["synchronous=NORMAL", "synchronous=OFF", "print before commit"])
def test_mutant_is_caught_when_power_is_cut(tmp_path: Path, mutant: str) -> None:
    print("seed", SEED)
    record_work(tmp_path / "r", tmp_path / "record", mutant, SEED, (10,))
    outcome = try_cuts(tmp_path / "record", tmp_path / "r", cuts_of(read_record(tmp_path / "record"), 38, SEED))
    lost = [problems for _, problems in outcome.bad if any(problem.startswith("lost:") for problem in problems)]
    assert len(lost) >= 5


def test_recorder_is_made_anew_only_when_its_source_changed() -> None:
    made = recorder().stat().st_mtime_ns
    assert recorder().stat().st_mtime_ns == made
