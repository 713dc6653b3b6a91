"""Wording of the subject: the machine's self-check, the line to the province. Each with the code that is read out."""

from __future__ import annotations

LINE: dict[str, tuple[str, str, str]] = {
    # server
    "check.server.not_enrolled": (
        "M-10",
        "Chưa thử được máy chủ vì máy chưa ghi danh với tỉnh nên chưa biết địa chỉ.",
        "The server could not be tried: this machine is not enrolled, so it knows no address.",
    ),
    "check.server.address": (
        "M-11",
        "Địa chỉ máy chủ lưu trên máy không đúng. Hồ sơ trên máy vẫn an toàn. Hãy nhờ bộ phận kỹ thuật ghi danh lại.",
        "The server's address kept on this machine is wrong. Dossiers here are safe. Ask IT to enrol the machine again.",
    ),
    "check.server.dns": (
        "M-12",
        "Mạng không tìm thấy tên máy chủ {host}. Hồ sơ trên máy vẫn an toàn. Hãy xem dây mạng, Wi-Fi; nếu vẫn tốt, "
        "báo bộ phận kỹ thuật.",
        "The network cannot find the server's name {host}. Dossiers here are safe. Look at cable or Wi-Fi; if other "
        "places can be reached, tell IT.",
    ),
    "check.server.refused": (
        "M-13",
        "Tới được {host} nhưng máy chủ không nhận kết nối. Hồ sơ trên máy vẫn an toàn, sẽ tự gửi sau. Hãy báo bộ phận kỹ thuật.",
        "{host} is there but takes no connection. Dossiers here are safe and will be sent later. Please tell IT.",
    ),
    "check.server.unreachable": (
        "M-14",
        "Không có đường mạng tới máy chủ {host}. Hồ sơ trên máy vẫn an toàn, sẽ tự gửi sau. Hãy xem dây mạng hoặc Wi-Fi.",
        "There is no line to the server {host}. Dossiers here are safe and will be sent later. Look at cable or Wi-Fi.",
    ),
    "check.server.slow": (
        "M-15",
        "Máy chủ {host} không trả lời kịp. Hồ sơ trên máy vẫn an toàn, sẽ tự gửi sau. Hãy thử lại; nếu vẫn vậy, báo bộ "
        "phận kỹ thuật.",
        "The server {host} did not answer in time. Dossiers here are safe and will be sent later. Try again; then tell IT.",
    ),
    "check.server.portal": (
        "M-16",
        "Mạng này đòi đăng nhập trước khi cho ra ngoài. Hồ sơ trên máy vẫn an toàn. Hãy mở trình duyệt để đăng nhập mạng.",
        "This network asks for a login first. Dossiers here are safe. Open a browser and log in to the network.",
    ),
    "check.server.stranger": (
        "M-17",
        "Nơi trả lời ở {host} không phải máy chủ của tỉnh. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "What answers at {host} is not the province's server. Nothing was sent and dossiers are safe. Please tell IT.",
    ),
    "check.server.proxy": (
        "M-18",
        "Máy trung gian (proxy) không cho đi tới {host}. Hồ sơ trên máy vẫn an toàn. Hãy nhờ bộ phận kỹ thuật xem lại proxy.",
        "The proxy does not let anything through to {host}. Dossiers here are safe. Ask IT to look at the proxy.",
    ),
    "check.server.version": (
        "M-19",
        "Máy chủ dùng giao thức bản {theirs}, máy này bản {ours}. Hồ sơ trên máy vẫn an toàn. Hãy nhờ bộ phận kỹ thuật cập nhật.",
        "The server speaks protocol {theirs}, this machine {ours}. Dossiers here are safe. Ask IT for the update.",
    ),
    "check.server.unsafe": (
        "M-20",
        "Tới được {host} nhưng kết nối không an toàn nên máy không gửi gì. Hồ sơ vẫn an toàn. Hãy đọc tiếp mục Chứng chỉ.",
        "{host} is there, but the connection is not safe, so nothing is sent. Dossiers are safe. See the certificate.",
    ),
    "check.server.busy": (
        "M-21",
        "Máy chủ {host} đang bận hoặc đang sửa. Hồ sơ trên máy vẫn an toàn, sẽ tự gửi sau. Chưa cần làm gì.",
        "The server {host} is busy or being repaired. Dossiers here are safe and will be sent later. Nothing to do yet.",
    ),
    # clock and time zone
    "check.clock.fast": (
        "M-25",
        "Đồng hồ máy này nhanh hơn máy chủ {much}. Hồ sơ đã lưu vẫn an toàn. Hãy chỉnh lại ngày giờ của máy, rồi kiểm tra lại.",
        "This machine's clock is {much} ahead of the server's. Saved dossiers are safe. Set the date and time of Windows.",
    ),
    "check.clock.slow": (
        "M-26",
        "Đồng hồ máy này chậm hơn máy chủ {much}. Hồ sơ đã lưu vẫn an toàn. Hãy chỉnh lại ngày giờ của máy, rồi kiểm tra lại.",
        "This machine's clock is {much} behind the server's. Saved dossiers are safe. Set the date and time of Windows.",
    ),
    "check.clock.doubt": (
        "M-27",
        "Ngày giờ của máy lệch hẳn so với lần làm việc trước. Hồ sơ đã lưu vẫn an toàn. Hãy chỉnh lại ngày giờ của máy.",
        "Date and time are far from the last work done here. Saved dossiers are safe. Set the date and time of Windows.",
    ),
    "check.clock.not_compared": (
        "M-28",
        "Chưa so được đồng hồ với máy chủ vì chưa liên lạc được. Máy đang chỉ {now}; nếu khác đồng hồ treo tường, hãy chỉnh lại.",
        "The clock was not compared: the server was not reached. It says {now}; if a clock on the wall differs, set it.",
    ),
    "check.time_zone.wrong": (
        "M-29",
        "Máy đang đặt múi giờ {zone}, không phải giờ Việt Nam. Giờ trên hồ sơ vẫn đúng. Hãy chọn múi giờ UTC+07:00.",
        "The system's time zone is {zone}, not Vietnam's. The program still writes Vietnam's time. Choose UTC+07:00.",
    ),
    # certificate
    "check.certificate.not_seen": (
        "M-30",
        "Chưa xem được chứng chỉ vì chưa tới được máy chủ. Hãy xem mục Máy chủ trước.",
        "The certificate was not seen: the server was not reached. See the server first.",
    ),
    "check.certificate.self_signed": (
        "M-31",
        "Chứng chỉ của máy chủ do chính nó tự ký nên không tin được. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "The server's certificate is signed by itself and cannot be trusted. Nothing was sent. Please tell IT.",
    ),
    "check.certificate.issuer": (
        "M-32",
        "Chứng chỉ của máy chủ do nơi không tin cậy cấp. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "The server's certificate is from an authority that is not trusted. Nothing was sent. Please tell IT.",
    ),
    "check.certificate.expired": (
        "M-33",
        "Chứng chỉ của máy chủ hết hạn ngày {day}. Chưa gửi gì, hồ sơ vẫn an toàn. Nếu ngày giờ máy đúng, báo bộ phận kỹ thuật.",
        "The server's certificate ended on {day}. Nothing was sent. If this machine's date is right, tell IT.",
    ),
    "check.certificate.not_yet": (
        "M-34",
        "Chứng chỉ của máy chủ đến ngày {day} mới có hiệu lực. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy xem lại ngày giờ máy này.",
        "The server's certificate begins only on {day}. Nothing was sent. Look at this machine's date and time.",
    ),
    "check.certificate.host": (
        "M-35",
        "Chứng chỉ của máy chủ mang tên khác, không phải {host}. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "The server's certificate bears another name than {host}. Nothing was sent. Please tell IT.",
    ),
    "check.certificate.unsafe": (
        "M-36",
        "Không lập được kết nối an toàn với {host}. Chưa gửi gì, hồ sơ vẫn an toàn. Hãy báo bộ phận kỹ thuật.",
        "No safe connection with {host} comes about. Nothing was sent. Please tell IT.",
    ),
    "check.certificate.soon": (
        "M-37",
        "Chứng chỉ của máy chủ còn {days} ngày nữa là hết hạn ({day}). Máy vẫn gửi bình thường. Hãy nhờ bộ phận kỹ thuật thay.",
        "The server's certificate ends in {days} days ({day}). Sending goes on. Tell IT to renew it in time.",
    ),
    # enrolment
    "check.enrolment.not_enrolled": (
        "M-90",
        "Máy này chưa ghi danh với tỉnh nên chưa tiếp nhận được. Chưa có gì bị mất. Hãy xin bộ phận kỹ thuật mã ghi danh.",
        "This machine is not enrolled, so it cannot receive. Nothing is lost. Ask IT for an enrolment code.",
    ),
    "check.enrolment.restored_copy": (
        "M-91",
        "Dữ liệu là bản khôi phục nên máy tạm không cấp mã. Hồ sơ vẫn xem và tìm được. Hãy nối mạng để tỉnh cấp kỳ số mới.",
        "The data is a restored copy, so no code is issued for now. Dossiers can be read. Go online for a new epoch.",
    ),
    "check.enrolment.fork": (
        "M-92",
        "Có máy khác dùng cùng danh tính nên máy tạm không cấp mã. Không hồ sơ nào bị mất. Hãy nối mạng và báo bộ phận kỹ thuật.",
        "Another machine uses this identity, so no code is issued for now. Nothing is lost. Go online and tell IT.",
    ),
    "check.enrolment.retired": (
        "M-93",
        "Kỳ số của máy đã đóng nên máy tạm không cấp mã. Không hồ sơ nào bị mất. Hãy nối mạng để tỉnh cấp kỳ số mới.",
        "This machine's epoch is closed, so no code is issued for now. Nothing is lost. Go online for a new epoch.",
    ),
    # what was laid down for this machine
    "check.policy.ignored": (
        "M-24",
        "{words}",
        "{words}",
    ),
    # sync
    "check.sync.attention": (
        "M-95",
        "Việc gửi về tỉnh cần người xem: {words}",
        "Sending to the province needs a person: {words}",
    ),
    "check.sync.offline": (
        "M-23",
        "{words}",
        "{words}",
    ),
    "check.sync.not_enrolled": (
        "M-89",
        "Chưa có gì để gửi vì máy chưa ghi danh với tỉnh.",
        "There is nothing to send yet: this machine is not enrolled.",
    ),
    # window
    "check.window.not_seen": (
        "M-97",
        "Không xem được cửa sổ quầy có đang mở hay không vì không ghi được vào thư mục dữ liệu. Hãy xem mục Ổ đĩa.",
        "Whether the counter's window is open cannot be seen: the data folder cannot be written to. See the disk.",
    ),
}
