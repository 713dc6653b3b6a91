"""At a counter the server's libraries are not installed: its commands say so, and nothing else is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counter.domain.sentence import Sentence, say

WITHOUT = """
import sys
for name in {left_out!r}:
    sys.modules[name] = None  # as if it were not installed
from counter.cli import main
sys.exit(main({words!r}))
"""
SERVER = ("anyio", "fastapi", "starlette", "uvicorn", "psycopg", "PySide6.QtTest")


def _run(*words: str, left_out: tuple[str, ...] = SERVER) -> subprocess.CompletedProcess[str]:
    program = WITHOUT.format(left_out=left_out, words=list(words))
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("words", [("server", "--port", "0"), ("demo", "--headless")], ids=" ".join)
def test_a_command_says_that_the_server_is_not_here_when_its_libraries_are_left_out(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = _run(*words, "--data" if words[0] == "server" else "--out", str(tmp_path / "folder"), "--lang", "vi")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == say(Sentence("command.no_server_part"), "vi")
    assert not (tmp_path / "folder").exists(), "nothing was changed, it says"


def test_any_other_library_that_is_missing_is_a_fault_of_the_program(tmp_path: Path) -> None:
    done = _run("server", "--port", "0", "--data", str(tmp_path), "--lang", "vi", left_out=("sqlalchemy",))
    assert done.returncode == 70
    assert "ModuleNotFoundError" in done.stderr


def test_the_offline_pc_needs_no_server_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recovery key is made, and a request answered, by the program as counters have it."""
    monkeypatch.setenv("COUNTER_PASSPHRASE", "năm từ chọn ngẫu nhiên")
    done = _run("server", "recovery-key", "new", "--to", str(tmp_path / "khoa.pem"))
    assert done.returncode == 0, done.stderr
    (tmp_path / "request.txt").write_text("no request")
    done = _run(
        "server",
        "recover",
        str(tmp_path / "request.txt"),
        "--key",
        str(tmp_path / "khoa.pem"),
        "--number",
        "1",
        "--lang",
        "vi",
    )
    assert (done.returncode, done.stderr.strip()) == (2, say(Sentence("recovery.no_request_file"), "vi"))


def test_the_desks_commands_need_no_server_library() -> None:
    done = _run("due", "--received", "2026-11-23T09:00:00+07:00", "--working-days", "3")
    assert done.returncode == 0, done.stderr
