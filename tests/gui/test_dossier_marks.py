"""What a search marks in names and codes: the same likeness by which it finds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.spelling import fold
from counter.gui.dossier_marks import SearchMarks


def marked(query: str, name: str) -> list[str]:
    return [name[at : at + length] for at, length in SearchMarks(query).in_name(name)]


@pytest.mark.parametrize(
    ("query", "name", "found"),
    [
        ("nguyen an", "Nguyễn Thị Ngọc Ẩn", ["Nguyễn", "Ẩn"]),
        ("nguyen an", "Trần Nguyên An", ["Nguyên", "An"]),
        ("NGUYEN AN", "nguyễn an", ["nguyễn", "an"]),
        ("an", "Lê Thị Nguyên Anh", ["An"]),
        ("ngu", "Nguyễn Văn Ngự", ["Ngu", "Ngự"]),
        ("dang", "Đặng Đăng Đang", ["Đặng", "Đăng", "Đang"]),
        ("đặng", "Đặng Đăng", ["Đặng"]),
        ("đặng", "Đăng Dang", ["Đăng", "Dang"]),
        ("ân", "Nguyễn Hoài Ân", ["Ân"]),
        ("ân", "Nguyễn Văn An", ["An"]),
        ("uyen", "Nguyễn Văn An", []),
        ("", "Nguyễn Văn An", []),
        ("0912", "Nguyễn Văn An", []),
        ("319", "Công ty 319 Hạ Long", ["319"]),
        ("an anh", "Nguyễn Anh", ["Anh"]),
        ("  an  ", "Nguyễn Văn An", ["An"]),
    ],
)
def test_beginnings_of_words_are_marked_toned_only_when_typed_toned(query: str, name: str, found: list[str]) -> None:
    assert marked(query, name) == found


def test_decomposed_typing_marks_like_composed_typing() -> None:
    query = unicodedata.normalize("NFD", "đặng ấn")
    assert marked(query, "Đặng Văn Ấn") == ["Đặng", "Ấn"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("0288", "0288"),
        ("261120-0288", "261120-0288"),
        ("h49.22", "H49.22"),
        ("H49.22 - 261120", "H49.22-261120"),
        ("2", "2"),
        ("99", ""),
        ("an", ""),
    ],
)
def test_typed_part_of_a_code_is_marked_where_it_stands_last(query: str, found: str) -> None:
    code = "H49.22-261120-0288"
    spans = SearchMarks(query).in_code(code)
    assert "".join(code[at : at + length] for at, length in spans) == found
    if found == "2":
        assert spans[0][0] == code.rindex("2")


def test_better_of_two_names_is_the_one_with_more_letters_marked() -> None:
    marks = SearchMarks("nguyen an")
    assert marks.hits("Nguyễn Văn An") > marks.hits("Trần Văn An") > marks.hits("Lê Bình")


NAMES = st.text(alphabet=st.sampled_from("aáạâầđĐeêễnNghiuyểÝ ơ'-.ßİ"), max_size=24)


@settings(deadline=None, max_examples=150)
@given(NAMES, NAMES)
def test_marks_are_ordered_apart_inside_the_name_and_alike_when_untoned(query: str, name: str) -> None:
    name = unicodedata.normalize("NFC", name)
    end = 0
    wanted = [fold(word) for word in unicodedata.normalize("NFC", query).lower().split()]
    for at, length in SearchMarks(query).in_name(name):
        assert at >= end
        assert length > 0
        end = at + length
        assert end <= len(name)
        assert any(fold(name[at:end]) in word for word in wanted) or not wanted
