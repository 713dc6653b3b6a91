"""The faces of the forms: Vietnamese is whole in all four, and what is missing is seen."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from counter.domain.sentence import Trouble
from counter.printing.fonts import FACES, FaceName, Family, Fonts, best_of, families, the_fonts
from counter.settings import resource

MARKED = "AĂÂEÊIOÔƠUƯY"
TONES = "\u0300\u0301\u0303\u0309\u0323"
LETTERS = {unicodedata.normalize("NFC", base + tone) for base in MARKED for tone in ("", *TONES)} | {"Đ"}
VIETNAMESE = LETTERS | {letter.lower() for letter in LETTERS} | set("₫–—…“”‘’№°§×•")


@pytest.mark.parametrize("face", FACES)
def test_every_vietnamese_letter_is_there_when_a_form_is_set(face: FaceName) -> None:
    assert len(LETTERS) * 2 == 12 * 6 * 2 + 2
    assert the_fonts().missing("".join(VIETNAMESE), face) == set()


def test_every_name_of_the_catalogue_can_be_printed_when_it_stands_on_a_receipt() -> None:
    texts = json.loads(resource("catalogue", "procedures.json").read_text(encoding="utf-8"))
    texts = json.dumps(texts, ensure_ascii=False) + resource("catalogue", "units.json").read_text(encoding="utf-8")
    for face in FACES:
        assert the_fonts().missing(texts.replace("\n", ""), face) == set()


@pytest.mark.parametrize("character", ["王", "☐", "\n", "\x1b", "\u200b", "\U0001f600", "\x00"])
def test_a_character_is_written_as_its_code_when_no_face_has_it(character: str) -> None:
    fonts = the_fonts()
    assert fonts.missing(f"Trần {character}") == {character}
    assert fonts.printable(f"Trần {character} Bình") == f"Trần [U+{ord(character):04X}] Bình"
    assert fonts.missing(fonts.printable(f"Trần {character}")) == set()


def test_text_is_left_alone_when_the_face_has_all_of_it() -> None:
    text = "Ông Nguyễn Văn Ẩn – 0912\N{NO-BREAK SPACE}345"
    assert the_fonts().printable(text, "bold") is text


def test_widths_are_those_of_times_when_a_form_is_set() -> None:
    text = "Mau so 01, H49.22-261123-0317"
    times = {
        "regular": "Times-Roman",
        "bold": "Times-Bold",
        "italic": "Times-Italic",
        "bold_italic": "Times-BoldItalic",
    }
    for face in FACES:
        assert the_fonts().width(text, face, 13) == pytest.approx(stringWidth(text, times[face], 13), rel=0.003)


def test_the_fallback_is_complete_when_neither_times_nor_tinos_is_installed() -> None:
    last = list(families())[-1]
    assert last.name == "Be Vietnam Pro"
    assert last.installed()
    fonts = Fonts(last)
    assert all(fonts.missing("".join(LETTERS), face) == set() for face in FACES)


def test_a_family_is_passed_over_when_one_of_its_files_is_missing() -> None:
    good = next(family for family in families() if family.installed())
    assert not Family("Broken", good.regular, good.bold, good.italic, good.italic.with_name("none.ttf")).installed()


def test_trouble_is_said_in_words_when_no_font_is_installed(tmp_path: Path) -> None:
    nowhere = Family("Nowhere", *(tmp_path / f"{face}.ttf" for face in FACES))
    with pytest.raises(Trouble) as caught:
        best_of([nowhere])
    assert caught.value.sentence.key == "printing.no_font"


def test_first_family_that_is_there_is_taken(tmp_path: Path) -> None:
    nowhere = Family("Nowhere", *(tmp_path / f"{face}.ttf" for face in FACES))
    there = [family for family in families() if family.installed()]
    assert best_of([nowhere, *there]).family == there[0] == the_fonts().family
