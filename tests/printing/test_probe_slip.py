"""The test slip on paper: all letters, rulers that are as long as they say, corners, and codes that a reader reads."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from counter.domain.letters import ACCENTED
from counter.domain.probe import Probe
from counter.journal.clock import VIETNAM
from counter.printing.paper_size import MM, PaperName, settings
from counter.printing.probe_slip import RULER, render_probe_slip
from tests.made.paper import pictures, text_of

AT = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)
PROBE = Probe("BCGH")
PAPERS: tuple[PaperName, ...] = ("A5", "A4")


def slip(paper: PaperName = "A5") -> bytes:
    return render_probe_slip(PROBE, at=AT, machine="0a1b2c3d", paper=paper)


def strokes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Every straight line of the page, in points."""
    page = pypdf.PdfReader(BytesIO(pdf)).pages[0]
    (form,) = page["/Resources"]["/XObject"].values()  # type: ignore[index]
    found = re.findall(rb"([\d.-]+) ([\d.-]+) m ([\d.-]+) ([\d.-]+) l", form.get_object().get_data())
    return [(float(a), float(b), float(c), float(d)) for a, b, c, d in found]


@pytest.mark.parametrize("paper", PAPERS)
def test_slip_bears_every_letter_once_by_itself_on_one_page(paper: PaperName) -> None:
    pdf = slip(paper)
    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    alone = [word for word in text_of(pdf).split() if len(word) == 1]
    assert {letter: alone.count(letter) for letter in ACCENTED} == dict.fromkeys(ACCENTED, 1)
    assert "134 chữ có dấu" in text_of(pdf)
    assert pdf == slip(paper)


@pytest.mark.parametrize("paper", PAPERS)
def test_both_rulers_are_as_long_as_they_say(paper: PaperName) -> None:
    lines = strokes(slip(paper))
    lying = [x1 - x0 for x0, y0, x1, y1 in lines if y0 == y1]
    standing = [abs(y1 - y0) for x0, y0, x1, y1 in lines if x0 == x1]
    for lengths in (lying, standing):
        assert max(lengths) / MM == pytest.approx(RULER, abs=0.02)
    base = next(line for line in lines if line[1] == line[3] and line[2] - line[0] == max(lying))
    ticks = sorted({line[0] for line in lines if line[0] == line[2] and line[1] == base[1]})
    assert len(ticks) == RULER + 1
    assert ticks[10] - ticks[0] == pytest.approx(10 * MM, abs=0.02)


@pytest.mark.parametrize("paper", PAPERS)
def test_corners_are_five_millimetres_from_each_edge(paper: PaperName) -> None:
    setting = settings(paper)[0]
    ends = {(round(x / MM), round(y / MM)) for x0, y0, x1, y1 in strokes(slip(paper)) for x, y in ((x0, y0), (x1, y1))}
    wide, tall = round(setting.width / MM), round(setting.height / MM)
    assert {(x, y) for x in (5, wide - 5) for y in (5, tall - 5)} <= ends


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", PAPERS)
def test_both_codes_are_read_back_from_paper(paper: PaperName, dpi: int, tmp_path: Path) -> None:
    (page,) = pictures(slip(paper), dpi, tmp_path)
    read = {found.format.name: found.text for found in zxingcpp.read_barcodes(page)}
    assert read == {"Code128": PROBE.bars, "QRCode": PROBE.qr}


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_but_the_corners_comes_near_the_edge_or_another_thing(paper: PaperName, tmp_path: Path) -> None:
    (page,) = pictures(slip(paper), 100, tmp_path)
    inch = 100 / 25.4
    wide, tall = page.size
    inside = page.crop((round(4 * inch), round(4 * inch), wide - round(4 * inch), tall - round(4 * inch)))
    border = page.copy()
    border.paste(255, (round(4 * inch), round(4 * inch), wide - round(4 * inch), tall - round(4 * inch)))
    assert border.getextrema()[0] > 200
    assert inside.getextrema()[0] < 60
