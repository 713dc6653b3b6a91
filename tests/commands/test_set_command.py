"""`counter set`: proxy, serial port and telephone number of one machine; shown, taken back, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter.app import open_office
from counter.sync.line import first_transport
from tests.made.machine import Machine, Said, run_here

NOTHING = {"proxy": None, "scanner_port": None, "hotline": None}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "may")


def told(machine: Machine, *words: str, verb: str = "set") -> Said:
    return run_here(verb, "--data", machine.data, *words, home=machine.home, password=None)


def test_looking_makes_nothing(machine: Machine) -> None:
    assert told(machine).line == NOTHING
    assert not machine.data.exists()


def test_what_is_set_is_used_shown_and_taken_back(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(machine, "--proxy", "http://127.0.0.1:9/", "--scanner-port", "com77", "--hotline", "0203 3889 999")
    held = {"proxy": "http://127.0.0.1:9", "scanner_port": "COM77", "hotline": "0203 3889 999"}
    assert (said.code, said.line, told(machine).line) == (0, held, held)
    assert told(machine, "--only", "scanner", verb="doctor").line["code"] == "M-51"
    monkeypatch.setenv("XDG_STATE_HOME", str(machine.home / "state"))
    office = open_office(machine.data)
    line = first_transport(office.store, "https://motcua.example", None)
    assert line._session.proxies == {"https": "http://127.0.0.1:9"}
    line.close()
    office.close()
    assert told(machine, "--scanner-port", "none").line == held | {"scanner_port": None}
    assert told(machine, "--proxy", "none", "--hotline", "none").line == NOTHING
    assert told(machine, "--only", "scanner", verb="doctor").line["code"] == "M-50"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--proxy", "10.20.0.1:3128"), ("--proxy", "https://p:1"), ("--proxy", "http://p"), ("--proxy", "http://a:b@p:1"),
        ("--proxy", "http://p:99999"), ("--proxy", ""), ("--scanner-port", "COM0"), ("--scanner-port", "../x"),
        ("--scanner-port", ""), ("--hotline", "hotline"), ("--hotline", "0" * 41), ("--hotline", "0203;3889"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_and_nothing_is_set(machine: Machine, option: str, value: str) -> None:
    said = told(machine, "--hotline", "1900 1234", f"{option}={value}")
    assert (said.code, said.out, f"Giá trị của {option}" in said.err) == (2, "", True)
    assert not machine.data.exists()
