"""Finding dossiers: exact tone marks first, then untoned; đ = d; given name first; phone, card and code by tail.

The whole-name table answers first, so that "nguyen van an" shows An before Anh; then every word as a beginning, newest
first, since ranking a common beginning by relevance reads the whole index."""

from __future__ import annotations

from collections.abc import Iterable

from counter.domain.dossier_code import normalise_scanned
from counter.domain.spelling import clean, fold
from counter.store.database import Transaction
from counter.store.search_words import digit_words, name_key, name_words

_CANDIDATES = 60


def find(transaction: Transaction, query: str, limit: int = 50) -> list[int]:
    """Ids of dossiers, best first, at most `limit`. Any text is a valid query; an empty one finds the newest."""
    query = clean(query)
    if not query:
        return _ids(transaction.rows("SELECT id FROM dossier ORDER BY id DESC LIMIT ?", (limit,)))
    found: dict[int, None] = {}
    code = normalise_scanned(query)
    if code.isascii() and any(c.isdecimal() for c in code):
        found |= dict.fromkeys(_by_code(transaction, code, limit))
    words = name_words(query)
    if words and not any(c.isdecimal() for c in query):
        same = _ids(transaction.rows(
            "SELECT id FROM dossier WHERE name_key = ? ORDER BY id DESC LIMIT ?", (name_key(query), _CANDIDATES)
        ))  # fmt: skip
        found |= dict.fromkeys(_by_likeness(transaction, words, same))
    if len(found) < limit and words:
        toned = [w for w in words if fold(w) != w]
        wanted = max(limit, _CANDIDATES)
        if toned:
            hits = _match(transaction, words, wanted)
            found |= dict.fromkeys(_by_likeness(transaction, words, hits))
        if len(found) < limit:
            hits = _match(transaction, [fold(w) for w in words], wanted)
            found |= dict.fromkeys(_by_likeness(transaction, words, hits))
    return list(found)[:limit]


def _ids(rows: Iterable[tuple[int, ...]]) -> list[int]:
    return [row[0] for row in rows]


def _by_code(transaction: Transaction, code: str, limit: int) -> list[int]:
    return _ids(transaction.rows(
        "SELECT DISTINCT dossier FROM dossier_code WHERE code >= ? AND code < ? ORDER BY code DESC LIMIT ?",
        (code, code + "\U0010ffff", limit),
    ))  # fmt: skip


def _match(transaction: Transaction, words: list[str], limit: int) -> list[int]:
    terms = []
    for word in words:
        if word.isascii() and word.isdecimal():
            front, tail = digit_words(word)
            terms.append(f'("{front}"* OR "{tail}"*)')
        else:
            terms.append(f'"{word}"*')  # a word is letters, digits and underscores only: nothing to escape
    return _ids(transaction.rows(
        "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" AND ".join(terms), limit),
    ))  # fmt: skip


def _by_likeness(transaction: Transaction, words: list[str], ids: list[int]) -> list[int]:
    """Order candidates: whole words as typed, then whole words untoned, then beginnings; newest first among equals."""
    if len(ids) < 2:
        return ids
    marks = ", ".join("?" * len(ids))
    names = {
        row[0]: (row[1], row[2])
        for row in transaction.rows(f"SELECT id, applicant, owner FROM dossier WHERE id IN ({marks})", ids)  # noqa: S608
    }
    folded = [fold(w) for w in words]

    def rank(dossier: int) -> tuple[int, int, int]:
        applicant, owner = names[dossier]
        best = (0, 0)
        for name in (applicant, owner):
            if name:
                own = name_words(name)
                exact = sum(w in own for w in words)
                untoned = [fold(w) for w in own]
                best = max(best, (exact + sum(w in untoned for w in folded), 2 * (own == words) + (untoned == folded)))
        return (-best[0], -best[1], -dossier)

    return sorted(ids, key=rank)
