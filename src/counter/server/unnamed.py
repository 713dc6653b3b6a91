"""Files that no fact names: how much of them one device may lay here, and when they go.

A counter sends a file when the province has acknowledged its fact, so an honest one is in here only until the fact has been
interpreted, or when its fact was set apart with a fork or a device out of service. What a fact names is never counted."""

from __future__ import annotations

import re
import threading
import time

from sqlalchemy import Connection, and_, delete, exists, func, select

from counter.server.database import Database
from counter.server.file_shelf import EXPIRE_AFTER, FileName
from counter.server.judging import APPLIED
from counter.server.tables import attachment, centre, inbox, outcome, quarantine
from counter.server.tables import file as files

AT_LEAST = 100_000  # bytes that each file counts for, or empty ones would fill the tables
KEEP_MS = 90 * 24 * 3600 * 1000  # that a whole one is kept
_ANEW = 60.0  # seconds after which they are counted anew
_HASH = re.compile(rb"[0-9a-f]{64}")
_named = exists().where(attachment.c.centre == files.c.centre, attachment.c.sha256 == files.c.sha256)


class TooEarly(Exception):
    """No fact here names the file, and its device has laid down as many of such as it may."""


class Unnamed:
    """Counts for one process. Safe among threads. `most`: bytes of one device."""

    def __init__(self, database: Database, most: int) -> None:
        self._database, self._most = database, most
        self._lock = threading.Lock()
        self._held: dict[bytes, tuple[float, int]] = {}  # device → counted when, bytes since and then

    def demand(self, name: FileName, size: int, device: bytes) -> None:
        """Before a file is begun. Raises TooEarly."""
        a = attachment.c
        fact = select(a.position).where(a.centre == name.centre, a.sha256 == name.sha256, a.size == size).limit(1)
        with self._database.read() as c:
            if c.execute(fact).first() is not None:
                return
            counted, held = self._held.get(device, (float("-inf"), 0))
            anew = None
            if time.monotonic() - counted > _ANEW:
                anew = time.monotonic(), self._count(c, name.centre, device)
        with self._lock:  # nobody waits in here for the database
            if len(self._held) > 10_000:
                self._held.clear()
            counted, held = anew or self._held.get(device, (counted, held))
            more = max(size, AT_LEAST)
            room = held + more <= self._most
            self._held[device] = counted, held + more if room else held
        if not room:
            raise TooEarly

    @staticmethod
    def _count(c: Connection, of: int, device: bytes) -> int:
        row = c.execute(
            select(func.count(), func.coalesce(func.sum(files.c.size), 0)).where(
                files.c.centre == of, files.c.device == device, ~_named
            )
        ).one()
        return max(int(row[1]), int(row[0]) * AT_LEAST)

    def gone(self, now_ms: int) -> list[FileName]:
        """Forget the whole files that are older than KEEP_MS and that nothing names; they are to be removed then.

        Where a fact could not be read, by this program or at all, or lies apart, its bytes are searched: what they name is
        kept, for a later program or a person may still take them in."""
        old = and_(files.c.complete_ms < now_ms - KEEP_MS, ~_named)
        with self._database.read() as c:
            found = [FileName(row.centre, row.sha256) for row in c.execute(select(files).where(old))]
            if not found:
                return []
            apart = self._hashes(c, {name.centre for name in found})
        found = [name for name in found if name.sha256 not in apart]
        removed = []
        for name in found:
            with self._database.write() as c:
                this = (files.c.centre == name.centre) & (files.c.sha256 == name.sha256)
                if c.execute(delete(files).where(this, old)).rowcount:
                    removed.append(name)
        return removed

    def forget_begun(self, now_ms: int, names: list[FileName]) -> None:
        """Forget files that were begun long ago, and of which nothing is left."""
        old = files.c.complete_ms.is_(None) & (files.c.begun_ms < now_ms - EXPIRE_AFTER * 1000)
        for name in names:
            with self._database.write() as c:
                c.execute(delete(files).where(files.c.centre == name.centre, files.c.sha256 == name.sha256, old))

    @staticmethod
    def _hashes(c: Connection, centres: set[int]) -> set[bytes]:
        """What is named by facts that are not applied, set apart, or not yet read."""
        there = and_(outcome.c.centre == inbox.c.centre, outcome.c.position == inbox.c.position)
        queries = [
            query
            for one in centres
            for query in (
                select(inbox.c.body).join(outcome, there).where(outcome.c.centre == one, outcome.c.outcome != APPLIED),
                select(inbox.c.body).join(centre, centre.c.id == inbox.c.centre)
                .where(inbox.c.centre == one, inbox.c.position > centre.c.interpreted),
                select(quarantine.c.body).where(quarantine.c.centre == one),
            )
        ]  # fmt: skip
        bodies = (row[0] for query in queries for row in c.execute(query))
        return {bytes.fromhex(found.decode()) for body in bodies for found in _HASH.findall(bytes(body))}
