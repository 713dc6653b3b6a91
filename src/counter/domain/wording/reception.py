"""Wording of the subject: reception."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # Open duties of a reception (counter.domain.duty)
    "duty.account_check": (
        "Kiểm tra tài khoản định danh điện tử của người nộp",
        "Check the applicant's electronic identity account",
    ),
    "duty.account_check.other": (
        "Kiểm tra tài khoản định danh điện tử của người ủy quyền",
        "Check the identity account of the person who authorised",
    ),
    "duty.store_lookup": (
        "Tra cứu giấy tờ trong cơ sở dữ liệu quốc gia và chuyên ngành",
        "Look for the papers in the national and sector stores",
    ),
    "duty.scan_sign": ("Quét và ký số từng giấy tờ", "Scan every paper and sign each scan"),
    "duty.official_code": (
        "Nhận mã hồ sơ chính thức và báo cho người nộp",
        "Get the dossier code and tell the applicant",
    ),
    "duty.send_on": ("Chuyển hồ sơ đến cơ quan giải quyết", "Send the dossier to the deciding body"),
}
