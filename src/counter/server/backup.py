"""A backup counts only when it was opened and read to its end: then, and only for what it holds, `safe` moves.

SQLite is copied here, whole and beside the running server. PostgreSQL is copied by its own tools; what they gave is put
back somewhere and checked here by its URL."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from counter.domain.sentence import Sentence, Trouble
from counter.server.backup_files import copy_files
from counter.server.database import NAME, Database
from counter.server.province import Place
from counter.server.province_key import KEY_FILE
from counter.server.tables import head as heads
from counter.server.tables import inbox, meta
from counter.server.verify import verify_database
from counter.store.held_file import patiently

LAST = "last_backup"  # in `meta`: when a copy was last found whole, ISO 8601
_PART = ".part"
_AT_ONCE = 500


class NoBackup(Exception):
    """The copy named is no backup of this province. `reason`: `itself` (it is the very same database) or `other`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied and checked. `logs`: how many logs are safe further than before. Safe only without problems."""

    file: Path | None
    entries: int
    files: int
    logs: int
    problems: tuple[str, ...]


def back_up(place: Place, to: Path, now: datetime) -> Backup:
    """Copy a province that lives in SQLite, with its key, catalogue and files, into a new folder of `to`, and check it.

    A copy that is not whole keeps the mark `.part` in its name, and nothing is told safe by it. Raises Trouble."""
    with _told():
        return _back_up(place, to, now)


def _back_up(place: Place, to: Path, now: datetime) -> Backup:
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"province-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if (to / name).exists():
        name += "-" + secrets.token_hex(2)
    part = to / (name + _PART)
    part.mkdir(mode=0o700)
    with closing(sqlite3.connect(place.folder / NAME, isolation_level=None)) as source:
        source.execute("VACUUM INTO ?", (str(part / NAME),))
    (part / NAME).chmod(0o600)
    shutil.copy2(place.folder / KEY_FILE, part / KEY_FILE)
    if (place.folder / "catalogue").is_dir():
        shutil.copytree(place.folder / "catalogue", part / "catalogue")
    for path in part.rglob("*"):
        _sync(path)
    _sync(part)
    live, copy = Database(place.folder, prepared=False), Database(part, read_only=True)
    try:
        entries, problems = verify_database(copy, part)
        copied, missing = copy_files(copy, place.folder, to)
        problems += missing
        where = part
        if not problems:
            copy.close()
            where = patiently(lambda: part.rename(to / name))
            _sync(to)
            copy = Database(where, read_only=True)
        logs = 0 if problems else _tell_safe(live, copy, now)
    finally:
        copy.close()
        live.close()
    return Backup(where / NAME, entries, copied, logs, tuple(problems))


def check_copy(place: Place, copy_url: str, to: Path | None, now: datetime) -> Backup:
    """Check a copy of a province that lives in PostgreSQL, made by PostgreSQL's own tools and put back at that URL.

    With `to` the files are copied there. Raises NoBackup, Trouble."""
    with _told():
        return _check_copy(place, copy_url, to, now)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        raise Trouble(Sentence("command.backup_failed", {"cause": type(error).__name__})) from None


def _check_copy(place: Place, copy_url: str, to: Path | None, now: datetime) -> Backup:
    live = Database(place.folder, place.database_url, prepared=False)
    copy = Database(place.folder, copy_url, read_only=True)
    try:
        _demand_another(live, copy)
        entries, problems = verify_database(copy, place.folder)
        copied = 0
        if to is not None:
            copied, missing = copy_files(copy, place.folder, to)
            problems += missing
        return Backup(None, entries, copied, 0 if problems else _tell_safe(live, copy, now), tuple(problems))
    finally:
        copy.close()
        live.close()


def _demand_another(live: Database, copy: Database) -> None:
    name = select(meta.c.value).where(meta.c.name == "public_key")
    with live.read() as c, copy.read() as d:
        if c.execute(name).scalar() != d.execute(name).scalar():
            raise NoBackup("other")
    # By whatever address it is reached: a lock taken in one is seen in the other only if they are the same.
    key = secrets.randbits(62)
    with live.write() as c, copy.read() as d:
        c.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
        seen = d.execute(
            text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = :high AND objid = :low"
                 " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"),
            {"high": key >> 32, "low": key & 0xFFFFFFFF},
        ).scalar_one()  # fmt: skip
    if seen:
        raise NoBackup("itself")


def _tell_safe(live: Database, copy: Database, now: datetime) -> int:
    """Move `safe` of every log whose entry at the copy's head is the same here; how many moved."""
    with copy.snapshot() as c:
        held = c.execute(select(heads.c.centre, heads.c.epoch, heads.c.seq, heads.c.hash)).all()
    moved = 0
    for first in range(0, len(held), _AT_ONCE):
        with live.write() as c:
            for row in held[first : first + _AT_ONCE]:
                same = select(inbox.c.seq).where(
                    inbox.c.centre == row.centre, inbox.c.epoch == row.epoch, inbox.c.seq == row.seq,
                    inbox.c.hash == row.hash,
                )  # fmt: skip
                moved += c.execute(
                    update(heads)
                    .where(heads.c.centre == row.centre, heads.c.epoch == row.epoch, heads.c.safe < row.seq)
                    .where(same.exists())
                    .values(safe=row.seq)
                ).rowcount
    with live.write() as c:
        live.lock(c, "meta")
        value = now.isoformat(timespec="seconds")
        if not c.execute(update(meta).where(meta.c.name == LAST).values(value=value)).rowcount:
            c.execute(insert(meta).values(name=LAST, value=value))
    return moved


def _sync(path: Path) -> None:
    """The disk has it. A folder can be synced where the system allows it."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
