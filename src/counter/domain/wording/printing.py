"""Wording of the subject: printing. The receipt speaks Vietnamese; its English stands here for those who review it."""

from __future__ import annotations

_RECEIPT: dict[str, tuple[str, str]] = {
    "receipt.code": ("Mã hồ sơ", "Dossier code"),
    "receipt.code_provisional": ("Mã tạm", "Provisional reference"),
    "receipt.provisional_note": (
        "Mã hồ sơ chính thức sẽ được cấp sau; mã tạm vẫn dùng để tra cứu.",
        "The official dossier code follows; the provisional reference stays good for searching.",
    ),
    "receipt.former_note": (
        "Mã hồ sơ này thay cho mã tạm {code}; mã tạm vẫn dùng để tra cứu.",
        "This code follows the provisional reference {code}, which stays good for searching.",
    ),
    "receipt.desk": ("Quầy số {counter}", "Counter {counter}"),
    "receipt.capacity_representative": ("(người đại diện)", "(representative)"),
    "receipt.capacity_authorised": ("(người được ủy quyền)", "(authorised person)"),
    "receipt.original": ("Bản chính", "Original"),
    "receipt.copy": ("Bản sao", "Copy"),
    "receipt.shown": ("Xuất trình", "Shown"),
    "receipt.no_papers": ("Không nhận giấy tờ nào kèm theo.", "No papers were taken in."),
    "receipt.due_at_once": ("Trả ngay tại quầy", "Handed over at once"),
    "receipt.due_unknown": ("Theo thời hạn pháp luật quy định", "Within the limit set by law"),
    "receipt.due_unknown_phone": (
        "Chưa xác định được ngày trả khi tiếp nhận; Trung tâm sẽ báo theo số điện thoại ghi trên giấy này.",
        "The day could not be told at reception; the centre will call the number on this paper.",
    ),
    "receipt.due_unknown_ask": (
        "Chưa xác định được ngày trả khi tiếp nhận; mời hỏi ngày trả tại Trung tâm.",
        "The day could not be told at reception; please ask the centre for it.",
    ),
    "receipt.due_expected": ("Dự kiến {moment}", "Expected {moment}"),
    "receipt.due_expected_note": (
        "Thời hạn tính từ khi cơ quan có thẩm quyền nhận được hồ sơ.",
        "The limit runs from when the competent body receives the dossier.",
    ),
    "receipt.return_counter": ("quầy trả kết quả của Trung tâm", "the centre's counter for results"),
    "receipt.return_post": ("địa chỉ ghi trên, qua dịch vụ bưu chính", "the address above, by post"),
    "receipt.return_post_no_address": (
        "địa chỉ báo sau, qua dịch vụ bưu chính",
        "an address still to be told, by post",
    ),
    "receipt.return_online": (
        "Cổng Dịch vụ công quốc gia (bản điện tử)",
        "the national public service portal (electronic)",
    ),
    "receipt.fee_free": ("miễn phí", "free of charge"),
    "receipt.fee_paid": ("đã nộp", "paid"),
    "receipt.fee_unpaid": ("chưa nộp", "not yet paid"),
    "receipt.fee_by_province": ("theo nghị quyết của HĐND tỉnh", "as resolved by the provincial council"),
    "receipt.fee_by_law": ("theo quy định của pháp luật", "as set by law"),
    "receipt.fee_unknown": ("chưa xác định", "not yet known"),
    "receipt.fee_to_be_told": ("Trung tâm sẽ báo mức thu", "the centre will name the amount"),
    "receipt.late": (
        "Nhập vào hệ thống lúc {moment}; mục 3 ghi thời gian nhận thực tế.",
        "Entered into the system at {moment}; item 3 states the true time of reception.",
    ),
    "receipt.bring": (
        "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân; người nhận thay cần có văn bản ủy quyền.",
        "To collect, bring this paper and proof of identity; someone else needs a written authorisation.",
    ),
    "receipt.hotline": ("Điện thoại hỗ trợ: {phone}", "Help by phone: {phone}"),
    "receipt.substituted": (
        "Ký tự không in được ghi bằng mã dạng [U+…].",
        "Characters that cannot be printed stand as codes of the form [U+…].",
    ),
    "receipt.check": ("Kiểm chứng {check}", "Check {check}"),
    "receipt.form_number": ("Mẫu số {number}", "Form {number}"),
    "receipt.page": ("Trang {page}/{pages}", "Page {page}/{pages}"),
    "receipt.copy_mark": ("BẢN SAO lần {number}", "COPY no. {number}"),
    "receipt.copy_for_applicant": ("(Liên 1: giao người nộp hồ sơ)", "(Part 1: for the applicant)"),
    "receipt.copy_for_file": ("(Liên {number}: lưu)", "(Part {number}: for the file)"),
    "receipt.police_title": (
        "Phiếu ghi nhận hồ sơ, không thay giấy tiếp nhận của cơ quan công an",
        "Note of what was handed in; it does not replace the receipt of the police",
    ),
    "receipt.continued": ("(tiếp theo)", "(continued)"),
    "receipt.training": ("TẬP HUẤN", "TRAINING"),
}

