"""What happened a moment ago: somebody who stands here twice."""

from __future__ import annotations

from counter.store.database import Transaction

_LAST = 200  # of the newest dossiers: more than any counter receives in the minutes that matter


def received_since(transaction: Transaction, number: str, since: str) -> tuple[str, str] | None:
    """The newest dossier of this personal number received at or after `since` (ISO): its code and time."""
    row = transaction.row(
        "SELECT code, received FROM (SELECT code, received, number, id FROM dossier ORDER BY id DESC LIMIT ?) "
        "WHERE number = ? AND received >= ? ORDER BY id DESC LIMIT 1",
        (_LAST, number, since),
    )
    return None if row is None else (row[0], row[1])
