"""A copy of the local database made while it is in use: of one moment, whole, under the same key, on any disk.

Copied as a file, a database that is written to is often broken. SQLite writes this copy itself, in one go."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.store.database import Database
from counter.store.file_folder import Stopped
from counter.store.held_file import remove

_STEPS = 2000  # of SQLite's machine between two looks: a millisecond or two


@dataclass(frozen=True, slots=True)
class Pace:
    """How long work gives way. `rest` is called every millisecond or two, `stopped` says that nobody wants it any more."""

    rest: Callable[[], None] = lambda: None
    stopped: Callable[[], bool] = lambda: False

    def go_on(self) -> None:
        """Between two steps. Raises Stopped."""
        self.rest()
        if self.stopped():
            raise Stopped

    @contextlib.contextmanager
    def over(self, database: Database) -> Iterator[None]:
        """The same inside long statements of this thread. Raises Stopped in their place."""

        def step() -> int:
            self.rest()
            return int(self.stopped())

        connection = database.connection()
        connection.set_progress_handler(step, _STEPS)
        try:
            yield
        except cipher.DatabaseError as error:
            if self.stopped():
                raise Stopped from error
            raise
        finally:
            connection.set_progress_handler(None, 0)


HURRY = Pace()


def copy_into(database: Database, target: Path, pace: Pace = HURRY) -> None:
    """Write what the database holds at this moment to `target`, which must not be there yet, and sync it.

    Others go on reading and writing meanwhile. Raises Stopped, OSError and the driver's DatabaseError; what was written so
    far is removed then."""
    try:
        with pace.over(database):
            cursor = database.connection().cursor()
            cursor.execute("VACUUM INTO ?", (str(target),))
            cursor.close()
        to_disk(target)
    except BaseException:
        with contextlib.suppress(OSError):
            remove(target)
        raise


def to_disk(path: Path) -> None:
    """A file, or the names in a folder where the system can: the disk has it, and reading it again asks the disk."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
