"""The province as a node: the product's exchange, inbox, feed and interpreter over SQLite, killed, put back, asked."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from counter.server.database import NAME
from counter.server.exchange import Unknown
from counter.server.province import Place, Province
from counter.server.province_key import KEY_FILE
from counter.wire.binary import BadMessage
from counter.wire.frame import CONTENT_TYPE
from tests.faults.simulator.mutants import Planted
from tests.faults.simulator.timeline import MachineClock, Timeline
from tests.faults.simulator.violation import Violation

Answer = tuple[int, str, bytes]


class Killed(BaseException):
    """The process is gone in the middle of its work."""


class ProvinceNode:
    """One or two server processes side by side and their database file. `province`: the one that is asked next."""

    def __init__(self, folder: Path, timeline: Timeline, planted: Planted) -> None:
        self.folder, self._timeline, self._planted = folder, timeline, planted
        self.clock = MachineClock(timeline)
        self.up = True
        self._calls: int | None = None  # statements until it is killed
        self._counting = False
        self._processes = 1 + (timeline.random.random() < 0.5)
        folder.mkdir(parents=True)
        (folder / KEY_FILE).write_text(timeline.random.randbytes(32).hex())
        self._open(restored=False)

    def _open(self, *, restored: bool) -> None:
        self.clock.start()
        self._provinces = [self._process(restored=restored)]
        self.province = self._provinces[0]
        if restored:
            self._planted.after_restore(self.province)
        self._provinces += [self._process() for _ in range(1, self._processes)]
        self._look = sqlite3.connect(self.folder / NAME, isolation_level=None)

    def _process(self, *, restored: bool = False) -> Province:
        return Province(
            Place(self.folder),
            self.clock,
            restored=restored,
            inbox=self._planted.inbox,
            exchange=self._planted.exchange,
        )

    def _close(self) -> None:
        self._look.close()
        for province in self._provinces:
            province.close()
        self._calls = None
        self._counting = False

    def _statement(self, *_: Any) -> None:
        if self._calls is not None:
            self._calls -= 1
            if self._calls <= 0:
                raise Killed

    def _commit(self, _: Any) -> None:
        self._statement()

    def kill_after(self, calls: int) -> None:
        """The process dies at the nth statement from now."""
        if not self._counting:  # a listener costs every statement something, and most of the time nobody counts
            self._counting = True
            for province in self._provinces:
                event.listen(province.database.engine, "before_cursor_execute", self._statement)
                event.listen(province.database.engine, "commit", self._commit)
        self._calls = calls

    def spare(self) -> None:
        """It is not killed after all."""
        self._calls = None

    def turn(self) -> None:
        """Whoever is free is asked next."""
        if self._processes > 1:
            self.province = self._timeline.random.choice(self._provinces)

    def answer(self, path: str, body: bytes | None) -> Answer:
        """What the web door makes of the product's answers. Raises Killed."""
        self.turn()
        if path == "/v1/catalogue":
            return 200, CONTENT_TYPE, self.province.catalogue.message
        assert body is not None
        try:
            return 200, CONTENT_TYPE, self.province.exchange.answer(body)
        except Unknown:
            return 401, "application/json", b'{"reason":"unknown"}'
        except BadMessage:
            return 400, "application/json", b'{"reason":"message"}'
        except (
            SQLAlchemyError,
            sqlite3.Error,
        ) as error:  # a fault of the server's own, and it would come again each time
            raise Violation(f"I12 province: {error}") from error

    def restart(self) -> None:
        """A new process over the same database."""
        self._close()
        self._open(restored=False)

    def backup(self) -> bytes:
        """The database as a backup has it."""
        self._look.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return (self.folder / NAME).read_bytes()

    def restore(self, backup: bytes) -> None:
        """The database is gone; an old backup takes its place, and the server is told so."""
        self._close()
        for path in self.folder.glob(f"{NAME}*"):
            path.unlink()
        (self.folder / NAME).write_bytes(backup)
        self._open(restored=True)

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """A look that is no part of the product's work."""
        return self._look.execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Give back files."""
        self._close()
