"""The checker: its own model of what was made, printed and taken in, compared with every replica at every step.

It believes nothing that the product says of itself: it reads the databases, recomputes hashes and remembers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counter.domain.dossier_code import parse_code
from counter.journal.entry import Envelope, body_digest, entry_hash
from counter.journal.kinds import RECEIVED
from counter.server.lanes import reserved_start
from tests.faults.simulator.machine import Machine
from tests.faults.simulator.province import ProvinceNode
from tests.faults.simulator.violation import Violation

_NEW = (
    "SELECT l.id, s.device, s.epoch, s.own, l.seq, l.hash, l.envelope, l.salt, l.body, l.position "
    "FROM log l JOIN source s ON s.id = l.source WHERE l.id > ? ORDER BY l.id"
)
_OWN = "SELECT device, epoch, seq, head, acked, acked_head, state FROM source WHERE own = 1"
_SETTINGS = "SELECT name, value FROM setting WHERE name IN ('cursor', 'generation')"
_AT = "SELECT hash FROM inbox WHERE centre IN (SELECT id FROM centre) AND epoch = ? AND seq = ?"  # as its key begins
_AFTER_A_RESTORE = 10_000  # epochs begin there
Log = tuple[bytes, int]


@dataclass(frozen=True)
class Made:
    """A fact as its maker's disk had it."""

    machine: str
    epoch: int
    seq: int
    code: str | None


@dataclass
class Seen:
    """What the checker knows of one machine's disk."""

    last_row: int = 0
    known: set[bytes] = field(default_factory=set)
    heads: dict[Log, tuple[int, bytes]] = field(default_factory=dict)
    days: dict[bytes, date] = field(default_factory=dict)
    cursor: int = 0
    generation: str = ""


def _beyond_its_third(code: str, epochs: set[int]) -> bool:
    """Whether a province that was never put back had lent more than a third of that body's space, and a later one, which had
    forgotten that, lent it again: the stated limit of `counter.server.restores`."""
    found = parse_code(code)
    return (
        found is not None
        and min(epochs) < _AFTER_A_RESTORE <= max(epochs)
        and found.serial > (reserved_start(found.pattern) - 1) // 3
    )  # fmt: skip


