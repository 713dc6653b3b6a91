"""Wording of the subject: copies at a second place, and putting one back."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "backup.full": (
        "Nơi sao lưu không đủ chỗ trống nên chưa sao lưu được. Dữ liệu trên máy vẫn nguyên vẹn, quầy vẫn làm việc. "
        "Hãy giải phóng chỗ ở nơi đó hoặc chọn nơi khác.",
        "The place of the backups has not enough room, so no backup was made. The data on this machine is whole and the "
        "counter goes on. Free some space there, or choose another place.",
    ),
    "backup.place": (
        "Không ghi được vào nơi sao lưu (USB đã rút, ổ mạng mất kết nối hoặc không có quyền). "
        "Dữ liệu trên máy vẫn nguyên vẹn, quầy vẫn làm việc. Hãy nối lại nơi đó hoặc kiểm tra quyền ghi.",
        "The place of the backups cannot be written (stick pulled out, share not connected, or no rights). The data on this "
        "machine is whole and the counter goes on. Connect it again, or check the rights.",
    ),
    "backup.not_whole": (
        "Bản sao vừa ghi không đọc lại đúng nên không được tính. Dữ liệu trên máy vẫn nguyên vẹn. "
        "USB hoặc ổ đĩa ở nơi sao lưu có thể sắp hỏng: hãy thay và sao lưu lại.",
        "The copy could not be read back as it was written, so it does not count. The data on this machine is "
        "whole. The stick or disk may be failing: replace it and make the backup again.",
    ),
    "backup.journal": (
        "Nhật ký trên máy này không còn khớp (có chỗ bị sửa, bị mất hoặc hỏng) nên bản sao không được tính; nơi sao lưu vẫn tốt. "
        "Những gì tỉnh đã nhận và các bản sao trước vẫn an toàn. Một bản giữ nguyên hiện trạng nằm ở nơi sao lưu, tên bắt đầu "
        "bằng as-is. Hãy ngừng tiếp nhận ở máy này, không xóa gì và báo bộ phận kỹ thuật ngay.",
        "The journal of this machine does not fit together (something was altered, lost or damaged), so the copy does not "
        "count; the place of the backups is well. What the province has received and earlier backups are safe. A copy as it "
        "is lies there under a name that begins with as-is. Stop receiving here, delete nothing and tell IT now.",
    ),
    "backup.same_place": (
        "Nơi sao lưu phải nằm ngoài thư mục dữ liệu. Chưa có gì bị thay đổi. Hãy chọn USB, ổ đĩa thứ hai hoặc ổ mạng.",
        "The place of the backups must lie outside the data folder. Nothing was changed. Choose a stick, a second disk or "
        "a share.",
    ),
    "backup.same_disk": (
        "Lưu ý: nơi sao lưu ở cùng ổ đĩa với dữ liệu. Nếu ổ này hỏng, bản sao cũng mất. Nên dùng USB, ổ thứ hai hoặc ổ mạng.",
        "Note: the backups lie on the same disk as the data. If it fails, both are gone. Use a stick, a second disk or a share.",
    ),
    "backup.no_copy": (
        "Không có bản sao nào ở đây. Dữ liệu trên máy chưa bị thay đổi. Hãy kiểm tra đường dẫn tới tệp counter.db của bản sao.",
        "There is no copy here. Nothing was changed. Check the path of the copy's counter.db.",
    ),
    "backup.copy_not_whole": (
        "Bản sao này không nguyên vẹn ({what}) nên không khôi phục. Dữ liệu trên máy chưa bị thay đổi. Hãy chọn bản sao khác.",
        "This copy is not whole ({what}), so it is not restored. The data on this machine was not changed. Choose another copy.",
    ),
    "backup.wrong.form": ("bản sao thuộc dạng khác", "a copy of another form"),
    "backup.wrong.about_missing": ("không có tệp about.json", "about.json is missing"),
    "backup.wrong.about_unread": ("không đọc được tệp about.json", "about.json cannot be read"),
    "backup.wrong.clear": ("cơ sở dữ liệu không được mã hóa", "the database is not encrypted"),
    "backup.wrong.structure": ("cấu trúc của cơ sở dữ liệu không đúng", "the structure of the database"),
    "backup.wrong.database": ("không đọc được cơ sở dữ liệu", "the database cannot be read"),
    "backup.wrong.page": ("một trang của cơ sở dữ liệu bị hỏng", "a page of the database"),
    "backup.wrong.log": ("nhật ký không khớp ở {place}", "the log does not fit together at {place}"),
    "backup.wrong.entries": (
        "có {found} sự việc thay vì {told}",
        "{found} entries instead of {told}",
    ),
    "backup.wrong.no_copy": ("dữ liệu này không được ghi ra làm bản sao", "it does not know that it is a copy"),
    "backup.wrong.file": ("thiếu hoặc hỏng tệp {place}", "file {place}"),
    "backup.wrong.other_log": ("có nhật ký không phải của máy này", "a log that is not this machine's"),
    "backup.wrong.missing": ("thiếu sự việc", "entries are missing"),
    "backup.copy_too_new": (
        "Bản sao này do phiên bản mới hơn của chương trình tạo ra. Dữ liệu trên máy chưa bị thay đổi. "
        "Hãy cài phiên bản mới rồi khôi phục lại.",
        "This copy was made by a newer version of the program. The data on this machine was not changed. "
        "Install the newer version, then restore.",
    ),
    "backup.no_key": (
        "Máy này không có khóa để mở bản sao, hoặc đầu tệp đã hỏng. Bản sao và dữ liệu trên máy chưa bị thay đổi. "
        "Hãy mở bằng khóa khôi phục của tỉnh trước.",
        "This machine has no key that opens the copy, or its beginning is spoilt. Neither the copy nor the data was changed. "
        "Open it with the province's recovery key first.",
    ),
    "backup.no_folder": (
        "Chưa đặt nơi sao lưu cho máy này. Hồ sơ tỉnh đã nhận vẫn an toàn; hồ sơ chưa gửi chỉ có trên máy. "
        "Hãy báo bộ phận kỹ thuật đặt nơi sao lưu (USB, ổ thứ hai hoặc ổ mạng).",
        "No place for backups is set on this machine. What the province has received is safe; what was not sent is only here. "
        "Ask IT to set a place (a stick, a second disk or a share).",
    ),
    "backup.good": (
        "Bản sao gần nhất lúc {moment}, gồm {entries} sự việc, đã đọc lại và còn nguyên vẹn.",
        "The last backup was made at {moment}, with {entries} entries; it was read back and is whole.",
    ),
    "backup.never": (
        "Máy này chưa có bản sao nào. {why}",
        "There is no backup of this machine yet. {why}",
    ),
    "backup.old": (
        "Bản sao nguyên vẹn gần nhất lúc {moment}. {why}",
        "The last whole backup was made at {moment}. {why}",
    ),
    "backup.no_word": (
        "Máy sẽ tự sao lưu khi rảnh; dữ liệu vẫn an toàn trên máy.",
        "It is made up for in a quiet moment; the data is safe on this machine.",
    ),
    "backup.stopped": (
        "Đã dừng sao lưu theo yêu cầu. Các bản sao trước vẫn còn nguyên.",
        "The backup was stopped as asked. Earlier copies are whole.",
    ),
    "backup.restored": (
        "Đã khôi phục {entries} sự việc, từ bản sao lúc {made}. Máy chưa cấp mã hồ sơ và mã tạm cho đến khi nối mạng và nhận "
        "kỳ số mới từ tỉnh; những gì tỉnh đã nhận sau lúc đó sẽ tự về lại.",
        "{entries} entries were restored, from the copy of {made}. The machine issues no code and no provisional reference "
        "until it is connected and has a new epoch from the province; what the province received later comes back by itself.",
    ),
    "backup.left_behind": (
        "Trong dữ liệu trước đó có {count} sự việc mà bản sao và tỉnh chưa có. Hãy gửi chúng lên tỉnh ngay khi có mạng: "
        'counter-cli sync --once --data "{where}"',
        "The data that was there has {count} entries that neither the copy nor the province has. Send them to the province as "
        'soon as there is a line: counter-cli sync --once --data "{where}"',
    ),
    "backup.aside": (
        "Dữ liệu trước đó được giữ nguyên ở {where}.",
        "What was there before lies whole in {where}.",
    ),
}
