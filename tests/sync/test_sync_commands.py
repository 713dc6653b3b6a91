"""`enrol`, `sync --once` and `status` as IT uses them, against a real server process, plain and over TLS."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.made import program
from tests.made.applications import lines
from tests.made.served import Served

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `counter …` with its own state folder; `give` is its standard input."""
    environment = {
        **os.environ, "COUNTER_PASSWORD": "mot mat khau dai", "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONUTF8": "1",
    }  # fmt: skip

    def running(*arguments: str, give: str = "", state: str | None = None) -> subprocess.CompletedProcess[str]:
        own = {**environment, "XDG_STATE_HOME": state} if state else environment
        words = ["--lang", "vi", *arguments]
        done = program.run(words, env=own, folder=tmp_path, given=give.encode())
        return subprocess.CompletedProcess(words, done.code, done.out.decode(), done.err.decode())

    return running


def one(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    (line,) = done.stdout.splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def receive(run: Run, data: str, count: int, prefix: str = "r") -> list[dict[str, object]]:
    made = lines(5, prefix)
    text = "\n".join(next(made) for _ in range(count))
    done = run("receive", "--data", data, "--as", "ha", give=text)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_received_offline_it_is_in_the_province_after_one_sync(run: Run, tmp_path: Path) -> None:
    data = str(tmp_path / "d")
    with Served(tmp_path / "p") as served:
        enrolled = run("enrol", "--data", data, "--server", served.url, "--token", served.token())
        assert enrolled.returncode == 0, enrolled.stderr
        told = one(enrolled)
        assert (told["agency"], told["epoch"]) == ("H49.22", 1)
        assert {"agency", "start", "length", "until"} == set(told["lanes"][0])  # type: ignore[index]
        assert run("account", "add", "--data", data, "ha", "--role", "clerk").returncode == 0
        served.stop()
        received = receive(run, data, 6)
        assert all(row["ok"] for row in received)
        away = run("sync", "--data", data, "--once")
        assert away.returncode == 1
        assert one(away)["waiting"] == 6
        status = one(run("status", "--data", data))
        assert (status["entries"], status["acknowledged"], status["waiting"], status["light"]) == (6, 0, 6, "offline")
        assert status["oldest_waiting"] is not None
        assert (status["bytes_waiting"], status["minutes_left"]) == (6 * 120 + 330, None)
        served.start()
        done = run("sync", "--data", data, "--once")
        assert done.returncode == 0, done.stderr
        counts = one(done)
        assert {key: counts[key] for key in ("pushed", "acknowledged", "waiting", "requests")} == {
            "pushed": 6, "acknowledged": 6, "waiting": 0, "requests": 1,
        }  # fmt: skip
        assert 0 < int(str(counts["bytes_up"])) < 2500
        assert 0 < int(str(counts["bytes_down"])) < 600
        status = one(run("status", "--data", data))
        assert (status["light"], status["waiting"], status["acknowledged"]) == ("received", 0, 6)
        exported = served.deed("export")
        entries = {row["hash"]: row for row in exported if row["type"] == "entry"}
        assert set(entries) == {row["entry"] for row in received}
        assert status["head"] == received[-1]["entry"]
        assert {row["code"] for row in exported if row["type"] == "dossier"} == {row["code"] for row in received}
        again = one(run("sync", "--data", data, "--once"))
        assert (again["pushed"], again["requests"]) == (0, 1)
        assert run("verify", "--data", data).returncode == 0
        assert run("verify", "--server", str(served.folder)).returncode == 0


def test_statement_of_everything_and_a_record_deleted_at_the_province_is_named(run: Run, tmp_path: Path) -> None:
    import sqlite3

    data = str(tmp_path / "d")
    with Served(tmp_path / "p") as served:
        run("enrol", "--data", data, "--server", served.url, "--token", served.token())
        run("account", "add", "--data", data, "ha", "--role", "clerk")
        received = receive(run, data, 5)
        done = run("statement", "--data", data)
        assert done.returncode == 0, done.stderr
        told = one(done)
        assert (told["equal"], told["entries"], told["waiting"], told["received"]) == (True, 5, 0, 5)
        assert (told["first_code"], told["last_code"]) == (received[0]["code"], received[-1]["code"])
        assert done.stderr.strip() == "Tỉnh xác nhận đang giữ đủ 5 việc của quầy này"
        served.stop()
        with sqlite3.connect(tmp_path / "p" / "province.db") as database:
            database.execute("DELETE FROM inbox WHERE seq = 3")
        database.close()
        away = run("statement", "--data", data)
        assert (away.returncode, away.stdout) == (1, "")
        served.start()
        done = run("statement", "--data", data)
        told = one(done)
        assert (done.returncode, told["equal"], told["lacking"], told["sent_again"]) == (1, False, 1, 3)
        (lack,) = told["lacks"]  # type: ignore[misc]
        assert (lack["code"], lack["what"]) == (received[2]["code"], "missing")
        assert str(received[2]["code"]) in done.stderr
        done = run("statement", "--data", data, "--out", str(tmp_path / "slip.pdf"))
        assert (done.returncode, one(done)["equal"]) == (0, True)
        assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF-")
        assert run("verify", "--data", data).returncode == 0
        served.deed("export")  # interprets what is left
        assert run("verify", "--server", str(served.folder)).returncode == 0
        assert one(run("status", "--data", data))["light"] == "received"
        day = str(one(done)["day"])
    kept = run("statement", "--data", data, "--day", day, "--out", str(tmp_path / "again.pdf"))  # no line any more
    assert (kept.returncode, one(kept)["signature"]) == (0, one(done)["signature"])
    assert (tmp_path / "again.pdf").read_bytes().startswith(b"%PDF-")
    none = run("statement", "--data", data, "--day", "2026-01-02")
    assert (none.returncode, none.stdout) == (2, "")
    assert "2/1/2026" in none.stderr


def test_enrolment_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    data = str(tmp_path / "d")
    with Served(tmp_path / "p") as served:
        token = served.token()
        for server, given, code in (
            (served.url, "x" * 32, 2),
            ("http://tinh.example", token, 2),
            ("nowhere", token, 2),
            ("https://127.0.0.1:9", token, 1),
        ):
            refused = run("enrol", "--data", data, "--server", server, "--token", given)
            assert refused.returncode == code, refused.stderr
            assert refused.stdout == ""
            assert len(refused.stderr.strip().splitlines()) == 1
        assert run("enrol", "--data", data, "--server", served.url, "--token", token).returncode == 0
        assert run("enrol", "--data", data, "--server", served.url, "--token", token).returncode == 2
        again = run("enrol", "--data", data, "--server", served.url, "--token", served.token())
        assert one(again)["epoch"] == 2


def test_sync_and_status_before_enrolment(run: Run, tmp_path: Path) -> None:
    data = str(tmp_path / "d")
    assert run("sync", "--data", data, "--once").returncode == 1
    status = one(run("status", "--data", data))
    assert (status["device"], status["entries"], status["light"]) == (None, 0, "attention")


@pytest.mark.slow
def test_copied_data_folder_never_repeats_a_code(run: Run, tmp_path: Path) -> None:
    import shutil

    data, twin = str(tmp_path / "d"), str(tmp_path / "twin")
    with Served(tmp_path / "p") as served:
        run("enrol", "--data", data, "--server", served.url, "--token", served.token())
        run("account", "add", "--data", data, "ha", "--role", "clerk")
        rows = receive(run, data, 3)
        run("sync", "--data", data, "--once")
        shutil.copytree(data, twin)
        shutil.copytree(tmp_path / "state", tmp_path / "twin state")
        state = str(tmp_path / "twin state")
        rows += receive(run, data, 2, "a")
        made = lines(9, "b")
        done = run("receive", "--data", twin, "--as", "ha", give="\n".join(next(made) for _ in range(2)), state=state)
        clone_rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert run("sync", "--data", data, "--once").returncode == 0
        assert run("sync", "--data", twin, "--once", state=state).returncode == 0
        assert run("sync", "--data", data, "--once").returncode == 0
        rows += receive(run, data, 2, "c")
        done = run("receive", "--data", twin, "--as", "ha", give="\n".join(next(made) for _ in range(2)), state=state)
        later = [json.loads(line) for line in done.stdout.splitlines()]
        codes = [row["code"] for row in rows + later]
        assert len(set(codes)) == len(codes) == 9
        run("sync", "--data", data, "--once")
        run("sync", "--data", twin, "--once", state=state)
        held = {row["hash"]: row["outcome"] for row in served.deed("export") if row["type"] == "entry"}
        assert set(held) == {row["entry"] for row in rows + clone_rows + later}
        assert {held[row["entry"]] for row in clone_rows} == {"quarantined"}
