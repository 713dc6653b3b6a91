"""The journal on disk: appending own facts, keeping others', reading a log back, verifying it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from counter.journal.body import encode_body
from counter.journal.chain import Head, Link, follow
from counter.journal.clock import Clock
from counter.journal.entry import BadEntry, Entry, Envelope, subject_of
from counter.journal.kinds import CURRENT
from counter.store.database import Transaction

EACH = 50
"""Entries between two breaths of a walk through the logs."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the account's name and the 8-byte id of the session in which it signed in."""

    account: str
    session: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry and its row in the log. `made`: here and just now, so nobody can have said anything about it yet."""

    id: int
    source: int
    own: bool
    entry: Entry
    made: bool = False


def head_of(transaction: Transaction, source: int) -> Head:
    """The last entry of one log."""
    row = transaction.row("SELECT device, epoch, seq, head FROM source WHERE id = ?", (source,))
    assert row is not None
    return Head(*row)


def append(
    transaction: Transaction, source: int, kind: str, body: dict[str, Any], *, actor: Actor, day: date, clock: Clock,
    salt: bytes, subject: bytes | None = None, clock_trusted: bool = True, head: Head | None = None,
    parent: bytes | None = None,
) -> Kept:  # fmt: skip
    """Add one own fact at the head. `subject` None starts a new subject whose id follows from the slot.

    The caller folds it into the projections in the same transaction. `clock_trusted` False: the wall time is kept in
    the entry as data, but not as the time that later clocks are judged by. `head`: the log's head, where the caller has
    read it in this transaction. `parent`: the turn that a change of status goes on from; else the last fact of the subject
    that is here. Raises BadBody."""
    head = head or head_of(transaction, source)
    seq = head.seq + 1
    if subject is None:
        subject = subject_of(head.device, head.epoch, seq)
    elif parent is None:
        row = transaction.row("SELECT hash FROM log WHERE subject = ? ORDER BY id DESC LIMIT 1", (subject,))
        parent = row[0] if row else None
    now = clock.now()
    wall_ms = int(now.timestamp() * 1000)
    offset = now.utcoffset()
    envelope = Envelope(
        head.device, head.epoch, seq, head.hash, kind, CURRENT[kind], subject, parent, actor.account, actor.session,
        wall_ms, 0 if offset is None else round(offset.total_seconds() / 60), clock.monotonic_ms(), clock.boot, day,
    )  # fmt: skip
    entry = Entry.seal(envelope, salt, encode_body(body))
    row_id = _insert(transaction, source, entry, None)
    transaction.run(
        "UPDATE source SET seq = ?, head = ?, wall_ms = coalesce(?, wall_ms), day = ? WHERE id = ?",
        (seq, entry.hash, wall_ms if clock_trusted else None, day.isoformat(), source),
    )
    return Kept(row_id, source, True, entry, made=True)


def keep_foreign(transaction: Transaction, entry: Entry, position: int) -> Kept | None:
    """Keep another's fact at its position in the centre's feed; None when this very fact is here already.

    An unknown kind is kept like any other. Which log it continues is not demanded to be gapless here: the province
    checked the chain, and `verify` walks what is held."""
    envelope = entry.envelope
    row = transaction.row(
        "SELECT id, own FROM source WHERE device = ? AND epoch = ?", (envelope.device, envelope.epoch)
    )
    if row is None:
        empty = Head.empty(envelope.device, envelope.epoch)
        own = transaction.row("SELECT 1 FROM source WHERE device = ? AND own = 1", (envelope.device,)) is not None
        row = (
            transaction.add(
                "INSERT INTO source (device, epoch, own, seq, head, state) VALUES (?, ?, 0, 0, ?, ?)",
                (envelope.device, envelope.epoch, empty.hash, "recovered" if own else "foreign"),
            ),
            0,
        )
    source = row[0]
    if transaction.row("SELECT 1 FROM log WHERE source = ? AND seq = ?", (source, envelope.seq)) is not None:
        return None
    row_id = _insert(transaction, source, entry, position)
    transaction.run(
        "UPDATE source SET seq = ?, head = ? WHERE id = ? AND seq < ?", (envelope.seq, entry.hash, source, envelope.seq)
    )
    return Kept(row_id, source, bool(row[1]), entry)


def _insert(transaction: Transaction, source: int, entry: Entry, position: int | None) -> int:
    envelope = entry.envelope
    return transaction.add(
        "INSERT INTO log (source, seq, hash, kind, version, subject, position, envelope, salt, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (source, envelope.seq, entry.hash, envelope.kind, envelope.version, envelope.subject, position, entry.raw,
         entry.salt, entry.body),
    )  # fmt: skip


def entries_after(transaction: Transaction, source: int, seq: int, limit: int) -> list[Entry]:
    """Entries of one log after `seq`, in order, as they were hashed. Erased bodies end the list (they are sent no more)."""
    found = []
    for raw, salt, body in transaction.rows(
        "SELECT envelope, salt, body FROM log WHERE source = ? AND seq > ? ORDER BY seq LIMIT ?", (source, seq, limit)
    ):
        if body is None:
            break
        found.append(Entry.open(raw, salt, body))
    return found


def all_kept(transaction: Transaction) -> Iterator[Kept]:
    """Every entry in the order in which this machine learnt it: the order in which projections are folded."""
    for row_id, source, own, raw, salt, body in transaction.each(
        "SELECT log.id, source, own, envelope, salt, body FROM log JOIN source ON source.id = source ORDER BY log.id"
    ):
        if body is not None:
            yield Kept(row_id, source, bool(own), Entry.open(raw, salt, body))


def kept_of(transaction: Transaction, entry: int) -> Kept | None:
    """One entry by its row; None when its body was erased by law."""
    row = transaction.row(
        "SELECT source, own, envelope, salt, body FROM log JOIN source ON source.id = source WHERE log.id = ?", (entry,)
    )
    if row is None or row[4] is None:
        return None
    return Kept(entry, row[0], bool(row[1]), Entry.open(row[2], row[3], row[4]))


def verify_logs(transaction: Transaction, between: Callable[[], None] = lambda: None) -> tuple[int, list[str]]:
    """Walk every log from its first entry; returns how many entries there are and what is wrong, in plain words.

    Another's log may have gaps (only its centre's entries come here), so there each entry is only checked by itself.
    `between` is called every EACH entries."""
    count, problems = 0, []
    for source, device, epoch, own, seq, stored in transaction.rows(
        "SELECT id, device, epoch, own, seq, head FROM source ORDER BY id"
    ):
        links = _links(transaction, source, between)
        row = transaction.row("SELECT count(*) FROM log WHERE source = ?", (source,))
        count += row[0] if row else 0
        if own:
            head, found = follow(Head.empty(device, epoch), links)
            if (head.seq, head.hash) != (seq, stored):
                found.append(f"epoch {epoch}: the head kept is seq {seq}, the log ends at {head.seq}")
        else:
            found = [p for link in links for p in _alone(link, epoch)]
        problems += found
    return count, problems


def _links(transaction: Transaction, source: int, between: Callable[[], None]) -> Iterator[Link]:
    rows = transaction.each(
        "SELECT envelope, salt, body, digest, hash FROM log WHERE source = ? ORDER BY seq", (source,)
    )
    for number, row in enumerate(rows):
        if not number % EACH:
            between()
        yield Link(*row)


def _alone(link: Link, epoch: int) -> list[str]:
    try:
        envelope = Envelope.decode(link.raw)
    except BadEntry as error:
        return [f"foreign entry unreadable ({error})"]
    if envelope.epoch != epoch:
        return ["foreign entry misfiled"]
    before = Head(envelope.device, envelope.epoch, envelope.seq - 1, envelope.prev)
    return [f"foreign {problem}" for problem in follow(before, [link])[1]]
