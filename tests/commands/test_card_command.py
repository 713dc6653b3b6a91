"""`counter card` as IT would call it: bytes in, JSON lines out."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

PLAIN = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"


def card(held: bytes, *arguments: str) -> tuple[list[dict[str, Any]], int]:
    done = subprocess.run(
        [sys.executable, "-m", "counter", *arguments], input=held, capture_output=True, check=False, timeout=60
    )
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.returncode


def test_each_line_gets_its_answer_when_some_are_no_card() -> None:
    lines = [
        PLAIN.encode(),
        b"",
        b"hello",
        PLAIN.encode()[:-8] + b"\r",
        b"\xff" * 70_000,
        PLAIN.encode("latin-1", "replace"),
    ]
    answers, code = card(b"\n".join(lines), "card")
    assert code == 0
    assert [answer["ok"] for answer in answers] == [True, False, False, True, False, True]
    assert answers[0] == {
        "ok": True, "number": "022185001234", "old_number": "123456789", "name": "Nguyễn Thị Hà Mai",
        "birth_date": "1985-02-01", "sex": "female", "address": "Tổ 5, phường Hà Tu, Quảng Ninh", "issue_date": "2021-09-15",
        "doubtful": [], "repaired": [],
    }  # fmt: skip
    assert (answers[3]["issue_date"], answers[3]["doubtful"]) == (None, ["issue_date"])
    assert {"name", "address"} <= set(answers[5]["doubtful"])


def test_json_strings_may_hold_nul_and_line_ends_and_anything_else_is_answered() -> None:
    strings = [PLAIN + "\0\0\r\n", PLAIN + "\n" + PLAIN, "\ud800"]
    lines = [*(json.dumps(text) for text in strings), "12", "{", "[" * 5000, "null"]
    answers, code = card("\n".join(lines).encode() + b"\n", "--lang", "en", "card", "--json-in")
    assert code == 0
    assert [answer["ok"] for answer in answers] == [True, True, False, False, False, False, False]
    assert answers[0]["repaired"] == ["control_characters"]
    assert answers[1]["repaired"] == ["sent_twice"]
    assert answers[3]["reason"] == "This line is not a JSON string."


def test_reason_is_in_the_language_asked_for() -> None:
    assert card(b"hello\n", "--lang", "vi", "card")[0][0]["reason"].startswith("Đây không phải mã QR của thẻ căn cước.")
    assert card(b"hello\n", "card", "--lang", "en")[0][0]["reason"].startswith(
        "This is not the QR of an identity card."
    )


def test_answer_comes_before_the_next_line_is_sent() -> None:
    door = subprocess.Popen([sys.executable, "-m", "counter", "card"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert door.stdin is not None
    assert door.stdout is not None
    for _ in range(2):
        door.stdin.write(PLAIN.encode() + b"\n")
        door.stdin.flush()
        assert json.loads(door.stdout.readline())["ok"] is True
    door.stdin.close()
    assert door.wait(timeout=60) == 0
    door.stdout.close()
