"""The one list of checks: what it is told of a machine, and what was laid down for it."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from counter.domain.check import CHECKS, Finding
from counter.domain.sentence import say
from counter.gui.one_window import hold
from counter.policy.files import FileSource
from counter.policy.machine import read_machine
from counter.self_check import Patient, checks_of
from counter.store.clock import SystemClock
from counter.usecases.examine import examine
from tests.made.certificates import Authority
from tests.made.peer import peer, status
from tests.made.world import World


@pytest.fixture
def etc(tmp_path: Path) -> Path:
    folder = tmp_path / "etc"
    folder.mkdir()
    return folder


def found(patient: Patient, *names: str) -> dict[str, Finding]:
    return {one.check: one for one in examine([check for check in checks_of(patient) if check.name in names])}


def test_window_is_seen_to_be_open_and_looking_takes_no_lock(tmp_path: Path) -> None:
    patient = Patient(tmp_path, None, SystemClock())
    assert found(patient, "window")["window"].sentence.key == "check.window.closed"
    assert list(tmp_path.iterdir()) == []
    lock = hold(tmp_path)
    assert found(patient, "window")["window"].sentence.key == "check.window.open"
    lock.unlock()
    assert found(patient, "window")["window"].sentence.key == "check.window.closed"


def test_list_has_every_check_once_in_its_order(tmp_path: Path) -> None:
    patient = Patient(tmp_path / "none", None, SystemClock())
    assert tuple(check.name for check in checks_of(patient)) == CHECKS


def test_server_that_was_laid_down_is_tried_before_the_machine_is_enrolled(tmp_path: Path, etc: Path) -> None:
    with peer(status()) as there:
        (etc / "counter.toml").write_text(f'ServerUrl = "http://127.0.0.1:{there.port}"\n')
        patient = Patient(tmp_path / "none", None, SystemClock(), laid_down=lambda: read_machine(FileSource(etc)))
        one = found(patient, "server", "clock", "enrolment")
    assert one["server"].ok
    assert one["clock"].state == "well"
    assert one["enrolment"].code == "M-90"


def test_authority_that_was_laid_down_is_used_before_the_machine_is_enrolled_and_told_when_its_file_is_gone(
    tmp_path: Path, etc: Path
) -> None:
    authority, file = Authority.make("Tinh CA"), etc / "tinh.pem"
    file.write_text(authority.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.server(tmp_path, days=60))
    with peer(status(), context) as there:
        (etc / "counter.toml").write_text(f'ServerUrl = "https://127.0.0.1:{there.port}"\nServerCa = "{file}"\n')
        patient = Patient(tmp_path / "none", None, SystemClock(), laid_down=lambda: read_machine(FileSource(etc)))
        one = found(patient, "certificate", "policy")
        assert (one["policy"].ok, one["certificate"].sentence.args["authority"]) == (True, "Tinh CA")
        file.unlink()
        one = found(patient, "certificate", "policy")
    assert (one["policy"].code, one["certificate"].code) == ("M-24", "M-32")
    assert "tinh.pem" in say(one["policy"].sentence)
    world = World(tmp_path)  # an enrolled machine has its own copy, and does not need the file any more
    patient = Patient(world.data, world.store, world.clock, laid_down=lambda: read_machine(FileSource(etc)))
    assert found(patient, "policy")["policy"].ok
    world.close()


def test_printer_and_folder_that_were_laid_down_stand_above_what_was_chosen(tmp_path: Path, etc: Path) -> None:
    world = World(tmp_path)
    world.receive()
    paper, copies = tmp_path / "giấy", tmp_path / "sao"
    (etc / "policy.toml").write_text(f'Printer = "folder:{paper}"\nBackupFolder = "{copies}"\n', encoding="utf-8")
    patient = Patient(world.data, world.store, world.clock, laid_down=lambda: read_machine(FileSource(etc)))
    one = found(patient, "printer", "backup", "policy")
    assert one["printer"].sentence.args == {"name": "giấy"}
    assert one["backup"].sentence.key == "check.backup.never"
    assert one["policy"].ok
    (etc / "policy.toml").write_text('Role = "spaceship"\n')
    assert found(patient, "policy")["policy"].code == "M-24"
    world.close()
