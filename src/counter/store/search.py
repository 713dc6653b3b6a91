"""Finding dossiers: exact tone marks first, then untoned; đ = d; given name first; phone, card and code by their ends.

Newest first among equals, since ranking by relevance reads the whole index. So does a beginning longer than the index of
beginnings knows (see the schema): only what stands in no name as a word is looked for in that way."""

from __future__ import annotations

import re
from itertools import groupby

from counter.domain.dossier_code import normalise_scanned
from counter.domain.spelling import clean, fold
from counter.store.database import Transaction
from counter.store.search_words import TAIL, name_words, whole_name

_CANDIDATES = 60  # hits among which the likeness to what was typed decides
_FEW = 5  # with so many found, nobody needs words to be beginnings of words
_INDEXED = 5  # letters of the longest beginning that the index answers at once
_ABROAD = re.compile(r"^\+84[ .]?(?=[1-9])")  # a phone as it is dialled from abroad; kept as it is dialled at home
_TAIL_LEAST = 3  # a shorter end of a number says nothing


def find(transaction: Transaction, query: str, limit: int = 50) -> list[int]:
    """Ids of dossiers, best first, at most `limit`. Any text is a valid query; an empty one finds the newest."""
    query = _ABROAD.sub("0", clean(query))
    if not query or limit <= 0:
        rows = transaction.rows("SELECT id FROM dossier ORDER BY id DESC LIMIT ?", (max(0, limit),))
        return [row[0] for row in rows]
    words = name_words(query)
    folded = [fold(word) for word in words]
    found = _by_code(transaction, query, limit) if any(map(_is_number, words)) else {}
    tried: set[str] = set()

    def look(asked: str) -> None:
        if asked and asked not in tried and len(found) < limit:
            tried.add(asked)
            found.update(_by_likeness(transaction, words, folded, _match(transaction, asked, max(limit, _CANDIDATES))))

    for spelled in (words, folded):
        look(f'"{whole_name(spelled)}"' if len(spelled) > 1 else "")
    for spelled in (words, folded):
        look(_asked(spelled, 0))
        if words and (len(spelled[-1]) <= _INDEXED or not found):
            look(_asked(spelled, 1))
    if len(found) < _FEW:
        look(_asked(folded, len(folded)))
    return list(found)[:limit]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal()


def _by_code(transaction: Transaction, query: str, limit: int) -> dict[int, None]:
    code = normalise_scanned(query)
    if not code.isascii():
        return {}
    return dict.fromkeys(
        row[0]
        for row in transaction.rows(
            "SELECT dossier FROM dossier_code WHERE code >= ? AND code < ? ORDER BY code DESC LIMIT ?",
            (code, code + "\x7f", limit),
        )
    )


def _match(transaction: Transaction, asked: str, limit: int) -> list[int]:
    rows = transaction.rows(
        "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?", (asked, limit)
    )
    return [row[0] for row in rows]


def _asked(words: list[str], begun: int) -> str:
    """These words, the last `begun` of them as beginnings, for FTS5; a word is letters and digits: nothing to escape."""
    terms: list[str] = []
    whole = len(words) - begun
    for are_numbers, group in groupby(enumerate(words), lambda pair: _is_number(pair[1])):
        run = list(group)
        if are_numbers:
            terms.append(_numbers([word for _, word in run]))
        else:
            terms += [f'"{word}"' if at < whole else _beginning(word) for at, word in run]
    return " AND ".join(terms)


def _beginning(word: str) -> str:
    return f'"{word}"*'


def _numbers(run: list[str]) -> str:
    """Groups of digits side by side are one number (a phone in groups, date and serial of a code), or each their own."""
    each = " AND ".join(_either_end(word) for word in run)
    return each if len(run) == 1 else f"({_either_end(''.join(run))} OR ({each}))"


def _either_end(digits: str) -> str:
    front = _beginning(digits)
    return f"({front} OR {_beginning(TAIL + digits[::-1])})" if len(digits) >= _TAIL_LEAST else front


def _by_likeness(transaction: Transaction, words: list[str], folded: list[str], ids: list[int]) -> dict[int, None]:
    """Order candidates: whole words as typed, then whole words untoned, then beginnings; newest first among equals."""
    if len(ids) < 2 or all(map(_is_number, words)):
        return dict.fromkeys(ids)
    marks = ", ".join("?" * len(ids))
    ranks: dict[int, tuple[int, int, int]] = {}
    seen: dict[tuple[str, str | None], tuple[int, int]] = {}
    for dossier, applicant, owner in transaction.rows(
        f"SELECT id, applicant, owner FROM dossier WHERE id IN ({marks})",  # noqa: S608
        ids,
    ):
        likeness = seen.get((applicant, owner))
        if likeness is None:
            likeness = seen[applicant, owner] = max(
                _likeness(words, folded, name) for name in (applicant, owner) if name
            )
        ranks[dossier] = (*likeness, dossier)
    return dict.fromkeys(sorted(ranks, key=ranks.__getitem__, reverse=True))


def _likeness(words: list[str], folded: list[str], name: str) -> tuple[int, int]:
    """How many words stand in the name as typed and untoned; then whether they are the whole of it, in this order."""
    own = name_words(name)
    plain = [fold(word) for word in own]
    standing = sum(word in own for word in words) + sum(word in plain for word in folded)
    return standing, 2 * (own == words) + (plain == folded)
