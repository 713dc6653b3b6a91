"""Logs with invented facts, made by the product's own envelope and chain; used by the tests of wire, server and sync."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, datetime

from counter.journal.chain import Head
from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry, Envelope, subject_of

START = int(datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM).timestamp() * 1000)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khánh", "Linh", "Minh", "Ngọc", "Phúc", "Quỳnh", "Sơn", "Thảo")


def reception(code: str, rng: random.Random, **more: object) -> dict[str, object]:
    """The body of a `dossier_received` of version 1."""
    return {
        "code": code, "provisional": False, "agency": "H49.22", "unit": "06652", "counter": "03", "clerk": "Bùi Thị Hòa",
        "deciding_agency": "H49.22",
        "procedure": {"code": "2.000815", "name": "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "version": "2026-11-21",
                      "sector": "Chứng thực", "variant": "plain", "variant_name": "Thông thường"},
        "applicant": {"name": f"{rng.choice(FAMILY)} {rng.choice(GIVEN)} {rng.choice(GIVEN)}",
                      "number": f"022{rng.randrange(10**9):09d}",
                      "birth_date": f"19{rng.randrange(50, 99)}-04-1{rng.randrange(9)}"},
        "owner": None, "capacity": "self", "papers": [{"name": "Bản chính", "originals": 1, "copies": 0, "kind": "present"}],
        "sets": 1, "received_at": "2026-11-23T08:15:00+07:00", "due": "2026-11-23T17:00:00+07:00",
        "due_plan": {"rule": "same_day"}, "due_expected": False, "fee": {"kind": "fixed", "vnd": 2000, "state": "paid"},
        "return_by": "counter", "settled_at_once": False, "late": None, "duties": [], "offline_since": None, "note": None,
        "request": f"r-{rng.randrange(10**9)}", **more,
    }  # fmt: skip


def body_bytes(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass
class MadeLog:
    """A log of one (device, epoch) that grows by `add`; seeded, so that the same seed gives the same bytes."""

    device: bytes
    epoch: int
    rng: random.Random
    entries: list[Entry] = field(default_factory=list)
    agency: str = "H49.22"
    session: bytes = b"session1"
    boot: bytes = b"bootboot"
    actor: str = "hoa"
    wall_ms: int = START
    monotonic_ms: int = 5_000

    @property
    def head(self) -> Head:
        if not self.entries:
            return Head.empty(self.device, self.epoch)
        return Head(self.device, self.epoch, len(self.entries), self.entries[-1].hash)

    def add(
        self, body: object | bytes | None = None, *, kind: str = "dossier_received", version: int = 1,
        subject: bytes | None = None, parent: bytes | None = None,
    ) -> Entry:  # fmt: skip
        """One more entry; without a body a reception with the next code."""
        seq = len(self.entries) + 1
        passed = self.rng.randrange(20_000, 200_000)
        self.wall_ms += passed
        self.monotonic_ms += passed + self.rng.randrange(3)
        if body is None:
            body = reception(f"{self.agency}-261123-{self.epoch % 40 * 200 + seq:04d}", self.rng)
        envelope = Envelope(
            self.device, self.epoch, seq, self.head.hash, kind, version,
            subject or subject_of(self.device, self.epoch, seq), parent, self.actor, self.session, self.wall_ms, 420,
            self.monotonic_ms, self.boot, date(2026, 11, 23),
        )  # fmt: skip
        raw = body if isinstance(body, bytes) else body_bytes(body)
        entry = Entry.seal(envelope, self.rng.randbytes(8), raw)
        self.entries.append(entry)
        return entry

    def fill(self, count: int) -> MadeLog:
        for _ in range(count):
            self.add()
        return self

    def copy(self, seed: int) -> MadeLog:
        """What a clone of the machine would go on from."""
        return MadeLog(
            self.device, self.epoch, random.Random(seed), list(self.entries), self.agency, self.session, self.boot,
            self.actor, self.wall_ms, self.monotonic_ms,
        )  # fmt: skip


def made_log(seed: int, count: int = 0, *, epoch: int = 1, device: bytes | None = None) -> MadeLog:
    """A new log of a seed."""
    rng = random.Random(seed)
    return MadeLog(device or rng.randbytes(16), epoch, rng).fill(count)


class Shelf:
    """What the other side holds: answers `held` and `locate` from entries put on it."""

    def __init__(self, *logs: MadeLog) -> None:
        self._at: dict[tuple[int, int], Entry] = {}
        self._slot: dict[bytes, tuple[int, int]] = {}
        for log in logs:
            self.put(*log.entries)

    def put(self, *entries: Entry) -> None:
        for entry in entries:
            slot = (entry.envelope.epoch, entry.envelope.seq)
            self._at[slot] = entry
            self._slot[entry.hash] = slot

    def held(self, epoch: int, seq: int) -> object:
        from counter.wire.columns import Known

        entry = self._at.get((epoch, seq))
        return None if entry is None else Known(entry.envelope, entry.hash)

    def locate(self, envelope: Envelope) -> tuple[int, int] | None:
        return self._slot.get(envelope.parent or b"")
