"""Finding a procedure as a clerk types: a few letters, initials, pieces of the code, with and without tone marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.spelling import fold
from counter.store.catalogue import load_catalogue

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 21)


def codes(query: str, limit: int = 5, **more: object) -> list[str]:
    return [p.code for p in CATALOGUE.find_procedures(query, limit, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ks", "1.001193"), ("khai sinh", "1.001193"), ("khai si", "1.001193"), ("KHAI SINH", "1.001193"),
        ("kt", "1.000656"), ("khai tử", "1.000656"), ("khai tu", "1.000656"), ("kh", "1.001193"),
        ("kết hôn", "1.000894"), ("ket hon", "1.000894"), ("dkkh", "1.000894"), ("ctcb", "2.000815"), ("ct", "2.000815"),
        ("ctck", "2.000884"), ("chữ ký", "2.000884"), ("chung thuc", "2.000815"), ("di chúc", "2.001019"),
        ("trich luc", "2.000635"), ("xnhn", "1.004873"), ("tinh trang hon nhan", "1.004873"), ("hkd", "1.001612"),
        ("tam tru", "1.004194"), ("thuong tru", "1.004222"), ("tach ho", "1.010038"), ("gpxd", "1.013225"),
        ("1.001193", "1.001193"), ("1001193", "1.001193"), ("001193", "1.001193"), ("1193", "1.001193"),
        ("2.0008", "2.000815"), ("815", "2.000815"), ("  khai   sinh ", "1.001193"), ("sinh khai", "1.001193"),
    ],
)  # fmt: skip
def test_what_is_meant_stands_first(query: str, first: str) -> None:
    assert first in codes(query, 2)
    if query not in ("sinh khai",):
        assert codes(query, 1) == [first]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_letters_are_the_same_letters(form: str) -> None:
    import unicodedata

    assert codes(unicodedata.normalize(form, "kết hôn"), 1) == ["1.000894"]


def test_typed_tone_marks_put_what_has_them_first() -> None:
    assert "1.001662" in codes("khai t", 3)  # khai thác
    assert codes("khai thác", 1) == ["1.001662"]
    assert codes("khái thác", 1) == ["1.001662"]  # a wrong mark still finds


@pytest.mark.parametrize("word", ["hỗ", "hộ", "từ", "tử"])
def test_names_with_the_very_marks_come_before_those_without_among_equals(word: str) -> None:
    names = [f" {CATALOGUE.procedure(code, TODAY).name.lower()} " for code in codes(word, 3)]
    assert all(f" {word} " in name for name in names), names


def test_a_sector_is_found_by_its_name() -> None:
    assert {p.sector for p in CATALOGUE.find_procedures("lam nghiep", 50)} >= {"Lâm nghiệp"}


def test_how_often_received_decides_among_equals_and_not_against_a_better_match() -> None:
    assert codes("khai sinh", 2, popularity={"1.003583": 900}) == ["1.003583", "1.001193"]
    assert codes("1.000656", 1, popularity={"1.001193": 900}) == ["1.000656"]
    assert codes("", 1, popularity={"1.012812": 3}) == ["1.012812"]


def test_without_a_query_the_common_ones_stand_first() -> None:
    assert codes("", 3) == list(CATALOGUE.defaults.common[:3])


@pytest.mark.parametrize("query", ["zzzz", "9.999999", "@#$", "chứng thực trên mặt trăng"])
def test_what_does_not_exist_is_not_found(query: str) -> None:
    assert codes(query) == ([] if query != "@#$" else codes(""))


def test_every_procedure_is_found_by_its_whole_name_and_by_its_code() -> None:
    for code in CATALOGUE.codes():
        procedure = CATALOGUE.procedure(code, TODAY)
        assert codes(code, 1) == [code]
        same = [c for c in CATALOGUE.codes() if fold(procedure.name) in fold(CATALOGUE.procedure(c, TODAY).name)]
        assert code in codes(procedure.name, len(same)), procedure.name
        assert code in codes(fold(procedure.name), len(same))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=40), st.integers(1, 20))
def test_any_text_gives_a_stable_list_without_doubles(query: str, limit: int) -> None:
    found = codes(query, limit)
    assert len(found) == len(set(found)) <= limit
    assert found == codes(query, limit)
    assert found == codes(query, limit + 5)[: len(found)]
