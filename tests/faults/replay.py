"""What a disk may hold after a power cut: everything synced, and any part of what was not.

The model: a write that was followed by a sync of its file is on the disk; any other may be there, be missing, be torn at
sectors of 512 bytes, or have overtaken another. Names (created, renamed, removed) are durable at once, as on a journalling
file system, and a sync does what it says; the province's acknowledgement is what guards against disks that lie."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<cQQI")
SECTOR = 512
SKIPPED = "-shm"  # shared memory of running processes; SQLite makes it anew


@dataclass(frozen=True, slots=True)
class Operation:
    """One recorded call (see recorder.c)."""

    kind: str
    id: int
    offset: int
    data: bytes


def read_record(path: Path) -> list[Operation]:
    """The operations of a record, in order."""
    raw, at, operations = path.read_bytes(), 0, []
    while at < len(raw):
        kind, number, offset, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        operations.append(Operation(kind.decode(), number, offset, raw[at : at + length]))
        at += length
    return operations


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Operation] = field(default_factory=list)

    def sync(self) -> None:
        for operation in self.pending:
            _apply(self.durable, operation)
        self.pending.clear()


class Disk:
    """The disk of the recorded process, one operation after the other."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}
        self._names: dict[str, int] = {}
        self._said = bytearray()

    def apply(self, operation: Operation) -> None:
        """Move on by one operation."""
        if operation.kind == "A":
            self._said += operation.data
        elif operation.kind == "O":
            path = operation.data.decode()
            if path not in self._names:
                if operation.id not in self._names.values():  # new, or the number of a removed file used again
                    self._files[operation.id] = _File()
                self._names[path] = operation.id
        elif operation.kind in "WT":
            self._files[operation.id].pending.append(operation)
        elif operation.kind == "S":
            self._files[operation.id].sync()
        elif operation.kind == "U":
            self._names.pop(operation.data.decode(), None)
        else:
            old, _, new = operation.data.decode().partition("\0")
            if old not in self._names:  # a folder, and all that lies in it
                inside = [path for path in self._names if path.startswith(old + "/")]
                self._names |= {new + path.removeprefix(old): self._names.pop(path) for path in inside}
                return
            self._names[new] = self._names[old]
            if operation.kind == "R":
                del self._names[old]

    @property
    def promised(self) -> list[bytes]:
        """The whole lines that the world has read so far."""
        return bytes(self._said).split(b"\n")[:-1]

    def image(self, rng: random.Random, manner: str) -> dict[str, bytes]:
        """The files after a cut here. `manner`: "dropped" (nothing unsynced is there), "kept" (all of it), "mixed"."""
        found = {}
        for path, number in self._names.items():
            if not path.endswith(SKIPPED):
                file = self._files[number]
                content = bytearray(file.durable)
                if manner == "kept":
                    _apply_all(content, file.pending)
                elif manner == "mixed":
                    _apply_all(content, _some(file.pending, rng))
                found[path] = bytes(content)
        return found


def _apply_all(content: bytearray, operations: list[Operation]) -> None:
    for operation in operations:
        _apply(content, operation)


def _apply(content: bytearray, operation: Operation) -> None:
    end = operation.offset + len(operation.data)
    if operation.kind == "T":
        del content[operation.offset :]
    if len(content) < operation.offset:
        content.extend(bytes(operation.offset - len(content)))
    if operation.kind == "W":
        content[operation.offset : end] = operation.data


def _some(pending: list[Operation], rng: random.Random) -> list[Operation]:
    """A part of the unsynced operations: some missing (others have overtaken them), some torn."""
    share = rng.choice((0.1, 0.5, 0.9, 0.97))
    return [part for operation in pending if rng.random() < share for part in _torn(operation, rng)]


def _torn(operation: Operation, rng: random.Random) -> Iterator[Operation]:
    if operation.kind == "T" or rng.random() < 0.6 or len(operation.data) <= SECTOR:
        yield operation
        return
    start = operation.offset
    while start < operation.offset + len(operation.data):
        end = min(start - start % SECTOR + SECTOR, operation.offset + len(operation.data))
        if rng.random() < 0.5:
            at = start - operation.offset
            yield Operation("W", operation.id, start, operation.data[at : end - operation.offset])
        start = end
