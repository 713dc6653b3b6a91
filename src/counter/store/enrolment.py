"""Enrolment as the store keeps it: the key before anything is asked, and who we are once the province has answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter.journal.checkpoint import new_key
from counter.journal.lane import Lane
from counter.store.identity import begin_epoch, read_identity, write_enrolment
from counter.store.local_store import LocalStore
from counter.store.settings_table import get, put


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


def enrolment_key(store: LocalStore) -> tuple[bytes, bytes | None]:
    """(private key, our id from before): kept before it is used, so that a lost reply can be asked for again."""
    with store.database.write() as t:
        identity = read_identity(t)
        if identity is not None:
            return identity.private_key, identity.device
        kept: str | None = get(t, "enrol_key")
        if kept is None:
            kept = new_key().hex()
            put(t, "enrol_key", kept)
    return bytes.fromhex(kept), None


def keep_enrolment(store: LocalStore, private_key: bytes, granted: Granted) -> None:
    """Be what the province said. The same answer a second time changes nothing.

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
        put(t, "generation", granted.generation.hex())
        for name in ("enrol_key", "epoch_ask", "sync_trouble", "offline_since"):
            put(t, name, None)
    store.refresh_identity()
