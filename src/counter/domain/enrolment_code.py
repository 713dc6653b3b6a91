"""The one-time code that enrols a machine, as people read it out, type it and scan it.

Thirty digits in six groups of five: 24 are random (80 bits), the last of each group checks the group and its place, so that
a slip is named while it is typed. Digits alone need no case, are the same on the telephone in any accent, are typed on the
number pad, and no Vietnamese input method turns them into anything: the QR holds nothing else either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from counter.domain.sentence import Refused, Sentence

GROUPS, GROUP = 6, 5
LENGTH = GROUPS * GROUP
_OTHER = re.compile(r"[A-Za-z0-9_-]{22,128}", re.ASCII)  # what other servers may give out: 128 bits in base 64 and more
_HEX = re.compile(r"[0-9a-fA-F]{40}", re.ASCII)  # what servers of before gave out
_BETWEEN = re.compile(r"[\s.,;:_\-\u2010-\u2015\u200b-\u200d\u2060\ufeff]+")
_MISTAKEN = str.maketrans("OoQIil|", "0001111")
_READER = re.compile(r"^\][A-Za-z][0-9a-zA-Z]")  # some readers say first what kind of symbol it was
# Damm's quasigroup of order 10: finds every wrong digit and every exchange of neighbours.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the QR of a sheet says. `server` is None where the sheet does not name one."""

    token: str = field(repr=False)
    server: str | None = None


def new_token(below: Callable[[int], int]) -> str:
    """A fresh code. `below(n)`: a random whole number from 0 to n - 1, from a source that nobody can guess."""
    drawn = ("".join(str(below(10)) for _ in range(GROUP - 1)) for _ in range(GROUPS))
    return "".join(digits + str(_damm(at, digits)) for at, digits in enumerate(drawn))


def grouped(token: str) -> str:
    """The code as it is written for people; a code of another kind in fours."""
    size = GROUP if len(token) == LENGTH and token.isdigit() else 4
    return " ".join(token[at : at + size] for at in range(0, len(token), size))


def digits_typed(text: str) -> str:
    """What was typed, as digits: without blanks and dashes, O as 0, I and l as 1. Other letters stay."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).translate(_MISTAKEN)


def wrong_group(digits: str) -> int | None:
    """The first complete group, counted from 1, in which there is a slip; None when there is none so far."""
    for at in range(min(len(digits), LENGTH) // GROUP):
        group = digits[at * GROUP : (at + 1) * GROUP]
        if not (group.isascii() and group.isdigit()) or _damm(at, group) != 0:
            return at + 1
    return None


def tidy_token(text: str) -> str:
    """The code as it is sent, from what was typed, pasted or laid down. Raises Refused (field "token")."""
    digits = digits_typed(text)
    if digits.isascii() and digits.isdigit():
        if len(digits) != LENGTH:
            raise Refused("token", Sentence("enrol.code_length", {"length": LENGTH, "typed": len(digits)}))
        wrong = wrong_group(digits)
        if wrong is not None:
            raise Refused("token", Sentence("enrol.code_group", {"group": wrong}))
        return digits
    if _HEX.fullmatch(digits) is not None:
        return digits.lower()
    plain = text.strip()
    if _OTHER.fullmatch(plain) is None:
        raise Refused("token", Sentence("enrol.code_form", {"length": LENGTH}))
    return plain


def payload(token: str, server: str | None = None) -> str:
    """What the QR of a sheet says: the code; behind it, where the sheet names a server, its address as three digits a
    byte and two digits that check the whole. Raises ValueError for a code of another kind or an address that is not ASCII."""
    if len(token) != LENGTH or wrong_group(token) is not None:
        raise ValueError("no code of digits")
    if server is None:
        return token
    whole = token + "".join(f"{byte:03d}" for byte in server.encode("ascii"))
    return whole + f"{98 - int(whole) * 100 % 97:02d}"


def read_payload(digits: str) -> Scanned | None:
    """What a scan says, or None when it is no sheet's. `digits`: as the reader meant them."""
    digits = _READER.sub("", digits.strip())
    if not (digits.isascii() and digits.isdigit()) or len(digits) < LENGTH or wrong_group(digits) is not None:
        return None
    token, rest = digits[:LENGTH], digits[LENGTH:-2]
    if len(digits) == LENGTH:
        return Scanned(token)
    numbers = [int(rest[at : at + 3]) for at in range(0, len(rest), 3)]
    if len(rest) % 3 or int(digits) % 97 != 1 or not numbers or any(not 32 < number < 127 for number in numbers):
        return None
    return Scanned(token, bytes(numbers).decode("ascii"))


def _damm(start: int, digits: str) -> int:
    """The check digit of those digits; 0 when they end with their own."""
    state = start
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state
