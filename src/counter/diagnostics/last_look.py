"""The last look at every fact before it leaves. The collectors let nothing of a person through; should one of them be
changed without care, this holds back whatever looks like a person's number, address, name or secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

LEFT_OUT = "(left out)"
MOST_DIGITS = 8  # in a row: the numbers of cards, phones and accounts have nine and more
_HASH = re.compile(r"[0-9a-f]{16}(?:[0-9a-f]{16}|[0-9a-f]{24}|[0-9a-f]{48})?")
_MARKS = (
    re.compile(rf"(?:[0-9][ .-]?){{{MOST_DIGITS + 1},}}"),  # also with blanks and points between
    re.compile(r"@"),
    re.compile(r"[A-Za-z]:\\|\\\\|/(?:home|Users|root|mnt|media|tmp)\b"),
    re.compile(r"[^\x20-\x7e]"),
    re.compile(r"(?:[A-Za-z0-9+/_-]{4}){10,}"),  # a key, a token, a name in base 64
)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:\+07:00)?)?")


def looked_over(facts: Any) -> tuple[Any, int]:
    """The same facts without what does not look like a fact, and how many of those there were."""
    if isinstance(facts, Mapping):
        pairs = [(looked_over(name), looked_over(value)) for name, value in facts.items()]
        return {name: value for (name, _), (value, _) in pairs}, sum(a + b for (_, a), (_, b) in pairs)
    if isinstance(facts, list | tuple):
        seen = [looked_over(one) for one in facts]
        return [one for one, _ in seen], sum(count for _, count in seen)
    if facts is None or isinstance(facts, bool | float):
        return facts, 0
    if isinstance(facts, int):
        return (facts, 0) if len(str(abs(facts))) <= MOST_DIGITS else (LEFT_OUT, 1)
    text = str(facts)
    if _HASH.fullmatch(text) or _TIME.fullmatch(text):
        return text, 0
    return (LEFT_OUT, 1) if any(mark.search(text) for mark in _MARKS) else (text, 0)
