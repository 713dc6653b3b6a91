"""Wording of the subject: the machine's self-check, the parts of the machine. Each with the code that is read out."""

from __future__ import annotations

PARTS: dict[str, tuple[str, str, str]] = {
    # printer
    "check.printer.none": (
        "M-40",
        "Máy này chưa có máy in nào. Hồ sơ vẫn tiếp nhận và lưu được. Hãy nhờ bộ phận kỹ thuật cài máy in.",
        "There is no printer on this machine. Dossiers can still be received and saved. Ask IT to install a printer.",
    ),
    "check.printer.not_chosen": (
        "M-41",
        "Quầy đang đặt là không in. Hồ sơ vẫn tiếp nhận và lưu được. Muốn in, hãy chọn máy in ở trang Tiếp nhận.",
        "This counter is set not to print. Dossiers are received and saved. To print, choose a printer at reception.",
    ),
    "check.printer.no_default": (
        "M-42",
        "Máy chưa chọn máy in mặc định. Hồ sơ vẫn lưu được. Hãy chọn máy in ở trang Tiếp nhận.",
        "The system has no default printer. Dossiers are saved. Choose a printer at reception.",
    ),
    "check.printer.not_found": (
        "M-43",
        "Không thấy máy in {name} đã chọn. Hồ sơ vẫn lưu được, giấy in lại được sau. Hãy xem dây và nguồn, hoặc chọn máy khác.",
        "The chosen printer {name} is not there. Dossiers are saved. Look at cable and power, or choose another.",
    ),
    "check.printer.offline": (
        "M-44",
        "Máy in {name} đang tắt hoặc mất kết nối. Hồ sơ vẫn lưu được, giấy in lại được sau. Hãy bật máy in, xem lại dây.",
        "The printer {name} is off or not connected. Dossiers are saved, paper can follow. Turn it on, look at the cable.",
    ),
    "check.printer.no_paper": (
        "M-45",
        "Máy in {name} hết giấy. Hồ sơ vẫn lưu được. Hãy nạp giấy; lệnh in đang chờ sẽ tự in tiếp.",
        "The printer {name} has no paper. Dossiers are saved. Put paper in; waiting jobs go on by themselves.",
    ),
    "check.printer.stopped": (
        "M-46",
        "Máy in {name} đang dừng hoặc báo sự cố. Hồ sơ vẫn lưu được. Hãy xem đèn và màn hình của máy in (kẹt giấy, nắp mở, mực).",
        "The printer {name} has stopped or reports a fault. Dossiers are saved. Look at its lights (jam, cover, toner).",
    ),
    "check.printer.silent": (
        "M-47",
        "Dịch vụ in của máy không trả lời. Hồ sơ vẫn lưu được. Hãy khởi động lại máy; nếu vẫn vậy, báo bộ phận kỹ thuật.",
        "The system's print service does not answer. Dossiers are saved. Restart the computer; then tell IT.",
    ),
    "check.printer.folder": (
        "M-48",
        "Không ghi được vào thư mục in {name}. Hồ sơ vẫn lưu được. Hãy báo bộ phận kỹ thuật.",
        "The print folder {name} cannot be written to. Dossiers are saved. Please tell IT.",
    ),
    "check.printer.to_file": (
        "M-49",
        "Máy in đang chọn là {name}, chỉ ghi ra tệp. Hồ sơ vẫn lưu được. Hãy chọn máy in ra giấy ở trang Tiếp nhận.",
        "The chosen printer {name} only writes files. Dossiers are saved. Choose a real printer at reception.",
    ),
    "check.printer.no_font": (
        "M-39",
        "Máy này thiếu phông chữ để in giấy tiếp nhận. Hồ sơ vẫn lưu được. Hãy nhờ bộ phận kỹ thuật cài lại chương trình.",
        "The fonts for receipts are missing on this machine. Dossiers are saved. Ask IT to install the program again.",
    ),
    # scanner
    "check.scanner.not_tried": (
        "M-50",
        "Máy quét chưa được thử trên máy này. Hãy mở trang Kiểm tra máy và quét mã thử trên màn hình.",
        "The scanner has not been tried on this machine. Open the page Check this machine and scan the test code.",
    ),
    "check.scanner.port_missing": (
        "M-51",
        "Không thấy máy quét ở cổng {port}. Vẫn nhập tay theo thẻ được. Hãy cắm lại máy quét, hoặc báo bộ phận kỹ thuật.",
        "There is no scanner at port {port}. Cards can be typed by hand. Plug the scanner in again, or tell IT.",
    ),
    "check.scanner.port_busy": (
        "M-52",
        "Cổng máy quét {port} đang bị chương trình khác giữ. Vẫn nhập tay theo thẻ được. Hãy đóng chương trình kia, rồi thử lại.",
        "The scanner's port {port} is held by another program. Cards can be typed by hand. Close that program.",
    ),
    "check.scanner.telex": (
        "M-53",
        "UniKey (kiểu Telex) đang đổi chữ của máy quét. Chương trình tự sửa được phần lớn thẻ, nhưng mã hồ sơ có thể sai. "
        "Hãy chuyển UniKey sang E trước khi quét.",
        "UniKey (Telex) alters what the scanner types. Most cards are repaired, but codes may come out wrong. "
        "Switch UniKey to E before scanning.",
    ),
    "check.scanner.vni": (
        "M-54",
        "UniKey (kiểu VNI) đang đổi số thành dấu khi quét. Chương trình tự sửa được phần lớn thẻ, nhưng mã hồ sơ có thể sai. "
        "Hãy chuyển UniKey sang E trước khi quét.",
        "UniKey (VNI) turns digits into marks while scanning. Most cards are repaired, but codes may come out wrong. "
        "Switch UniKey to E before scanning.",
    ),
    "check.scanner.caps_lock": (
        "M-55",
        "Phím Caps Lock đang bật nên chữ quét bị đảo hoa thường. Chương trình tự sửa được thẻ. Hãy tắt Caps Lock rồi quét lại.",
        "Caps Lock is on, so letters change case. Cards are repaired. Turn Caps Lock off and scan again.",
    ),
    "check.scanner.layout": (
        "M-56",
        "Kiểu bàn phím của Windows là {layout}, khác với máy quét, nên chữ và số bị đổi chỗ. Hãy chọn bàn phím English (US), "
        "hoặc đặt máy quét ở chế độ cổng nối tiếp.",
        "The keyboard layout is {layout}, not the scanner's, so letters and digits change places. Choose English (US), "
        "or set the scanner to serial-port mode.",
    ),
    "check.scanner.code_page": (
        "M-57",
        "Máy quét gửi chữ có dấu sai bảng mã. Chương trình tự sửa được phần lớn thẻ. Hãy nhờ bộ phận kỹ thuật đặt máy quét "
        "gửi UTF-8 hoặc dùng cổng nối tiếp.",
        "The scanner sends accented letters in the wrong code. Most cards are repaired. Ask IT to set it to UTF-8 or to "
        "serial-port mode.",
    ),
    "check.scanner.lost": (
        "M-58",
        "Máy quét làm mất dấu hoặc mất chữ. Khi quét thẻ, hãy đối chiếu họ tên, địa chỉ với thẻ. Nhờ bộ phận kỹ thuật đặt "
        "lại máy quét.",
        "The scanner loses marks or letters. Compare name and address with the card. Ask IT to set the scanner anew.",
    ),
    "check.scanner.doubled": (
        "M-59",
        "Máy quét gõ mỗi chữ hai lần. Chương trình tự sửa được phần lớn thẻ. Hãy nhờ bộ phận kỹ thuật đặt lại máy quét.",
        "The scanner types each letter twice. Most cards are repaired. Ask IT to set the scanner anew.",
    ),
    "check.scanner.cut": (
        "M-60",
        "Lượt quét bị ngắt giữa chừng. Chưa có gì bị thay đổi. Hãy quét lại, giữ máy quét yên đến khi nghe tiếng bíp.",
        "The scan was cut short. Nothing was changed. Scan again and hold still until it beeps.",
    ),
    "check.scanner.other_code": (
        "M-61",
        "Đây là một mã thử khác, không phải mã đang hiện hoặc vừa in. Máy quét vẫn đọc được. Hãy quét đúng mã thử của lần này.",
        "This is another test code, not the one shown or just printed. The scanner does read. Scan the code of this time.",
    ),
    "check.scanner.as_typing": (
        "M-62",
        "Mã quét rơi vào ô chữ như người gõ tay, vì máy quét gõ chậm hoặc thiếu phím Enter cuối. Hãy nhờ bộ phận kỹ thuật bật "
        "phím Enter (CR) và giảm độ trễ của máy quét.",
        "The scan fell into the field like typing: the reader is slow or sends no Enter. Ask IT to turn on its Enter (CR) "
        "and to lower its delay.",
    ),
    "check.scanner.altered": (
        "M-63",
        "Mã quét về không đúng mã thử mà không rõ vì sao. Khi quét thẻ, hãy đối chiếu với thẻ. Hãy báo bộ phận kỹ thuật.",
        "What came is not the test code, for a reason unknown. Compare scans with the card. Please tell IT.",
    ),
    "check.scanner.not_ours": (
        "M-64",
        "Đây không phải mã thử. Không có gì được lưu hay hiện ra. Hãy quét mã thử trên màn hình hoặc trên phiếu thử.",
        "This is no test code. Nothing of it was kept or shown. Scan the test code on the screen or on the slip.",
    ),
    # disk
    "check.disk.no_folder": (
        "M-65",
        "Chưa có thư mục dữ liệu trên máy này. Chưa có gì bị mất. Hãy nhờ bộ phận kỹ thuật ghi danh máy.",
        "There is no data folder on this machine yet. Nothing is lost. Ask IT to enrol it.",
    ),
    "check.disk.read_only": (
        "M-66",
        "Không ghi được vào thư mục dữ liệu (chỉ đọc hoặc thiếu quyền). Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "The data folder cannot be written to (read-only, or no rights). Saved dossiers are safe. Please tell IT.",
    ),
    "check.disk.full": (
        "M-67",
        "Ổ đĩa đã đầy, không ghi thêm được. Hồ sơ đã lưu vẫn an toàn. Hãy nhờ bộ phận kỹ thuật giải phóng chỗ trống ngay.",
        "The disk is full and takes nothing more. Saved dossiers are safe. Ask IT to free some space now.",
    ),
    "check.disk.low": (
        "M-68",
        "Ổ đĩa chỉ còn {free} MB. Máy vẫn làm việc bình thường. Hãy nhờ bộ phận kỹ thuật giải phóng chỗ trống.",
        "Only {free} MB are left on the disk. Work goes on as usual. Ask IT to free some space.",
    ),
    "check.disk.no_files": (
        "M-69",
        "Ổ đĩa chỉ còn {free} MB nên máy tạm ngừng nhận bản quét; hồ sơ vẫn tiếp nhận được. Hãy nhờ bộ phận kỹ thuật giải "
        "phóng chỗ trống.",
        "Only {free} MB are left, so no more scans are taken in; dossiers still are. Ask IT to free some space.",
    ),
    "check.disk.no_intake": (
        "M-70",
        "Ổ đĩa chỉ còn {free} MB nên máy tạm ngừng tiếp nhận. Hồ sơ đã lưu vẫn an toàn. Hãy nhờ bộ phận kỹ thuật giải phóng "
        "chỗ trống ngay.",
        "Only {free} MB are left, so nothing new is received. Saved dossiers are safe. Ask IT to free some space now.",
    ),
    "check.disk.slow": (
        "M-71",
        "Ổ đĩa ghi chậm, mỗi lần lưu mất {ms} mili giây. Hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật: ổ đĩa có thể sắp hỏng.",
        "The disk is slow: saving takes {ms} ms each time. Dossiers are safe. Tell IT: the disk may be failing.",
    ),
    "check.disk.network": (
        "M-72",
        "Thư mục dữ liệu nằm trên ổ đĩa mạng nên chương trình không dùng. Chưa có gì bị thay đổi. Hãy chuyển dữ liệu về ổ đĩa "
        "của máy.",
        "The data folder lies on a network drive, so the program does not use it. Nothing was changed. Choose a local disk.",
    ),
    "check.disk.open_to_others": (
        "M-73",
        "Người dùng khác của máy này đọc được thư mục dữ liệu. Nội dung vẫn được mã hóa. Hãy nhờ bộ phận kỹ thuật đặt lại quyền.",
        "Other users of this machine can read the data folder. Its content is encrypted. Ask IT to set its rights anew.",
    ),
    "check.disk.failing": (
        "M-74",
        "Ổ đĩa không ghi hoặc đọc lại được. Hãy ngừng tiếp nhận ở máy này và báo bộ phận kỹ thuật ngay; hồ sơ tỉnh đã nhận "
        "vẫn an toàn.",
        "The disk cannot be written or read back. Stop receiving here and tell IT now; what the province has is safe.",
    ),
    # database
    "check.database.none": (
        "M-75",
        "Máy này chưa có cơ sở dữ liệu, nên chưa có gì để kiểm tra.",
        "There is no database on this machine yet, so there is nothing to check.",
    ),
    "check.database.wrong_key": (
        "M-76",
        "Máy này không có đúng khóa để mở cơ sở dữ liệu. Dữ liệu không bị thay đổi. Hãy nhờ bộ phận kỹ thuật dùng khóa khôi "
        "phục của tỉnh.",
        "This machine has not the key that opens the database. The data is untouched. Ask IT to use the recovery key.",
    ),
    "check.database.damaged": (
        "M-77",
        "Cơ sở dữ liệu bị hỏng một phần. Những gì tỉnh đã nhận vẫn an toàn. Hãy ngừng tiếp nhận ở máy này và nhờ bộ phận kỹ "
        "thuật khôi phục từ bản sao lưu.",
        "A part of the database is damaged. What the province has received is safe. Stop receiving here and ask IT to "
        "restore a backup.",
    ),
    "check.database.busy": (
        "M-78",
        "Một chương trình khác đang giữ cơ sở dữ liệu. Hồ sơ đã lưu vẫn an toàn. Hãy đóng nó hoặc khởi động lại máy.",
        "Another program holds the database. Saved dossiers are safe. Close other programs or restart the computer.",
    ),
    "check.database.too_new": (
        "M-79",
        "Cơ sở dữ liệu do bản chương trình mới hơn tạo ra. Dữ liệu được giữ nguyên. Hãy nhờ bộ phận kỹ thuật cài bản mới.",
        "The database was made by a newer program. It is untouched. Ask IT to install the newer version.",
    ),
    "check.database.chain": (
        "M-80",
        "Sổ nhật ký có chỗ không khớp ({count} chỗ). Những gì tỉnh đã nhận vẫn an toàn. Hãy ngừng tiếp nhận ở máy này và báo "
        "bộ phận kỹ thuật.",
        "The journal does not fit together ({count} places). What the province has is safe. Stop receiving here, tell IT.",
    ),
    "check.database.long": (
        "M-81",
        "Dữ liệu lớn nên chưa kiểm tra hết trong {seconds} giây; phần đã xem không có gì sai. Khi rảnh, hãy nhờ bộ phận kỹ thuật "
        "kiểm tra toàn bộ.",
        "There is much data, and not all was checked in {seconds} s; nothing wrong was seen. IT may check all of it later.",
    ),
    "check.database.trouble": (
        "M-82",
        "Không đọc được cơ sở dữ liệu vì ổ đĩa không cho. Hồ sơ đã lưu được giữ nguyên. Hãy xem mục Ổ đĩa, báo bộ phận kỹ thuật.",
        "The disk does not let the database be read. Saved dossiers are untouched. See the disk, and tell IT.",
    ),
    "check.database.clear": (
        "M-83",
        "Tệp cơ sở dữ liệu không được mã hóa. Hồ sơ vẫn còn nguyên. Hãy báo bộ phận kỹ thuật ngay.",
        "The database file is not encrypted. Dossiers are whole. Please tell IT now.",
    ),
    "check.database.older": (
        "M-38",
        "Cơ sở dữ liệu thuộc bản chương trình trước. Dữ liệu vẫn nguyên vẹn và sẽ được nâng cấp khi mở chương trình.",
        "The database is of the version before. It is whole, and is upgraded when the program is opened.",
    ),
    "check.database.upgrade": (
        "M-22",
        "Nâng cấp cơ sở dữ liệu không thành nên đã giữ nguyên như cũ. Dữ liệu không mất gì. Hãy báo bộ phận kỹ thuật.",
        "Upgrading the database failed, and it was left as it was. No data is lost. Please tell IT.",
    ),
    "check.database.restoring": (
        "M-88",
        "Lần khôi phục trước bị ngắt giữa chừng nên dữ liệu chưa mở được. Bản sao vẫn còn nguyên. Hãy nhờ bộ phận kỹ thuật "
        "khôi phục lại.",
        "The last restore was cut off, so the data does not open. The copy is whole. Ask IT to restore it again.",
    ),
    # backup
    "check.backup.never": (
        "M-84",
        "Đã đặt nơi sao lưu nhưng chưa có bản sao nào. {why}",
        "A place for backups is set, but there is no backup yet. {why}",
    ),
    "check.backup.none": (
        "M-85",
        "Chưa có bản sao nào được sao lưu và kiểm tra. Hồ sơ chỉ nằm trên máy này và ở tỉnh. Hãy nhờ bộ phận kỹ thuật đặt nơi "
        "sao lưu.",
        "There is no checked backup yet. Dossiers lie on this machine and at the province only. Ask IT to set a place for it.",
    ),
    "check.backup.old": (
        "M-86",
        "Bản sao lưu đã kiểm tra gần nhất cách đây {days} ngày. {why}",
        "The newest checked backup is {days} days old. {why}",
    ),
}
