"""Any call to the disk fails in a backup or a restore: told in words, nothing half done counts, and it works again."""

from __future__ import annotations

import shutil

import pytest

from tests.faults.backup_disk_faults import try_cases
from tests.faults.disk_faults import SYNC, WRITE, Case, cases
from tests.faults.power_cuts import memory_folder

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("backup_disk")]


def _some(longest: int) -> list[Case]:
    """Every call in the one manner or the other; `make faults` has all of them."""
    return list(cases(longest))[::2]


@pytest.mark.parametrize("deed", ["backup", "restore"])
def test_nothing_half_done_counts_when_any_call_to_the_disk_fails(deed: str) -> None:
    root = memory_folder()
    try:
        told = try_cases(root, deed, _some(16))
    finally:
        shutil.rmtree(root)
    assert [(one.case, one.problems) for one in told if one.problems] == []
    for calls in (WRITE, SYNC):
        assert any(one.fired and one.refusals for one in told if one.case.calls == calls), calls
    words = "nguyên vẹn" if deed == "backup" else "giữ nguyên|an toàn|bị thay đổi|xem và in được"
    assert all(any(word in refusal for word in words.split("|")) for one in told for refusal in one.refusals)
