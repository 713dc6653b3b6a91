"""Wording of the subject: scanned papers, why one is not taken, and how far each is on its way to the province."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "scan.size": (
        "Tệp lớn hơn {limit} MB nên chưa đính kèm. Hồ sơ không thay đổi. Hãy quét lại ở 300 dpi hoặc tách thành nhiều tệp.",
        "The file is larger than {limit} MB, so it was not attached. The dossier is unchanged. Scan at 300 dpi or split it.",
    ),
    "scan.kind": (
        "Chỉ đính kèm được tệp PDF, JPEG hoặc PNG. Hồ sơ không thay đổi. Hãy quét lại giấy ra một trong các dạng đó.",
        "Only PDF, JPEG or PNG files can be attached. The dossier is unchanged. Scan the paper into one of these.",
    ),
    "scan.heic": (
        "Ảnh chụp bằng điện thoại đang ở dạng HEIC nên chưa đính kèm. Hồ sơ không thay đổi. "
        "Hãy đổi ảnh sang JPEG, hoặc chọn “Tương thích nhất” ở phần máy ảnh của điện thoại rồi chụp lại.",
        "The telephone's photograph is a HEIC file, so it was not attached. The dossier is unchanged. "
        "Turn it into a JPEG, or choose “Most compatible” in the telephone's camera settings and take it again.",
    ),
    "scan.folder": (
        "Đây là một thư mục nên chưa đính kèm. Hồ sơ không thay đổi. Hãy mở thư mục rồi chọn từng tệp bên trong.",
        "This is a folder, so nothing was attached. The dossier is unchanged. Open it and choose the files in it.",
    ),
    "scan.encrypted": (
        "Tệp PDF đang đặt mật khẩu nên chưa đính kèm. Hồ sơ không thay đổi. Hãy bỏ mật khẩu hoặc quét lại từ bản giấy.",
        "The PDF is protected by a password, so it was not attached. The dossier is unchanged. "
        "Remove the password or scan the paper again.",
    ),
    "scan.signed": (
        "Tệp PDF có chữ ký số. Nếu đính kèm như giấy quét thì chữ ký sẽ mất giá trị, nên tệp chưa được đính kèm. "
        "Hãy in ra rồi quét, hoặc gửi bản điện tử qua hồ sơ trực tuyến.",
        "The PDF carries a digital signature, which attaching it as a scan would break, so it was not attached. "
        "Print and scan it, or hand it in with an online application.",
    ),
    "scan.active": (
        "Tệp PDF có chứa mã lệnh hoặc tệp khác bên trong nên không an toàn để đính kèm. Hồ sơ không thay đổi. "
        "Hãy in ra rồi quét lại.",
        "The PDF holds programs or other files, so it is not safe to attach. The dossier is unchanged. "
        "Print it and scan the print.",
    ),
    "scan.pages": (
        "Tệp có quá {limit} trang nên chưa đính kèm. Hồ sơ không thay đổi. Hãy tách thành nhiều tệp.",
        "The file has more than {limit} pages, so it was not attached. The dossier is unchanged. Split it.",
    ),
    "scan.pixels": (
        "Ảnh trong tệp lớn quá mức một trang giấy nên chưa đính kèm. Hồ sơ không thay đổi. Hãy quét lại ở 300 dpi.",
        "A picture in the file is larger than any page, so it was not attached. The dossier is unchanged. Scan at 300 dpi.",
    ),
    "scan.broken": (
        "Tệp bị hỏng hoặc chưa chép xong nên chưa đính kèm. Hồ sơ không thay đổi. Hãy chép hoặc quét lại tệp.",
        "The file is damaged or not fully copied, so it was not attached. The dossier is unchanged. Copy or scan it again.",
    ),
    "scan.unreadable": (
        "Không đọc được tệp này. Hồ sơ không thay đổi. Hãy kiểm tra ổ đĩa hoặc USB rồi chọn lại tệp.",
        "This file cannot be read. The dossier is unchanged. Check the disk or stick, then choose the file again.",
    ),
    "scan.cancelled": (
        "Đã dừng đính kèm. Hồ sơ không thay đổi.",
        "Attaching was stopped. The dossier is unchanged.",
    ),
    "scan.paper": (
        "Hồ sơ này không có giấy tờ số {number}. Hãy chọn một giấy tờ trong danh sách.",
        "This dossier has no paper number {number}. Choose a paper of the list.",
    ),
    "scan.not_there": (
        "Giấy quét này không còn trong danh sách của hồ sơ. Hãy xem lại hồ sơ.",
        "This scan is no longer on the dossier's list. Look at the dossier again.",
    ),
    "scan.damaged": (
        "Bản lưu trên máy bị hỏng nên chưa gửi được. Hãy quét và đính kèm lại giấy này.",
        "The copy on this machine is damaged, so it was not sent. Scan and attach this paper again.",
    ),
    "scan.missing": (
        "Bản lưu trên máy không còn. Hãy quét và đính kèm lại giấy này.",
        "The copy on this machine is gone. Scan and attach this paper again.",
    ),
    "scan.gone_there": (
        "Tỉnh không còn giữ tệp này. Bản lưu trên máy vẫn còn và đang được gửi lại.",
        "The province does not hold this file any more. The copy on this machine is being sent again.",
    ),
    "scan.restarted": (
        "Tỉnh nhận được tệp chưa đúng nên đang gửi lại từ đầu. Bản lưu trên máy vẫn nguyên vẹn.",
        "The province got it not quite right, so it is sent again from the start. The copy on this machine is whole.",
    ),
    "scan.refused": (
        "Tỉnh chưa nhận tệp từ máy này. Tệp vẫn an toàn trên máy. Hãy báo bộ phận kỹ thuật.",
        "The province does not take files from this machine now. The file is safe here. Please tell IT.",
    ),
    "scan.early": (
        "Tỉnh chưa xử lý xong phần ghi về giấy này nên chưa nhận tệp. Tệp vẫn an toàn trên máy và sẽ tự gửi lại.",
        "The province has not yet worked through the record of this paper, so it does not take the file now. "
        "The file is safe here and is sent again by itself.",
    ),
    "scan.no_room": (
        "Máy chủ của tỉnh tạm hết chỗ lưu tệp. Tệp vẫn an toàn trên máy và sẽ tự gửi lại.",
        "The province's server has no room for files just now. The file is safe here and is sent again by itself.",
    ),
}
