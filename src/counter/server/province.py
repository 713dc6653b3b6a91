"""The province as one object: database, key, catalogue, exchange and interpreter, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from counter.domain.sentence import Sentence, Trouble
from counter.journal.clock import VIETNAM, Clock
from counter.server.catalogue import ServedCatalogue
from counter.server.database import Database
from counter.server.enrolment import centre_of_token, enrol, revoke
from counter.server.exchange import Exchange
from counter.server.files import Files
from counter.server.gate import UNLIMITED, Gate, Limits
from counter.server.generation import begin_generation
from counter.server.inbox import Inbox
from counter.server.interpreter import Interpreter
from counter.server.own_log import OwnLog
from counter.server.province_key import read_authority
from counter.server.recovery import recovery_key_of, set_recovery_key
from counter.server.statement import Statements
from counter.server.tokens import Token, issue_token
from counter.server.worker import Worker
from counter.store.clock import SystemClock
from counter.store.local_disk import demand_local_disk
from counter.wire.enrolment import CentreReply, CentreRequest, EnrolReply, EnrolRequest
from counter.wire.recovery_key import RecoveryKey, write_recovery_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where a province lives: its folder (key, catalogue, and the database unless `database_url` names another)."""

    folder: Path
    database_url: str | None = None


class Province:
    """Everything the web door and the commands need. Any number of processes may open the same place."""

    def __init__(
        self, place: Place, clock: Clock | None = None, *, restored: bool = False,
        limits: Limits = UNLIMITED, inbox: Callable[[Database], Inbox] = Inbox, exchange: type[Exchange] = Exchange,
    ) -> None:  # fmt: skip
        """`restored`: the database was put back from a backup, so a new generation begins. `inbox` and `exchange` are
        others only in the tests' mutants. Raises Trouble for SQLite on a network drive, OSError, ValueError,
        SQLAlchemyError."""
        if place.database_url is None:
            demand_local_disk(place.folder)
        self.clock = clock or SystemClock()
        self.database = Database(place.folder, place.database_url)
        try:
            if restored:
                begin_generation(self.database, place.folder, self.clock.now().astimezone(VIETNAM).date())
            self.authority = read_authority(place.folder, self.database)
            self.catalogue = ServedCatalogue(place.folder, self.authority.private_key, self.clock)
        except BaseException:
            self.database.close()
            raise
        taking = inbox(self.database)
        own_log = OwnLog(taking, self.authority, self.clock)
        self.interpreter = Interpreter(self.database, self.authority, own_log, self.catalogue)
        self.worker = Worker(self.interpreter)
        self.files = Files(place.folder, self.database, self.authority, self.clock, unnamed=limits.unnamed)
        self.gate = Gate(limits, lambda: self.clock.monotonic_ms() / 1000)
        self.statements = Statements(self.database, self.authority, self.clock, self.files.shelf, gate=self.gate)
        self.exchange = exchange(
            self.database,
            self.authority,
            self.catalogue,
            self.clock,
            inbox=taking,
            taken=self.worker.taken,
            gate=self.gate,
        )

    def token(self, agency: str, unit: str, uses: int = 1) -> Token:
        """A one-time token for a device of that centre. Raises Refused for what is no agency code."""
        return issue_token(self.database, agency, unit, uses=uses, now=self._now())

    def enrol(self, asked: EnrolRequest) -> EnrolReply:
        """Raises NotEnrolled."""
        now = self._now()
        return enrol(
            self.database, self.authority, asked, today=now.date(), now_ms=int(now.timestamp() * 1000),
            pattern=self.catalogue.code_pattern,
        )  # fmt: skip

    def centre_of_token(self, asked: CentreRequest) -> CentreReply:
        """Raises NotEnrolled."""
        return centre_of_token(self.database, asked.token, self._now())

    def recovery_key(self) -> bytes | None:
        """The signed message that tells the recovery key; None while there is none."""
        with self.database.read() as c:
            key = recovery_key_of(c)
        return None if key is None else write_recovery_key(key, self.authority.private_key)

    def set_recovery_key(self, public: bytes) -> RecoveryKey:
        """Take it into use: counters wrap their keys with it within a day."""
        return set_recovery_key(self.database, public, int(self._now().timestamp() * 1000))

    def revoke(self, device: bytes) -> bool:
        """Take a device out of service; whether it was known."""
        return revoke(self.database, device, int(self._now().timestamp() * 1000))

    def close(self) -> None:
        """Give back files and connections."""
        self.database.close()

    def _now(self) -> datetime:
        return self.clock.now().astimezone(VIETNAM)


def open_province(
    place: Place, *, restored: bool = False, clock: Clock | None = None, limits: Limits = UNLIMITED
) -> Province:
    """For the commands. Raises Trouble when the province's files or database cannot be opened."""
    try:
        return Province(place, clock, restored=restored, limits=limits)
    except (OSError, ValueError, SQLAlchemyError) as error:
        raise Trouble(Sentence("sync.province_not_opened", {"cause": type(error).__name__})) from error
