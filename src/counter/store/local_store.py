"""The local store of one machine: opens the folder, knows who we are, and lets a deed happen in one transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.chain import Head
from counter.journal.clock import VIETNAM, Clock
from counter.journal.witness import Witness, judge
from counter.store.database import NAME, Database, Transaction, holds_data
from counter.store.disk_trouble import trouble_of
from counter.store.file_folder import FileFolder
from counter.store.folder_access import make_private
from counter.store.identity import Identity, demand_identity, read_identity
from counter.store.key import read_or_make_key
from counter.store.local_disk import IsNetwork, demand_local_disk, on_network
from counter.store.log import Actor, head_of
from counter.store.machine_guard import Guard, system_guard
from counter.store.migrate import TooNew, prepare
from counter.store.room import Room, free_bytes
from counter.store.settings_table import get, get_some, put
from counter.store.witness_file import WitnessFiles

if TYPE_CHECKING:  # loaded with the first deed: the window is painted before it
    from counter.journal.business_day import DayJudgement
    from counter.store.deed import Deed

_OPEN_SOURCE = "SELECT seq, head, wall_ms, day FROM source WHERE id = ? AND state = 'open'"
RESTORING = "restoring"  # a note in the data folder: a restore was begun and not carried to its end
PROGRAM_DATE = date(2026, 11, 1)  # no clock of a machine that runs this program is honestly before it


class LocalStore:
    """Database, witness and identity of one data folder."""

    def __init__(
        self, folder: Path, clock: Clock, *, state_folder: Path, salt: Callable[[int], bytes] = os.urandom,
        synchronous: str = "FULL", witnessed: bool = True, free: Callable[[Path], int] = free_bytes,
        connect: Callable[..., Any] = cipher.connect, is_network: IsNetwork = on_network,
        guard: Callable[[], Guard | None] = system_guard,
    ) -> None:  # fmt: skip
        """Open or create. `free`: the bytes a disk has left. `is_network` and `guard`: what this system says of disks and
        keeps keys with. `synchronous` and `witnessed` exist for the tests' mutants, `connect` for their disks.

        `newer`: a newer program wrote the database, so it is only read; what is signed in or printed meanwhile is
        remembered until the end. Raises Trouble (network path, missing or wrong key, open elsewhere while it must be
        upgraded, too new to be read, disk)."""
        demand_local_disk(folder, is_network)
        self.folder, self.clock, self.room = folder, clock, Room(folder, free)
        try:
            make_private(folder)
            if (folder / RESTORING).exists():
                raise Trouble(Sentence("store.restore_unfinished"))
            key = read_or_make_key(folder, guard(), may_make=not holds_data(folder / NAME))
        except OSError as error:
            raise trouble_of(error) from error
        except ValueError as error:
            raise Trouble(Sentence("store.wrong_key")) from error
        self.database = Database(folder / NAME, key, synchronous=synchronous, connect=connect, free=free)
        self.files = FileFolder(folder, key)
        self.newer = False
        try:
            self._prepare()
            self._read_what_was_unread()
        except TooNew:
            self._only_look()
        self._state_folder, self._salt, self._witnessed = state_folder, salt, witnessed
        self._witness: WitnessFiles | None = None
        self._identity: Identity | None = None
        self.refresh_identity()

    def _prepare(self) -> None:
        """Bring the schema up to date. The ballast is for this too: a full disk keeps nobody from opening the data."""
        try:
            prepare(self.database)
        except Trouble as trouble:
            if trouble.sentence.key != "store.disk_full":
                raise
            try:
                made_room = self.room.give_up()
            except OSError:
                made_room = False
            if not made_room:
                raise Trouble(Sentence("store.no_room_to_open")) from trouble
            prepare(self.database)

    def _only_look(self) -> None:
        """A newer program wrote it: it is read, and nothing on the disk is changed. Raises TooNew when it cannot be read."""
        self.database.close()
        self.database, self.newer = self.database.sibling(self.database.path, "aside"), True
        from counter.store.newer import readable  # where there is something to compare

        if not readable(self.database):
            self.database.close()
            raise TooNew

    def _read_what_was_unread(self) -> None:
        """What an older program kept without reading it; nothing is written when there is nothing of that."""
        with self.database.read() as transaction:
            if transaction.row("SELECT 1 FROM unread LIMIT 1") is None:
                return
            from counter.store.projection import fold_unread, unread_now_known

            waits = unread_now_known(transaction)
        if waits:
            with self.database.write() as transaction:
                fold_unread(transaction)

    def refresh_identity(self) -> None:
        """Read again who we are: after enrolment and after a new epoch."""
        with self.database.read() as transaction:
            self._identity = read_identity(transaction)
        if self._witness is not None:
            self._witness.close()
        self._witness = None
        if self._identity is not None and self._witnessed and not self.newer:
            self._witness = WitnessFiles(self._identity.device, (self._state_folder, self.folder))
            self._compare_with_witness()

    def _compare_with_witness(self) -> None:
        assert self._identity is not None
        assert self._witness is not None
        # The witness first: another process of this machine may commit between the two looks, and then write its mark.
        seen = self._witness.read()
        with self.database.read() as transaction:
            head = head_of(transaction, self._identity.source)
            already = get(transaction, "needs_epoch")
        restored = seen is not None and judge(head, seen) == "restored"
        if restored and seen is not None and already in (None, "restored_copy"):
            # The mark again, or a power cut could take the only one that tells, and the next copy would pass.
            self._witness.write(seen, synced=True)
            self._remember_mark(seen)
        if already is not None:
            return
        if restored:
            self.demand_epoch("restored_copy")
        elif seen is None or (seen.epoch, seen.seq) != (head.epoch, head.seq):
            # A new epoch, or a process that died between its commit and its mark: from here on a copy is known as one.
            self._witness.write(Witness(head.device, head.epoch, head.seq, head.hash))

    def _remember_mark(self, seen: Witness) -> None:
        """How far this machine had come, for a person: the mark itself moves on with the next epoch."""
        from counter.store.unrecovered import keep_mark  # of a copy only

        with self.database.write() as transaction:
            keep_mark(transaction, seen)

    def demand_epoch(self, reason: str) -> None:
        """Lock numbering until a new epoch: `restored_copy`, `fork` or `retired`. Reading and searching go on."""
        with self.database.write() as transaction:
            if get(transaction, "needs_epoch") is None:
                put(transaction, "needs_epoch", reason)

    @property
    def state_folder(self) -> Path:
        """Where the witness lies, outside the data folder."""
        return self._state_folder

    @property
    def identity(self) -> Identity | None:
        """Who this machine is; None before enrolment."""
        return self._identity

    @property
    def needs_epoch(self) -> str | None:
        """Why no number may be issued now; None when all is well."""
        with self.database.read() as transaction:
            return get(transaction, "needs_epoch")  # type: ignore[no-any-return]

    def judge_day(self, transaction: Transaction, identity: Identity) -> DayJudgement:
        """The business day now, from the clock and what this device remembers."""
        row = transaction.row("SELECT wall_ms, day FROM source WHERE id = ?", (identity.source,))
        wall_ms, day = row or (None, None)
        return self._judge_day(wall_ms, day, *get_some(transaction, "day_opened", "server_offset_ms"))

    def _judge_day(self, wall_ms: int | None, day: str | None, opened: str | None, offset: int | None) -> DayJudgement:
        from counter.journal.business_day import judge_day

        last = max((d for d in (day, opened) if d is not None), default=None)
        return judge_day(
            self.clock.now(),
            last_wall=None if wall_ms is None else datetime.fromtimestamp(wall_ms / 1000, VIETNAM),
            last_day=None if last is None else date.fromisoformat(last),
            program_date=PROGRAM_DATE,
            server_offset=None if offset is None else timedelta(milliseconds=offset),
        )

    @contextmanager
    def deed(self, actor: Actor) -> Iterator[Deed]:
        """One durable transaction for facts. On leaving it is committed, then witnessed.

        Raises Refused("code", …) while numbering is locked, Trouble before enrolment or when the disk refuses."""
        from counter.store.deed import Deed

        with self.database.write() as transaction:
            locked, opened, offset, offline_since = get_some(
                transaction, "needs_epoch", "day_opened", "server_offset_ms", "offline_since"
            )
            identity, head, wall_ms, day = self._standing(transaction)
            if self.newer:
                raise Refused("code", Sentence("store.newer"))
            if locked is not None:
                raise Refused("code", Sentence(f"journal.{locked}"))
            judged = self._judge_day(wall_ms, day, opened, offset)
            deed = Deed(transaction, identity, actor, judged, self.clock, head, offline_since, self._salt)
            yield deed
        if deed.kept and self._witness is not None:
            entry = deed.kept[-1].entry
            self._witness.write(
                Witness(entry.envelope.device, entry.envelope.epoch, entry.envelope.seq, entry.hash, deed.last_code)
            )

    def _standing(self, transaction: Transaction) -> tuple[Identity, Head, int | None, str | None]:
        """Who we are and where our log stands; told anew when another process has enrolled or begun an epoch."""
        identity = self._identity
        row = None if identity is None else transaction.row(_OPEN_SOURCE, (identity.source,))
        if identity is None or row is None:
            identity = self._identity = demand_identity(transaction)
            row = transaction.row(_OPEN_SOURCE, (identity.source,))
            assert row is not None
        seq, head, wall_ms, day = row
        return identity, Head(identity.device, identity.epoch, seq, head), wall_ms, day

    def close(self) -> None:
        """Give back files and connections."""
        if self._witness is not None:
            self._witness.close()
        self.database.close()
