"""From the entry of a reception to the facts of its receipt."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from counter.printing.facts import FeeFacts, PaperFacts
from counter.printing.facts_of import receipt_facts
from counter.printing.vietnamese_dates import VIETNAM
from tests.made.paper import CHECK, CODE, OFFICE, facts, reception


def test_all_fields_are_taken_over_when_the_entry_is_a_usual_one() -> None:
    made = facts()
    assert (made.code, made.check, made.provisional, made.former_code) == (CODE, CHECK, False, None)
    assert made.received_at == datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)
    assert made.due == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert made.applicant.honour == "Bà"
    assert made.papers[2] == PaperFacts("Giấy tờ chứng minh thông tin về cư trú", 1, 0, shown=True)
    assert made.fee == FeeFacts("free", 0, "none")
    assert (made.office.counter, made.office.clerk) == ("03", "Phạm Thu Hà")
    assert made.variant_name is None
    assert made.time_limit == "trong ngày làm việc"


def test_the_official_code_is_borne_when_it_has_followed_a_provisional_reference() -> None:
    made = facts(code="TAM-03-261123-0007", provisional=True, official_code="H49.05-261123-0400")
    assert (made.code, made.provisional, made.former_code) == ("H49.05-261123-0400", False, "TAM-03-261123-0007")


def test_the_reference_stays_provisional_when_no_official_code_is_known() -> None:
    made = facts(code="TAM-03-261123-0007", provisional=True)
    assert (made.code, made.provisional, made.former_code) == ("TAM-03-261123-0007", True, None)


@pytest.mark.parametrize(
    ("owner", "label", "number", "honour"),
    [
        ({"type": "organisation", "name": "Công ty A", "tax_code": "5701234567"}, "Mã số thuế", "5701234567", ""),
        (
            {"type": "person", "name": "Trần Bình", "number": "022080001234", "sex": "male"},
            "Số định danh",
            "022080001234",
            "Ông",
        ),
        ({"type": "person", "name": "Wang", "paper": "E123"}, "Hộ chiếu, giấy tờ", "E123", "Ông/Bà"),
    ],
)
def test_the_number_is_called_by_its_name_when_the_owner_is_another(
    owner: dict[str, Any], label: str, number: str, honour: str
) -> None:
    made = facts(owner=owner, capacity="authorised").owner
    assert made is not None
    assert (made.number_label, made.number, made.honour) == (label, number, honour)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"rule": "working_days", "amount": 3}, "03 ngày làm việc"),
        ({"rule": "calendar_days", "amount": 30}, "30 ngày"),
        ({"rule": "hours", "amount": 8}, "08 giờ làm việc"),
        ({"rule": "unknown"}, None),
        ({"rule": "promised"}, None),
        ({}, None),
    ],
)
def test_the_time_limit_is_named_only_when_the_plan_holds_one(plan: dict[str, Any], words: str | None) -> None:
    assert facts(due_plan=plan).time_limit == words


def test_text_is_cleaned_when_an_entry_is_decomposed_or_holds_control_characters() -> None:
    decomposed = {"name": "Nguye\u0302\u0303n\x1b[2J  A\u0302\u0309n\u202e", "sex": None}
    made = facts(applicant=decomposed, note="nội bộ")
    assert made.applicant.name == "Nguyễn [2J Ẩn"
    assert made.applicant.phone is None


def test_the_time_of_reception_is_kept_when_it_was_entered_late() -> None:
    made = facts(late={"entered_at": "2026-11-24T08:05:00+07:00", "reason": "mất điện"})
    assert made.late_entered_at == datetime(2026, 11, 24, 8, 5, tzinfo=VIETNAM)
    assert made.received_at.date() == date(2026, 11, 23)


def test_a_moment_without_offset_is_refused_when_it_stands_in_an_entry() -> None:
    with pytest.raises(ValueError, match="offset"):
        facts(due="2026-11-23T17:00:00")


def test_an_entry_of_another_kind_is_refused_when_it_has_no_procedure() -> None:
    body = reception()
    del body["procedure"]
    with pytest.raises(KeyError):
        receipt_facts(body, check=CHECK, **OFFICE)
