"""A few centres after a day without a line; `make nightly` brings back 54 centres after a week, with figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.reconnect import reconnect

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("postgres")]


def test_everything_is_taken_and_nothing_fails_when_all_come_back_at_once(tmp_path: Path) -> None:
    told = reconnect(tmp_path / "p", centres=3, each=100, processes=1)
    assert told.problems == []
    assert [status for status in told.statuses if status >= 500 and status != 503] == []
    assert told.statuses[0] == 0
