"""One short storm for every day; `make faults` runs twenty seeds of 2,000 entries with nine deaths each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.chaos import storm

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("postgres")]


def test_exactly_what_was_made_is_held_when_line_server_and_database_fail(tmp_path: Path) -> None:
    done = storm(tmp_path / "p", 1, 200, deaths=3)
    assert done.problems == []
    assert done.lost > 5
