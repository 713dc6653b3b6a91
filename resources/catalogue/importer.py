"""Make `procedures.json` and `units.json` of this folder from a research folder: `importer.py SOURCE_DIR`.

SOURCE_DIR holds `procedures.json` (schema counter.research.procedures/1: what the pages of the national portal showed)
and `units.json` (counter.research.units/1). Running it twice gives the same bytes. Nothing is guessed: what the source
does not say, or says in two ways, stays unknown or keeps its plainest reading, and carries a mark. Each mark means
"to be confirmed by the province"; `marks` at the head of `procedures.json` words it in Vietnamese and English.

`procedures.json`, schema counter.catalogue.procedures/1; a key that is absent has the value in brackets:

    version      of the whole list; a dossier keeps the version of its procedure
    source       where the texts come from
    marks        key -> [vi, en]
    procedures   code, name, sector, level
                 version       of this procedure alone [that of the list]
                 decision      by which the ministry published it [null]
                 from, to      effective dates, both included [open]; a code may stand twice with other dates
                 variants      key ("plain" first), name, kind ("unknown"), amount [null], cutoff [false]
                               kind: same_day | working_days | calendar_days | hours | unknown
                               cutoff: received after 15:00, the result is due on the next working day
                 limit_note    what the source says about the time, where kind and amount cannot carry it [null]
                 papers        name, originals [1], copies [0], kind ["submit"], group [null]
                 fee           kind ["unknown"], vnd [null], formula [null], until [null], note [null]
                               formula: per_copy | per_case | per_deal | per_document | per_person | certified_copy
                 results       names
                 police, at_once, supplement  [false, false, "restart"]
                 marks         keys

`units.json`, schema counter.catalogue.units/1: province, and per unit gso_code, name, type, short_name, one_stop_name,
agency_code (null: not known), mountain_island (true | null: not known), island (what is known of it), former and
former_partly as [old name, old district] and marks.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

from readings import CASE_NAMES, CERTIFIED_COPY_NOTE, FORMULAS, MARKS, READINGS

VERSION = "2026-11-21"
HERE = Path(__file__).parent
UNITS_OF_TIME = {"working_day": "working_days", "calendar_day": "calendar_days", "hour": "hours"}
FEES = {
    "free": "free",
    "fixed": "fixed",
    "set_by_provincial_council": "by_province",
    "fixed_with_provincial_rule": "by_province",
    "per_law_not_stated": "by_law",
}
POLICE_NOT_SURE = {"1.012537", "1.012538"}  # their notes send the applicant to the commune's one-stop
# The name of an attached blank form, glued to the paper's name on the pages.
FILE_TAIL = re.compile(
    r"[;.]?(?:Mẫu số \d+|Mus[\w\-.]*|Mau\w*|Giấy đề nghị|[Vv]ăn bản đề nghị(?: \([^()]*\))?|Vnbn\w*|Phụ lục IV-NĐ 112"
    r"|Đơn_\w[\w.]*|\d\.[\w.]*(?: \(\d\))?)\.(?:docx?|pdf)$"
)


def text(value: str | None) -> str | None:
    """NFC, single spaces; None for nothing."""
    value = unicodedata.normalize("NFC", " ".join((value or "").split()))
    return value or None


def name(value: str) -> str:
    """A procedure's name without the code that some pages repeat at its end."""
    return re.sub(r"\s*\(\d\.\d{6}\)$", "", text(value) or "").rstrip(" .;")


def rows(source: dict, channel: str) -> list[tuple[str | None, int | None, str | None]]:
    return [(c["time_unit"], c["time_value"], c["time_raw"]) for c in source["channels"] if c["channel"] == channel]


