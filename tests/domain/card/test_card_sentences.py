"""What clerks are told of a scan, in both languages."""

from __future__ import annotations

import pytest

from counter.domain.card import FIELDS, fault_sentence, field_sentence, read_card
from counter.domain.sentence import say
from counter.domain.wording.card import TEXTS

PLAIN = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"


@pytest.mark.parametrize("raw", [PLAIN, PLAIN + "\0", PLAIN + PLAIN, PLAIN.replace("15092021", "")])
def test_nothing_is_said_of_the_scanner_when_it_changed_no_letter(raw: str) -> None:
    assert fault_sentence(read_card(raw)) is None


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("022085001234||Nguyeenx Vawn Dduwcs|01021985|Nam|Toor 5, Haf Tu|15092021", "card.fault_unikey"),
        (PLAIN.replace("|", "~"), "card.fault_layout"),
        (PLAIN.encode().decode("latin-1"), "card.fault_code_page"),
        ("022085001234||nGUYễN văN ĐứC|01021985|nAM|tổ 5, hà tU|15092021", "card.fault_caps_lock"),
        (PLAIN.replace("Nguyễn", "Nguy?n"), "card.fault_letters"),
    ],
)
def test_advice_fits_the_fault(raw: str, key: str) -> None:
    sentence = fault_sentence(read_card(raw))
    assert sentence is not None
    assert sentence.key == key


def test_advice_says_whether_something_must_be_compared() -> None:
    whole = fault_sentence(read_card(PLAIN.replace("|", "~")))
    doubted = fault_sentence(read_card(PLAIN.replace("|", "~").replace("Nguyễn", "Nguy?n")))
    assert whole is not None
    assert doubted is not None
    assert "Nội dung đã được khôi phục." in say(whole)
    assert "Xem lại trên thẻ các mục được đánh dấu." in say(doubted)


def test_doubtful_field_has_a_sentence_and_a_sure_one_has_none() -> None:
    card = read_card(PLAIN.replace("Nguyễn", "Nguy\ufffdn").replace("01021985", "31021985").replace("|15092021", ""))
    said = {field: field_sentence(card, field) for field in FIELDS}
    assert {field for field, sentence in said.items() if sentence} == set(card.doubtful)
    name = said["name"]
    assert name is not None
    assert say(name) == "Máy quét làm hỏng một chữ. Xem lại trên thẻ."
    assert all(say(sentence, language) for sentence in said.values() if sentence for language in ("vi", "en"))


def test_every_wording_is_used_by_some_reason() -> None:
    doubts = {f"card.doubt_{why}" for why in ("lost", "unusual", "ambiguous", "impossible", "disagrees", "cut")}
    assert doubts == {key for key in TEXTS if key.startswith("card.doubt_")}
