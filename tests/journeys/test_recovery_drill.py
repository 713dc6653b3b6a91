"""The recovery drill of docs/operations.md, step by step with real files and processes: a lost PC, and a lost key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made.machine import Machine, Province, Said, run, run_here
from tests.made.request_lines import application

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recovery")]
PASSPHRASE = {"COUNTER_PASSPHRASE": "năm từ chọn ngẫu nhiên"}


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PC without a network, and the stick on which the key is kept."""
    return tmp_path_factory.mktemp("két sắt")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, offline: Path) -> Iterator[Province]:
    """A province that has a recovery key."""
    province = Province(tmp_path_factory.mktemp("tinh")).start()
    made = run("server", "recovery-key", "new", "--to", offline / "khoa.pem", home=offline, env=PASSPHRASE)
    assert (made.code, "ngoại tuyến" in made.err) == (0, True)
    assert "ENCRYPTED" in (offline / "khoa.pem").read_text()
    assert (offline / "khoa.pem").stat().st_mode & 0o077 == 0
    said = run_here("server", "recovery-key", "set", *province.where, offline / "khoa.pub", home=province.home)
    assert (said.code, said.line["fingerprint"]) == (0, made.line["fingerprint"])
    shown = run_here("server", "recovery-key", "show", *province.where, home=province.home).line
    assert shown == said.line
    assert (
        run_here("server", "status", *province.where, home=province.home).line["recovery_key"]
        == made.line["fingerprint"]
    )
    yield province
    province.close()


def answered(offline: Path, request: Path, number: str, *words: object, key: str = "khoa.pem") -> Said:
    """What the PC without a network says."""
    deed = ("server", "recover", request, "--key", offline / key, "--number", number, *words)
    return (run if words else run_here)(*deed, home=offline, env=PASSPHRASE)


def here(machine: Machine, *words: object) -> Said:
    return run_here(*words, home=machine.home)


def enrolled(machine: Machine, province: Province) -> int:
    token = run_here("server", "token", *province.where, "--agency", "H49.22", "--unit", "06652", home=province.home)
    words = ("--data", machine.data, "--server", province.url, "--token", token.line["token"])
    return here(machine, "enrol", *words).code


def test_copy_is_opened_on_another_machine_with_the_province_and_with_nobody_else(
    guarded: Province, offline: Path, tmp_path: Path
) -> None:
    lost = Machine(tmp_path / "may cu")
    assert enrolled(lost, guarded) == 0
    assert here(lost, "account", "add", "--data", lost.data, "ha").code == 0
    (kept,) = lost.receive(application("r1"))
    assert lost.sync().code == 0
    assert lost.on("backup", "--to", tmp_path / "usb").code == 0
    (copy,) = [path.parent for path in (tmp_path / "usb").rglob("counter.db")]
    assert (copy / "database.recovery").is_file()
    standing, set_key = (
        here(lost, "status", "--data", lost.data).line,
        here(lost, "server", "recovery-key", "show", *guarded.where),
    )
    assert (standing["recovery"], standing["recovery_key"]) == ("kept", set_key.line["fingerprint"])
    assert not list((tmp_path / "usb").rglob("database.key"))
    shutil.rmtree(lost.home)

    new = Machine(tmp_path / "may moi")
    said = here(new, "restore", "--data", new.data, "--from", copy)
    assert (said.code, "khóa khôi phục" in said.err) == (1, True)
    request = new.home / "yeu cau.txt"
    asked = new.run("recover", "ask", "--data", new.data, "--from", copy, "--to", request)
    assert asked.code == 0, asked.err
    number = asked.line["number"]

    wrong = answered(offline, request, "1234 5678 9012 3456")
    assert (wrong.code, "Số đối chiếu" in wrong.err, wrong.out) == (2, True, "")
    code = answered(offline, request, number, "--to", offline / "tra loi.txt")
    assert code.code == 0, code.err
    assert (code.line["agency"], code.line["counter"]) == ("H49.22", "01")

    opened = ("recover", "open", "--data", new.data, "--from", copy)
    slip = here(new, *opened, "--code", _mistyped(code.line["code"], 7))
    assert (slip.code, "Nhóm 7 " in slip.err) == (2, True)
    used = new.run(*opened, "--answer", offline / "tra loi.txt")
    assert (used.code, used.line["opens"]) == (0, "copy"), used.err
    again = here(new, *opened, "--code", code.line["code"])
    assert (again.code, "không có yêu cầu" in again.err) == (2, True)

    assert new.on("restore", "--from", copy).code == 0
    assert kept["code"] in here(new, "find", "--data", new.data, "--as", "ha", kept["code"]).out
    before = here(new, "status", "--data", new.data).line
    assert new.sync().code == 0
    assert here(new, "status", "--data", new.data).line["epoch"] > before["epoch"]
    (fresh,) = new.receive(application("r2"))
    assert fresh["code"] != kept["code"]
    assert here(new, "verify", "--data", new.data).code == 0


