"""Wording of the subject: the machine's self-check. Read out on the telephone: what happened, what is safe, what to do.

Every sentence that is not plain well has a code; the operations page lists them in the same words (a test compares)."""

from __future__ import annotations

from counter.domain.wording.check_line import LINE
from counter.domain.wording.check_parts import PARTS

_ANY: dict[str, tuple[str, str, str]] = {
    # any of them
    "check.not_seen": (
        "M-87",
        "Chưa xem được mục này vì chưa đọc được cơ sở dữ liệu. Hãy xem mục Cơ sở dữ liệu trước.",
        "This was not looked at, because the database cannot be read. See the database first.",
    ),
    "check.too_long": (
        "M-98",
        "Mục này chưa xong sau {seconds} giây nên tạm dừng. Không có gì bị thay đổi. Hãy kiểm tra lại mục này.",
        "This was not done after {seconds} s and was left. Nothing was changed. Check it again.",
    ),
    "check.bug": (
        "M-99",
        "Chương trình không kiểm tra được mục này ({where}). Hồ sơ đã lưu vẫn an toàn. Hãy đọc dòng này cho bộ phận kỹ thuật.",
        "The program could not check this ({where}). Saved dossiers are safe. Please read this line to IT.",
    ),
}

_WELL: dict[str, tuple[str, str]] = {
    "check.server.well": ("Máy chủ của tỉnh trả lời sau {ms} mili giây.", "The province's server answered in {ms} ms."),
    "check.clock.well": ("Đồng hồ khớp với máy chủ, lệch {much}.", "The clock agrees with the server's, {much} apart."),
    "check.clock.seconds": ("{count} giây", "{count} s"),
    "check.clock.minutes": ("{count} phút", "{count} min"),
    "check.clock.hours": ("{count} giờ", "{count} h"),
    "check.clock.days": ("{count} ngày", "{count} days"),
    "check.time_zone.well": ("Máy dùng giờ Việt Nam (UTC+07:00).", "The system uses Vietnam's time (UTC+07:00)."),
    "check.certificate.well": (
        "Chứng chỉ đúng và còn hạn đến {day}.",
        "The certificate is right and holds until {day}.",
    ),
    "check.certificate.own": (
        "Chứng chỉ đúng và còn hạn đến {day}. Máy chỉ tin nơi cấp: {authority}.",
        "The certificate is right and holds until {day}. This machine believes one authority only: {authority}.",
    ),
    "check.certificate.local": (
        "Máy chủ nằm ngay trên máy này nên không cần chứng chỉ.",
        "The server is on this very machine, so no certificate is needed.",
    ),
    "check.printer.well": ("Máy in {name} sẵn sàng.", "The printer {name} is ready."),
    "check.printer.folder_well": (
        "Giấy được ghi vào thư mục {name}, ghi được.",
        "Paper goes to the folder {name}, which can be written to.",
    ),
    "check.scanner.well": (
        "Lần thử ngày {day}: mã quét về đúng nguyên vẹn.",
        "Tried on {day}: the very code came back.",
    ),
    "check.scanner.port_well": ("Máy quét đang nối ở cổng {port}.", "The scanner is connected at port {port}."),
    "check.scanner.as_shown": (
        "Đúng mã đang hiện trên màn hình. Máy quét và bàn phím đều tốt.",
        "The very code on the screen. Scanner and keyboard are well.",
    ),
    "check.scanner.as_printed": (
        "Đúng mã vừa in trên phiếu thử. Máy in và máy quét đều tốt.",
        "The very code on the printed slip. Printer and scanner are well.",
    ),
    "check.disk.well": (
        "Ổ đĩa còn {free} GB, mỗi lần lưu mất {ms} mili giây.",
        "{free} GB are left on the disk; saving takes {ms} ms.",
    ),
    "check.database.well": (
        "Cơ sở dữ liệu nguyên vẹn, {entries} việc nối đúng nhau.",
        "The database is whole; {entries} facts follow one another.",
    ),
    "check.backup.well": (
        "Bản sao lưu đã kiểm tra gần nhất: {time}. Khóa khôi phục của tỉnh mà máy đang giữ: {key}.",
        "The newest checked backup is of {time}. The province's recovery key known here: {key}.",
    ),
    "check.backup.here_only": (
        "Bản sao lưu đã kiểm tra gần nhất: {time}. Bản sao chỉ mở được trên máy này vì tỉnh chưa đặt khóa khôi phục.",
        "The newest checked backup is of {time}. It opens on this machine only: the province has no recovery key yet.",
    ),
    "check.backup.nothing": ("Chưa có hồ sơ nào để sao lưu.", "There is nothing to back up yet."),
    "check.enrolment.well": (
        "Máy đã ghi danh: đơn vị {unit}, quầy {counter}, kỳ số {epoch}.",
        "Enrolled: unit {unit}, counter {counter}, epoch {epoch}.",
    ),
    "check.policy.well": (
        "Các giá trị cài sẵn cho máy đều dùng được.",
        "What was laid down for this machine can all be used.",
    ),
    "check.sync.well": ("{words}", "{words}"),
    "check.window.open": (
        "Cửa sổ của quầy đang mở trên máy này.",
        "The counter's window is open on this machine.",
    ),
    "check.window.closed": (
        "Không có cửa sổ nào khác đang giữ dữ liệu của quầy.",
        "No other window holds this counter's data.",
    ),
}

_NAMES: dict[str, tuple[str, str]] = {
    "check.name.server": ("Máy chủ", "Server"),
    "check.name.clock": ("Đồng hồ", "Clock"),
    "check.name.time_zone": ("Múi giờ", "Time zone"),
    "check.name.certificate": ("Chứng chỉ", "Certificate"),
    "check.name.printer": ("Máy in", "Printer"),
    "check.name.scanner": ("Máy quét", "Scanner"),
    "check.name.disk": ("Ổ đĩa", "Disk"),
    "check.name.database": ("Cơ sở dữ liệu", "Database"),
    "check.name.backup": ("Sao lưu", "Backup"),
    "check.name.enrolment": ("Ghi danh", "Enrolment"),
    "check.name.policy": ("Giá trị cài sẵn", "Laid-down values"),
    "check.name.sync": ("Gửi về tỉnh", "Exchange"),
    "check.name.window": ("Cửa sổ quầy", "Window"),
    "check.layout.french": ("Pháp (AZERTY)", "French (AZERTY)"),
    "check.layout.german": ("Đức (QWERTZ)", "German (QWERTZ)"),
    "check.layout.vietnamese": ("Tiếng Việt của Windows", "Windows' Vietnamese"),
}

_CODED = LINE | PARTS | _ANY

CODES: dict[str, str] = {key: code for key, (code, _, _) in _CODED.items()}
"""Sentence → the code that is read out with it. A code is never given to another sentence."""

TEXTS: dict[str, tuple[str, str]] = {key: (vi, en) for key, (_, vi, en) in _CODED.items()} | _WELL | _NAMES
