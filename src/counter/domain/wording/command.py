"""Wording of the subject: what commands say to people."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "command.demo_folder": (
        "Thư mục này đang chứa dữ liệu khác nên không dùng làm nơi thử được. Chưa có gì bị thay đổi. Hãy chọn thư mục trống.",
        "This folder holds something else, so it is not used for the demonstration. Nothing was changed. Choose an empty one.",
    ),
    "demo.begun": ("Trung tâm mẫu đã sẵn sàng; máy chủ tỉnh sẽ tắt.", "The sample centre is ready; the province goes off."),
    "demo.signed_in": ("Cán bộ đã đăng nhập.", "The clerk has signed in."),
    "demo.usual": ("Nhận một hồ sơ thường gặp bằng một lần quét.", "A usual application received by one scan."),
    "demo.damaged": (
        "Lần quét bị hỏng: chương trình hỏi lại, cán bộ gõ tên theo thẻ.",
        "A damaged scan: the program asked, the clerk typed the name from the card.",
    ),
    "demo.other_body": (
        "Cơ quan khác giải quyết, quầy không giữ dải số: giấy mang mã tạm.",
        "Decided by a body whose numbers this counter does not hold: a provisional code.",
    ),
    "demo.mended": ("Một ô sai được báo cạnh ô, sửa rồi nhận.", "A wrong field was named beside it, mended and received."),
    "demo.after_three": ("Nhận sau 15:00: hẹn ngày làm việc tiếp theo.", "Received after 15:00: due the next working day."),
    "demo.printing": ("Đang ghi giấy tiếp nhận.", "Writing the receipts."),
    "demo.online": ("Bật máy chủ tỉnh; hồ sơ đang được gửi.", "The province goes on; the dossiers are being sent."),
    "demo.ended": ("Tỉnh giữ {held} trên {expected} hồ sơ.", "The province holds {held} of {expected}."),
    "demo.where": (
        "Giấy tiếp nhận: {receipts}\nẢnh màn hình: {screens}",
        "Receipts: {receipts}\nScreenshots: {screens}",
    ),
    "demo.window": (
        "Cửa sổ đang mở. Tài khoản {account}, mật khẩu {password}. Máy chủ tỉnh: {url}",
        "The window is open. Account {account}, password {password}. Province: {url}",
    ),
}
