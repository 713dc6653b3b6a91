"""The province put back from old backups over and over, counters put back and cloned in between: nothing held is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.restored_province import put_back_often

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.mark.parametrize(
    "postgresql", [False, pytest.param(True, marks=pytest.mark.xdist_group("postgres"))], ids=["sqlite", "postgresql"]
)
def test_nothing_that_a_counter_holds_is_lost_when_the_province_is_put_back_again_and_again(
    tmp_path: Path, postgresql: bool
) -> None:
    found = put_back_often(tmp_path, 3, postgresql=postgresql, times=20)
    assert found.problems == []
    assert found.restores == 20
    assert found.machines_put_back + found.clones > 2
