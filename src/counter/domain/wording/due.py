"""Wording of the subject: due."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "procedure.unknown": (
        "Không có thủ tục mã {code} trong danh mục. Hãy tìm theo tên hoặc kiểm tra lại mã.",
        "The catalogue has no procedure {code}. Search by name or check the code.",
    ),
    "procedure.not_in_force": (
        "Thủ tục {code} không còn hoặc chưa có hiệu lực vào ngày tiếp nhận.",
        "Procedure {code} is not in force on the day of reception.",
    ),
    "unit.unknown": (
        "Không có đơn vị mã {code} trong danh mục của tỉnh.",
        "The province's list has no unit {code}.",
    ),
    "code.agency_form": (
        "Mã cơ quan gồm chữ in hoa và chữ số, các nhóm cách nhau bằng dấu chấm, ví dụ H49.22.",
        "An agency code is capital letters and digits in groups parted by dots, for example H49.22.",
    ),
}
