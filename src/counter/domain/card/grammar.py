"""Finding the fields of a card by what cannot be mistaken: twelve digits, two dates, Nam or Nữ. Separators are not counted.

`number | old number | name | birth ddMMyyyy | sex | address | issued ddMMyyyy`, on the card of 2024 followed by four more
fields, usually empty. The separator may have become another sign, or be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from counter.domain.card.card import Fault

_NUMBER = re.compile(r"(?<![0-9])([0-9]{12})(?:([0-9]{9})|([0-9]{12}))?(?![0-9])")
_OLD = re.compile(r"([0-9]{12}|[0-9]{9})(?![0-9])")
_BLANKS = " \t\r\n"
_ALSO_IN_TEXT = " ,.;/-'()"
_PREFIX = re.compile(r"[^0-9|]{0,4}")  # what a reader may be set to send first
_AROUND_OLD = 4


@dataclass(slots=True)
class Parts:
    """The fields as they stand in the scan, not yet repaired or judged. None: the scan ended before them.

    `…_joined`: a separator stood inside the field; `address_cut`: nothing shows where the address ends; `name_gap`: blanks
    stand about the name as if a word had been there."""

    number: str
    old_number: str = ""
    name: str = ""
    birth: str | None = None
    sex: str | None = None
    address: str | None = None
    issue: str | None = None
    address_cut: bool = False
    address_joined: bool = False
    name_joined: bool = False
    name_gap: bool = False
    separator: str = "|"
    faults: list[Fault] = field(default_factory=list)


def split_fields(text: str) -> Parts | None:
    """The fields of the first card in the text, or None when there is no card's beginning in it."""
    number = _NUMBER.search(text)
    if number is None or _PREFIX.fullmatch(text[: number.start()]) is None:
        return None
    separator = _separator(text, number.end())
    parts = Parts(number[1], number[2] or number[3] or "", separator=separator)
    if separator != "|":
        parts.faults.append("separator")
    rest = text[number.end() :]
    birth = _birth(rest, separator)
    if birth is None:
        return _without_birth(parts, rest)
    parts.birth = birth["date"]
    _read_head(parts, rest[: birth.start()])
    field_before = rest[: birth.start()].rpartition(separator)[2] if separator else ""
    parts.name_gap = field_before != field_before.strip(" ") and " " not in birth[0] + separator
    _read_tail(parts, rest[birth.end() :])
    return parts


def begins_a_card(text: str) -> bool:
    """Whether there is a number with something after it, as a card begins."""
    return re.search(r"(?<![0-9])[0-9]{12}[^0-9A-Za-z]", text) is not None


def copies(text: str) -> list[str]:
    """The scan cut where the same number begins anew: readers send some scans twice, the first time perhaps not to the end.

    A number that follows itself at once is the old number, which for many is the same."""
    number = _NUMBER.search(text)
    if number is None:
        return [text]
    begin = number[1] + _separator(text, number.end())
    cuts = [number.start()]
    at = text.find(begin, number.start())
    while at >= 0:
        if at - cuts[-1] > len(begin) + _AROUND_OLD:
            cuts.append(at)
        at = text.find(begin, at + 1)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _separator(text: str, at: int) -> str:
    """The sign after the number, if it also stands on both sides of a date; "" when separators are missing."""
    ahead = text[at:].lstrip(_BLANKS)[:1]
    for sign in dict.fromkeys((ahead if not ahead.isalnum() else "", text[at : at + 1])):
        if not sign or (sign.isascii() and sign.isalnum()):
            continue
        if sign == "|":
            return sign
        bar = re.escape(sign)
        if re.search(rf"{bar}\s*[0-9]{{8}}\s*{bar}", text[at:]):
            return sign
    return "|" if "|" in text[at:] else ""


def _birth(rest: str, separator: str) -> re.Match[str] | None:
    bar = re.escape(separator)
    date = r"(?P<date>[0-9]{8})"
    # Nam or Nữ, the latter however damaged: one word with an N, and then the field ends.
    sex = rf"(?=[Nn][^\s{bar}]{{0,40}}\s*(?:{bar}|$))"
    strict = (rf"{bar}\s*{date}\s*{bar}\s*{sex}", rf"{bar}\s*{date}\s*{bar}") if separator else ()
    loose = (rf"(?<![0-9]){date}\s*(?:{bar})?\s*(?=[Nn])",)
    for pattern in (*strict, *loose):
        found = re.search(pattern, rest)
        if found is not None:
            return found
    return None


