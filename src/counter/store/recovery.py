"""The way back kept beside the database: its key, sealed to the province's recovery key.

The province's public half is believed only with the signature of the province that this machine is enrolled with, and lies
in the encrypted database. The file beside it is looked at again each day and written anew when it is another than ours."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from pathlib import Path
from typing import Any, Literal

from counter.journal.clock import VIETNAM
from counter.store.database import Transaction
from counter.store.held_file import patiently, remove
from counter.store.identity import Identity, read_identity
from counter.store.local_store import LocalStore
from counter.store.settings_table import get, get_some, put
from counter.store.small_file import write_small
from counter.wire.recovery import LIMIT, Secret, wrap_key
from counter.wire.recovery_key import RecoveryKey, read_recovery_key

NAME = "database.recovery"
KEY, FILE, ASKED = "recovery_key", "recovery_file", "recovery_asked"  # settings
ASK_EVERY_MS = 24 * 3600 * 1000
State = Literal["no_key", "no_file", "kept"]
_log = logging.getLogger(__name__)


class StoreRecovery:
    """The recovery key of one local store. Every method may raise Trouble."""

    def __init__(self, store: LocalStore) -> None:
        self._store, self._database = store, store.database

    def due(self) -> bool:
        """Whether the province is to be asked for its recovery key: once a day, and after the clock was put back."""
        with self._database.read() as t:
            if read_identity(t) is None:
                return False
            asked = get(t, ASKED)
        return asked is None or not 0 <= self._now_ms() - asked < ASK_EVERY_MS

    def told(self, message: bytes | None) -> bool:
        """The province's answer; None: it has no recovery key. Whether the key is another now. Raises BadMessage and
        Forged for an answer that is not the province's; nothing of it is kept then."""
        with self._database.write() as t:
            put(t, ASKED, self._now_ms())
            identity = read_identity(t)
        if identity is None or message is None:
            return False
        key = read_recovery_key(message, identity.province_key)
        with self._database.write() as t:
            changed = keep_recovery_key(t, key, identity.province_key)
        self.tend()
        return changed

    def tend(self) -> bool:
        """Write the file where it is missing or not ours; whether it was written. A disk that cannot just now is tried
        again with the next answer."""
        with self._database.read() as t:
            identity, (kept, file) = read_identity(t), get_some(t, KEY, FILE)
        path = self._store.folder / NAME
        if identity is None or kept is None:
            if file is not None:  # wrapped for a province that is ours no more
                with contextlib.suppress(OSError):
                    remove(path)
                with self._database.write() as t:
                    put(t, FILE, None)
            return False
        of = [kept["public"], identity.device.hex(), identity.agency, identity.counter]
        try:
            if file == {"of": of, "sha256": _digest(path)}:
                return False
            wrapped = wrap_key(_secret(identity, self._database.key), bytes.fromhex(kept["public"])).encode()
            write_small(path, wrapped)
        except OSError:
            _log.warning("the wrapped key could not be written beside the database")
            return False
        with self._database.write() as t:
            put(t, FILE, {"of": of, "sha256": hashlib.sha256(wrapped).hexdigest()})
        return True

    def state(self) -> tuple[State, RecoveryKey | None]:
        """`no_key`: the province told of none; `no_file`: what lies beside the database is missing or not ours."""
        with self._database.read() as t:
            kept, file = get_some(t, KEY, FILE)
        if kept is None:
            return "no_key", None
        key = RecoveryKey(kept["set_ms"], bytes.fromhex(kept["public"]))
        whole = file is not None and file["of"][0] == kept["public"] and file["sha256"] == _digest_or_none(self._store)
        return "kept" if whole else "no_file", key

    def _now_ms(self) -> int:
        return int(self._store.clock.now().astimezone(VIETNAM).timestamp() * 1000)


def keep_recovery_key(t: Transaction, key: RecoveryKey, province_key: bytes) -> bool:
    """Keep it unless a later one of the same province is here; whether it is another than before."""
    before: dict[str, Any] | None = get(t, KEY)
    if before is not None and before["province"] == province_key.hex() and before["set_ms"] >= key.set_ms:
        return False
    put(t, KEY, {"province": province_key.hex(), "set_ms": key.set_ms, "public": key.public.hex()})
    return before is None or before["public"] != key.public.hex()


def forget_other_province(t: Transaction, province_key: bytes) -> None:
    """A machine that goes to another province, from a trial to the real one, leaves the former one's key behind."""
    before: dict[str, Any] | None = get(t, KEY)
    if before is not None and before["province"] != province_key.hex():
        put(t, KEY, None)


def _secret(identity: Identity, key: bytes) -> Secret:
    return Secret(key, identity.device, identity.agency, identity.counter)


def _digest(path: Path) -> str | None:
    """Of what lies there, when it can be ours at all. Raises OSError."""
    try:
        if path.stat().st_size > LIMIT:
            return None
        return hashlib.sha256(patiently(path.read_bytes)).hexdigest()
    except FileNotFoundError:
        return None


def _digest_or_none(store: LocalStore) -> str | None:
    try:
        return _digest(store.folder / NAME)
    except OSError:
        return None
