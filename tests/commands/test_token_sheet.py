"""The sheet of an enrolment code: read back from its picture, and told to people."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from counter.domain.enrolment_code import grouped, read_payload, wrong_group
from tests.made.machine import Province, run_here

CENTRE = ("--agency", "H49.22", "--unit", "07192")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def test_the_picture_says_code_and_server_in_digits_alone(home: Path) -> None:
    sheet = ("--qr", home / "ma.png", "--address", "https://tinh.example/")
    said = run_here("server", "token", "--data", home / "tinh", *CENTRE, *sheet, home=home)
    assert (said.code, said.err) == (0, "")
    assert wrong_group(said.line["token"]) is None
    assert said.line["code"] == grouped(said.line["token"])
    [found] = zxingcpp.read_barcodes(Image.open(home / "ma.png"))
    assert found.text.isdigit()
    scanned = read_payload(found.text)
    assert scanned is not None
    assert (scanned.token, scanned.server) == (said.line["token"], "https://tinh.example")


def test_the_sheet_tells_people_whose_it_is_and_how_long_it_is_good(home: Path) -> None:
    said = run_here("server", "token", "--data", home / "tinh", *CENTRE, "--sheet", "--lang", "vi", home=home)
    assert said.code == 0
    assert "Đặc khu Cô Tô (H49.22)" in said.err
    assert said.line["code"] in said.err
    assert "Dùng một lần, đến" in said.err
    assert "█" in said.err
    assert "Máy chủ:" not in said.err


@pytest.mark.parametrize(
    "words",
    [("--qr", "ma.pdf"), ("--qr", "ma"), ("--address", "http://tinh.example"), ("--address", "tinh")],
)
def test_a_sheet_that_cannot_be_is_refused_before_a_code_is_given_out(home: Path, words: tuple[str, str]) -> None:
    said = run_here("server", "token", "--data", home / "tinh", *CENTRE, *words, home=home)
    assert (said.code, said.out) == (2, "")
    assert not (home / "tinh").exists()


def test_a_picture_that_cannot_be_written_leaves_the_code_good(home: Path) -> None:
    said = run_here("server", "token", "--data", home / "tinh", *CENTRE, "--qr", home / "none" / "ma.png", home=home)
    assert said.code == 1
    assert wrong_group(said.line["token"]) is None
    assert "vẫn dùng được" in said.err


def test_no_code_is_kept_in_clear_at_the_province(home: Path) -> None:
    province = Province(home)
    token = province.token()
    held = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert held
    for text in (token, grouped(token), token[:15]):
        assert text.encode() not in held
