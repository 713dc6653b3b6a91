"""Lost replies, cut requests, doubled requests and killed servers: the province ends with exactly what was made.

The short run, for every day; `make faults` makes 3,000 facts in five passes, every third reply lost, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.server.export import export
from counter.server.inbox import Inbox
from counter.server.province import Place, Province
from counter.server.serving import Door, InThread
from tests.faults.lost_replies import Process, run
from tests.made.postgres import new_database
from tests.made.wrong_inboxes import AcknowledgesFirst, PositionsWithoutLock

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))]


def url_of(kind: str) -> str | None:
    return None if kind == "sqlite" else new_database()


class Here:
    """A province of this process, for mutants; `restart` forgets everything that is not in the database."""

    def __init__(self, place: Place, inbox: type[Inbox] = Inbox) -> None:
        self._place, self._inbox, self._port = place, inbox, 0
        self._open()

    def _open(self) -> None:
        self._province = Province(self._place, inbox=self._inbox)
        self._door = InThread(self._province, Door(port=self._port))
        self.url = self._door.__enter__()
        self._port = int(self.url.rsplit(":", 1)[1])

    def close(self) -> None:
        self._door.__exit__()
        self._province.close()

    def restart(self) -> None:
        self.close()
        self._open()

    def token(self) -> str:
        return self._province.token("H49.22", "06652", 9).text

    def export(self) -> list[dict[str, object]]:
        return list(export(self._province))


@pytest.mark.faults
@pytest.mark.parametrize("kind", BOTH)
def test_exactly_what_was_made_is_held_in_a_short_run(tmp_path: Path, kind: str) -> None:
    with Process(tmp_path / "p", url_of(kind)) as province:
        done = run(province, facts_made=300, passes=3, seed=1, kills=2)
    assert done.problems == []
    assert done.lost > 10


@pytest.mark.faults
@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize("inbox", [AcknowledgesFirst, PositionsWithoutLock])
def test_the_run_catches_a_province_that_is_wrong(tmp_path: Path, inbox: type[Inbox]) -> None:
    problems: list[str] = []
    for seed in range(1, 6):
        province = Here(Place(tmp_path / str(seed), new_database()), inbox)
        problems = run(province, facts_made=300, passes=3, seed=seed, kills=3, batch=5).problems
        province.close()
        if problems:
            break
    assert problems


@pytest.mark.faults
@pytest.mark.xdist_group("postgres")
def test_the_same_run_finds_nothing_in_a_province_that_is_right(tmp_path: Path) -> None:
    province = Here(Place(tmp_path / "p", new_database()))
    problems = run(province, facts_made=300, passes=3, seed=1, kills=3, batch=5).problems
    province.close()
    assert problems == []
