"""`counter status` counts what needs a person."""

from __future__ import annotations

from pathlib import Path

from counter.store.settings_table import put
from tests.made.machine import run_here
from tests.made.world import World


def needs_look(folder: Path, data: Path) -> object:
    return run_here("status", "--data", data, home=folder).line["needs_look"]


def test_status_counts_what_needs_a_person(tmp_path: Path) -> None:
    world = World(tmp_path / "machine")
    world.receive()
    world.close()
    calm = needs_look(tmp_path, world.data)
    world.open()
    world.store.demand_epoch("fork")
    with world.store.database.write() as transaction:
        put(transaction, "sync_trouble", "sync.revoked")
    world.close()
    assert needs_look(tmp_path, world.data) == int(str(calm)) + 2
    assert needs_look(tmp_path, tmp_path / "nothing") == 0
