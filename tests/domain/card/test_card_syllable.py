"""What can be a Vietnamese syllable, by names and places that exist and by words that damage makes."""

from __future__ import annotations

import re

import pytest

from counter.domain.card.keystrokes import compose
from counter.domain.card.syllable import is_syllable, split_tone
from tests.made.card_people import FAMILIES, FORMER, GIVENS, MIDDLES, PLACES

_COMMON = """phường xã đặc khu tổ dân phố thôn số nhà ngõ ngách đường tỉnh thành thị trấn huyện quận khóm ấp buôn bản đội
nghiêng nghĩa quyết quỳnh quốc khuya khuỷu ngoéo ngoằn giếng giết gìn gì giữa khuếch huỵch tuýp xoong Hoà Thuý Qúy Quí yêu
uyển oằn ươm ượt ướt oai Đắk Lắk Kạn Kon Pò Hèn Tsằn""".split()  # noqa: SIM905 (read as text)


@pytest.mark.parametrize("word", sorted({*FAMILIES, *MIDDLES, *GIVENS, *_COMMON}))
def test_names_and_common_words_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


def test_places_of_the_province_are_syllables() -> None:
    words = [word for place in (*PLACES, *FORMER) for word in re.findall(r"[^\W\d_]+", place)]
    assert [word for word in words if not is_syllable(word)] == []


@pytest.mark.parametrize(
    "word",
    ["Nguyn", "Vn", "Thn", "Ngc", "Qung", "Vit", "Hip", "Bc", "Hòan", "Ngễn", "Nguyênx", "Nguyễnn", "Grên", "Green", "Park",
     "Nguyeenx", "NÄm", "Hỏc", "Nguyen", "Tien", "Truong", "Đc", "ngi", "kan", "cê", "gê", "nghan", "quô", "tooê", "",
     "a1", "ê\u0301", "á́", "ñandu", "Ngĩa", "iêng", "hoaf"],
)  # fmt: skip
def test_what_damage_leaves_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_tone_is_taken_apart_from_the_letters() -> None:
    assert split_tone("nguyễn") == ("nguyên", "tilde", 4)
    assert split_tone("đa") == ("đa", "", -1)
    assert split_tone("ñ") is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Nguyeexn", ("Nguyễn",)), ("Nguyeenx", ("Nguyễn",)), ("DDuwcs", ("Đức",)), ("Dduwsc", ("Đức",)),
        ("Truwowngf", ("Trường",)),
        ("Truowngf", ("Trường",)), ("Truongwf", ("Trường",)), ("thuowr", ("thuở",)), ("Hofa", ("Hòa",)), ("Hoaf", ("Hòa", "Hoà")),
        ("Quys", ("Quý",)), ("giaf", ("già",)), ("gif", ("gì",)), ("xooong", ("xoong",)), ("[r", ("ở",)), ("t]", ("tư",)),
        ("ddawk", ("đăk",)), ("Ddawsk", ("Đắk",)), ("WS", ("Ứ",)), ("Uwng", ("Ưng",)),
    ],
)  # fmt: skip
def test_telex_keys_type_these_syllables(keys: str, words: tuple[str, ...]) -> None:
    composed = compose(keys, "telex")
    assert composed is not None
    assert composed.words == words


@pytest.mark.parametrize("keys", ["Mars", "Park", "Vinhomes", "Nguyeennx", "hoasf", "b", "xs", "1a"])
def test_keys_that_type_no_syllable_are_no_telex(keys: str) -> None:
    assert compose(keys, "telex") is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [("Nguye64n", ("Nguyễn",)), ("Nguyen64", ("Nguyễn",)), ("D9u71c", ("Đức",)), ("Tru7o7ng2", ("Trường",)),
     ("Truong72", ("Trường",)), ("Hoa2", ("Hòa", "Hoà")), ("Va8n", ("Văn",)), ("D9o64", ("Đỗ",))],
)  # fmt: skip
def test_vni_keys_type_these_syllables(keys: str, words: tuple[str, ...]) -> None:
    composed = compose(keys, "vni")
    assert composed is not None
    assert composed.words == words
