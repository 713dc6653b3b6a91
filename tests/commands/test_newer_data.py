"""The command line over a newer program's data: it looks and prints, and says plainly what it does not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.usecases.sign_in import Accounts
from tests.made.machine import PASSWORD, Machine, json_lines, run_here
from tests.made.request_lines import application
from tests.made.world import World


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    world = World(tmp_path)
    Accounts(world.store).add("ha", "Phạm Thu Hà", "clerk", PASSWORD)
    world.receive()
    world.store.database.script(("UPDATE schema_revision SET revision = '9999'", "CREATE TABLE to_come (a)"))
    world.close()
    made = Machine(tmp_path)
    made.data = world.data
    return made


def on(machine: Machine, verb: str, *words: object) -> tuple[int, str, str]:
    said = run_here(verb, "--data", machine.data, *words, home=machine.home)
    return said.code, said.out, said.err


def test_old_dossiers_are_found_printed_and_verified(machine: Machine) -> None:
    before = (machine.data / "counter.db").read_bytes()
    code, out, _ = on(machine, "find", "--as", "ha", "ngoc an")
    assert (code, "H49.22-261123-0001" in out) == (0, True)
    code, out, _ = on(machine, "receipt", "H49.22-261123-0001", "--as", "ha", "--out", machine.home / "x.pdf")
    assert (code, '"copy": 1' in out) == (0, True)
    assert (machine.home / "x.pdf").read_bytes().startswith(b"%PDF")
    assert on(machine, "verify")[0] == 0
    assert on(machine, "status")[0] == 0
    assert (machine.data / "counter.db").read_bytes() == before


def test_nothing_is_received_or_sent_and_the_reason_is_plain(machine: Machine) -> None:
    lines = machine.home / "lines"
    lines.write_text(json_lines([application("one")]), "utf-8")
    code, out, _ = on(machine, "receive", "--as", "ha", "--file", lines)
    assert code == 0
    assert '"ok": false' in out
    assert "phiên bản mới hơn" in out
    code, out, err = on(machine, "sync", "--once")
    assert (code, out) == (1, "")
    assert "phiên bản mới hơn" in err
