"""Branches of own logs that the province keeps apart, and whether a supervisor has taken note of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter.journal.body import BadBody
from counter.journal.course import read_settled
from counter.journal.entry import Envelope
from counter.journal.kinds import RESOLVED, UnknownKind, read_body
from counter.store.database import Transaction
from counter.store.settings_table import get


@dataclass(frozen=True, slots=True)
class Branch:
    """What lies apart of one own log. `last`: the row of its newest fact that is no mere note, `seq` its place; `count`:
    how many facts up to it; `noted`: a supervisor has looked at it. `reason`: two machines filled the same slots, or the
    province had taken this machine out of service before it came."""

    epoch: int
    last: int
    seq: int
    count: int
    wall_ms: int
    noted: bool
    reason: Literal["fork", "revoked"]


def branch_of(transaction: Transaction, epoch: int) -> Branch | None:
    """The branch of that own log; None where nothing but notes lies apart: a note that was taken needs none itself."""
    source = transaction.row("SELECT id, device, acked FROM source WHERE own = 1 AND epoch = ?", (epoch,))
    if source is None:
        return None
    number, device, acked = source
    for row, raw, hash_, body in transaction.each(
        "SELECT id, envelope, hash, body FROM log WHERE source = ? AND seq > ? ORDER BY seq DESC", (number, acked)
    ):
        envelope = Envelope.decode(raw)
        if _is_note(transaction, number, acked, envelope, body):
            continue
        noted = transaction.row("SELECT 1 FROM resolution WHERE target = ?", (hash_,)) is not None
        reason: Literal["fork", "revoked"] = "revoked" if _was_revoked(transaction, device, epoch) else "fork"
        return Branch(epoch, row, envelope.seq, envelope.seq - acked, envelope.wall_ms, noted, reason)
    return None


def _is_note(transaction: Transaction, source: int, acked: int, envelope: Envelope, body: bytes | None) -> bool:
    """Whether it only takes note of facts of this very branch. One of anything else is missing where the others read."""
    if envelope.kind != RESOLVED:
        return False
    try:
        note = read_body(RESOLVED, envelope.version, body or b"")
        if note.get("choice") is not None:
            return False
        settled = read_settled(note)
    except (BadBody, UnknownKind):
        return False
    of_branch = "SELECT 1 FROM log WHERE hash = ? AND source = ? AND seq > ?"
    return all(transaction.row(of_branch, (target, source, acked)) is not None for target in settled)


def _was_revoked(transaction: Transaction, device: bytes, epoch: int) -> bool:
    """After a fork the same device goes on in a new epoch; one out of service comes back as another device, if at all."""
    if get(transaction, "sync_trouble") == "sync.revoked":
        return True
    newest = transaction.row("SELECT device FROM source WHERE own = 1 ORDER BY epoch DESC LIMIT 1")
    later = transaction.row("SELECT 1 FROM source WHERE own = 1 AND device = ? AND epoch > ?", (device, epoch))
    return newest is not None and newest[0] != device and later is None