_PRINTERS: dict[str, tuple[str, str]] = {
    "printing.no_font": (
        "Máy này chưa có phông chữ để in. Hồ sơ đã lưu vẫn an toàn; nhờ người quản trị cài phông rồi in lại.",
        "This machine has no font to print with. Saved dossiers are safe; ask the administrator to install one.",
    ),
    "printing.printed": ("Đã in xong.", "Printed."),
    "printing.filed": ("Đã ghi giấy vào thư mục in.", "The paper was written into the print folder."),
    "printing.no_printer": (
        "Chưa chọn được máy in. Hồ sơ đã lưu; chọn máy in rồi bấm in lại.",
        "No printer is chosen. The dossier is saved; choose a printer and print again.",
    ),
    "printing.not_found": (
        "Không thấy máy in {name}. Hồ sơ đã lưu; kiểm tra máy in rồi bấm in lại.",
        "The printer {name} is not there. The dossier is saved; check the printer and print again.",
    ),
    "printing.refused": (
        "Máy in {name} không nhận lệnh in. Hồ sơ đã lưu; kiểm tra máy in rồi bấm in lại.",
        "The printer {name} did not take the job. The dossier is saved; check the printer and print again.",
    ),
    "printing.folder_closed": (
        "Không ghi được vào thư mục in. Hồ sơ đã lưu; kiểm tra thư mục rồi bấm in lại.",
        "The print folder cannot be written to. The dossier is saved; check the folder and print again.",
    ),
    "printing.cannot_draw": (
        "Không dựng được giấy để in. Hồ sơ đã lưu; báo người quản trị.",
        "The paper could not be drawn. The dossier is saved; tell the administrator.",
    ),
    "printing.unknown": (
        "Chưa rõ giấy đã ra hay chưa. Xem khay giấy: có giấy thì xác nhận, không có thì bấm in lại.",
        "It is not known whether the paper came out. Look at the tray: confirm it, or print again.",
    ),
    "printing.waiting": (
        "Máy in {name} đang chờ (hết giấy, tắt hoặc kẹt giấy). Xử lý máy in rồi xem giấy đã ra chưa.",
        "The printer {name} is waiting (no paper, off or jammed). See to it, then look whether the paper came out.",
    ),
    "printing.interrupted": (
        "Chương trình dừng giữa lúc in. Xem khay giấy: có giấy thì xác nhận, không có thì bấm in lại.",
        "The program stopped while printing. Look at the tray: confirm the paper, or print again.",
    ),
    "printing.state_saved": ("chờ in", "to be printed"),
    "printing.state_printing": ("đang in", "printing"),
    "printing.state_printed": ("đã in", "printed"),
    "printing.state_unknown": ("chưa rõ", "not known"),
    "printing.state_failed": ("chưa in được", "not printed"),
}

