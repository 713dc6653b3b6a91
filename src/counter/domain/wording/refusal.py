"""Wording of the subject: what a reception request can lack."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "reception.request_id": (
        "Mã yêu cầu trống hoặc dài quá {limit} ký tự. Chưa có gì được tiếp nhận.",
        "The request id is empty or longer than {limit} characters. Nothing was received.",
    ),
    "reception.no_procedure": (
        "Chưa chọn thủ tục. Hãy gõ vài chữ của tên hoặc mã thủ tục.",
        "No procedure is chosen. Type a few letters of its name, or its code.",
    ),
    "reception.papers_many": (
        "Danh sách giấy tờ dài quá {limit} dòng. Hãy gộp các giấy tờ cùng loại.",
        "The list of papers is longer than {limit} lines. Put papers of one kind together.",
    ),
    "reception.too_large": (
        "Hồ sơ này dài quá {limit} KB nên chưa lưu được. Hãy rút gọn tên giấy tờ hoặc ghi chú.",
        "This dossier is longer than {limit} KB, so it was not saved. Shorten the names of the papers or the note.",
    ),
    "reception.paper_name": (
        "Có giấy tờ chưa ghi tên hoặc tên dài quá {limit} ký tự. Hãy sửa dòng đó.",
        "A paper has no name, or one longer than {limit} characters. Please mend that line.",
    ),
    "reception.sets": ("Số bộ hồ sơ phải từ 1 đến 99. Hãy sửa lại.", "There are 1 to 99 sets of papers. Correct it."),
    "reception.not_at_once": (
        "Thủ tục này không giải quyết ngay tại quầy nên chưa được ghi là đã trả. Hãy tiếp nhận và hẹn trả như thường lệ.",
        "This procedure is not settled at the counter, so nothing was recorded as handed over. Receive it as usual.",
    ),
    "reception.paper_count": (
        "Số lượng giấy tờ phải từ 0 đến 999. Hãy sửa lại.",
        "The number of papers must be from 0 to 999. Please mend it.",
    ),
    "reception.time_zone": (
        "Thời gian nhận phải kèm múi giờ, ví dụ 2026-11-23T09:42:00+07:00.",
        "The time of receiving must carry its offset, for example 2026-11-23T09:42:00+07:00.",
    ),
    "reception.time_form": (
        "Thời gian nhận chưa đúng dạng, ví dụ 2026-11-23T09:42:00+07:00.",
        "The time of receiving is not in the form 2026-11-23T09:42:00+07:00.",
    ),
    "reception.time_ahead": (
        "Thời gian nhận thực tế không thể sau lúc này. Hãy xem lại trong sổ.",
        "The true time of receiving cannot be after now. Check the paper book.",
    ),
    "reception.time_back": (
        "Thời gian nhận thực tế cách đây hơn một năm. Hãy xem lại trong sổ.",
        "The true time of receiving is more than a year ago. Check the paper book.",
    ),
    "reception.variant": (
        "Thủ tục không có trường hợp này. Các trường hợp có: {known}.",
        "The procedure has no such variant. It has: {known}.",
    ),
    "reception.return_by": (
        "Nơi nhận kết quả chỉ có: tại quầy, qua bưu chính hoặc trực tuyến.",
        "The result is returned at the counter, by post or online.",
    ),
    "reception.due_before": (
        "Ngày hẹn trả phải sau lúc tiếp nhận. Hãy chọn lại.",
        "The appointed time must be after the reception. Choose again.",
    ),
    "reception.field_form": (
        "Nội dung của mục này chưa đúng dạng. Những mục khác vẫn giữ nguyên.",
        "This item is not in the right form. The others are kept.",
    ),
    "reception.doubtful": (
        "Máy quét làm hỏng mục này. Hãy xem lại trên thẻ và gõ vào.",
        "The scanner damaged this item. Check the card and type it.",
    ),
    "reception.unknown_code": (
        "Không tìm thấy hồ sơ có mã này trên máy. Hãy kiểm tra lại mã.",
        "No dossier with this code is on this machine. Please check the code.",
    ),
    "reception.not_json": (
        "Dòng này không phải JSON hợp lệ nên chưa được tiếp nhận. Các dòng khác vẫn được xử lý.",
        "This line is not valid JSON, so it was not received. The other lines are worked on.",
    ),
    "reception.duty_closed": (
        "Việc này đã được đóng. Không cần làm thêm.",
        "This duty is closed already. Nothing more is needed.",
    ),
    "reception.day_back": (
        "Ngày làm việc không lùi lại trước ngày đã cấp mã. Hãy kiểm tra ngày giờ của máy.",
        "The business day does not go back before a day on which codes were issued. Check the PC's date and time.",
    ),
    "reception.day_far": (
        "Ngày này cách ngày làm việc đang mở hơn {days} ngày mà đồng hồ của máy lại chỉ ngày khác. "
        "Hãy xem lại ngày, hoặc chỉnh đồng hồ trước.",
        "This day is more than {days} days after the open one, and the clock says another. "
        "Look at the date again, or set the clock first.",
    ),
    "reception.date_form": (
        "Ngày chưa đúng dạng. Hãy gõ theo mẫu 23/11/2026 hoặc 23112026.",
        "This is not a date. Type it like 23/11/2026 or 23112026.",
    ),
    "reception.moment_form": (
        "Giờ và ngày chưa đúng dạng. Hãy gõ theo mẫu 9:40 23/11/2026.",
        "This is not a time and a date. Type it like 9:40 23/11/2026.",
    ),
    "reception.amount_form": (
        "Số tiền chỉ gồm chữ số, ví dụ 50000.",
        "An amount has digits only, for example 50000.",
    ),
}
