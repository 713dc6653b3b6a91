"""`counter find`: with and without tones, by the given name first, by code, phone and number, whatever is typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.made.machine import Machine, run_here
from tests.made.request_lines import OTHER, application, person

NAMES = (
    "Nguyễn Văn Dũng", "Nguyễn Văn Dung", "Nguyễn Văn Dụng", "Đỗ Thị Ngọc Ánh", "Đào Duy Đạt", "Hoàng Anh Tuấn",
    "Hoàng Tuấn Anh", "Lê Thị Hòa", "Trần Thị Hoà Bình", "Phạm Thu Hà",
)  # fmt: skip


@pytest.fixture(scope="module")
def codes(shared: Machine) -> dict[str, str]:
    people = [
        person(name=name, number=f"0220840{n + 40:05d}", phone=f"09123{n + 70:05d}", sex="male")
        for n, name in enumerate(NAMES)
    ]
    answers = shared.receive(
        *(application(str(n), applicant=who) for n, who in enumerate(people)),
        application("other", applicant=people[0], deciding_agency=OTHER, procedure="2.000815"),
    )
    assert all(a["ok"] for a in answers)
    return {**{name: answers[n]["code"] for n, name in enumerate(NAMES)}, "other": answers[-1]["code"]}


def find(machine: Machine, query: str, *more: str) -> list[dict[str, Any]]:
    said = run_here("find", "--data", machine.data, "--as", "ha", query, *more, home=machine.home)
    assert (said.code, said.err) == (0, "")
    return said.lines


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Dũng", "Nguyễn Văn Dũng"),
        ("nguyễn văn dụng", "Nguyễn Văn Dụng"),
        ("Dung", "Nguyễn Văn Dung"),
        ("DŨNG", "Nguyễn Văn Dũng"),
        ("Du\u0303ng", "Nguyễn Văn Dũng"),
        ("Dũng nguyen", "Nguyễn Văn Dũng"),
        ("anh hoang tuan", "Hoàng Tuấn Anh"),
        ("do thi ngoc anh", "Đỗ Thị Ngọc Ánh"),
        ("dat dao", "Đào Duy Đạt"),
        ("đạt", "Đào Duy Đạt"),
        ("hòa binh", "Trần Thị Hoà Bình"),
        ("phạm", "Phạm Thu Hà"),
    ],
)
def test_name_is_found_as_people_type_it(shared: Machine, codes: dict[str, str], query: str, first: str) -> None:
    hits = find(shared, query)
    assert hits[0]["applicant"] == first
    assert set(hits[0]) >= {"code", "applicant", "procedure", "received_at", "status"}
    assert hits[0]["status"] == "received"  # as the province says it, not a number


def test_untoned_name_finds_every_tone(shared: Machine, codes: dict[str, str]) -> None:
    assert {hit["applicant"] for hit in find(shared, "nguyen van dung")} == set(NAMES[:3])
    assert {hit["applicant"] for hit in find(shared, "hoa")} >= {"Lê Thị Hòa", "Trần Thị Hoà Bình"}


def test_code_tail_phone_and_number_find_their_dossier(shared: Machine, codes: dict[str, str]) -> None:
    code = codes["Đào Duy Đạt"]
    phones = ("0912300074", "0912 300 074", "+84912300074", "+84 912 300 074", "300074")
    for query in (code, code.lower(), code[-4:], f" {code} ", "022084000044", *phones):
        assert find(shared, query)[0]["code"] == code, query
    assert find(shared, codes["other"])[0]["code"] == codes["other"]
    assert codes["other"].startswith("TAM")


def test_limit_is_kept_and_five_without_one(shared: Machine, codes: dict[str, str]) -> None:
    assert [len(find(shared, "", *more)) for more in ((), ("--limit", "1"), ("--limit", "1000000"), ("--limit", "0"))] == [
        5, 1, len(codes), 0,
    ]  # fmt: skip
    for wrong in ("-1", "x", "1.5", "9" * 30):
        said = run_here("find", "--data", shared.data, "--as", "ha", "dung", "--limit", wrong, home=shared.home)
        assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize(
    "query",
    ['"', "'", '"dung', "dung*", "NEAR(a b)", "a AND", "OR", "NOT dung", "words:dung", "(", ")", "^dung", "%",
     "_", "\\", ";--", "😀", "\u202e", "ừ" * 4000, "{a b}", "dung\n", "0" * 400],
)  # fmt: skip
def test_query_of_any_characters_is_answered(shared: Machine, codes: dict[str, str], query: str) -> None:
    assert len(find(shared, query)) <= 5


def test_nothing_is_shown_to_a_stranger(shared: Machine, codes: dict[str, str]) -> None:
    for name, secret in (("ha", "sai mật khẩu"), ("ai đó", "sai mật khẩu"), ("ha", None)):
        said = shared.on("find", "--as", name, "dung", password=secret)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert "ũng" not in said.err


def test_program_answers_in_utf8_whatever_the_locale(shared: Machine, codes: dict[str, str]) -> None:
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        said = shared.on("find", "--as", "ha", "dat dao", env={"LC_ALL": locale, "PYTHONIOENCODING": "ascii"})
        assert said.line["applicant"] == "Đào Duy Đạt"
