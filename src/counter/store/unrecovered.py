"""What this machine had recorded and a copy put back does not hold: known from its witness, for a person to look for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counter.journal.witness import Witness
from counter.store.database import Transaction
from counter.store.settings_table import get, put

_MARKS = "marks_before"  # [device, epoch, seq, head, code] of the witness, each time the database lay behind it


@dataclass(frozen=True, slots=True)
class Unrecovered:
    """Facts of one log that are not here. `count`: how many; `head`: the hash of the last of them; `code`: the last one
    that had been issued by then, None when it is not known."""

    head: bytes
    count: int
    code: str | None


def keep_mark(transaction: Transaction, seen: Witness) -> None:
    """Remember how far this machine had come."""
    marks = get(transaction, _MARKS, [])
    mark = [seen.device.hex(), seen.epoch, seen.seq, seen.head.hex(), seen.code]
    if mark not in marks:
        put(transaction, _MARKS, [*marks, mark])


def unrecovered(transaction: Transaction) -> Iterator[Unrecovered]:
    """What is still not here, and of which no supervisor has taken note. What the province holds comes back with the next
    exchanges; a database that is found again may still send the rest."""
    for device, epoch, seq, head, code in get(transaction, _MARKS, []):
        row = transaction.row(
            "SELECT max(s.seq), max((SELECT hash FROM log WHERE source = s.id AND seq = ?3) IS ?4), "
            "EXISTS (SELECT 1 FROM resolution WHERE target = ?4) FROM source s WHERE s.device = ?1 AND s.epoch = ?2",
            (bytes.fromhex(device), epoch, seq, bytes.fromhex(head)),
        )
        held, whole, noted = row or (None, 0, 0)
        if not whole and not noted:
            yield Unrecovered(bytes.fromhex(head), max(1, seq - (held or 0)), code)
