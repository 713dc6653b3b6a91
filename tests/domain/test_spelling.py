"""One spelling: the quick ways give what the plain definitions give, for every character there is."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.spelling import clean, fold

INVISIBLE = {
    0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, *range(0xE0000, 0xE0200),
}  # fmt: skip
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "
TEXT = st.text(st.characters(), max_size=20) | st.text(
    VIETNAMESE + VIETNAMESE.upper() + "\u0301\u0323\u200b\t", max_size=20
)


def plainly_clean(text: str) -> str:
    kept = []
    for c in text:
        if ord(c) in INVISIBLE or unicodedata.category(c) == "Cs":
            continue
        kept.append(" " if unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") else c)
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def plainly_folded(text: str) -> str:
    text = "".join({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def test_every_character_is_cleaned_and_folded_by_the_definition() -> None:
    wrong = []
    for cp in (
        *range(0x3100),
        *range(0xA000, 0xB000),
        *range(0xD7FF, 0x10400),
        *range(0xE0000, 0xE0200),
        sys.maxunicode,
    ):
        text = f"a{chr(cp)} b"
        if clean(text) != plainly_clean(text) or fold(text) != plainly_folded(text):
            wrong.append(hex(cp))
    assert wrong == []


@pytest.mark.parametrize("hidden", ["\u00ad", "\u061c", "\u180e", "\u206f", "\ufe0f", "\U000e0041", "\u3164"])
def test_nothing_that_is_not_seen_stays_in_a_name(hidden: str) -> None:
    assert clean(f"Nguyễn{hidden} Văn {hidden}An") == "Nguyễn Văn An"


def test_mark_that_is_held_apart_from_its_letter_comes_to_it() -> None:
    assert clean("Nguye\u034f\u0302\u0303n") == "Nguyễn"


@given(TEXT)
@settings(deadline=None, max_examples=300)
def test_texts_are_cleaned_and_folded_by_the_definition(text: str) -> None:
    assert clean(text) == plainly_clean(text)
    assert fold(text) == plainly_folded(text)


@given(TEXT)
@settings(deadline=None, max_examples=200)
def test_cleaned_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đặng Thị Ẩn", "dang thi an"), ("NGUYỄN", "nguyen"), ("Nguye\u0302\u0303n", "nguyen"), ("", ""), ("ß", "ß")],
)
def test_names_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
