"""Receiving files: who may send, how much of a file is here, and the province's word when it has all of it.

A device sees only the files of its own centre. A device out of service sends nothing any more: what it has not sent lies
encrypted on it, and goes on when the machine is enrolled anew."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from counter.journal.clock import Clock
from counter.server.database import Database
from counter.server.exchange import Unknown
from counter.server.file_shelf import FileName, FileShelf, OtherContent
from counter.server.province_key import Authority
from counter.server.tables import device as devices
from counter.server.tables import file as files
from counter.server.unnamed import Unnamed
from counter.wire.files import NEAR_MS, FileAsk, write_receipt

SWEEP_EVERY = 3600.0  # seconds
RESERVE = 1 << 30  # bytes that files leave free on the disk, for the database
_log = logging.getLogger(__name__)


class Revoked(Exception):
    """The device is out of service."""


class OtherTime(Exception):
    """The request was signed for another time. `now_ms`: the province's clock."""

    def __init__(self, now_ms: int) -> None:
        super().__init__(now_ms)
        self.now_ms = now_ms


class NoRoom(Exception):
    """The disk is nearly full; facts need what is left."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A file that was announced: its size, how much of it is here, and the receipt when all of it is."""

    size: int
    offset: int
    receipt: str | None


class Files:
    """Announcing, adding and completing files. Any number of processes may serve one folder and database."""

    def __init__(self, folder: Path, database: Database, authority: Authority, clock: Clock, *, unnamed: int) -> None:
        self.shelf = FileShelf(folder)
        self._unnamed = Unnamed(database, unnamed)
        self._folder, self._database, self._authority, self._clock = folder, database, authority, clock
        self._swept, self._lock = float("-inf"), threading.Lock()

    def centre_of(self, ask: FileAsk, signature: bytes) -> int:
        """The centre of the device that signed this. Raises Unknown (which of it is not told), Revoked, OtherTime."""
        with self._database.read() as c:
            row = c.execute(select(devices).where(devices.c.device == ask.device)).first()
        if row is None or not ask.signed_by(row.public_key, signature):
            raise Unknown
        if row.revoked_ms is not None:
            raise Revoked
        now = self._now_ms()
        if abs(ask.time_ms - now) > NEAR_MS:
            raise OtherTime(now)
        return int(row.centre)

    def standing(self, name: FileName, device: bytes) -> Standing | None:
        """How far it is; None when it was not announced, and is not here from before this database was put back."""
        with self._database.read() as c:
            row = c.execute(select(files).where(_is(name))).first()
        if row is None:
            size = self.shelf.size(name)
            if size is None or not self.shelf.verified(name):
                return None
            self._write_down(name, size, device)
        else:
            size = row.size
        if self.shelf.whole(name, size):
            if row is None or row.complete_ms is None:  # killed between the disk and the database
                self._completed(name)
            return Standing(size, size, self._receipt(name, size, device))
        return Standing(size, min(self.shelf.offset(name), size), None)

    def announce(self, name: FileName, size: int, device: bytes) -> Standing:
        """Begin a file, or say how far it is when it was begun before. Raises NoRoom, TooEarly, OSError."""
        self._sweep_sometimes()
        before = self.standing(name, device)
        if before is not None and (before.size == size or before.receipt is not None):
            return before
        if shutil.disk_usage(self._folder).free < size + RESERVE:
            raise NoRoom
        self._unnamed.demand(name, size, device)
        self.shelf.empty(name)
        self._write_down(name, size, device)
        return Standing(size, 0, None)

    def finish(self, name: FileName, size: int, device: bytes) -> str:
        """All of it came: check it and give the receipt. Raises OtherContent, Moved, OSError."""
        try:
            self.shelf.finish(name, size)
        except OtherContent:
            with self._database.write() as c:
                c.execute(update(files).where(_is(name)).values(restarts=files.c.restarts + 1))
            raise
        if not self._completed(name):
            self._write_down(name, size, device)  # it was forgotten while its last bytes came
            self._completed(name)
        return self._receipt(name, size, device)

    def _write_down(self, name: FileName, size: int, device: bytes) -> None:
        with self._database.write() as c:
            self._database.lock(c, f"file {name.centre} {name.sha256.hex()}")
            if not c.execute(update(files).where(_is(name)).values(size=size, device=device)).rowcount:
                c.execute(insert(files).values(
                    centre=name.centre, sha256=name.sha256, size=size, device=device, begun_ms=self._now_ms(), restarts=0
                ))  # fmt: skip

    def _completed(self, name: FileName) -> bool:
        """Whether it is written down at all."""
        with self._database.write() as c:
            c.execute(update(files).where(_is(name), files.c.complete_ms.is_(None)).values(complete_ms=self._now_ms()))
            return c.execute(select(files.c.size).where(_is(name))).first() is not None

    def _receipt(self, name: FileName, size: int, device: bytes) -> str:
        return write_receipt(self._authority.private_key, device, name.sha256, size, self._authority.generation)

    def sweep(self) -> None:
        """Remove what nobody went on sending, and whole files that no fact has named for long."""
        self._unnamed.forget_begun(self._now_ms(), self.shelf.sweep())
        for name in self._unnamed.gone(self._now_ms()):
            self.shelf.discard(name)

    def _sweep_sometimes(self) -> None:
        with self._lock:
            if time.monotonic() - self._swept < SWEEP_EVERY:
                return
            self._swept = time.monotonic()
        try:
            self.sweep()
        except SQLAlchemyError as error:  # whoever begins a file has no part in it
            _log.warning("files that nobody needs stay for now: %s", type(error).__name__)

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _is(name: FileName):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return (files.c.centre == name.centre) & (files.c.sha256 == name.sha256)
