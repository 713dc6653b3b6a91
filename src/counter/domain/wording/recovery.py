"""Wording of the subject: the way back to a database whose key this machine cannot open."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # At the counter.
    "recovery.request": (
        "YÊU CẦU KHÔI PHỤC KHÓA. Hãy gửi nguyên văn cho bộ phận kỹ thuật của tỉnh; nội dung này không bí mật.\n"
        "Khi tỉnh gọi lại, hãy đọc số đối chiếu: {number}\n"
        "Khóa khôi phục của tỉnh: {recovery}",
        "REQUEST FOR RECOVERY OF A KEY. Send all of it to the province's IT; nothing in it is secret.\n"
        "When the province calls back, read out the number: {number}\n"
        "The province's recovery key: {recovery}",
    ),
    "recovery.asked": (
        "Đã ghi yêu cầu khôi phục. Hãy gửi tệp này cho bộ phận kỹ thuật của tỉnh và chờ tỉnh gọi lại; số đối chiếu: {number}.",
        "The request was written. Send the file to the province's IT and wait for the call; the number to compare: {number}.",
    ),
    "recovery.opened": (
        "Khóa đã mở được cơ sở dữ liệu và được giữ lại cho máy này. Hồ sơ xem và tìm được ngay; máy cấp mã hồ sơ trở lại sau khi "
        "nối mạng và nhận kỳ số mới từ tỉnh.",
        "The key opens the database and is kept for this machine. Dossiers can be read and searched at once; codes are issued "
        "again once the machine is connected and has a new epoch from the province.",
    ),
    "recovery.copy_opens": (
        "Khóa mở được bản sao và được giữ lại cho máy này. Bây giờ hãy chạy counter restore với bản sao đó.",
        "The key opens the copy and is kept for this machine. Now run counter restore with that copy.",
    ),
    "recovery.not_needed": (
        "Máy này đã có khóa mở được cơ sở dữ liệu nên không cần khôi phục khóa. Chưa có gì bị thay đổi.",
        "This machine has the key that opens the database, so nothing needs to be recovered. Nothing was changed.",
    ),
    "recovery.no_database": (
        "Ở đây không có cơ sở dữ liệu nào (counter.db). Chưa có gì bị thay đổi. Hãy kiểm tra --data hoặc --from.",
        "There is no database here (counter.db). Nothing was changed. Check --data or --from.",
    ),
    "recovery.no_way": (
        "Bên cạnh cơ sở dữ liệu không có khóa bọc cho tỉnh (database.recovery) nên tỉnh không mở được. Dữ liệu được giữ nguyên. "
        "Hãy tìm một bản sao lưu có tệp này; những gì tỉnh đã nhận vẫn an toàn ở tỉnh.",
        "There is no key wrapped for the province beside the database (database.recovery), so the province cannot open it. "
        "The data is left as it is. Look for a backup that has that file; what the province has received is safe there.",
    ),
    "recovery.way_damaged": (
        "Tệp database.recovery đã hỏng. Dữ liệu được giữ nguyên. Hãy lấy tệp cùng tên từ một bản sao lưu của máy này.",
        "The file database.recovery is damaged. The data is left as it is. Take the file of that name from a backup of this "
        "machine.",
    ),
    "recovery.no_request": (
        "Máy này không có yêu cầu nào đang chờ trả lời. Chưa có gì bị thay đổi. "
        "Hãy chạy counter recover ask rồi gửi lại cho tỉnh.",
        "No request of this machine waits for an answer. Nothing was changed. Run counter recover ask and send it again.",
    ),
    "recovery.other_answer": (
        "Mã này trả lời một yêu cầu khác, hoặc đã gõ sai. Chưa có gì bị thay đổi. "
        "Hãy gõ lại, hoặc gửi yêu cầu mới nhất cho tỉnh.",
        "This code answers another request, or was mistyped. Nothing was changed. Type it again, or send the newest request.",
    ),
    "recovery.other_database": (
        "Khóa không mở được cơ sở dữ liệu ở đây: tệp database.recovery là của máy khác. Chưa có gì bị thay đổi. "
        "Hãy lấy tệp từ cùng một bản sao với counter.db.",
        "The key does not open the database here: the file database.recovery is another machine's. Nothing was changed. "
        "Take it from the same copy as counter.db.",
    ),
    "recovery.groups": (
        "Nhóm {groups} chưa đúng. Chưa có gì bị thay đổi. Hãy nghe lại các nhóm đó rồi gõ lại.",
        "Group {groups} is not right. Nothing was changed. Ask for it again and type it once more.",
    ),
    "recovery.code_form": (
        "Mã khôi phục có 13 nhóm, mỗi nhóm 5 chữ và số. Chưa có gì bị thay đổi. Hãy gõ đủ các nhóm.",
        "The recovery code has 13 groups of 5 letters and digits. Nothing was changed. Type all of them.",
    ),
    "recovery.answer_file": (
        "Không đọc được tệp trả lời. Chưa có gì bị thay đổi. Hãy kiểm tra đường dẫn.",
        "The answer's file cannot be read. Nothing was changed. Check its path.",
    ),
    # At the province.
    "recovery.key_made": (
        "Đã tạo khóa khôi phục. Hãy cất {private} ngoại tuyến, hai bản ở hai nơi, tách khỏi người giữ cụm mật khẩu; "
        "rồi đưa {public} lên máy chủ bằng counter server recovery-key set.",
        "The recovery key is made. Keep {private} offline, two copies in two places, apart from whoever keeps the passphrase; "
        "then give {public} to the server with counter server recovery-key set.",
    ),
    "recovery.key_exists": (
        "Tệp {name} đã có và không bị ghi đè. Chưa có gì bị thay đổi. Hãy chọn tên khác.",
        "The file {name} is there already and is not overwritten. Nothing was changed. Choose another name.",
    ),
    "recovery.key_on_server": (
        "Đây là thư mục của máy chủ; khóa khôi phục không được nằm ở đó. Chưa có gì bị thay đổi. "
        "Hãy chọn USB hoặc máy ngoại tuyến.",
        "This is the server's folder; the recovery key must not lie there. Nothing was changed. Choose a stick or an offline PC.",
    ),
    "recovery.passphrase": (
        "Cụm mật khẩu cần ít nhất {least} ký tự. Chưa có gì bị thay đổi. Hãy chọn cụm dài hơn, ví dụ năm từ ngẫu nhiên.",
        "The passphrase needs at least {least} characters. Nothing was changed. Choose a longer one, say five random words.",
    ),
    "recovery.passphrase_missing": (
        "Cần cụm mật khẩu: đặt COUNTER_PASSPHRASE hoặc chạy lệnh trong cửa sổ gõ được. Chưa có gì bị thay đổi.",
        "The passphrase is needed: set COUNTER_PASSPHRASE, or run the command where it can be typed. Nothing was changed.",
    ),
    "recovery.passphrase_twice": (
        "Hai lần gõ không giống nhau. Chưa có gì bị thay đổi. Hãy làm lại.",
        "The two are not the same. Nothing was changed. Please do it again.",
    ),
    "recovery.not_public": (
        "Tệp này không phải nửa công khai của khóa khôi phục (.pub). Chưa có gì bị thay đổi. Hãy kiểm tra tệp.",
        "This file is not the public half of a recovery key (.pub). Nothing was changed. Check the file.",
    ),
    "recovery.not_opened": (
        "Không mở được khóa khôi phục: sai cụm mật khẩu, hoặc không phải tệp khóa. Chưa có gì bị thay đổi. Hãy thử lại.",
        "The recovery key does not open: another passphrase, or no key file. Nothing was changed. Try again.",
    ),
    "recovery.no_request_file": (
        "Tệp này không có yêu cầu khôi phục nguyên vẹn. Chưa trả lời gì. Hãy nhờ trung tâm gửi lại nguyên văn.",
        "This file holds no whole request. Nothing was answered. Ask the centre to send all of it again.",
    ),
    "recovery.other_number": (
        "Số đối chiếu không khớp: yêu cầu này không phải bản mà trung tâm đang đọc. Chưa trả lời gì. "
        "Hãy gọi lại trung tâm theo số máy đã biết và nhờ gửi lại.",
        "The number is another: this is not the request that the centre reads from. Nothing was answered. "
        "Call the centre by the number you know and ask for it again.",
    ),
    "recovery.other_key": (
        "Khóa khôi phục này không mở được yêu cầu; cần khóa có dấu vân tay {wanted}. Chưa trả lời gì. "
        "Hãy lấy đúng khóa của thời đó.",
        "This recovery key does not open the request; the one with the fingerprint {wanted} is needed. Nothing was answered. "
        "Fetch the key of that time.",
    ),
    "recovery.answered": (
        "Mã mở cơ sở dữ liệu của {agency}, quầy {counter}. Chỉ máy đã gửi yêu cầu này dùng được, một lần. "
        "Hãy ghi sổ: ai, lúc nào, vì sao.",
        "The code opens the database of {agency}, counter {counter}. Only the machine that asked can use it, once. "
        "Write into the book: who, when, why.",
    ),
}
