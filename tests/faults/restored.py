"""A data folder put back from an earlier moment: what such a machine must not do, for every pair of moments."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counter.domain.catalogue import Catalogue
from counter.store.local_store import LocalStore
from tests.faults.checker import Promise, contradictions, promises_of
from tests.faults.work import open_enrolled, requests, serve

MANNERS = ("whole folder", "database alone", "database and its WAL, copied while open")


@dataclass(slots=True)
class PutBack:
    """`refused`: the answers to what was asked of the restored machine, when it did not issue a number."""

    promises: list[Promise] = field(default_factory=list)
    refused: list[bytes] = field(default_factory=list)
    locked: str | None = None
    problems: list[str] = field(default_factory=list)


def put_back(
    root: Path, catalogue: Catalogue, copied: int, used: int, manner: str, mutant: str = "product", seed: int = 1
) -> PutBack:
    """Receive `copied`, copy the folder, receive until there are `used`, put the copy back, and ask for two more."""
    found, asked = PutBack(), requests(seed, used + 2)
    data, copy = root / "data", root / "copy"
    store = open_enrolled(root, mutant, seed)
    _receive(store, catalogue, asked[:copied], mutant, found)
    if manner == MANNERS[2]:
        shutil.copytree(data, copy)
        store.close()
    else:
        store.close()
        shutil.copytree(data, copy)
    store = open_enrolled(root, mutant, seed + 1)
    _receive(store, catalogue, asked[copied:used], mutant, found)
    store.close()
    _restore(data, copy, manner)
    store = open_enrolled(root, mutant, seed + 2)
    found.locked = store.needs_epoch
    _receive(store, catalogue, asked[used:], mutant, found)
    store.close()
    found.problems = contradictions(found.promises)
    return found


def _restore(data: Path, copy: Path, manner: str) -> None:
    if manner == MANNERS[0]:
        shutil.rmtree(data)
        shutil.copytree(copy, data)
        return
    for path in data.glob("counter.db*"):
        path.unlink()
    for path in copy.glob("counter.db*"):
        if path.name == "counter.db" or (manner == MANNERS[2] and path.name.endswith("-wal")):
            shutil.copy(path, data)


def _receive(store: LocalStore, catalogue: Catalogue, asked: Sequence[bytes], mutant: str, found: PutBack) -> None:
    out = io.StringIO()
    serve(store, catalogue, asked, out, mutant)
    lines = out.getvalue().encode().splitlines()
    found.promises += promises_of(lines)
    found.refused += [line for line in lines if b'"ok": false' in line]


def every_pair(
    place: Path, catalogue: Catalogue, length: int, manners: Sequence[str] = MANNERS, mutant: str = "product"
) -> tuple[int, list[str]]:
    """Every way to put an earlier moment of a short history back; returns how many there were and what was wrong.

    A copy from before the newest reception must issue nothing; one that misses nothing must go on."""
    count, problems = 0, []
    for manner in manners:
        for copied in range(length + 1):
            for used in range(copied, length + 1):
                root = place / f"{count}"
                found = put_back(root, catalogue, copied, used, manner, mutant)
                shutil.rmtree(root)
                count += 1
                where = f"{manner}, copied after {copied}, put back after {used}: "
                problems += [where + problem for problem in found.problems]
                if used > copied and (found.locked != "restored_copy" or len(found.refused) != 2):
                    problems.append(where + "it issued numbers")
                if used == copied and (found.locked is not None or found.refused):
                    problems.append(where + "it refused although nothing is missing")
    return count, problems