class Checker:
    """Call `machine` after anything a machine did, `province` after anything the province did."""

    def __init__(self, node: ProvinceNode) -> None:
        self._node = node
        self.made: dict[bytes, Made] = {}
        self.codes: dict[str, set[bytes]] = {}
        self.doubled: set[str] = set()
        self.seen: dict[str, Seen] = {}
        self.feeds: dict[int, list[tuple[int, bytes]]] = {}  # centre → (epoch, hash) by position
        self.heads: dict[int, int] = {}
        self.ever: set[bytes] = set()  # what the province has ever held
        self.excused: set[int] = set()  # epochs that two machines use, or a machine and its own past
        self.excused_asks: set[bytes] = set()  # those that two machines were asking for when they became two
        self.machines: list[Machine] = []
        self.looks = 0

    # Machines

    def machine(self, m: Machine) -> None:
        """Everything that must be true of one machine's disk, as far as it has changed."""
        self.looks += 1
        seen = self.seen.setdefault(m.name, Seen())
        for row in m.rows(_NEW, (seen.last_row,)):
            self._entry(m, seen, *row)
        generation = self._node.province.authority.generation.hex()
        settings = {name: json.loads(value) for name, value in m.rows(_SETTINGS)}
        same = settings.get("generation") == generation
        own = m.rows(_OWN)
        for device, epoch, seq, head, acked, acked_head, state in own:
            held = seen.heads.get((device, epoch), (0, None))
            if held[0] != seq or (seq and held[1] != head):
                raise Violation(f"I7 {m.name}: the head kept is seq {seq}, the log ends at {held[0]}")
            if acked > seq:
                raise Violation(f"I11 {m.name}: acknowledged {acked} of {seq}")
            if same and acked and state != "recovered":
                self._acknowledged(m, epoch, acked, acked_head)
        self._pulled(m, seen, settings, {row[1] for row in own}, same=same)

    def _entry(
        self, m: Machine, seen: Seen, row: int, device: bytes, epoch: int, own: int, seq: int, hash_: bytes, raw: bytes,
        salt: bytes, body: bytes, position: int | None,
    ) -> None:  # fmt: skip
        seen.last_row = row
        seen.known.add(hash_)
        if entry_hash(raw, body_digest(salt, body)) != hash_:
            raise Violation(f"I7 {m.name}: epoch {epoch} seq {seq}: bytes do not give the stored hash")
        if not own:
            if hash_ not in self.made and hash_ not in self.ever:
                raise Violation(f"I10 {m.name}: epoch {epoch} seq {seq} was never made by anybody")
            return
        before = seen.heads.get((device, epoch), (0, b""))
        envelope = Envelope.decode(raw)
        if seq != before[0] + 1 or (before[0] and envelope.prev != before[1]):
            raise Violation(f"I7 {m.name}: epoch {epoch}: seq {seq} follows {before[0]}")
        seen.heads[device, epoch] = (seq, hash_)
        if position is None:  # else it is one of a copy's lost entries that came back
            if envelope.day < seen.days.get(device, date.min):
                raise Violation(f"I4 {m.name}: the business day went back from {seen.days[device]} to {envelope.day}")
            seen.days[device] = envelope.day
        if hash_ not in self.made:
            self._new(m, envelope, hash_, body)

    def _new(self, m: Machine, envelope: Envelope, hash_: bytes, body: bytes) -> None:
        code = _code(envelope, body)
        self.made[hash_] = Made(m.name, envelope.epoch, envelope.seq, code)
        if code is None:
            return
        twins = self.codes.setdefault(code, set())
        twins.add(hash_)
        if len(twins) > 1:
            epochs = {self.made[twin].epoch for twin in twins}
            if not any(map(self._shared, epochs)) and not _beyond_its_third(code, epochs):
                raise Violation(f"I2 {m.name}: {code} is on two papers")
            self.doubled.add(code)
        found = parse_code(code)
        if found is not None and found.day is not None:
            lanes = m.rows(
                "SELECT 1 FROM lane JOIN source s ON s.id = source WHERE s.epoch = ? AND s.own = 1 AND agency = ? "
                "AND ? BETWEEN start AND start + length - 1 AND until >= ?",
                (envelope.epoch, found.agency, found.serial, found.day.isoformat()),
            )
            if not lanes:
                raise Violation(f"I5 {m.name}: {code} is of no lane of epoch {envelope.epoch}")

    def _shared(self, epoch: int) -> bool:
        if epoch not in self.excused and self.excused_asks:
            asks = {row[0] for row in self._node.rows("SELECT ask FROM epoch WHERE epoch = ?", (epoch,))}
            if asks & self.excused_asks:
                self.excused.add(epoch)
        return epoch in self.excused

    def _acknowledged(self, m: Machine, epoch: int, acked: int, acked_head: bytes) -> None:
        if not any(row[0] == acked_head for row in self._node.rows(_AT, (epoch, acked))):
            raise Violation(
                f"I11 {m.name}: epoch {epoch} is acknowledged up to {acked}, the province does not hold that"
            )

    def _pulled(self, m: Machine, seen: Seen, settings: dict[str, Any], own: set[int], *, same: bool) -> None:
        cursor, generation = settings.get("cursor", 0), settings.get("generation", "")
        if generation != seen.generation or cursor < seen.cursor:
            seen.cursor, seen.generation = 0, generation
        if not same:
            return
        feed = self.feeds.get(self._centre(m), [])
        if cursor > len(feed):
            raise Violation(f"I14 {m.name}: has read up to {cursor} of {len(feed)}")
        for position in range(seen.cursor, cursor):
            epoch, hash_ = feed[position]
            if hash_ not in seen.known and epoch not in own and not self.branched(m, epoch, hash_):
                raise Violation(f"I14 {m.name}: position {position + 1} is behind the cursor {cursor} and not here")
        seen.cursor = cursor

    def branched(self, m: Machine, epoch: int, hash_: bytes) -> bool:
        """Whether that slot is filled here by what the maker's other self made, before the province was put back too.

        The stated limit: a whole disk that goes back is seen by nobody but the province, and that had forgotten."""
        made = self.made.get(hash_)
        if made is None or not self._shared(epoch):
            return False
        sql = "SELECT 1 FROM log l JOIN source s ON s.id = l.source WHERE s.epoch = ? AND l.seq = ?"
        return bool(m.rows(sql, (epoch, made.seq)))

    def green(self, m: Machine) -> None:
        """Every own entry must be in the province, or whole in its quarantine with a supervisor's note that it was seen:
        that is what the green light says."""
        if self.seen[m.name].generation != self._node.province.authority.generation.hex():
            return  # the province was put back since; the next contact tells
        for device, epoch, seq, head, *_ in m.rows(_OWN):
            held = self._node.rows(
                "SELECT hash FROM inbox WHERE centre IN (SELECT id FROM centre) AND device = ? AND epoch = ? AND seq = ?",
                (device, epoch, seq),
            )
            if seq and held != [(head,)] and not self._noted(m, head):
                raise Violation(f"I11 {m.name}: the light is green, epoch {epoch} seq {seq} is not in the province")

    def _noted(self, m: Machine, head: bytes) -> bool:
        apart = self._node.rows("SELECT 1 FROM quarantine WHERE hash = ?", (head,))
        return bool(apart and m.rows("SELECT 1 FROM resolution WHERE target = ?", (head,)))

    def restarted(self, m: Machine) -> None:
        """After a kill or a cut: nothing that was committed may be missing or changed."""
        before = self.seen.pop(m.name, Seen())
        self.machine(m)
        lost = before.known - self.seen[m.name].known
        if lost:
            raise Violation(f"I1 {m.name}: {len(lost)} committed entries are gone after a restart")

    def put_back(self, m: Machine) -> None:
        """Its disk is another one now: look at all of it anew."""
        self.seen.pop(m.name, None)
        self.machine(m)

    # The province

    def province(self) -> None:
        """Positions without a gap, logs without a gap, nothing invented, nothing slipped in behind a cursor."""
        for centre, last in self._node.rows("SELECT id, last_position FROM centre"):
            feed = self.feeds.setdefault(centre, [])
            if last == len(feed):
                continue
            before = len(feed)
            rows = self._node.rows(
                "SELECT position, device, epoch, seq, hash FROM inbox WHERE centre = ? AND position > ? ORDER BY position",
                (centre, before),
            )
            for position, device, epoch, seq, hash_ in rows:
                if position != len(feed) + 1:
                    raise Violation(f"I14 province: position {len(feed) + 1} is given and not there, {position} is")
                if seq != self.heads.get(epoch, 0) + 1:
                    raise Violation(f"I12 province: epoch {epoch} seq {seq} follows {self.heads.get(epoch, 0)}")
                if hash_ not in self.made and device != self._node.province.authority.device:
                    raise Violation(f"I10 province: epoch {epoch} seq {seq} was never made")
                feed.append((epoch, hash_))
                self.heads[epoch] = seq
                self.ever.add(hash_)
            if len(feed) != last:
                raise Violation(f"I14 province: positions up to {last} are given, {len(feed)} are there")

    def province_put_back(self) -> None:
        """Look at all of it anew."""
        self.feeds.clear()
        self.heads.clear()
        self.province()

    def _centre(self, m: Machine) -> int:
        found = self._node.rows("SELECT id FROM centre WHERE agency = ? AND unit = ?", (m.centre.agency, m.centre.unit))
        return int(found[0][0]) if found else 0


def _code(envelope: Envelope, body: bytes) -> str | None:
    if envelope.kind != RECEIVED or envelope.version != 1:
        return None
    try:
        code = json.loads(body).get("code")
    except (ValueError, AttributeError, RecursionError):
        return None
    return code if isinstance(code, str) and code.isascii() and code.isprintable() else None
