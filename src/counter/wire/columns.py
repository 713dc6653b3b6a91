"""How a batch of entries is laid out in columns, the same for the writer and the reader.

Incompressible part: count of entries and of logs; per log its epoch, first seq, device and the hash before, where they
cannot be known; the tables of sessions and boots; the salts; parents and subjects that cannot be derived.
Folded part: a mask of the columns that are not all zero, with TEXT; the tables of kinds, actors and offsets; those
columns, in the order of `Column`; the bodies, with TEXT as lines in which the entry's own time stands as one byte.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from counter.journal.entry import Entry, Envelope

CHECK = 4  # bytes of the hash before a log's first entry here: enough to see that the other side holds another one
SAME = 0  # in a table column: as the entry before in this log

Slot = tuple[int, int]  # (epoch, seq): an epoch is issued once in the province, so it names the device too


class Column(IntEnum):
    """One number an entry, in this order."""

    LOG = 0  # index of its log in this batch
    KIND = 1
    ACTOR = 2
    SESSION = 3
    BOOT = 4
    OFFSET = 5
    DAY = 6  # business day minus the day the wall clock says, zigzag
    WALL = 7  # milliseconds since the entry before, zigzag
    MONOTONIC = 8  # what it differs from moving with the wall clock, zigzag; after a new boot as it is
    PARENT = 9
    SUBJECT = 10
    LENGTH = 11  # of the body; 0 for the last, which is what is left; not with TEXT


TEXT = 1 << len(Column)  # in the mask: no body has a byte below 0x20, so lines and marks can stand between them


class Parent(IntEnum):
    """How a parent is told. From BACK + 1 on: so many entries back in this batch."""

    NONE = 0
    WHOLE = 1  # 32 bytes
    SLOT = 2  # epoch (0: this log) and seq (this log: so many before)
    BACK = 2


class Subject(IntEnum):
    """How a subject is told. From BACK + 1 on: that of so many entries back in this batch."""

    OWN_SLOT = 0
    OF_PARENT = 1
    WHOLE = 2  # 16 bytes
    BACK = 2


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that the reader holds already."""

    envelope: Envelope
    hash: bytes


@dataclass(frozen=True, slots=True)
class Home:
    """The log that the message itself names, so that the batch need not."""

    device: bytes
    epoch: int


class Missing(Exception):
    """The reader lacks an entry that the batch builds on: it asks for the batch to be sent whole."""


Held = Callable[[int, int], Known | None]  # what is held at (epoch, seq)
Locate = Callable[[Envelope], Slot | None]  # where its parent is, if the reader holds that

_FIRST_DAY = date(1970, 1, 1).toordinal()
_EAST, _DAY = 7 * 3_600_000, 86_400_000


def day_of(wall_ms: int) -> int:
    """The day in Vietnam at that time, as an ordinal: nearly always the business day."""
    return (wall_ms + _EAST) // _DAY + _FIRST_DAY


def weight(entry: Entry) -> int:
    """What an entry counts towards the limit of a batch, in bytes."""
    return len(entry.raw) + len(entry.body)
