"""A short race for every day; `make nightly` runs 10,000 interleavings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.cursor_race import race
from tests.made.wrong_inboxes import PositionsWithoutLock

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("postgres")]


def test_reader_misses_nothing_when_two_writers_commit_in_any_order(tmp_path: Path) -> None:
    raced = race(tmp_path, 1, 60)
    assert raced.problems == []
    assert raced.interleavings == 120


def test_race_finds_positions_that_are_given_without_a_lock(tmp_path: Path) -> None:
    assert any(race(tmp_path / str(seed), seed, 60, PositionsWithoutLock).problems for seed in range(1, 6))
