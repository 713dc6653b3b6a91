"""Wording of the subject: the log, epochs and the business day."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "journal.restored_copy": (
        "Dữ liệu trên máy này là bản chép lại của một ngày trước, nên tạm không cấp mã hồ sơ và mã tạm để không trùng số đã in. "
        "Hồ sơ cũ vẫn xem, tìm và in lại được. Hãy nối mạng để máy tự xin kỳ số mới từ tỉnh, "
        "hoặc nhờ bộ phận kỹ thuật ghi danh lại.",
        "The data on this machine is a copy of an earlier day, so it issues no dossier code and no provisional reference: "
        "they could repeat printed ones. Old dossiers can be read, searched and reprinted. Connect to the network so that "
        "the machine gets a new epoch from the province, or ask IT to enrol it again.",
    ),
    "journal.fork": (
        "Tỉnh thấy hai máy cùng dùng một danh tính, nên máy này tạm không cấp mã. Không hồ sơ nào bị mất. "
        "Hãy nối mạng để máy nhận kỳ số mới và báo bộ phận kỹ thuật.",
        "The province sees two machines with one identity, so this one issues no code for now. No dossier is lost. "
        "Connect to the network so that the machine gets a new epoch, and tell IT.",
    ),
    "journal.retired": (
        "Kỳ số của máy này đã bị tỉnh đóng, nên máy tạm không cấp mã. Không hồ sơ nào bị mất. "
        "Hãy nối mạng để máy nhận kỳ số mới.",
        "The province has closed this machine's epoch, so it issues no code for now. No dossier is lost. "
        "Connect to the network so that the machine gets a new epoch.",
    ),
    "journal.day.before_last_entry": (
        "Đồng hồ của máy chạy lùi so với hồ sơ gần nhất. Việc tiếp nhận vẫn tiếp tục theo ngày làm việc đang mở. "
        "Hãy kiểm tra ngày giờ.",
        "The PC's clock is behind the newest dossier. Reception goes on under the business day that is open. "
        "Please check date and time.",
    ),
    "journal.day.far_ahead": (
        "Đồng hồ của máy nhảy xa hơn một tháng so với hồ sơ gần nhất. Việc tiếp nhận vẫn tiếp tục theo ngày đang mở. "
        "Hãy kiểm tra ngày giờ rồi mở ngày làm việc.",
        "The PC's clock is more than a month past the newest dossier. Reception goes on under the day that is open. "
        "Check date and time, then open the business day.",
    ),
    "journal.day.before_program": (
        "Đồng hồ của máy chậm hơn ngày phát hành chương trình. Việc tiếp nhận vẫn tiếp tục theo ngày đang mở. "
        "Hãy chỉnh lại ngày giờ.",
        "The PC's clock is before the program's own date. Reception goes on under the day that is open. Please set the clock.",
    ),
    "journal.day.off_server": (
        "Đồng hồ của máy lệch so với máy chủ của tỉnh. Việc tiếp nhận vẫn tiếp tục. Hãy kiểm tra ngày giờ.",
        "The PC's clock differs from the province's. Reception goes on. Please check date and time.",
    ),
}