def _read_head(parts: Parts, head: str) -> None:
    around = _BLANKS + parts.separator
    empty = bool(parts.separator) and head.startswith(2 * parts.separator)
    head = head.strip(around)
    if not parts.old_number:
        old = _OLD.match(head)
        if old is not None and _ends_old(head[old.end() :].lstrip(_BLANKS)[:1], parts.separator, empty):
            parts.old_number = old[1]
            head = head[old.end() :]
        elif parts.separator and (first := head.partition(parts.separator))[2] and first[0].isdecimal():
            parts.old_number, head = first[0], first[2]
    parts.name_joined = _holds(head.strip(around), parts.separator)
    parts.name = _joined(head.strip(around), parts.separator)


def _ends_old(after: str, separator: str, empty: bool) -> bool:
    """Whether digits with this sign after them are the old number: a letter only follows where a separator is missing."""
    return after in ("", separator) or (after.isalpha() and not empty)


def _read_tail(parts: Parts, tail: str) -> None:
    bar = parts.separator
    tail = tail.lstrip(_BLANKS + bar)
    sex, rest = _sex(tail, bar)
    parts.sex = sex
    if rest is None:
        return
    issue = _issue(rest, bar)
    if issue is None:
        kept = re.sub(rf"{re.escape(bar)}[0-9]{{1,7}}$", bar, rest) if bar else rest
        parts.address_cut = not (bar and kept.endswith(bar))
        address = kept
    else:
        parts.issue = issue["date"]
        address = rest[: issue.start()]
        after = rest[issue.end() :].strip(_BLANKS)
        if after and not after.startswith(bar or "|"):
            parts.faults.append("extra_bytes")
    address = address.strip(_BLANKS + bar)
    parts.address_joined = _holds(address, bar)
    parts.address = _joined(address, bar)


def _sex(tail: str, bar: str) -> tuple[str | None, str | None]:
    """The sex and what follows it; where the separator is missing after Nam or Nữ, the address begins at once."""
    for word in ("nam", "nữ"):
        glued = tail[len(word) :]
        if tail[: len(word)].lower() == word and glued and not glued.startswith(bar or "\0") and not glued[0].islower():
            return tail[: len(word)], glued
    if not bar:
        found = re.match(r"([Nn][^\s0-9A-Z]{1,8}?)(?=[0-9A-Z\s])(.*)", tail, re.S)
        return (found[1], found[2]) if found else (tail or None, None)
    sex, found_bar, rest = tail.partition(bar)
    return sex.strip(_BLANKS) or None, rest if found_bar else None


def _issue(rest: str, bar: str) -> re.Match[str] | None:
    """The first date after a separator, whatever follows it; without separators one at the very end."""
    date = r"(?P<date>[0-9]{8})"
    end = rf"(?<![0-9]){date}(?![0-9])\s*(?:{re.escape(bar)}\s*)*$"
    for pattern in (rf"{re.escape(bar)}\s*{date}", end) if bar else (end,):
        found = re.search(pattern, rest)
        if found is not None:
            return found
    return None


def _holds(text: str, bar: str) -> bool:
    """Whether a separator stands inside a field where it has no business."""
    return bool(bar) and bar not in _ALSO_IN_TEXT and bar in text


def _joined(text: str, bar: str) -> str:
    if not _holds(text, bar):
        return text
    return " ".join(piece.strip(_BLANKS) for piece in text.split(bar) if piece.strip(_BLANKS))


def _without_birth(parts: Parts, rest: str) -> Parts | None:
    """No date that reads as one: the sex still shows where the fields are, if the separators are there."""
    fields = [piece.strip(_BLANKS) for piece in rest.split(parts.separator)] if parts.separator else []
    at = next((i for i, piece in enumerate(fields) if i > 1 and piece.lower() in ("nam", "nữ")), None)
    if at is not None:
        head = [piece for piece in fields[1 : at - 1] if piece]
        if not parts.old_number and head and head[0].isdecimal():
            parts.old_number = head.pop(0)
        parts.name = " ".join(head)
        parts.birth = fields[at - 1]
        _read_tail(parts, parts.separator.join(fields[at:]))
        return parts
    if parts.separator and len(fields) >= 3 and any(piece and not piece.isdecimal() for piece in fields[1:3]):
        head = [piece for piece in fields[1:] if piece]
        if head and head[0].isdecimal() and not parts.old_number:
            parts.old_number = head.pop(0)
        parts.name = head[0] if head else ""
        return parts
    return None
