"""`counter card` under every fault of the field, made here without a look at the reader: restored, or shown as doubtful.

The faults are those of scanners, code pages and input methods in practice; each is a few lines that a stranger would
write. What must hold for all of them: the number, the birth date and the sex are right, and a name or an address that
is not the card's own is named as doubtful."""

from __future__ import annotations

import json
import random
import unicodedata
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.made.machine import run

LAST = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Đoàn", "Lưu", "Trịnh", "Chíu", "Phùn", "Ứng",
]  # fmt: skip
MIDDLE = [
    "Văn", "Thị", "Hữu", "Đức", "Xuân", "Ngọc", "Quỳnh", "Thùy", "Khánh", "Gia", "Minh", "Bảo", "Anh", "Công",
    "Đình", "Như",
]  # fmt: skip
FIRST = [
    "Dũng", "Ngọc", "Ánh", "Hương", "Phượng", "Thúy", "Hòa", "Quý", "Ước", "Oanh", "Yến", "Sơn", "Đạt", "Nghĩa",
    "Tuyết", "Khoẻ", "Uyên", "Trường", "Lượng", "Nguyệt",
]  # fmt: skip
ADDRESSES = (
    "Tổ 3, khu 5, phường Hồng Gai, tỉnh Quảng Ninh", "Thôn Đông, xã Cô Tô, đặc khu Cô Tô, Quảng Ninh",
    "Số 12 ngõ 4 đường Trần Quốc Nghiễn, phường Bãi Cháy", "Khu phố Vườn Rươi, phường Đông Triều",
    "Tổ dân phố Yên Lập Tây, phường Quảng Yên", "Bản Khe Ốn, xã Lục Hồn, Bình Liêu",
)  # fmt: skip
TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}


@dataclass(frozen=True)
class Holder:
    number: str
    old: str
    name: str
    birth: str
    sex: str
    address: str
    issued: str
    tail: str

    @property
    def payload(self) -> str:
        birth, issued = ("".join(reversed(day.split("-"))) for day in (self.birth, self.issued))
        return "|".join((self.number, self.old, self.name, birth, self.sex, self.address, issued)) + self.tail


def holders(count: int) -> Iterator[Holder]:
    rng = random.Random(20261121)
    for _ in range(count):
        century, year = rng.choice(((0, 19), (1, 19), (2, 20), (3, 20)))
        year = year * 100 + rng.randrange(40, 99) if year == 19 else 2000 + rng.randrange(12)
        day = f"{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        yield Holder(
            f"{rng.randrange(1, 97):03d}{century}{year % 100:02d}{rng.randrange(10**6):06d}",
            rng.choice(("", f"{rng.randrange(10**9):09d}", f"{rng.randrange(10**12):012d}")),
            " ".join((rng.choice(LAST), *rng.sample(MIDDLE, rng.randrange(3)), rng.choice(FIRST))),
            f"{year}-{day}", "Nam" if century % 2 == 0 else "Nữ", rng.choice(ADDRESSES), f"2024-{day}",
            rng.choice(("", "||||")),
        )  # fmt: skip


