"""Reading dossiers: rows for lists, and one dossier's whole story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from counter.journal.body import BadBody
from counter.journal.entry import Entry
from counter.journal.kinds import UnknownKind, read_body
from counter.store.database import Transaction
from counter.store.prints import PrintRecord, prints_of

Reach = Literal["waiting", "held", "flagged", "contradicted"]


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of a list. Times are ISO 8601 with offset. `reach`: whether the province holds all its facts."""

    id: int
    code: str
    provisional: bool
    official: str | None
    applicant: str
    owner: str | None
    procedure: str
    procedure_name: str
    received: str
    due: str | None
    due_expected: bool
    status: int
    late: bool
    reach: Reach

    @property
    def replaced_by(self) -> str | None:
        """The official code that takes the place of a provisional reference on paper. A code that was printed stays what
        it is: one that is given to its dossier later is found by, and printed nowhere."""
        return self.official if self.provisional else None


_ROW = """SELECT d.id, d.code, d.provisional,
(SELECT min(code) FROM dossier_code c WHERE c.dossier = d.id AND c.origin = 'province'),
d.applicant, d.owner, d.procedure, d.procedure_name, d.received, d.due, d.due_expected, d.status, d.late,
CASE WHEN EXISTS (SELECT 1 FROM conflict x WHERE x.dossier = d.id) THEN 'contradicted' WHEN EXISTS (SELECT 1
FROM outcome o WHERE o.source = d.source AND o.seq = d.seq AND o.outcome <> 'applied'
AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.target = d.entry))
THEN 'flagged' WHEN s.own = 0 OR l.seq <= s.acked THEN 'held' ELSE 'waiting' END
FROM dossier d JOIN log l ON l.id = d.last JOIN source s ON s.id = l.source"""


def rows_of(transaction: Transaction, ids: Sequence[int]) -> list[DossierRow]:
    """The rows of these dossiers, in the order of `ids`."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    held = {row[0]: _row(row) for row in transaction.rows(f"{_ROW} WHERE d.id IN ({marks})", ids)}
    return [held[i] for i in ids if i in held]


def _row(row: tuple[Any, ...]) -> DossierRow:
    return DossierRow(
        row[0], row[1], bool(row[2]), row[3], row[4], row[5], row[6], row[7], row[8], row[9], bool(row[10]), row[11],
        bool(row[12]), row[13],
    )  # fmt: skip


def dossier_by_code(transaction: Transaction, code: str) -> int | None:
    """The dossier that bears this code or once bore it as a provisional reference; the own one when two do."""
    row = transaction.row("SELECT dossier FROM dossier_code WHERE code = ? ORDER BY holder LIMIT 1", (code,))
    return None if row is None else int(row[0])


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of a dossier's story. `body` is None when this program cannot read that kind or version yet."""

    kind: str
    version: int
    wall_ms: int
    actor: str
    own: bool
    held: bool
    hash: bytes
    body: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Duty:
    """An open or closed duty of a dossier. `by`: ISO time by which it is to be closed."""

    kind: str
    by: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one dossier: its row, facts in order, duties, print log and all its codes."""

    row: DossierRow
    facts: tuple[Fact, ...]
    duties: tuple[Duty, ...]
    prints: tuple[PrintRecord, ...]
    codes: tuple[tuple[str, str], ...]

    @property
    def reception(self) -> Fact:
        """The first fact."""
        return self.facts[0]


def story_of(transaction: Transaction, dossier: int) -> Story | None:
    """The whole story of one dossier; None when there is none of that id. A note that a supervisor took of many dossiers at
    once is in the story of each."""
    rows = rows_of(transaction, (dossier,))
    if not rows:
        return None
    facts: list[Fact] = []
    subject = b""  # that of its first entry
    for raw, salt, body, own, held in transaction.rows(
        "SELECT envelope, salt, body, s.own, s.own = 0 OR log.seq <= s.acked FROM log JOIN source s ON s.id = log.source "
        "WHERE log.id IN (SELECT id FROM log WHERE subject = (SELECT subject FROM dossier WHERE id = ?1) UNION "
        "SELECT r.entry FROM log t JOIN resolution r ON r.target = t.hash "
        "WHERE t.subject = (SELECT subject FROM dossier WHERE id = ?1) AND r.entry > ?1) ORDER BY log.id",
        (dossier,),
    ):
        entry = Entry.open(raw, salt or b"", body or b"")
        envelope = entry.envelope
        try:
            content = read_body(envelope.kind, envelope.version, entry.body)
        except (UnknownKind, BadBody):
            content = None
        if facts and envelope.subject != subject and (content is None or content.get("choice") is not None):
            continue  # of another dossier, which it decided
        subject = subject or envelope.subject
        facts.append(Fact(
            envelope.kind, envelope.version, envelope.wall_ms, envelope.actor, bool(own), bool(held), entry.hash, content
        ))  # fmt: skip
    duties = transaction.rows(
        "SELECT kind, by, closed IS NOT NULL FROM duty WHERE dossier = ? ORDER BY kind", (dossier,)
    )
    codes = transaction.rows(
        "SELECT code, origin FROM dossier_code WHERE dossier = ?1 AND origin = 'province' UNION ALL "
        "SELECT code, origin FROM dossier_code WHERE dossier = ?1 AND origin <> 'province' "
        "AND code = (SELECT code FROM dossier WHERE id = ?1) ORDER BY origin, code",
        (dossier,),
    )
    return Story(
        rows[0], tuple(facts), tuple(Duty(k, by, bool(c)) for k, by, c in duties), tuple(prints_of(transaction, dossier)),
        tuple((c, o) for c, o in codes),
    )  # fmt: skip
