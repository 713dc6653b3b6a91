"""Facts and batches as docs/protocol.md tells them, for a counter of another make (`stranger.py`): nothing of the program's own.

Batches are written in the plainest way that the page allows (no slots, no lines, no marks); every one is read."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from backports import zstd

DICTIONARY = zstd.ZstdDict((Path(__file__).parents[2] / "resources" / "wire" / "dictionary-1.zdict").read_bytes())
MAGIC = bytes.fromhex("28b52ffd")
COLUMNS = 12


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes((number & 127 | 128,))
        number >>= 7
    return out + bytes((number,))


def zigzag(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def unzigzag(number: int) -> int:
    return -((number + 1) >> 1) if number & 1 else number >> 1


def text(words: str) -> bytes:
    return varint(len(words.encode())) + words.encode()


class Walk:
    """Over the bytes of a message."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def raw(self, length: int) -> bytes:
        self.at += length
        assert self.at <= len(self.data)
        return self.data[self.at - length : self.at]

    def number(self) -> int:
        number = shift = 0
        while True:
            byte = self.raw(1)[0]
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def text(self) -> str:
        return self.raw(self.number()).decode()

    def rest(self) -> bytes:
        return self.raw(len(self.data) - self.at)


@dataclass
class Fact:
    """An entry. Numbers and hashes as the page names them."""

    device: bytes
    epoch: int
    seq: int
    prev: bytes
    kind: str
    version: int
    subject: bytes
    parent: bytes | None
    actor: str
    session: bytes
    wall: int
    offset: int
    monotonic: int
    boot: bytes
    day: int
    salt: bytes
    body: bytes
    hash: bytes = field(init=False)

    def __post_init__(self) -> None:
        kind, actor = self.kind.encode(), self.actor.encode()
        envelope = b"".join((
            b"\x01", self.device, struct.pack(">QQ", self.epoch, self.seq), self.prev, self.subject, self.session,
            struct.pack(">qhQ", self.wall, self.offset, self.monotonic), self.boot, struct.pack(">IH", self.day, self.version),
            bytes((len(kind),)), kind, bytes((len(actor),)), actor,
            b"\x00" if self.parent is None else b"\x01" + self.parent,
        ))  # fmt: skip
        self.hash = sha(envelope + sha(self.salt + self.body))


def first_prev(device: bytes, epoch: int) -> bytes:
    return sha(b"counter log" + device + struct.pack(">Q", epoch))


def own_subject(device: bytes, epoch: int, seq: int) -> bytes:
    return sha(b"counter subject" + device + struct.pack(">QQ", epoch, seq))[:16]


def wall_day(wall: int) -> int:
    return (wall + 7 * 3_600_000) // 86_400_000 + date(1970, 1, 1).toordinal()


def moved(last: Fact | None, boot: bytes, wall: int) -> int:
    return last.monotonic + wall - last.wall if last is not None and last.boot == boot else 0


def fold(data: bytes) -> bytes:
    free = {zstd.CompressionParameter.checksum_flag: 0, zstd.CompressionParameter.dict_id_flag: 0}
    folding = zstd.ZstdCompressor(options=free, zstd_dict=DICTIONARY)
    return folding.compress(data, zstd.ZstdCompressor.FLUSH_FRAME)[len(MAGIC) :]


def unfold(data: bytes, dictionary: zstd.ZstdDict | None = DICTIONARY) -> bytes:
    return zstd.ZstdDecompressor(zstd_dict=dictionary).decompress(MAGIC + data)


def number_in(table: list, value: object) -> int:
    if value not in table:
        table.append(value)
    return table.index(value) + 1


def write_batch(facts: list[Fact], *, whole: bool, last: Fact | None) -> bytes:
    kinds, actors, offsets, sessions, boots = [], [], [], [], []
    columns, apart, seen = [[] for _ in range(COLUMNS)], b"", {}
    head = varint(len(facts)) + varint(1) + varint(int(whole)) + varint(facts[0].seq)
    if facts[0].seq > 1:
        head += facts[0].prev if whole else facts[0].prev[:4]
    for at, one in enumerate(facts):
        if one.parent is None or one.parent in seen:
            parent = 0 if one.parent is None else 2 + at - seen[one.parent]
        else:
            parent, apart = 1, apart + one.parent
        own = one.subject == own_subject(one.device, one.epoch, one.seq)
        apart += b"" if own else one.subject
        row = (
            0, number_in(kinds, (one.kind, one.version)), number_in(actors, one.actor), number_in(sessions, one.session),
            number_in(boots, one.boot), number_in(offsets, one.offset), zigzag(one.day - wall_day(one.wall)),
            zigzag(one.wall - (0 if last is None else last.wall)), zigzag(one.monotonic - moved(last, one.boot, one.wall)),
            parent, 0 if own else 2, len(one.body) if at + 1 < len(facts) else 0,
        )  # fmt: skip
        for column, number in zip(columns, row, strict=True):
            column.append(number)
        seen[one.hash], last = at, one
    for table in (sessions, boots):
        head += varint(len(table)) + b"".join(table)
    plain = head + b"".join(one.salt for one in facts) + apart
    folded = varint(sum(1 << at for at, column in enumerate(columns) if any(column)))
    folded += b"".join(varint(len(table)) for table in (kinds, actors, offsets))
    folded += b"".join(text(kind) + varint(version) for kind, version in kinds) + b"".join(map(text, actors))
    folded += b"".join(varint(zigzag(offset)) for offset in offsets)
    folded += b"".join(varint(number) for column in columns if any(column) for number in column)
    return varint(len(plain)) + plain + fold(folded + b"".join(one.body for one in facts))


