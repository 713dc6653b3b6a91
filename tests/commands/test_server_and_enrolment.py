"""`counter server`, its deeds beside it while it runs, `counter enrol` and `counter account add`."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.made.certificates import Authority
from tests.made.machine import PASSWORD, Machine, Province, run
from tests.made.request_lines import application

HEX16 = re.compile("[0-9a-f]{32}")


def test_server_says_its_address_once_and_ends_well_when_told(tmp_path: Path) -> None:
    province = Province(tmp_path / "tinh").start()
    try:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", province.url)
        assert HEX16.fullmatch(province.generation)
        first = province.generation
        with socket.create_connection(("127.0.0.1", province.port), 5):
            pass
    finally:
        assert province.stop() == 0
    province.start(port=province.port)
    try:
        assert province.generation == first
    finally:
        assert province.stop() == 0
    assert (tmp_path / "tinh" / "server.log").read_text() == ""


def test_token_and_export_work_while_the_server_runs(province: Province) -> None:
    said = province.run("token", "--agency", "H49.30", "--unit", "07192")
    assert (said.code, said.err) == (0, "")
    assert len(said.line["token"]) >= 22
    assert not said.line["token"].startswith("-")
    assert datetime.fromisoformat(said.line["expires"]) > datetime.now(UTC)
    said = province.run("export")
    assert (said.code, said.err) == (0, "")
    assert all(line["type"] in ("entry", "dossier") for line in said.lines)


def test_token_is_good_for_as_many_machines_as_it_says(province: Province, tmp_path: Path) -> None:
    once, twice = province.token(), province.token("--uses", "2")
    machines = [Machine(tmp_path / str(n)) for n in range(5)]
    assert [m.enrol(province, t).code for m, t in zip(machines, (once, once, twice, twice, twice), strict=True)] == [
        0, 2, 0, 0, 2,
    ]  # fmt: skip
    assert machines[1].status()["device"] is None


def test_same_machine_cannot_use_a_token_twice_and_keeps_its_epoch_then(province: Province, tmp_path: Path) -> None:
    machine, token = Machine(tmp_path / "may"), province.token()
    first = machine.enrol(province, token).line
    said = machine.enrol(province, token)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert machine.status()["epoch"] == first["epoch"]
    again = machine.enrol(province).line
    assert again["device"] == first["device"]
    assert again["epoch"] > first["epoch"]
    assert not {lane["start"] for lane in again["lanes"]} & {lane["start"] for lane in first["lanes"]}


def test_enrolment_makes_an_encrypted_folder_and_grants_lanes_of_the_own_body(
    province: Province, tmp_path: Path
) -> None:
    machine = Machine(tmp_path / "may")
    said = machine.enrol(province)
    assert (said.code, said.err) == (0, "")
    answer = said.line
    assert HEX16.fullmatch(answer["device"])
    assert isinstance(answer["epoch"], int)
    assert answer["agency"] == "H49.22"
    assert {lane["agency"] for lane in answer["lanes"]} == {"H49.22"}
    for lane in answer["lanes"]:
        assert lane["start"] >= 1
        assert lane["length"] >= 1
        assert lane["until"] > f"{datetime.now(UTC):%Y-%m-%d}"
    files = [path for path in machine.data.rglob("*") if path.is_file()]
    assert files
    assert not any(path.read_bytes().startswith(b"SQLite format 3") for path in files)


def test_work_goes_on_under_the_new_epoch_when_enrolled_again(
    enrolled: Callable[..., Machine], province: Province
) -> None:
    machine = enrolled()
    [before] = machine.receive(application("a"))
    assert machine.enrol(province).code == 0
    after, again = machine.receive(application("b"), application("a"))
    assert (again["code"], again["again"]) == (before["code"], True)
    assert after["code"] != before["code"]
    assert machine.sync().line["pushed"] == 2
    hashes = {entry["hash"]: entry["outcome"] for entry in province.export()[0]}
    assert (hashes[before["entry"]], hashes[after["entry"]]) == ("applied", "applied")


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("http://192.0.2.1:8443", 2),
        ("http://tinh.example", 2),
        ("http://localhost.example", 2),
        ("http://127.0.0.1@192.0.2.1", 2),
        ("http://[2001:db8::1]:80", 2),
        ("ftp://127.0.0.1", 2),
        ("file:///etc/passwd", 2),
        ("không phải địa chỉ", 2),
        ("", 2),
        ("http://127.0.0.1:99999", 2),
        ("http://127.0.0.1:9", 1),
        ("http://[::1]:9", 1),
        ("http://localhost:9", 1),
        ("https://127.0.0.1:9", 1),
    ],
)
def test_server_that_may_not_or_cannot_be_asked_is_told_in_one_sentence(server: str, code: int, tmp_path: Path) -> None:
    said = Machine(tmp_path / "may").on("enrol", "--server", server, "--token", "x" * 40)
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1)
    assert "x" * 40 not in said.err


@pytest.mark.parametrize("token", ["x" * 40, "", " ", "ă", "-" * 30, "'; DROP TABLE token; --"])
def test_wrong_token_is_refused(province: Province, token: str, tmp_path: Path) -> None:
    said = Machine(tmp_path / "may").on("enrol", "--server", province.url + "/", f"--token={token}")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_authority_given_at_enrolment_is_the_only_one_trusted_from_then_on(tmp_path: Path) -> None:
    authority, stranger = Authority.make(), Authority.make()
    (tmp_path / "ca.pem").write_text(authority.pem)
    (tmp_path / "stranger.pem").write_text(stranger.pem)
    (tmp_path / "junk.pem").write_text("-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n")
    certificate, key = authority.server(tmp_path)
    province = Province(tmp_path / "tinh").start("--tls-certificate", str(certificate), "--tls-key", str(key))
    try:
        assert province.url.startswith("https://")
        machine, token = Machine(tmp_path / "may"), province.token()
        for wrong in ([], ["--ca", "stranger.pem"], ["--ca", "junk.pem"], ["--ca", "none.pem"]):
            words = [str(tmp_path / word) if word.endswith("pem") else word for word in wrong]
            said = machine.on("enrol", "--server", province.url, "--token", token, *words)
            assert said.code in (1, 2)
            assert (said.out, said.err.count("\n")) == ("", 1)
        said = machine.on("enrol", "--server", province.url, "--token", token, "--ca", tmp_path / "ca.pem")
        assert said.code == 0, said.err
        (tmp_path / "ca.pem").unlink()
        assert machine.add_account().code == 0
        machine.receive(application("a"))
        assert machine.sync().line["acknowledged"] == 1
    finally:
        province.close()


@pytest.mark.parametrize(
    "words",
    [("--port", "70000"), ("--port", "-1"), ("--port", "x"), ("--port", "0", "--host", "256.1.1.1"),
     ("--port", "0", "--tls-certificate", "/nowhere.pem"), ("--port", "0", "--database-url", "mysql://u:geheim@127.0.0.1/x"),
     ("--port", "0", "--database-url", "postgresql://u:geheim@127.0.0.1:9/x"), ("--port", "0", "--clock", "hôm qua")],
)  # fmt: skip
def test_server_that_cannot_begin_says_why_in_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    said = run("server", "--data", tmp_path / "tinh", *words, home=tmp_path)
    assert said.code in (1, 2)
    assert said.out == ""
    assert said.err.endswith(".\n")
    assert "geheim" not in said.err


def test_port_in_use_is_said(province: Province, tmp_path: Path) -> None:
    said = run("server", "--data", tmp_path / "tinh", "--port", province.port, home=tmp_path)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert str(province.port) in said.err


@pytest.mark.parametrize(
    "words",
    [("--agency", "Hạ Long", "--unit", "06652"), ("--agency", "", "--unit", "06652"), ("--agency", "H49.22", "--unit", "x"),
     ("--agency", "H49.22", "--unit", "06652", "--uses", "0"), ("--agency", "H49.22", "--unit", "06652", "--uses", "9" * 30)],
)  # fmt: skip
def test_token_for_no_centre_is_refused(province: Province, words: tuple[str, ...]) -> None:
    said = province.run("token", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(".\n")


def test_export_of_a_folder_without_a_province_is_refused(tmp_path: Path) -> None:
    said = run("server", "export", "--data", tmp_path / "nhầm", home=tmp_path)
    assert (said.code, said.out) == (2, "")
    assert not (tmp_path / "nhầm").exists()


def test_accounts_are_made_once_with_a_password_of_some_length(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    assert machine.add_account("ha", "admin").line["account"] == "ha"
    assert machine.add_account("lan", "supervisor").line["account"] == "lan"
    for name, role, password, code in (
        ("ha", "clerk", PASSWORD, 2), ("HA", "clerk", PASSWORD, 2), ("minh", "clerk", "ngắn", 2), ("minh", "clerk", None, 2),
        ("minh", "boss", PASSWORD, 2), ("", "clerk", PASSWORD, 2), ("x" * 100, "clerk", PASSWORD, 2),
    ):  # fmt: skip
        said = machine.add_account(name, role, password=password)
        assert (said.code, said.out) == (code, "")
        assert said.err.endswith(".\n")
    assert not [
        path for path in machine.home.rglob("*") if PASSWORD.encode() in (path.read_bytes() if path.is_file() else b"")
    ]


def test_administrator_who_makes_an_account_signs_in(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    machine.add_account("quan tri", "admin")
    machine.add_account("ha", "clerk")
    for by, secret, code in (("ha", PASSWORD, 2), ("quan tri", "sai mật khẩu", 2), ("quan tri", PASSWORD, 0)):
        said = machine.run("account", "add", "--data", machine.data, "lan", "--role", "clerk", "--as", by,
                           password="mật khẩu của Lan", env={"COUNTER_ADMIN_PASSWORD": secret})  # fmt: skip
        assert said.code == code
    assert machine.on("find", "--as", "lan", "x", password="mật khẩu của Lan").code == 0


def test_forgotten_password_is_replaced_by_whoever_may_write_the_folder(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    nothing = machine.run("account", "password", "--data", machine.data, "ha", password="mật khẩu mới")
    assert (nothing.code, nothing.out) == (2, "")
    assert not machine.data.exists()  # a slip in --data makes no machine
    machine.add_account("ha", "clerk")
    for name, new, code in (("hà", "mật khẩu mới", 2), ("ha", "ngắn", 2), ("HA", "mật khẩu mới", 0)):
        assert machine.run("account", "password", "--data", machine.data, name, password=new).code == code
    assert machine.on("find", "--as", "ha", "x", password=PASSWORD).code == 2
    assert machine.on("find", "--as", "ha", "x", password="mật khẩu mới").code == 0
