"""A province that runs, and machines enrolled with it: made once a process, copied for every test that only needs one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.made.machine import Machine, Province


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    province = Province(tmp_path_factory.mktemp("tinh")).start()
    yield province
    province.close()


@pytest.fixture(scope="session")
def ready(province: Province, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Enrolled, with the clerk `ha`. Never used itself: its folder is the pattern of `machine`."""
    machine = Machine(tmp_path_factory.mktemp("may"))
    assert machine.enrol(province).code == 0
    assert machine.add_account().code == 0
    return machine


@pytest.fixture
def machine(ready: Machine, tmp_path: Path) -> Machine:
    """A machine that may receive. All of them are one device: for tests that do not sync."""
    shutil.copytree(ready.home, tmp_path / "may", symlinks=True)
    return Machine(tmp_path / "may")


@pytest.fixture(scope="module")
def shared(ready: Machine, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Like `machine`, one for all tests of a module."""
    home = tmp_path_factory.mktemp("chung") / "may"
    shutil.copytree(ready.home, home, symlinks=True)
    return Machine(home)


@pytest.fixture
def enrolled(province: Province, tmp_path: Path) -> Callable[..., Machine]:
    """Makes a machine that is a device of its own, for tests that sync."""

    def make(name: str = "rieng", at: Province = province) -> Machine:
        machine = Machine(tmp_path / name)
        assert machine.enrol(at).code == 0
        assert machine.add_account().code == 0
        return machine

    return make
