"""The test code and what is recognised of whatever altered it on its way from the reader."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.letters import ACCENTED, rows
from counter.domain.probe import Probe, is_probe, judge, new_probe
from tests.made.card_faults import byte_decimals, caps_lock, french, vietnamese_layout

PROBE, OTHER = Probe("BCGH"), Probe("TVKL")
FORMS = ("bars", "qr")
_TELEX = {"toois": "tối"}
_VNI = {"d9a6y": "đây"}


def form(which: str, probe: Probe = PROBE) -> str:
    return str(getattr(probe, which))


def typed(text: str, made: dict[str, str]) -> str:
    for word, letters in made.items():
        text = text.replace(word, letters)
    return text


def test_accented_letters_are_the_134_of_vietnamese() -> None:
    assert len(ACCENTED) == len(set(ACCENTED)) == 134
    assert sum(map(len, rows())) == 67
    assert all(unicodedata.is_normalized("NFC", letter) and not letter.isascii() for letter in ACCENTED)
    assert set("ắằẳẵặấợữỵĐđỸ") < set(ACCENTED)


@pytest.mark.parametrize("which", FORMS)
@pytest.mark.parametrize("around", ["{}", "{}\r", "\n{}\n", "]C1{}", "]Q3{}", "\x02{}\x03"])
def test_the_very_code_is_the_same_whatever_readers_put_around_it(which: str, around: str) -> None:
    judged = judge(around.format(form(which)), [OTHER, PROBE])
    assert (judged.trace, judged.probe, judged.symbol) == ("same", PROBE, which)
    assert judge(unicodedata.normalize("NFD", form(which)), [PROBE]).trace == "same"


@pytest.mark.parametrize("which", FORMS)
@pytest.mark.parametrize(
    ("trace", "layout", "damage"),
    [
        ("telex", "", lambda text: typed(text, _TELEX)),
        ("vni", "", lambda text: typed(text, _VNI)),
        ("telex", "", lambda text: caps_lock(typed(text, _TELEX))),
        ("telex", "", lambda text: text.replace("toois", "tôis")),  # where UniKey puts no tone
        ("vni", "", lambda text: text.replace("d9a6y", "dây9")),
        ("caps_lock", "", caps_lock),
        ("caps_lock", "", str.swapcase),
        ("layout", "french", french),
        ("layout", "german", lambda text: text.translate(str.maketrans("yzYZ-", "zyZYß"))),
        ("layout", "vietnamese", vietnamese_layout),
        ("doubled", "", lambda text: "".join(c * 2 for c in text)),
        ("cut", "", lambda text: text[:12]),
        ("cut", "", lambda text: text[5:]),
        ("altered", "", lambda text: text.replace("G", "").replace("9", "0")),
    ],
)
def test_alteration_is_recognised(which: str, trace: str, layout: str, damage: object) -> None:
    came = damage(form(which))  # type: ignore[operator]
    judged = judge(came, [OTHER, PROBE])
    assert (judged.trace, judged.layout, judged.probe) == (trace, layout, PROBE), came


@pytest.mark.parametrize(
    ("trace", "damage"),
    [
        ("code_page", lambda text: text.encode().decode("cp1252", "replace")),
        ("code_page", lambda text: text.encode().decode("latin-1")),
        ("code_page", lambda text: text.encode().decode("cp1258", "replace")),
        ("code_page", byte_decimals),
        ("lost", lambda text: "".join(c if c.isascii() else "?" for c in text)),
        ("lost", lambda text: "".join(c for c in text if c.isascii())),
        ("lost", lambda text: text.replace("Đặng", "Dang").replace("ễ", "e")),
    ],
)
def test_damage_of_accented_letters_shows_in_the_qr(trace: str, damage: object) -> None:
    assert judge(damage(PROBE.qr), [PROBE]).trace == trace  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "022190004512||Nguyễn Thị Ngọc Ẩn|12041990|Nữ|Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh|10052021",
        "H49.22-261123-0317", "https://example.com/?q=KTM", "8934588012345", "", "KTM", "xin chào, tôi đây",
    ],
)  # fmt: skip
def test_what_is_not_ours_is_called_so_and_nothing_of_it_is_kept(text: str) -> None:
    judged = judge(text, [PROBE])
    assert judged.trace == "not_ours"
    assert not is_probe(text)
    assert text not in repr(judged) or not text


def test_code_of_another_slip_is_told_from_this_ones() -> None:
    for which in FORMS:
        assert judge(form(which, OTHER), [PROBE]).trace == "other_code"
        assert is_probe(form(which))
    assert not is_probe(typed(PROBE.bars, _TELEX))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    judged = judge(text, [PROBE])
    assert judged.trace != "same" or is_probe(text)


def test_each_new_code_differs_and_fits_on_paper() -> None:
    made = {new_probe(random.Random(seed)).nonce for seed in range(50)}
    assert len(made) > 45
    assert all(probe.isascii() and len(probe) <= 24 for probe in (new_probe(random.Random(n)).bars for n in range(9)))
