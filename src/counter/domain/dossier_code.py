"""Dossier codes and provisional references: how they are written, read and told apart.

Decree 118/2025 art. 28: the code is the electronic id of the body competent to decide, then the date of reception, then
that body's serial of the day. The number of digits is data, because the circular that fixes it is not at hand. A
provisional reference (Mã tạm) has two hyphens before its date, so that no reader of dossier codes can take it for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from counter.domain.sentence import Refused, Sentence
from counter.domain.spelling import clean

CODE = re.compile(r"^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{6}(\d{2})?-\d{4,7}$", re.ASCII)
_AGENCY = re.compile(r"^[A-Z0-9]+(\.[A-Z0-9]+)*$", re.ASCII)
_TAG = re.compile(r"^[A-Z0-9]{1,12}$", re.ASCII)
_PROVISIONAL = re.compile(r"^([A-Z]{2,6})-([A-Z0-9]{1,12})-(\d{6})-(\d{4,9})$", re.ASCII)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－_"), "-")
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}


@dataclass(frozen=True, slots=True)
class CodePattern:
    """Digits of the date (6: yymmdd, 8: yyyymmdd) and of the serial (4 to 7)."""

    date_digits: int = 6
    serial_digits: int = 4

    def __post_init__(self) -> None:
        if self.date_digits not in (6, 8) or not 4 <= self.serial_digits <= 7:
            raise ValueError(f"no such code pattern: {self.date_digits} and {self.serial_digits} digits")

    @property
    def last_serial(self) -> int:
        """The greatest serial of a day: 9999 with 4 digits."""
        return int(10**self.serial_digits) - 1


@dataclass(frozen=True, slots=True)
class ProvisionalPattern:
    """Word and least digits of a provisional reference: `TAM-03-261117-0007`."""

    prefix: str = "TAM"
    serial_digits: int = 4


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The parts of a code. `day` is None when the digits name no day of the calendar (codes of other systems)."""

    agency: str
    day: date | None
    serial: int
    pattern: CodePattern


@dataclass(frozen=True, slots=True)
class ProvisionalReference:
    """The parts of a provisional reference: the device's tag, the business day, the device's endless serial."""

    tag: str
    day: date | None
    serial: int


def is_agency(text: str) -> bool:
    """Whether it has the form of an agency's electronic id: `H49`, `H49.22`, `000.00.14.H56`, `G09.20`."""
    return len(text) <= 35 and _AGENCY.match(text) is not None


def check_agency(text: str) -> str:
    """The agency code as it is to be stored. Raises Refused (field "agency") for anything else."""
    code = normalise_scanned(text)
    if not is_agency(code):
        raise Refused("agency", Sentence("code.agency_form"))
    return code


def format_code(agency: str, day: date, serial: int, pattern: CodePattern) -> str:
    """The code of that body, day and serial. Raises ValueError for an agency or serial that the pattern cannot hold."""
    if not is_agency(agency):
        raise ValueError("not an agency code")
    if not 1 <= serial <= pattern.last_serial:
        raise ValueError(f"serial {serial} does not fit {pattern.serial_digits} digits")
    return f"{agency}-{_digits(day, pattern.date_digits)}-{serial:0{pattern.serial_digits}d}"


def parse_code(text: str) -> DossierCode | None:
    """The parts of a dossier code, or None when the text is none. Takes 6- and 8-digit dates and 4 to 7 digits."""
    if CODE.match(text) is None or text.endswith("\n"):
        return None
    agency, digits, serial = text.split("-")
    return DossierCode(agency, _day(digits), int(serial), CodePattern(len(digits), len(serial)))


def format_provisional(tag: str, day: date, serial: int, pattern: ProvisionalPattern) -> str:
    """The provisional reference of a device. `serial` runs on for ever on one device and is never set back.

    Raises ValueError for a tag that is not 1 to 12 capital letters and digits, or a serial below 1."""
    if _TAG.match(tag) is None or tag.endswith("\n") or serial < 1:
        raise ValueError("no such provisional reference")
    return f"{pattern.prefix}-{tag}-{_digits(day, 6)}-{serial:0{pattern.serial_digits}d}"


def parse_provisional(text: str, pattern: ProvisionalPattern) -> ProvisionalReference | None:
    """The parts of a provisional reference, or None when the text is none."""
    found = _PROVISIONAL.match(text)
    if found is None or text.endswith("\n") or found[1] != pattern.prefix:
        return None
    return ProvisionalReference(found[2], _day(found[3]), int(found[4]))


def normalise_scanned(text: str) -> str:
    """What a reader or a hand gave, as a code is stored: NFC, capitals, no blanks, plain hyphens, one between parts.

    Full-width letters and the dashes that word processors put for hyphens are brought back."""
    plain = clean(clean(text).translate(_FULL_WIDTH).translate(_DASHES).upper()).replace(" ", "")
    return re.sub(r"-{2,}", "-", plain).strip("-.")


def _digits(day: date, count: int) -> str:
    return day.isoformat().replace("-", "")[-count:]


def _day(digits: str) -> date | None:
    year, rest = (digits[:4], digits[4:]) if len(digits) == 8 else ("20" + digits[:2], digits[2:])
    try:
        return date(int(year), int(rest[:2]), int(rest[2:]))
    except ValueError:
        return None
