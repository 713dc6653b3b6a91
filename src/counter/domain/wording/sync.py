"""Wording of the subject: sync, enrolment, the province and what it says of entries."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # The light: one truthful line.
    "sync.light.received": ("Tỉnh đã nhận đủ lúc {time}", "The province has received everything, at {time}"),
    "sync.light.received_nothing": ("Chưa có hồ sơ nào cần gửi", "There is nothing to send yet"),
    "sync.light.offline": (
        "Mất mạng từ {time} · vẫn làm việc bình thường · {count} hồ sơ chờ gửi",
        "No line since {time} · work goes on as usual · {count} facts wait to be sent",
    ),
    "sync.light.offline_none": (
        "Mất mạng từ {time} · vẫn làm việc bình thường · không còn gì chờ gửi",
        "No line since {time} · work goes on as usual · nothing waits to be sent",
    ),
    "sync.light.sending": ("Đang gửi {number} trên {count}", "Sending {number} of {count}"),
    "sync.light.offline_long": (
        "Mất mạng từ {time} · {count} hồ sơ chờ gửi đã lâu · có thể gửi bằng USB",
        "No line since {time} · {count} facts have waited for long · they can be sent by USB",
    ),
    "sync.light.portal": (
        "Mạng đòi đăng nhập từ {time} · vẫn làm việc bình thường · {count} hồ sơ chờ gửi",
        "The network asks for a login since {time} · work goes on as usual · {count} facts wait to be sent",
    ),
    "sync.light.proxy": (
        "Proxy của mạng đòi mật khẩu từ {time} · vẫn làm việc bình thường · {count} hồ sơ chờ gửi",
        "The network's proxy asks for a password since {time} · work goes on as usual · {count} facts wait to be sent",
    ),
    "sync.light.unsafe": (
        "Kết nối không an toàn từ {time} nên chưa gửi · vẫn làm việc bình thường · {count} hồ sơ chờ gửi",
        "The connection is not safe since {time}, so nothing is sent · work goes on · {count} facts wait",
    ),
    "sync.light.waiting": ("{count} hồ sơ chờ gửi", "{count} facts wait to be sent"),
    "sync.light.waiting_since": (
        "{count} hồ sơ chờ gửi · lâu nhất từ {time}",
        "{count} facts wait to be sent · the oldest since {time}",
    ),
    "sync.light.waiting_long": (
        "{count} hồ sơ chờ gửi quá lâu, từ {time} · hãy báo bộ phận kỹ thuật",
        "{count} facts wait for too long, since {time} · please tell IT",
    ),
    "sync.light.flagged": (
        "Tỉnh đã nhận đủ, {count} hồ sơ cần người xem lại",
        "The province has received everything; {count} facts need a person",
    ),
    "sync.light.lacking": (
        "{what} lúc {time}: bản của tỉnh thiếu hoặc khác · máy này vẫn giữ đủ",
        "{what} of {time}: missing or different at the province · whole on this machine",
    ),
    "sync.light.lacking_more": (
        "{what} lúc {time} và {count} việc khác: bản của tỉnh thiếu hoặc khác · máy này vẫn giữ đủ",
        "{what} of {time} and {count} more: missing or different at the province · whole on this machine",
    ),
    "sync.light.lacking_here": (
        "{what} lúc {time}: bản trên máy này thiếu hoặc đã bị sửa · hãy báo bộ phận kỹ thuật",
        "{what} of {time}: missing or altered on this machine · please tell IT",
    ),
    "sync.light.lacking_here_more": (
        "{what} lúc {time} và {count} việc khác: bản trên máy này thiếu hoặc đã bị sửa · hãy báo bộ phận kỹ thuật",
        "{what} of {time} and {count} more: missing or altered on this machine · please tell IT",
    ),
    "sync.light.not_enrolled": (
        "Máy chưa được ghi danh với tỉnh · dữ liệu chỉ nằm trên máy này",
        "This machine is not enrolled with the province · its data is only here",
    ),
    "sync.light.needs_epoch": (
        "Máy đang chờ tỉnh cấp kỳ số mới · {count} hồ sơ chờ gửi",
        "This machine waits for a new epoch from the province · {count} facts wait to be sent",
    ),
    "sync.light.quarantined": (
        "Tỉnh giữ riêng {count} hồ sơ của máy này để kiểm tra, không hồ sơ nào bị mất",
        "The province keeps {count} facts of this machine apart to be checked; none is lost",
    ),
    # What needs a person.
    "sync.revoked": (
        "Tỉnh đã ngừng cho máy này kết nối. Hồ sơ trên máy vẫn còn nguyên. Hãy liên hệ bộ phận kỹ thuật.",
        "The province has taken this machine out of service. The dossiers on it are whole. Please call IT.",
    ),
    "sync.refused": (
        "Máy chủ không chấp nhận danh tính của máy này. Hồ sơ trên máy vẫn còn nguyên. "
        "Hãy liên hệ bộ phận kỹ thuật để ghi danh lại.",
        "The server does not accept this machine's identity. The dossiers on it are whole. Please ask IT to enrol it again.",
    ),
    "sync.other_program": (
        "Máy chủ và máy này dùng hai phiên bản chưa khớp nhau. Hồ sơ trên máy vẫn còn nguyên. Hãy cập nhật chương trình.",
        "Server and program are of versions that do not fit. The dossiers on this machine are whole. Please update.",
    ),
    "sync.not_the_province": (
        "Câu trả lời nhận được không phải của máy chủ tỉnh (có thể mạng đang đòi đăng nhập). "
        "Không có gì bị gửi đi hay bị mất. Hãy kiểm tra kết nối mạng.",
        "What answered is not the province's server (the network may ask for a login). Nothing was lost. "
        "Please check the network.",
    ),
    "sync.certificate": (
        "Không lập được kết nối an toàn với máy chủ nên máy không gửi gì. Hồ sơ vẫn còn nguyên. Hãy báo bộ phận kỹ thuật.",
        "No safe connection to the server can be made, so nothing was sent. The dossiers are whole. Please tell IT.",
    ),
    "sync.certificate_issuer": (
        "Chứng chỉ của máy chủ không do nơi tin cậy cấp (có thể là máy khác giả làm máy chủ tỉnh) nên máy không gửi gì. "
        "Hồ sơ vẫn còn nguyên. Hãy báo bộ phận kỹ thuật.",
        "The server's certificate is not from a trusted authority (another machine may pose as the province), so nothing "
        "was sent. The dossiers are whole. Please tell IT.",
    ),
    "sync.certificate_date": (
        "Chứng chỉ của máy chủ hết hạn hoặc chưa đến ngày dùng nên máy không gửi gì. Hồ sơ vẫn còn nguyên. "
        "Hãy xem lại ngày giờ của máy này; nếu đúng, báo bộ phận kỹ thuật.",
        "The server's certificate is out of date or not valid yet, so nothing was sent. The dossiers are whole. "
        "Please check date and time of this machine; if they are right, tell IT.",
    ),
    "sync.certificate_host": (
        "Chứng chỉ của máy chủ mang tên khác với địa chỉ đã ghi danh nên máy không gửi gì. Hồ sơ vẫn còn nguyên. "
        "Hãy báo bộ phận kỹ thuật.",
        "The server's certificate is made out to another name than the enrolled address, so nothing was sent. "
        "The dossiers are whole. Please tell IT.",
    ),
    "sync.portal": (
        "Mạng này đang đòi đăng nhập trước khi cho ra ngoài. Không có gì bị gửi đi hay bị mất. "
        "Hãy đăng nhập mạng bằng trình duyệt, hoặc báo bộ phận kỹ thuật.",
        "This network asks for a login before it lets anything out. Nothing was sent or lost. "
        "Please log in to the network with a browser, or tell IT.",
    ),
    "sync.proxy": (
        "Máy trung gian (proxy) của mạng đòi mật khẩu nên chưa gửi được. Hồ sơ vẫn còn nguyên trên máy. "
        "Hãy nhờ bộ phận kỹ thuật cho đi thẳng tới máy chủ của tỉnh.",
        "The network's proxy asks for a password, so nothing was sent. The dossiers are whole on this machine. "
        "Please ask IT to let the province's server through.",
    ),
    "sync.too_slow": (
        "Đường truyền đang rất chậm, máy chủ chưa trả lời kịp. Hồ sơ vẫn còn nguyên trên máy và sẽ tự gửi lại từng phần nhỏ.",
        "The line is very slow and the server's answer did not come in time. The dossiers are whole on this machine and "
        "will be sent by themselves in smaller parts.",
    ),
    "sync.busy": (
        "Máy chủ của tỉnh đang bận. Hồ sơ vẫn còn nguyên trên máy và sẽ tự gửi lại.",
        "The province's server is busy. The dossiers are whole on this machine and will be sent again by themselves.",
    ),
    "sync.statement_forged": (
        "Giấy xác nhận vừa nhận không mang chữ ký của tỉnh cho đúng câu hỏi của máy này nên không được dùng. "
        "Hồ sơ vẫn còn nguyên. Hãy hỏi lại; nếu vẫn vậy, báo bộ phận kỹ thuật.",
        "The statement that came does not bear the province's signature over this machine's question, so it is not used. "
        "The dossiers are whole. Please ask again; if it stays so, tell IT.",
    ),
    "sync.statement_none": (
        "Máy này không lưu giấy xác nhận nào của tỉnh cho ngày {day}. Hồ sơ vẫn còn nguyên. Hãy chọn ngày khác.",
        "No statement of the province for {day} is kept on this machine. The dossiers are whole. Please choose another day.",
    ),
    "sync.statement.equal": (
        "Tỉnh xác nhận đang giữ đủ {entries} việc của quầy này",
        "The province confirms that it holds all {entries} facts of this counter",
    ),
    "sync.statement.waiting": (
        "Tỉnh xác nhận đang giữ đủ {entries} việc đã gửi của quầy này · {waiting} việc còn chờ gửi",
        "The province confirms that it holds all {entries} facts that were sent · {waiting} still wait to be sent",
    ),
    "sync.statement.missing": (
        "{what} lúc {time}: tỉnh không còn giữ. Máy này vẫn giữ đủ và đang gửi lại.",
        "{what} of {time}: the province does not hold it any more. It is whole on this machine and is being sent again.",
    ),
    "sync.statement.changed": (
        "{what} lúc {time}: bản của tỉnh khác bản trên máy này. Máy này vẫn giữ nguyên bản gốc. Hãy báo bộ phận kỹ thuật.",
        "{what} of {time}: the province holds it otherwise than this machine. The original is whole here. Please tell IT.",
    ),
    "sync.statement.gone_here": (
        "{what} khoảng {time}: máy này không còn giữ, tỉnh vẫn giữ. Hãy ngừng tiếp nhận trên máy này và báo bộ phận kỹ thuật.",
        "{what} of about {time}: this machine does not hold it any more, the province does. Please stop receiving here and "
        "tell IT.",
    ),
    "sync.statement.changed_here": (
        "{what} lúc {time}: bản trên máy này không còn như lúc ghi. Hãy ngừng tiếp nhận trên máy này và báo bộ phận kỹ thuật.",
        "{what} of {time}: this machine's copy is not what was written. Please stop receiving here and tell IT.",
    ),
    "sync.statement.files_lost": (
        "Tỉnh không còn nêu {count} tệp giấy tờ đã từng xác nhận. Máy này hỏi lại từng tệp và tự gửi lại tệp còn thiếu; "
        "hồ sơ của tệp nào sẽ nói rõ tệp đó.",
        "The province no longer counts {count} scanned papers that it had confirmed. Each is asked for again and sent again "
        "where it is lacking; its dossier says which.",
    ),
    "sync.statement.sums": (
        "Tệp giấy tờ: {files} · số thứ tự cuối: {last} · tóm lược: {digest}",
        "Scanned papers: {files} · last number: {last} · digest: {digest}",
    ),
    "sync.statement.more": ("Và {count} việc khác.", "And {count} more."),
    "sync.statement.dossier": ("Hồ sơ {code}", "Dossier {code}"),
    "sync.statement.some_fact": ("Một việc", "A fact"),
    "sync.statement.fact": ("Việc số {seq}", "Fact {seq}"),
    "sync.unreachable": (
        "Chưa liên lạc được với máy chủ của tỉnh. Hồ sơ vẫn còn nguyên trên máy và sẽ tự gửi khi có mạng.",
        "The province's server cannot be reached. The dossiers are whole on this machine and will be sent by themselves.",
    ),
    "sync.plain_http": (
        "Địa chỉ máy chủ phải bắt đầu bằng https. Chỉ máy chủ trên chính máy này mới dùng được http.",
        "The server's address must begin with https. Only a server on this very machine may use http.",
    ),
    "sync.address": ("Địa chỉ máy chủ không đúng.", "This is no address of a server."),
    "sync.token_refused": (
        "Mã ghi danh không đúng, đã dùng hoặc đã hết hạn. Hãy xin tỉnh mã mới.",
        "The token is wrong, used or out of date. Please ask the province for a new one.",
    ),
    "sync.token_used": (
        "Mã ghi danh này đã được dùng rồi. Chưa có gì bị thay đổi. Hãy xin tỉnh mã mới cho máy này.",
        "This code has been used already. Nothing was changed. Please ask the province for a new one for this machine.",
    ),
    "sync.token_expired": (
        "Mã ghi danh này đã hết hạn. Chưa có gì bị thay đổi. Hãy xin tỉnh mã mới.",
        "This code is out of date. Nothing was changed. Please ask the province for a new one.",
    ),
    "sync.token_form": ("Số lần dùng hoặc mã đơn vị không đúng.", "The number of uses or the unit's code is wrong."),
    "sync.ca_file": (
        "Chứng chỉ không đọc được hoặc không đúng dạng PEM. Chưa có gì bị thay đổi. Hãy xem lại tệp chứng chỉ.",
        "The certificate cannot be read or is no PEM. Nothing was changed. Please look at the certificate's file.",
    ),
    "sync.province_not_opened": (
        "Không mở được kho dữ liệu của tỉnh ({cause}). Chưa có gì bị thay đổi. Hãy kiểm tra thư mục và cơ sở dữ liệu.",
        "The province's database cannot be opened ({cause}). Nothing was changed. Please check the folder and the database.",
    ),
    # What the province says of one entry; `Cần xem` shows these.
    "sync.outcome.code_twice": (
        "Hai hồ sơ mang cùng một mã.",
        "Two dossiers carry one code.",
    ),
    "sync.outcome.outside_lanes": (
        "Mã hồ sơ không nằm trong dải số đã cấp cho máy này.",
        "The code is not in a lane that this machine was granted.",
    ),
    "sync.outcome.after_lease": (
        "Mã hồ sơ được cấp sau khi dải số hết hạn.",
        "The code was issued after the lane's lease had ended.",
    ),
    "sync.outcome.other_day": (
        "Ngày trong mã hồ sơ khác ngày làm việc của lần tiếp nhận.",
        "The date in the code is not the business day of the reception.",
    ),
    "sync.outcome.other_centre": (
        "Hồ sơ ghi nơi tiếp nhận khác với điểm của máy này.",
        "The dossier names another centre than this machine's.",
    ),
    "sync.outcome.fork": (
        "Hồ sơ được lập khi hai máy cùng dùng một danh tính.",
        "The dossier was made while two machines used one identity.",
    ),
    "sync.outcome.revoked": (
        "Hồ sơ được gửi từ máy đã bị ngừng kết nối.",
        "The dossier came from a machine that had been taken out of service.",
    ),
    "sync.outcome.not_yours": (
        "Chỉ tỉnh mới được cấp mã chính thức.",
        "Only the province may assign an official code.",
    ),
    "sync.outcome.unknown_kind": (
        "Máy chủ chưa hiểu loại sự việc này; nội dung được giữ nguyên cho đến khi cập nhật.",
        "The server does not know this kind of fact yet; it is kept as it is until the update.",
    ),
    "sync.outcome.body_rules": (
        "Nội dung không đúng khuôn dạng; được giữ nguyên để kiểm tra.",
        "The content breaks the rules of form; it is kept as it is to be checked.",
    ),
    "sync.outcome.body_broken": (
        "Nội dung thiếu thông tin bắt buộc; được giữ nguyên để kiểm tra.",
        "The content lacks what it must have; it is kept as it is to be checked.",
    ),
    "sync.outcome.not_understood": (
        "Máy chủ chưa đọc được nội dung; được giữ nguyên để kiểm tra.",
        "The server could not read the content; it is kept as it is to be checked.",
    ),
    "sync.outcome.no_serial": (
        "Cơ quan giải quyết đã hết số dự trữ trong ngày; hồ sơ tạm giữ mã tạm.",
        "The deciding body has no reserved serial left that day; the dossier keeps its provisional reference.",
    ),
    "sync.outcome.clock_suspect": (
        "Hồ sơ được lập khi đồng hồ của máy đáng ngờ.",
        "The dossier was made while the machine's clock was in doubt.",
    ),
    "sync.outcome.status_twice": (
        "Hai quầy thay đổi trạng thái của một hồ sơ trong lúc chưa biết nhau.",
        "Two counters changed the status of one dossier without knowing of each other.",
    ),
    "sync.outcome.no_such_step": (
        "Trạng thái mới không thể đi sau trạng thái trước của hồ sơ.",
        "The new status cannot follow the one before.",
    ),
    "sync.outcome.no_dossier": (
        "Tỉnh chưa có hồ sơ mà sự việc này nói đến.",
        "The province does not have the dossier that this is about.",
    ),
    "sync.outcome.not_supervisor": (
        "Việc chỉ lãnh đạo được quyết định lại do tài khoản khác ghi.",
        "What only a supervisor may decide was recorded by another account.",
    ),
}
