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
MARKS = {
    "limit_unit_lost": (
        "Trang nguồn mất đơn vị của thời hạn; cần đối chiếu quyết định công bố.",
        "The source lost the unit of the time limit; check the published decision.",
    ),
    "limit_not_stated": ("Nguồn không nêu thời hạn giải quyết.", "The source states no time limit."),
    "limit_in_steps": (
        "Nguồn chỉ nêu thời hạn của từng bước, không nêu tổng thời hạn.",
        "The source states the time of each step, not the whole limit.",
    ),
    "limit_by_case": (
        "Thời hạn khác nhau theo trường hợp; nguồn bị cắt bớt.",
        "The limit differs by case and the source is cut short.",
    ),
    "limit_from_note": (
        "Thời hạn đọc từ phần ghi chú của trang nguồn.",
        "The limit was read from a note of the source.",
    ),
    "limit_from_certification_rule": (
        "Thời hạn theo quy định chung về chứng thực (trong ngày, sau 15 giờ thì ngày làm việc tiếp theo).",
        "The limit follows the general rule of certification (same day; after 15:00 the next working day).",
    ),
    "limit_from_other_channel": (
        "Nguồn chỉ nêu thời hạn cho hình thức nộp trực tuyến.",
        "The source states the limit for online filing only.",
    ),
    "limit_rows_differ": (
        "Nguồn nêu thời hạn khác nhau giữa các hình thức nộp; đang dùng dòng nộp trực tiếp.",
        "The source has other limits for other channels; the row for filing at the counter is used.",
    ),
    "limit_unit_conflict": (
        "Nguồn lúc ghi ngày, lúc ghi ngày làm việc.",
        "The source says days in one place and working days in another.",
    ),
    "mountain_time_inferred": (
        "Thời hạn miền núi, hải đảo suy từ hai dòng chênh nhau 10 ngày của trang nguồn.",
        "The time for mountains and islands is inferred from two rows of the source that differ by 10 days.",
    ),
    "variant_to_confirm": (
        "Trường hợp có thời hạn riêng, lấy từ ghi chú của trang nguồn.",
        "A case with its own limit, taken from a note of the source.",
    ),
    "fee_by_province": (
        "Mức thu do Hội đồng nhân dân tỉnh quy định.",
        "The amount is set by the provincial council.",
    ),
    "fee_by_law": (
        "Nguồn dẫn chiếu pháp luật về phí, lệ phí, không nêu mức thu.",
        "The source refers to the fee law and states no amount.",
    ),
    "fee_not_stated": ("Nguồn không nêu phí, lệ phí.", "The source states no fee."),
    "fee_inconsistent": (
        "Nguồn nêu hai mức thu khác nhau.",
        "The source shows two different amounts.",
    ),
    "fee_temporary": (
        "Mức thu theo văn bản có thời hạn; hết hạn phải kiểm tra lại.",
        "The amount rests on a text with an end date; check it again afterwards.",
    ),
    "papers_unknown": ("Chưa có danh mục giấy tờ.", "The list of papers is not known."),
    "paper_counts_repaired": (
        "Số bản bị dính với chữ số đứng trước trong nguồn, đã tách lại.",
        "A number of copies was glued to the digits before it in the source and was parted again.",
    ),
    "details_unknown": (
        "Chỉ biết mã và nội dung chính; tên, thời hạn, phí và giấy tờ chưa có.",
        "Only the code and the subject are known; exact name, limit, fee and papers are not.",
    ),
    "handler_to_confirm": (
        "Chưa rõ Công an xã hay bộ phận một cửa tiếp nhận.",
        "It is not clear whether the police or the one-stop receives it.",
    ),
    "civil_status_law_2027": (
        "Từ 01/3/2027 áp dụng Luật Hộ tịch 03/2026/QH15 (trong 24 giờ nếu không có thời hạn riêng).",
        "From 2027-03-01 the Civil Status Law 03/2026/QH15 applies (24 hours where no own limit is set).",
    ),
}
CASE_NAMES = {
    "plain": "Thông thường",
    "mountain_island": "Miền núi, hải đảo",
    "site_check": "Cần kiểm tra thực tế",
    "protected_trees": "Có cây xanh thuộc danh mục cần bảo tồn",
    "funeral": "Phục vụ đám tang",
    "no_valid_card": "Chưa có thẻ căn cước còn hiệu lực",
    "verification": "Trường hợp cần xác minh",
    "complex": "Trường hợp phức tạp",
    "not_in_store": "Chưa có thông tin trong Cơ sở dữ liệu quốc gia về dân cư",
}
WORKING, CALENDAR = "working_days", "calendar_days"
# Read by a person from the notes of the source's rows: code -> (limits by case, marks).
READINGS: dict[str, tuple[list[tuple[str, str, int | None]], list[str]]] = {
    # Three rows of one channel are the steps reception, appraisal, decision; no sum is stated.
    "1.012537": ([("plain", "unknown", None)], ["limit_in_steps", "handler_to_confirm"]),
    "1.012538": ([("plain", "unknown", None)], ["limit_in_steps", "handler_to_confirm"]),
    "1.003956": ([("plain", "unknown", None)], ["limit_in_steps"]),
    "1.004498": ([("plain", "unknown", None)], ["limit_by_case"]),
    # "05 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ": the limit stands in the note, number and unit.
    "1.004656": ([("plain", WORKING, 5)], ["limit_from_note"]),
    "1.014801": ([("plain", WORKING, 5)], ["limit_from_note"]),
    "1.004680": ([("plain", WORKING, 3), ("site_check", WORKING, 7)], ["limit_from_note"]),
    "1.002693": ([("plain", WORKING, 10), ("protected_trees", WORKING, 20)], ["variant_to_confirm"]),
    "1.013274": ([("plain", WORKING, 5), ("funeral", CALENDAR, 1)], ["variant_to_confirm"]),
    "3.000228": ([("plain", WORKING, 3), ("no_valid_card", WORKING, 7)], ["variant_to_confirm"]),
    "1.010041": (
        [("plain", WORKING, 1), ("verification", WORKING, 3)],
        ["variant_to_confirm", "limit_from_other_channel"],
    ),
    "1.003677": ([("plain", WORKING, 1), ("complex", WORKING, 2)], ["variant_to_confirm", "limit_from_other_channel"]),
    # The row says 30 working days, its note 30 days: the shorter one is promised.
    "1.010040": (
        [("plain", WORKING, 5), ("not_in_store", CALENDAR, 30)],
        ["variant_to_confirm", "limit_unit_conflict"],
    ),
    # The rows say days, the notes working days: the shorter one is promised.
    "2.000986": ([("plain", CALENDAR, 20)], ["limit_unit_conflict"]),
    "2.001023": ([("plain", CALENDAR, 15)], ["limit_unit_conflict"]),
    # 20 working days, 30 in mountain, island, remote or hard-up communes: stated by a province's list.
    "1.012817": ([("plain", WORKING, 20), ("mountain_island", WORKING, 30)], []),
    # Copies and signatures: Decree 23/2015 art. 7. Deals have an own limit that the source does not state.
    **{
        code: ([("plain", "same_day", None)], ["limit_from_certification_rule"])
        for code in ("2.000815", "2.000942", "2.000884", "2.000992", "2.001008")
    },
}
FORMULAS = {
    "2.000815": "certified_copy", "2.000942": "certified_copy", "2.000635": "per_copy", "2.002516": "per_document",
    "2.000884": "per_case", "2.000992": "per_case", "2.001008": "per_case", "2.001263": "per_case",
    "2.000913": "per_deal", "2.000927": "per_deal", "2.001035": "per_deal",
    "2.001016": "per_document", "2.001019": "per_document", "2.001406": "per_document",
    "1.002755": "per_person", "1.004194": "per_person",
}  # fmt: skip
CERTIFIED_COPY_NOTE = (
    "2.000 đồng/trang; từ trang thứ 3 trở lên 1.000 đồng/trang; tối đa 200.000 đồng/bản. "
    "Trang là căn cứ để thu phí được tính theo trang của bản chính."
)
POLICE_NOT_SURE = {"1.012537", "1.012538"}  # their notes send the applicant to the commune's one-stop
FILE_TAIL = re.compile(r"\.?[\w\-.()]{4,}\.(?:docx?|pdf|xlsx?|rar|zip)$", re.IGNORECASE)


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
        label = text(FILE_TAIL.sub("", text(paper["name"]) or "")) or ""
        originals, copies, group = paper["originals"], paper["copies"], text(paper["group"])
        if originals > 100:
            # "Mẫu số 18" and "1 bản chính" were read as 181: the last digit is the count.
            glued, originals = divmod(originals, 10)
            if not label.endswith("…"):
                label = f"{label}{glued}" if label.endswith("/") else f"{label} {glued}"
            marks = ["paper_counts_repaired"]
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
    return made, marks


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
    """One unit in the catalogue's schema. Only whole islands are known to be "miền núi, hải đảo"; nothing is known to be not."""
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
        "source": "Pages of the national portal dichvucong.gov.vn as copied by third parties in 2026, shortened (… marks a "
        "cut); codes of social protection and people of merit from public lists without details. Nothing here was confirmed "
        "by the province; national limits are upper bounds.",
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
