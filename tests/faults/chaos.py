"""Chaos on real processes: two counters, a reader, a line that does everything wrong, a server and a database that die.

The database is killed as by a power cut (`pg_ctl -m immediate`) six times in each run and the server's process three
times (kill -9); at the end the province holds exactly what was made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from tests.faults.lost_replies import Process, Run, run
from tests.faults.proxy import Chances
from tests.made import postgres

CRASHES, KILLS = 6, 3
STORM = Chances(reply_lost=0.15, reply_cut=0.06, request_cut=0.06, twice=0.06, late=0.04)


class Chaotic(Process):
    """`restart` lets the next one die: the database twice, then the server."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, postgres.new_database(durable=True), "--rate", "0")
        self._deaths = cycle((postgres.crash, postgres.crash, super().restart))

    def restart(self) -> None:
        next(self._deaths)()


@contextmanager
def chaotic(folder: Path) -> Iterator[Chaotic]:
    """A province on PostgreSQL that writes as durably as it comes."""
    province = Chaotic(folder)
    try:
        province.start()
        yield province
    finally:
        province.stop()


def storm(folder: Path, seed: int, facts: int, deaths: int = CRASHES + KILLS) -> Run:
    """One run of that seed."""
    with chaotic(folder) as province:
        return run(province, facts_made=facts, passes=1, seed=seed, kills=deaths, batch=10, chances=STORM)
