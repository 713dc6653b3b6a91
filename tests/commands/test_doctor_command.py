"""`counter doctor` on machines that are broken one part after the other: the right sentence, the right code, the exit code."""

from __future__ import annotations

import json
import os
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp

from counter.cli import main
from counter.domain.check import CHECKS
from counter.policy.files import FileSource
from counter.store.database import NAME, Database
from counter.store.key import read_or_make_key
from counter.store.settings_table import get, put
from tests.made.certificates import Authority
from tests.made.machine import Machine, Said, run_here
from tests.made.paper import pictures
from tests.made.peer import peer, status


def checked(said: Said) -> dict[str, dict[str, Any]]:
    """What was found, by the name of the check; one line each, in their order."""
    found = {line["check"]: line for line in said.lines}
    assert list(found) == [name for name in CHECKS if name in found]
    assert len(said.lines) == len(found)
    assert said.code == (0 if all(line["ok"] for line in found.values()) else 1)
    assert all(set(line) >= {"check", "ok", "sentence"} and line["sentence"] for line in found.values())
    return found


@pytest.mark.parametrize(
    ("laid_down", "locale", "words"),
    [("en", "vi_VN.UTF-8", "This machine is not"), ("vi", "en_US.UTF-8", "Máy này chưa")],
)
def test_the_language_that_was_laid_down_is_spoken_whatever_the_system_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    laid_down: str, locale: str, words: str,
) -> None:  # fmt: skip
    (tmp_path / "policy.toml").write_text(f'Language = "{laid_down}"\n')
    monkeypatch.setenv("LC_ALL", locale)
    asked = ["doctor", "--data", str(tmp_path / "none"), "--only", "enrolment"]
    assert main(asked, source=FileSource(tmp_path)) == 1
    assert json.loads(capsys.readouterr().out)["sentence"].startswith(words)


