"""`counter due` by its contract: JSON on standard output, sentences on standard error, exit codes."""

from __future__ import annotations

import json

import pytest

from counter.cli import main


def ask(capsys: pytest.CaptureFixture[str], *arguments: str, lang: str = "vi") -> tuple[int, dict[str, object], str]:
    code = main(["--lang", lang, "due", *arguments])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else {}, err


def test_working_days_are_answered_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, err = ask(capsys, "--received", "2026-11-23T09:00:00+07:00", "--working-days", "3")
    assert (code, err) == (0, "")
    assert answer["due"] == "2026-11-27T09:00:00+07:00"
    assert "24/11 (Ngày Văn hóa Việt Nam)" in str(answer["why"])


def test_the_reason_is_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(capsys, "--received", "2026-11-23T02:00:00Z", "--calendar-days", "3", lang="en")
    assert answer == {
        "due": "2026-11-26T09:00:00+07:00",
        "why": "Received 09:00 Mon 23 Nov; 3 calendar days; due 09:00 Thu 26 Nov.",
        "expected": False,
        "calendar": "2026-11-21",
    }


@pytest.mark.parametrize(
    ("procedure", "received", "due"),
    [
        ("1.001193", "2026-11-20T14:59", "2026-11-20T17:00:00+07:00"),
        ("1.001193", "2026-11-20T15:01", "2026-11-23T17:00:00+07:00"),
        ("1.012817", "2026-11-23T09:00", "2026-12-22T09:00:00+07:00"),
        ("1.000894", "2026-11-23T09:00", None),
    ],
)
def test_a_procedure_s_own_limit_is_used(
    capsys: pytest.CaptureFixture[str], procedure: str, received: str, due: str | None
) -> None:
    code, answer, _ = ask(capsys, "--received", f"{received}+07:00", "--procedure", procedure)
    assert code == 0
    assert answer["due"] == due
    assert answer["why"]


def test_an_island_case_is_asked_for_by_its_key(capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--received", "2026-11-23T09:00+07:00", "--procedure", "1.012817", "--variant", "mountain_island")
    assert ask(capsys, *given)[1]["due"] == "2027-01-06T09:00:00+07:00"


def test_another_deciding_body_makes_the_time_an_expected_one(capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--received", "2026-11-25T09:00+07:00", "--working-days", "1")
    assert ask(capsys, *given, "--agency", "H49.5", "--at", "H49.22")[1] | {"why": ""} == {
        "due": "2026-11-27T09:00:00+07:00", "why": "", "expected": True, "calendar": "2026-11-21",
    }  # fmt: skip
    for same in (("--agency", "H49.22", "--at", "h49.22"), ("--agency", "H49.5")):
        answer = ask(capsys, *given, *same)[1]
        assert (answer["due"], answer["expected"]) == ("2026-11-26T09:00:00+07:00", False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--received", "2026-11-23T09:00", "--working-days", "3"), "múi giờ"),
        (("--received", "hôm qua", "--working-days", "3"), "múi giờ"),
        (("--received", "1200-11-23T09:00+07:00", "--working-days", "3"), "2000 đến 2100"),
        (("--received", "2026-11-23T09:00+07:00", "--working-days", "0"), "Thời hạn"),
        (("--received", "2026-11-23T09:00+07:00", "--calendar-days", "99999999"), "Thời hạn"),
        (("--received", "2026-11-23T09:00+07:00", "--procedure", "9.9"), "không phải là mã thủ tục"),
        (("--received", "2026-11-23T09:00+07:00", "--procedure", "1.001193", "--variant", "x"), "plain"),
        (("--received", "2026-11-23T09:00+07:00", "--working-days", "3", "--agency", "Hạ Long"), "Mã cơ quan"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, answer, err = ask(capsys, *arguments)
    assert (code, answer) == (2, {})
    assert said in err


@pytest.mark.parametrize("more", [(), ("--working-days", "3", "--calendar-days", "3")])
def test_exactly_one_limit_is_wanted(capsys: pytest.CaptureFixture[str], more: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["due", "--received", "2026-11-23T09:00+07:00", *more])
    assert left.value.code == 2
    capsys.readouterr()