def each(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "".join(letter if letter.isascii() else change(letter) for letter in text)


def mojibake(text: str) -> str:
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


def swallowed(text: str) -> str:
    return bytes(byte for byte in text.encode() if not 0x80 <= byte <= 0x9F).decode("latin-1")


def keys(text: str, method: int) -> str:
    """What an input method's user would press: Telex (0) or VNI (1), the tone right after its letter."""
    out = []
    for letter in text:
        if letter in "đĐ":
            out.append(("d" if letter == "đ" else "D") + "d9"[method])
            continue
        base, *marks = unicodedata.normalize("NFD", letter)
        shapes = {"\u0302": base.lower() + "6", "\u031b": "w7", "\u0306": "w8"}
        out += [
            base,
            *(shapes[m][method] for m in marks if m in shapes),
            *(TONES[m][method] for m in marks if m in TONES),
        ]
    return "".join(out)


RESTORED: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "line end": lambda text: text + "\r\n",
    "NUL": lambda text: text + "\0\0\0",
    "sent twice": lambda text: text + text,
    "sent twice on two lines": lambda text: text + "\r\n" + text,
    "bytes behind": lambda text: text + "\x03zz",
    "byte decimals": each(lambda letter: "".join(f"{byte:04d}" for byte in letter.encode())),
    "code points": each(lambda letter: str(ord(letter))),
    "mojibake": mojibake,
    "mojibake of latin-1": lambda text: text.encode().decode("latin-1"),
    "HTML": each(lambda letter: f"&#{ord(letter)};"),
    "HTML in hexadecimal": each(lambda letter: f"&#x{ord(letter):x};"),
    "percent": lambda text: urllib.parse.quote(text, safe="|, "),
    "percent of all": lambda text: urllib.parse.quote(text, safe=""),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "another bar": lambda text: text.replace("|", "~"),
}
DOUBTFUL: dict[str, Callable[[str], str]] = {
    "swallowed": swallowed,
    "through CP1252": lambda text: text.encode().decode("cp1252", "ignore"),
    "question marks": lambda text: text.encode("ascii", "replace").decode(),
    "letters dropped": lambda text: text.encode("ascii", "ignore").decode(),
    "Telex": lambda text: keys(text, 0),
    "VNI": lambda text: keys(text, 1),
    "end cut off": lambda text: text.rstrip("|")[:-3],
}
FAULTS = RESTORED | DOUBTFUL


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Holder, dict[str, Any]]]]:
    people = list(holders(25))
    lines = [json.dumps(damage(who.payload)) for damage in FAULTS.values() for who in people]
    said = run("card", "--json-in", home=tmp_path_factory.mktemp("quet"), given="\n".join(lines) + "\n")
    assert (said.code, said.err) == (0, "")
    answers = iter(said.lines)
    return {fault: [(who, next(answers)) for who in people] for fault in FAULTS}


@pytest.mark.parametrize("fault", FAULTS)
def test_number_birth_and_sex_are_kept_and_nothing_wrong_passes_as_sure(
    fault: str, read: dict[str, list[tuple[Holder, dict[str, Any]]]]
) -> None:
    for who, card in read[fault]:
        assert card["ok"], card
        sex = "male" if who.sex == "Nam" else "female"
        assert (card["number"], card["birth_date"], card["sex"]) == (who.number, who.birth, sex)
        for field, own in (("name", who.name), ("address", who.address), ("issue_date", who.issued)):
            assert card[field] == own or field in card["doubtful"], (FAULTS[fault](who.payload), card)
        assert card["old_number"] == (who.old or None)


@pytest.mark.parametrize("fault", RESTORED)
def test_whole_card_is_restored_when_nothing_was_lost(
    fault: str, read: dict[str, list[tuple[Holder, dict[str, Any]]]]
) -> None:
    for who, card in read[fault]:
        assert (card["name"], card["address"], card["issue_date"]) == (who.name, who.address, who.issued)
        assert card["doubtful"] == []


def test_lost_letters_are_shown_as_doubtful(read: dict[str, list[tuple[Holder, dict[str, Any]]]]) -> None:
    for fault in ("question marks", "letters dropped"):
        damaged = [card for who, card in read[fault] if not who.name.isascii()]
        assert len(damaged) > 15
        assert all("name" in card["doubtful"] for card in damaged)


def test_line_that_is_no_card_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    good = next(holders(1)).payload
    lines = [
        "",
        "H49.22-261123-0001",
        "{}",
        "|" * 1000,
        "0" * 12,
        "x" * 70_000,
        "²" * 12 + "|",
        "\u202e" + good[::-1],
        good,
    ]
    said = run("card", home=tmp_path, given="\n".join(lines) + "\n")
    assert said.code == 0
    assert [answer["ok"] for answer in said.lines] == [False] * 8 + [True]
    assert all(answer["reason"].endswith(".") for answer in said.lines[:-1])
