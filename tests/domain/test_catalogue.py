"""The catalogue: nothing of the source is lost, nothing unknown became known, versions have their days."""

from __future__ import annotations

import copy
import json
import unicodedata
from datetime import date
from typing import Any

import pytest

from counter.domain.catalogue import Catalogue
from counter.domain.sentence import Refused, say
from counter.domain.unit import usual_case
from counter.store.catalogue import load_catalogue, read_catalogue

TODAY = date(2026, 11, 21)
CATALOGUE = load_catalogue()
FILES = read_catalogue()
ALL = [CATALOGUE.procedure(code, TODAY) for code in CATALOGUE.codes()]
# The 42 pages that lost the unit of their time; ten of them say by the 15:00 rule that they are same-day.
UNIT_LOST = 32


def limit(code: str, case: str = "plain") -> tuple[str, int | None, bool]:
    found = CATALOGUE.procedure(code, TODAY).variant(case)
    assert found is not None
    return found.limit.kind, found.limit.amount, found.limit.cutoff_15h


def test_all_procedures_and_units_are_there() -> None:
    assert len(CATALOGUE) == len(ALL) == 159
    assert len(CATALOGUE.units) == 54
    assert len({u.gso_code for u in CATALOGUE.units}) == 54
    assert sorted({u.type for u in CATALOGUE.units}) == ["phường", "xã", "đặc khu"]


def test_every_procedure_begins_with_its_plain_case_and_has_a_limit_that_can_be_counted() -> None:
    for procedure in ALL:
        assert procedure.variants[0].key == "plain"
        assert len({v.key for v in procedure.variants}) == len(procedure.variants)
        for variant in procedure.variants:
            counted = variant.limit.kind in ("working_days", "calendar_days", "hours")
            assert (variant.limit.amount is not None and variant.limit.amount > 0) is counted
            assert not variant.limit.cutoff_15h or variant.limit.kind == "same_day"


def test_a_lost_unit_stays_unknown_and_is_marked() -> None:
    lost = [p for p in ALL if "limit_unit_lost" in p.marks]
    assert len(lost) == UNIT_LOST
    assert all(p.variants[0].limit.kind == "unknown" for p in lost)
    assert CATALOGUE.procedure("1.000894", TODAY).limit_note == "Nguồn ghi “1”, không có đơn vị."


def test_what_is_unknown_is_always_marked() -> None:
    for procedure in ALL:
        if procedure.variants[0].limit.kind == "unknown":
            assert any(m.startswith("limit_") or m == "details_unknown" for m in procedure.marks), procedure.code
        if procedure.fee.kind == "unknown":
            assert {"fee_not_stated", "details_unknown"} & set(procedure.marks), procedure.code
        if not procedure.papers:
            assert {"papers_unknown", "details_unknown"} & set(procedure.marks), procedure.code


def test_every_mark_has_words_in_both_languages() -> None:
    for procedure in ALL:
        for mark in procedure.marks:
            assert CATALOGUE.mark(mark).endswith(".")
            assert CATALOGUE.mark(mark, "en").endswith(".")


@pytest.mark.parametrize(
    "code",
    ["1.000110", "1.000656", "1.001193", "1.001766", "1.004827", "1.004859", "2.000528", "2.000547", "2.000635", "2.000748",
     "2.002363", "2.000815"],
)  # fmt: skip
def test_same_day_procedures_have_the_cut_off_and_may_be_settled_at_once(code: str) -> None:
    assert limit(code) == ("same_day", None, True)
    assert CATALOGUE.procedure(code, TODAY).may_settle_at_once


