"""Enrolment as the store keeps it: the key before anything is asked, and who we are once the province has answered."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from counter.journal.checkpoint import new_key
from counter.journal.lane import Lane
from counter.store.database import Transaction
from counter.store.identity import begin_epoch, demand_identity, read_identity, write_enrolment
from counter.store.local_store import LocalStore
from counter.store.recovery import ASKED as RECOVERY_ASKED
from counter.store.recovery import StoreRecovery, forget_other_province, keep_recovery_key
from counter.store.settings_table import get, put
from counter.wire.enrolment import ASK
from counter.wire.recovery_key import RecoveryKey


@dataclass(frozen=True, slots=True)
class Granted:
    """What the province answered to a token, and where it was asked."""

    device: bytes
    epoch: int
    agency: str
    unit: str
    lanes_version: int
    lanes: Sequence[Lane]
    province_key: bytes
    generation: bytes
    server: str
    ca: str | None
    counter: str
    sealing_key: bytes | None = None
    recovery_key: RecoveryKey | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What a machine asked to become, kept until the province has answered: the next start goes on with it."""

    server: str
    token: str = field(repr=False)
    counter: str
    ca: str | None = None


def begin_joining(store: LocalStore, asked: Begun) -> None:
    """Keep what is about to be asked."""
    with store.database.write() as t:
        put(t, "enrol_begun", asdict(asked))


def begun(store: LocalStore) -> Begun | None:
    """What was asked and not answered."""
    with store.database.read() as t:
        kept = get(t, "enrol_begun")
    return None if kept is None else Begun(**kept)


def forget_joining(store: LocalStore) -> None:
    """The province has said no, or a person wants something else."""
    with store.database.write() as t:
        put(t, "enrol_begun", None)


def keep_spent(store: LocalStore, token_hash: str) -> None:
    """A token that is known to be worth nothing: it is not tried again."""
    with store.database.write() as t:
        put(t, "enrol_spent", token_hash)


def spent(store: LocalStore, token_hash: str) -> bool:
    """Whether that token is known to be worth nothing."""
    with store.database.read() as t:
        return bool(get(t, "enrol_spent") == token_hash)


def set_counter(store: LocalStore, counter: str) -> None:
    """Another number of the desk, as printed from now on. Raises Trouble before enrolment."""
    with store.database.write() as t:
        demand_identity(t)
        put(t, "identity", get(t, "identity") | {"counter": counter})
    store.refresh_identity()


def set_ca(store: LocalStore, ca: str) -> None:
    """Another authority is believed of the server from now on, as PEM text: the province's own has been renewed. Raises
    Trouble before enrolment."""
    with store.database.write() as t:
        demand_identity(t)
        put(t, "identity", get(t, "identity") | {"ca": ca})
    store.refresh_identity()


def held_lanes(store: LocalStore) -> list[Lane]:
    """The lanes of the current epoch; none before enrolment."""
    with store.database.read() as t:
        identity = read_identity(t)
        rows = [] if identity is None else t.rows(
            "SELECT agency, start, length, until FROM lane WHERE source = ? ORDER BY id", (identity.source,)
        )  # fmt: skip
    return [Lane(agency, start, length, date.fromisoformat(until)) for agency, start, length, until in rows]


def asking(store: LocalStore) -> tuple[bytes, bytes | None, bytes]:
    """(private key, our id from before, ask): kept before they are used, so that a lost reply can be asked for again.

    `ask` ends with the answer. A copy put back later asks anew, and is never told the epoch that is already in use."""
    with store.database.write() as t:
        identity = read_identity(t)
        key = identity.private_key.hex() if identity is not None else _kept(t, "enrol_key", new_key)
        ask = _kept(t, "enrol_ask", lambda: secrets.token_bytes(ASK))
    return bytes.fromhex(key), None if identity is None else identity.device, bytes.fromhex(ask)


def _kept(transaction: Transaction, name: str, make: Callable[[], bytes]) -> str:
    kept: str | None = get(transaction, name)
    if kept is None:
        kept = make().hex()
        put(transaction, name, kept)
    return kept


def keep_enrolment(store: LocalStore, private_key: bytes, granted: Granted, *, spent: str | None = None) -> None:
    """Be what the province said. The same answer a second time changes nothing. `spent`: the hash of the token that is now
    used, kept in the same transaction, so that it is known to be worth nothing however this ends.

    What waits in logs of before is still sent. At another centre the feed is read from its beginning; to another
    province everything is told anew."""
    with store.database.write() as t:
        before = read_identity(t)
        write_enrolment(
            t, device=granted.device, private_key=private_key, agency=granted.agency, unit=granted.unit,
            counter=granted.counter, server=granted.server, province_key=granted.province_key, ca=granted.ca,
        )  # fmt: skip
        if before is None or (before.device, before.epoch) != (granted.device, granted.epoch):
            begin_epoch(t, granted.device, granted.epoch, granted.lanes)
        if (
            before is None
            or before.device != granted.device
            or (before.agency, before.unit) != (granted.agency, granted.unit)
        ):
            put(t, "cursor", 0)
            put(t, "notices", 0)
        if before is not None and before.province_key != granted.province_key:
            put(t, "cursor", 0)
            put(t, "notices", 0)
            t.run("UPDATE source SET acked = 0, acked_head = NULL, safe = 0 WHERE own = 1")
        put(t, f"lanes_version:{granted.epoch}", granted.lanes_version)
        if before is None or before.province_key != granted.province_key or get(t, "generation") is None:
            put(t, "generation", granted.generation.hex())  # else the next exchange finds out what is another now
        put(t, "sealing_key", granted.sealing_key and granted.sealing_key.hex())
        forget_other_province(t, granted.province_key)
        if granted.recovery_key is not None:
            keep_recovery_key(t, granted.recovery_key, granted.province_key)
        put(t, RECOVERY_ASKED, int(store.clock.now().timestamp() * 1000))  # that was its answer
        for name in ("enrol_key", "enrol_ask", "enrol_begun", "epoch_ask", "sync_trouble", "offline_since"):
            put(t, name, None)
        if spent is not None:
            put(t, "enrol_spent", spent)
    store.refresh_identity()
    StoreRecovery(store).tend()
