"""Wording of the subject: due."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # One sentence of parts: "Nhận 15:40 thứ Sáu 20/11; 3 ngày làm việc; nghỉ …; trả 15:40 thứ Năm 26/11."
    "due.then": ("{first}; {rest}", "{first}; {rest}"),
    "due.comma": ("{first}, {rest}", "{first}, {rest}"),
    "due.and": ("{first} và {last}", "{first} and {last}"),
    "due.moment": ("{clock} {day}", "{clock} {day}"),
    "due.no_moment": ("chưa có", "none"),
    "due.day.1": ("thứ Hai {vi}", "Mon {en}"),
    "due.day.2": ("thứ Ba {vi}", "Tue {en}"),
    "due.day.3": ("thứ Tư {vi}", "Wed {en}"),
    "due.day.4": ("thứ Năm {vi}", "Thu {en}"),
    "due.day.5": ("thứ Sáu {vi}", "Fri {en}"),
    "due.day.6": ("thứ Bảy {vi}", "Sat {en}"),
    "due.day.7": ("Chủ nhật {vi}", "Sun {en}"),
    "due.weekday.1": ("thứ Hai", "Mondays"),
    "due.weekday.2": ("thứ Ba", "Tuesdays"),
    "due.weekday.3": ("thứ Tư", "Wednesdays"),
    "due.weekday.4": ("thứ Năm", "Thursdays"),
    "due.weekday.5": ("thứ Sáu", "Fridays"),
    "due.weekday.6": ("thứ Bảy", "Saturdays"),
    "due.weekday.7": ("Chủ nhật", "Sundays"),
    "due.received": ("Nhận {moment}", "Received {moment}"),
    "due.restarted": ("Bổ sung đủ {moment}, tính lại từ đầu", "Completed {moment}, counted again from zero"),
    "due.arrives": (
        "cơ quan khác giải quyết, dự kiến nhận được lúc {moment}",
        "decided by another body, expected to receive it {moment}",
    ),
    "due.before_opening": ("trước giờ làm việc, tính từ {clock}", "before opening, counted from {clock}"),
    "due.noon": ("giờ nghỉ trưa, tính từ {clock}", "in the noon break, counted from {clock}"),
    "due.after_closing": ("sau giờ làm việc", "after closing"),
    "due.day_off": ("ngày nghỉ", "on a day off"),
    "due.counted_from": ("tính từ {day}", "counted from {day}"),
    "due.before_cutoff": ("trước {cutoff}, trả trong ngày", "before {cutoff}, given back the same day"),
    "due.at_cutoff": ("chưa quá {cutoff}, trả trong ngày", "not after {cutoff}, given back the same day"),
    "due.after_cutoff": (
        "sau {cutoff}, trả ngày làm việc tiếp theo",
        "after {cutoff}, given back the next working day",
    ),
    "due.working_days": ("{amount} ngày làm việc", "{amount} working days"),
    "due.working_days.one": ("{amount} ngày làm việc", "{amount} working day"),
    "due.calendar_days": ("{amount} ngày", "{amount} calendar days"),
    "due.calendar_days.one": ("{amount} ngày", "{amount} calendar day"),
    "due.hours": ("{amount} giờ làm việc", "{amount} working hours"),
    "due.hours.one": ("{amount} giờ làm việc", "{amount} working hour"),
    "due.off": ("nghỉ {days}", "closed {days}"),
    "due.holiday": ("{vi} ({name_vi})", "{en} ({name_en})"),
    "due.holiday_estimated": ("{vi} ({name_vi}, dự kiến)", "{en} ({name_en}, not yet announced)"),
    "due.worked": ("làm bù {days}", "working {days}"),
    "due.moved": (
        "ngày cuối {day} là ngày nghỉ, chuyển sang hết ngày làm việc tiếp theo",
        "the last day {day} is off, moved to the end of the next working day",
    ),
    "due.known_until": ("lịch nghỉ sau {vi} chưa có", "holidays after {en} are not known"),
    "due.due": ("trả {moment}.", "due {moment}."),
    "due.expected": ("dự kiến trả {moment}.", "expected {moment}."),
    "due.unknown": (
        "danh mục chưa có thời hạn của thủ tục này, hãy hỏi nơi giải quyết rồi ghi ngày hẹn.",
        "the catalogue has no time limit for this procedure; ask the deciding body, then enter the date.",
    ),
    "due.given_by_hand": ("thời điểm hẹn do cán bộ ghi", "the time was entered by the clerk"),
    "due.paused": (
        "Tạm dừng tính từ {asked} đến {completed} để bổ sung hồ sơ",
        "Not counted from {asked} to {completed} while papers were missing",
    ),
    "due.before": ("hẹn cũ {before}", "before it was {before}"),
    "due.extended": ("Gia hạn một lần, hẹn cũ {before}", "Extended once, before it was {before}"),
    "due.told_late": (
        "báo cho người nộp muộn hơn 1 ngày trước ngày hẹn",
        "the citizen was told later than a day before the due day",
    ),
    "due.short.unknown": ("Chưa có thời hạn: cần ghi ngày hẹn.", "No time limit known: enter the date."),
    "due.short.limit": ("{limit}: trả {moment}.", "{limit}: due {moment}."),
    "due.short.expected": (
        "Tính từ khi cơ quan giải quyết nhận: dự kiến {moment}.",
        "Counted from receipt by the deciding body: expected {moment}.",
    ),
    "due.short.today": ("Nhận {clock}: trả trong ngày.", "Received {clock}: due today."),
    "due.short.before_cutoff": (
        "Nhận {clock}, trước {cutoff}: trả trong ngày.",
        "Received {clock}, before {cutoff}: due the same day.",
    ),
    "due.short.at_cutoff": (
        "Nhận {clock}, chưa quá {cutoff}: trả trong ngày.",
        "Received {clock}, not after {cutoff}: due the same day.",
    ),
    "due.short.after_cutoff": (
        "Nhận {clock}, sau {cutoff}: trả {moment}.",
        "Received {clock}, after {cutoff}: due {moment}.",
    ),
    "due.short.outside": ("Nhận {clock}, ngoài giờ: trả {moment}.", "Received {clock}, out of hours: due {moment}."),
    "due.short.extension": ("Đã gia hạn: trả {moment}.", "Extended: due {moment}."),
    "due.short.pause": ("Đã trừ thời gian bổ sung: trả {moment}.", "Waiting not counted: due {moment}."),
    "due.short.by_hand": ("Cán bộ ghi: trả {moment}.", "Entered by the clerk: due {moment}."),
    # Refusals
    "due.amount": (
        "Thời hạn phải là số nguyên từ 1 đến {longest}.",
        "A time limit is a whole number from 1 to {longest}.",
    ),
    "due.not_after_reception": (
        "Thời điểm hẹn trả phải sau thời điểm tiếp nhận.",
        "The due time must be after reception.",
    ),
    "due.on_day_off": (
        "Ngày {date} là ngày nghỉ. Hãy chọn một ngày làm việc.",
        "{date} is a day off. Choose a working day.",
    ),
    "due.nothing_to_extend": (
        "Hồ sơ chưa có ngày hẹn nên chưa gia hạn được.",
        "The dossier has no due time yet, so there is nothing to extend.",
    ),
    "due.extended_once": (
        "Hồ sơ đã gia hạn một lần; chỉ được hẹn lại không quá một lần.",
        "The dossier was extended once already; the law allows no second time.",
    ),
    "due.extension_not_later": (
        "Ngày hẹn mới phải sau ngày hẹn cũ.",
        "The new due time must be later than the old one.",
    ),
    "procedure.unknown": (
        "Không có thủ tục mã {code} trong danh mục. Hãy tìm theo tên hoặc kiểm tra lại mã.",
        "The catalogue has no procedure {code}. Search by name or check the code.",
    ),
    "procedure.no_code": (
        "Đây không phải là mã thủ tục. Hãy tìm theo tên hoặc kiểm tra lại mã.",
        "This is no code of a procedure. Search by name or check the code.",
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
    # The national portal's names of the ten statuses
    "status.1": ("Mới đăng ký", "Submitted"),
    "status.2": ("Được tiếp nhận", "Received"),
    "status.3": ("Không được tiếp nhận", "Not accepted"),
    "status.4": ("Đang xử lý", "In progress"),
    "status.5": ("Yêu cầu bổ sung giấy tờ", "Supplement asked for"),
    "status.6": ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment asked for"),
    "status.7": ("Công dân yêu cầu rút hồ sơ", "Withdrawn by the citizen"),
    "status.8": ("Dừng xử lý", "Stopped"),
    "status.9": ("Đã xử lý xong", "Finished"),
    "status.10": ("Đã trả kết quả", "Result handed over"),
    "status.not_first": (
        "Hồ sơ mới không thể bắt đầu ở trạng thái “{after}”.",
        "A new dossier cannot begin as “{after}”.",
    ),
    "status.no_such_step": (
        "Hồ sơ đang ở trạng thái “{before}” nên không chuyển sang “{after}” được.",
        "The dossier is “{before}”, so it cannot become “{after}”.",
    ),
    # The command `counter due`
    "due.received_form": (
        "Thời điểm nhận phải có múi giờ, ví dụ 2026-11-23T09:00+07:00.",
        "The moment of reception needs its offset, for example 2026-11-23T09:00+07:00.",
    ),
    "due.received_range": (
        "Lịch làm việc chỉ tính được cho các năm từ 2000 đến 2100.",
        "The calendar reckons the years 2000 to 2100 only.",
    ),
    "due.variant_unknown": (
        "Thủ tục này không có trường hợp đó. Các trường hợp: {known}.",
        "This procedure has no such case. Its cases: {known}.",
    ),
}
