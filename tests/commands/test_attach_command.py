"""`counter attach`, and what `status` and `sync` say of files; no name of a person leaves through a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made import scans
from tests.made.machine import Machine, Province
from tests.made.request_lines import application

ROOM = "Trần Thị Bí Mật 1990.pdf"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    made = Province(tmp_path / "tỉnh").start()
    yield made
    made.close()


def planted(folder: Path) -> list[str]:
    """Files under a folder that hold a planted name, in their content or their own name."""
    words = [scans.PLANTED, scans.HIDDEN, "Bí Mật"]
    raw = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and (any(w in path.name for w in words) or any(w in path.read_bytes() for w in raw))
    ]


def test_scan_goes_from_the_stick_to_the_province_without_a_name(tmp_path: Path, province: Province) -> None:
    machine = Machine(tmp_path / "pc")
    stick = tmp_path / "usb"
    stick.mkdir()
    (stick / ROOM).write_bytes(scans.pdf(1, 3))
    (stick / "ảnh Bí Mật.jpg").write_bytes(scans.jpeg(2))
    (stick / "Bí Mật.png").write_bytes(scans.png(3))
    (stick / "Bí Mật khoá.pdf").write_bytes(scans.pdf_with("encrypted"))
    assert machine.enrol(province).code == 0
    assert machine.add_account().code == 0
    [received] = machine.receive(application("a"))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    env = {"TMPDIR": str(temporary)}
    first = machine.run(
        "attach", "--data", machine.data, "--as", "ha", received["code"], stick / ROOM, "--paper", 1, env=env
    )
    assert first.code == 0, first.err
    assert (first.line["media"], first.line["pages"], first.line["paper"]) == ("application/pdf", 3, 1)
    assert first.line["again"] is False
    assert machine.run(
        "attach", "--data", machine.data, "--as", "ha", received["code"], stick / ROOM, "--paper", 1
    ).line["again"]
    for name in ("ảnh Bí Mật.jpg", "Bí Mật.png"):
        assert machine.run("attach", "--data", machine.data, "--as", "ha", received["code"], stick / name).code == 0
    refused = machine.run("attach", "--data", machine.data, "--as", "ha", received["code"], stick / "Bí Mật khoá.pdf")
    assert (refused.code, refused.out) == (2, "")
    assert "mật khẩu" in refused.err
    assert "Bí Mật" not in refused.err
    before = machine.status()
    assert before["files_waiting"] == 3
    assert before["file_bytes_waiting"] > first.line["size"]
    done = machine.sync(env=env)
    assert done.code == 0, done.err
    assert [done.line[key] for key in ("files_sent", "files_waiting", "file_bytes_waiting", "waiting")] == [3, 0, 0, 0]
    assert done.line["file_bytes_up"] > before["file_bytes_waiting"]
    after = machine.status()
    assert (after["files_waiting"], after["file_bytes_waiting"]) == (0, 0)
    rows = [row for row in province.run("export").lines if row["type"] == "file"]
    assert [row["state"] for row in rows] == ["complete"] * 3
    assert rows[0]["code"] == received["code"]
    assert machine.on("verify").line["ok"]
    province.stop()
    for folder in (machine.home, temporary, province.home):
        assert planted(folder) == [], folder


def test_files_that_could_not_go_are_told_and_stay(tmp_path: Path, province: Province) -> None:
    machine = Machine(tmp_path / "pc")
    (tmp_path / "a.jpg").write_bytes(scans.jpeg())
    machine.enrol(province)
    machine.add_account()
    [received] = machine.receive(application("a"))
    assert machine.run("attach", "--data", machine.data, "--as", "ha", received["code"], tmp_path / "a.jpg").code == 0
    port = province.port
    province.stop()
    away = machine.sync()
    assert away.code == 1
    assert (away.line["files_sent"], away.line["files_waiting"]) == (0, 1)
    province.start(port=port)
    assert machine.sync().line["files_waiting"] == 0