def test_data_whose_key_this_machine_cannot_open_any_more_opens_again(
    guarded: Province, offline: Path, tmp_path: Path
) -> None:
    machine = Machine(tmp_path / "may")
    assert enrolled(machine, guarded) == 0
    (machine.data / "database.key").write_text("machine-key 1 b2Ygb3RoZXIgbWFjaGluZQ==")
    said = here(machine, "status", "--data", machine.data)
    assert (said.code, "counter recover" in said.err) == (1, True)

    request = machine.home / "yeu cau.txt"
    asked = here(machine, "recover", "ask", "--data", machine.data, "--to", request)
    assert asked.code == 0, asked.err
    repeated = here(machine, "recover", "ask", "--data", machine.data, "--to", request)
    assert repeated.line == asked.line
    code = answered(offline, request, asked.line["number"].replace(" ", ""))
    used = here(machine, "recover", "open", "--data", machine.data, "--code", code.line["code"].lower())
    assert (used.code, used.line) == (0, {"opens": "data", "needs_epoch": True}), used.err
    assert [path.name for path in machine.data.glob("database.key.before-*")]
    needless = here(machine, "recover", "ask", "--data", machine.data, "--to", request)
    assert (needless.code, "không cần" in needless.err) == (2, True)
    assert here(machine, "sync", "--once", "--data", machine.data).code == 0
    assert here(machine, "verify", "--data", machine.data).code == 0


def test_another_recovery_key_opens_nothing(guarded: Province, offline: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    assert enrolled(machine, guarded) == 0
    (machine.data / "database.key").unlink()
    request = machine.home / "yeu cau.txt"
    number = here(machine, "recover", "ask", "--data", machine.data, "--to", request).line["number"]
    run_here("server", "recovery-key", "new", "--to", offline / "khac.pem", home=offline, env=PASSPHRASE)
    said = answered(offline, request, number, key="khac.pem")
    assert (said.code, "dấu vân tay" in said.err, said.out) == (2, True, "")
    said = run_here(
        "server", "recover", request, "--key", offline / "khoa.pem", "--number", number, home=offline,
        env={"COUNTER_PASSPHRASE": "một cụm mật khẩu khác"},
    )  # fmt: skip
    assert (said.code, "cụm mật khẩu" in said.err, said.out) == (2, True, "")


def test_offline_key_is_never_made_on_the_server_nor_over_another(guarded: Province, offline: Path) -> None:
    folder = guarded.home / "province"
    said = run_here("server", "recovery-key", "new", "--to", folder / "khoa.pem", home=offline, env=PASSPHRASE)
    assert (said.code, "thư mục của máy chủ" in said.err) == (2, True)
    before = (offline / "khoa.pem").read_bytes()
    said = run_here("server", "recovery-key", "new", "--to", offline / "khoa.pem", home=offline, env=PASSPHRASE)
    assert (said.code, "không bị ghi đè" in said.err) == (2, True)
    assert (offline / "khoa.pem").read_bytes() == before
    for words in ({"COUNTER_PASSPHRASE": "ngắn"}, {}):
        said = run_here("server", "recovery-key", "new", "--to", offline / "hai.pem", home=offline, env=words)
        assert (said.code, (offline / "hai.pem").exists()) == (2, False)
    said = run_here("server", "recovery-key", "set", *guarded.where, offline / "khoa.pem", home=guarded.home)
    assert (said.code, "nửa công khai" in said.err) == (2, True)


def _mistyped(code: str, group: int) -> str:
    groups = code.split()
    groups[group - 1] = ("1" if groups[group - 1][0] != "1" else "2") + groups[group - 1][1:]
    return " ".join(groups)
