"""Scanned papers in the province's statements: those it had signed for when it was asked, and whether it still has them.

A statement counts files and sums their hashes; it names none. One that is lost there is named when it is asked for again,
one by one, by the sender of files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from counter.store.database import Transaction
from counter.store.identity import demand_identity
from counter.store.settings_table import get
from counter.wire.statement import Statement

_OWN = """FROM attachment a JOIN log l ON l.id = a.id JOIN source s ON s.id = l.source
WHERE s.own = 1 AND s.device = ? AND a.mistaken IS NULL"""
# The province counts what it has read and understood: not a branch it keeps apart, nor what it could not read.
_SIGNED = f"""SELECT DISTINCT a.sha256 {_OWN} AND l.seq <= s.acked
AND NOT EXISTS (SELECT 1 FROM outcome o WHERE o.source = s.id AND o.seq = l.seq AND o.outcome = 'quarantined')
AND EXISTS (SELECT 1 FROM file_queue q WHERE q.sha256 = a.sha256 AND q.generation = ?) ORDER BY a.sha256"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class SignedFiles:
    """How many files of this device the province has signed for, and the digest over their sorted hashes; b"" for none."""

    count: int = 0
    digest: bytes = b""


def signed_files(t: Transaction) -> SignedFiles:
    """As it stands now. To be read before the question: what arrives meanwhile is no news of a loss."""
    generation = bytes.fromhex(get(t, "generation", ""))
    files = [row[0] for row in t.rows(_SIGNED, (demand_identity(t).device, generation))]
    return SignedFiles(len(files), hashlib.sha256(b"".join(files)).digest() if files else b"")


def own_files(t: Transaction) -> int:
    """How many files this device has attached, wherever they are."""
    (count,) = t.row(f"SELECT count(DISTINCT a.sha256) {_OWN}", (demand_identity(t).device,)) or (0,)
    return int(count)


def lost_files(before: SignedFiles, statement: Statement) -> int:
    """How many of those the statement no longer counts, at the least. With more there than were signed for nothing is said:
    one whose receipt was lost on the way is among them."""
    if statement.files == before.count:
        return int(statement.files_digest != before.digest)
    return max(0, before.count - statement.files)


def ask_for_files_again(t: Transaction, generation: bytes) -> None:
    """Believe none of what was signed under that generation, until each was asked for again."""
    t.run("UPDATE file_queue SET generation = NULL WHERE generation = ?", (generation,))
