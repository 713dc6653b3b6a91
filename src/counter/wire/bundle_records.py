"""What a bundle says of itself and around its messages; and the name of its file, which says nothing of people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from counter.journal.entry import DEVICE
from counter.wire.binary import BadMessage, Reader, Writer
from counter.wire.reply import GENERATION
from counter.wire.sealing import SEALING_KEY

ID = 16
HEAD = 512  # bytes at most
# Unit, counter, the beginning of the id.
OUT_NAME = re.compile(r"counter-([0-9A-Za-z]{1,8})-([0-9A-Za-z]{1,8})-([0-9a-f]{8})\.bundle", re.ASCII)
RETURN_NAME = re.compile(r"counter-([0-9A-Za-z]{1,8})-([0-9A-Za-z]{1,8})-([0-9a-f]{8})-return\.bundle", re.ASCII)
_COUNT = 2**53
_PLACE = re.compile(r"[0-9A-Za-z]{1,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OutHead:
    """Of a bundle to the province. `number` grows with each bundle of a device; `return_key`: what the answer is sealed with.

    `unit` and `counter` are only for the names of files and for people."""

    id: bytes
    number: int
    made_ms: int
    device: bytes
    return_key: bytes
    unit: str
    counter: str

    def encode(self) -> bytes:
        """As the first record."""
        w = Writer()
        w.raw(self.id)
        w.varints((self.number, self.made_ms))
        w.raw(self.device)
        w.raw(self.return_key)
        w.text(self.unit)
        w.text(self.counter)
        return w.done()

    @classmethod
    def decode(cls, raw: bytes) -> OutHead:
        """Raises BadMessage."""
        r = Reader(raw)
        id_, (number, made_ms) = r.raw(ID), r.varints(2, _COUNT)
        head = cls(id_, number, made_ms, r.raw(DEVICE), r.raw(SEALING_KEY), _place(r), _place(r))
        r.end()
        return head

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"counter-{self.unit}-{self.counter}-{self.id[:4].hex()}.bundle"

    @property
    def return_name(self) -> str:
        """What the answer's file is called."""
        return f"counter-{self.unit}-{self.counter}-{self.id[:4].hex()}-return.bundle"


@dataclass(frozen=True, slots=True)
class ReturnHead:
    """Of the province's answer: to the bundle `answers` with its `number`. `generation`: of the database that answers."""

    id: bytes
    answers: bytes
    number: int
    made_ms: int
    device: bytes
    generation: bytes

    def encode(self) -> bytes:
        """As the first record."""
        w = Writer()
        w.raw(self.id)
        w.raw(self.answers)
        w.varints((self.number, self.made_ms))
        w.raw(self.device)
        w.raw(self.generation)
        return w.done()

    @classmethod
    def decode(cls, raw: bytes) -> ReturnHead:
        """Raises BadMessage."""
        r = Reader(raw)
        id_, answers, (number, made_ms) = r.raw(ID), r.raw(ID), r.varints(2, _COUNT)
        head = cls(id_, answers, number, made_ms, r.raw(DEVICE), r.raw(GENERATION))
        r.end()
        return head


@dataclass(frozen=True, slots=True)
class CarriedReply:
    """A reply and what the request had said that it answers: of which log, and the log's last seq, the cursor and the last
    notice then. Who takes it has moved on meanwhile, so it cannot tell by itself."""

    epoch: int
    seq: int
    cursor: int
    notices: int
    message: bytes

    def encode(self) -> bytes:
        """As a record."""
        w = Writer()
        w.varints((self.epoch, self.seq, self.cursor, self.notices))
        w.raw(self.message)
        return w.done()

    @classmethod
    def decode(cls, raw: bytes) -> CarriedReply:
        """Raises BadMessage."""
        r = Reader(raw)
        epoch, seq, cursor, notices = r.varints(4, _COUNT)
        return cls(epoch, seq, cursor, notices, r.rest())


def place_word(text: str) -> str:
    """A unit's or counter's name as it may stand in a file's name."""
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if c.isascii() and c.isalnum())[:8] or "0"


def _place(r: Reader) -> str:
    text = r.text(8)
    if _PLACE.fullmatch(text) is None:  # a name of a file is made of it
        raise BadMessage("a place that is none")
    return text
