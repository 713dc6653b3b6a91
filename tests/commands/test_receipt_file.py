"""`counter receipt`: a PDF whose symbols decode to the code and say nothing of a person, and a log of what was printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from tests.made.machine import Machine
from tests.made.request_lines import DUNG, NGOC, NGOC_CARD, OTHER, application

Receipt = tuple[dict[str, Any], Path]


def symbols(pdf: Path, page: int, dpi: int) -> dict[str, str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=dpi / 72).to_pil()
    finally:
        document.close()
    return {found.format.name: found.text for found in zxingcpp.read_barcodes(picture)}


def text_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages)


@pytest.fixture(scope="module")
def codes(shared: Machine) -> dict[str, str]:
    firm = {"type": "organisation", "name": "Công ty TNHH Biển Xanh", "tax_code": "5700123456"}
    answers = shared.receive(
        application("own", applicant={"card": NGOC_CARD, "phone": NGOC["phone"]}, fee_vnd=8000, procedure="2.000635"),
        application(
            "other", deciding_agency=OTHER, owner=firm, papers=[{"name": "Tờ khai ấy", "originals": 3, "copies": 7}]
        ),
        application("late", received_at="2026-11-20T15:40:00+07:00", note="Ghi từ sổ giấy"),
    )
    assert all(a["ok"] for a in answers)
    return {a["id"]: a["code"] for a in answers}


@pytest.fixture(scope="module")
def write(shared: Machine) -> Callable[..., Receipt]:
    def one(code: str, name: str, paper: str = "A5") -> Receipt:
        out = shared.home / name
        said = shared.on("receipt", "--as", "ha", code, "--out", out, "--paper", paper)
        assert (said.code, said.err) == (0, "")
        return said.line, out

    return one


@pytest.mark.parametrize(("paper", "size"), [("A5", (420, 595)), ("A4", (595, 842))])
@pytest.mark.parametrize("which", ["own", "other"])
def test_symbols_of_every_paper_decode_to_the_code_alone(
    which: str, paper: str, size: tuple[int, int], codes: dict[str, str], write: Callable[..., Receipt]
) -> None:
    answer, out = write(codes[which], f"{which} {paper}.pdf", paper)
    reader = PdfReader(out)
    assert len(reader.pages) == answer["pages"]
    assert {tuple(sorted((round(p.mediabox.width), round(p.mediabox.height)))) for p in reader.pages} == {size}
    for dpi in (203, 300):
        found = symbols(out, 0, dpi)
        assert found["Code128"] == codes[which]
        [square] = [text for name, text in found.items() if name.startswith("QR")]
        assert codes[which] in square
        for personal in (*DUNG.values(), *NGOC.values(), "Dũng", "Dung", "Biển Xanh"):
            assert personal not in square + found["Code128"]


def test_what_was_received_stands_on_the_paper(codes: dict[str, str], write: Callable[..., Receipt]) -> None:
    text = text_of(write(codes["own"], "chu.pdf", "A4")[1])
    for words in (codes["own"], NGOC["name"], "8.000"):
        assert words in text
    assert NGOC["phone"] in text.replace(" ", "")
    text = text_of(write(codes["other"], "khac.pdf", "A4")[1])
    for words in (codes["other"], "Tờ khai ấy", "Công ty TNHH Biển Xanh", "Mã tạm"):
        assert words.lower() in text.lower()
    text = text_of(write(codes["late"], "muon.pdf", "A4")[1])
    assert "15 giờ 40" in text
    assert "20 tháng 11 năm 2026" in text


def test_first_is_the_original_and_the_next_ones_are_numbered_copies(machine: Machine, tmp_path: Path) -> None:
    [answer] = machine.receive(application("a"))
    out = tmp_path / "giấy.pdf"
    for copy in range(3):
        said = machine.on("receipt", "--as", "ha", answer["code"], "--out", out)
        assert (said.line["copy"], said.line["out"]) == (copy, str(out))
        assert ("BẢN SAO" in text_of(out)) == (copy > 0)
        assert copy == 0 or f"BẢN SAO lần {copy}" in text_of(out)


@pytest.mark.parametrize("code", ["H49.22-261123-9999", "x", "", "H49.22-261123-0001'; --", "%", "1" * 5000])
def test_unknown_code_ends_in_a_sentence_and_no_file(shared: Machine, code: str, tmp_path: Path) -> None:
    said = shared.on("receipt", "--as", "ha", code, "--out", tmp_path / "x.pdf")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_place_that_cannot_be_written_is_no_print(machine: Machine) -> None:
    [answer] = machine.receive(application("a"))
    for place in (machine.home / "không có" / "x.pdf", machine.home):
        said = machine.on("receipt", "--as", "ha", answer["code"], "--out", place)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert machine.on("receipt", "--as", "ha", answer["code"], "--out", machine.home / "x.pdf").line["copy"] == 0
    assert not [path for path in machine.home.iterdir() if path.suffix == ".pdf" and path.name != "x.pdf"]


def test_stranger_prints_nothing(shared: Machine, codes: dict[str, str], tmp_path: Path) -> None:
    for words, secret in ((("--as", "ha"), "sai mật khẩu"), (("--as", "ai đó"), None)):
        said = shared.on("receipt", *words, codes["own"], "--out", tmp_path / "x.pdf", password=secret)
        assert (said.code, said.out) == (2, "")
    assert list(tmp_path.iterdir()) == []
