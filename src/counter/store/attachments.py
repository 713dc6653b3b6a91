"""The scanned papers of a dossier as they are read: what each is, and what the province has said of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter.store.database import Transaction
from counter.store.settings_table import get

ScanState = Literal["waiting", "received", "elsewhere", "mistaken"]


@dataclass(frozen=True, slots=True)
class Scan:
    """One attachment. `id` is its entry's in the log, `paper` the line of the dossier's papers. `state`: waiting to be sent;
    received, as the province's signature says; attached at another counter, which sends it; or taken back as mistaken.

    `sent`: bytes that the province said it has. `trouble`: the wording's key of why it does not go on, or None."""

    id: int
    sha256: bytes
    size: int
    media: str
    pages: int
    paper: int | None
    title: str
    state: ScanState
    sent: int
    trouble: str | None


def scans_of(transaction: Transaction, dossier: int) -> tuple[Scan, ...]:
    """A dossier's attachments, as they were attached."""
    generation = bytes.fromhex(get(transaction, "generation", ""))
    scans = []
    for id_, sha256, size, media, pages, paper, title, mistaken, queued, sent, held, trouble in transaction.rows(
        "SELECT a.id, a.sha256, a.size, a.media, a.pages, a.paper, a.title, a.mistaken, q.id, q.sent, q.generation, "
        "q.trouble FROM attachment a LEFT JOIN file_queue q ON q.sha256 = a.sha256 WHERE a.dossier = ? ORDER BY a.id",
        (dossier,),
    ):
        state: ScanState = "waiting"
        if mistaken is not None:
            state = "mistaken"
        elif queued is None:
            state = "elsewhere"
        elif held is not None and held == generation:
            state = "received"
        resting = trouble if state == "waiting" else None
        scans.append(Scan(id_, sha256, size, media, pages, paper, title, state, sent or 0, resting))
    return tuple(scans)
