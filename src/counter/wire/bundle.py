"""The boat bundle: ordinary messages in a file, sealed for its reader and signed by its maker (docs/protocol.md).

`mark, version, kind, name of the reader's key, sealed key, chunks`; inside, records of a kind and counted bytes, the last
of them the maker's signature over all before it. Nothing in it is used before that signature was checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from enum import IntEnum, StrEnum
from typing import BinaryIO

from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.bundle_records import HEAD
from counter.wire.frame import MARK, VERSION
from counter.wire.limits import BUNDLE, CATALOGUE, MESSAGE, RECORDS
from counter.wire.sealing import NotOpened, Opener, Sealer, key_name, public_sealing_key

_CONTEXT = b"counter bundle 1"
_PREFIX = 3 + 8


class Way(IntEnum):
    """Which way a bundle goes. The numbers are those of kinds of messages."""

    OUT = 16
    RETURN = 17


class Record(IntEnum):
    """What a record holds."""

    END = 0  # how many there were, and the signature
    HEAD = 1
    REQUEST = 2
    REPLY = 3
    CATALOGUE = 4


_MOST = {
    Record.END: 4 + SIGNATURE, Record.HEAD: HEAD, Record.REQUEST: MESSAGE, Record.REPLY: MESSAGE + 64,
    Record.CATALOGUE: CATALOGUE,
}  # fmt: skip


class Why(StrEnum):
    """Why a file is not taken. The values are the last parts of the keys of its sentences."""

    NO_BUNDLE = "no_bundle"
    OTHER_VERSION = "other_version"
    OTHER_WAY = "other_way"
    OTHER_READER = "other_reader"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    OTHER_MAKER = "other_maker"


class BadBundle(BadMessage):
    """A file that is not taken. Nothing was changed by looking at it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class BundleWriter:
    """Writes one bundle through `write`. End with `done`."""

    def __init__(self, write: Callable[[bytes], object], way: Way, reader_key: bytes, signing_key: bytes) -> None:
        """`reader_key`: the reader's public sealing key."""
        self._write, self._signing_key, self._reader_key, self._way = write, signing_key, reader_key, way
        self._written, self._count, self._digest = 0, 0, hashlib.sha256()
        prefix = bytes((MARK, VERSION, way)) + key_name(reader_key)
        self._put(prefix)
        self._sealer = Sealer(self._put, reader_key, prefix)

    @property
    def size(self) -> int:
        """What it takes on the stick so far, with what waits to be sealed."""
        return self._written + self._sealer.held

    def add(self, record: Record, content: bytes) -> None:
        """One more record. Raises ValueError for one beyond its limit."""
        if len(content) > _MOST[record]:
            raise ValueError("a record beyond its limit")
        w = Writer()
        w.varint(record)
        w.counted(content)
        self._digest.update(w.done())
        self._count += 1
        self._sealer.add(w.done())

    def done(self) -> None:
        """Sign and end it."""
        signed = _signed(self._way, self._reader_key, self._count, self._digest.digest())
        w = Writer()
        w.varint(Record.END)
        w.counted(self._count.to_bytes(4, "big") + sign(self._signing_key, signed))
        self._sealer.add(w.done())
        self._sealer.done()

    def _put(self, data: bytes) -> None:
        self._written += len(data)
        self._write(data)


