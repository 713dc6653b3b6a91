"""Lines: nothing is lost, nothing is wider than it may be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from counter.printing.fonts import the_fonts
from counter.printing.text_lines import balanced, line_width, paragraph, wrap

FONTS = the_fonts()
WORD = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẨẾỒỮ0123456789.,–/"), min_size=1, max_size=40)
TEXT = st.lists(WORD, min_size=1, max_size=40).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(TEXT, TEXT, st.floats(40, 400), st.floats(7, 14))
def test_no_letter_is_lost_and_no_line_too_wide_when_text_is_wrapped(
    one: str, two: str, width: float, size: float
) -> None:
    lines = wrap(FONTS, ((one, "regular"), (f" {two}", "bold")), size, width)
    said = "".join(text for line in lines for _, text, _ in line)
    assert said.replace(" ", "") == (one + two).replace(" ", "")
    assert all(line_width(FONTS, line, size) <= width + 0.02 for line in lines)
    assert all(
        face == "regular" or text.replace(" ", "") in two.replace(" ", "") for line in lines for _, text, face in line
    )


@settings(deadline=None, max_examples=60)
@given(TEXT, st.floats(60, 300))
def test_no_line_is_added_when_lines_are_balanced(text: str, width: float) -> None:
    plain, even = wrap(FONTS, ((text, "bold"),), 10, width), balanced(FONTS, ((text, "bold"),), 10, width)
    assert len(even) == len(plain)
    assert max(line_width(FONTS, line, 10) for line in even) <= width + 0.02


def test_no_lonely_word_is_left_when_a_heading_is_balanced() -> None:
    heading = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG ĐẶC KHU CÔ TÔ"
    lines = [line[0][1] for line in balanced(FONTS, ((heading, "bold"),), 10, 150)]
    assert lines == ["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG", "ĐẶC KHU CÔ TÔ"]


def test_words_stay_together_when_a_no_break_space_holds_them() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    lines = wrap(FONTS, ((f"số điện thoại 0912{nbsp}345{nbsp}678", "regular"),), 10, 100)
    assert [line[0][1] for line in lines] == ["số điện thoại", f"0912{nbsp}345{nbsp}678"]


def test_a_word_is_broken_between_letters_when_it_is_wider_than_a_line() -> None:
    lines = wrap(FONTS, (("x" * 100, "regular"),), 10, 50)
    assert [len(line[0][1]) for line in lines] == [10] * 10


def test_nothing_is_set_when_there_is_no_text() -> None:
    assert wrap(FONTS, (("", "regular"),), 10, 50) == ()
    assert paragraph(FONTS, (("", "regular"),), 0, 50, 10, 12) == []
    assert balanced(FONTS, (("", "regular"),), 10, 50) == ()


def test_first_and_last_lines_hold_together_when_a_paragraph_crosses_pages() -> None:
    blocks = paragraph(FONTS, (("chữ " * 60, "regular"),), 0, 100, 10, 12)
    assert len(blocks) > 5
    assert [block.with_next for block in blocks] == [True, *[False] * (len(blocks) - 3), True, False]
