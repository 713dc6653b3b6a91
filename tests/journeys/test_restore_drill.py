"""The drill of docs/operations.md, by its own commands: a counter's PC is lost, and works again from its backup."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.store.key import NAME as KEY
from tests.made.machine import PROGRAM, Machine, Province, environment, run_here
from tests.made.request_lines import OTHER, application
from tests.made.scans import png
from tests.made.world import World


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    province = Province(tmp_path / "tinh").start()
    yield province
    province.close()


def counter(province: Province, home: Path) -> Machine:
    machine = Machine(home)
    assert machine.enrol(province).code == 0
    assert machine.add_account().code == 0
    return machine


def received(machine: Machine, name: str, count: int = 3) -> list[str]:
    answers = machine.receive(*(application(f"{name} {n}") for n in range(count)))
    assert all(answer["ok"] for answer in answers)
    return [answer["code"] for answer in answers]


def back_up(machine: Machine, place: Path) -> dict[str, object]:
    said = machine.on("backup", "--to", place, password=None)
    assert said.code == 0, said.err
    assert said.line["verified"] is True
    return said.line


def restore(machine: Machine, file: object) -> dict[str, object]:
    said = machine.run("restore", "--from", file, "--data", machine.data, password=None)
    assert said.code == 0, said.err
    assert said.line["needs_epoch"] is True
    assert "kỳ số mới" in said.err
    return said.line


@pytest.mark.slow
def test_lost_pc_works_again_from_its_backup(province: Province, tmp_path: Path) -> None:
    machine, stick = counter(province, tmp_path / "may"), tmp_path / "usb"
    codes = received(machine, "before")
    (tmp_path / "paper.png").write_bytes(png(1))
    assert machine.run("attach", codes[0], tmp_path / "paper.png", "--data", machine.data, "--as", "ha").code == 0
    backup = back_up(machine, stick)
    assert (backup["entries"], backup["files"]) == (4, 1)
    assert machine.sync().code == 0
    codes += received(machine, "after, and sent")
    assert machine.sync().code == 0
    lost = received(machine, "after, and never sent", 1)

    # The PC is gone with all it held. Another one, of another name, has no witness; the key comes by the recovery drill.
    key = (machine.data / KEY).read_bytes()
    new = Machine(tmp_path / "may moi")
    new.data.mkdir()
    (new.data / KEY).write_bytes(key)
    shutil.rmtree(machine.home)

    began = time.monotonic()
    done = restore(new, backup["file"])
    assert (done["entries"], done["files"], done["aside"]) == (
        4,
        1,
        str(new.data / os.path.basename(str(done["aside"]))),
    )
    for deciding in ({}, {"deciding_agency": OTHER}):
        (answer,) = new.receive(application("too early", **deciding))
        assert (answer["ok"], answer["field"]) == (False, "code")
    assert new.status()["light"] == "attention"
    assert new.sync().code == 0
    assert new.status()["needs_epoch"] is None
    assert new.status()["epoch"] == 2
    assert new.on("verify").code == 0
    again = received(new, "in the new epoch", 2)
    assert new.sync().code == 0
    seconds = time.monotonic() - began
    print(f"restore drill: {seconds:.1f} s from the copy to green")

    assert new.status()["light"] == "received"
    found = {hit["code"] for hit in new.on("find", "--as", "ha", "", "--limit", "50").lines}
    assert found == {*codes, *again}
    assert not set(again) & {*codes, *lost}  # what was printed and lost is not printed again
    said = new.on("receipt", "--as", "ha", codes[-1], "--out", new.home / "x.pdf")
    assert said.code == 0
    assert {row["code"] for row in province.export()[1]} == found
    assert new.on("backup", "--to", stick, password=None).code == 0  # and the new log has copies too


@pytest.mark.slow
def test_old_data_are_moved_aside_and_a_window_that_is_open_is_left_in_peace(
    province: Province, tmp_path: Path
) -> None:
    machine = counter(province, tmp_path / "may")
    codes = received(machine, "before")
    backup = back_up(machine, tmp_path / "usb")
    lines = "".join(json.dumps(application(f"later {n}")) + "\n" for n in range(2))
    with subprocess.Popen(
        [*PROGRAM, "receive", "--data", str(machine.data), "--as", "ha"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=environment(machine.home), cwd=machine.home,
    ) as working:  # fmt: skip
        assert working.stdin is not None
        assert working.stdout is not None
        first, second = lines.encode().splitlines(keepends=True)
        working.stdin.write(first)
        working.stdin.flush()
        codes.append(json.loads(working.stdout.readline())["code"])
        said = machine.run("restore", "--from", backup["file"], "--data", machine.data)
        assert (said.code, said.out) == (2, "")
        assert "đang mở" in said.err
        assert machine.on("backup", "--to", tmp_path / "usb").line["entries"] == 4  # a copy is made beside it
        working.stdin.write(second)
        working.stdin.close()
        codes.append(json.loads(working.stdout.readline())["code"])
        assert working.wait(30) == 0
    done = restore(machine, Path(str(backup["file"])).parent)  # the folder will do
    old = Machine(tmp_path / "may")
    old.data = Path(str(done["aside"]))
    assert {hit["code"] for hit in old.on("find", "--as", "ha", "").lines} == set(codes)
    assert machine.status()["entries"] == 3
    assert done["left_behind"] == 2
    assert old.sync().code == 0
    assert machine.sync().code == 0
    assert {hit["code"] for hit in machine.on("find", "--as", "ha", "").lines} == set(codes)
    assert machine.status()["light"] == "received"


def test_backup_and_restore_answer_in_words_when_they_cannot(tmp_path: Path) -> None:
    world = World(tmp_path / "may")
    world.receive()
    world.close()
    machine = Machine(tmp_path / "may")
    machine.data = world.data
    (tmp_path / "file").write_text("")
    for words, code, say in (
        (("backup", "--data", machine.data), 2, "--to"),
        (("backup", "--data", machine.data, "--to", machine.data / "backups"), 2, "ngoài thư mục dữ liệu"),
        (("backup", "--data", machine.data, "--to", tmp_path / "file" / "below"), 1, "Không ghi được"),
        (("backup", "--data", tmp_path / "none", "--to", tmp_path / "usb"), 2, "chưa có dữ liệu"),
        (("restore", "--from", tmp_path / "none", "--data", machine.data), 2, "Không có bản sao"),
        (("restore", "--from", tmp_path / "file", "--data", machine.data), 2, "Không có bản sao"),
        (("restore", "--from", machine.data, "--data", tmp_path / "new"), 2, "không nguyên vẹn"),
    ):
        said = run_here(*words, home=machine.home)
        assert (said.code, said.out) == (code, ""), words
        assert say in said.err, (words, said.err)
    for place in ("usb one", "usb two"):  # where none are made each day, one made by hand is what there is
        assert run_here("backup", "--data", machine.data, "--to", tmp_path / place, home=machine.home).code == 0
        looked = run_here("doctor", "--data", machine.data, "--only", "backup", home=machine.home)
        assert (looked.code, looked.line["ok"]) == (0, True), looked.line
    for place, kept in ((tmp_path / "usb", str(tmp_path / "usb")), ("none", None)):
        assert run_here("backup", "--data", machine.data, "--daily", place, home=machine.home).line == {"daily": kept}
    assert not (tmp_path / "usb").exists()


def test_backup_that_is_interrupted_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    world = World(tmp_path / "may")
    for _ in range(40):
        world.receive()
    world.close()
    machine = Machine(tmp_path / "may")
    machine.data = world.data
    process = subprocess.Popen(
        [*PROGRAM, "backup", "--data", str(machine.data), "--to", str(tmp_path / "usb")], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(machine.home), cwd=machine.home,
    )  # fmt: skip
    while not list((tmp_path / "usb").glob("*/*")) and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    copies = list((tmp_path / "usb").rglob("counter.db"))
    if process.returncode == 0:  # it was quicker
        assert len(copies) == 1
    else:
        assert process.returncode == 1, err
        assert out == b""
        assert "Đã dừng sao lưu" in err.decode()
        assert copies == []
