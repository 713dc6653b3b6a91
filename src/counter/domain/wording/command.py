"""Wording of the subject: what commands say to people."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # What the command line itself can refuse.
    "command.missing": ("Còn thiếu: {names}.", "Missing: {names}."),
    "command.one_of": ("Cần một trong: {names}.", "One of these is needed: {names}."),
    "command.not_with": ("{names} không dùng cùng {other}.", "{names} cannot stand together with {other}."),
    "command.value_missing": ("{names} cần một giá trị.", "{names} needs a value."),
    "command.choice": ("{names} chỉ nhận: {choices}.", "{names} takes only: {choices}."),
    "command.value": ("Giá trị của {names} không đúng dạng hoặc ngoài giới hạn.", "The value of {names} is not right."),
    "command.ambiguous": ("Tùy chọn viết tắt có thể là: {names}.", "The shortened option could be: {names}."),
    "command.unknown": ("Không có tùy chọn {names}.", "There is no option {names}."),
    "command.too_many": (
        "Thừa đối số. Nội dung có khoảng trắng phải đặt trong dấu nháy.",
        "There is an argument too many. Text with spaces needs quotes.",
    ),
    "command.no_data": (
        "Thư mục này chưa có dữ liệu của chương trình. Chưa có gì bị thay đổi. Hãy kiểm tra --data, hoặc ghi danh máy trước.",
        "This folder holds no data of the program. Nothing was changed. Check --data, or enrol the machine first.",
    ),
    "command.no_file": (
        "Không đọc được tệp này. Chưa có gì được tiếp nhận. Hãy kiểm tra đường dẫn.",
        "This file cannot be read. Nothing was received. Check its path.",
    ),
    "command.no_out": (
        "Không ghi được tệp ở nơi đã chọn. Chưa in bản nào. Hãy kiểm tra thư mục rồi làm lại.",
        "The file cannot be written there. Nothing was printed. Check the folder and try again.",
    ),
    "command.port": (
        "Không mở được cổng {port} tại {host}. Cổng có thể đang được dùng. Hãy chọn cổng khác, hoặc --port 0.",
        "Port {port} at {host} cannot be opened. It may be in use. Choose another one, or --port 0.",
    ),
    "command.no_output": (
        "Đầu ra chuẩn đang đóng nên không có chỗ ghi kết quả. Chưa làm gì.",
        "Standard output is closed, so there is nowhere to write the result. Nothing was done.",
    ),
    "command.no_server_part": (
        "Bản cài cho quầy không có phần máy chủ. Chưa có gì bị thay đổi. Hãy chạy lệnh này trên máy chủ của tỉnh.",
        "What is installed at a counter has no server in it. Nothing was changed. Run this on the province's server.",
    ),
    "command.database_url": (
        "Địa chỉ cơ sở dữ liệu phải bắt đầu bằng postgresql://. Chưa có gì bị thay đổi.",
        "The database's URL must begin with postgresql://. Nothing was changed.",
    ),
    "command.backup_to": (
        "Cần --to: thư mục sẽ chứa bản sao. Chưa có gì bị thay đổi.",
        "--to is needed: the folder that takes the copy. Nothing was changed.",
    ),
    "command.backup_copy_url": (
        "Với PostgreSQL, hãy sao lưu bằng công cụ của nó, khôi phục ra nơi khác rồi ghi nơi đó ở --copy-url. "
        "Chưa có gì bị thay đổi.",
        "With PostgreSQL, make the copy with its own tools, restore it elsewhere and name that place with --copy-url. "
        "Nothing was changed.",
    ),
    "command.backup_itself": (
        "--copy-url chính là cơ sở dữ liệu đang chạy, không phải bản sao. Chưa có gì được coi là an toàn thêm.",
        "--copy-url is the running database itself and no copy. Nothing more was told safe.",
    ),
    "command.backup_other": (
        "--copy-url là bản sao của một máy chủ khác. Chưa có gì được coi là an toàn thêm. Hãy kiểm tra địa chỉ.",
        "--copy-url is a copy of another province's server. Nothing more was told safe. Check the address.",
    ),
    "command.backup_failed": (
        "Chưa sao lưu được ({cause}). Dữ liệu đang chạy vẫn nguyên vẹn. Hãy kiểm tra thư mục đích và chỗ trống trên đĩa.",
        "The backup could not be made ({cause}). The running data are whole. Check the folder and the free space.",
    ),
    # The batch door.
    "command.applicant": (
        "Thiếu người nộp. Hãy ghi mã quét thẻ (card), hoặc số định danh, họ tên, ngày sinh, giới tính và địa chỉ.",
        "The applicant is missing. Give the scan of the card (card), or number, name, birth date, sex and address.",
    ),
    "command.id": (
        "Mã yêu cầu có khoảng trắng thừa hoặc ký tự không dùng được. Chưa có gì được tiếp nhận.",
        "The request id has blanks or characters that cannot be kept. Nothing was received.",
    ),
    "command.key_twice": (
        "Dòng này có mục “{key}” hai lần. Chưa có gì được tiếp nhận. Hãy bỏ bớt một mục, rồi gửi lại dòng.",
        "This line has the item “{key}” twice. Nothing was received. Take one out, and send the line again.",
    ),
    "command.unknown_key": (
        "Dòng này có mục “{key}” mà chương trình không biết. Chưa có gì được tiếp nhận. "
        "Hãy sửa tên mục hoặc bỏ mục này, rồi gửi lại dòng.",
        "This line has an item “{key}” that the program does not know. Nothing was received. "
        "Mend its name or take it out, and send the line again.",
    ),
    "command.procedure": ("Chưa ghi mã thủ tục.", "The procedure's code is missing."),
    "command.date": (
        "Ngày ghi dạng năm-tháng-ngày và phải có thật, ví dụ 1990-03-15.",
        "A date is written year-month-day and must exist, for example 1990-03-15.",
    ),
    "command.broken": (
        "Chương trình gặp sự cố ngoài dự kiến ({where}). Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật dòng này.",
        "The program met something it did not expect ({where}). Saved dossiers are safe. Please give IT this line.",
    ),
    "command.desk_open": (
        "Cửa sổ của quầy này đang mở trên máy. Hãy chuyển sang cửa sổ đó; dữ liệu vẫn nguyên vẹn.",
        "The window of this counter is open on this machine. Please go to that window; the data is whole.",
    ),
    "command.demo_folder": (
        "Thư mục này đang chứa dữ liệu khác nên không dùng làm nơi thử được. Chưa có gì bị thay đổi. Hãy chọn thư mục trống.",
        "This folder holds something else, so it is not used for the demonstration. Nothing was changed. Choose an empty one.",
    ),
    "demo.begun": (
        "Trung tâm mẫu đã sẵn sàng; máy chủ tỉnh sẽ tắt.",
        "The sample centre is ready; the province goes off.",
    ),
    "demo.signed_in": ("Cán bộ đã đăng nhập.", "The clerk has signed in."),
    "demo.usual": ("Nhận một hồ sơ thường gặp bằng một lần quét.", "A usual application received by one scan."),
    "demo.damaged": (
        "Lần quét bị hỏng: chương trình hỏi lại, cán bộ gõ tên theo thẻ.",
        "A damaged scan: the program asked, the clerk typed the name from the card.",
    ),
    "demo.other_body": (
        "Cơ quan khác giải quyết, quầy không giữ dải số: giấy mang mã tạm.",
        "Decided by a body whose numbers this counter does not hold: a provisional code.",
    ),
    "demo.mended": (
        "Một ô sai được báo cạnh ô, sửa rồi nhận.",
        "A wrong field was named beside it, mended and received.",
    ),
    "demo.after_three": (
        "Nhận sau 15:00: hẹn ngày làm việc tiếp theo.",
        "Received after 15:00: due the next working day.",
    ),
    "demo.printing": ("Đang ghi giấy tiếp nhận.", "Writing the receipts."),
    "demo.online": ("Bật máy chủ tỉnh; hồ sơ đang được gửi.", "The province goes on; the dossiers are being sent."),
    "demo.ended": ("Tỉnh giữ {held} trên {expected} hồ sơ.", "The province holds {held} of {expected}."),
    "demo.where": (
        "Giấy tiếp nhận: {receipts}\nẢnh màn hình: {screens}",
        "Receipts: {receipts}\nScreenshots: {screens}",
    ),
    "demo.window": (
        "Cửa sổ đang mở. Tài khoản {account}, mật khẩu {password}. Máy chủ tỉnh: {url}",
        "The window is open. Account {account}, password {password}. Province: {url}",
    ),
}
