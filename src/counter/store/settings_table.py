"""Small named values of this machine: who it is, which server, how far it has read. JSON text in one table."""

from __future__ import annotations

import json
from typing import Any

from counter.store.database import Transaction


def get(transaction: Transaction, name: str, default: Any = None) -> Any:
    """The value of that name, or `default`."""
    row = transaction.row("SELECT value FROM setting WHERE name = ?", (name,))
    return default if row is None else json.loads(row[0])


def get_some(transaction: Transaction, *names: str) -> list[Any]:
    """The values of those names in their order, in one look; None for each that was never set."""
    looks = ", ".join(["(SELECT value FROM setting WHERE name = ?)"] * len(names))
    row = transaction.row(f"SELECT {looks}", names)
    return [None if value is None else json.loads(value) for value in row or ()]


def put(transaction: Transaction, name: str, value: Any) -> None:
    """Set or replace a value. None is a value."""
    transaction.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value, ensure_ascii=False)),
    )
