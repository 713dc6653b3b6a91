"""The draft of each account: what was typed and is not yet a fact. One row, replaced within a second of the last key."""

from __future__ import annotations

import json
from typing import Any

from counter.store.database import Transaction


def save_draft(transaction: Transaction, account: str, content: dict[str, Any], saved: str) -> None:
    """Keep what is on the page now. `saved`: ISO time shown to the clerk."""
    transaction.run(
        "INSERT INTO draft (account, content, saved) VALUES (?, ?, ?) "
        "ON CONFLICT (account) DO UPDATE SET content = excluded.content, saved = excluded.saved",
        (account, json.dumps(content, ensure_ascii=False), saved),
    )


def draft_of(transaction: Transaction, account: str) -> tuple[dict[str, Any], str] | None:
    """The draft of that account and when it was saved."""
    row = transaction.row("SELECT content, saved FROM draft WHERE account = ?", (account,))
    return None if row is None else (json.loads(row[0]), row[1])


def drop_draft(transaction: Transaction, account: str) -> None:
    """In the transaction that makes it a fact, or when the clerk clears the page."""
    transaction.run("DELETE FROM draft WHERE account = ?", (account,))


def drop_draft_of(transaction: Transaction, account: str, request: str) -> None:
    """The draft that has become this very fact; another one of the account (the batch door was used meanwhile) stays."""
    transaction.run("DELETE FROM draft WHERE account = ? AND content ->> '$.request' = ?", (account, request))
