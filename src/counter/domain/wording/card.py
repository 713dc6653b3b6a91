"""Wording of the subject: card."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # Why a scan is not read.
    "card.too_long": (
        "Nội dung quét dài hơn mọi thẻ căn cước. Vui lòng quét lại mã QR trên thẻ.",
        "The scan is longer than any identity card. Please scan the QR on the card again.",
    ),
    "card.not_a_card": (
        "Đây không phải mã QR của thẻ căn cước. Vui lòng quét lại mã QR trên thẻ.",
        "This is not the QR of an identity card. Please scan the QR on the card again.",
    ),
    "card.cut_short": (
        "Lượt quét bị ngắt giữa chừng. Vui lòng quét lại.",
        "The scan was cut short. Please scan again.",
    ),
    "card.hidden": (
        "Nội dung quét có ký tự ẩn mà thẻ căn cước không bao giờ có, nên không được nhận.",
        "The scan holds hidden characters that no identity card has, so it was not taken.",
    ),
    "card.not_json": (
        "Dòng này không phải một chuỗi JSON.",
        "This line is not a JSON string.",
    ),
    # Why one field must be compared with the card.
    "card.doubt_lost": (
        "Máy quét làm hỏng một chữ. Xem lại trên thẻ.",
        "The scanner damaged a letter. Compare with the card.",
    ),
    "card.doubt_unusual": (
        "Có chữ viết khác thường. Xem lại trên thẻ; nếu UniKey đang bật, tắt rồi quét lại.",
        "A word is spelt in an unusual way. Compare with the card; if UniKey is on, turn it off and scan again.",
    ),
    "card.doubt_ambiguous": (
        "Chỗ này có thể đọc theo hai cách. Xem lại trên thẻ.",
        "This can be read in two ways. Compare with the card.",
    ),
    "card.doubt_impossible": (
        "Không đọc được mục này. Vui lòng nhập theo thẻ.",
        "This could not be read. Please enter it from the card.",
    ),
    "card.doubt_disagrees": (
        "Số định danh không khớp với ngày sinh hoặc giới tính. Đối chiếu với thẻ.",
        "The personal number does not match the birth date or the sex. Compare with the card.",
    ),
    "card.doubt_cut": (
        "Lượt quét thiếu mục này. Quét lại hoặc nhập theo thẻ.",
        "The scan ended before this. Scan again or enter it from the card.",
    ),
    # What to do about the scanner, with how this scan came out.
    "card.restored": ("Nội dung đã được khôi phục.", "The content was restored."),
    "card.compare": (
        "Xem lại trên thẻ các mục được đánh dấu.",
        "Compare the marked fields with the card.",
    ),
    "card.fault_unikey": (
        "UniKey đang sửa nội dung quét. {then} Tắt UniKey hoặc chuyển máy quét sang chế độ cổng nối tiếp.",
        "UniKey is altering the scan. {then} Turn UniKey off or set the scanner to serial-port mode.",
    ),
    "card.fault_caps_lock": (
        "Phím Caps Lock đang bật. {then} Tắt Caps Lock trước khi quét.",
        "Caps Lock is on. {then} Turn it off before scanning.",
    ),
    "card.fault_layout": (
        "Máy quét và Windows dùng hai kiểu bàn phím khác nhau. {then} Nên chuyển máy quét sang chế độ cổng nối tiếp.",
        "Scanner and Windows use different keyboard layouts. {then} Better set the scanner to serial-port mode.",
    ),
    "card.fault_code_page": (
        "Máy quét gửi chữ Việt sai bảng mã. {then} Nên chuyển máy quét sang chế độ cổng nối tiếp, mã UTF-8.",
        "The scanner sends Vietnamese in the wrong code page. {then} Better set it to serial-port mode with UTF-8.",
    ),
    "card.fault_letters": (
        "Máy quét làm hỏng chữ. {then}",
        "The scanner damaged letters. {then}",
    ),
}
