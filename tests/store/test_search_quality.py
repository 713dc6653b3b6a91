"""The dossier that is meant is among the first five, for every way in which clerks type."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from counter.domain.spelling import fold
from counter.store.local_store import LocalStore
from counter.store.search import find
from tests.made.archive import Known, archive, asked

QUERIES = 500
FIRST = 5


def misses(store: LocalStore, known: list[Known], seed: int) -> Counter[str]:
    """How many queries of each kind did not show what was meant.

    Where more than five dossiers answer to exactly what was typed (a common name, one person's phone), five of them are
    right; else the very one is."""
    by_id = {one.id: one for one in known}
    groups: dict[tuple[str, str], int] = defaultdict(int)
    for one in known:
        for key in keys(one):
            groups[key] += 1
    missed: Counter[str] = Counter()
    with store.database.read() as transaction:
        for kind, query, meant in asked(known, QUERIES, seed):
            found = [by_id[i] for i in find(transaction, query, FIRST)]
            key = next((k for k in keys(meant) if k[0] == group_of(kind)), None)
            if key is not None and groups[key] > FIRST:
                right = len(found) == FIRST and all(key in keys(one) for one in found)
            else:
                right = meant in found
            if not right:
                missed[kind] += 1
    return missed


def keys(one: Known) -> tuple[tuple[str, str], ...]:
    folded = " ".join(sorted(fold(one.name).split()))
    return (
        ("name", " ".join(sorted(one.name.split()))),
        ("folded", folded),
        ("d", " ".join(sorted(one.name.replace("Đ", "D").replace("đ", "d").split()))),
        ("phone", one.phone),
        ("end", one.phone[-6:]),
        ("name and end", folded + one.phone[-4:]),
        ("number", one.number),
    )


def group_of(kind: str) -> str:
    return {
        "name as it is": "name", "name in capitals": "name", "given name first": "name", "name without marks": "folded",
        "given name first, without marks": "folded", "d for đ": "d", "phone": "phone", "phone in groups": "phone",
        "end of the phone": "end", "name and end of the phone": "name and end", "personal number": "number",
    }.get(kind, "")  # fmt: skip


def test_right_dossier_is_among_the_first_five_of_five_thousand(tmp_path: Path) -> None:
    store, known = archive(tmp_path, 5000)
    missed = misses(store, known, 7)
    store.close()
    assert sum(missed.values()) <= QUERIES * 0.01, missed


@pytest.mark.slow
def test_right_dossier_is_among_the_first_five_of_a_hundred_thousand(tmp_path: Path) -> None:
    store, known = archive(tmp_path, 100_000, 2)
    missed = misses(store, known, 8)
    store.close()
    assert sum(missed.values()) <= QUERIES * 0.01, missed
