"""What needs a person: read from the tables at one moment, most pressing first. Words are found elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from counter.journal.body import BadBody
from counter.journal.business_day import Doubt
from counter.journal.course import MOST_SETTLED, Course
from counter.journal.entry import Envelope
from counter.journal.kinds import RESOLVED, UnknownKind, read_body
from counter.store.branches import branch_of
from counter.store.courses import course_of_dossier
from counter.store.database import Transaction
from counter.store.local_store import LocalStore
from counter.store.room import Level
from counter.store.settings_table import get, get_some
from counter.store.statement import lacks_of
from counter.store.unrecovered import unrecovered

MatterKind = Literal[
    "epoch",
    "trouble",
    "unrecovered",
    "lacking",
    "clock",
    "disk",
    "conflict",
    "flagged",
    "quarantined",
    "apart",
    "unknown_kind",
    "print",
]
_UNSAFE = "sync.certificate"  # the line is there, and waiting does not help
_CODES = 8  # of the dossiers that one matter is about
MOST = 200  # of one kind: whoever has more needs IT, not a longer list
GROUPED = frozenset(
    {"sync.outcome.clock_suspect", "sync.outcome.fork", "sync.outcome.revoked", "sync.outcome.after_lease"}
)
TWICE = "sync.outcome.status_twice"
CODE_TWICE = "sync.outcome.code_twice"
_URGENCY: dict[MatterKind, int] = {
    "epoch": 0, "trouble": 1, "clock": 3, "print": 4, "unrecovered": 5, "lacking": 5, "conflict": 6, "flagged": 8,
    "quarantined": 9, "apart": 10, "unknown_kind": 13,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One of the facts that are compared: what, by whom, at which counter, when by its clock. `body` is None
    when it cannot be read; `held`: the province has it; `choice`: of a decision, the fact that it let stand."""

    hash: bytes
    kind: str
    actor: str
    wall_ms: int
    own: bool
    held: bool
    body: dict[str, Any] | None
    choice: bytes | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that needs a person. `key` stays while the matter is the same; `reason` says which of its kind it is.

    `entries`: rows of the log that taking note would settle. `codes`: of the dossiers it is about, a few of them; `count`:
    of how many. `sides`: what is compared, and `base` what all of them go on from; of facts that are not here, the last.
    `slots`: epoch/seq of the first of those facts, by which the province finds them."""

    kind: MatterKind
    key: str
    reason: str = ""
    count: int = 1
    dossier: int | None = None
    codes: tuple[str, ...] = ()
    wall_ms: int | None = None
    entries: tuple[int, ...] = ()
    sides: tuple[Side, ...] = ()
    base: bytes = b""
    job: int | None = None
    slots: tuple[str, ...] = ()

    @property
    def rivals(self) -> tuple[bytes, ...]:
        """The facts that contradict one another."""
        return tuple(side.hash for side in self.sides)


def matters(transaction: Transaction, *, doubt: Doubt | None, level: Level) -> list[Matter]:
    """All that needs a person now. `doubt`: why the clock is doubted; `level`: the room left on the disk."""
    found = [*_of_the_machine(transaction, doubt, level)]
    found += _conflicts(transaction)
    found += _outcomes(transaction)
    found += _apart(transaction)
    found += _unread(transaction)
    found += _prints(transaction)
    return sorted(found, key=_urgency)


def _urgency(matter: Matter) -> int:
    """What stops reception, then what somebody waits for at the counter, then what waits; last what only IT can end."""
    if matter.kind == "disk":
        return 2 if matter.reason == "no_intake" else 12
    return 7 if matter.reason == CODE_TWICE else _URGENCY[matter.kind]


def needs_look(store: LocalStore) -> list[Matter]:
    """All that needs a person on this machine, by its clock and its disk."""
    level, identity = store.room.look(), store.identity
    with store.database.read() as transaction:
        doubt = None if identity is None else store.judge_day(transaction, identity).doubt
        return matters(transaction, doubt=doubt, level=level)


def _of_the_machine(transaction: Transaction, doubt: Doubt | None, level: Level) -> Iterator[Matter]:
    epoch, trouble, why, identity = get_some(transaction, "needs_epoch", "sync_trouble", "sync_why", "identity")
    if trouble is None and why is not None and why.startswith(_UNSAFE):
        trouble = why
    before = list(unrecovered(transaction)) if epoch in (None, "restored_copy") else []
    if epoch is not None:
        last = tuple(one.code for one in before[-1:] if one.code is not None)
        yield Matter("epoch", f"epoch {epoch}", epoch, before[-1].count if before else 0, codes=last)
    if identity is None:
        yield Matter("trouble", "not enrolled", "store.not_enrolled")
    elif trouble is not None:
        yield Matter("trouble", f"trouble {trouble}", trouble)
    if epoch is None:  # the province has been asked since, and has given back what it holds
        for one in before:
            yield Matter(
                "unrecovered", f"unrecovered {one.head.hex()}", "with_code" if one.code else "", one.count,
                codes=(one.code,) if one.code else (), base=one.head,
            )  # fmt: skip
    lacks, lacking = lacks_of(transaction)
    if lacking:
        codes = tuple(lack.code for lack in lacks if lack.code is not None)
        reason = "here" if any(lack.here for lack in lacks) else ""
        yield Matter("lacking", "lacking", reason, count=lacking, codes=codes[:_CODES])
    if level != "plenty":
        yield Matter("disk", f"disk {level}", level)
    if doubt is not None:
        yield Matter("clock", f"clock {doubt}", doubt)


def _conflicts(transaction: Transaction) -> Iterator[Matter]:
    rows = transaction.rows(
        "SELECT d.id, d.code FROM conflict c JOIN dossier d ON d.id = c.dossier ORDER BY d.id LIMIT ?", (MOST,)
    )
    for dossier, code in rows:
        course = course_of_dossier(transaction, dossier)
        sides = tuple(_sides(transaction, dossier, course))
        last = max((side.wall_ms for side in sides), default=None)
        many = len(sides) if len(sides) > 2 else 1
        reason = "decisions" if all(side.kind == RESOLVED for side in sides) else "many" if many > 1 else ""
        yield Matter("conflict", f"conflict {dossier}", reason, many, dossier, (code,), last, sides=sides,
                     base=course.base)  # fmt: skip


def _sides(transaction: Transaction, dossier: int, course: Course) -> Iterator[Side]:
    for row in transaction.rows(
        "SELECT l.hash, l.envelope, l.body, s.own, s.own = 0 OR l.seq <= s.acked FROM log l JOIN source s ON s.id = l.source "
        "WHERE l.subject = (SELECT subject FROM dossier WHERE id = ?) ORDER BY l.hash",
        (dossier,),
    ):
        if row[0] in course.rivals:
            yield _side(*row)


def _side(hash_: bytes, raw: bytes, stored: bytes | None, own: int, held: int) -> Side:
    envelope = Envelope.decode(raw)
    body: dict[str, Any] | None
    try:
        body = read_body(envelope.kind, envelope.version, stored or b"")
    except (UnknownKind, BadBody):
        body = None
    choice = bytes.fromhex(body["choice"]) if body and body.get("choice") else None
    return Side(hash_, envelope.kind, envelope.actor, envelope.wall_ms, bool(own), bool(held), body, choice)


def _outcomes(transaction: Transaction) -> Iterator[Matter]:
    """What the province wants looked at. What it calls contradicted is a conflict here, as soon as both sides are here."""
    grouped: dict[tuple[str, str, str], list[tuple[int, bytes, tuple[int, str] | None]]] = {}
    for outcome, reason, entry, subject, raw in transaction.rows(
        "SELECT o.outcome, coalesce(o.reason, ''), l.id, l.subject, l.envelope FROM outcome o "
        "JOIN log l ON l.source = o.source AND l.seq = o.seq WHERE o.outcome <> 'applied' "
        "AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.target = l.hash) ORDER BY l.id LIMIT ?",
        (10 * MOST,),
    ):
        dossier = _dossier_of(transaction, subject)
        if reason == TWICE and dossier is not None and _is_contradicted(transaction, dossier[0]):
            continue
        alone = "" if reason in GROUPED else str(entry)
        grouped.setdefault((outcome, reason, alone), []).append((entry, raw, dossier))
    for (outcome, reason, alone), rows in grouped.items():
        kind: MatterKind = "quarantined" if outcome == "quarantined" else "flagged"
        dossiers = dict(dossier for _, _, dossier in rows if dossier is not None)
        first = [Envelope.decode(raw) for _, raw, _ in rows[:_CODES]]
        yield Matter(
            kind, f"{outcome} {reason} {alone}".strip(), reason, len(rows), next(iter(dossiers), None),
            tuple(dossiers.values())[:_CODES], Envelope.decode(rows[-1][1]).wall_ms,
            tuple(entry for entry, _, _ in rows[:MOST_SETTLED]),
            tuple(_holders(transaction, dossiers.values())) if reason == CODE_TWICE else (),
            slots=tuple(f"{one.epoch}/{one.seq}" for one in first),
        )  # fmt: skip


def _holders(transaction: Transaction, codes: Iterable[str]) -> Iterator[Side]:
    """The receptions that bear one of these codes, as far as they are here."""
    for code in codes:
        for row in transaction.rows(
            "SELECT l.hash, l.envelope, l.body, s.own, s.own = 0 OR l.seq <= s.acked FROM dossier_code c "
            "JOIN log l ON l.id = c.dossier JOIN source s ON s.id = l.source WHERE c.code = ? ORDER BY l.id",
            (code,),
        ):
            yield _side(*row)


def _dossier_of(transaction: Transaction, subject: bytes) -> tuple[int, str] | None:
    row = transaction.row("SELECT id, code FROM dossier WHERE id IN (SELECT id FROM log WHERE subject = ?)", (subject,))
    return None if row is None else (row[0], row[1])


def _is_contradicted(transaction: Transaction, dossier: int) -> bool:
    return transaction.row("SELECT 1 FROM conflict WHERE dossier = ?", (dossier,)) is not None


def _apart(transaction: Transaction) -> Iterator[Matter]:
    """Branches of own logs that lie whole in the province's quarantine."""
    for epoch, upto in get(transaction, "apart", {}).items():
        sent = transaction.row("SELECT 1 FROM source WHERE own = 1 AND epoch = ? AND seq <= ?", (int(epoch), upto))
        branch = None if sent is None else branch_of(transaction, int(epoch))
        if branch is not None and not branch.noted:
            yield Matter("apart", f"apart {epoch}", branch.reason, branch.count, wall_ms=branch.wall_ms,
                         entries=(branch.last,), slots=(f"{epoch}/{branch.seq}",))  # fmt: skip


def _unread(transaction: Transaction) -> Iterator[Matter]:
    row = transaction.row("SELECT count(*) FROM unread")
    if row is None or not row[0]:
        return
    subjects = transaction.rows(
        "SELECT DISTINCT l.subject FROM unread u JOIN log l ON l.id = u.entry ORDER BY u.entry DESC LIMIT ?", (_CODES,)
    )
    dossiers = dict(found for (subject,) in subjects if (found := _dossier_of(transaction, subject)) is not None)
    yield Matter("unknown_kind", "unknown kind", count=row[0], dossier=next(iter(dossiers), None),
                 codes=tuple(dossiers.values()))  # fmt: skip


def _prints(transaction: Transaction) -> Iterator[Matter]:
    for job, dossier, code in transaction.rows(
        "SELECT p.id, d.id, d.code FROM print_job p JOIN dossier d ON d.id = p.dossier WHERE p.state = 'unknown' "
        "ORDER BY p.id DESC LIMIT ?",
        (MOST,),
    ):
        yield Matter("print", f"print {job}", dossier=dossier, codes=(code,), job=job)
