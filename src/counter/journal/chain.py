"""The chain of one (device, epoch): seq 1..n without a gap, each entry naming the hash of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counter.journal.entry import BadEntry, Envelope, body_digest, entry_hash, first_prev


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log: `seq` 0 and the constant of the log when it is empty."""

    device: bytes
    epoch: int
    seq: int
    hash: bytes

    @classmethod
    def empty(cls, device: bytes, epoch: int) -> Head:
        return cls(device, epoch, 0, first_prev(device, epoch))


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as stored. `body` None with a `digest`: the body was erased by law."""

    raw: bytes
    salt: bytes | None
    body: bytes | None
    digest: bytes | None
    hash: bytes


def follow(head: Head, links: Iterable[Link]) -> tuple[Head, list[str]]:
    """Walk a log from `head` and name each break: the seq where it is, and what is wrong.

    Verifies from the stored bytes only. After a break the walk goes on from the stored hash, so that one bad row is
    named once."""
    problems: list[str] = []
    for link in links:
        at = f"epoch {head.epoch} seq {head.seq + 1}"
        digest = body_digest(link.salt, link.body) if link.body is not None and link.salt is not None else link.digest
        if digest is None:
            problems.append(f"{at}: no body and no digest")
            digest = b""
        try:
            envelope = Envelope.decode(link.raw)
        except BadEntry as error:
            problems.append(f"{at}: envelope unreadable ({error})")
            head = Head(head.device, head.epoch, head.seq + 1, link.hash)
            continue
        if (envelope.device, envelope.epoch) != (head.device, head.epoch):
            problems.append(f"{at}: belongs to another log")
        elif envelope.seq != head.seq + 1:
            problems.append(f"{at}: found seq {envelope.seq} instead")
        elif envelope.prev != head.hash:
            problems.append(f"{at}: does not follow the entry before")
        if entry_hash(link.raw, digest) != link.hash:
            problems.append(f"{at}: bytes do not give the stored hash")
        head = Head(head.device, head.epoch, envelope.seq, link.hash)
    return head, problems