class BundleReader:
    """One bundle in an open file. Make it, `check` it, and only then use its `records`."""

    def __init__(
        self, file: BinaryIO, way: Way, private_key: Callable[[bytes], bytes | None], *,
        largest: int = BUNDLE, most: int = RECORDS,
    ) -> None:  # fmt: skip
        """`private_key`: the sealing key of that name, None for a name that is not ours. `largest`, `most`: bytes of a file
        and records in it; the tests have smaller ones. Raises BadBundle, OSError."""
        self._file, self._way, self._largest, self._most = file, way, largest, most
        self.size = file.seek(0, 2)
        file.seek(0)
        self._prefix = file.read(_PREFIX)
        if self._prefix[:1] != bytes((MARK,)) or len(self._prefix) < _PREFIX or self._prefix[2] not in tuple(Way):
            raise BadBundle(Why.NO_BUNDLE)
        if self._prefix[1] != VERSION:
            raise BadBundle(Why.OTHER_VERSION)
        if self._prefix[2] != way:
            raise BadBundle(Why.OTHER_WAY)
        if self.size > largest:
            raise BadBundle(Why.TOO_LARGE)
        key = private_key(self._prefix[3:])
        if key is None:
            raise BadBundle(Why.OTHER_READER)
        self._private_key = key

    def check(self, maker: Callable[[bytes], bytes | None], told: Callable[[int], object] = lambda _: None) -> bytes:
        """Read all of it once; the head, when it is whole and of its maker.

        `maker`: the public signing key of whom the head names. `told`: bytes read so far; it may raise to stop.
        Raises BadBundle, OSError."""
        head, digest = b"", hashlib.sha256()
        for number, (record, content, raw) in enumerate(self._walk()):
            told(self._file.tell())
            if (record is Record.HEAD) is not (number == 0):
                raise BadBundle(Why.DAMAGED)
            if record is Record.END:
                self._check_end(content, maker(head), number, digest.digest())
            head = head or content
            digest.update(raw)
        return head

    def _check_end(self, content: bytes, maker: bytes | None, count: int, digest: bytes) -> None:
        if maker is None:
            raise BadBundle(Why.OTHER_MAKER)
        counted, signature = content[:-SIGNATURE], content[-SIGNATURE:]
        signed = _signed(self._way, public_sealing_key(self._private_key), count, digest)
        if counted != count.to_bytes(4, "big") or not verified(maker, signed, signature):
            raise BadBundle(Why.DAMAGED)

    def records(self) -> Iterator[tuple[Record, bytes]]:
        """What is in it after the head, opened anew. Raises BadBundle, OSError."""
        return ((record, content) for record, content, _ in self._walk() if record not in (Record.HEAD, Record.END))

    def _walk(self) -> Iterator[tuple[Record, bytes, bytes]]:
        self._file.seek(_PREFIX)
        left = self._largest

        def read(length: int) -> bytes:
            nonlocal left
            piece = self._file.read(length)
            left -= len(piece)
            if left < 0:  # it grew while it was read
                raise BadBundle(Why.TOO_LARGE)
            return piece

        try:
            opener = Opener(read, self._private_key, self._prefix)
            for _ in range(self._most):
                record, content, raw = _next_record(opener)
                if record is Record.END and opener.take(1):
                    raise BadBundle(Why.DAMAGED)
                yield record, content, raw
                if record is Record.END:
                    return
        except NotOpened:
            raise BadBundle(Why.DAMAGED) from None
        raise BadBundle(Why.TOO_LARGE)


def _next_record(opener: Opener) -> tuple[Record, bytes, bytes]:
    """Kind, content, and both as they stand in the file."""
    kind = opener.take(1)
    if not kind or kind[0] not in tuple(Record):
        raise BadBundle(Why.DAMAGED)
    record = Record(kind[0])
    counted = bytearray(more := opener.take(1))
    while more and more[0] & 0x80 and len(counted) < 5:  # `more` is empty where the file ends in the middle of a length
        counted += (more := opener.take(1))
    try:
        length = Reader(bytes(counted)).varint(_MOST[record])
    except BadMessage:
        raise BadBundle(Why.DAMAGED) from None
    content = opener.take(length)
    if len(content) != length:
        raise BadBundle(Why.DAMAGED)
    return record, content, kind + bytes(counted) + content


def _signed(way: Way, reader_key: bytes, count: int, digest: bytes) -> bytes:
    return _CONTEXT + bytes((way,)) + reader_key + count.to_bytes(4, "big") + digest
