"""A store with many invented dossiers, laid down in large transactions through the product's own log and projections."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from counter.domain.spelling import fold
from counter.journal.chain import Head
from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry, Envelope, subject_of
from counter.store.clock import SystemClock
from counter.store.local_store import LocalStore
from counter.store.log import Kept
from counter.store.projection import fold_entry
from tests.made.world import DEVICE

# Family names by how many of a hundred people bear them; given and middle names as registers have them.
FAMILY = {
    "Nguyễn": 38, "Trần": 11, "Lê": 9, "Phạm": 7, "Hoàng": 5, "Vũ": 5, "Bùi": 3, "Đặng": 3, "Đỗ": 3, "Hồ": 2, "Ngô": 2,
    "Dương": 2, "Lý": 1, "Đinh": 1, "Đoàn": 1, "Mai": 1, "Trịnh": 1, "Tô": 1, "Lương": 1, "Đào": 1, "Phan": 1, "Cao": 1,
}  # fmt: skip
MIDDLE = (
    "Văn", "Thị", "Đức", "Ngọc", "Hữu", "Thu", "Minh", "Quốc", "Thanh", "Xuân", "Thị Ngọc", "Thị Thanh", "Thị Kim", "Quang",
    "Đình", "Công", "Anh", "Hồng", "Thị Thu", "Thị Minh", "Thị Bích", "Gia", "Tuấn", "Hải", "Phương", "Thùy", "Khánh", "Bảo",
)  # fmt: skip
GIVEN = (
    "An", "Ân", "Ẩn", "Anh", "Ánh", "Bằng", "Bích", "Bình", "Chi", "Cường", "Cúc", "Dung", "Dũng", "Duyên", "Đạt", "Điệp",
    "Đông", "Đức", "Giang", "Hà", "Hạ", "Hải", "Hạnh", "Hằng", "Hậu", "Hiền", "Hiếu", "Hòa", "Hoa", "Hoài", "Huệ", "Hùng",
    "Huy", "Hường", "Hưng", "Khánh", "Khoa", "Lan", "Liên", "Linh", "Loan", "Long", "Lụa", "Mai", "Mạnh", "Minh", "My", "Mỹ",
    "Nam", "Nga", "Ngân", "Nghĩa", "Ngọc", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Phượng", "Quân", "Quyên", "Quỳnh",
    "Sơn", "Tâm", "Tân", "Thảo", "Thắng", "Thành", "Thanh", "Thu", "Thúy", "Thủy", "Tiến", "Toàn", "Trang", "Trung", "Tú",
    "Tuấn", "Tùng", "Tuyết", "Uyên", "Vân", "Việt", "Vinh", "Vy", "Xuân", "Yến",
)  # fmt: skip
_FAMILIES, _WEIGHTS = tuple(FAMILY), tuple(FAMILY.values())
_FIRST_DAY = date(2021, 1, 4)
_PROCEDURES = (
    ("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Chứng thực"),
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
    ("1.004873", "Thủ tục cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch"),
    ("1.012817", "Đăng ký đất đai, tài sản gắn liền với đất lần đầu", "Đất đai"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a clerk may know of a dossier when searching for it."""

    id: int
    name: str
    number: str
    phone: str
    code: str


