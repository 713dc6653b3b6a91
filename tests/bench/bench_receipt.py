"""The receipt against a bare reportlab page of the same run: time, time of a process's first one, bytes.

The bare page: one A5 page, Vietnamese text, Code 128, regular and bold of DejaVu Sans (or Tinos), reportlab's defaults.
Ours: the whole form 01 in its two parts, with QR, table and three faces; every receipt has a code of its own."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

_SYSTEM = Path("/usr/share/fonts/truetype")
_PAIRS = (
    (_SYSTEM / "dejavu/DejaVuSans.ttf", _SYSTEM / "dejavu/DejaVuSans-Bold.ttf"),
    (_SYSTEM / "croscore/Tinos-Regular.ttf", _SYSTEM / "croscore/Tinos-Bold.ttf"),
)
_CODE = "H49.22-261123-{:04}"
_LINES = (
    "Tiếp nhận hồ sơ của: Bà Nguyễn Thị Ngọc Ẩn",
    "Số định danh: 022190004512   Điện thoại: 0912 345 678",
    "Địa chỉ: Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
    "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (1.001193)",
    "1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:",
    "1 Tờ khai đăng ký khai sinh, bản chính, 01",
    "2 Giấy chứng sinh, bản chính, 01",
    "3 Giấy tờ chứng minh thông tin về cư trú, xuất trình, 01",
    "2. Số lượng hồ sơ: 01 (bộ)",
    "3. Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 23 tháng 11 năm 2026",
    "4. Thời gian trả kết quả: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
    "5. Đăng ký trả kết quả tại: quầy trả kết quả của Trung tâm",
    "6. Phí, lệ phí (nếu có): miễn phí",
    "Vào sổ theo dõi hồ sơ, Quyển số: …… Số thứ tự: ……",
    "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân.",
)


def bare(number: int) -> bytes:
    """The page as anybody would write it with reportlab."""
    from barcode.codex import Code128
    from reportlab import rl_config
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 1  # reportlab's default; our own printing turns it off
    if "Bare" not in pdfmetrics.getRegisteredFontNames():
        regular, bold = next(pair for pair in _PAIRS if pair[0].is_file())
        pdfmetrics.registerFont(TTFont("Bare", str(regular)))
        pdfmetrics.registerFont(TTFont("BareBold", str(bold)))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A5)
    canvas.setFont("BareBold", 11)
    canvas.drawCentredString(210, 570, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    canvas.drawCentredString(210, 555, "Độc lập - Tự do - Hạnh phúc")
    canvas.drawCentredString(210, 520, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
    code = _CODE.format(number)
    canvas.drawString(30, 500, code)
    modules, at = Code128(code).build()[0], 0
    while at < len(modules):
        end = at
        while end < len(modules) and modules[end] == modules[at]:
            end += 1
        if modules[at] == "1":
            canvas.rect(30 + at * 0.935, 450, (end - at) * 0.935, 34, stroke=0, fill=1)
        at = end
    canvas.setFont("Bare", 10)
    for n, line in enumerate(_LINES):
        canvas.drawString(30, 430 - 18 * n, line)
    canvas.setFont("BareBold", 10)
    canvas.drawString(50, 120, "NGƯỜI NỘP HỒ SƠ")
    canvas.drawString(250, 120, "NGƯỜI TIẾP NHẬN HỒ SƠ")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def ours(number: int) -> bytes:
    """From the body of the entry to the PDF of both parts."""
    from counter.domain.form import Form
    from counter.printing.facts_of import receipt_facts
    from counter.printing.receipt import render_receipt

    form = Form("receipt", "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Thông tư số 03/2025/TT-VPCP")
    papers = (
        ("Tờ khai đăng ký khai sinh", "submit"),
        ("Giấy chứng sinh", "submit"),
        ("Giấy tờ chứng minh thông tin về cư trú", "present"),
    )
    body = {
        "code": _CODE.format(number),
        "provisional": False,
        "counter": "03",
        "clerk": "Phạm Thu Hà",
        "procedure": {"code": "1.001193", "name": "Đăng ký khai sinh", "variant": "plain", "variant_name": ""},
        "applicant": {
            "name": "Nguyễn Thị Ngọc Ẩn",
            "number": "022190004512",
            "sex": "female",
            "address": "Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
            "phone": "0912345678",
        },
        "papers": [{"name": name, "originals": 1, "copies": 0, "kind": kind} for name, kind in papers],
        "received_at": "2026-11-23T09:42:00+07:00",
        "due": "2026-11-23T17:00:00+07:00",
        "due_plan": {"rule": "same_day"},
        "fee": {"kind": "free", "vnd": 0, "state": "none"},
        "return_by": "counter",
    }
    facts = receipt_facts(
        body,
        check=f"7c1e{number:04}",
        form=form,
        centre_name="Trung tâm Phục vụ hành chính công đặc khu Cô Tô",
        parent_name="UBND đặc khu Cô Tô",
        place="Cô Tô",
        hotline="0203 3889 999",
    )
    return render_receipt(facts)


def run(scale: str = "full") -> list[dict[str, Any]]:
    """Time of a receipt, time of the first one of a process, bytes of a file."""
    rounds, starts = (300, 7) if scale == "full" else (20, 1)
    bare(0), ours(0)
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    sizes: dict[str, list[int]] = {"bare": [], "ours": []}
    for number in range(1, rounds + 1):  # by turns, so that a busy moment hits both
        for name, make in (("bare", bare), ("ours", ours)):
            began = perf_counter()
            pdf = make(number)
            times[name].append((perf_counter() - began) * 1000)
            sizes[name].append(len(pdf))
    firsts: dict[str, list[float]] = {"bare": [], "ours": []}
    for _ in range(starts):
        for name, taken in firsts.items():
            taken.append(_first(name))
    return [
        _row("receipt PDF, two parts, p50", median(times["ours"]), median(times["bare"]), 1.3, "ms"),
        _row("first receipt of a process, imports included", median(firsts["ours"]), median(firsts["bare"]), 1.5, "ms"),
        _row("receipt PDF, bytes", median(sizes["ours"]), median(sizes["bare"]), 1.0, "B"),
    ]


def _first(name: str) -> float:
    """Milliseconds of the first page in a fresh process, imports and fonts included, the interpreter's start not."""
    program = (
        "from tests.bench import bench_receipt as b; from time import perf_counter as t; "
        f"s = t(); b.{name}(1); print((t() - s) * 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _row(work: str, value: float, limit: float, goal: float, unit: str) -> dict[str, Any]:
    return {"work": work, "value": value, "limit": limit, "ratio": value / limit, "goal": goal, "unit": unit}
