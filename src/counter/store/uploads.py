"""The queue of files as the sender uses it. Facts come first: a file is offered once the province has its entry.

What the province said it has, it said under its database's name; when that was put back from a backup, it is asked again."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from counter.store.database import Transaction
from counter.store.file_cipher import Damaged, EncryptedFile
from counter.store.file_folder import PART
from counter.store.held_file import remove
from counter.store.identity import read_identity
from counter.store.local_store import LocalStore
from counter.store.settings_table import get

ORPHANS_AFTER = timedelta(days=30)  # a copied-back database learns of its newest entries only when the feed brings them
PARTS_AFTER = timedelta(days=1)
_NEXT = """SELECT q.sha256, q.size, q.sent, q.restarts, s.own, s.epoch, l.seq, s.acked FROM file_queue q
JOIN attachment a ON a.sha256 = q.sha256 JOIN log l ON l.id = a.id JOIN source s ON s.id = l.source
WHERE q.generation IS NOT ? AND a.mistaken IS NULL ORDER BY q.id, a.id"""
_WAITING = """SELECT count(*), coalesce(sum(q.size - q.sent), 0) FROM file_queue q WHERE q.generation IS NOT ?
AND EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = q.sha256 AND a.mistaken IS NULL)"""
_NEW = """SELECT DISTINCT a.sha256, a.size FROM attachment a LEFT JOIN file_queue q ON q.sha256 = a.sha256
WHERE a.id > ? AND q.id IS NULL"""


@dataclass(frozen=True, slots=True)
class Queued:
    """A file to send. `restarts`: how often the province found what it got to be another content."""

    sha256: bytes
    size: int
    sent: int
    restarts: int


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, and by which names and clock: `server_offset_ms` is what the province's clock is ahead."""

    device: bytes
    private_key: bytes
    province_key: bytes
    server_offset_ms: int


