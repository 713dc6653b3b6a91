"""An enrolled counter for tests: a real encrypted store in a folder, a clock moved by hand, invented people."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from counter.domain.catalogue import Catalogue
from counter.domain.person import Parties, Person
from counter.domain.reception import ReceptionRequest
from counter.journal.checkpoint import new_key
from counter.journal.clock import VIETNAM
from counter.journal.lane import Lane
from counter.store.catalogue import load_catalogue
from counter.store.identity import begin_epoch, write_enrolment
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.usecases.receive import Receive, Received

MONDAY = datetime(2026, 11, 23, 9, 42, tzinfo=VIETNAM)
DEVICE = bytes(range(16))
HA = Person(
    "Nguyễn Thị Ngọc Ẩn",
    "022190004512",
    date(1990, 4, 12),
    "female",
    "Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
    "0912345678",
)


class HandClock:
    """Time stands still until a test moves it."""

    boot = b"testboot"

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at
        self._ms = 1_000

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        return self._ms

    def forward(self, **step: float) -> None:
        self.at += timedelta(**step)
        self._ms += max(0, int(timedelta(**step).total_seconds() * 1000))


@cache
def _catalogue() -> Catalogue:
    """Nobody changes it: one for all."""
    return load_catalogue()


class World:
    """One machine: data folder, state folder, store, catalogue, the reception deed."""

    def __init__(self, folder: Path, clock: HandClock | None = None, *, seed: int = 1, **store: Any) -> None:
        self.folder, self.clock = folder, clock or HandClock()
        self.random = random.Random(seed)
        self._store_arguments = store
        self.catalogue = _catalogue()
        self.actor = Actor("ha", b"session1")
        self._requests = 0
        self.store = self.open()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def open(self) -> LocalStore:
        """Open (again) and enrol on first use: epoch 1, one lane of H49.22."""
        self.store = LocalStore(
            self.data,
            self.clock,
            state_folder=self.folder / "state",
            salt=self.random.randbytes,
            **self._store_arguments,
        )
        if self.store.identity is None:
            self.enrol()
        self.receive_deed = Receive(self.store, self.catalogue)
        return self.store

    def reopen(self) -> LocalStore:
        self.store.close()
        return self.open()

    def enrol(self, epoch: int = 1, lanes: tuple[Lane, ...] = (Lane("H49.22", 1, 200, date(2026, 12, 31)),)) -> None:
        with self.store.database.write() as transaction:
            if self.store.identity is None:
                write_enrolment(
                    transaction, device=DEVICE, private_key=new_key(), agency="H49.22", unit="07192", counter="03",
                    server="http://127.0.0.1:9", province_key=bytes(32), ca=None,
                )  # fmt: skip
            begin_epoch(transaction, DEVICE, epoch, lanes)
        self.store.refresh_identity()

    def request(self, procedure: str = "1.001193", **changes: Any) -> ReceptionRequest:
        self._requests += 1
        plain = ReceptionRequest(f"request-{self._requests}", procedure, Parties(HA))
        return replace(plain, **changes)

    def receive(self, request: ReceptionRequest | None = None, **changes: Any) -> Received:
        return self.receive_deed(request or self.request(**changes), self.actor, clerk="Phạm Thu Hà")

    def close(self) -> None:
        self.store.close()

    @contextmanager
    def receiving(self) -> Iterator[None]:
        """People come all the while, one after the other."""
        stop = threading.Event()

        def work() -> None:
            while not stop.is_set():
                self.receive()

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