@pytest.mark.parametrize(
    ("code", "case", "expected"),
    [
        ("1.012817", "plain", ("working_days", 20, False)),
        ("1.012817", "mountain_island", ("working_days", 30, False)),
        ("1.012812", "plain", ("calendar_days", 30, False)),
        ("1.012812", "mountain_island", ("calendar_days", 40, False)),
        ("1.004194", "plain", ("working_days", 3, False)),
        ("1.004680", "site_check", ("working_days", 7, False)),
        ("1.013274", "funeral", ("calendar_days", 1, False)),
        ("2.001159", "plain", ("hours", 1, False)),
        ("1.012537", "plain", ("unknown", None, False)),
        ("2.001035", "plain", ("unknown", None, False)),
    ],
)
def test_a_limit_is_the_one_that_the_source_states(
    code: str, case: str, expected: tuple[str, int | None, bool]
) -> None:
    assert limit(code, case) == expected


def test_internal_steps_are_no_cases_and_are_told_in_the_note() -> None:
    procedure = CATALOGUE.procedure("1.012537", TODAY)
    assert [v.key for v in procedure.variants] == ["plain"]
    assert "limit_in_steps" in procedure.marks
    assert "thẩm định hồ sơ trong thời hạn 05 ngày làm việc" in (procedure.limit_note or "")


def test_an_island_time_that_was_inferred_is_marked_and_the_stated_one_is_not() -> None:
    for procedure in ALL:
        if procedure.variant("mountain_island") is not None:
            assert ("mountain_time_inferred" in procedure.marks) is (procedure.code != "1.012817")
            assert procedure.sector == "Đất đai"


def test_only_the_islands_are_known_to_have_the_longer_time_and_nothing_is_known_not_to() -> None:
    longer = {u.short_name for u in CATALOGUE.units if u.mountain_island}
    assert longer == {"Cô Tô", "Cái Chiên", "Vĩnh Thực"}
    assert {u.mountain_island for u in CATALOGUE.units} == {True, None}


def test_a_dossier_of_an_island_usually_has_the_island_time() -> None:
    land, birth = CATALOGUE.procedure("1.012817", TODAY), CATALOGUE.procedure("1.001193", TODAY)
    island, ward = CATALOGUE.unit("07192"), CATALOGUE.unit("06652")
    assert usual_case(land, island) == "mountain_island"
    assert usual_case(land, ward) == usual_case(birth, island) == "plain"


def test_fees_are_what_the_source_states() -> None:
    def fee(code: str) -> tuple[str, int | None, str | None]:
        rule = CATALOGUE.procedure(code, TODAY).fee
        return rule.kind, rule.vnd, rule.formula

    assert fee("1.001193") == ("free", None, None)
    assert fee("1.000656") == ("by_province", None, None)
    assert fee("2.000635") == ("fixed", 8000, "per_copy")
    assert fee("2.000815") == fee("2.000942") == ("formula", 2000, "certified_copy")
    assert fee("2.000884") == ("fixed", 10000, "per_case")
    assert fee("2.001035") == ("fixed", 50000, "per_deal")
    assert fee("1.001612") == ("by_province", None, None)
    assert fee("1.013133") == ("free", None, None)
    assert CATALOGUE.procedure("1.013234", TODAY).fee.until == date(2026, 12, 31)


def test_no_count_of_papers_is_a_number_glued_to_another() -> None:
    assert max(paper.originals for p in ALL for paper in p.papers) <= 3
    names = [paper.name for paper in CATALOGUE.procedure("1.012817", TODAY).papers if paper.name.endswith("Mẫu số 18")]
    assert len(names) == 1


def test_no_paper_bears_the_name_of_a_file_and_none_lost_its_own() -> None:
    names = [paper.name for p in ALL for paper in p.papers]
    assert not [name for name in names if name.endswith((".doc", ".docx", ".pdf"))]
    assert min(len(name) for name in names) > 3
    assert "Đơn xin nhận con nuôi" in names
    assert any(name.endswith("Thông tư số 53/2025/TT-BCA)") for name in names)


def test_the_police_s_procedures_are_told_apart() -> None:
    assert CATALOGUE.procedure("1.004194", TODAY).handled_by_police
    assert not CATALOGUE.procedure("1.012537", TODAY).handled_by_police


