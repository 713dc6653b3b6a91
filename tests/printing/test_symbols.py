"""Code 128 and QR: what they carry, how large they are, and that every scanner reads them from paper."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image, ImageFilter

from counter.printing.receipt import render_receipt
from counter.printing.symbols import (
    CODE128_HEIGHT,
    CODE128_LEAST,
    CODE128_MODULE,
    MM,
    QR_SIDE,
    code128,
    code128_runs,
    qr,
    qr_cells,
    qr_payload,
)
from tests.made.paper import CHECK, CODE, facts, pictures

CODES = (
    CODE,
    "H49-261123-0001",
    "H49.22.03-261123-0317",
    "000.00.12.H49-261123-0001",
    "G09.20-20260609-0092637",
    "TAM-03-261123-0007",
)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("code", CODES)
def test_both_symbols_read_back_the_code_when_a_receipt_is_printed(code: str, dpi: int, tmp_path: Path) -> None:
    pages = pictures(render_receipt(facts(code=code, provisional=code.startswith("TAM"))), dpi, tmp_path)
    assert len(pages) == 2
    for page in pages:
        assert _read(page) == {"Code128": code, "QRCode": f"{code} {CHECK.upper()}"}


@pytest.mark.parametrize("dpi", [203, 300])
def test_both_symbols_read_back_the_code_when_the_paper_lies_askew_and_blurred(dpi: int, tmp_path: Path) -> None:
    page = pictures(render_receipt(facts(), paper="A5"), dpi, tmp_path)[0]
    worn = page.rotate(2, fillcolor=255, expand=True).filter(ImageFilter.GaussianBlur(0.6))
    assert _read(worn) == {"Code128": CODE, "QRCode": f"{CODE} {CHECK.upper()}"}


def test_both_symbols_read_back_the_code_when_the_paper_is_marked_as_training(tmp_path: Path) -> None:
    page = pictures(render_receipt(facts(training=True)), 203, tmp_path)[0]
    assert _read(page) == {"Code128": CODE, "QRCode": f"{CODE} {CHECK.upper()}"}


def test_the_qr_alone_reads_back_the_code_when_the_code_is_too_long_for_bars(tmp_path: Path) -> None:
    code = "H49.22.03.04.05.06.07.08.09.10.11-20261123-0000317"
    page = pictures(render_receipt(facts(code=code)), 300, tmp_path)[0]
    assert _read(page)["QRCode"] == f"{code} {CHECK.upper()}"


def test_the_bars_go_below_when_the_code_is_too_long_beside_the_qr(tmp_path: Path) -> None:
    code = "HAB.CDE.FGH.IJK.LMN-20261123-0000317"
    page = pictures(render_receipt(facts(code=code)), 203, tmp_path)[0]
    assert _read(page) == {"Code128": code, "QRCode": f"{code} {CHECK.upper()}"}


def test_the_code_is_the_first_word_when_the_qr_is_read() -> None:
    assert qr_payload(CODE, CHECK) == "H49.22-261123-0317 7C1E04AB"


def test_the_qr_stays_alphanumeric_at_version_2_when_the_code_is_a_usual_one() -> None:
    for code in (CODE, "H49.22.03-261123-0317", "TAM-03-261123-0007"):
        symbol = segno.make(qr_payload(code, CHECK), error="m", micro=False)
        assert (symbol.mode, symbol.version) == ("alphanumeric", 2)
        assert qr_cells(qr_payload(code, CHECK))[1] == 25


def test_the_measures_are_kept_when_symbols_are_placed() -> None:
    bars = code128(CODE, 10, 20, room=300)
    assert bars is not None
    assert bars.cell_width == pytest.approx(0.33 * MM)
    assert bars.cell_height == CODE128_HEIGHT == pytest.approx(12 * MM)
    square = qr(qr_payload(CODE, CHECK), 10, 20)
    assert square.columns * square.cell_width == square.rows * square.cell_height == pytest.approx(QR_SIDE)
    assert pytest.approx(20 * MM) == QR_SIDE


def test_bars_get_narrower_only_as_far_as_scanners_read_them_when_room_is_short() -> None:
    _, modules = code128_runs(CODE)
    tight = code128(CODE, 0, 0, room=modules * CODE128_MODULE * 0.8)
    assert tight is not None
    assert CODE128_LEAST <= tight.cell_width < CODE128_MODULE
    assert code128(CODE, 0, 0, room=modules * CODE128_LEAST * 0.99) is None


@pytest.mark.parametrize("code", ["", "H49.22–261123", "Ẩ", "A\n"])
def test_a_code_is_refused_when_no_scanner_could_read_it_back(code: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        code128_runs(code)


def test_runs_redraw_the_matrix_when_a_qr_is_cut_into_runs() -> None:
    rng = random.Random(7)
    for _ in range(20):
        text = "".join(rng.choices("ABCDEFGH0123456789.- ", k=rng.randrange(10, 40)))
        runs, side = qr_cells(text)
        drawn = [[0] * side for _ in range(side)]
        for column, row, length in runs:
            for x in range(column, column + length):
                drawn[row][x] += 1
        assert drawn == [list(row) for row in segno.make(text, error="m", micro=False).matrix]


def _read(page: Image.Image) -> dict[str, str]:
    return {barcode.format.name: barcode.text for barcode in zxingcpp.read_barcodes(page)}
