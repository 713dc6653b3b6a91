"""Wording of the subject: joining the province, the code for it, and the first start of a machine."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "enrol.code_length": (
        "Mã ghi danh có {length} chữ số, ở đây có {typed}. Hãy xem lại mã.",
        "The code has {length} digits, here are {typed}. Please look at the code again.",
    ),
    "enrol.code_group": (
        "Nhóm số thứ {group} chưa đúng. Hãy đối chiếu nhóm đó với mã được cấp.",
        "Group {group} is not right. Please compare that group with the code you were given.",
    ),
    "enrol.code_form": (
        "Đây không phải mã ghi danh. Mã có {length} chữ số, viết thành sáu nhóm.",
        "This is no enrolment code. It has {length} digits in six groups.",
    ),
    "enrol.unreachable": (
        "Chưa liên lạc được với máy chủ này. Chưa có gì bị mất, mã vẫn dùng được trên máy này. "
        "Hãy kiểm tra địa chỉ và dây mạng rồi thử lại.",
        "This server cannot be reached. Nothing is lost, the code is still good on this machine. "
        "Please check the address and the network, then try again.",
    ),
    "enrol.busy": (
        "Máy chủ của tỉnh đang bận. Chưa có gì bị mất, mã vẫn dùng được trên máy này. Hãy thử lại sau ít phút.",
        "The province's server is busy. Nothing is lost, the code is still good on this machine. Try again in some minutes.",
    ),
    "enrol.counter": (
        "Số quầy gồm một đến bốn chữ số hoặc chữ cái không dấu, ví dụ 03.",
        "The number of a counter is one to four digits or letters, for example 03.",
    ),
    "enrol.other_centre": (
        "Mã ghi danh này của {token}, còn máy được dành cho {machine}. Mã chưa bị dùng. Hãy xin đúng mã, "
        "hoặc nhờ quản trị sửa CentreCode.",
        "This code is for {token}, but this machine is meant for {machine}. The code was not used. Please ask for the right "
        "one, or have the administrator change CentreCode.",
    ),
    "enrol.no_server": (
        "Chưa có địa chỉ máy chủ. Hãy ghi --server, hoặc đặt ServerUrl cho máy này.",
        "There is no address of a server. Give --server, or lay down ServerUrl for this machine.",
    ),
    "enrol.no_token": (
        "Chưa có mã ghi danh. Hãy ghi --token, hoặc đặt EnrolmentToken cho máy này.",
        "There is no enrolment code. Give --token, or lay down EnrolmentToken for this machine.",
    ),
    "enrol.ca_file": (
        "Tệp {name} không đọc được hoặc không chứa chứng chỉ của nơi cấp. Chưa có gì bị thay đổi. Hãy xem lại tệp "
        "(--ca, hoặc ServerCa).",
        "The file {name} cannot be read or holds no authority's certificate. Nothing was changed. Look at the file "
        "(--ca, or ServerCa).",
    ),
    "enrol.ca_away": (
        "Chưa mở được tệp chứng chỉ {name} mà tổ chức đã đặt. Chưa có gì bị mất, mã vẫn dùng được trên máy này. "
        "Hãy kiểm tra dây mạng; nếu vẫn vậy, nhờ quản trị xem lại ServerCa.",
        "The certificate file {name} that the organisation has laid down cannot be opened. Nothing is lost, the code is "
        "still good on this machine. Look at the network; then have the administrator look at ServerCa.",
    ),
    "enrol.token_stays": (
        "Máy đã ghi danh. Mã đã dùng chưa xóa được khỏi cấu hình của máy; mã không còn tác dụng. Quản trị nên xóa dòng đó.",
        "The machine is enrolled. The spent code could not be erased from the machine's settings; it is worth nothing any "
        "more. The administrator should take it out.",
    ),
    "enrol.sheet_form": (
        "Tệp QR phải có đuôi .png hoặc .svg. Chưa cấp mã nào.",
        "The file of the QR must end in .png or .svg. No code was given out.",
    ),
    "enrol.sheet_not_written": (
        "Mã đã cấp và vẫn dùng được, nhưng chưa ghi được tệp QR. Hãy kiểm tra thư mục, hoặc dùng mã ở trên.",
        "The code was given out and is good, but the file of the QR could not be written. Check the folder, or use the code "
        "above.",
    ),
    "enrol.sheet.centre": ("Ghi danh một quầy của {centre} ({agency})", "To enrol a counter of {centre} ({agency})"),
    "enrol.sheet.server": ("Máy chủ: {server}", "Server: {server}"),
    "enrol.sheet.code": ("Mã ghi danh: {code}", "Enrolment code: {code}"),
    "enrol.sheet.until": ("Dùng một lần, đến {until}", "Good for one use, until {until}"),
    "enrol.sheet.how": (
        "Mở chương trình trên máy quầy rồi gõ mã này, hoặc quét mã QR dưới đây bằng máy quét của quầy. "
        "Ai có mã đều dùng được: hãy giữ kín, xong việc thì hủy.",
        "Open the program on the counter's PC and type this code, or scan the QR below with the counter's scanner. "
        "Whoever has the code can use it: keep it to yourself, and destroy it afterwards.",
    ),
}
