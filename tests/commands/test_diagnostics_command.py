"""`counter diagnostics`: shows or writes every item, on a machine that was never used, that works, and that is broken."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.made.machine import Said, run_here
from tests.made.world import World


def diagnostics(home: Path, *words: object) -> Said:
    return run_here("diagnostics", *words, home=home)


def test_list_shows_every_byte_and_writes_nothing(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.receive()
    world.close()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    said = diagnostics(tmp_path, "--data", world.data, "--list")
    assert said.code == 0
    *items, last = said.lines
    assert all(len(item["text"].encode()) == item["bytes"] for item in items)
    assert last == {"out": None, "items": len(items), "bytes": sum(i["bytes"] for i in items), "dropped": 0, "cut": 0}
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: at for path, at in after.items() if path.suffix not in (".db-wal", ".db-shm")} == {
        path: at for path, at in before.items() if path.is_file()
    }


def test_what_is_written_is_what_was_listed(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.close()
    out = tmp_path / "x.zip"
    listed = diagnostics(tmp_path, "--data", world.data, "--list").lines
    said = diagnostics(tmp_path, "--data", world.data, "--out", out)
    assert (said.code, said.lines[-1]["out"]) == (0, str(out))
    assert "không có dữ liệu cá nhân" in said.err
    with zipfile.ZipFile(out) as file:
        assert file.namelist() == [item["item"] for item in listed[:-1]]
        for item in listed[:-1]:
            if item["item"] not in ("00-read-me.txt", "clock.json", "machine.json"):
                assert file.read(item["item"]).decode() == item["text"]


def test_a_machine_on_which_nothing_was_ever_kept_is_not_given_a_folder(tmp_path: Path) -> None:
    said = diagnostics(tmp_path, "--data", tmp_path / "trống", "--out", tmp_path / "x.zip")
    assert said.code == 0
    assert not (tmp_path / "trống").exists()


def test_a_damaged_database_is_told_by_the_key_of_its_sentence(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.close()
    (world.data / "counter.db").write_bytes(b"x" * 8192)
    said = diagnostics(tmp_path, "--data", world.data, "--list")
    assert said.code == 0
    sync = next(item for item in said.lines if item.get("item") == "store/sync.json")
    assert '"trouble": "store.wrong_key"' in sync["text"]
    assert (world.data / "counter.db").read_bytes() == b"x" * 8192


def test_neither_out_nor_list_is_refused_and_a_place_that_takes_no_file_is_said(tmp_path: Path) -> None:
    assert diagnostics(tmp_path, "--data", tmp_path).code == 2
    said = diagnostics(tmp_path, "--data", tmp_path, "--out", tmp_path / "không có" / "x.zip")
    assert said.code == 1
    assert "chọn thư mục khác" in said.err
