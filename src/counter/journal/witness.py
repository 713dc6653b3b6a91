"""The witness: how far this device had come, told outside the database, so that a copied-back database is seen."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Literal

from counter.journal.chain import Head

SLOT = 512  # two slots, by turns of seq; a torn one fails its checksum and the other still speaks
Verdict = Literal["true", "restored"]


@dataclass(frozen=True, slots=True)
class Witness:
    """The high-water mark after a commit. `code`: the last code issued, for the person who has to look."""

    device: bytes
    epoch: int
    seq: int
    head: bytes
    code: str | None = None

    def encode(self) -> bytes:
        """One slot of SLOT bytes."""
        code = json.dumps(self.code)
        text = f'["{self.device.hex()}", {self.epoch}, {self.seq}, "{self.head.hex()}", {code}]'.encode()
        return (b"%08x " % zlib.crc32(text) + text + b"\n").ljust(SLOT)

    @property
    def slot(self) -> int:
        """Where this mark is written: every second one overwrites, so the one before it survives a torn write."""
        return (self.seq % 2) * SLOT


def read_witness(raw: bytes) -> Witness | None:
    """The valid slot that has seen most; None when none can be read (a witness that cannot speak accuses nobody)."""
    best: Witness | None = None
    for at in range(0, len(raw), SLOT):
        slot = raw[at : at + SLOT].partition(b"\n")[0]
        try:
            if int(slot[:8], 16) != zlib.crc32(slot[9:]):
                continue
            device, epoch, seq, head, code = json.loads(slot[9:])
            found = Witness(bytes.fromhex(device), epoch, seq, bytes.fromhex(head), code)
        except (ValueError, TypeError):
            continue
        if best is None or (epoch, seq) > (best.epoch, best.seq):
            best = found
    return best


def judge(head: Head, witness: Witness | None) -> Verdict:
    """Whether the database may issue numbers: not when the witness has seen more of this device than it holds.

    The witness is written after the commit, so a database that is ahead of it is the usual case after a crash."""
    if witness is None or witness.device != head.device or witness.epoch < head.epoch:
        return "true"
    if witness.epoch > head.epoch or witness.seq > head.seq:
        return "restored"
    if witness.seq == head.seq and witness.head != head.hash:
        return "restored"
    return "true"
