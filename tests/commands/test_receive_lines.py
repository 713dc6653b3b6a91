"""`counter receive`, fed by strangers: every line is answered in its place, and a wrong one names its field and says why."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from counter.journal.clock import VIETNAM
from tests.made.machine import Machine
from tests.made.request_lines import CIVIL, DUNG, NGOC, NGOC_CARD, OTHER, OWN, application, person, procedure_codes

NOW = datetime.now(VIETNAM).replace(microsecond=0)
PAPER = {"name": "Tờ khai đăng ký", "originals": 1, "copies": 2}
LONE = "\ud800"


def ago(**how_long: float) -> str:
    return (NOW - timedelta(**how_long)).isoformat()


# name → (line as bytes or as an application, the field that must be named; None: received)
LINES: dict[str, tuple[bytes | dict[str, Any], str | None]] = {
    "no JSON": (b"{nope", "line"),
    "cut": (json.dumps(application("x")).encode()[:-9], "line"),
    "array": (b'["a"]', "line"),
    "text": (b'"a"', "line"),
    "number": (b"12", "line"),
    "null": (b"null", "line"),
    "two objects": (b"{} {}", "line"),
    "bytes of latin-1": (json.dumps(application("x"), ensure_ascii=False).encode().replace("ũ".encode(), b"\xfc"), "line"),
    "key twice": (json.dumps(application("x")).encode().replace(b"{", b'{"fee_vnd": 8000, "fee_vnd": 80, ', 1), "fee_vnd"),
    "key of the applicant twice": (
        json.dumps(application("x")).encode().replace(b'"name"', b'"name": "Nguy", "name"', 1), "name"
    ),
    "control byte": (json.dumps(application("x"), ensure_ascii=False).encode().replace("Dũng".encode(), b"D\x00"), "line"),
    "deep": (b"[" * 100_000, "line"),
    "deep in a field": (b'{"id":"d","applicant":' + b"[" * 50_000 + b"]" * 50_000 + b"}", "line"),
    "not a number": (b'{"id":"n","fee_vnd":NaN}', "line"),
    "infinite": (b'{"id":"n","fee_vnd":-Infinity}', "line"),
    "digits without end": (b'{"id":"n","fee_vnd":' + b"9" * 5000 + b"}", "line"),
    "longer than any body": (json.dumps(application("x", note="x" * 3_000_000)).encode(), "line"),
    "no id": (application("x", id=...), "id"),
    "null id": (application("x", id=None), "id"),
    "empty id": (application(""), "id"),
    "long id": (application("i" * 65), "id"),
    "id that is a number": (application("x", id=7), "id"),
    "id with blanks around": (application(" x "), "id"),
    "id in another spelling": (application(unicodedata.normalize("NFD", "đơn số 1/2026 — ừ")), "id"),
    "longest id": (application("i" * 64), None),
    "id of any letters": (application("đơn số 1/2026 — ừ"), None),
    "no procedure": (application("p1", procedure=...), "procedure"),
    "unknown procedure": (application("p2", procedure="9.999999"), "procedure"),
    "procedure that is a number": (application("p3", procedure=1.001193), "procedure"),
    "unknown variant": (application("v1", variant="không có"), "variant"),
    "variant that is a list": (application("v2", variant=[]), "variant"),
    "no applicant": (application("a1", applicant=...), "applicant"),
    "applicant that is a text": (application("a2", applicant="Dũng"), "applicant"),
    "empty applicant": (application("a3", applicant={}), "applicant.name"),
    "short number": (application("a4", applicant=person(number="02208400123")), "applicant.number"),
    "old number": (application("a5", applicant=person(number="101234567")), "applicant.number"),
    "Arabic digits": (application("a6", applicant=person(number="٠٢٢٠٨٤٠٠١٢٣٤")), "applicant.number"),
    "raised digit": (application("a7", applicant=person(number="02208400123²")), "applicant.number"),
    "number as a number": (application("a8", applicant=person(number=22084001234)), "applicant.number"),
    "no number": (application("a9", applicant=person(number=...)), "applicant.number"),
    "no name": (application("a10", applicant=person(name=...)), "applicant.name"),
    "blank name": (application("a11", applicant=person(name=" \t ")), "applicant.name"),
    "name of markup": (application("a12", applicant=person(name="<img src=x>")), "applicant.name"),
    "lone surrogate": (application("a13", applicant=person(name=f"Nguyễn {LONE}")), "applicant.name"),
    "endless name": (application("a14", applicant=person(name="Nguyễn " * 10_000)), "applicant.name"),
    "day that is none": (application("a15", applicant=person(birth_date="1984-02-30")), "applicant.birth_date"),
    "day as on paper": (application("a16", applicant=person(birth_date="02/03/1984")), "applicant.birth_date"),
    "born tomorrow": (
        application("a17", applicant=person(birth_date=(NOW.date() + timedelta(2)).isoformat())), "applicant.birth_date"
    ),
    "sex in Vietnamese": (application("a18", applicant=person(sex="Nam")), "applicant.sex"),
    "phone of letters": (application("a19", applicant=person(phone="không có")), "applicant.phone"),
    "e-mail without a place": (application("a20", applicant=person(email="dung")), "applicant.email"),
    "with phone and e-mail": (application("a21", applicant=NGOC), None),
    "decomposed name": (application("a22", applicant=person(name=unicodedata.normalize("NFD", "Trần Thị Ngọc"))), None),
    "scan": (application("c1", applicant={"card": NGOC_CARD}), None),
    "scan sent twice with NULs": (application("c2", applicant={"card": f"{NGOC_CARD}\0\0{NGOC_CARD}\r\n"}), None),
    "scan with phone": (application("c3", applicant={"card": NGOC_CARD, "phone": "0912345678"}), None),
    "scan that is no card": (application("c4", applicant={"card": "H49.22-261123-0001"}), "applicant.card"),
    "scan that is a number": (application("c5", applicant={"card": 22190015678}), "applicant.card"),
    "scan with lost letters": (application("c6", applicant={"card": NGOC_CARD.replace("Ngọc", "Ng?c")}), "applicant.name"),
    "scan with lost letters, name typed": (
        application("c7", applicant={"card": NGOC_CARD.replace("Ngọc", "Ng?c"), "name": NGOC["name"],
                                       "address": NGOC["address"]}), None
    ),
    "owner that is a person": (application("o1", owner=NGOC), None),
    "owner by scan": (application("o2", owner={"card": NGOC_CARD}), None),
    "owner that is a firm": (
        application("o3", owner={"type": "organisation", "name": "Công ty TNHH Biển Xanh", "tax_code": "5700123456"}), None
    ),
    "owner that is a text": (application("o4", owner="Công ty"), "owner"),
    "firm with half a tax code": (application("o5", owner={"type": "organisation", "name": "A B", "tax_code": "57"}),
                                  "owner.tax_code"),
    "papers": (application("q1", papers=[PAPER, {**PAPER, "originals": 0}]), None),
    "unknown key": (application("k1", fee_vdn=8000), "fee_vdn"),
    "unknown key of nothing": (application("k2", luuy=None), "luuy"),
    "half a letter as a key": (application("k3", **{f"ghi chú{LONE}": "x"}), "ghi chú"),
    "unknown key of the applicant": (application("k4", applicant=person(emial="a@vi-du.vn")), "applicant.emial"),
    "unknown key beside a scan": (application("k5", applicant={"card": NGOC_CARD, "fone": "0912"}), "applicant.fone"),
    "unknown key of the owner": (application("k6", owner={**NGOC, "taxcode": "5700123456"}), "owner.taxcode"),
    "unknown key of a firm": (
        application("k7", owner={"type": "organisation", "name": "A B", "number": "5700123456"}), "owner.number"
    ),
    "owner of another type": (application("k8", owner={**NGOC, "type": "organization"}), "owner.type"),
    "unknown key of a paper": (application("k9", papers=[{**PAPER, "copys": 2}]), "papers.copys"),
    "unknown quantity": (application("k10", fee_quantity={"copys": 2}), "fee_quantity.copys"),
    "no papers": (application("q2", papers=[]), None),
    "papers that are a text": (application("q3", papers="Tờ khai"), "papers"),
    "paper without a name": (application("q4", papers=[{"originals": 1, "copies": 0}]), "papers"),
    "fewer papers than none": (application("q5", papers=[{**PAPER, "copies": -1}]), "papers"),
    "half a paper": (application("q6", papers=[{**PAPER, "originals": 0.5}]), "papers"),
    "more papers than fit": (application("q7", papers=[PAPER] * 5000), "papers"),
    "own body": (application("b1", deciding_agency=OWN), None),
    "another body": (application("b2", deciding_agency=OTHER), None),
    "body that is none": (application("b3", deciding_agency="Sở Xây dựng"), "deciding_agency"),
    "body with a slash": (application("b4", deciding_agency="H49/22"), "deciding_agency"),
    "late": (application("l1", received_at=ago(days=3)), None),
    "late in UTC": (application("l2", received_at=(NOW - timedelta(days=3)).astimezone(UTC).isoformat()), None),
    "late without offset": (application("l3", received_at="2026-11-20T09:05:00"), "received_at"),
    "time ahead": (application("l4", received_at=ago(days=-2)), "received_at"),
    "end of time": (application("l5", received_at="9999-12-31T23:59:59-12:00"), "received_at"),
    "beginning of time": (application("l6", received_at="0001-01-01T00:00:00+14:00"), "received_at"),
    "time in words": (application("l7", received_at="hôm qua"), "received_at"),
    "time as a number": (application("l8", received_at=1_790_000_000), "received_at"),
    "fee": (application("f1", fee_vnd=8000), None),
    "no fee": (application("f2", fee_vnd=0), None),
    "fee below nothing": (application("f3", fee_vnd=-1), "fee_vnd"),
    "half a đồng": (application("f4", fee_vnd=0.5), "fee_vnd"),
    "fee as a text": (application("f5", fee_vnd="8000"), "fee_vnd"),
    "fee that is true": (application("f6", fee_vnd=True), "fee_vnd"),
    "fee beyond 2**53": (application("f7", fee_vnd=2**60), "fee_vnd"),
    "note": (application("n1", note="Nộp hộ mẹ"), None),
    "note that is a list": (application("n2", note=["x"]), "note"),
    "note of 60 KiB": (application("n3", note="ừ" * 60_000), "note"),
}  # fmt: skip


def as_line(held: bytes | dict[str, Any]) -> bytes:
    return held if isinstance(held, bytes) else json.dumps(held).encode()


@pytest.fixture(scope="module")
def answers(shared: Machine) -> dict[str, dict[str, Any]]:
    """One run over all of them, with blank lines between, a byte order mark and Windows line ends."""
    given = b"\xef\xbb\xbf" + b"".join(as_line(held) + b"\r\n\r\n  \n" for held, _ in LINES.values())
    said = shared.on("receive", "--as", "ha", given=given)
    assert (said.code, said.err) == (0, "")
    assert len(said.lines) == len(LINES)
    return dict(zip(LINES, said.lines, strict=True))


@pytest.mark.parametrize("name", LINES)
def test_line_is_received_or_its_wrong_field_is_named(name: str, answers: dict[str, dict[str, Any]]) -> None:
    held, field = LINES[name]
    answer = answers[name]
    sent = held.get("id") if isinstance(held, dict) else None
    if field is None:
        assert answer["ok"] is True
        assert set(answer) >= {"ok", "id", "code", "provisional", "entry", "due", "again"}
        assert (answer["id"], answer["again"], len(answer["entry"])) == (sent, False, 64)
    else:
        assert (answer["ok"], answer["field"]) == (False, field)
        assert answer["reason"].strip().endswith(".")
        if isinstance(held, dict):
            assert answer["id"] == sent


def test_codes_go_up_without_a_gap_and_only_the_other_body_gets_a_provisional_one(
    answers: dict[str, dict[str, Any]],
) -> None:
    codes = [a["code"] for a in answers.values() if a["ok"] and not a["provisional"]]
    assert codes == [f"{codes[0][:-4]}{n:04d}" for n in range(1, len(codes) + 1)]
    assert codes[0].startswith("H49.22-")
    [other] = [a["code"] for a in answers.values() if a["ok"] and a["provisional"]]
    assert other == answers["another body"]["code"]
    assert other.startswith("TAM-")


def test_request_given_again_has_its_first_code_whatever_it_says_now(
    shared: Machine, answers: dict[str, dict[str, Any]]
) -> None:
    first = answers["scan"]
    changed = application("c1", procedure="2.000815", applicant=DUNG, fee_vnd=9)
    broken = {"id": "c1", "procedure": "9.999999", "applicant": DUNG}
    again = shared.receive(changed, changed, broken)
    assert again[:2] == [{**first, "again": True}] * 2
    assert (again[2]["ok"], again[2].get("code", first["code"])) in {(True, first["code"]), (False, first["code"])}


def test_every_procedure_is_received(machine: Machine) -> None:
    codes = procedure_codes()
    assert len(codes) == 159
    answers = machine.receive(*(application(code, procedure=code) for code in codes))
    assert [a["id"] for a in answers if a["ok"]] == list(codes)
    assert len({a["code"] for a in answers}) == 159
    assert all(a["due"] is None or datetime.fromisoformat(a["due"]).utcoffset() for a in answers)


def test_two_machines_share_no_code_when_one_province_enrolled_both(machine: Machine, enrolled: Any) -> None:
    mine = machine.receive(application("a"), application("b", deciding_agency=OTHER))
    theirs = enrolled().receive(application("a"), application("b", deciding_agency=OTHER))
    assert not {a["code"] for a in mine} & {a["code"] for a in theirs}


def test_late_entry_keeps_the_true_time_and_its_due_time_counts_from_it(enrolled: Any, province: Any) -> None:
    machine = enrolled()
    true = (NOW - timedelta(days=9)).replace(hour=9, minute=5, second=0)
    while true.weekday() > 4:
        true -= timedelta(days=1)
    utc = true.astimezone(UTC).isoformat()
    answer, _ = machine.receive(application("l", received_at=utc), application("m", procedure=CIVIL))
    assert machine.sync().code == 0
    [held] = [d for d in province.export()[1] if d["code"] == answer["code"]]
    assert datetime.fromisoformat(held["received_at"]) == true
    assert held["received_at"].endswith("+07:00")
    assert held["due"] == answer["due"]
    asked = machine.run("due", "--received", utc, "--procedure", CIVIL)
    assert asked.line["due"] == answer["due"]
