"""A province and counters, all of this process, with one clock moved by hand unless a file has another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter.server.province import Province
from counter.server.serving import InThread
from tests.made.counter_pair import Counter, Line, new_province
from tests.made.world import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def province(tmp_path: Path, clock: HandClock) -> Iterator[Province]:
    made = new_province(tmp_path / "province", clock)
    yield made
    made.close()


@pytest.fixture
def url(province: Province) -> Iterator[str]:
    """Where the province answers on a real line."""
    with InThread(province) as address:
        yield address


@pytest.fixture
def line(province: Province) -> Line:
    return Line(province)


@pytest.fixture
def counter(tmp_path: Path, clock: HandClock, province: Province) -> Iterator[Callable[..., Counter]]:
    """Makes a counter; enrolled unless `enrolled=False`."""
    made: list[Counter] = []

    def make(name: str = "one", *, enrolled: bool = True) -> Counter:
        made.append(Counter(tmp_path / name, clock, seed=len(made) + 1))
        if enrolled:
            made[-1].enrol(province)
        return made[-1]

    yield make
    for one in made:
        one.close()
