"""Embedded font programs: small, and on paper the same outlines as the font they come from."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from counter.printing.embedding import LeanFace, LeanFont
from counter.printing.fonts import FACES, FaceName, the_fonts
from tests.made.paper import pictures, text_of

TEXT = "ẨẬẾỒỹđĐQg,() 0123456789 Kiểm chứng ĂÂÊÔƠƯ ựữừ"


@pytest.mark.parametrize("face", FACES)
def test_the_paper_is_the_same_when_a_font_is_cut_down(face: FaceName, tmp_path: Path) -> None:
    path = str(the_fonts().family.path(face))
    lean, whole = _page(LeanFont("LeanTest", path)), _page(TTFont("WholeTest", path))
    one, other = (pictures(pdf, 300, tmp_path)[0] for pdf in (lean, whole))
    assert one.getextrema() == (0, 255)
    assert ImageChops.difference(one, other).getbbox() is None
    assert len(lean) < len(whole) * 0.6
    assert text_of(lean).replace(" ", "") == TEXT.replace(" ", "")


def test_only_drawn_glyphs_are_kept_when_a_font_is_cut_down() -> None:
    face = LeanFace(str(the_fonts().family.path("regular")))
    one = face.makeSubset([0, ord("Ẩ")])
    assert len(one) < 2500
    assert b"fpgm" not in one[:400]
    assert len(face.makeSubset([0, ord("Ẩ"), ord("Ế")])) > len(one)


def test_the_same_program_comes_out_when_a_font_is_cut_down_twice() -> None:
    face = LeanFace(str(the_fonts().family.path("bold")))
    codes = [0, *map(ord, TEXT)]
    assert face.makeSubset(codes) == face.makeSubset(codes)


def test_the_empty_glyph_is_taken_when_the_font_lacks_a_character() -> None:
    face = LeanFace(str(the_fonts().family.path("regular")))
    assert face.makeSubset([0, ord("A"), 0x738B])[-2:] == face.makeSubset([0, ord("A"), 0x5C0F])[-2:]
    assert len(face.makeSubset([0, ord("A"), 0x738B])) - len(face.makeSubset([0, ord("A")])) <= 4


def _page(font: TTFont) -> bytes:
    pdfmetrics.registerFont(font)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(1100, 60))
    canvas.setFont(font.fontName, 18)
    for n, letter in enumerate(TEXT):  # each at its own place: the lean face rounds its widths
        canvas.drawString(20 + 20 * n, 20, letter)
    canvas.save()
    font.unregister()
    return out.getvalue()