def limits(source: dict) -> tuple[list[tuple[str, str, int | None]], list[str], bool]:
    """The limits by case, the marks, and whether the 15:00 rule holds."""
    code, time = source["code"], source["processing_time"]
    if not source["channels"]:
        return [("plain", "unknown", None)], ["details_unknown"], False
    if code in READINGS:
        cases, marks = READINGS[code]
        return cases, list(marks), cases[0][1] == "same_day"
    if source["same_day_cutoff_15h"]:
        return [("plain", "same_day", None)], [], True
    if time["value"] is None:
        return [("plain", "unknown", None)], ["limit_not_stated"], False
    if time["unit"] is None:
        return [("plain", "unknown", None)], ["limit_unit_lost"], False
    kind, amount = UNITS_OF_TIME[time["unit"]], int(time["value"])
    others = {r[:2] for r in rows(source, "online") + rows(source, "post")}
    if not rows(source, "direct"):
        return [("plain", kind, amount)], ["limit_from_other_channel"], False
    if not others or others == {(time["unit"], time["value"])}:
        return [("plain", kind, amount)], [], False
    if source["sector"] == "Đất đai" and others == {(time["unit"], time["value"] - 10)}:
        return [("plain", kind, amount - 10), ("mountain_island", kind, amount)], ["mountain_time_inferred"], False
    return [("plain", kind, amount)], ["limit_rows_differ"], False


def fee(source: dict) -> tuple[dict, list[str]]:
    status, code = source["fee"]["status"], source["code"]
    note = text(source["fee"]["note"])
    if status in (None, "not_stated"):
        # What stands in the fee's place there is about the filing, not about money.
        return {}, ["fee_not_stated"] if source["channels"] else []
    kind, marks = FEES[status], []
    made: dict = {"kind": kind}
    if kind == "fixed" and source["fee"]["vnd"] == 0:
        made["kind"] = "free"
    elif kind == "fixed":
        made["vnd"] = source["fee"]["vnd"]
    if kind == "by_province":
        marks.append("fee_by_province")
    if kind == "by_law":
        marks.append("fee_by_law")
    if status == "fixed_with_provincial_rule":
        marks.append("fee_inconsistent")
        note = f"Nguồn ghi 50.000 đồng khi nộp trực tiếp, 150.000 đồng khi nộp trực tuyến hoặc qua bưu chính. {note}"
    if code in FORMULAS:
        made["formula"] = FORMULAS[code]
    if FORMULAS.get(code) == "certified_copy":
        made["kind"], note = "formula", CERTIFIED_COPY_NOTE
    if "64/2025/TT-BTC" in json.dumps(source["channels"], ensure_ascii=False):
        made["until"] = "2026-12-31"
        marks.append("fee_temporary")
    if note and not note.startswith(("/", "Không")):
        made["note"] = note
    return made, marks


def papers(source: dict) -> tuple[list[dict], list[str]]:
    made, marks, seen = [], [], set()
    for paper in source["documents"]:
        label = (text(FILE_TAIL.sub("", text(paper["name"]) or "")) or "").lstrip(".").rstrip(";")
        if not label:
            marks.append("paper_nameless")
            continue
        originals, copies, group = paper["originals"], paper["copies"], text(paper["group"])
        if originals > 100:
            # "Mẫu số 18" and "1 bản chính" were read as 181: the last digit is the count.
            glued, originals = divmod(originals, 10)
            if not label.endswith("…"):
                label = f"{label}{glued}" if label.endswith("/") else f"{label} {glued}"
            marks.append("paper_counts_repaired")
        if (label, group) in seen:
            continue
        seen.add((label, group))
        line: dict = {"name": label}
        if originals != 1:
            line["originals"] = originals
        if copies:
            line["copies"] = copies
        if paper["kind"] != "submit":
            line["kind"] = paper["kind"]
        if group:
            line["group"] = group
        made.append(line)
    if not made and source["channels"]:
        marks.append("papers_unknown")
    return made, sorted(set(marks))


def limit_note(source: dict, marks: list[str]) -> str | None:
    if "limit_unit_lost" in marks:
        return f"Nguồn ghi “{source['processing_time']['raw']}”, không có đơn vị."
    if not {"limit_in_steps", "limit_by_case", "limit_from_note", "variant_to_confirm", "limit_unit_conflict"} & set(
        marks
    ):
        return None
    channels = [c for c in source["channels"] if c["channel"] == "direct"] or source["channels"]
    notes: list[str] = []
    for channel in channels:
        note = text(channel["note"])
        if note and note not in notes and re.search(r"\d+ (?:ngày|giờ)", note):
            notes.append(note)
    return "; ".join(n.rstrip(" .;") for n in notes) or None


