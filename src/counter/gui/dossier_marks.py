"""Where a search meets a name or a code: what is marked in a row, by the same rules by which it was found."""

from __future__ import annotations

import re

from counter.domain.dossier_code import normalise_scanned
from counter.domain.spelling import clean, fold
from counter.store.search_words import name_words

Marks = tuple[tuple[int, int], ...]
"""Spans of a text as (first letter, number of letters), in order and apart from one another."""

_WORD = re.compile(r"\w+")


class SearchMarks:
    """The words of one search. A word typed with tones marks words with those tones, and the untoned likeness only where
    none has them; a word typed plainly marks every tone; đ and d are one. Only beginnings of words are marked."""

    def __init__(self, query: str) -> None:
        text = clean(query)
        self._words = [(word, fold(word)) for word in name_words(text)]
        code = normalise_scanned(text)
        self._code = code if code.isascii() and any(letter.isdecimal() for letter in code) else ""

    def __bool__(self) -> bool:
        return bool(self._words)

    def in_name(self, name: str) -> Marks:
        """The spans of a name that the search meant."""
        if not self._words or not name:
            return ()
        lower, folded = name.lower(), fold(name)
        if not len(lower) == len(folded) == len(name):
            return ()  # letters that change their number in lower case cannot be placed
        found: dict[int, int] = {}
        spans = [(match.start(), match.group()) for match in _WORD.finditer(folded)]
        for word, plain in self._words:
            hits = []
            if word != plain:
                hits = [start for start, _ in spans if lower.startswith(word, start)]
            if not hits:
                hits = [start for start, own in spans if own.startswith(plain)]
            for start in hits:
                found[start] = max(found.get(start, 0), len(plain))
        return tuple(sorted(found.items()))

    def in_code(self, code: str) -> Marks:
        """The span of a code: where the typed part stands last, since codes are asked for by their tail."""
        if not self._code:
            return ()
        at = code.rfind(self._code)
        return ((at, len(self._code)),) if at >= 0 else ()

    def hits(self, name: str) -> int:
        """How many letters of a name are marked: the better of two names is the one that was meant."""
        return sum(length for _, length in self.in_name(name))