def test_the_forms_have_numbers_01_to_07_and_the_transfer_slip_none() -> None:
    assert [f.number for f in CATALOGUE.forms] == ["01", "02", "03", "04", "05", "06", "07", None]
    assert CATALOGUE.form("receipt").title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    assert CATALOGUE.form("extension").former_title == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    with pytest.raises(KeyError):
        CATALOGUE.form("no such form")


def test_an_unknown_code_is_refused_beside_its_field() -> None:
    with pytest.raises(Refused) as refused:
        CATALOGUE.procedure("9.999999", TODAY)
    assert refused.value.field == "procedure"
    assert "9.999999" in say(refused.value.sentence)


def with_versions(**ends: dict[str, str]) -> Catalogue:
    files: dict[str, Any] = copy.deepcopy(FILES)
    rows = files["procedures"]["procedures"]
    row = next(r for r in rows if r["code"] == "1.001193")
    rows.remove(row)
    for version, dates in ends.items():
        rows.append({**row, "version": version, **dates})
    return Catalogue.from_json(**files)


def test_the_version_in_force_on_the_day_is_given() -> None:
    made = with_versions(new={"from": "2027-03-01"}, old={"to": "2027-02-28"})
    assert made.procedure("1.001193", date(2027, 2, 28)).version == "old"
    assert made.procedure("1.001193", date(2027, 3, 1)).version == "new"
    assert made.procedure("1.001193", date(2027, 3, 1)).effective_from == date(2027, 3, 1)


def test_a_day_without_a_version_is_refused_and_not_found() -> None:
    made = with_versions(old={"to": "2026-01-31"}, new={"from": "2026-03-01"})
    with pytest.raises(Refused, match="not_in_force"):
        made.procedure("1.001193", date(2026, 2, 15))
    assert "1.001193" not in [p.code for p in made.find_procedures("khai sinh", 50, on=date(2026, 2, 15))]
    assert "1.001193" in [p.code for p in made.find_procedures("khai sinh", 50, on=TODAY)]


def test_a_unit_is_found_by_its_name_and_by_what_it_was() -> None:
    assert [u.name for u in CATALOGUE.units_named("co to")] == ["Đặc khu Cô Tô"]
    assert [u.name for u in CATALOGUE.units_named("Xã Minh Châu")] == ["Đặc khu Vân Đồn"]
    assert [u.name for u in CATALOGUE.units_named("hà khẩu")] == ["Phường Việt Hưng", "Phường Tuần Châu"]
    assert CATALOGUE.units_named("Hạ Long")[0].name == "Phường Hạ Long"
    assert CATALOGUE.units_named("  ") == CATALOGUE.units_named("Hà Nội") == []


def test_a_unit_that_is_not_of_the_province_is_refused() -> None:
    assert CATALOGUE.unit("06652").one_stop_name == "Trung tâm Phục vụ hành chính công phường Hà Tu"
    assert CATALOGUE.unit("06652").agency_code is None
    with pytest.raises(Refused):
        CATALOGUE.unit("00001")


def test_names_have_one_spelling_whatever_the_province_wrote_them_in() -> None:
    """Else a procedure in another spelling could be received by nobody: its name would not go into the journal."""
    decomposed = json.loads(unicodedata.normalize("NFD", json.dumps(FILES, ensure_ascii=False)))
    made = Catalogue.from_json(**decomposed)
    one, same = made.procedure("1.001193", TODAY), CATALOGUE.procedure("1.001193", TODAY)
    assert (one.name, one.sector, one.variants, one.papers) == (same.name, same.sector, same.variants, same.papers)
    assert made.units[0].one_stop_name == CATALOGUE.units[0].one_stop_name
    assert made.form("receipt").title == CATALOGUE.form("receipt").title
    assert made.calendar.days == CATALOGUE.calendar.days
