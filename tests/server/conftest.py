"""A province over SQLite or PostgreSQL, with a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counter.server.province import Place, Province
from tests.made.device import Device
from tests.made.laid_tables import with_tables
from tests.made.postgres import new_database
from tests.made.world import HandClock

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))]


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    folder = tmp_path / "province"
    return Place(with_tables(folder)) if request.param == "sqlite" else Place(folder, new_database())


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_province(place: Place, clock: HandClock) -> Iterator[Callable[..., Province]]:
    opened: list[Province] = []

    def opening(**arguments: Any) -> Province:
        opened.append(Province(place, clock, **arguments))
        return opened[-1]

    yield opening
    for province in opened:
        province.close()


@pytest.fixture
def province(open_province: Callable[..., Province]) -> Province:
    return open_province()


@pytest.fixture
def enrolled(province: Province) -> Callable[..., Device]:
    """Enrols one more device: of H49.22 unless another centre is named."""
    seeds = iter(range(1, 1000))

    def enrol(agency: str = "H49.22", unit: str = "06652") -> Device:
        return Device.enrol(province.enrol, province.token(agency, unit).text, next(seeds))

    return enrol
