"""Applications as a sender of batches would write them: plain dictionaries, every person made up."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

DUNG = {
    "number": "022084001234", "name": "Nguyễn Văn Dũng", "birth_date": "1984-03-02", "sex": "male",
    "address": "Tổ 3, khu 5, phường Hồng Gai, tỉnh Quảng Ninh",
}  # fmt: skip
NGOC = {
    "number": "022190015678", "name": "Đỗ Thị Ngọc Ánh", "birth_date": "1990-11-23", "sex": "female",
    "address": "Thôn Đông, xã Cô Tô", "phone": "0912345678", "email": "ngoc.anh@vi-du.vn",
}  # fmt: skip
NGOC_CARD = "022190015678|101234567|Đỗ Thị Ngọc Ánh|23111990|Nữ|Thôn Đông, xã Cô Tô|05072021"
OWN, OTHER = "H49.22", "H49.07"  # the centre's own body, and one whose lane it does not hold
CIVIL = "1.001193"


def application(request: str, **changes: Any) -> dict[str, Any]:
    """A good application; a change to `...` leaves that key out."""
    whole = {"id": request, "procedure": CIVIL, "applicant": DUNG, **changes}
    return {key: value for key, value in whole.items() if value is not ...}


def person(**changes: Any) -> dict[str, Any]:
    """Dũng, changed; a change to `...` leaves that key out."""
    return {key: value for key, value in {**DUNG, **changes}.items() if value is not ...}


@cache
def procedure_codes() -> tuple[str, ...]:
    """Every procedure the program came with."""
    file = Path(__file__).parents[2] / "resources" / "catalogue" / "procedures.json"
    return tuple(held["code"] for held in json.loads(file.read_text(encoding="utf-8"))["procedures"])
