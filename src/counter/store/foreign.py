"""Taking in what others wrote: each fact kept as it is, folded if it can be, and never in the way of the next one."""

from __future__ import annotations

from counter.journal.entry import Entry
from counter.store.database import Transaction
from counter.store.log import keep_foreign
from counter.store.numbers import was_spent
from counter.store.projection import FOLDING, Folding


def keep_and_fold(transaction: Transaction, entry: Entry, position: int, folding: Folding = FOLDING) -> bool:
    """Keep one fact of the centre's feed; whether it is new here.

    A fact of one of our own logs comes back to a restored copy and goes on where that log ends. One that does not follow
    it is the other branch of a fork: our own slots are never filled with it, the province holds both."""
    envelope = entry.envelope
    own = transaction.row(
        "SELECT id, seq, head, acked FROM source WHERE device = ? AND epoch = ? AND own = 1",
        (envelope.device, envelope.epoch),
    )
    if own is not None and (envelope.seq != own[1] + 1 or envelope.prev != own[2]):
        return False
    kept = keep_foreign(transaction, entry, position)
    if kept is None:
        return False
    if own is not None and own[3] == own[1]:
        transaction.run("UPDATE source SET acked = ?, acked_head = ? WHERE id = ?", (envelope.seq, entry.hash, own[0]))
    folding.fold(transaction, kept)
    if own is not None:
        for (code,) in transaction.rows("SELECT code FROM dossier WHERE id = ?", (kept.id,)):
            was_spent(transaction, own[0], code)
    return True
