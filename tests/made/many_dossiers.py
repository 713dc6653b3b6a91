"""A store with very many dossiers, put straight into its tables: for measuring lists and searches, not rules."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from counter.store.database import Transaction
from counter.store.search_words import dossier_words
from tests.made.applications import FAMILY, GIVEN, MIDDLE
from tests.made.world import MONDAY, World

_PROCEDURES = (
    ("1.001193", "Đăng ký khai sinh", "Hộ tịch"),
    (
        "2.000815",
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức cấp hoặc chứng nhận",
        "Chứng thực",
    ),
    ("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch"),
    ("1.012817", "Xác định lại diện tích đất ở của hộ gia đình, cá nhân đã được cấp giấy chứng nhận", "Đất đai"),
    ("2.000635", "Cấp bản sao trích lục hộ tịch", "Hộ tịch"),
)
_STATUS = (2, 4, 4, 4, 5, 9, 10, 10, 10, 10)
_LOG = "INSERT INTO log (id, source, seq, hash, kind, version, subject, envelope, salt, body) VALUES (?,?,?,?,?,1,?,x'',x'',x'')"
_DOSSIER = (
    "INSERT INTO dossier (id, subject, source, seq, entry, code, provisional, agency, deciding, procedure, procedure_name, "
    "sector, applicant, number, phone, owner, received, day, due, due_expected, status, late, request, last) "
    "VALUES (?,?,?,?,?,?,0,'H49.22','H49.22',?,?,?,?,?,?,NULL,?,?,?,0,?,0,NULL,?)"
)


def person(rng: random.Random) -> tuple[str, str, str]:
    """Name, personal number and phone."""
    name = f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
    return name, f"022{rng.randrange(4)}{rng.randrange(10**8):08d}", f"09{rng.randrange(10**8):08d}"


def fill(world: World, count: int, *, seed: int = 7, days: int = 30) -> list[tuple[Any, ...]]:
    """Put `count` dossiers of the last `days` into the world's store, newest last. Returns (code, name, phone,
    procedure, due, status) of each."""
    rng = random.Random(seed)
    assert world.store.identity is not None
    source = world.store.identity.source
    made = []
    with world.store.database.write() as transaction:
        row = transaction.row("SELECT coalesce(max(id), 0) FROM log")
        first = int(row[0]) + 1 if row else 1
        for at in range(count):
            made.append(_put(transaction, first + at, source, rng, MONDAY - timedelta(days=days * (1 - at / count))))
        transaction.run(
            "UPDATE source SET seq = ?, acked = ? WHERE id = ?", (first + count, first + count * 9 // 10, source)
        )
    world.store.database.checkpoint()
    return made


def _put(transaction: Transaction, id_: int, source: int, rng: random.Random, at: datetime) -> tuple[Any, ...]:
    name, number, phone = person(rng)
    code = f"H49.22-{at:%y%m%d}-{id_:07d}"
    procedure, procedure_name, sector = rng.choice(_PROCEDURES)
    subject, due, status = (
        id_.to_bytes(16, "big"),
        (at + timedelta(days=rng.randrange(1, 40))).isoformat(),
        rng.choice(_STATUS),
    )
    transaction.run(_LOG, (id_, source, id_, subject, "dossier_received", subject))
    transaction.run(_DOSSIER, (
        id_, subject, source, id_, subject, code, procedure, procedure_name, sector, name, number, phone, at.isoformat(),
        at.date().isoformat(), due, status, id_,
    ))  # fmt: skip
    transaction.run("INSERT INTO dossier_code (code, holder, dossier, origin) VALUES (?, 0, ?, 'lane')", (code, id_))
    words = dossier_words((name,), (number, phone), (code,))
    transaction.run("INSERT INTO dossier_words (rowid, words) VALUES (?, ?)", (id_, words))
    return code, name, phone, procedure_name, due, status
