"""Noise by the thousand: the answer is never the server's own failure, and what was taken in is all interpreted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import requests
from sqlalchemy import Connection

from counter.journal.body import decode_body
from counter.server.epochs import Log
from counter.server.inbox import Inbox, Taken
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.wire.request import Evidence, SyncRequest
from tests.faults.described import run_schemathesis
from tests.faults.fuzz import Fuzz
from tests.made.postgres import new_database
from tests.made.served import Served

pytestmark = pytest.mark.faults


@pytest.mark.xdist_group("postgres")
def test_noise_is_never_answered_by_a_failure_of_the_server(tmp_path: Path) -> None:
    """On the stricter of the two databases; `make faults` has both, at full length."""
    with Served(tmp_path / "p", new_database(), "--rate", "0") as served:
        done = Fuzz(served, 7).run(400)
        assert done.failures == []
        assert done.statuses[200] > 50  # much of it gets past the door
        assert done.taken > 20
        assert requests.get(served.url + "/v1/status", timeout=10).status_code == 200
        rows = [row for row in served.deed("export") if row["type"] == "entry"]
        assert {row["outcome"] for row in rows} == {"applied", "flagged", "quarantined"}


class Curious(Inbox):
    """The mutant: it looks into bodies at the door."""

    def take(self, connection: Connection, log: Log, request: SyncRequest, evidence: Evidence, now_ms: int) -> Taken:
        _read_all([entry.body for entry in request.entries])
        return super().take(connection, log, request, evidence, now_ms)


def _read_all(bodies: Sequence[bytes]) -> None:
    for body in bodies:
        decode_body(body)


class _InThisProcess:
    def __init__(self, province: Province, url: str) -> None:
        self._province, self.url = province, url

    def own_token(self, agency: str = "H49.22", unit: str = "06652", uses: int = 1) -> str:
        return self._province.token(agency, unit, uses).text


def test_server_that_looks_into_bodies_at_the_door_is_caught(tmp_path: Path) -> None:
    province = Province(Place(tmp_path / "p"), inbox=Curious)
    with InThread(province) as url:
        done = Fuzz(_InThisProcess(province, url), 7).run(200)  # type: ignore[arg-type]
    province.close()
    assert done.failures
    assert done.statuses[500]


def test_requests_made_from_the_description_are_never_answered_by_a_failure(tmp_path: Path) -> None:
    with Served(tmp_path / "p", None, "--rate", "0") as served:
        code, said = run_schemathesis(served.url, 5, tmp_path)
    assert code == 0, said
    assert "11 passed" in said, said
