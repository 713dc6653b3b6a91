"""Wording of the subject: what the disk and the local database can refuse."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "store.disk_full": (
        "Ổ đĩa đã đầy nên lần lưu này chưa thực hiện được. Hồ sơ đã lưu trước đó vẫn an toàn. "
        "Hãy báo bộ phận kỹ thuật giải phóng chỗ trống rồi làm lại.",
        "The disk is full, so this was not saved. Everything saved before is safe. "
        "Ask IT to free some space, then try again.",
    ),
    "store.no_room_to_open": (
        "Ổ đĩa đã đầy nên chưa mở được dữ liệu. Hồ sơ đã lưu vẫn an toàn. "
        "Hãy báo bộ phận kỹ thuật giải phóng chỗ trống rồi mở lại chương trình.",
        "The disk is full, so the data cannot be opened. Everything saved is safe. "
        "Ask IT to free some space, then open the program again.",
    ),
    "store.no_intake": (
        "Ổ đĩa chỉ còn dưới 100 MB nên máy tạm ngừng tiếp nhận. Hồ sơ đã lưu vẫn an toàn, vẫn xem, tìm và gửi được. "
        "Hãy báo bộ phận kỹ thuật giải phóng chỗ trống; trong lúc chờ, tiếp nhận ở quầy khác hoặc ghi sổ giấy.",
        "Less than 100 MB are left on the disk, so nothing new is received here for now. Saved dossiers are safe and can be "
        "read, searched and sent. Ask IT to free some space; meanwhile receive at another counter or in the paper book.",
    ),
    "store.no_files": (
        "Ổ đĩa chỉ còn dưới 300 MB nên máy tạm ngừng nhận thêm bản quét. Hồ sơ vẫn được tiếp nhận bình thường. "
        "Hãy báo bộ phận kỹ thuật giải phóng chỗ trống rồi đính kèm sau.",
        "Less than 300 MB are left on the disk, so no more scans are taken in for now. Dossiers are received as usual. "
        "Ask IT to free some space, then attach them.",
    ),
    "store.busy": (
        "Cơ sở dữ liệu đang bận nên lần lưu này chưa thực hiện được. Hồ sơ đã lưu vẫn an toàn. Hãy thử lại sau ít giây.",
        "The database is busy, so this was not saved. Saved dossiers are safe. Try again in a few seconds.",
    ),
    "store.read_only": (
        "Thư mục dữ liệu đang ở chế độ chỉ đọc. Hồ sơ đã lưu vẫn xem và in được. Hãy báo bộ phận kỹ thuật.",
        "The data folder is read-only. Saved dossiers can still be read and printed. Please tell IT.",
    ),
    "store.disk": (
        "Ổ đĩa không đọc hoặc ghi được. Hồ sơ đã lưu trước đó vẫn giữ nguyên. Hãy báo bộ phận kỹ thuật.",
        "The disk cannot be read or written. Dossiers saved before are untouched. Please tell IT.",
    ),
    "store.not_enrolled": (
        "Máy này chưa được ghi danh với tỉnh. Chưa có gì bị mất. Hãy nhờ bộ phận kỹ thuật ghi danh bằng mã một lần.",
        "This machine is not enrolled with the province yet. Nothing is lost. Ask IT to enrol it with a one-time token.",
    ),
    "store.wrong_key": (
        "Không mở được cơ sở dữ liệu bằng khóa của máy này. Dữ liệu không bị thay đổi. "
        "Hãy báo bộ phận kỹ thuật để mở bằng khóa khôi phục của tỉnh.",
        "The database does not open with this machine's key. The data is untouched. "
        "Ask IT to open it with the province's recovery key.",
    ),
    "store.no_key": (
        "Máy này không có khóa của cơ sở dữ liệu, thường là vì dữ liệu vừa được chép từ máy khác. Dữ liệu vẫn nguyên vẹn. "
        "Hãy báo bộ phận kỹ thuật mở lại bằng khóa khôi phục của tỉnh (counter recover).",
        "This machine has no key for the database, mostly because the data was copied from another machine. The data is "
        "whole. Ask IT to open it again with the province's recovery key (counter recover).",
    ),
    "store.other_machine": (
        "Khóa của cơ sở dữ liệu không mở được trên máy này: dữ liệu đến từ máy khác, hoặc Windows đã được cài lại. "
        "Dữ liệu vẫn nguyên vẹn. Hãy báo bộ phận kỹ thuật mở lại bằng khóa khôi phục của tỉnh (counter recover).",
        "The database's key does not open on this machine: the data came from another one, or Windows was installed anew. "
        "The data is whole. Ask IT to open it again with the province's recovery key (counter recover).",
    ),
    "store.key_service": (
        "Windows chưa mở được khóa của cơ sở dữ liệu. Dữ liệu vẫn nguyên vẹn. Hãy đợi một phút rồi mở lại chương trình; "
        "nếu vẫn vậy, hãy khởi động lại máy và báo bộ phận kỹ thuật.",
        "Windows could not open the database's key just now. The data is whole. Wait a minute and open the program again; "
        "if it stays so, restart the machine and tell IT.",
    ),
    "store.damaged": (
        "Cơ sở dữ liệu trên máy này bị hỏng một phần nên chưa làm được việc này. Những gì tỉnh đã nhận vẫn an toàn. "
        "Hãy báo bộ phận kỹ thuật khôi phục từ bản sao lưu.",
        "A part of this machine's database is damaged, so this was not done. What the province has received is safe. "
        "Ask IT to restore a backup.",
    ),
    "store.too_new": (
        "Cơ sở dữ liệu do phiên bản mới hơn của chương trình tạo ra. Dữ liệu được giữ nguyên. "
        "Hãy nhờ bộ phận kỹ thuật cài bản mới hơn của chương trình.",
        "The database was made by a newer version of the program. It is left untouched. "
        "Ask IT to install the newer version.",
    ),
    "store.newer": (
        "Dữ liệu do phiên bản mới hơn của chương trình ghi, nên phiên bản này chỉ xem, tìm và in lại hồ sơ cũ, chưa tiếp nhận "
        "được. Dữ liệu giữ nguyên. Hãy báo bộ phận kỹ thuật cài phiên bản mới.",
        "The data was written by a newer version of the program, so this one only shows, finds and prints old dossiers and "
        "receives nothing. The data is untouched. Ask IT to install the newer version.",
    ),
    "store.upgrade_failed": (
        "Chưa nâng cấp được dữ liệu ({where}). Dữ liệu vẫn nguyên như trước khi nâng cấp, phiên bản trước vẫn dùng được. "
        "Hãy báo bộ phận kỹ thuật cài lại phiên bản trước và gửi dòng này.",
        "The data could not be brought to this version ({where}). It is as it was before, and the version before still works "
        "with it. Ask IT to install that one again and to send this line.",
    ),
    "store.upgrade_no_copy": (
        "Chưa ghi được bản sao trước khi nâng cấp, nên chưa nâng cấp. Dữ liệu vẫn nguyên như trước. "
        "Hãy báo bộ phận kỹ thuật kiểm tra ổ đĩa.",
        "No whole copy could be made before the upgrade, so there was none. The data is as it was before. "
        "Ask IT to look at the disk.",
    ),
    "store.in_use": (
        "Chương trình đang mở trên máy này (có thể là phiên bản trước). Chưa có gì bị thay đổi. "
        "Hãy đóng cửa sổ của chương trình rồi làm lại.",
        "The program is open on this machine (it may be the version before). Nothing was changed. "
        "Close its window, then try again.",
    ),
    "store.restore_unfinished": (
        "Lần khôi phục trước bị ngắt giữa chừng nên dữ liệu chưa mở được. Bản sao và dữ liệu cũ vẫn còn nguyên. "
        "Hãy nhờ bộ phận kỹ thuật chạy lại lệnh khôi phục.",
        "The last restore was cut off, so the data is not opened yet. The copy and the old data are whole. "
        "Ask IT to run the restore again.",
    ),
    "store.network_path": (
        "Dữ liệu phải nằm trên ổ đĩa của máy này, không dùng ổ đĩa mạng. Chưa có gì bị thay đổi. Hãy chọn thư mục khác.",
        "The data must lie on a disk of this machine, not on a network drive. Nothing was changed. Choose another folder.",
    ),
}
