"""Copies under faults, at short length: no kill and no power cut leaves a copy that is none, and each mutant does."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.store.catalogue import load_catalogue
from tests.faults.backup_faults import (
    cuts_of,
    kill_backups,
    kill_restores,
    record_backup,
    record_restore,
    try_power_cuts,
    try_restore_cuts,
)

SEED = 20261122
pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("backups")]


def test_whatever_has_the_name_of_a_copy_is_whole_when_the_backup_is_killed(tmp_path: Path) -> None:
    tried = kill_backups(tmp_path, load_catalogue(), 16, SEED)
    assert tried.problems == []
    assert 0 < tried.whole < tried.tries


def test_mutant_that_names_a_copy_at_once_is_caught_by_kills(tmp_path: Path) -> None:
    assert kill_backups(tmp_path, load_catalogue(), 12, SEED, "no name at the end").problems != []


def test_old_or_new_is_there_whole_when_the_restore_is_killed(tmp_path: Path) -> None:
    tried = kill_restores(tmp_path, load_catalogue(), 12, SEED)
    assert tried.problems == []
    assert 0 < tried.whole < tried.tries


def test_mutant_that_leaves_no_note_is_caught_by_kills(tmp_path: Path) -> None:
    assert kill_restores(tmp_path, load_catalogue(), 10, SEED, note=False).problems != []


def test_whatever_has_the_name_of_a_copy_is_whole_when_power_is_cut(tmp_path: Path) -> None:
    key = record_backup(tmp_path / "r", tmp_path / "record", load_catalogue(), "product", SEED)
    tried = try_power_cuts(tmp_path / "r", tmp_path / "record", key, cuts_of(tmp_path / "record", 40, SEED))
    assert tried.problems == []
    assert tried.whole > 0


def test_old_or_new_is_there_whole_when_power_is_cut_while_a_copy_is_put_back(tmp_path: Path) -> None:
    began = record_restore(tmp_path / "r", tmp_path / "record")
    tried = try_restore_cuts(tmp_path / "r", tmp_path / "record", began, 40, SEED)
    assert tried.problems == []
    assert 0 < tried.whole < tried.tries


def test_mutant_that_leaves_no_note_is_caught_when_power_is_cut(tmp_path: Path) -> None:
    began = record_restore(tmp_path / "r", tmp_path / "record", "no note")
    assert try_restore_cuts(tmp_path / "r", tmp_path / "record", began, 36, SEED).problems != []


@pytest.mark.parametrize("mutant", ["no sync", "no name at the end"])
def test_mutant_is_caught_when_power_is_cut(tmp_path: Path, mutant: str) -> None:
    key = record_backup(tmp_path / "r", tmp_path / "record", load_catalogue(), mutant, SEED)
    tried = try_power_cuts(tmp_path / "r", tmp_path / "record", key, cuts_of(tmp_path / "record", 40, SEED))
    assert tried.problems != []
