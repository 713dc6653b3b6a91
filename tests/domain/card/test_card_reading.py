"""Cards by example: variants of the payload, each family of faults by name, and what is shown when a letter is gone."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from counter.domain.card import Card, read_card
from counter.domain.sentence import Refused

PLAIN = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Số 12A, tổ 5/2, phường Hà Tu, Quảng Ninh|15092021"
NAME, ADDRESS = "Nguyễn Thị Hà Mai", "Số 12A, tổ 5/2, phường Hà Tu, Quảng Ninh"


def whole(card: Card) -> bool:
    return (
        (card.number, card.old_number, card.name, card.birth_date, card.sex, card.address, card.issue_date)
        == ("022185001234", "123456789", NAME, date(1985, 2, 1), "female", ADDRESS, date(2021, 9, 15))
        and card.doubts == ()
    )  # fmt: skip


@pytest.mark.parametrize(
    "raw", [PLAIN, PLAIN.encode(), PLAIN + "||||", PLAIN + "|Nguyễn Văn B|Lê Thị C||", PLAIN + "\r\n"]
)
def test_card_is_read_without_repair_when_the_scan_is_right(raw: str | bytes) -> None:
    card = read_card(raw)
    assert whole(card)
    assert card.repaired == ()


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (PLAIN + "\0\0\0", "control_characters"),
        ("\x02" + PLAIN + "\x04", "control_characters"),
        (PLAIN + PLAIN, "sent_twice"),
        (PLAIN[:50] + PLAIN, "sent_twice"),
        (PLAIN + "\r" + PLAIN, "sent_twice"),
        (PLAIN + PLAIN[:30], "sent_twice"),
        (PLAIN + "00", "extra_bytes"),
        (PLAIN + " #7", "extra_bytes"),
        (PLAIN.replace("Nguyễn", "Nguy0225 0187 0133n"), "byte_decimals"),
        (PLAIN.replace("Nguyễn", "Nguy022501870133n"), "byte_decimals"),
        (PLAIN.replace("Nguyễn", "Nguy225187133n"), "byte_decimals"),
        (PLAIN.replace("Nguyễn", "Nguy7877n").replace("Thị", "Th7883"), "code_points"),
        (PLAIN.encode().decode("latin-1"), "mojibake"),
        (PLAIN.encode().decode("cp437"), "mojibake"),
        (PLAIN.encode().decode("latin-1").encode().decode("latin-1"), "mojibake"),
        (PLAIN.encode().decode("latin-1").encode("latin-1").decode("mac-roman"), "mojibake"),
        (PLAIN.replace("ễ", "&#7877;"), "html"),
        (PLAIN.replace("ễ", "&amp;#x1ec5;"), "html"),
        (PLAIN.replace("à", "&agrave;"), "html"),
        (PLAIN.replace("ễ", "%E1%BB%85"), "percent"),
        (PLAIN.replace("ễ", "%u1EC5"), "percent"),
        (PLAIN.replace("ễ", r"\u1ec5"), "escapes"),
        (PLAIN.replace("ễ", r"\xe1\xbb\x85"), "escapes"),
        (unicodedata.normalize("NFD", PLAIN), "decomposed"),
        (PLAIN.replace("|", "~"), "separator"),
        (PLAIN.replace("|", ""), "separator"),
        (PLAIN.replace("|", " "), "separator"),
        (PLAIN.replace("|", "%"), "separator"),
        (PLAIN.replace("Thị Hà", "Thị  Hà"), "blanks"),
        (PLAIN.encode("utf-16"), "utf16"),
        (PLAIN.encode().decode("latin-1").encode("latin-1", "replace"), None),
    ],
)  # fmt: skip
def test_card_is_whole_and_the_fault_named_when_damage_can_be_undone(raw: str | bytes, fault: str | None) -> None:
    card = read_card(raw)
    assert whole(card)
    assert card.repaired == (() if fault is None else (fault,))


@pytest.mark.parametrize("page", ["cp1258", "cp850", "cp1250", "gb18030", "big5", "shift_jis"])
def test_utf8_read_as_another_code_page_is_restored_when_no_byte_was_lost(page: str) -> None:
    text = PLAIN
    while True:  # find a name that survives this page whole, as a reader's own table would let it
        try:
            garbled = text.encode().decode(page)
            break
        except UnicodeDecodeError as wrong:
            text = text.replace(text[len(text.encode()[: wrong.start].decode("utf-8", "ignore"))], "a")
    card = read_card(garbled)
    assert (card.name, card.address) == tuple(text.split("|")[i] for i in (2, 5))


def test_windows_vietnamese_code_page_is_read_when_all_of_it_is_vietnamese_then() -> None:
    held = unicodedata.normalize("NFD", PLAIN)
    for mark, vowels in (("\u0302", "aeo"), ("\u031b", "ou"), ("\u0306", "a")):
        for vowel in vowels + vowels.upper():
            for tone in ("", "\u0323"):
                held = held.replace(vowel + tone + mark, unicodedata.normalize("NFC", vowel + mark) + tone)
    raw = held.encode("cp1258")
    assert whole(read_card(raw))
    assert "code_page" in read_card(raw).repaired


def test_lost_letter_is_shown_as_lost_and_never_guessed() -> None:
    swallowed = bytes(b for b in PLAIN.encode() if not 0x80 <= b <= 0x9F)
    card = read_card(swallowed)
    assert card.name == "Nguy\ufffdn Th\ufffd Hà Mai"
    assert card.address == "S\ufffd 12A, t\ufffd 5/2, phư\ufffdng Hà Tu, Quảng Ninh"
    assert card.doubtful == ("name", "address")
    assert (card.number, card.birth_date, card.sex) == ("022185001234", date(1985, 2, 1), "female")


def test_decimal_with_a_swallowed_byte_is_doubted_when_only_one_letter_would_fit() -> None:
    card = read_card(PLAIN.replace("Nguyễn Thị Hà Mai", "N0196m C0196n"))
    assert (card.name, card.doubtful) == ("N\ufffdm C\ufffdn", ("name",))


def test_other_fields_stay_sure_when_only_the_name_is_damaged() -> None:
    card = read_card(PLAIN.replace("Nguyễn", "Nguy?n"))
    assert (card.name, card.doubtful) == ("Nguy?n Thị Hà Mai", ("name",))


def test_fields_after_the_cut_are_unknown_when_the_scan_is_cut() -> None:
    card = read_card(PLAIN[:-8])
    assert (card.address, card.issue_date, card.doubtful) == (ADDRESS, None, ("issue_date",))
    card = read_card(PLAIN[:-15])
    assert card.doubtful == ("address", "issue_date")
    card = read_card("|".join(PLAIN.split("|")[:5]))
    assert (card.sex, card.address, card.doubtful) == ("female", None, ("address", "issue_date"))
    card = read_card("|".join(PLAIN.split("|")[:3]))
    assert (card.number, card.name, card.birth_date) == ("022185001234", NAME, None)
    assert card.doubtful == ("name", "birth_date", "sex", "address", "issue_date")


@pytest.mark.parametrize("old", ["", "123456789", "022185001234", "001085000001"])
def test_old_number_is_nine_or_twelve_digits_or_absent(old: str) -> None:
    card = read_card(PLAIN.replace("|123456789|", f"|{old}|"))
    assert (card.old_number, card.name, card.doubts) == (old or None, NAME, ())


@pytest.mark.parametrize("old", ["12345678", "1234567890", "1"])
def test_old_number_is_doubted_when_it_has_another_length(old: str) -> None:
    card = read_card(PLAIN.replace("|123456789|", f"|{old}|"))
    assert (card.old_number, card.name, card.doubtful) == (None, NAME, ("old_number",))


@pytest.mark.parametrize("birth", ["31021985", "00001985", "01131985", "01010085", "29022023"])
def test_date_is_unknown_and_doubted_when_there_is_no_such_day(birth: str) -> None:
    card = read_card(PLAIN.replace("01021985", birth))
    assert (card.birth_date, card.name, card.sex, card.doubtful) == (None, NAME, "female", ("birth_date",))


def test_issue_date_is_doubted_when_it_lies_before_birth() -> None:
    assert read_card(PLAIN.replace("15092021", "15091984")).doubtful == ("issue_date",)


def test_number_is_doubted_and_kept_when_it_speaks_against_sex_or_birth() -> None:
    other_sex = read_card(PLAIN.replace("022185", "022085"))
    assert (other_sex.number, other_sex.sex, other_sex.doubtful) == ("022085001234", "female", ("number", "sex"))
    other_year = read_card(PLAIN.replace("022185", "022186"))
    assert (other_year.birth_date, other_year.doubtful) == (date(1985, 2, 1), ("number", "birth_date"))
    other_century = read_card(PLAIN.replace("022185", "022385"))
    assert other_century.doubtful == ("number", "birth_date")


def test_province_of_the_number_is_never_judged() -> None:
    assert read_card(PLAIN.replace("022185001234", "999185001234")).doubts == ()


@pytest.mark.parametrize(
    "word", ["N", "N?", "N\ufffd", "N&#7919;", "N022501870175", "N7919", "Nuwx", "Nu74", "NỮ", "nữ"]
)
def test_sex_is_female_when_the_vowel_of_the_word_is_damaged(word: str) -> None:
    card = read_card(PLAIN.replace("|Nữ|", f"|{word}|"))
    assert (card.sex, "sex" in card.doubtful) == ("female", False)


def test_sex_is_unknown_when_the_damaged_word_is_against_the_number() -> None:
    card = read_card(PLAIN.replace("022185", "022085").replace("|Nữ|", "|N?|"))
    assert (card.sex, card.doubtful) == (None, ("sex",))


@pytest.mark.parametrize("word", ["", "X", "Na", "Không rõ"])
def test_sex_is_unknown_and_doubted_when_the_word_is_neither(word: str) -> None:
    card = read_card(PLAIN.replace("|Nữ|", f"|{word}|"))
    assert card.sex is None
    assert "sex" in card.doubtful


def test_second_copy_gives_what_the_first_has_lost() -> None:
    card = read_card(PLAIN.replace("Nguyễn", "Nguy?n") + "\r\n" + PLAIN)
    assert whole(card)
    assert card.repaired == ("sent_twice",)


def test_field_is_doubted_when_two_copies_differ() -> None:
    assert read_card(PLAIN + PLAIN.replace("Hà Mai", "Hà Mi")).doubtful == ("name",)


def test_pipe_within_a_field_is_doubted_and_kept_out_of_it() -> None:
    card = read_card(PLAIN.replace("tổ 5/2, ", "tổ 5/2| "))
    assert (card.address, card.doubtful) == ("Số 12A, tổ 5/2 phường Hà Tu, Quảng Ninh", ("address",))


def test_raw_scan_is_kept_and_nothing_personal_is_in_the_repr() -> None:
    card = read_card(PLAIN)
    assert card.raw == PLAIN
    assert not any(part in repr(card) for part in PLAIN.split("|"))


def test_person_of_a_card_has_its_fields() -> None:
    person = read_card(PLAIN).person()
    assert (person.name, person.number, person.sex, person.address) == (NAME, "022185001234", "female", ADDRESS)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Y Moan Êban", "Buôn Ma Thuột, Đắk Lắk"),
        ("Nguyễn Văn Ngĩa", "Tổ 5, Hà Tu, Quảng Ninh"),
        ("Nguyễn Vawn Đức", "Tổ 5, Hà Tu, Quảng Ninh"),
        ("Ph░íng Sín", "Tổ 5, Hà Tu, Quảng Ninh"),
    ],
)
def test_name_is_kept_and_doubted_when_it_is_no_vietnamese_word(name: str, address: str) -> None:
    card = read_card(f"022085001234||{name}|01021985|Nam|{address}|15092021")
    assert card.name == name
    assert "name" in card.doubtful


@pytest.mark.parametrize("address", ["Khu Ạ, Hà Tu, Quảng Ninh", "Khụ, Hà Tu, Quảng Ninh", "Tầng 2, Grên Bay, Hạ Long"])
def test_address_is_doubted_when_an_input_method_may_have_eaten_a_code(address: str) -> None:
    card = read_card(PLAIN.replace(ADDRESS, address))
    assert (card.address, card.doubtful) == (address, ("address",))


def test_house_number_stays_a_number_when_letters_are_typed_as_numbers() -> None:
    raw = "022085001234||Tr432417ng V259n H249ng|01021985|Nam|S7889 361, t7893 5, H224 Tu|15092021"
    assert read_card(raw).address == "Số 361, tổ 5, Hà Tu"
    assert read_card(raw).doubts == ()
    asked = read_card(raw.replace("S7889 361", "L244 B225"))
    assert asked.doubtful == ("address",)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "hello",
        "0220850012",
        "https://example.org/?q=022085001234",
        "H49.22-261123-0317",
        "٠٢٢٠٨٥٠٠١٢٣٤|x|y|01011990|Nam",
    ],
)
def test_scan_is_refused_when_it_is_no_card(raw: str) -> None:
    with pytest.raises(Refused) as refused:
        read_card(raw)
    assert refused.value.sentence.key == "card.not_a_card"


@pytest.mark.parametrize("raw", ["022185001234|", "022185001234|123456789|", "022185001234|abc|https://example.org"])
def test_scan_is_refused_when_it_does_not_say_whose_it_is(raw: str) -> None:
    with pytest.raises(Refused) as refused:
        read_card(raw)
    assert refused.value.sentence.key == "card.cut_short"


def test_three_copies_of_which_two_differ_are_never_settled_by_the_last() -> None:
    for names in (("An", "Ân", "Ẩn"), ("An", "Ân", "Ân"), ("Ân", "An", "An")):
        text = "".join(f"022190004512||Nguyễn Thị {name}|12041990|Nữ|Cô Tô, Quảng Ninh|01012022" for name in names)
        assert read_card(text).doubtful == ("name",), names
