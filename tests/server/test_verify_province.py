"""The verifier of the province names what was tampered with, and finds nothing where nothing was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from counter.server.export import export
from counter.server.overview import overview
from counter.server.province import Place, Province
from counter.server.verify import verify_province
from tests.made.device import Device
from tests.made.logs import reception
from tests.made.world import HandClock

TAMPERING = {
    "UPDATE inbox SET body = x'7b7d' WHERE position = 3": "seq 3: bytes do not give the stored hash",
    "UPDATE inbox SET hash = zeroblob(32) WHERE position = 2": "seq 2: bytes do not give the stored hash",
    "DELETE FROM inbox WHERE position = 4": "4 entries up to position 5, 5 were given",
    "DELETE FROM inbox WHERE position = 5": "the head kept is seq 5, the log ends at 4",
    "UPDATE head SET seq = 4": "the head kept is seq 4, the log ends at 5",
    "DELETE FROM head": "entries without a head",
    "UPDATE checkpoint SET wall_ms = wall_ms + 1 WHERE seq = 5": "seq 5: the device did not sign this",
    "UPDATE inbox SET envelope = x'00' WHERE position = 1": "seq 1: envelope unreadable",
    "DELETE FROM outcome WHERE position = 2": "4 outcomes, 5 entries were interpreted",
}


@pytest.mark.parametrize("statement", list(TAMPERING))
def test_tampering_is_named(tmp_path: Path, statement: str) -> None:
    province = Province(Place(tmp_path), HandClock())
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    device.receive(5)
    device.push_all(province.exchange.answer, 2)
    province.interpreter.catch_up()
    assert verify_province(tmp_path) == (5, [])
    with province.database.write() as c:
        c.execute(text(statement))
    province.close()
    problems = verify_province(tmp_path)[1]
    assert any(TAMPERING[statement] in problem for problem in problems), problems


def test_branch_in_quarantine_is_checked_too(tmp_path: Path) -> None:
    province = Province(Place(tmp_path), HandClock())
    first = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    second = Device(first.key, first.granted, first.log.copy(4))
    answer: Callable[[bytes], bytes] = province.exchange.answer
    for device in (first, second):
        device.receive(2)
        device.exchange(answer)
    province.interpreter.catch_up()
    assert verify_province(tmp_path) == (4, [])
    with province.database.write() as c:
        c.execute(text("UPDATE quarantine SET salt = zeroblob(8) WHERE seq = 2"))
    province.close()
    assert verify_province(tmp_path)[1] == ["quarantine, epoch 1 seq 2: bytes do not give the stored hash"]


@pytest.mark.parametrize("gone", [3, 4])
def test_row_of_the_provinces_own_log_that_was_deleted_is_named_and_counted(tmp_path: Path, gone: int) -> None:
    """No counter sends it again, since each sends its own log only: whoever looks after the province must know."""
    province = Province(Place(tmp_path), HandClock())
    device = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    for number in (1, 2):
        body = reception(f"TAM-{device.log.epoch}-261123-{number:04d}", device.log.rng, provisional=True)
        device.log.add(body)
    device.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    assert verify_province(tmp_path) == (4, [])
    code = [row["aliases"][0] for row in export(province) if row["type"] == "dossier"][gone - 3]
    with province.database.write() as c:
        c.execute(text(f"DELETE FROM inbox WHERE position = {gone}"))
    province.close()
    problems = verify_province(tmp_path)[1]
    assert any(problem.startswith("the province's own log, epoch 2") for problem in problems), problems
    assert f"centre 1: the code {code} was given, and the fact that tells it is not here" in problems
    assert overview(Place(tmp_path))["lost"] == 1
