"""Getting a database's key back with the province's help: a request is made here, its answer is used once.

What is needed lies beside the database or in a copy of it (`database.recovery`). The one-time key of the request stays in
the state folder of this machine, guarded like the database's key, until the answer was used."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.clock import VIETNAM
from counter.store.backup import mark
from counter.store.database import NAME as DATABASE
from counter.store.database import Database, holds_data
from counter.store.disk_trouble import trouble_of
from counter.store.folder_access import PRIVATE
from counter.store.held_file import move, patiently, remove
from counter.store.key import NAME as KEY_FILE
from counter.store.key import write_key
from counter.store.machine_guard import Guard, OtherMachine, system_guard
from counter.store.recovery import NAME
from counter.store.small_file import write_small
from counter.store.spare_key import keep_spare_key, keys_at_hand
from counter.wire.binary import BadMessage
from counter.wire.recovery import ASK, Request, WrappedKey, name_of, new_request
from counter.wire.sealing import NotOpened

FOLDER = "recovery"
System = Callable[[], Guard | None]


class KeyReturn:
    """`place`: where the database (or the copy of one) and its wrapped key lie; `data`: this machine's data folder."""

    def __init__(self, place: Path, data: Path, state: Path, *, system: System = system_guard) -> None:
        self._place, self._data, self._state, self._system = place, data, state, system

    def ask(self) -> Request:
        """The request for the province; the same one until it is answered.

        Raises Refused (field "from") where there is no way back or none is needed, Trouble from the disk."""
        wrapped = self._wrapped()
        if any(name_of(key) == wrapped.name for key in keys_at_hand(self._place, self._state, self._system)):
            raise Refused("from", Sentence("recovery.not_needed"))
        begun = self._begun(wrapped)
        if begun is not None:
            return begun[0]
        request, private = new_request(wrapped)
        kept, guard = private + request.encode(), self._system()
        try:
            self._note(wrapped).parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            write_small(self._note(wrapped), kept if guard is None else guard.wrap(kept))
        except OSError as error:
            raise trouble_of(error) from error
        return request

    def take(self, answer: bytes, now: datetime) -> bool:
        """Use the answer: the key is kept for this machine. Whether the data folder itself opens with it now; a copy waits
        for `restore`. A database that was opened so issues no number before a new epoch: another machine may go on with it.

        Raises Refused (field "answer", "from"), Trouble from the disk."""
        wrapped = self._wrapped()
        begun = self._begun(wrapped)
        if begun is None:
            raise Refused("answer", Sentence("recovery.no_request"))
        request, private = begun
        try:
            key = request.take(private, answer)
        except NotOpened:
            raise Refused("answer", Sentence("recovery.other_answer")) from None
        self._demand_fits(key)
        try:
            keep_spare_key(key, self._state, self._system)
            own = self._place.resolve() == self._data.resolve()
            if own:
                self._open_data(key, now)
            remove(self._note(wrapped))
        except OSError as error:
            raise trouble_of(error) from error
        return own

    def _wrapped(self) -> WrappedKey:
        if not holds_data(self._place / DATABASE):
            raise Refused("from", Sentence("recovery.no_database"))
        try:
            return WrappedKey.decode(patiently((self._place / NAME).read_bytes))
        except FileNotFoundError:
            raise Refused("from", Sentence("recovery.no_way")) from None
        except BadMessage:
            raise Refused("from", Sentence("recovery.way_damaged")) from None
        except OSError as error:
            raise trouble_of(error) from error

    def _note(self, wrapped: WrappedKey) -> Path:
        return self._state / FOLDER / f"{wrapped.name.hex()}.ask"

    def _begun(self, wrapped: WrappedKey) -> tuple[Request, bytes] | None:
        """The request that waits for its answer. One about another wrapping, or that this machine cannot read, is none."""
        guard = self._system()
        try:
            kept = patiently(self._note(wrapped).read_bytes)
            if guard is not None:
                kept = guard.unwrap(kept)
            request = Request.decode(kept[ASK:])
        except (OSError, OtherMachine, BadMessage):
            return None
        return (request, kept[:ASK]) if request.wrapped == wrapped else None

    def _demand_fits(self, key: bytes) -> None:
        database = Database(self._place / DATABASE, key, manner="still")
        try:
            with database.read() as t:
                t.row("SELECT count(*) FROM sqlite_master")
        except Trouble:
            raise Refused("from", Sentence("recovery.other_database")) from None
        except cipher.DatabaseError:
            raise Trouble(Sentence("store.damaged")) from None
        finally:
            database.close()

    def _open_data(self, key: bytes, now: datetime) -> None:
        """Marked as a copy before anybody can open it. The key that does not open is moved aside, not deleted: it may open
        on the machine that it came from."""
        database = Database(self._data / DATABASE, key)
        try:
            with database.write() as t:
                mark(t)
        finally:
            database.close()
        held = self._data / KEY_FILE
        if held.exists():
            aside = f"{KEY_FILE}.before-{now.astimezone(VIETNAM):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
            move(held, held.with_name(aside))
        write_key(self._data, key, self._system())
