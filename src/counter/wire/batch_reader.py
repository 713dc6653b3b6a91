"""Columns back into entries. Every hash is computed here, none is believed (layout: `columns`)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from counter.journal.entry import BOOT, DEVICE, HASH, SALT, SESSION, SUBJECT, Entry, Envelope, first_prev, subject_of
from counter.wire.batch_writer import expected_monotonic
from counter.wire.binary import BadMessage, Reader, unzigzag
from counter.wire.bodies import read_lines, unmarked
from counter.wire.columns import CHECK, TEXT, Column, Held, Home, Missing, Parent, Subject, day_of, weight
from counter.wire.limits import BATCH, BODY, ENTRIES

_NAME = 255  # bytes of a kind or an actor
_SEQ = 2**63 - 1
_VERSION = 2**16 - 1
_T = TypeVar("_T")


def read_batch(plain: Reader, folded: bytes, home: Home | None, held: Held) -> list[Entry]:
    """The entries of a batch, hashes computed.

    `plain` stands at the batch and is left behind it. Raises BadMessage, or Missing when the reader does not hold what
    the batch builds on."""
    try:
        return _Reading(plain, Reader(folded), home, held).read()
    except (struct.error, OverflowError, UnicodeError, ValueError) as error:
        if isinstance(error, BadMessage):
            raise
        raise BadMessage(f"entries that cannot be: {type(error).__name__}") from None


@dataclass(slots=True)
class _Log:
    device: bytes
    epoch: int
    seq: int
    prev: bytes
    last: Envelope | None


class _Reading:
    def __init__(self, plain: Reader, fold: Reader, home: Home | None, held: Held) -> None:
        self.plain, self.fold, self.home, self.held = plain, fold, home, held
        self.days: dict[int, date] = {}

    def read(self) -> list[Entry]:
        plain, fold = self.plain, self.fold
        count, logs = plain.varints(2, ENTRIES)
        if logs > count:
            raise BadMessage("more logs than entries")
        self.logs = [self._log() for _ in range(logs)]
        self.sessions = [plain.raw(SESSION) for _ in range(plain.varint(count))]
        self.boots = [plain.raw(BOOT) for _ in range(plain.varint(count))]
        salts = plain.raw(SALT * count)
        mask = fold.varint(2 * TEXT - 1)
        kinds, actors, offsets = fold.varints(3, count)
        self.kinds = [(fold.text(_NAME), fold.varint(_VERSION)) for _ in range(kinds)]
        self.actors = [fold.text(_NAME) for _ in range(actors)]
        self.offsets = [unzigzag(number) for number in fold.varints(offsets, 2**17)]
        columns = [fold.varints(count) if mask >> column & 1 else [0] * count for column in Column]
        self.text = bool(mask & TEXT)
        bodies = self._bodies(count, columns[Column.LENGTH])
        self.entries: list[Entry] = []
        total = 0
        for index, row in enumerate(zip(*columns, strict=True)):
            entry = self._entry(index, row, salts[SALT * index : SALT * index + SALT], bodies[index])
            total += weight(entry)
            if total > BATCH:
                raise BadMessage("a batch beyond its limit")
            self.entries.append(entry)
        return self.entries

    def _bodies(self, count: int, lengths: list[int]) -> list[bytes]:
        if self.text:
            if any(lengths):
                raise BadMessage("lengths of lines")
            return read_lines(self.fold.rest(), count)
        if lengths and lengths[-1]:
            raise BadMessage("a length of what is left")
        bodies = [self.fold.raw(length) for length in lengths[:-1]]
        if count:
            bodies.append(self.fold.rest())
        self.fold.end()
        return bodies

    def _log(self) -> _Log:
        plain = self.plain
        told = plain.varint(_SEQ)
        whole, epoch = told & 1, told >> 1
        seq = plain.varint(_SEQ)
        if seq == 0:
            raise BadMessage("an entry numbered 0")
        if epoch == 0 and self.home is None:
            raise BadMessage("a log without a name")
        device = self.home.device if epoch == 0 and self.home else b""
        epoch = self.home.epoch if epoch == 0 and self.home else epoch
        if not device and (whole or seq == 1):
            device = plain.raw(DEVICE)
        if seq == 1:
            return _Log(device, epoch, seq, first_prev(device, epoch), None)
        if whole:
            return _Log(device, epoch, seq, plain.raw(HASH), None)
        check = plain.raw(CHECK)
        known = self.held(epoch, seq - 1)
        if known is None or known.hash[:CHECK] != check:
            raise Missing
        return _Log(known.envelope.device, epoch, seq, known.hash, known.envelope)

    def _entry(self, index: int, row: Sequence[int], salt: bytes, body: bytes) -> Entry:
        log_index, kind_no, actor_no, session_no, boot_no, offset_no, days, wall, mono, parent_how, subject_how, _ = row
        log = _of(self.logs, log_index)
        last = log.last
        if last is None and not (kind_no and actor_no and session_no and boot_no and offset_no):
            raise BadMessage("as the entry before, which is not there")
        kind, version = _of(self.kinds, kind_no - 1) if kind_no else (last.kind, last.version)  # type: ignore[union-attr]
        actor = _of(self.actors, actor_no - 1) if actor_no else last.actor  # type: ignore[union-attr]
        session = _of(self.sessions, session_no - 1) if session_no else last.session  # type: ignore[union-attr]
        boot = _of(self.boots, boot_no - 1) if boot_no else last.boot  # type: ignore[union-attr]
        offset = _of(self.offsets, offset_no - 1) if offset_no else last.offset  # type: ignore[union-attr]
        wall_ms = unzigzag(wall) + (last.wall_ms if last else 0)
        if self.text:
            body = unmarked(body, wall_ms, offset)
        if len(body) > BODY:
            raise BadMessage("a body beyond its limit")
        parent, of_parent = self._parent(index, parent_how, log) if parent_how else (None, None)
        if subject_how:
            subject = self._subject(index, subject_how, of_parent)
        else:
            subject = subject_of(log.device, log.epoch, log.seq)
        day = day_of(wall_ms) + unzigzag(days)
        envelope = Envelope(
            log.device, log.epoch, log.seq, log.prev, kind, version, subject, parent, actor, session, wall_ms, offset,
            unzigzag(mono) + expected_monotonic(last, boot, wall_ms), boot, self.days.get(day) or self._date(day),
        )  # fmt: skip
        entry = Entry.seal(envelope, salt, body)
        log.prev, log.seq, log.last = entry.hash, log.seq + 1, envelope
        return entry

    def _date(self, ordinal: int) -> date:
        made = self.days[ordinal] = date.fromordinal(ordinal)
        return made

    def _parent(self, index: int, how: int, log: _Log) -> tuple[bytes | None, bytes | None]:
        """The parent's hash and, where it is known, its subject."""
        if how == Parent.WHOLE:
            return self.plain.raw(HASH), None
        if how == Parent.SLOT:
            epoch, seq = self.plain.varints(2, _SEQ)
            known = self.held(log.epoch, log.seq - seq) if epoch == 0 else self.held(epoch, seq)
            if known is None:
                raise Missing
            return known.hash, known.envelope.subject
        back = _back(self.entries, index, how - Parent.BACK)
        return back.hash, back.envelope.subject

    def _subject(self, index: int, how: int, of_parent: bytes | None) -> bytes:
        if how == Subject.OF_PARENT:
            if of_parent is None:
                raise BadMessage("the subject of no parent")
            return of_parent
        if how == Subject.WHOLE:
            return self.plain.raw(SUBJECT)
        return _back(self.entries, index, how - Subject.BACK).envelope.subject


def _back(entries: Sequence[Entry], index: int, distance: int) -> Entry:
    if distance > index:
        raise BadMessage("back before the first entry")
    return entries[index - distance]


def _of(values: Sequence[_T], index: int) -> _T:
    if index >= len(values):
        raise BadMessage("a number that no table has")
    return values[index]
