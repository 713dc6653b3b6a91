"""Wording of the subject: what was laid down for this machine."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "policy.ignored.policy": (
        "Giá trị {name} trong chính sách của tổ chức không dùng được nên được bỏ qua. Hãy nhờ quản trị xem lại.",
        "The value of {name} in the organisation's policy cannot be used and is ignored. Ask the administrator to look at it.",
    ),
    "policy.ignored.machine": (
        "Giá trị {name} trong cấu hình của máy không dùng được nên được bỏ qua. Hãy nhờ quản trị xem lại.",
        "The value of {name} in this machine's settings cannot be used and is ignored. Ask the administrator to look at it.",
    ),
    "policy.unreadable.policy": (
        "Không đọc được chính sách của tổ chức trên máy này. Chương trình chạy như khi không có chính sách.",
        "The organisation's policy on this machine cannot be read. The program works as if there were none.",
    ),
    "policy.unreadable.machine": (
        "Không đọc được cấu hình chung của máy này. Chương trình chạy như khi không có cấu hình đó.",
        "This machine's settings cannot be read. The program works as if there were none.",
    ),
    "policy.role.kiosk": (
        "Máy này được đặt làm máy lấy số, nhưng phiên bản này chưa có phần đó. Hãy báo quản trị đặt Role là desk.",
        "This machine is set up as a ticket kiosk, which this version does not have yet. Ask the administrator for Role desk.",
    ),
    "policy.role.board": (
        "Máy này được đặt làm bảng gọi số, nhưng phiên bản này chưa có phần đó. Hãy báo quản trị đặt Role là desk.",
        "This machine is set up as a call board, which this version does not have yet. Ask the administrator for Role desk.",
    ),
    "policy.role.hub": (
        "Máy này được đặt làm máy trung chuyển, nhưng phiên bản này chưa có phần đó. Hãy báo quản trị đặt Role là desk.",
        "This machine is set up as the centre's hub, which this version does not have yet. Ask the administrator for Role desk.",
    ),
}
