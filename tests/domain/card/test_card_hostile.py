"""Scans that mean harm, and scans that are just noise: no crash, no hidden character in a field, bounded work."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.card import Card, read_card
from counter.domain.sentence import Refused

PLAIN = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"
_PIECES = st.sampled_from(
    ["022185001234", "|", "Nam", "Nữ", "01021985", "%", "&#7885;", "&amp;", "%E1%BB", "0225", "7885", "\\u1ec5", "\x00", "\u0323",
     "\ufffd", "\ue000", "\u202e", "\ud800", "\udc80", "á»", "Ã", "²", "٣", "0", "  ", "\n", "Nguyeexn", "D9o6ng", "đ", "ă"]
)  # fmt: skip


def read_or_refused(raw: str | bytes) -> Card | None:
    try:
        return read_card(raw)
    except Refused:
        return None


def check_plain(card: Card | None) -> None:
    if card is None:
        return
    assert card.number.isascii()
    assert card.number.isdecimal()
    assert len(card.number) == 12
    for text in (card.name, card.address, card.old_number):
        text = text or "x"
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text if c != "\u00ad")
        assert text == " ".join(text.split())


@settings(deadline=None, max_examples=300)
@given(st.text() | st.binary())
def test_any_text_or_bytes_are_read_or_refused(raw: str | bytes) -> None:
    check_plain(read_or_refused(raw))


@settings(deadline=None, max_examples=400)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_pieces_of_cards_in_any_order_are_read_or_refused(raw: str) -> None:
    check_plain(read_or_refused(raw))


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(PLAIN)), st.integers(0, 12), st.lists(_PIECES, max_size=6).map("".join))
def test_card_with_noise_anywhere_is_read_or_refused(at: int, gone: int, noise: str) -> None:
    check_plain(read_or_refused(PLAIN[:at] + noise + PLAIN[at + gone :]))


@pytest.mark.parametrize(
    "raw",
    [
        "\x00" * 4000, "0" * 4096, "|" * 4096, "022185001234|" * 300, "01021985 " * 450, "022185001234|" + "01021985|N " * 360,
        "&" * 4096, "%E1" * 1300, "\\x" * 2000, "0225" * 1000, "022185001234|" + "0225 " * 800, "á»" * 2000, "Đ" * 4000,
        "022185001234|" + "a" * 4000, "022185001234||" + "uow" * 1300, "022185001234||Nguyễn|01021985|Nam|" + "7885" * 900,
    ],
)  # fmt: skip
def test_work_is_bounded_when_a_scan_repeats_itself(raw: str) -> None:
    check_plain(read_or_refused(raw))  # the suite's own time limit would end a runaway


@pytest.mark.parametrize("raw", [PLAIN + "A" * 4096, "A" * 1_000_000, b"\xff" * 5000])
def test_scan_is_refused_when_it_is_longer_than_any_card(raw: str | bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_card(raw)
    assert refused.value.sentence.key == "card.too_long"


def test_card_is_refused_when_it_holds_more_than_a_kibibyte() -> None:
    fits = PLAIN.replace("Tổ 5", "Tổ 5, " + "a" * (1024 - len(PLAIN.encode()) - 2))
    assert len(fits.encode()) == 1024
    assert read_card(fits).number == "022185001234"
    with pytest.raises(Refused) as refused:
        read_card(fits.replace("Tổ 5", "Tổ 55"))
    assert refused.value.sentence.key == "card.too_long"


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u2067", "&#8238;", "%E2%80%AE", "\\u202e"])
def test_scan_is_refused_when_it_turns_the_direction_of_writing(sign: str) -> None:
    with pytest.raises(Refused) as refused:
        read_card(PLAIN.replace("Hà Mai", f"Hà {sign}Mai"))
    assert refused.value.sentence.key == "card.hidden"


@pytest.mark.parametrize("digits", ["²22185001234", "٠22185001234", "０２２１８５００１２３４", "02218500123４"])
def test_number_of_other_digits_than_ascii_is_no_number(digits: str) -> None:
    assert read_or_refused(PLAIN.replace("022185001234", digits)) is None


def test_zero_width_characters_do_not_reach_a_field() -> None:
    card = read_card(PLAIN.replace("Hà Mai", "Hà\u200b\ufeff Mai\u2060"))
    assert (card.name, card.repaired) == ("Nguyễn Thị Hà Mai", ("control_characters",))


def test_markup_and_formulas_stay_letters_that_are_doubted() -> None:
    card = read_card(PLAIN.replace("Nguyễn Thị Hà Mai", "<b onload=x>%00=cmd()&lt;script&gt;"))
    assert card.name is not None
    assert "\0" not in card.name
    assert "name" in card.doubtful