def procedure(source: dict) -> dict:
    """One procedure in the catalogue's schema."""
    cases, marks, cutoff = limits(source)
    cost, fee_marks = fee(source)
    lines, paper_marks = papers(source)
    civil = ["civil_status_law_2027"] if source["sector"] == "Hộ tịch" else []
    marks = [*marks, *fee_marks, *paper_marks, *civil]
    made: dict = {
        "code": source["code"],
        "name": name(source["name"]),
        "sector": text(source["sector"]),
        "level": text(source["level"]).lower().replace("cấp", "Cấp", 1),
    }
    if decision := text(source["decision"]):
        made["decision"] = decision
    made["variants"] = []
    for key, unit, amount in cases:
        variant: dict = {"key": key, "name": CASE_NAMES[key], "kind": unit}
        if amount is not None:
            variant["amount"] = amount
        if cutoff and unit == "same_day":
            variant["cutoff"] = True
        made["variants"].append(variant)
    if note := limit_note(source, marks):
        made["limit_note"] = note
    made["papers"] = lines
    made["fee"] = cost
    made["results"] = list(dict.fromkeys(text(r["name"]) for r in source["results"]))
    if source["handled_by_police"] and source["code"] not in POLICE_NOT_SURE:
        made["police"] = True
    # Decree 118/2025 art. 17(4): settled on the spot, no receipt unless asked for.
    if source["sector"] == "Chứng thực" or cases[0][1] == "same_day":
        made["at_once"] = True
    made["marks"] = marks
    return made


def unit(source: dict) -> dict:
    """One unit in the catalogue's schema. Whole islands are "miền núi, hải đảo"; of no other unit is it known."""
    status = source["island"]["status"]
    made = {
        "gso_code": source["gso_code"],
        "name": text(source["name"]),
        "type": source["type"],
        "short_name": text(source["short_name"]),
        "one_stop_name": text(source["one_stop_name"]),
        "agency_code": source["agency_code"],
        "mountain_island": True if status in ("whole_island", "whole_archipelago") else None,
        "former": [[text(f["name"]), text(f["district"])] for f in source["former_units"]],
        "marks": ["one_stop_name", "agency_code", "mountain_island"],
    }
    if status != "none_known":
        made["island"] = status
    if source["former_units_partly"]:
        made["former_partly"] = [[text(f["name"]), text(f["district"])] for f in source["former_units_partly"]]
    return made


def lines_of(head: dict, key: str, items: list[dict]) -> str:
    """JSON with one item on a line, so that a change of one shows as one."""
    top = "".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n" for k, v in head.items())
    body = ",\n".join(json.dumps(i, ensure_ascii=False, separators=(",", ":")) for i in items)
    return f"{{\n{top}{json.dumps(key)}: [\n{body}\n]\n}}\n"


def main(folder: Path) -> None:
    """Read both lists of `folder`, write both files of this folder, say how many."""
    found = json.loads((folder / "procedures.json").read_text("utf-8"))["procedures"]
    made = sorted((procedure(p) for p in found), key=lambda p: p["code"])
    if len({p["code"] for p in made}) != len(found):
        raise SystemExit("a code stands twice in the source")
    used = {m for p in made for m in p["marks"]}
    head = {
        "schema": "counter.catalogue.procedures/1",
        "version": VERSION,
        "source": "Pages of the national portal dichvucong.gov.vn as copied by third parties in 2026, shortened (… marks "
        "a cut); codes of social protection and people of merit from public lists without details. Nothing here was "
        "confirmed by the province; national limits are upper bounds.",
        "marks": {k: list(v) for k, v in MARKS.items() if k in used},
    }
    (HERE / "procedures.json").write_text(lines_of(head, "procedures", made), "utf-8", newline="\n")
    source = json.loads((folder / "units.json").read_text("utf-8"))
    units = sorted((unit(u) for u in source["units"]), key=lambda u: u["gso_code"])
    province = source["province"]
    head = {
        "schema": "counter.catalogue.units/1",
        "version": VERSION,
        "source": "PyPI vietnam-provinces 2025.10.1 (names, codes, types) and vietnamadminunits 1.0.4 (former units)",
        "province": {
            "gso_code": province["gso_code"],
            "name": province["name"],
            "agency_code": province["agency_prefix"],
        },
    }
    (HERE / "units.json").write_text(lines_of(head, "units", units), "utf-8", newline="\n")
    print(f"{len(made)} procedures, {len(units)} units")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
