"""Lists of dossiers: what was searched, narrowed to what a filter means, newest first, in pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from counter.store.database import Transaction
from counter.store.search import find

Filter = Literal["all", "open", "soon", "overdue", "ended"]
_MOST_FOUND = 500  # of a search: nobody reads further, they type another letter
_COUNTED = 1000

# `:now` and `:soon` are ISO times in UTC+7, as due times are stored; running: received, in work, or waiting for money.
_WHERE: dict[Filter, str] = {
    "all": "1",
    "open": "status IN (2, 4, 5, 6)",
    "soon": "status IN (2, 4, 6) AND due >= :now AND due <= :soon",
    "overdue": "status IN (2, 4, 6) AND due < :now",
    "ended": "status IN (3, 7, 8, 10)",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since`: only what was received on or after that day (ISO), "" for all. `now`, `soon`: ISO times with +07:00."""

    query: str = ""
    filter: Filter = "all"
    since: str = ""
    now: str = ""
    soon: str = ""


def listed(transaction: Transaction, wanted: Wanted, limit: int, after: int = 0) -> list[int]:
    """Ids of dossiers, at most `limit`, leaving out the first `after`; best first for a query, else newest first."""
    where = f"{_WHERE[wanted.filter]} AND day >= :since"
    values = {"now": wanted.now, "soon": wanted.soon, "since": wanted.since, "limit": limit, "after": after}
    if not wanted.query.strip():
        sql = f"SELECT id FROM dossier WHERE {where} ORDER BY id DESC LIMIT :limit OFFSET :after"  # noqa: S608 (constants)
        return [row[0] for row in transaction.rows(sql, values)]
    found = find(transaction, wanted.query, _MOST_FOUND)
    if wanted.filter != "all" or wanted.since:
        sql = f"SELECT id FROM dossier WHERE {where} AND id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
        kept = {row[0] for row in transaction.rows(sql, {**values, "ids": json.dumps(found)})}
        found = [dossier for dossier in found if dossier in kept]
    return found[after : after + limit]


def counted(transaction: Transaction, filter_: Filter, now: str, soon: str) -> int:
    """How many a filter means, up to _COUNTED: a number on a chip, not a report."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM dossier WHERE {_WHERE[filter_]} LIMIT :most)"  # noqa: S608
    row = transaction.row(sql, {"now": now, "soon": soon, "most": _COUNTED})
    return int(row[0]) if row else 0
