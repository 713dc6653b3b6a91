"""Search as the clerk types: every keystroke against the bare FTS5 query of the same words on the same index.

Ours finds, ranks by tone marks and fetches the fifty rows of the list; the bare one asks the index for the newest fifty
row ids of the words as typed, without rank, names or rows."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from counter.domain.spelling import clean, fold
from counter.store.database import Transaction
from counter.store.dossiers import rows_of
from counter.store.local_store import LocalStore
from counter.store.search import find
from counter.store.search_words import name_words
from tests.made.archive import Known, archive, asked

GOAL, LONGEST_MS = 1.5, 50.0
SHOWN = 50


def run(scale: str = "full") -> list[dict[str, Any]]:
    count, queries = (1_000_000, 60) if scale == "full" else (20_000, 30)
    with tempfile.TemporaryDirectory(prefix="counter-bench-") as folder:
        store, known = archive(Path(folder), count)
        rows = measure(store, known, queries, f"{count:,} dossiers")
        store.close()
    return rows


def measure(store: LocalStore, known: list[Known], queries: int, where: str) -> list[dict[str, Any]]:
    """The rows of the table for a store that is filled already."""
    strokes = keystrokes(known, queries, 5)
    ours, bare = [], []
    with store.database.read() as transaction:
        for warm in (True, False):
            gc.collect()
            for text in strokes:
                began = time.perf_counter()
                rows_of(transaction, find(transaction, text, SHOWN))
                between = time.perf_counter()
                _bare(transaction, text)
                ended = time.perf_counter()
                if not warm:
                    ours.append((between - began) * 1000)
                    bare.append((ended - between) * 1000)
    rows = []
    for share in (0.5, 0.95):
        value, limit = (sorted(times)[round(share * (len(times) - 1))] for times in (ours, bare))
        rows.append({
            "work": f"search, {where}, every keystroke, p{round(share * 100)}", "value": value, "limit": limit,
            "ratio": value / limit, "goal": GOAL if share > 0.5 else None, "unit": "ms",
        })  # fmt: skip
    rows.append({
        "work": f"search, {where}, the slowest keystroke", "value": max(ours), "limit": LONGEST_MS,
        "ratio": max(ours) / LONGEST_MS, "goal": 1.0, "unit": "ms",
    })  # fmt: skip
    return rows


def keystrokes(known: list[Known], queries: int, seed: int) -> list[str]:
    """Everything that stands in the field while these queries are typed, in a mixed order."""
    texts = [query[:end] for _, query, _ in asked(known, queries, seed) for end in range(1, len(query) + 1)]
    random.Random(seed).shuffle(texts)
    return texts


def _bare(transaction: Transaction, text: str) -> list[tuple[Any, ...]]:
    words = name_words(fold(clean(text)))
    if not words:
        return []
    return transaction.rows(
        "SELECT rowid FROM dossier_words WHERE dossier_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" AND ".join(f'"{word}"*' for word in words), SHOWN),
    )
