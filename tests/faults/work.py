"""The work that is killed and recorded: the batch door's own loop on a real store, or a mutant of it.

`python -m tests.faults.work ROOT MUTANT SEED COUNT` receives COUNT invented applications and answers on standard output."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from counter.commands.receive import _said, serve_lines
from counter.domain.catalogue import Catalogue
from counter.journal.lane import Lane
from counter.store.catalogue import load_catalogue
from counter.store.deed import Deed
from counter.store.identity import begin_epoch, write_enrolment
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.usecases.receive import Receive, Received
from counter.usecases.sign_in import Session
from tests.made.applications import line
from tests.made.world import DEVICE, HandClock

SESSION = Session("hoa", "Bùi Thị Hòa", "clerk", b"session1")
LANES = (Lane("H49.22", 1, 9999, date(2027, 12, 31)),)
OTHER_BODY = "H49.05"  # of which there is no lane here
MUTANTS: dict[str, dict[str, Any]] = {
    "product": {},
    "synchronous=NORMAL": {"synchronous": "NORMAL"},
    "synchronous=OFF": {"synchronous": "OFF"},
    "print before commit": {},
    "no witness": {"witnessed": False},
}


class AcknowledgesEarly(Receive):
    """The mutant that says the code before the transaction is committed."""

    def __init__(self, store: LocalStore, catalogue: Catalogue, out: IO[str]) -> None:
        super().__init__(store, catalogue)
        self._out = out

    def _commit(self, deed: Deed, prepared: Any, actor: Actor) -> Received:
        received = super()._commit(deed, prepared, actor)
        self._out.write(json.dumps(_said(received)) + "\n")
        self._out.flush()
        return received


def open_enrolled(root: Path, mutant: str = "product", seed: int = 0) -> LocalStore:
    """The store of that folder, enrolled when it is not yet: also when an earlier enrolment was cut off. It believes that
    there is room: here the disk itself must refuse, not the look before it."""
    store = LocalStore(
        root / "data", HandClock(), state_folder=root / "state", salt=random.Random(seed).randbytes,
        free=lambda _: 10**12, **MUTANTS[mutant],
    )  # fmt: skip
    if store.identity is None:
        with store.database.write() as transaction:
            write_enrolment(
                transaction, device=DEVICE, private_key=bytes(32), agency="H49.22", unit="06652", counter="03",
                server="http://127.0.0.1:1", province_key=bytes(32), ca=None,
            )  # fmt: skip
            begin_epoch(transaction, DEVICE, 1, LANES)
        store.refresh_identity()
    return store


def requests(seed: int, count: int) -> list[bytes]:
    """Lines of the batch door, a third of them for a body of which there is no lane."""
    rng = random.Random(seed)
    return [
        line(f"s{seed}-{n}", rng, **({"deciding_agency": OTHER_BODY} if rng.random() < 0.34 else {})).encode()
        for n in range(count)
    ]


def serve(
    store: LocalStore, catalogue: Catalogue, lines: Iterable[bytes], out: IO[str], mutant: str = "product"
) -> None:
    """Answer the lines as the batch door does, or as the mutant does."""
    if mutant == "print before commit":
        serve_lines(AcknowledgesEarly(store, catalogue, out), SESSION, lines, io.StringIO(), copies=1)
    else:
        serve_lines(Receive(store, catalogue), SESSION, lines, out, copies=1)


def _with_checkpoints(store: LocalStore, lines: Iterable[bytes], rng: random.Random) -> Iterator[bytes]:
    for raw in lines:
        if rng.random() < 0.1:
            store.database.checkpoint()
        yield raw


def main() -> None:
    root, mutant, seed, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    store = open_enrolled(root, mutant, seed)
    lines = _with_checkpoints(store, requests(seed, count), random.Random(seed))
    serve(store, load_catalogue(), lines, sys.stdout, mutant)
    store.close()


if __name__ == "__main__":
    main()
