"""32 bytes as they are read out on the telephone: 13 groups of five letters and digits, each with a check of its own.

Crockford's base 32 (no I, L, O, U). The last sign of a group checks the four before it and the group's place, over GF(32),
so a wrong sign, two signs swapped and two groups swapped are noticed, and the group is named."""

from __future__ import annotations

import re

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES, GROUPS = 32, 13
_BITS = 20  # of content in a group
_HEARD = str.maketrans("OIL", "011")
_PRIMITIVE = 0b101001  # x^5 + x^3 + 1


class Misheard(ValueError):
    """`groups`: the places, from 1, of those that are wrong; empty when their number is."""

    def __init__(self, groups: tuple[int, ...] = ()) -> None:
        super().__init__("groups that are not right")
        self.groups = groups


def spoken(content: bytes) -> str:
    """The groups, with blanks between them. Raises ValueError for anything but 32 bytes."""
    if len(content) != BYTES:
        raise ValueError("only 32 bytes are spoken")
    number = int.from_bytes(content) << (GROUPS * _BITS - BYTES * 8)
    groups = []
    for place in range(1, GROUPS + 1):
        part = number >> (GROUPS - place) * _BITS & (1 << _BITS) - 1
        signs = [part >> shift & 31 for shift in (15, 10, 5, 0)]
        groups.append("".join(SIGNS[sign] for sign in [*signs, _check(place, signs)]))
    return " ".join(groups)


def heard(text: str) -> bytes:
    """What was spoken, however it was written down: blanks, hyphens and small letters do not matter. Raises Misheard."""
    signs = re.sub(r"[\s-]", "", text).upper().translate(_HEARD)
    if len(signs) != GROUPS * 5:
        raise Misheard
    number, wrong = 0, []
    for place in range(1, GROUPS + 1):
        values = [SIGNS.find(sign) for sign in signs[(place - 1) * 5 : place * 5]]
        if min(values) < 0 or _check(place, values[:4]) != values[4]:
            wrong.append(place)
        for value in values[:4]:
            number = number << 5 | value & 31
    spare = GROUPS * _BITS - BYTES * 8
    if not wrong and number & (1 << spare) - 1:
        wrong.append(GROUPS)
    if wrong:
        raise Misheard(tuple(wrong))
    return (number >> spare).to_bytes(BYTES)


def _check(place: int, signs: list[int]) -> int:
    check = place
    for sign in signs:
        check = _doubled(check) ^ sign
    return _doubled(check)


def _doubled(value: int) -> int:
    """Times x in GF(32)."""
    value <<= 1
    return value ^ _PRIMITIVE if value & 32 else value
