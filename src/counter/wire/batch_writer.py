"""Entries into columns: nothing is sent that the reader can compute or already has (layout: `columns`)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from counter.journal.entry import SALT, Entry, Envelope, subject_of
from counter.wire.binary import Writer, zigzag
from counter.wire.bodies import are_text, write_lines
from counter.wire.columns import CHECK, SAME, TEXT, Column, Held, Home, Locate, Parent, Subject, day_of, weight
from counter.wire.limits import BATCH, BODY, ENTRIES


def write_batch(
    entries: Sequence[Entry], home: Home | None, *, whole: bool, held: Held, locate: Locate
) -> tuple[bytes, bytes]:
    """(incompressible, folded) bytes of entries, each log's in order of seq without a gap.

    `held` gives what the reader has at a slot, `locate` the slot of an entry's parent where it can be found; with `whole`
    the reader is taken to have nothing. Raises ValueError for a batch beyond the limits."""
    if len(entries) > ENTRIES or sum(map(weight, entries)) > BATCH or any(len(e.body) > BODY for e in entries):
        raise ValueError("a batch beyond its limits")
    return _Writing(home, whole, held, locate).write(entries)


class _Table:
    """Values that are told once and numbered from 1."""

    __slots__ = ("values",)

    def __init__(self) -> None:
        self.values: dict[Hashable, int] = {}

    def number(self, value: Hashable, before: Hashable) -> int:
        return SAME if value == before else self.values.setdefault(value, len(self.values) + 1)


class _Writing:
    def __init__(self, home: Home | None, whole: bool, held: Held, locate: Locate) -> None:
        self.home, self.whole, self.held, self.locate = home, whole, held, locate
        self.heads, self.apart = Writer(), Writer()
        self.logs: dict[int, int] = {}
        self.last: dict[int, Envelope | None] = {}
        self.at: dict[bytes, int] = {}  # hash → index
        self.subjects: dict[bytes, int] = {}  # subject → index of its first entry here
        self.envelopes: list[Envelope] = []
        self.kinds, self.actors, self.sessions, self.boots, self.offsets = (_Table() for _ in range(5))

    def write(self, entries: Sequence[Entry]) -> tuple[bytes, bytes]:
        columns: list[list[int]] = [[0] * len(entries) for _ in Column]
        for index, entry in enumerate(entries):
            for column, number in zip(columns, self._row(index, entry), strict=True):
                column[index] = number
        text = are_text(entry.body for entry in entries)
        if text:
            columns[Column.LENGTH] = [0] * len(entries)
        elif entries:
            columns[Column.LENGTH][-1] = 0
        plain, fold = Writer(), Writer()
        plain.varints((len(entries), len(self.logs)))
        plain.raw(self.heads.done())
        for table in (self.sessions, self.boots):
            plain.varint(len(table.values))
            for value in table.values:
                assert isinstance(value, bytes)
                plain.raw(value)
        plain.raw(b"".join(_salt(entry) for entry in entries))
        plain.raw(self.apart.done())
        fold.varint(sum(1 << number for number, column in enumerate(columns) if any(column)) | (TEXT if text else 0))
        self._write_tables(fold)
        for column in columns:
            if any(column):
                fold.varints(column)
        fold.raw(write_lines(entries) if text else b"".join(entry.body for entry in entries))
        return plain.done(), fold.done()

    def _row(self, index: int, entry: Entry) -> tuple[int, ...]:
        """The numbers of one entry, in the order of `Column`."""
        e = entry.envelope
        if e.epoch not in self.logs:
            self._begin_log(e)
        last = self.last[e.epoch]
        parent, of_parent = self._parent(index, e)
        row = (
            self.logs[e.epoch],
            self.kinds.number((e.kind, e.version), last and (last.kind, last.version)),
            self.actors.number(e.actor, last and last.actor),
            self.sessions.number(e.session, last and last.session),
            self.boots.number(e.boot, last and last.boot),
            self.offsets.number(e.offset, last.offset if last else None),
            zigzag(e.day.toordinal() - day_of(e.wall_ms)),
            zigzag(e.wall_ms - (last.wall_ms if last else 0)),
            zigzag(e.monotonic_ms - expected_monotonic(last, e.boot, e.wall_ms)),
            parent,
            self._subject(index, e, of_parent),
            len(entry.body),
        )
        self.at[entry.hash] = index
        self.subjects.setdefault(e.subject, index)
        self.envelopes.append(e)
        self.last[e.epoch] = e
        return row

    def _begin_log(self, e: Envelope) -> None:
        self.logs[e.epoch] = len(self.logs)
        before = None if self.whole or e.seq == 1 else self.held(e.epoch, e.seq - 1)
        self.last[e.epoch] = before.envelope if before else None
        at_home = self.home is not None and (self.home.device, self.home.epoch) == (e.device, e.epoch)
        whole = self.whole or (before is None and e.seq > 1)
        self.heads.varint((0 if at_home else e.epoch) << 1 | whole)
        self.heads.varint(e.seq)
        if not at_home and (whole or e.seq == 1):
            self.heads.raw(e.device)
        if e.seq > 1:
            self.heads.raw(e.prev if whole else e.prev[:CHECK])

    def _parent(self, index: int, e: Envelope) -> tuple[int, bytes | None]:
        """How the parent is told, and its subject where the reader will know it."""
        if e.parent is None:
            return Parent.NONE, None
        if e.parent in self.at:
            before = self.at[e.parent]
            return Parent.BACK + index - before, self.envelopes[before].subject
        slot = None if self.whole else self.locate(e)
        known = None if slot is None else self.held(*slot)
        if slot is None or known is None or known.hash != e.parent:
            self.apart.raw(e.parent)
            return Parent.WHOLE, None
        epoch, seq = slot
        self.apart.varints((0, e.seq - seq) if epoch == e.epoch else (epoch, seq))
        return Parent.SLOT, known.envelope.subject

    def _subject(self, index: int, e: Envelope, of_parent: bytes | None) -> int:
        if e.subject == subject_of(e.device, e.epoch, e.seq):
            return Subject.OWN_SLOT
        if e.subject == of_parent:
            return Subject.OF_PARENT
        if e.subject in self.subjects:
            return Subject.BACK + index - self.subjects[e.subject]
        self.apart.raw(e.subject)
        return Subject.WHOLE

    def _write_tables(self, fold: Writer) -> None:
        for table in (self.kinds, self.actors, self.offsets):
            fold.varint(len(table.values))
        for kind, version in self.kinds.values:  # type: ignore[misc]
            fold.text(kind)  # type: ignore[has-type]
            fold.varint(version)  # type: ignore[has-type]
        for actor in self.actors.values:
            fold.text(str(actor))
        for offset in self.offsets.values:
            assert isinstance(offset, int)
            fold.varint(zigzag(offset))


def expected_monotonic(last: Envelope | None, boot: bytes, wall_ms: int) -> int:
    """What the monotonic clock says when it moved with the wall clock since the entry before; 0 after a new boot."""
    return 0 if last is None or last.boot != boot else last.monotonic_ms + wall_ms - last.wall_ms


def _salt(entry: Entry) -> bytes:
    if len(entry.salt) != SALT:
        raise ValueError("a salt of another length")
    return entry.salt