class StoreUploads:
    """The queue of one local store. Every method is one transaction and may raise Trouble."""

    def __init__(self, store: LocalStore) -> None:
        self._store, self._database = store, store.database
        self._gathered: int | None = None  # the newest attachment that was looked at

    def sender(self) -> Sender | None:
        """Who we are; None before enrolment, and where a newer program's database is only read."""
        if self._store.newer:
            return None
        with self._database.read() as t:
            identity = read_identity(t)
            if identity is None:
                return None
            return Sender(
                identity.device, identity.private_key, identity.province_key, get(t, "server_offset_ms", 0) or 0
            )

    def next(self, resting: Collection[bytes] = ()) -> Queued | None:
        """The oldest file to send whose entry the province has, in its feed or set apart; none of `resting`."""
        with self._database.read() as t:
            apart: dict[str, int] = get(t, "apart", {})
            for sha256, size, sent, restarts, own, epoch, seq, acked in t.each(_NEXT, (_generation(t),)):
                told = not own or seq <= max(acked, apart.get(str(epoch), 0))
                if told and sha256 not in resting:
                    return Queued(sha256, size, sent, restarts)
        return None

    def open(self, sha256: bytes) -> EncryptedFile:
        """Its content. Raises FileNotFoundError, Damaged."""
        return self._store.files.open(sha256)

    def sent(self, sha256: bytes, offset: int) -> None:
        """The province said how much it has."""
        self._set("UPDATE file_queue SET sent = ? WHERE sha256 = ?", (offset, sha256))

    def received(self, sha256: bytes, generation: bytes) -> None:
        """The province signed that it has all of it, checked by its hash."""
        self._set(
            "UPDATE file_queue SET sent = size, generation = ?, trouble = NULL WHERE sha256 = ?", (generation, sha256)
        )

    def restarted(self, sha256: bytes) -> None:
        """What the province got was another content: it is sent again from the start."""
        self._set(
            "UPDATE file_queue SET sent = 0, restarts = restarts + 1, trouble = 'scan.restarted' WHERE sha256 = ?",
            (sha256,),
        )

    def troubled(self, sha256: bytes, key: str | None) -> None:
        """Why it does not go on now, as the key of a wording; None: it does."""
        self._set("UPDATE file_queue SET trouble = ?1 WHERE sha256 = ?2 AND trouble IS NOT ?1", (key, sha256))

    def waiting(self) -> tuple[int, int]:
        """How many files of this machine the province has not said to have, and how many bytes of them it lacks. One whose
        every attachment was taken back as mistaken is not sent: it may show somebody else's paper."""
        with self._database.read() as t:
            row = t.row(_WAITING, (_generation(t),))
        return (0, 0) if row is None else (row[0], row[1])

    def damaged(self) -> list[str]:
        """What is wrong with the files that lie here, each read to its end; a hash is nobody's name. One that the province
        has and that is gone here is no fault."""
        with self._database.read() as t:
            rows = t.rows("SELECT sha256, generation IS NOT ? FROM file_queue ORDER BY id", (_generation(t),))
        problems = []
        for sha256, waits in rows:
            try:
                with self.open(sha256) as file:
                    file.check(sha256)
            except FileNotFoundError:
                if waits:
                    problems.append(f"file {sha256.hex()}: gone, and the province has not got it")
            except (OSError, Damaged):
                problems.append(f"file {sha256.hex()}: not what was kept")
        return problems

    def gather(self) -> None:
        """Put every file into the queue that is here and that an attachment names: a database copied back has forgotten some,
        and its entries come back to it from the province.

        Asked the first time it looks through the folder, then only at attachments that came in since: others of the centre
        attach a hundred thousand in a year, and none of their files is here."""
        if self._store.newer:
            return
        with self._database.read() as t:
            before, self._gathered = self._gathered, (t.row("SELECT max(id) FROM attachment") or (None,))[0] or 0
            found = self._forgotten(t) if before is None else t.rows(_NEW, (before,))
        held = [(sha256, size) for sha256, size in found if self._store.files.has(sha256)]
        if held:
            with self._database.write() as t:
                for row in held:
                    t.run("INSERT INTO file_queue (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING", row)

    def _forgotten(self, t: Transaction) -> list[tuple[bytes, int]]:
        """What lies in the folder and is named, but not queued."""
        queued = {row[0] for row in t.rows("SELECT sha256 FROM file_queue")}
        lying = {_hash_of(path) for path in _files(self._store.files.path)} - queued
        named = (t.row("SELECT sha256, size FROM attachment WHERE sha256 = ? LIMIT 1", (one,)) for one in lying)
        return [(row[0], row[1]) for row in named if row is not None]

    def tidy(self, now: datetime) -> int:
        """Remove what crashes left behind; how many files it was.

        A file that an attachment names is never touched: under the one right to write, nobody can begin to name it
        meanwhile. One that nothing names is kept for a month, and for as long as this may be a copied-back database."""
        with self._database.write() as t:
            if self._store.newer or get(t, "needs_epoch") is not None:
                return 0
            named = {row[0] for row in t.rows("SELECT sha256 FROM attachment")}
            gone = 0
            for path, age in _ages(self._store.files.path, now):
                if path.suffix == PART:
                    leave = age < PARTS_AFTER
                else:
                    leave = _hash_of(path) in named or age < ORPHANS_AFTER
                if not leave:
                    with contextlib.suppress(OSError):
                        remove(path)
                        gone += 1
        return gone

    def _set(self, sql: str, parameters: tuple[object, ...]) -> None:
        with self._database.write() as t:
            t.run(sql, parameters)


def _generation(t: Transaction) -> bytes:
    return bytes.fromhex(get(t, "generation", ""))


def _hash_of(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.name)
    except ValueError:
        return b""


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    with contextlib.suppress(OSError):
        for shelf in os.scandir(folder):
            if len(shelf.name) == 2 and shelf.is_dir(follow_symlinks=False):
                found += [Path(file.path) for file in os.scandir(shelf)]
    return found


def _ages(folder: Path, now: datetime) -> list[tuple[Path, timedelta]]:
    found: list[tuple[Path, timedelta]] = []
    for path in _files(folder):
        with contextlib.suppress(OSError, OverflowError, ValueError):
            found.append((path, now - datetime.fromtimestamp(path.lstat().st_mtime, now.tzinfo)))
    return found
