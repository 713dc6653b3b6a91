"""The statement of what is held of a counter, summed from the rows that lie here at that moment and not from any head."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

from sqlalchemy import Connection, select

from counter.journal.clock import Clock
from counter.journal.entry import BadEntry, Envelope, body_digest, entry_hash
from counter.journal.leaves import Leaf, Span, sums
from counter.server.database import Database
from counter.server.exchange import Unknown
from counter.server.file_shelf import FileName, FileShelf
from counter.server.gate import UNLIMITED, Gate
from counter.server.province_key import Authority
from counter.server.tables import attachment, inbox, quarantine
from counter.server.tables import device as devices
from counter.server.tables import epoch as epochs
from counter.server.tables import file as files_table
from counter.wire.statement import Part, Statement, read_statement_request, write_statement

_PAGE = 1000


class Statements:
    """Answers statement requests; changes nothing."""

    def __init__(
        self, database: Database, authority: Authority, clock: Clock, shelf: FileShelf, *, gate: Gate | None = None
    ) -> None:
        self._database, self._authority, self._clock, self._shelf = database, authority, clock, shelf
        self._gate = gate or Gate(UNLIMITED, time.monotonic)

    def answer(self, message: bytes) -> bytes:
        """The signed statement. Raises BadMessage, Unknown for a device or log that is not the asker's, Busy."""
        asked = read_statement_request(message)
        request = asked.request
        with self._database.read() as c:
            row = c.execute(
                select(devices.c.public_key, devices.c.centre).where(devices.c.device == request.device)
            ).first()
            if row is None or not asked.holds(row.public_key):
                raise Unknown
            with self._gate.working(request.device):  # a long log is long work: of one device no more than of exchanges
                centres = {e: _centre(c, e, row.public_key, row.centre) for e in {part.epoch for part in request.parts}}
                held = tuple(
                    tuple(sums(part.pieces(), _leaves(c, centres[part.epoch], part))) for part in request.parts
                )
                files = [name.sha256 for name, size in _files(c, request.device) if self._shelf.whole(name, size)]
        now_ms = int(self._clock.now().timestamp() * 1000)
        digest = hashlib.sha256(b"".join(files)).digest() if files else b""
        statement = Statement(now_ms, self._authority.generation, held, len(files), digest)
        return write_statement(statement, request, self._authority.private_key)


def _centre(c: Connection, epoch: int, public_key: bytes, centre: int) -> int:
    """Where that log lies. One that this database has forgotten holds nothing; one of another's key is not told."""
    row = c.execute(
        select(epochs.c.centre, devices.c.public_key)
        .join(devices, devices.c.device == epochs.c.device)
        .where(epochs.c.epoch == epoch)
    ).first()
    if row is None:
        return centre
    if row.public_key != public_key:
        raise Unknown
    return int(row.centre)


def _files(c: Connection, device: bytes) -> list[tuple[FileName, int]]:
    """The scanned papers that this device attached and that came whole, with their sizes, in order of their hashes."""
    query = (
        select(files_table.c.centre, files_table.c.sha256, files_table.c.size)
        .join(attachment, (files_table.c.centre == attachment.c.centre) & (files_table.c.sha256 == attachment.c.sha256))
        .join(inbox, (inbox.c.centre == attachment.c.centre) & (inbox.c.position == attachment.c.position))
        .where(inbox.c.device == device, attachment.c.mistaken.is_(None), files_table.c.complete_ms.is_not(None))
        .distinct()
        .order_by(files_table.c.sha256, files_table.c.centre)
    )
    found = {bytes(row.sha256): (FileName(row.centre, bytes(row.sha256)), row.size) for row in c.execute(query)}
    return [found[sha256] for sha256 in sorted(found)]


def _leaves(c: Connection, centre: int, part: Part) -> Iterator[Leaf]:
    return _branch(c, centre, part) if part.head else _log(c, centre, part.epoch, part.span)


def _log(c: Connection, centre: int, epoch: int, span: Span) -> Iterator[Leaf]:
    first = span.first
    while True:
        rows = c.execute(
            select(inbox.c.seq, inbox.c.envelope, inbox.c.salt, inbox.c.body)
            .where(inbox.c.centre == centre, inbox.c.epoch == epoch, inbox.c.seq.between(first, span.last))
            .order_by(inbox.c.seq)
            .limit(_PAGE)
        ).all()
        for row in rows:
            yield Leaf(row.seq, entry_hash(row.envelope, body_digest(row.salt, row.body)))
        if len(rows) < _PAGE:
            return
        first = rows[-1].seq + 1


def _branch(c: Connection, centre: int, part: Part) -> Iterator[Leaf]:
    """The branch that ends in the asker's own hash. Several may lie in quarantine, so it is followed down from there;
    below a gap the one row that a slot has is taken for the branch's."""
    held: dict[int, dict[bytes, bytes]] = {}
    for row in c.execute(
        select(quarantine.c.seq, quarantine.c.envelope, quarantine.c.salt, quarantine.c.body).where(
            quarantine.c.centre == centre, quarantine.c.epoch == part.epoch,
            quarantine.c.seq.between(part.span.first, part.span.last),
        )
    ):  # fmt: skip
        hash_ = entry_hash(row.envelope, body_digest(row.salt, row.body))
        held.setdefault(row.seq, {})[hash_] = row.envelope
    found: list[Leaf] = []
    wanted = part.head
    for seq in sorted(held, reverse=True):
        rows = held[seq]
        hash_ = wanted if wanted in rows else next(iter(rows))
        if hash_ != wanted and len(rows) > 1:
            continue
        found.append(Leaf(seq, hash_))
        try:
            wanted = Envelope.decode(rows[hash_]).prev
        except BadEntry:
            wanted = b""
    return iter(reversed(found))
