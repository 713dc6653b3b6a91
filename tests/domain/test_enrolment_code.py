"""The code that enrols a machine: typed by people, read out, scanned through any layout."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.card.layouts import _BELGIAN, _FRENCH, _US, _VIETNAMESE_DIGITS, digits_meant
from counter.domain.enrolment_code import (
    GROUP,
    LENGTH,
    digits_typed,
    grouped,
    new_token,
    payload,
    read_payload,
    tidy_token,
    wrong_group,
)
from counter.domain.sentence import Refused

tokens = st.randoms(use_true_random=False).map(lambda rng: new_token(rng.randrange))
TOKEN = new_token(random.Random(4).randrange)
SERVER = "https://motcua.quangninh.example:8443"


def refusal(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        tidy_token(text)
    assert caught.value.field == "token"
    return caught.value.sentence.key, caught.value.sentence.args


@settings(max_examples=40, deadline=None)
@given(tokens)
def test_a_code_is_thirty_digits_that_check_themselves(token: str) -> None:
    assert len(token) == LENGTH
    assert token.isdigit()
    assert wrong_group(token) is None
    assert tidy_token(token) == token
    assert tidy_token(grouped(token)) == token


@settings(max_examples=40, deadline=None)
@given(tokens, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_every_wrong_digit_is_found_in_its_group(token: str, at: int, by: int) -> None:
    wrong = token[:at] + str((int(token[at]) + by) % 10) + token[at + 1 :]
    assert wrong_group(wrong) == at // GROUP + 1
    assert refusal(wrong) == ("enrol.code_group", {"group": at // GROUP + 1})


@settings(max_examples=40, deadline=None)
@given(tokens, st.integers(0, LENGTH - 2))
def test_every_exchange_of_neighbours_is_found(token: str, at: int) -> None:
    a, b = token[at : at + 2]
    changed = token[:at] + b + a + token[at + 2 :]
    assert (wrong_group(changed) is None) == (a == b)


@settings(max_examples=40, deadline=None)
@given(tokens, st.integers(0, 5), st.integers(0, 5))
def test_groups_in_another_order_are_found(token: str, one: int, other: int) -> None:
    groups = [token[at : at + GROUP] for at in range(0, LENGTH, GROUP)]
    groups[one], groups[other] = groups[other], groups[one]
    assert (wrong_group("".join(groups)) is None) == (groups[one] == groups[other])


@pytest.mark.parametrize(
    "typed",
    [
        grouped(TOKEN), "-".join(grouped(TOKEN).split()), f"  {grouped(TOKEN)}\n", TOKEN.replace("0", "O"),
        TOKEN.replace("0", "o").replace("1", "l"), TOKEN.replace("1", "I"), grouped(TOKEN).replace(" ", "\u00a0"),
        grouped(TOKEN).replace(" ", " – "), "".join(chr(0xFF10 + int(digit)) for digit in TOKEN), "\ufeff" + TOKEN,
    ],
)  # fmt: skip
def test_forgiven_is_what_people_type_for_it(typed: str) -> None:
    assert tidy_token(typed) == TOKEN
    assert digits_typed(typed) == TOKEN


def test_too_few_and_too_many_digits_are_counted() -> None:
    assert refusal(TOKEN[:-1]) == ("enrol.code_length", {"length": 30, "typed": 29})
    assert refusal(TOKEN + "1") == ("enrol.code_length", {"length": 30, "typed": 31})


@pytest.mark.parametrize("text", ["", " ", "ă", "'; DROP TABLE token; --", "x" * 21, "x" * 129, "đ" * 30])
def test_what_is_no_code_is_refused(text: str) -> None:
    assert refusal(text)[0] == "enrol.code_form"


def test_codes_of_servers_before_and_of_others_are_taken() -> None:
    assert tidy_token(" ABCDEF0123 " * 4) == "abcdef0123" * 4
    assert tidy_token("abcdef0I23" * 4) == "abcdef0123" * 4
    assert tidy_token("Zx_-" * 8 + "\n") == "Zx_-" * 8


@settings(max_examples=40, deadline=None)
@given(tokens, st.sampled_from([None, SERVER, "http://127.0.0.1:1", "https://x.vn"]))
def test_a_sheet_says_code_and_server_in_digits_alone(token: str, server: str | None) -> None:
    said = payload(token, server)
    assert said.isascii()
    assert said.isdigit()
    found = read_payload(said)
    assert found is not None
    assert (found.token, found.server) == (token, server)
    assert token not in repr(found)


@given(tokens, st.integers(0, 200), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_a_sheet_read_wrongly_says_nothing(token: str, at: int, by: int) -> None:
    said = payload(token, SERVER)
    at %= len(said)
    assert read_payload(said[:at] + str((int(said[at]) + by) % 10) + said[at + 1 :]) is None
    if at != LENGTH and int(said[:at] or "0") % 97 != 1:  # one tail in 97 has the right check digits too
        assert read_payload(said[:at]) is None


def test_the_mark_that_some_readers_put_before_is_passed_over() -> None:
    found = read_payload("]Q1" + payload(TOKEN, SERVER))
    assert found is not None
    assert found.server == SERVER


@pytest.mark.parametrize("layout", [_FRENCH, _BELGIAN])
def test_a_sheet_is_read_through_a_keyboard_of_another_country(layout: str) -> None:
    typed = payload(TOKEN, SERVER).translate(str.maketrans(_US, layout))
    assert not typed.isdigit()
    assert read_payload(digits_meant(typed)) == read_payload(payload(TOKEN, SERVER))


def test_a_sheet_is_read_through_the_vietnamese_keyboard() -> None:
    keys = {digit: sign for sign, digit in _VIETNAMESE_DIGITS.items()}
    typed = "".join(keys[digit] for digit in payload(TOKEN))
    assert read_payload(digits_meant(typed)) == read_payload(payload(TOKEN))
    assert digits_meant("Nguyễn Thị Ngọc Ẩn") == "Nguyễn Thị Ngọc Ẩn"


def test_a_card_is_no_sheet() -> None:
    assert read_payload("022190004512||Nguyễn Thị Ngọc Ẩn|12041990|Nữ|Cô Tô|10052021") is None
