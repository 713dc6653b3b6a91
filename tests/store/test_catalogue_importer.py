"""The kept importer: what the source does not say stays unknown, and running it again gives the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter.settings import resource


def page(code: str, *, raw: str | None, value: int | None, unit: str | None, **more: Any) -> dict[str, Any]:
    row = {"channel": "direct", "time_raw": raw, "time_value": value, "time_unit": unit, "note": None}
    return {
        "code": code, "name": f"Thủ tục thử ({code})", "sector": "Đất đai", "level": "Cấp xã", "decision": None,
        "handled_by_police": False, "processing_time": {"raw": raw, "value": value, "unit": unit},
        "same_day_cutoff_15h": False, "fee": {"status": "free", "vnd": 0, "note": None}, "channels": [row],
        "documents": [], "results": [], "source": {"repo": "x"},
    } | more  # fmt: skip


def paper(name: str, originals: int) -> dict[str, Any]:
    return {"name": name, "originals": originals, "copies": 0, "kind": "submit", "group": None}


@pytest.fixture
def imported(tmp_path: Path) -> dict[str, dict[str, Any]]:
    source, target = tmp_path / "source", tmp_path / "catalogue"
    source.mkdir()
    shutil.copytree(resource("catalogue"), target, ignore=shutil.ignore_patterns("*.json", "__pycache__"))
    online = {"channel": "online", "time_raw": "10 Ngày", "time_value": 10, "time_unit": "calendar_day", "note": None}
    twenty = page("4.000002", raw="20 Ngày", value=20, unit="calendar_day")
    pages = [
        page("4.000001", raw="7", value=7, unit=None),
        twenty | {"channels": [*twenty["channels"], online]},
        page("4.000003", raw="1", value=1, unit=None, same_day_cutoff_15h=True, sector="Hộ tịch"),
        page("4.000004", raw="5 Ngày làm việc", value=5, unit="working_day",
             documents=[paper("Đơn theo Mẫu số", 181), paper("Tờ khai theo Thông tư 53/2025/TT-BCA).1.MuCT01bn (3).doc", 1)]),
        page("4.000005", raw=None, value=None, unit=None, channels=[], fee={"status": None, "vnd": None, "note": None}),
    ]  # fmt: skip
    (source / "procedures.json").write_text(json.dumps({"procedures": pages}), "utf-8")
    units = {"province": {"gso_code": "22", "name": "Quảng Ninh", "agency_prefix": "H49"}, "units": []}
    (source / "units.json").write_text(json.dumps(units), "utf-8")
    bytes_of = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, str(target / "importer.py"), str(source)], capture_output=True, text=True, check=True
        )
        assert "5 procedures, 0 units" in done.stdout
        bytes_of.append((target / "procedures.json").read_bytes())
    assert bytes_of[0] == bytes_of[1]
    return {row["code"]: row for row in json.loads(bytes_of[0])["procedures"]}


def test_a_time_without_unit_stays_unknown(imported: dict[str, dict[str, Any]]) -> None:
    assert imported["4.000001"]["variants"] == [{"key": "plain", "name": "Thông thường", "kind": "unknown"}]
    assert imported["4.000001"]["marks"] == ["limit_unit_lost", "papers_unknown"]


def test_two_rows_ten_days_apart_are_the_plain_and_the_island_time(imported: dict[str, dict[str, Any]]) -> None:
    cases = [(v["key"], v["kind"], v["amount"]) for v in imported["4.000002"]["variants"]]
    assert cases == [("plain", "calendar_days", 10), ("mountain_island", "calendar_days", 20)]
    assert "mountain_time_inferred" in imported["4.000002"]["marks"]


def test_the_15_o_clock_rule_makes_a_same_day_procedure(imported: dict[str, dict[str, Any]]) -> None:
    assert imported["4.000003"]["variants"][0] | {"name": ""} == {
        "key": "plain", "name": "", "kind": "same_day", "cutoff": True,
    }  # fmt: skip
    assert imported["4.000003"]["at_once"]


def test_glued_counts_are_parted_and_file_names_dropped(imported: dict[str, dict[str, Any]]) -> None:
    assert [p["name"] for p in imported["4.000004"]["papers"]] == [
        "Đơn theo Mẫu số 18",
        "Tờ khai theo Thông tư 53/2025/TT-BCA)",
    ]
    assert "originals" not in imported["4.000004"]["papers"][0]
    assert "paper_counts_repaired" in imported["4.000004"]["marks"]


def test_a_page_without_details_says_so(imported: dict[str, dict[str, Any]]) -> None:
    row = imported["4.000005"]
    assert (row["fee"], row["papers"], row["marks"]) == ({}, [], ["details_unknown"])


def test_a_name_loses_the_code_at_its_end(imported: dict[str, dict[str, Any]]) -> None:
    assert {row["name"] for row in imported.values()} == {"Thủ tục thử"}