_SLIP: dict[str, tuple[str, str]] = {
    "slip.title": ("Giấy xác nhận không sót", "Nothing-lost slip"),
    "slip.of": ("Quầy số {counter}, {day}", "Counter {counter}, {day}"),
    "slip.equal": (
        "Tỉnh xác nhận đang giữ đủ {entries} việc của quầy này.",
        "The province confirms that it holds all {entries} facts of this counter.",
    ),
    "slip.different": (
        "Tỉnh đang giữ {entries} việc của quầy này; {lacking} việc thiếu hoặc khác bản trên máy. Máy của quầy vẫn giữ đủ.",
        "The province holds {entries} facts of this counter; {lacking} are missing or different. All are whole here.",
    ),
    "slip.different_here": (
        "Tỉnh đang giữ {entries} việc của quầy này; {lacking} việc khác bản trên máy. Bản trên máy không còn nguyên như lúc ghi.",
        "The province holds {entries} facts of this counter; {lacking} differ from this machine, whose own are not whole.",
    ),
    "slip.dossier": ("hồ sơ {code}", "dossier {code}"),
    "slip.fact": ("một việc không thuộc hồ sơ nào", "a fact of no dossier"),
    "slip.missing": ("tỉnh không còn giữ", "the province does not hold it"),
    "slip.changed": ("bản của tỉnh khác", "the province holds it otherwise"),
    "slip.gone_here": ("máy này không còn giữ", "this machine does not hold it any more"),
    "slip.changed_here": ("bản trên máy này đã bị sửa", "this machine's copy was altered"),
    "slip.at": ("Tỉnh ký xác nhận lúc", "Signed by the province at"),
    "slip.entries": ("Số việc tỉnh đang giữ", "Facts that the province holds"),
    "slip.files": ("Số tệp giấy tờ tỉnh đang giữ", "Scanned papers that the province holds"),
    "slip.files_lost": (
        "Số tệp giấy tờ tỉnh đã từng xác nhận mà nay không còn nêu",
        "Scanned papers that the province had confirmed and no longer counts",
    ),
    "slip.count": ("{count} (còn chờ gửi: {waiting})", "{count} (still to be sent: {waiting})"),
    "slip.received": ("Hồ sơ tiếp nhận trong ngày", "Dossiers received on this day"),
    "slip.codes": ("{count}, từ {first} đến {last}", "{count}, from {first} to {last}"),
    "slip.log": (
        "Kỳ số {epoch}: {count} việc, số thứ tự cuối {last}",
        "Epoch {epoch}: {count} facts, last number {last}",
    ),
    "slip.apart": (
        "Kỳ số {epoch}, phần giữ riêng: {count} việc, số thứ tự cuối {last}",
        "Epoch {epoch}, the part kept apart: {count} facts, last number {last}",
    ),
    "slip.older": ("Và {count} kỳ số trước đó, đã đối chiếu.", "And {count} earlier epochs, compared too."),
    "slip.head": ("Mã cuối chuỗi", "Hash at the end of the chain"),
    "slip.digest": ("Tóm lược", "Digest"),
    "slip.generation": ("Thế hệ kho dữ liệu của tỉnh", "Generation of the province's database"),
    "slip.nonce": ("Số của câu hỏi", "Number of the question"),
    "slip.signature": ("Chữ ký của tỉnh (Ed25519)", "The province's signature (Ed25519)"),
    "slip.foot": (
        "Tóm lược do máy chủ của tỉnh tính lại từ từng bản ghi đang giữ vào lúc ký. Giấy này không chứa thông tin cá nhân.",
        "The digest was computed by the province's server from each record that it held when it signed. This slip holds "
        "nothing of a person.",
    ),
}

_PROBE: dict[str, tuple[str, str]] = {
    "probe.title": ("Phiếu thử máy in, máy quét", "Test slip"),
    "probe.of": ("{time} · máy {machine}", "{time} · machine {machine}"),
    "probe.letters": (
        "{count} chữ có dấu. Chữ nào mờ, dính hay thành khung vuông: báo kỹ thuật.",
        "{count} accented letters. Tell IT of any that is faint, clotted or a box.",
    ),
    "probe.line": (
        "Đặng Thuỳ Ước, ẩm thực, khuỷu tay, nguyễn, quỹ, giặt ủi 0123456789",
        "Đặng Thuỳ Ước, ẩm thực, khuỷu tay, nguyễn, quỹ, giặt ủi 0123456789",
    ),
    "probe.ruler": (
        "Hai thước phải dài đúng {length} mm và thấy đủ bốn góc. Nếu không, tắt “vừa khít trang giấy” khi in.",
        "Both rulers must be {length} mm long and all four corners seen. If not, turn off “fit to page”.",
    ),
    "probe.scan": (
        "Mở trang Kiểm tra máy rồi quét mã vạch hoặc mã QR này.",
        "Open the page Check this machine and scan these bars or this QR.",
    ),
}

TEXTS: dict[str, tuple[str, str]] = _RECEIPT | _SLIP | _PRINTERS | _PROBE
