"""What must be true of a data folder after any fault, judged by the product's own code against what was promised."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counter.domain.sentence import Refused, Trouble
from counter.store.database import Transaction
from counter.store.local_store import LocalStore
from counter.store.log import verify_logs
from counter.store.verify import verify
from tests.made.world import HandClock


@dataclass(frozen=True, slots=True)
class Promise:
    """A line that the world has read: this request has this code, and this entry holds it."""

    request: str
    code: str
    entry: str


def promises_of(lines: Iterable[bytes]) -> list[Promise]:
    """The acknowledged receptions among the lines of the batch door."""
    found = []
    for line in lines:
        held: dict[str, Any] = json.loads(line)
        if held.get("ok"):
            found.append(Promise(held["id"], held["code"], held["entry"]))
    return found


def contradictions(promises: Iterable[Promise]) -> list[str]:
    """A code promised to two requests, or a request that was given two codes."""
    by_code: dict[str, Promise] = {}
    by_request: dict[str, Promise] = {}
    problems = []
    for promise in promises:
        if by_code.setdefault(promise.code, promise) != promise:
            problems.append(f"code {promise.code} promised twice")
        if by_request.setdefault(promise.request, promise) != promise:
            problems.append(f"request {promise.request} has two codes")
    return problems


def problems_of(root: Path, promises: list[Promise], *, deep: bool, state: Path | None = None) -> list[str]:
    """Everything wrong with `root`/data, whose witness is in `state` (default: `root`/state).

    `deep`: the whole of `counter verify`, else all of it but the rebuild of the tables."""
    try:
        store = LocalStore(root / "data", HandClock(), state_folder=state or root / "state")
    except Exception as error:
        return [f"does not open: {type(error).__name__} {error}"]
    try:
        problems = [*verify(store.database).problems] if deep else _shallow(store)
        if store.needs_epoch is not None:
            problems.append(f"numbering locked: {store.needs_epoch}")
        with store.database.read() as transaction:
            problems += _lost(transaction, promises)
            problems += _twice(transaction)
        return problems
    except (Refused, Trouble) as error:
        return [f"does not read: {error}"]
    except Exception as error:
        return [f"does not read: {type(error).__name__} {error}"]
    finally:
        store.close()


def _shallow(store: LocalStore) -> list[str]:
    store.database.checkpoint(whole=True)
    with store.database.read() as transaction:
        pages = [f"page: {row[0]}" for row in transaction.rows("PRAGMA cipher_integrity_check")]
        structure = [f"structure: {row[0]}" for row in transaction.rows("PRAGMA quick_check") if row[0] != "ok"]
        return pages + structure + verify_logs(transaction)[1]


def _lost(transaction: Transaction, promises: list[Promise]) -> list[str]:
    held = {
        row[0]: (row[1], row[2].hex(), row[3].hex(), row[4])
        for row in transaction.rows(
            "SELECT d.request, c.code, d.entry, l.hash, EXISTS (SELECT 1 FROM print_job p WHERE p.dossier = d.id) "
            "FROM dossier d JOIN log l ON l.id = d.id JOIN dossier_code c ON c.dossier = d.id AND c.holder = 0"
        )
    }
    problems = []
    for promise in promises:
        found = held.get(promise.request)
        if found is None:
            problems.append(f"lost: {promise.code}")
        elif found[:3] != (promise.code, promise.entry, promise.entry):
            problems.append(f"another dossier than promised: {promise.code}")
        elif not found[3]:
            problems.append(f"no print job: {promise.code}")
    return problems


def _twice(transaction: Transaction) -> list[str]:
    doubled = transaction.rows("SELECT code FROM dossier_code GROUP BY code HAVING count(*) > 1")
    bare = transaction.rows(
        "SELECT l.id FROM log l LEFT JOIN dossier d ON d.id = l.id WHERE l.kind = 'dossier_received' AND d.id IS NULL"
    )
    return [f"code {row[0]} twice" for row in doubled] + [f"fact {row[0]} without its dossier" for row in bare]
