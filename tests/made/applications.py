"""Invented applications, as lines of the batch door: the same seed gives the same people."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Hữu", "Thu", "Minh", "Quốc", "Thanh", "Xuân", "Thị Ngọc", "Thị Thanh")
GIVEN = (
    "An",
    "Ánh",
    "Bình",
    "Chi",
    "Dũng",
    "Đạt",
    "Giang",
    "Hạnh",
    "Huệ",
    "Khánh",
    "Linh",
    "Mỹ",
    "Phúc",
    "Sơn",
    "Thủy",
)
PROCEDURES = ("2.000815", "1.001193", "2.000884", "1.004873", "1.000894")


def person(rng: random.Random) -> dict[str, Any]:
    """An applicant as a line gives one."""
    return {
        "name": f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}",
        "number": f"022{rng.choice((0, 1, 2, 3))}{rng.randrange(10**8):08d}",
        "sex": rng.choice(("male", "female")),
        "birth_date": date(rng.randrange(1945, 2006), rng.randrange(1, 13), rng.randrange(1, 29)).isoformat(),
        "address": f"Tổ {rng.randrange(1, 12)}, khu {rng.randrange(1, 9)}, phường Hạ Long, Quảng Ninh",
        "phone": f"09{rng.randrange(10**8):08d}",
    }


def line(request: str, rng: random.Random, **more: Any) -> str:
    """One line of the batch door, without its end."""
    return json.dumps(
        {"id": request, "procedure": rng.choice(PROCEDURES), "applicant": person(rng), **more}, ensure_ascii=False
    )


def lines(seed: int, prefix: str = "r") -> Iterator[str]:
    """Endless lines with the ids `prefix`-0, `prefix`-1, …"""
    rng = random.Random(seed)
    number = 0
    while True:
        yield line(f"{prefix}-{number}", rng)
        number += 1
