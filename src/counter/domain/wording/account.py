"""Wording of the subject: accounts and signing in."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "account.name": (
        "Tên tài khoản chưa có hoặc quá dài. Hãy gõ lại.",
        "The account name is missing or too long. Type it again.",
    ),
    "account.role": (
        "Vai trò chỉ có clerk (cán bộ), supervisor (lãnh đạo) hoặc admin (quản trị).",
        "The role is clerk, supervisor or admin.",
    ),
    "account.password_short": (
        "Mật khẩu cần ít nhất {least} ký tự. Hãy chọn mật khẩu dài hơn.",
        "The password needs at least {least} characters. Choose a longer one.",
    ),
    "account.unknown": (
        "Máy này không có tài khoản tên đó. Chưa có gì thay đổi. Hãy xem lại tên trên trang đăng nhập.",
        "This machine has no account of that name. Nothing was changed. See the name on the sign-in page.",
    ),
    "account.taken": ("Tên tài khoản này đã có. Hãy chọn tên khác.", "This account name is taken. Choose another."),
    "account.wrong": (
        "Tài khoản hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ rồi thử lại.",
        "The account or the password is not right. Check Caps Lock and the input method, then try again.",
    ),
    "account.wrong_pin_closed": (
        "Mã PIN đã sai ba lần. Hãy dùng mật khẩu. Bản nháp vẫn được giữ.",
        "The PIN was wrong three times. Use the password. The draft is kept.",
    ),
    "account.wait": (
        "Đã sai nhiều lần. Hãy thử lại sau {seconds} giây.",
        "Too many wrong tries. Try again in {seconds} seconds.",
    ),
    "account.pin_form": (
        "Mã PIN gồm ít nhất {least} chữ số và không lặp một vài chữ số. Hãy chọn mã khác.",
        "A PIN has at least {least} digits and more than two different ones. Choose another.",
    ),
    "account.first_needed": (
        "Máy này chưa có tài khoản. Hãy nhờ bộ phận kỹ thuật tạo tài khoản đầu tiên bằng lệnh counter account add.",
        "This machine has no account yet. Ask IT to make the first one with counter account add.",
    ),
    "account.not_allowed": (
        "Tài khoản này không được làm việc đó. Hãy nhờ lãnh đạo hoặc quản trị.",
        "This account may not do that. Ask a supervisor or an administrator.",
    ),
    "account.password_missing": (
        "Chưa có mật khẩu. Hãy đặt biến môi trường COUNTER_PASSWORD hoặc gõ khi được hỏi.",
        "There is no password. Set the environment variable COUNTER_PASSWORD or type it when asked.",
    ),
}