def doctor(machine: Machine, *words: object, env: dict[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Here, or in a process of its own where the environment must be another."""
    if env is not None:
        return checked(machine.on("doctor", *words, password=None, env=env))
    return checked(run_here("doctor", "--data", machine.data, *words, home=machine.home, password=None))


def keep(machine: Machine, name: str, value: Any) -> None:
    """Set one of the machine's settings."""
    database = Database(machine.data / NAME, read_or_make_key(machine.data))
    try:
        with database.write() as transaction:
            put(transaction, name, value)
    finally:
        database.close()


def goes_to(machine: Machine, url: str) -> None:
    """From now on the machine takes that for its province's server."""
    database = Database(machine.data / NAME, read_or_make_key(machine.data))
    try:
        with database.write() as transaction:
            put(transaction, "identity", {**get(transaction, "identity"), "server": url})
    finally:
        database.close()


def test_machine_that_is_well_says_so_and_exit_code_is_0(machine: Machine) -> None:
    keep(machine, "printer", f"folder:{machine.home / 'paper'}")
    found = doctor(machine, env={"TZ": "Asia/Ho_Chi_Minh"})
    assert list(found) == list(CHECKS)
    assert {name for name, line in found.items() if line["state"] == "unknown"} == {"scanner"}
    assert {name: line["sentence"] for name, line in found.items() if not line["ok"]} == {}
    assert found["certificate"]["sentence"].startswith("Máy chủ nằm ngay trên máy này")
    assert doctor(machine, "--only", "time_zone", env={"TZ": "UTC"})["time_zone"]["code"] == "M-29"
    english = doctor(machine, "--lang", "en", "--only", "database", "enrolment")
    assert english["database"]["sentence"].startswith("The database is whole")
    assert list(english) == ["database", "enrolment"]


def test_machine_on_which_nothing_was_ever_done_is_looked_at_without_leaving_a_trace(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    found = doctor(machine)
    assert (found["enrolment"]["code"], found["disk"]["code"], found["database"]["code"]) == ("M-90", "M-65", "M-75")
    assert not machine.data.exists()


def test_server_that_is_down_and_clock_that_is_off_are_told_and_everything_else_goes_on(machine: Machine) -> None:
    with peer(status(ahead=timedelta(hours=3))) as there:
        goes_to(machine, f"http://127.0.0.1:{there.port}")
        found = doctor(machine, "--only", "clock", "server")
    assert (found["clock"]["code"], "3 giờ" in found["clock"]["sentence"]) == ("M-26", True)
    assert found["server"]["ok"]
    goes_to(machine, "http://127.0.0.1:9")
    found = doctor(machine)
    assert (found["server"]["code"], found["server"]["state"]) == ("M-13", "broken")
    assert found["clock"]["code"] == "M-28"
    assert found["database"]["ok"]


def test_certificate_of_a_stranger_is_told(machine: Machine, tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*Authority.make("Alone").itself(tmp_path))
    with peer(status(), context) as there:
        goes_to(machine, f"https://127.0.0.1:{there.port}")
        found = doctor(machine, "--only", "certificate", "server")
    assert (found["server"]["code"], found["certificate"]["code"]) == ("M-20", "M-31")


def test_printer_that_is_not_there_is_told(machine: Machine) -> None:
    keep(machine, "printer", "system:HP LaserJet 1020")
    assert doctor(machine, "--only", "printer")["printer"]["code"] in ("M-40", "M-43")
    keep(machine, "printer", "none")
    assert doctor(machine, "--only", "printer")["printer"]["code"] == "M-41"


def test_database_that_is_spoilt_held_or_of_another_key_is_told_and_the_rest_still_looked_at(machine: Machine) -> None:
    path = machine.data / NAME
    holder = Database(path, read_or_make_key(machine.data))
    with holder.write():
        assert doctor(machine, "--only", "database")["database"]["code"] == "M-78"
    holder.close()
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[len(whole) // 2 : len(whole) // 2 + 4096] = os.urandom(4096)
    path.write_bytes(spoilt)
    assert doctor(machine, "--only", "database")["database"]["code"] == "M-77"
    path.write_bytes(os.urandom(8192))
    found = doctor(machine)
    assert found["database"]["code"] == "M-76"
    assert (found["enrolment"]["code"], found["backup"]["code"], found["sync"]["code"]) == ("M-87", "M-87", "M-87")
    assert (found["server"]["code"], found["certificate"]["code"], found["clock"]["code"]) == ("M-87", "M-87", "M-28")
    assert found["disk"]["ok"] or found["disk"]["code"] in ("M-68", "M-69", "M-70")


def test_database_of_the_version_before_is_not_upgraded_by_looking_at_it(machine: Machine) -> None:
    database = Database(machine.data / NAME, read_or_make_key(machine.data))
    with database.write() as transaction:
        transaction.run("UPDATE schema_revision SET revision = '0001'")
    assert doctor(machine, "--only", "database", "sync")["database"]["code"] == "M-38"
    with database.read() as transaction:
        assert transaction.row("SELECT revision FROM schema_revision") == ("0001",)
    database.close()


def test_scanner_port_that_is_not_there_or_is_there_is_told(machine: Machine) -> None:
    keep(machine, "scanner_port", "/dev/ttyACM77")
    found = doctor(machine, "--only", "scanner")["scanner"]
    assert (found["code"], "/dev/ttyACM77" in found["sentence"]) == ("M-51", True)
    ours, theirs = os.openpty()
    try:
        keep(machine, "scanner_port", os.ttyname(theirs))
        assert doctor(machine, "--only", "scanner")["scanner"]["ok"]
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.fixture
def slip(tmp_path: Path) -> tuple[Machine, str, str]:
    """A machine and what a reader reads from the slip that it made: the bars and the QR."""
    machine = Machine(tmp_path / "may")
    said = machine.run("doctor", "--slip", tmp_path / "phiếu.pdf", password=None)
    assert said.code == 0
    (page,) = pictures((tmp_path / "phiếu.pdf").read_bytes(), 300, tmp_path)
    read = {found.format.name: found.text for found in zxingcpp.read_barcodes(page)}
    assert read["Code128"] == said.line["code"]
    return machine, read["Code128"], read["QRCode"]


def test_scan_of_the_printed_slip_is_judged_for_what_altered_it(slip: tuple[Machine, str, str]) -> None:
    machine, bars, qr = slip
    for came, code in (
        (bars, None), (qr.replace("toois", "tối"), "M-53"), ("022190004512||Nguyễn Thị Ngọc Ẩn|12041990", "M-64"),
    ):  # fmt: skip
        said = machine.run("doctor", "--scan", given=came + "\r\n", password=None)
        assert (said.line["code"], said.code) == (code, 1 if code else 0)
        assert "Ngọc" not in said.out + said.err


def test_help_and_wrong_words_are_answered(machine: Machine) -> None:
    assert machine.on("doctor", "--only", "weather", password=None).code == 2
    assert machine.on("doctor", "--slip", machine.home / "no" / "such" / "f.pdf", password=None).code == 1
