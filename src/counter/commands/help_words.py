"""The Vietnamese of `counter --help` and `counter VERB --help`, by the English text that the commands carry."""

from __future__ import annotations

HEADINGS = {"positional arguments": "đối số", "options": "tùy chọn"}
HELP = {
    "show this help message and exit": "hiện hướng dẫn này",
    "show program's version number and exit": "hiện phiên bản",
    "language of messages (default: the system's, else vi)": "ngôn ngữ thông báo (mặc định: theo máy, nếu không thì vi)",
    # verbs
    "open the window": "mở cửa sổ làm việc",
    "try the program on a sample centre": "dùng thử với một trung tâm mẫu",
    "the province's server": "máy chủ của tỉnh",
    "enrol this machine with the province": "ghi danh máy này với tỉnh",
    "what was laid down for this machine": "những gì tổ chức và quản trị đã đặt cho máy này",
    "what IT sets on this machine; without an option: show it": "những gì bộ phận kỹ thuật đặt cho máy; không tùy chọn: xem",
    "the way out, http://HOST:PORT; none: straight": "máy trung gian (proxy) http://MÁY:CỔNG; none: đi thẳng",
    "serial port of the scanner, say COM3; none: it types": "cổng nối tiếp của máy quét, ví dụ COM3; none: gõ như bàn phím",
    "telephone number on receipts; none: no number": "số điện thoại in trên giấy tiếp nhận; none: không in",
    "accounts of this machine": "tài khoản trên máy này",
    "receive applications from JSON lines": "tiếp nhận hồ sơ từ các dòng JSON",
    "read scans of identity cards": "đọc mã quét thẻ căn cước",
    "when a result is due, and why": "khi nào trả kết quả, vì sao",
    "find dossiers": "tìm hồ sơ",
    "attach a scanned paper to a dossier": "đính kèm giấy quét vào hồ sơ",
    "write the receipt of a dossier as PDF": "ghi giấy tiếp nhận thành tệp PDF",
    "what is here and what the province has of it": "máy có gì và tỉnh đã nhận gì",
    "exchange with the province": "trao đổi với tỉnh",
    "what the province holds of this counter, signed": "giấy xác nhận của tỉnh về những gì đang giữ của quầy này",
    "the slip of that day as it is kept; nobody is asked": "giấy xác nhận của ngày đó như đã lưu; không hỏi tỉnh",
    "write the slip as PDF; recorded as a print": "ghi giấy xác nhận thành tệp PDF; được ghi vào sổ in",
    "exchange with the province by a stick": "trao đổi với tỉnh bằng USB",
    "write what the province has not confirmed": "ghi ra những gì tỉnh chưa xác nhận",
    "take what the province sent back": "nhận những gì tỉnh gửi trả về",
    "take in what came by stick, and answer it": "nhận gói đến bằng USB và ghi gói trả về",
    "the stick's folder": "thư mục trên USB",
    "check this machine: server, clock, printer, scanner, disk, database …": (
        "kiểm tra máy: máy chủ, đồng hồ, máy in, máy quét, ổ đĩa, dữ liệu …"
    ),
    "only these checks": "chỉ kiểm tra các mục này",
    "write the test slip as PDF and check nothing": "ghi phiếu thử thành tệp PDF, không kiểm tra gì",
    "judge one scan of the slip's code from standard input": "xét một lần quét mã trên phiếu thử, đọc từ đầu vào chuẩn",
    "check that everything held is whole": "kiểm tra dữ liệu còn nguyên vẹn",
    "a checked copy of this machine's data at a second place": "sao lưu dữ liệu của máy này sang nơi thứ hai, có kiểm tra",
    "the second place: a stick, another disk, a share": "nơi thứ hai: USB, ổ đĩa khác hoặc ổ mạng",
    "from now on a copy goes there each day by itself; none: no more": (
        "từ nay mỗi ngày tự sao lưu vào đó; none: thôi không tự sao lưu"
    ),
    "put a copy in the place of this machine's data": "khôi phục dữ liệu của máy này từ một bản sao",
    "counter.db of the copy, or its folder": "tệp counter.db của bản sao, hoặc thư mục chứa nó",
    "one file for IT, without personal data": "ghi một tệp chẩn đoán cho bộ phận kỹ thuật, không có dữ liệu cá nhân",
    "where it is written": "nơi ghi tệp",
    "run the self-check too: up to half a minute longer": "kiểm tra máy luôn thể: lâu hơn đến nửa phút",
    "show every item with its text; nothing is written": "hiện toàn bộ nội dung từng mục, không ghi tệp",
    # data folder, accounts
    "data folder (default: the platform's)": "thư mục dữ liệu (mặc định: của hệ điều hành)",
    "account that signs in; its password comes from COUNTER_PASSWORD or a prompt": (
        "tài khoản đăng nhập; mật khẩu lấy từ COUNTER_PASSWORD hoặc gõ khi được hỏi"
    ),
    "make an account": "tạo tài khoản",
    "give an account a new password; its PIN goes": "đặt mật khẩu mới cho tài khoản; mã PIN cũ bị bỏ",
    "name printed on receipts (default: the account's name)": "tên in trên giấy tiếp nhận (mặc định: tên tài khoản)",
    "administrator who makes it; asked for the password, or COUNTER_ADMIN_PASSWORD": (
        "quản trị viên tạo tài khoản; được hỏi mật khẩu, hoặc lấy từ COUNTER_ADMIN_PASSWORD"
    ),
    # server
    "the province's folder": "thư mục của tỉnh",
    "PostgreSQL; without it SQLite in S": "PostgreSQL; nếu không có thì dùng SQLite trong S",
    "0 picks a free one": "0: tự chọn cổng trống",
    "a bundle, or a folder with those of counters": "một gói, hoặc thư mục có các gói của quầy",
    "the database was put back from a backup: begin a new generation": (
        "cơ sở dữ liệu vừa được khôi phục từ bản sao lưu: bắt đầu thế hệ mới"
    ),
    "for drills: the server's clock starts there (ISO 8601 with offset)": (
        "để diễn tập: đồng hồ máy chủ bắt đầu từ đó (ISO 8601 có múi giờ)"
    ),
    "so many processes side by side behind one address": "số tiến trình chạy song song sau một địa chỉ",
    "exchanges a second that one device may go on with (default 20; 0: no limit on devices and addresses)": (
        "số lần trao đổi mỗi giây một máy được duy trì (mặc định 20; 0: không giới hạn máy và địa chỉ)"
    ),
    "a checked copy; what it holds is told safe to the counters": (
        "bản sao đã kiểm tra; các quầy được báo phần đã an toàn"
    ),
    "where the copy goes; with PostgreSQL the files alone": "nơi đặt bản sao; với PostgreSQL chỉ gồm các tệp quét",
    "with PostgreSQL: where a copy made by its own tools was put back": (
        "với PostgreSQL: nơi đã khôi phục bản sao do công cụ của nó tạo"
    ),
    "figures for monitoring": "số liệu để theo dõi",
    "bring the database to this program's schema": "nâng cấp cấu trúc cơ sở dữ liệu cho hợp với chương trình",
    "a one-time token to enrol a counter": "mã một lần để ghi danh một quầy",
    "the server as the counters reach it; stands in the QR too": "địa chỉ máy chủ như các quầy truy cập; có cả trong mã QR",
    "write the QR as .png or .svg": "ghi mã QR thành tệp .png hoặc .svg",
    "show code and QR for people, on standard error": "hiện mã và QR cho người đọc, ở luồng lỗi chuẩn",
    "every entry and dossier as JSON lines": "mọi sự việc và hồ sơ, mỗi dòng một JSON",
    "take a device out of service": "ngừng cho một máy kết nối",
    # recovery
    "the key that opens databases whose machine is lost": "khóa khôi phục của tỉnh, để mở dữ liệu khi máy bị mất hoặc hỏng",
    "make one, offline: FILE.pem to keep, FILE.pub for the server": (
        "tạo khóa trên máy ngoại tuyến: FILE.pem để cất giữ, FILE.pub đưa lên máy chủ"
    ),
    "give the public half to the server; counters have it within a day": (
        "đưa nửa công khai lên máy chủ; các quầy nhận được trong một ngày"
    ),
    "the one in use": "khóa đang dùng",
    "answer a counter that cannot open its database": "trả lời quầy không mở được dữ liệu của mình",
    "the 16 digits that the centre reads out when you call it back": "16 chữ số trung tâm đọc khi được gọi lại",
    "write the code there too": "ghi thêm mã ra tệp",
    "open a database whose key is lost, with the province's help": "mở lại dữ liệu khi mất khóa, nhờ tỉnh hỗ trợ",
    "write the request for the province": "ghi yêu cầu gửi tỉnh",
    "the request, as text; nothing in it is secret": "tệp yêu cầu dạng văn bản; không có gì bí mật",
    "use the province's answer": "dùng mã tỉnh trả lời",
    "13 groups, as they were read out; in quotes": "13 nhóm như tỉnh đọc; đặt trong dấu nháy",
    "the same as a file": "mã đó dạng tệp",
    "a copy (its counter.db or folder) that is to be restored; default: the data folder itself": (
        "bản sao sẽ khôi phục (tệp counter.db hoặc thư mục); mặc định: chính thư mục dữ liệu"
    ),
    # enrol
    "the province's address (default: the one laid down)": "địa chỉ máy chủ tỉnh (mặc định: theo cấu hình của máy)",
    "the one-time code (default: the one laid down)": "mã ghi danh một lần (mặc định: theo cấu hình của máy)",
    "certificate of the only authority to trust for this server; alone: another one from now on": (
        "chứng chỉ của nơi cấp duy nhất được tin đối với máy chủ này; đi một mình: từ nay tin nơi cấp này"
    ),
    "the desk's number, as printed": "số quầy in trên giấy",
    # receive, card
    "JSON lines (default: standard input)": "tệp các dòng JSON (mặc định: đầu vào chuẩn)",
    "leave a print job of so many copies": "để lại lệnh in từng ấy bản",
    "each line is a JSON string (for NUL and line ends)": "mỗi dòng là một chuỗi JSON (để chứa được NUL và xuống dòng)",
    # due
    "ISO 8601 with offset": "ISO 8601 có múi giờ",
    "case of the procedure (default: plain)": "trường hợp của thủ tục (mặc định: thông thường)",
    "deciding body; T is when it receives, unless --at says otherwise": (
        "cơ quan giải quyết; T là lúc cơ quan đó nhận, trừ khi có --at"
    ),
    "receiving centre; another deciding body makes the time an expected one": (
        "nơi tiếp nhận; cơ quan giải quyết khác thì thời gian là dự kiến"
    ),
    # attach
    "PDF, JPEG or PNG": "tệp PDF, JPEG hoặc PNG",
    "line of the dossier's papers (default: another paper)": "số thứ tự giấy tờ của hồ sơ (mặc định: giấy tờ khác)",
    # find, receipt, sync, verify, demo, desk
    "at most so many": "nhiều nhất từng ấy",
    "until nothing is left to send or fetch": "đến khi không còn gì để gửi hoặc nhận",
    "a province's folder": "thư mục của tỉnh",
    "with --server: the province's database when it is not in the folder": (
        "cùng --server: cơ sở dữ liệu của tỉnh khi không nằm trong thư mục"
    ),
    "play a day without a display": "chạy thử một ngày, không cần màn hình",
    "started by itself at log-on: end at once where that is not wanted": (
        "được mở tự động khi đăng nhập máy: thoát ngay nếu không được phép"
    ),
    "folder:PATH, system:NAME, none (default: the one in the settings)": (
        "folder:ĐƯỜNG_DẪN, system:TÊN, none (mặc định: theo thiết lập)"
    ),
}
