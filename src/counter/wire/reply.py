"""What the province answers: its countersigned acknowledgement, others' entries, lanes, outcomes, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from counter.journal.checkpoint import Acknowledgement
from counter.journal.entry import Entry
from counter.journal.lane import Lane

GENERATION = 16
OUTCOMES = ("applied", "flagged", "quarantined")


class Standing(IntEnum):
    """How the province sees the log that the request is about."""

    OPEN = 0
    FORK = 1  # another machine filled the same slots: this branch is kept whole in quarantine, up to `held`
    RETIRED = 2  # the epoch is closed: what it holds is taken, new facts need a new epoch
    RESTORED = 3  # the province holds this log up to `held`, further than this device: it is a restored copy
    REVOKED = 4  # the device was taken out of service: what it sends is kept in quarantine, it gets nothing


@dataclass(frozen=True, slots=True)
class Grant:
    """A new epoch for a device that asked. Its lanes come with it."""

    ask: bytes
    epoch: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of one own entry, told once: `number` grows; `reason` is a key of the wordings."""

    number: int
    epoch: int
    seq: int
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReply:
    """The answer to one SyncRequest.

    `acked`: the province holds the log durably up to there, never beyond what the device said it has; `safe`: up to
    there it is also in a verified backup elsewhere. `entries` come with their `positions` in the centre's feed and
    `cursor` is what has been read with them; `more`: there is more to fetch. `lanes`: all lanes of the epoch, with their
    `lanes_version`, or None when the device has them. `catalogue`: the tag of a catalogue the device has not.
    `retry_after` in seconds; 0: no wish. `sealing_key`: what bundles to the province are sealed with, for who asked."""

    acked: int
    safe: int
    received_ms: int
    generation: bytes
    cursor: int
    entries: tuple[Entry, ...] = ()
    positions: tuple[int, ...] = ()
    more: bool = False
    standing: Standing = Standing.OPEN
    held: int = 0
    lanes_version: int = 0
    lanes: tuple[Lane, ...] | None = None
    catalogue: bytes | None = None
    grant: Grant | None = None
    notices: tuple[Notice, ...] = ()
    retry_after: int = 0
    sealing_key: bytes | None = None

    def acknowledgement(self, device: bytes, epoch: int, head: bytes) -> Acknowledgement:
        """What the province's signature says, with the hash that both sides have at `acked`."""
        return Acknowledgement(device, epoch, self.acked, head, self.generation, self.safe, self.received_ms)
