"""Wording of the subject: the bundle that helps from afar."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "diagnostics.what_this_is": (
        "Thông tin chẩn đoán của Quầy Một Cửa {version}.\n"
        "Mọi nội dung của tệp đều là văn bản và đã được xem trước khi gửi. Số byte của từng mục:",
        "Diagnostics of Counter {version}.\n"
        "Everything in this file is plain text and could be read before it left. Bytes of each item:",
    ),
    "diagnostics.left_out": (
        "Không đưa vào: {lines} dòng hoặc giá trị không đúng mẫu của chương trình, {items} mục không còn chỗ.",
        "Left out: {lines} lines or values that are none of the program's own, {items} items for which there was no room.",
    ),
    "diagnostics.never": (
        "Không bao giờ đưa vào: họ tên, số giấy tờ, điện thoại, địa chỉ, hồ sơ, bản nháp, cơ sở dữ liệu, khóa, mật khẩu, "
        "mã ghi danh,\ntên tài khoản, tên máy, tên máy in, địa chỉ máy chủ.",
        "Never in it: names, numbers, phones, addresses, dossiers, drafts, the database, keys, passwords, enrolment tokens,\n"
        "names of accounts, of the machine and of printers, the server's address.",
    ),
    "diagnostics.written": (
        "Đã ghi {items} mục vào tệp. Tệp không có dữ liệu cá nhân và có thể gửi cho bộ phận kỹ thuật.",
        "{items} items are in the file. It holds no personal data and may be sent to IT.",
    ),
    "diagnostics.no_out": (
        "Không ghi được tệp ở nơi đã chọn. Dữ liệu trên máy không thay đổi. Hãy chọn thư mục khác.",
        "The file cannot be written there. Nothing on this machine was changed. Choose another folder.",
    ),
}
