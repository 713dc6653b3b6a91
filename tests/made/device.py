"""A device of the tests: a made log, a key, and the wire's own messages, spoken to a province directly or over HTTP."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from counter.journal.chain import Head
from counter.journal.checkpoint import new_key, public_key
from counter.journal.entry import Entry
from counter.journal.lane import Lane
from counter.wire.columns import Missing
from counter.wire.enrolment import ASK, EnrolReply, EnrolRequest
from counter.wire.limits import ENTRIES
from counter.wire.reply import Standing, SyncReply
from counter.wire.reply_format import read_reply, wants_whole
from counter.wire.request import SyncRequest, write_request
from tests.made.logs import MadeLog, Shelf, reception

Answer = Callable[[bytes], bytes]


@dataclass
class Device:
    """What a counter knows of itself and the province."""

    key: bytes
    granted: EnrolReply
    log: MadeLog
    shelf: Shelf = field(default_factory=Shelf)
    acked: int = 0  # or, in a fork, what lies in quarantine
    cursor: int = 0
    notices: int = 0
    lanes_version: int = 0
    spent: int = 0
    pulled: dict[int, Entry] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set)
    everything: list[Entry] = field(default_factory=list)  # all that was ever pulled, in the order it came

    @classmethod
    def enrol(cls, enrol: Callable[[EnrolRequest], EnrolReply], token: str, seed: int = 1) -> Device:
        key, rng = new_key(), random.Random(seed)
        granted = enrol(EnrolRequest.make(token, key, public_key(key), None, bytes(ASK)))
        log = MadeLog(granted.device, granted.epoch, rng, agency=granted.agency, session=rng.randbytes(8))
        return cls(key, granted, log, lanes_version=granted.lanes_version)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return self.granted.lanes

    def receive(self, count: int = 1, **more: object) -> list[Entry]:
        """Receptions with codes of the granted lanes, as a counter numbers them."""
        made = []
        for _ in range(count):
            serial = self._serial()
            made.append(self.log.add(reception(f"{self.log.agency}-261123-{serial:04d}", self.log.rng, **more)))
        return made

    def receive_many(self, count: int) -> None:
        """Receptions without regard to lanes, for what is only measured."""
        for number in range(count):
            code = f"{self.log.agency}-261123-{number % 9999 + 1:04d}"
            self.log.add(reception(code, self.log.rng))

    def _serial(self) -> int:
        self.spent += 1
        rest = self.spent - 1
        for lane in self.lanes:
            if rest < lane.length:
                return lane.start + rest
            rest -= lane.length
        raise AssertionError("no lane left")

    def request(self, count: int | None = None, **more: object) -> SyncRequest:
        """The next exchange, with up to `count` entries."""
        log = self.log
        entries = tuple(log.entries[self.acked : None if count is None else self.acked + count][:ENTRIES])
        base_hash = log.entries[self.acked - 1].hash if self.acked else Head.empty(log.device, log.epoch).hash
        ahead = len(log.entries) - self.acked - len(entries)
        plain = SyncRequest(
            log.device, log.epoch, self.acked, base_hash, entries, ahead, log.wall_ms, self.cursor,
            self.granted.generation[:4], b"", self.lanes_version, self.notices,
        )  # fmt: skip
        return replace(plain, **more)

    def message(self, request: SyncRequest) -> bytes:
        self.shelf.put(*self.log.entries)
        return write_request(request, self.key, self.shelf.held, self.shelf.locate)

    def read(self, request: SyncRequest, answer: bytes) -> SyncReply:
        """A reply, checked as a counter checks it, and taken over."""
        log = self.log

        def hash_at(seq: int) -> bytes | None:
            if seq == 0:
                return Head.empty(log.device, log.epoch).hash
            return log.entries[seq - 1].hash if seq <= len(log.entries) else None

        reply = read_reply(
            answer, self.granted.province_key, device=log.device, epoch=log.epoch, generation=self.granted.generation,
            hash_at=hash_at, held=self.shelf.held,
        )  # fmt: skip
        self.acked = reply.held if reply.standing is Standing.FORK else reply.acked
        if reply.generation != self.granted.generation:  # positions are given anew from here on
            shared = reply.positions[0] - 1 if reply.positions else reply.cursor
            self.pulled = {at: entry for at, entry in self.pulled.items() if at <= shared}
        for position, entry in zip(reply.positions, reply.entries, strict=True):
            assert self.pulled.get(position, entry) == entry
            self.pulled[position] = entry
            if entry.hash not in self.seen:
                self.everything.append(entry)
            self.seen.add(entry.hash)
            self.shelf.put(entry)
        self.cursor = reply.cursor
        self.notices = max([self.notices, *(n.number for n in reply.notices)])
        if reply.lanes is not None and reply.grant is None:
            self.lanes_version = reply.lanes_version
            self.granted = replace(self.granted, lanes=reply.lanes)
        if reply.generation != self.granted.generation:
            self.granted = replace(self.granted, generation=reply.generation)
        return reply

    def exchange(self, answer: Answer, count: int | None = None, **more: object) -> SyncReply:
        """One exchange, sent whole when the province asks for that."""
        for whole in (False, True):
            request = self.request(count, whole=whole, **more)
            got = answer(self.message(request))
            if not wants_whole(got):
                try:
                    return self.read(request, got)
                except Missing:
                    continue
        raise AssertionError("asked for whole twice")

    def push_all(self, answer: Answer, count: int | None = None) -> None:
        """Exchange until nothing is left to push or pull."""
        while self.exchange(answer, count).more or self.acked < len(self.log.entries):
            pass


def slots(rows: list[dict[str, object]]) -> set[tuple[object, object, object]]:
    """(epoch, seq, hash) of exported entries."""
    return {(row["epoch"], row["seq"], row["hash"]) for row in rows if row["type"] == "entry"}


def facts(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = json.loads(entry.body)
    return found
