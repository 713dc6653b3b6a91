"""A province of this process whose recovery key is known, for what is wrapped with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.made.world import HandClock

if TYPE_CHECKING:
    from counter.server.province import Province


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def recovery_key() -> bytes:
    """The private half."""
    from counter.wire.sealing import new_sealing_key

    return new_sealing_key()


@pytest.fixture
def province(tmp_path: Path, clock: HandClock, recovery_key: bytes) -> Iterator[Province]:
    from counter.wire.sealing import public_sealing_key
    from tests.made.counter_pair import new_province  # not for those that need no province

    made = new_province(tmp_path / "province", clock)
    made.set_recovery_key(public_sealing_key(recovery_key))
    yield made
    made.close()
