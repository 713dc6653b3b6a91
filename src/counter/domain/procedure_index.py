"""Finding a procedure by two to four letters: code or its tail, words with or without tone marks, initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counter.domain.spelling import clean, fold

_PARTING = re.compile(r"[^\w.]|_")
_VOWELS = frozenset("aeiouy")
_HEAD = 8  # words: what is named later in a long title is seldom what it is known by
_NOISE, _NOISE_FOLDED = "thủ tục ", "thu tuc "
_OPENERS = ("dang ky ", "cap ")  # the matter is named after them
# Better kinds of match first. Within one kind: how often received here, then the common ones, then the shorter name.
# _WHOLE: at the start or the end of the name, as "khai sinh" is of "đăng ký khai sinh".
_CODE, _CODE_START, _CODE_TAIL, _WHOLE, _PHRASE, _INITIALS, _WORDS, _SPREAD, _SECTOR, _INSIDE = range(10)


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    digits: str
    toned: str  # lower case, one space before every word
    plain: str  # the same, folded
    words: tuple[str, ...]
    initials: str
    openers: int  # how many words open the name before the matter itself
    sector: str
    common: int


class ProcedureIndex:
    """The names, folded once. `common` lists codes that come first among equals until real numbers are known."""

    def __init__(self, procedures: Iterable[tuple[str, str, str]], common: tuple[str, ...] = ()) -> None:
        rank = {code: place for place, code in enumerate(common)}
        self._uncommon = len(rank)
        self._rows = [_row(code, name, sector, rank.get(code, self._uncommon)) for code, name, sector in procedures]

    def find(self, query: str, popularity: Mapping[str, int]) -> list[str]:
        """The codes that match, best first; for an empty query those received here and the common ones.

        Equal matches keep one fixed order."""
        toned = _words(query)
        plain = fold(toned)
        if plain.startswith(_NOISE_FOLDED):
            toned, plain = toned[len(_NOISE) :], plain[len(_NOISE) :]
        scored = []
        for row in self._rows:
            if not toned:
                kind = _PHRASE if row.code in popularity or row.common < self._uncommon else None
            elif plain[0].isdigit() and plain.replace(".", "").isdigit():
                kind = _match_code(row, plain)
            else:
                kind = _match_text(row, plain)
            if kind is not None:
                misread = plain != toned and not _has_marks(row, toned)
                scored.append((misread, kind, -popularity.get(row.code, 0), row.common, len(row.plain), row.code))
        return [found[-1] for found in sorted(scored)]


def _row(code: str, name: str, sector: str, common: int) -> _Row:
    toned = _words(name).removeprefix(_NOISE)
    plain = fold(toned)
    words = tuple(plain.split())
    initials = "".join(word[0] for word in words)
    openers = next((opener.count(" ") for opener in _OPENERS if plain.startswith(opener)), 0)
    return _Row(code, code.replace(".", ""), f" {toned}", f" {plain}", words, initials, openers, fold(sector), common)


def _words(text: str) -> str:
    """Lower case words with one space between; what is not letter, digit or dot parts words."""
    kept = _PARTING.sub(" ", clean(text).lower())
    return " ".join(word for word in (w.strip(".") for w in kept.split()) if word)


def _match_code(row: _Row, digits: str) -> int | None:
    bare = digits.replace(".", "")
    if bare == row.digits:
        return _CODE
    if row.code.startswith(digits) or row.digits.startswith(bare):
        return _CODE_START
    if row.digits.endswith(bare):
        return _CODE_TAIL
    return _INSIDE if bare in row.digits[1:] else None


def _match_text(row: _Row, plain: str) -> int | None:
    parts = plain.split()
    found = row.plain.find(f" {plain}")
    place = row.plain.count(" ", 0, found) if found >= 0 else -1
    short = len(parts) == 1 and 2 <= len(plain) <= 6
    start = row.initials.find(plain) if short else -1
    if 0 <= start < _HEAD and not _VOWELS & set(plain):
        ends = start + len(plain) == len(row.words)
        return _WHOLE if ends or start in (0, row.openers) or place in (0, row.openers) else _PHRASE
    if 0 <= place < _HEAD:
        return _WHOLE if place in (0, row.openers) or row.plain.endswith(plain) else _PHRASE
    if 0 <= start < _HEAD:
        return _INITIALS
    if place >= 0 or (len(parts) > 1 and _in_order(row.words, parts)):
        return _WORDS
    if all(f" {part}" in row.plain for part in parts):
        return _SPREAD
    if row.sector.startswith(plain):
        return _SECTOR
    if short and (start >= 0 or (len(plain) >= 3 and _spread(plain, row.initials))):
        return _INSIDE
    return None


def _has_marks(row: _Row, toned: str) -> bool:
    """Whether the tone and vowel marks that were typed are those of the name."""
    return f" {toned}" in row.toned or all(f" {part}" in row.toned for part in toned.split())


def _in_order(words: tuple[str, ...], parts: list[str]) -> bool:
    """Whether every part begins a word, in the order of the words."""
    rest = iter(words)
    return all(any(word.startswith(part) for word in rest) for part in parts)


def _spread(letters: str, initials: str) -> bool:
    """Whether the letters stand among the initials in that order."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)
