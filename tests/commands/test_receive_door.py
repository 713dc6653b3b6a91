"""`counter receive` as a program: who may use it, how it answers line by line, and what it leaves when it ends."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.made.machine import PROGRAM, Machine, environment, json_lines
from tests.made.request_lines import DUNG, application


@contextmanager
def door(machine: Machine) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*PROGRAM, "receive", "--data", str(machine.data), "--as", "ha"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(machine.home),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ask(process: subprocess.Popen[bytes], held: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json_lines([held]).encode())
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def test_answer_is_there_before_the_next_line_is_sent_and_survives_a_kill(machine: Machine) -> None:
    with door(machine) as process:
        first, second = ask(process, application("a")), ask(process, application("b", applicant={"card": "?"}))
        third = ask(process, application("c"))
        assert (first["ok"], second["ok"], third["ok"]) == (True, False, True)
        process.send_signal(signal.SIGKILL)
    again = machine.receive(application("a"), application("c"))
    assert again == [{**first, "again": True}, {**third, "again": True}]
    assert machine.on("verify").line == {"ok": True, "entries": 2, "problems": []}


def test_two_doors_at_once_give_every_number_once(machine: Machine) -> None:
    with door(machine) as left, door(machine) as right:
        answers = [
            ask(process, application(f"{n}{side}")) for n in range(10) for side, process in enumerate((left, right))
        ]
    assert sorted(a["code"][-4:] for a in answers) == [f"{n:04d}" for n in range(1, 21)]
    assert machine.on("verify").line["ok"]


def test_same_request_at_two_doors_at_once_is_one_dossier(machine: Machine) -> None:
    with door(machine) as left, door(machine) as right:
        for process in (left, right):
            assert process.stdin is not None
            process.stdin.write(json_lines(application(f"id {n}") for n in range(20)).encode())
            process.stdin.close()
            process.stdin = None
        answers = [[json.loads(line) for line in process.communicate()[0].splitlines()] for process in (left, right)]
    assert [a["code"] for a in answers[0]] == [a["code"] for a in answers[1]]
    assert all(a["again"] != b["again"] for a, b in zip(*answers, strict=True))


def test_file_is_read_instead_of_standard_input(machine: Machine) -> None:
    file = machine.home / "sổ giấy.jsonl"
    file.write_text(
        "\n" + json_lines([application("a"), application("b", procedure="x")]) + json.dumps(application("c"))
    )
    said = machine.on("receive", "--as", "ha", "--file", file, given="{")
    assert said.code == 0
    assert [(a["id"], a["ok"]) for a in said.lines] == [("a", True), ("b", False), ("c", True)]
    for wrong in (machine.home / "không có.jsonl", machine.home):
        said = machine.on("receive", "--as", "ha", "--file", wrong)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1


def test_nothing_given_is_nothing_received(machine: Machine) -> None:
    for given in ("", "\n\r\n \n", "\ufeff"):
        said = machine.on("receive", "--as", "ha", given=given)
        assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [("ha", "sai mật khẩu", "chưa đúng"), ("ai đó", "sai mật khẩu", "chưa đúng"), ("ha", None, "COUNTER_PASSWORD")],
)
def test_stranger_is_refused_before_anything_is_read(
    machine: Machine, name: str, password: str | None, words: str
) -> None:
    said = machine.on("receive", "--as", name, given=json_lines([application("a")]), password=password)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert machine.status()["entries"] == 0


def test_folder_without_data_is_said_and_not_made(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    for verb, *more in (
        ("receive", "--as", "ha"),
        ("find", "--as", "ha", "x"),
        ("receipt", "--as", "ha", "x", "--out", "x.pdf"),
    ):
        said = machine.on(verb, *more)
        assert (said.code, said.out) == (2, "")
        assert "--data" in said.err
    assert not machine.data.exists()


def test_machine_that_is_not_enrolled_says_so_for_every_line(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    assert machine.add_account().code == 0
    [answer] = machine.receive(application("a"))
    assert (answer["ok"], answer["id"], answer["field"]) == (False, "a", "code")
    assert "ghi danh" in answer["reason"]


def test_reasons_are_in_the_language_asked_for(machine: Machine) -> None:
    bad = json_lines([application("a", procedure="x")])
    for language, word in (("vi", "thủ tục"), ("en", "procedure")):
        for words in (("--lang", language, "receive"), ("receive", "--lang", language)):
            said = machine.run(*words, "--data", machine.data, "--as", "ha", given=bad)
            assert word in said.line["reason"].lower()


def test_nothing_personal_on_standard_error_nor_in_the_names_of_files(machine: Machine) -> None:
    odd = application("b", applicant={**DUNG, "name": "<Dũng>", "phone": "x"}, note="Dũng" * 400)
    said = machine.on("receive", "--as", "ha", given=json_lines([application("a"), odd]) + "{Dũng\n")
    assert said.err == ""
    names = " ".join(str(path.relative_to(machine.home)) for path in machine.home.rglob("*"))
    assert "ũng" not in names
    assert DUNG["number"] not in names
    held = b"".join(path.read_bytes() for path in machine.home.rglob("*") if path.is_file())
    for clear in ("Nguyễn Văn Dũng", DUNG["number"], "nguyen van dung", "Hồng Gai"):
        assert clear.encode() not in held
        assert clear.encode("utf-16-le") not in held


def test_closed_streams_and_a_full_disk_end_in_a_sentence_not_in_silence(machine: Machine) -> None:
    """What was received is kept, but exit code 0 would say that its code was told."""

    def shell(words: str) -> subprocess.CompletedProcess[bytes]:
        given = {"D": str(machine.data), "P": " ".join(PROGRAM), "ONE": json.dumps(application("a"))}
        return subprocess.run(
            ["sh", "-c", words],
            capture_output=True,
            env={**environment(machine.home), **given},
            check=False,
            timeout=60,
        )

    for words, code in (
        ('$P receive --data "$D" --as ha <&-', 0),
        ('echo "$ONE" | $P receive --data "$D" --as ha >&-', 1),
        ('echo "$ONE" | $P receive --data "$D" --as ha >/dev/full', 1),
        ('$P status --data "$D" >&-', 1),
        ('$P status --data "$D" 2>&-', 0),
        ('$P status --data ""', 2),
    ):
        done = shell(words)
        assert done.returncode == code, done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr
        assert code == 0 or done.stderr.rstrip().endswith(b".")
    assert machine.receive(application("a"))[0]["again"]
