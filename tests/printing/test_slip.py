"""The nothing-lost slip on paper: what was signed stands on it, nothing is cut off, the same slip gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from counter.printing.slip import LOGS, render_slip
from counter.store.statement import HeldLog, Slip

LOG = HeldLog(12, False, 412, 412, "ab" * 32, "0123456789abcdef" * 4)
SLIP = Slip(
    "2026-11-23", "2026-11-23T17:02:11+07:00", "06652", "H49.22", "03", 412, 9, 2, 0, True, 0, 38, "H49.22-261123-0001",
    "H49.22-261123-0038", (LOG,), (), "cd" * 16, "ef" * 16, "12" * 64,
)  # fmt: skip
WHERE = {"centre": "Trung tâm Phục vụ hành chính công đặc khu Cô Tô", "parent": "UBND Đặc khu Cô Tô", "place": "Cô Tô"}


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("paper", ["A5", "A4"])
def test_slip_says_what_was_signed_on_one_sheet(paper: str) -> None:
    pdf = render_slip(SLIP.body(), paper=paper, **WHERE)  # type: ignore[arg-type]
    said = words(pdf)
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    for wanted in (
        "GIẤY XÁC NHẬN KHÔNG SÓT", "Quầy số 03", "đang giữ đủ 412 việc", "17 giờ 02 phút", "412 (còn chờ gửi: 0)",
        "9 (còn chờ gửi: 2)", "38, từ H49.22-261123-0001 đến H49.22-261123-0038", "Kỳ số 12", "abababab abababab",
        "01234567 89abcdef", "cdcdcdcd", "efefefef", "12121212",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert pdf == render_slip(SLIP.body(), paper=paper, **WHERE)  # type: ignore[arg-type]
    assert "BẢN SAO lần 2" in words(render_slip(SLIP.body(), copy_number=2, **WHERE))


def test_slip_that_is_not_equal_names_what_differs() -> None:
    named = (
        ("H49.22-261123-0007", "2026-11-23T09:12:00+07:00", "missing"),
        (None, "2026-11-23T07:30:00+07:00", "changed"),
    )
    said = words(render_slip(replace(SLIP, equal=False, lacking=2, named=named).body(), **WHERE))
    assert "đang giữ đủ" not in said
    assert "2 việc thiếu hoặc khác" in said
    assert "hồ sơ H49.22-261123-0007, 09:12 23/11/2026: tỉnh không còn giữ" in said
    assert "một việc không thuộc hồ sơ nào, 07:30 23/11/2026: bản của tỉnh khác" in said


def test_slip_of_a_machine_that_lost_something_itself_does_not_say_that_all_is_whole_there() -> None:
    named = (("H49.22-261123-0007", "2026-11-23T09:12:00+07:00", "gone_here"),)
    said = words(render_slip(replace(SLIP, equal=False, lacking=1, named=named).body(), **WHERE))
    assert "vẫn giữ đủ" not in said
    assert "hồ sơ H49.22-261123-0007, 09:12 23/11/2026: máy này không còn giữ" in said


def test_many_logs_and_names_stand_on_it_and_older_logs_are_counted() -> None:
    logs = tuple(replace(LOG, epoch=number, apart=number == 9) for number in range(1, 10))
    named = tuple((f"H49.22-261123-{n:04d}", "2026-11-23T09:12:00+07:00", "missing") for n in range(8))
    pdf = render_slip(replace(SLIP, equal=False, lacking=30, logs=logs, named=named).body(), **WHERE)
    said = words(pdf)
    assert all(code in said for code, _, _ in named)
    assert "Kỳ số 9, phần giữ riêng" in said
    assert f"Và {9 - LOGS} kỳ số trước đó" in said
    assert said.count("Giấy này không chứa thông tin cá nhân") == len(pypdf.PdfReader(BytesIO(pdf)).pages)


def test_empty_counter_has_a_slip_too() -> None:
    nothing = replace(SLIP, entries=0, received=0, first_code=None, last_code=None, logs=())
    assert "Hồ sơ tiếp nhận trong ngày: 0" in words(render_slip(nothing.body(), **WHERE))
