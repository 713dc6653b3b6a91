"""Finding dossiers: exact tone marks first, then untoned; đ = d; given name first; phone, card and code by their ends.

Whole names are answered by an index of their own, so that "nguyen van an" shows An before Anh; then every word counts as
a beginning, newest first, since ranking a common beginning by relevance reads the whole index."""

from __future__ import annotations

from itertools import groupby

from counter.domain.dossier_code import normalise_scanned
from counter.domain.spelling import clean, fold
from counter.store.database import Transaction
from counter.store.search_words import TAIL, name_key, name_words

_CANDIDATES = 60  # hits among which the likeness to what was typed decides
_TAIL_LEAST = 3  # a shorter end of a number says nothing


def find(transaction: Transaction, query: str, limit: int = 50) -> list[int]:
    """Ids of dossiers, best first, at most `limit`. Any text is a valid query; an empty one finds the newest."""
    query = clean(query)
    if not query or limit <= 0:
        rows = transaction.rows("SELECT id FROM dossier ORDER BY id DESC LIMIT ?", (max(0, limit),))
        return [row[0] for row in rows]
    words = name_words(query)
    digits = [word for word in words if _is_number(word)]
    found = _by_code(transaction, query, limit) if digits else {}
    if not digits and len(words) > 1:
        found |= _by_likeness(transaction, words, _same_name(transaction, query))
    if len(found) < limit and words:
        folded = [fold(word) for word in words]
        if words != folded:
            found |= _by_likeness(transaction, words, _match(transaction, words, max(limit, _CANDIDATES)))
        if len(found) < limit:
            hits = _match(transaction, folded, max(limit, _CANDIDATES))
            found |= dict.fromkeys(hits) if len(digits) == len(words) else _by_likeness(transaction, words, hits)
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


def _same_name(transaction: Transaction, query: str) -> list[int]:
    rows = transaction.rows(
        "SELECT id FROM dossier WHERE name_key = ? ORDER BY id DESC LIMIT ?", (name_key(query), _CANDIDATES)
    )
    return [row[0] for row in rows]


def _match(transaction: Transaction, words: list[str], limit: int) -> list[int]:
    terms: list[str] = []
    for are_numbers, group in groupby(words, _is_number):
        run = list(group)
        terms += [_numbers(run)] if are_numbers else [_beginning(word) for word in run]
    rows = transaction.rows(
        "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" AND ".join(terms), limit),
    )
    return [row[0] for row in rows]


def _beginning(word: str) -> str:
    return f'"{word}"*'  # a word is letters, digits and underscores only: nothing to escape


def _numbers(run: list[str]) -> str:
    """Groups of digits side by side are one number (a phone in groups, date and serial of a code), or each their own."""
    each = " AND ".join(_either_end(word) for word in run)
    return each if len(run) == 1 else f"({_either_end(''.join(run))} OR ({each}))"


def _either_end(digits: str) -> str:
    front = _beginning(digits)
    return f"({front} OR {_beginning(TAIL + digits[::-1])})" if len(digits) >= _TAIL_LEAST else front


def _by_likeness(transaction: Transaction, words: list[str], ids: list[int]) -> dict[int, None]:
    """Order candidates: whole words as typed, then whole words untoned, then beginnings; newest first among equals."""
    if len(ids) < 2:
        return dict.fromkeys(ids)
    marks = ", ".join("?" * len(ids))
    folded = [fold(word) for word in words]
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