def read_batch(walk: Walk, held: dict[tuple[int, int], Fact]) -> list[Fact]:
    plain = Walk(walk.raw(walk.number()))
    folded = Walk(unfold(walk.rest()))
    count, logs = plain.numbers(2)
    open_logs = [_log(plain, held) for _ in range(logs)]
    sessions = [plain.raw(8) for _ in range(plain.number())]
    boots = [plain.raw(8) for _ in range(plain.number())]
    salts = [plain.raw(8) for _ in range(count)]
    mask = folded.number()
    many = folded.numbers(3)
    kinds = [(folded.text(), folded.number()) for _ in range(many[0])]
    actors = [folded.text() for _ in range(many[1])]
    offsets = [unzigzag(number) for number in folded.numbers(many[2])]
    columns = [folded.numbers(count) if mask >> at & 1 else [0] * count for at in range(COLUMNS)]
    lines = folded.rest().split(b"\n") if mask >> COLUMNS & 1 else None
    facts: list[Fact] = []
    for at, (log, kind, actor, session, boot, offset, day, wall, clock, parent, subject, length) in enumerate(
        zip(*columns, strict=True)
    ):
        mine = open_logs[log]
        last: Fact | None = mine["last"]
        about = None
        if parent == 2:
            epoch, seq = plain.numbers(2)
            about = held[(mine["epoch"], mine["seq"] - seq) if epoch == 0 else (epoch, seq)]
        elif parent > 2:
            about = facts[at - parent + 2]
        parent_hash = plain.raw(32) if parent == 1 else None if about is None else about.hash
        own = own_subject(mine["device"], mine["epoch"], mine["seq"])
        if subject > 2:
            own = facts[at - subject + 2].subject
        elif subject:
            own = plain.raw(16) if subject == 2 else about.subject
        wall = unzigzag(wall) + (0 if last is None else last.wall)
        zone = offsets[offset - 1] if offset else last.offset
        in_boot = boots[boot - 1] if boot else last.boot
        name, version = kinds[kind - 1] if kind else (last.kind, last.version)
        if lines is None:
            body = folded.raw(length) if at + 1 < count else folded.rest()
        else:
            body = lines[at].replace(b"\x01", _second(wall, zone, 0)).replace(b"\x02", _second(wall, zone, 1))
        made = Fact(
            mine["device"], mine["epoch"], mine["seq"], mine["prev"], name, version, own, parent_hash,
            actors[actor - 1] if actor else last.actor, sessions[session - 1] if session else last.session, wall, zone,
            unzigzag(clock) + moved(last, in_boot, wall), in_boot, wall_day(wall) + unzigzag(day), salts[at], body,
        )  # fmt: skip
        mine.update(seq=made.seq + 1, prev=made.hash, last=made)
        facts.append(made)
    assert plain.rest() == b""
    return facts


def _second(wall: int, offset: int, before: int) -> bytes:
    moment = datetime.fromtimestamp(wall // 1000 - before, timezone(timedelta(minutes=offset)))
    return moment.isoformat().encode()


def _log(plain: Walk, held: dict[tuple[int, int], Fact]) -> dict:
    told, seq = plain.numbers(2)
    whole, epoch, last = told & 1, told >> 1, None
    device = plain.raw(16) if whole or seq == 1 else b""
    if seq == 1:
        prev = first_prev(device, epoch)
    elif whole:
        prev = plain.raw(32)
    else:
        last = held[epoch, seq - 1]
        device, prev = last.device, last.hash
        assert prev.startswith(plain.raw(4))
    return {"device": device, "epoch": epoch, "seq": seq, "prev": prev, "last": last}