def people(count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """(name, personal number, phone) of so many dossiers; one in three is of somebody who came before."""
    rng = random.Random(seed)
    known: list[tuple[str, str, str]] = []
    for _ in range(count):
        if known and rng.random() < 0.33:
            yield rng.choice(known)
            continue
        name = f"{rng.choices(_FAMILIES, _WEIGHTS)[0]} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
        known.append((name, f"022{rng.randrange(10**9):09d}", f"0{rng.choice((3, 7, 8, 9))}{rng.randrange(10**8):08d}"))
        yield known[-1]


def fill(store: LocalStore, count: int, seed: int = 1) -> list[Known]:
    """Lay down so many dossiers, two hundred a working day; returns what is known of each, oldest first."""
    identity = store.identity
    assert identity is not None
    head, found, rng = Head.empty(identity.device, identity.epoch), [], random.Random(seed)
    source = people(count, seed)
    for first in range(0, count, 5000):
        with store.database.write() as transaction:
            for seq in range(first + 1, min(first + 5000, count) + 1):
                day = _FIRST_DAY + timedelta(days=(seq - 1) // 200)
                name, number, phone = next(source)
                code = f"H49.22-{day:%y%m%d}-{(seq - 1) % 200 + 1:04d}"
                body = _body(code, name, number, phone, day, rng)
                entry = _entry(head, seq, day, body)
                row = transaction.add(
                    "INSERT INTO log (source, seq, hash, kind, version, subject, envelope, salt, body) "
                    "VALUES (?, ?, ?, 'dossier_received', 1, ?, ?, ?, ?)",
                    (identity.source, seq, entry.hash, entry.envelope.subject, entry.raw, entry.salt, entry.body),
                )
                fold_entry(transaction, Kept(row, identity.source, True, entry), body)
                head = Head(head.device, head.epoch, seq, entry.hash)
                found.append(Known(row, name, number, phone, code))
            transaction.run("UPDATE source SET seq = ?, head = ? WHERE id = ?", (head.seq, head.hash, identity.source))
        store.database.checkpoint()
    return found


def _body(code: str, name: str, number: str, phone: str, day: date, rng: random.Random) -> dict[str, Any]:
    procedure, title, sector = rng.choice(_PROCEDURES)
    moment = f"{day}T{rng.randrange(7, 17):02d}:{rng.randrange(60):02d}:00+07:00"
    return {
        "code": code, "provisional": False, "agency": "H49.22", "unit": "06652", "counter": "03", "clerk": "Bùi Thị Hòa",
        "deciding_agency": "H49.22",
        "procedure": {"code": procedure, "name": title, "version": "2026-11-21", "sector": sector, "variant": "plain",
                      "variant_name": "Thông thường"},
        "applicant": {"name": name, "number": number, "phone": phone, "birth_date": "1990-04-12"},
        "owner": None, "capacity": "self", "papers": [{"name": "Tờ khai", "originals": 1, "copies": 0, "kind": "submit"}],
        "sets": 1, "received_at": moment, "due": moment, "due_plan": {"rule": "same_day"}, "due_expected": False,
        "fee": {"kind": "free", "vnd": 0, "state": "none"}, "return_by": "counter", "settled_at_once": False, "late": None,
        "note": None, "request": f"old-{code}", "offline_since": None, "duties": [],
    }  # fmt: skip


def _entry(head: Head, seq: int, day: date, body: dict[str, Any]) -> Entry:
    wall = int(datetime(day.year, day.month, day.day, 8, tzinfo=VIETNAM).timestamp() * 1000) + seq
    envelope = Envelope(
        head.device, head.epoch, seq, head.hash, "dossier_received", 1, subject_of(head.device, head.epoch, seq), None,
        "hoa", b"session1", wall, 420, seq, b"testboot", day,
    )  # fmt: skip
    return Entry.seal(envelope, b"saltsalt", json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def archive(root: Path, count: int, seed: int = 1) -> tuple[LocalStore, list[Known]]:
    """A new enrolled store with so many dossiers. Nothing is synced while it is made: it is not made to be relied on."""
    from counter.store.identity import begin_epoch, write_enrolment

    arguments: dict[str, Any] = {"clock": SystemClock(), "state_folder": root / "state", "witnessed": False}
    store = LocalStore(root / "data", synchronous="OFF", **arguments)
    with store.database.write() as transaction:
        write_enrolment(
            transaction, device=DEVICE, private_key=bytes(32), agency="H49.22", unit="06652", counter="03",
            server="http://127.0.0.1:1", province_key=bytes(32), ca=None,
        )  # fmt: skip
        begin_epoch(transaction, DEVICE, 1, ())
    store.refresh_identity()
    known = fill(store, count, seed)
    store.close()
    return LocalStore(root / "data", **arguments), known


def asked(known: list[Known], count: int, seed: int) -> Iterator[tuple[str, str, Known]]:
    """(kind, query, the dossier meant): queries as clerks type them, every kind as often as the others."""
    rng = random.Random(seed)
    kinds = list(_KINDS)
    for number in range(count):
        one = rng.choice(known)
        kind = kinds[number % len(kinds)]
        yield kind, _KINDS[kind](one, rng), one


def _given_first(name: str) -> str:
    *rest, given = name.split()
    return " ".join([given, *rest])


_KINDS: dict[str, Any] = {
    "name as it is": lambda k, _: k.name,
    "name without marks": lambda k, _: fold(k.name),
    "d for đ": lambda k, _: k.name.replace("Đ", "D").replace("đ", "d"),
    "given name first": lambda k, _: _given_first(k.name),
    "given name first, without marks": lambda k, _: fold(_given_first(k.name)),
    "name and end of the phone": lambda k, _: f"{fold(k.name)} {k.phone[-4:]}",
    "name in capitals": lambda k, _: k.name.upper(),
    "code": lambda k, _: k.code,
    "code in small letters with blanks": lambda k, _: k.code.lower().replace("-", " - "),
    "code without the body": lambda k, _: k.code.partition("-")[2],
    "phone": lambda k, _: k.phone,
    "phone in groups": lambda k, _: f"{k.phone[:4]} {k.phone[4:7]} {k.phone[7:]}",
    "end of the phone": lambda k, _: k.phone[-6:],
    "personal number": lambda k, _: k.number,
    "end of the personal number": lambda k, rng: k.number[-rng.randrange(6, 9) :],
}
