"""An invented reception and what its receipt needs besides; pictures of PDF pages, and what they say."""

from __future__ import annotations

import subprocess
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader

from counter.domain.form import Form
from counter.printing.facts import ReceiptFacts
from counter.printing.facts_of import receipt_facts

CODE = "H49.22-261123-0317"
CHECK = "7c1e04ab"
NAME = "Nguyễn Thị Ngọc Ẩn"
FORM = Form("receipt", "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Thông tư số 03/2025/TT-VPCP")
OFFICE: dict[str, Any] = {
    "form": FORM,
    "centre_name": "Trung tâm Phục vụ hành chính công đặc khu Cô Tô",
    "parent_name": "UBND đặc khu Cô Tô",
    "place": "Cô Tô",
    "hotline": "0203 3889 999",
}
_BODY: dict[str, Any] = {
    "code": CODE,
    "provisional": False,
    "agency": "H49.22",
    "unit": "07192",
    "counter": "03",
    "clerk": "Phạm Thu Hà",
    "deciding_agency": "H49.22",
    "procedure": {
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "version": "2026-07",
        "sector": "Hộ tịch",
        "variant": "plain",
        "variant_name": "",
    },
    "applicant": {
        "name": NAME,
        "number": "022190004512",
        "birth_date": "1990-05-01",
        "sex": "female",
        "address": "Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
        "phone": "0912345678",
    },
    "owner": None,
    "capacity": "self",
    "papers": [
        {"name": "Tờ khai đăng ký khai sinh", "originals": 1, "copies": 0, "kind": "submit"},
        {"name": "Giấy chứng sinh", "originals": 1, "copies": 0, "kind": "submit"},
        {"name": "Giấy tờ chứng minh thông tin về cư trú", "originals": 1, "copies": 0, "kind": "present"},
    ],
    "sets": 1,
    "received_at": "2026-11-23T09:42:00+07:00",
    "due": "2026-11-23T17:00:00+07:00",
    "due_plan": {"rule": "same_day"},
    "due_expected": False,
    "fee": {"kind": "free", "vnd": 0, "state": "none"},
    "return_by": "counter",
    "settled_at_once": False,
    "late": None,
    "duties": [],
    "offline_since": None,
    "note": None,
    "request": "3f0c",
}


def reception(**changes: Any) -> dict[str, Any]:
    """The body of a birth registration, with some keys changed."""
    return {**deepcopy(_BODY), **changes}


def facts(
    *, training: bool = False, official_code: str | None = None, deciding_name: str | None = None, **changes: Any
) -> ReceiptFacts:
    """The facts of its receipt."""
    return receipt_facts(
        reception(**changes),
        check=CHECK,
        training=training,
        official_code=official_code,
        deciding_name=deciding_name,
        **OFFICE,
    )


def text_of(pdf: bytes) -> str:
    """All text of a PDF, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def pictures(pdf: bytes, dpi: int, folder: Path) -> list[Image.Image]:
    """Its pages as a laser or a thermal printer of that resolution would show them (poppler, not our own renderer)."""
    source = folder / "pages.pdf"
    source.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), str(source), str(folder / "page")], check=True, timeout=60)
    found = []
    for path in sorted(folder.glob("page*.pgm")):
        with Image.open(path) as image:
            found.append(image.copy())
        path.unlink()
    return found
