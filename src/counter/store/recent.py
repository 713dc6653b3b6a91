"""What happened lately: somebody who stands here twice, what is received often, and for whom."""

from __future__ import annotations

from counter.store.database import Transaction

_LAST = 200  # of the newest dossiers: more than any counter receives in the minutes that matter
_LATELY = 1000  # of the newest dossiers: some days of a busy centre, read in a few milliseconds


def received_since(transaction: Transaction, number: str, since: str) -> tuple[str, str] | None:
    """The newest dossier of this personal number received at or after `since` (ISO): its code and time. Whoever has
    withdrawn one comes to hand in another."""
    row = transaction.row(
        "SELECT code, received FROM (SELECT code, received, number, status, id FROM dossier ORDER BY id DESC LIMIT ?) "
        "WHERE number = ? AND received >= ? AND status <> 7 ORDER BY id DESC LIMIT 1",
        (_LAST, number, since),
    )
    return None if row is None else (row[0], row[1])


def received_often(transaction: Transaction) -> dict[str, int]:
    """How often each procedure was received lately, by its code."""
    return dict(
        transaction.rows(
            "SELECT procedure, count(*) FROM (SELECT procedure FROM dossier ORDER BY id DESC LIMIT ?) GROUP BY procedure",
            (_LATELY,),
        )
    )


def received_for(transaction: Transaction, own: str, limit: int) -> list[str]:
    """The other bodies for which dossiers were received lately, most often first."""
    return [
        str(row[0])
        for row in transaction.rows(
            "SELECT deciding, count(*) FROM (SELECT deciding FROM dossier ORDER BY id DESC LIMIT ?) "
            "WHERE deciding <> ? GROUP BY deciding ORDER BY 2 DESC, 1 LIMIT ?",
            (_LATELY, own, limit),
        )
    ]
