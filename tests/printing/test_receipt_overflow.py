"""Long content: nothing is clipped, nothing lies on anything else, nothing is lost, whatever the lengths."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from counter.printing.facts import ReceiptFacts
from counter.printing.fonts import the_fonts
from counter.printing.paper_size import MM, PaperName
from counter.printing.receipt import copy_words, lay_out, render_receipt
from counter.printing.sheet import Bars, Box, CopyWords, Frame, Rule, Words
from counter.store.catalogue import load_catalogue
from tests.made.paper import CODE, facts

FONTS = the_fonts()
LONG = "Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không khai thác được"
WORDS = st.text(st.sampled_from("aăâbcdđeêghinôơtuưyẨẾỒỮ 0123456789.,–/"), min_size=1)
PAPER = st.fixed_dictionaries(
    {
        "name": st.one_of(WORDS.filter(str.strip), st.integers(1, 60).map(lambda n: f"{LONG} " * n)),
        "originals": st.integers(0, 3),
        "copies": st.integers(0, 99),
        "kind": st.sampled_from(["submit", "present"]),
    }
)
PERSON = st.fixed_dictionaries(
    {"name": st.integers(1, 12).map(lambda n: "Tôn Nữ " * n + "Ẩn")},
    optional={
        "number": st.just("022190004512"),
        "address": st.integers(1, 30).map(lambda n: "thôn Nam Đồng, " * n + "Cô Tô"),
        "phone": st.just("0912345678"),
        "email": st.integers(1, 150).map(lambda n: "x" * n + "@quangninh.gov.vn"),
    },
)
CHANGES = st.fixed_dictionaries(
    {
        "papers": st.lists(PAPER, max_size=40),
        "applicant": PERSON,
        "procedure": st.integers(1, 900).map(
            lambda n: {"code": "1.001193", "name": ("Cấp giấy phép di dời, " * 45)[:n] + "…"}
        ),
        "due": st.sampled_from([None, "2026-12-07T09:42:00+07:00"]),
        "due_expected": st.booleans(),
        "provisional": st.booleans(),
        "clerk": st.integers(1, 8).map(lambda n: "Công Tằng Tôn Nữ " * n),
        "late": st.sampled_from([None, {"entered_at": "2026-11-24T08:05:00+07:00", "reason": "x"}]),
        "owner": st.one_of(st.none(), PERSON),
    }
)


@settings(deadline=None, max_examples=40)
@given(CHANGES, st.sampled_from(["A5", "A4"]), st.integers(0, 12))
def test_nothing_overlaps_or_leaves_the_sheet_when_texts_are_long(
    changes: dict[str, Any], paper: PaperName, copy_number: int
) -> None:
    _check(facts(**changes), paper, copy_number)


@settings(deadline=None, max_examples=8)
@given(CHANGES, st.sampled_from(["A5", "A4"]))
def test_every_word_is_on_the_paper_when_texts_are_long(changes: dict[str, Any], paper: PaperName) -> None:
    made = facts(**changes)
    printed = "".join(
        page.extract_text() for page in PdfReader(BytesIO(render_receipt(made, paper=paper, copies=1))).pages
    )
    printed = _bare(printed)
    for text in (
        made.procedure_name,
        made.applicant.name,
        made.applicant.address or "",
        made.applicant.email or "",
        made.office.clerk,
    ):
        assert _in_order(text, printed)
    for line in made.papers:
        assert _in_order(line.name, printed)


def test_page_numbers_and_heads_stand_on_every_page_when_forty_papers_are_handed_in() -> None:
    papers = [{"name": f"Giấy thứ {n}: {LONG}", "originals": 1, "copies": 1, "kind": "submit"} for n in range(1, 41)]
    made = facts(papers=papers)
    for paper, most in (("A5", 7), ("A4", 5)):
        pages = [page.extract_text() for page in PdfReader(BytesIO(render_receipt(made, paper=paper, copies=1))).pages]  # type: ignore[arg-type]
        assert 1 < len(pages) <= most
        for number, text in enumerate(pages, 1):
            said = " ".join(text.split())
            assert f"Trang {number}/{len(pages)}" in said
            assert CODE in said
            assert "Kiểm chứng 7c1e04ab" in said
            assert "(Liên 1: giao người nộp hồ sơ)" in said
            if f"Giấy thứ {number}" in said:
                assert "STT Tên giấy tờ" in said
        assert "4. Thời gian trả kết quả" in " ".join(pages[-1].split())
        assert "NGƯỜI NỘP HỒ SƠ" in pages[-1]
        _check(made, paper, 0)  # type: ignore[arg-type]


def test_one_page_is_enough_when_four_papers_with_short_names_are_handed_in() -> None:
    papers = [{"name": "Giấy chứng nhận kết hôn", "originals": 1, "copies": 0, "kind": "submit"}] * 4
    assert len(lay_out(facts(papers=papers))[1]) == 1
    assert len(lay_out(facts(papers=papers), paper="A4")[1]) == 1


@pytest.mark.slow
def test_every_procedure_of_the_catalogue_fits_when_all_its_papers_are_handed_in() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.codes()) > 150
    for code in catalogue.codes():
        procedure = catalogue.procedure(code, date(2026, 11, 23))
        papers = [asdict(paper) for paper in procedure.papers]
        _check(facts(papers=papers, procedure={"code": code, "name": procedure.name}), "A5", 0)


def _check(made: ReceiptFacts, paper: PaperName, copy_number: int) -> None:
    setting, pages = lay_out(made, paper=paper, copy_number=copy_number)
    for page in pages:
        boxes = list(page.boxes(FONTS, copy_words(1)))
        for box in boxes:
            assert box.left >= 5 * MM, box
            assert box.right <= setting.width - 5 * MM, box
            assert box.top >= 5 * MM, box
            assert box.bottom <= setting.height - 5 * MM, box
        solid = [box for box in boxes if isinstance(box.item, Words | CopyWords | Bars)]
        for one, other in combinations(solid, 2):
            assert not _overlap(one, other), (one, other)
        lines = [line for box in boxes for line in _lines(box)]
        for box in solid:
            for line in lines:
                assert not _overlap(box, line), (box, line)


def _lines(box: Box) -> list[Box]:
    """The strokes of a rule or of a frame, as boxes without width."""
    if isinstance(box.item, Rule):
        return [box]
    if isinstance(box.item, Frame):
        left, top, right, bottom, item = box
        return [
            Box(left, top, right, top, item),
            Box(left, bottom, right, bottom, item),
            Box(left, top, left, bottom, item),
            Box(right, top, right, bottom, item),
        ]
    return []


def _overlap(one: Box, other: Box, slack: float = 0.3) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > (
        -0.1 if other.left == other.right else slack
    ) and min(one.bottom, other.bottom) - max(one.top, other.top) > (-0.1 if other.top == other.bottom else slack)


def _bare(text: str) -> str:
    return "".join(text.split())


def _in_order(text: str, printed: str) -> bool:
    """Whether the words of `text` follow each other on the paper; between lines of a table other cells may stand."""
    at = 0
    for word in text.split():
        found = printed.find(word, at) if len(word) < 20 else at
        if found < 0:
            return False
        at = found + (len(word) if len(word) < 20 else 0)
    return True
