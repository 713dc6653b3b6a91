"""Dossier codes and provisional references: written, read, scanned, and never taken for one another."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.dossier_code import (
    CodePattern,
    ProvisionalPattern,
    check_agency,
    format_code,
    format_provisional,
    is_agency,
    normalise_scanned,
    parse_code,
    parse_provisional,
)
from counter.domain.sentence import Refused, say
from counter.store.catalogue import load_catalogue

SIX, EIGHT = CodePattern(), CodePattern(8, 7)
TAM = ProvisionalPattern()
LAW = re.compile(r"^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}(\d{2})?-\d{4,7}$")

groups = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=4)
agencies = st.lists(groups, min_size=1, max_size=4).map(".".join)
patterns = st.builds(CodePattern, st.sampled_from([6, 8]), st.integers(4, 7))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
tags = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("agency", "day", "serial", "pattern", "code"),
    [
        ("H49.22", date(2026, 11, 23), 317, SIX, "H49.22-261123-0317"),
        ("H49.22", date(2026, 1, 2), 1, CodePattern(8, 5), "H49.22-20260102-00001"),
        ("G09.20", date(2026, 6, 9), 92637, EIGHT, "G09.20-20260609-0092637"),
        ("000.00.14.H56", date(2020, 2, 3), 118, SIX, "000.00.14.H56-200203-0118"),
    ],
)
def test_a_code_is_written_as_systems_write_it(
    agency: str, day: date, serial: int, pattern: CodePattern, code: str
) -> None:
    assert format_code(agency, day, serial, pattern) == code


@settings(deadline=None, max_examples=300)
@given(agencies, days, st.data(), patterns)
def test_a_code_reads_back_as_it_was_written(agency: str, day: date, data: st.DataObject, pattern: CodePattern) -> None:
    serial = data.draw(st.integers(1, pattern.last_serial))
    code = format_code(agency, day, serial, pattern)
    assert LAW.match(code)
    read = parse_code(code)
    assert read is not None
    assert (read.agency, read.day, read.serial, read.pattern) == (agency, day, serial, pattern)


@settings(deadline=None, max_examples=300)
@given(tags, days, st.integers(1, 10**8))
def test_a_provisional_reference_reads_back_and_is_never_a_dossier_code(tag: str, day: date, serial: int) -> None:
    reference = format_provisional(tag, day, serial, TAM)
    read = parse_provisional(reference, TAM)
    assert read is not None
    assert (read.tag, read.day, read.serial) == (tag, day, serial)
    assert LAW.match(reference) is None
    assert parse_code(reference) is None
    assert normalise_scanned(reference) == reference


@settings(deadline=None, max_examples=300)
@given(agencies, days, st.integers(1, 9999))
def test_a_dossier_code_is_never_a_provisional_reference(agency: str, day: date, serial: int) -> None:
    assert parse_provisional(format_code(agency, day, serial, SIX), TAM) is None


@pytest.mark.parametrize(
    "text",
    ["", "H49.22", "H49.22-261123", "H49.22-261123-317", "H49.22-261123-03170000", "h49.22-261123-0317", "H49.-261123-0317",
     "H49.22-2611234-0317", "H49.22-261123-0317\n", " H49.22-261123-0317", "H49.22-261123-٠٣١٧", "Đ49-261123-0317"],
)  # fmt: skip
def test_what_is_no_code_is_not_read_as_one(text: str) -> None:
    assert parse_code(text) is None


def test_a_code_whose_digits_name_no_day_is_read_without_one() -> None:
    read = parse_code("H49.22-991399-0001")
    assert read is not None
    assert read.day is None


@pytest.mark.parametrize(
    "scanned",
    ["H49.22-261123-0317", "h49.22-261123-0317\r\n", " H49.22 - 261123 - 0317 ", "H49.22–261123—0317", "H49.22_261123_0317",
     "Ｈ４９．２２－２６１１２３－０３１７", "H49.22--261123-0317", "\ufeffH49.22-261123-0317\x00", "H49.22−261123‑0317"],
)  # fmt: skip
def test_a_scan_is_brought_to_the_stored_spelling(scanned: str) -> None:
    assert normalise_scanned(scanned) == "H49.22-261123-0317"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_bringing_a_scan_to_its_spelling_twice_changes_nothing_more(text: str) -> None:
    once = normalise_scanned(text)
    assert normalise_scanned(once) == once


@pytest.mark.parametrize("text", ["H49", "H49.22", "h49.22 ", "000.A0.01.H26"])
def test_an_agency_code_is_kept(text: str) -> None:
    assert is_agency(check_agency(text))


@pytest.mark.parametrize("text", ["", "H49..22", "H49.22-1", "Quảng Ninh", "H49/22", "A." * 20 + "A"])
def test_what_is_no_agency_code_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_agency(text)
    assert refused.value.field == "agency"
    assert "H49.22" in say(refused.value.sentence)


@pytest.mark.parametrize("serial", [0, -1, 10000])
def test_a_serial_that_does_not_fit_is_a_fault(serial: int) -> None:
    with pytest.raises(ValueError):
        format_code("H49.22", date(2026, 11, 23), serial, SIX)


def test_an_agency_that_is_none_is_a_fault() -> None:
    with pytest.raises(ValueError):
        format_code("h49", date(2026, 11, 23), 1, SIX)


@pytest.mark.parametrize(("date_digits", "serial_digits"), [(7, 4), (6, 3), (6, 8)])
def test_a_pattern_outside_the_rule_is_a_fault(date_digits: int, serial_digits: int) -> None:
    with pytest.raises(ValueError):
        CodePattern(date_digits, serial_digits)


@pytest.mark.parametrize(("tag", "serial"), [("", 1), ("a", 1), ("A-B", 1), ("A" * 13, 1), ("A", 0)])
def test_a_provisional_reference_that_could_not_be_read_back_is_a_fault(tag: str, serial: int) -> None:
    with pytest.raises(ValueError):
        format_provisional(tag, date(2026, 11, 23), serial, TAM)


def test_the_patterns_come_from_the_catalogue() -> None:
    defaults = load_catalogue().defaults
    assert format_code("H49.22", date(2026, 11, 23), 317, defaults.code_pattern) == "H49.22-261123-0317"
    assert format_provisional("3", date(2026, 11, 17), 7, defaults.provisional_pattern) == "TAM-3-261117-0007"
    assert parse_provisional("ABC-3-261117-0007", defaults.provisional_pattern) is None
