"""Wording of the subject: bundles carried on a stick, both ways, and the stick itself."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # What was done.
    "bundle.written": (
        "Đã ghi {count} mục chờ gửi vào gói {name}. Hãy rút USB an toàn và nhờ người đưa về tỉnh. "
        "Các mục vẫn còn trên máy cho đến khi tỉnh xác nhận.",
        "{count} waiting items were written to {name}. Eject the stick and have it brought to the province. "
        "They stay on this machine until the province confirms them.",
    ),
    "bundle.written_nothing": (
        "Không còn mục nào chờ gửi. Gói {name} chỉ hỏi tin mới của tỉnh. Hãy rút USB an toàn và nhờ người đưa về tỉnh.",
        "Nothing waits to be sent. {name} only asks for the province's news. Eject the stick and have it brought there.",
    ),
    "bundle.written_part": (
        "Gói {name} đã đầy với {count} mục; còn {left} mục. Chúng sẽ nằm trong gói sau, khi tỉnh đã xác nhận gói này.",
        "{name} is full with {count} items; {left} are left. They go in the next one, once the province has confirmed this.",
    ),
    "bundle.taken": (
        "Tỉnh xác nhận đã nhận thêm {acknowledged} mục của máy này; nhận về {pulled} mục của các quầy khác. "
        "Còn {waiting} mục chờ gửi.",
        "The province confirms {acknowledged} more items of this machine; {pulled} of other counters came in. "
        "{waiting} still wait to be sent.",
    ),
    "bundle.taken_all": (
        "Tỉnh xác nhận đã nhận thêm {acknowledged} mục của máy này; nhận về {pulled} mục của các quầy khác. "
        "Không còn mục nào chờ gửi.",
        "The province confirms {acknowledged} more items of this machine; {pulled} of other counters came in. "
        "Nothing waits to be sent any more.",
    ),
    "bundle.taken_again": (
        "Gói này đã được nhận trước đó, không có gì thay đổi. Còn {waiting} mục chờ gửi.",
        "This bundle was taken in before; nothing has changed. {waiting} items still wait to be sent.",
    ),
    # Why a file is not taken.
    "bundle.no_file": (
        "Không thấy tệp gói ở chỗ đã chọn. Chưa có gì thay đổi. Hãy kiểm tra USB rồi chọn lại.",
        "There is no such bundle file. Nothing was changed. Please look at the stick and choose again.",
    ),
    "bundle.none_here": (
        "Trên USB này không có gói trả về cho quầy này. Chưa có gì thay đổi. Hãy kiểm tra USB hoặc tự chọn tệp.",
        "There is no answer for this counter on this stick. Nothing was changed. Look at the stick or choose a file.",
    ),
    "bundle.no_bundle": (
        "Tệp này không phải gói dữ liệu của chương trình. Chưa có gì thay đổi. Hãy chọn tệp có tên bắt đầu bằng counter-.",
        "This file is no bundle of this program. Nothing was changed. Choose a file whose name begins with counter-.",
    ),
    "bundle.other_version": (
        "Gói do phiên bản khác của chương trình tạo ra. Chưa có gì thay đổi. Hãy cập nhật chương trình rồi nhận lại gói.",
        "The bundle was made by another version of the program. Nothing was changed. Please update, then take it in again.",
    ),
    "bundle.other_way": (
        "Gói này đi chiều ngược lại. Chưa có gì thay đổi. Máy ở quầy nhận gói tỉnh trả về (tên có chữ return); "
        "máy ở tỉnh nhận gói quầy gửi đi.",
        "This bundle goes the other way. Nothing was changed. A counter takes in what the province sends back (its name "
        "says return); the province takes in what counters send.",
    ),
    "bundle.other_reader": (
        "Gói này không gửi cho nơi đang mở nó, hoặc đã quá cũ. Chưa có gì thay đổi. "
        "Hãy kiểm tra số quầy trong tên tệp, hoặc ghi gói mới.",
        "This bundle is not meant for whoever opens it here, or is too old. Nothing was changed. "
        "Look at the counter's number in its name, or write a new one.",
    ),
    "bundle.other_maker": (
        "Không xác minh được máy đã ghi gói này. Chưa có gì thay đổi. Hãy báo bộ phận kỹ thuật.",
        "It cannot be verified which machine wrote this bundle. Nothing was changed. Please tell IT.",
    ),
    "bundle.damaged": (
        "Gói bị hỏng hoặc đã bị sửa nên không nhận. Chưa có gì thay đổi và không có gì bị mất. Hãy chép lại hoặc ghi gói mới.",
        "The bundle is damaged or was changed, so it was not taken. Nothing was changed, nothing is lost. "
        "Copy it again or write a new one.",
    ),
    "bundle.too_large": (
        "Tệp lớn hơn mức cho phép của một gói nên không nhận. Chưa có gì thay đổi. Hãy kiểm tra lại USB.",
        "The file is larger than a bundle may be, so it was not taken. Nothing was changed. Please look at the stick.",
    ),
    "bundle.older": (
        "Máy đã có tin mới hơn của tỉnh nên gói này không cần nữa. Chưa có gì thay đổi và không có gì bị mất.",
        "This machine has newer news of the province, so this bundle is not needed. Nothing was changed, nothing is lost.",
    ),
    # What the machine cannot.
    "bundle.no_key": (
        "Máy chưa có khóa của tỉnh để niêm phong gói. Hồ sơ trên máy vẫn còn nguyên. "
        "Hãy kết nối với tỉnh một lần, sau đó ghi gói được cả khi mất mạng.",
        "This machine does not have the province's key to seal a bundle with. Its dossiers are whole. "
        "Connect to the province once; after that bundles can be written without a line.",
    ),
    "bundle.stick": (
        "USB hoặc thư mục này không đọc hay ghi được trọn vẹn. Hồ sơ trên máy vẫn còn nguyên. Hãy cắm lại hoặc thay USB khác.",
        "The stick or folder could not be read or written whole. The dossiers here are whole. Plug it in again or use another.",
    ),
    "bundle.stick_full": (
        "USB đã đầy nên chưa ghi được gói. Hồ sơ trên máy vẫn còn nguyên. Hãy dọn bớt hoặc thay USB khác.",
        "The stick is full, so no bundle was written. The dossiers here are whole. Free some space or use another one.",
    ),
    "bundle.stick_read_only": (
        "USB đang ở chế độ chỉ đọc nên chưa ghi được gói. Hồ sơ trên máy vẫn còn nguyên. Hãy mở khóa ghi hoặc thay USB khác.",
        "The stick is read-only, so no bundle was written. The dossiers here are whole. Unlock it or use another one.",
    ),
    "bundle.province_busy": (
        "Cơ sở dữ liệu của tỉnh đang bận nên chưa nhận xong gói. Nhận lại gói không gây trùng. Hãy thử lại sau ít phút.",
        "The province's database is busy, so the bundle was not taken in whole. Taking it again doubles nothing. "
        "Please try again in some minutes.",
    ),
    # The paper that goes back with the carrier.
    "bundle.slip": (
        "PHIẾU NHẬN GÓI DỮ LIỆU\n\nTỉnh đã nhận: {name}\nĐiểm tiếp nhận {unit}, quầy {counter}\nLúc: {time}\n\n{logs}\n"
        "Gói trả về: {back}\nMã kiểm tra của gói trả về (SHA-256): {digest}\n\n"
        "Hãy đưa USB về lại quầy và chọn “Nhận gói từ USB”. Phiếu này không chứa dữ liệu cá nhân.\n",
        "RECEIPT OF A BUNDLE\n\nThe province received: {name}\nPoint {unit}, counter {counter}\nAt: {time}\n\n{logs}\n"
        "Bundle that goes back: {back}\nIts check value (SHA-256): {digest}\n\n"
        "Bring the stick back to the counter and choose “Take a bundle from USB”. There is no personal data on this paper.\n",
    ),
    "bundle.slip_log": (
        "Kỳ số {epoch}: đã giữ bền vững đến mục thứ {seq}.",
        "Epoch {epoch}: durably held up to item {seq}.",
    ),
    "bundle.slip_apart": (
        "Kỳ số {epoch}: phần của máy này được giữ riêng để kiểm tra, không mục nào bị mất.",
        "Epoch {epoch}: what this machine sent is kept apart to be checked; nothing is lost.",
    ),
}
