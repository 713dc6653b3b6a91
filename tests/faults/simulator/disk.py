"""A machine's disk: real encrypted files in memory that can be cut off at any call, fail, fill up, be copied and put back."""

from __future__ import annotations

import contextlib
import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as cipher

from counter.journal.witness import SLOT
from counter.store.database import NAME

WITNESS = ".witness"
Image = dict[str, bytes]  # path below the machine's folder → content


class PowerCut(BaseException):
    """The machine is off. Nothing below may catch it, as nothing survives a power cut."""


@dataclass
class Fault:
    """What happens at the nth call from now: `cut` or an I/O `error`, before the call is carried out or `after` it."""

    calls: int
    kind: str
    after: bool


class Disk:
    """The folder of one machine. Its database connections are the product's, opened through `connect`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault: Fault | None = None
        self.off = False
        self.at_rest: Image = {}
        self._connections: list[Any] = []

    def connect(self, path: str, **options: Any) -> Any:
        """The driver's `connect`, for connections that know of this disk's faults."""
        made = cipher.connect(path, factory=_Connection, **options)
        made.disk = self
        self._connections.append(made)
        return made

    def closed(self, connection: Any) -> None:
        """The product, or the power, closed it."""
        if connection in self._connections:
            self._connections.remove(connection)

    def before(self) -> bool:
        """A call is about to be carried out; whether something is to happen after it."""
        if self.off:
            raise PowerCut
        fault = self.fault
        if fault is None:
            return False
        fault.calls -= 1
        if fault.calls > 0:
            return False
        if fault.after:
            return True
        self.happen()
        return False

    def happen(self) -> None:
        """The fault that was waiting."""
        fault, self.fault = self.fault, None
        if fault is not None and fault.kind == "cut":
            self.off = True
            raise PowerCut
        error = cipher.OperationalError("disk I/O error")
        error.sqlite_errorcode = cipher.SQLITE_IOERR
        raise error

    def fill(self, *, full: bool) -> None:
        """No page more than there are now, or as many as one likes."""
        for connection in self._connections:
            cursor = cipher.Cursor(connection)
            with contextlib.suppress(cipher.DatabaseError):  # one that failed before it was given its key
                pages = cursor.execute("PRAGMA page_count").fetchone()[0] if full else 1_073_741_823
                cursor.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    def image(self) -> Image:
        """Everything as it lies there now: between two calls that is what a kill or a power cut leaves."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.endswith("-shm")
        }

    def come_to_rest(self) -> None:
        """What lies there has reached the disk long ago: no power cut takes it any more."""
        self.at_rest = {name: content for name, content in self.image().items() if name.endswith(WITNESS)}

    def put(self, image: Image) -> None:
        """Make the folder what the image says. Nobody may have it open."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, content in image.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def drop(self) -> None:
        """Whoever had it open is gone; what was not committed is gone with them."""
        image = self.image()
        for connection in list(self._connections):
            connection.close()
        self.put(image)
        self.off, self.fault = False, None


def torn(image: Image, at_rest: Image, rng: random.Random) -> Image:
    """The marks of the witness are not synced: after a power cut the newest may be torn or not there at all. Those that
    have not changed since the program started are where they were."""
    image = dict(image)
    for name in image:
        if name.endswith(WITNESS):
            content, before = (bytearray(one.ljust(2 * SLOT)) for one in (image[name], at_rest.get(name, b"")))
            slot, at, count = rng.randrange(2) * SLOT, rng.randrange(SLOT), rng.randrange(1, 64)
            count = min(count, SLOT - at)
            if content[slot : slot + SLOT] != before[slot : slot + SLOT]:
                content[slot + at : slot + at + count] = bytes(count)
                image[name] = bytes(content)
    return image


def database_of(image: Image) -> Image:
    """The part of an image that somebody who saves only the database has saved."""
    return {name: content for name, content in image.items() if NAME in name or name.endswith(".key")}


class _Connection(cipher.Connection):  # type: ignore[misc]
    disk: Disk

    def cursor(self, *_: Any) -> Any:
        return super().cursor(_Cursor)

    def close(self) -> None:
        self.disk.closed(self)
        super().close()


class _Cursor(cipher.Cursor):  # type: ignore[misc]
    def execute(self, sql: str, parameters: Any = ()) -> Any:
        # The rollback of what failed is SQLite's own doing, not a call to a disk.
        if sql == "ROLLBACK" and not self.connection.disk.off:
            return super().execute(sql)
        after = self.connection.disk.before()
        done = super().execute(sql, parameters)
        if after:
            self.connection.disk.happen()
        return done
