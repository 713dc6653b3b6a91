"""Receiving one dossier durably, against a bare SQLite commit of the same record in the same moments.

The product's path: rules, number, entry, tables, search index and print job in one transaction of the encrypted store.
The bare one: a record of 1.2 kB and a row of an outbox, WAL with synchronous=FULL, in plain SQLite of the standard
library. Both on the same disk, by turns, so that what the disk does at a moment falls on both. For comparison the bare
commit is made in SQLCipher too, and there once more into as many trees, tables and indexes, as a reception changes: what
their pages and the encryption of them cost is no part of the product's path that could be saved."""

from __future__ import annotations

import gc
import random
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from counter.commands.reception_line import read_line, request_of
from counter.store.catalogue import load_catalogue
from counter.store.clock import SystemClock
from counter.store.identity import begin_epoch, write_enrolment
from counter.store.local_store import LocalStore
from counter.usecases.receive import Receive
from tests.faults.work import LANES, SESSION
from tests.made.applications import line
from tests.made.world import DEVICE

GOAL = 3.0
# log, source, lane, dossier, codes, print jobs and two of the index of words; five indexes of them
TREES = 13


def run(scale: str = "full") -> list[dict[str, Any]]:
    count = 3000 if scale == "full" else 200
    rng = random.Random(1)
    with tempfile.TemporaryDirectory(prefix="counter-bench-") as folder:
        store = _enrolled(Path(folder))
        receive = Receive(store, load_catalogue())
        bares = {
            "a bare WAL FULL commit": _Bare(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)),
            "a bare encrypted one": _Bare(_encrypted(Path(folder) / "cipher.db")),
            f"one into {TREES} trees": _Bare(_encrypted(Path(folder) / "trees.db"), TREES),
        }
        ours: list[float] = []
        theirs: dict[str, list[float]] = {name: [] for name in bares}
        warm = 50
        for number in range(count + warm):
            # What the page has ready when the clerk presses the button: the request.
            request = request_of(read_line(line(f"b-{number}", rng).encode()), copies=2)
            record = rng.randbytes(1200)
            gc.collect(0)
            began = time.perf_counter()
            receive(request, SESSION.actor, clerk=SESSION.display)
            ended = time.perf_counter()
            if number >= warm:
                ours.append(ended - began)
            for name, bare in bares.items():
                began = time.perf_counter()
                bare.commit(number, record)
                ended = time.perf_counter()
                if number >= warm:
                    theirs[name].append(ended - began)
        for bare in bares.values():
            bare.connection.close()
        store.close()
    goals = dict.fromkeys(bares) | {"a bare WAL FULL commit": GOAL}
    return [_row(name, share, ours, theirs[name], goals[name]) for name in bares for share in (0.5, 0.95)]


def _enrolled(folder: Path) -> LocalStore:
    store = LocalStore(folder / "data", SystemClock(), state_folder=folder / "state")
    with store.database.write() as transaction:
        write_enrolment(
            transaction, device=DEVICE, private_key=bytes(32), agency="H49.22", unit="06652", counter="03",
            server="http://127.0.0.1:1", province_key=bytes(32), ca=None,
        )  # fmt: skip
        begin_epoch(transaction, DEVICE, 1, LANES)
    store.refresh_identity()
    return store


def _encrypted(path: Path) -> Any:
    cipher = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    cipher.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"").fetchall()
    return cipher


class _Bare:
    """A record and a row each of so many other tables, in one commit."""

    def __init__(self, connection: Any, trees: int = 2) -> None:
        self.connection = connection
        for pragma in ("journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        others = [f"outbox_{number}" for number in range(1, trees)]
        for name in others:
            connection.execute(
                f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, record INTEGER NOT NULL, sent INTEGER NOT NULL)"
            )
        self._others = [f"INSERT INTO {name} (record, sent) VALUES (?, 0)" for name in others]

    def commit(self, number: int, record: bytes) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO record (id, content) VALUES (?, ?)", (number, record))
        for statement in self._others:
            self.connection.execute(statement, (number,))
        self.connection.execute("COMMIT")


def _row(against: str, share: float, ours: list[float], theirs: list[float], goal: float | None) -> dict[str, Any]:
    value, limit = (sorted(times)[round(share * (len(times) - 1))] * 1000 for times in (ours, theirs))
    return {
        "work": f"receive one dossier durably against {against}, p{round(share * 100)}",
        "value": value, "limit": limit, "ratio": value / limit, "goal": goal, "unit": "ms",
    }  # fmt: skip
