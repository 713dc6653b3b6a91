"""Wording of the subject: what needs a person. Each has a title, what happened, what is safe, what to do, and its act."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # Withdrawing.
    "matter.withdraw.asked_by": (
        "Hãy chọn người đề nghị rút: người nộp, chủ hồ sơ hoặc người được ủy quyền.",
        "Choose who asks: the applicant, the owner, or somebody authorised.",
    ),
    "matter.withdraw.no_reason": (
        "Hãy ghi lý do rút theo lời người đề nghị.",
        "Write down the reason that was given.",
    ),
    "matter.settle_first": (
        "Hai quầy đã ghi khác nhau về hồ sơ này. Chưa có gì thay đổi. Hãy nhờ lãnh đạo chọn ở mục Cần xem (F7) trước.",
        "Two counters recorded different things about this dossier. Nothing was changed. Ask the supervisor to settle it "
        "under Needs a look (F7) first.",
    ),
    # Settling.
    "matter.ask_supervisor": (
        "Việc này do lãnh đạo quyết định. Chưa có gì thay đổi. Hãy mời lãnh đạo đăng nhập và mở mục Cần xem (F7).",
        "This is for the supervisor to decide. Nothing was changed. Ask the supervisor to sign in and open "
        "Needs a look (F7).",
    ),
    "matter.settled": (
        "Việc này đã được xử lý ở nơi khác. Không cần làm thêm.",
        "This has been settled elsewhere. Nothing more is needed.",
    ),
    "matter.changed": (
        "Vừa có thêm thông tin về việc này nên lựa chọn chưa được ghi. Hãy xem lại rồi chọn.",
        "More about this has just come in, so the choice was not recorded. Look again, then choose.",
    ),
    # Two counters, one dossier.
    "matter.conflict.title": ("Hai quầy ghi khác nhau", "Two counters recorded different things"),
    "matter.conflict.title.many": ("Nhiều quầy ghi khác nhau", "Several counters recorded different things"),
    "matter.conflict.title.decisions": ("Hai quyết định khác nhau", "Two different decisions"),
    "matter.conflict.happened": (
        "Hồ sơ này được thay đổi ở hai nơi trong lúc chưa biết nhau.",
        "This dossier was changed in two places that did not know of each other.",
    ),
    "matter.conflict.happened.many": (
        "Hồ sơ này được thay đổi {count} lần, ở các nơi chưa biết nhau.",
        "This dossier was changed {count} times, in places that did not know of one another.",
    ),
    "matter.conflict.happened.decisions": (
        "Việc này đã được quyết định khác nhau, ở các nơi chưa biết nhau.",
        "This was decided otherwise in places that did not know of one another.",
    ),
    "matter.conflict.safe": (
        "Cả hai lần ghi đều được giữ nguyên; lần không được chọn vẫn nằm trong quá trình của hồ sơ.",
        "Both are kept; the one that is not chosen stays in the dossier's story.",
    ),
    "matter.conflict.safe.many": (
        "Mọi lần ghi đều được giữ nguyên; lần không được chọn vẫn nằm trong quá trình của hồ sơ.",
        "All are kept; what is not chosen stays in the dossier's story.",
    ),
    "matter.conflict.safe.decisions": (
        "Mọi quyết định đều được giữ nguyên; quyết định không được chọn vẫn nằm trong quá trình của hồ sơ.",
        "All decisions are kept; what is not chosen stays in the dossier's story.",
    ),
    "matter.conflict.todo": (
        "Hãy đối chiếu chỗ có dấu ≠, hỏi lại các cán bộ nếu cần, rồi chọn lần ghi có hiệu lực.",
        "Compare what is marked ≠, ask the clerks if need be, then choose which one stands.",
    ),
    "matter.conflict.todo.alike": (
        "Nội dung ghi như nhau. Hãy hỏi lại các cán bộ nếu cần, rồi chọn lần ghi có hiệu lực.",
        "What they say is the same. Ask the clerks if need be, then choose which one stands.",
    ),
    "matter.conflict.todo.decisions": (
        "Hãy hỏi lại những người đã quyết định, rồi chọn quyết định có hiệu lực.",
        "Ask whoever decided, then choose which decision stands.",
    ),
    # What the province wants looked at.
    "matter.flagged.title": ("Tỉnh đề nghị xem lại", "The province wants a look"),
    "matter.flagged.title.code_twice": ("Hai hồ sơ trùng mã", "Two dossiers with one code"),
    "matter.flagged.title.clock_suspect": ("Lập lúc đồng hồ đáng ngờ", "Made while the clock was in doubt"),
    "matter.flagged.title.outside_lanes": ("Mã ngoài dải số của máy", "A code outside this machine's lanes"),
    "matter.flagged.title.after_lease": ("Mã cấp sau hạn dải số", "A code issued after the lease"),
    "matter.flagged.title.other_day": ("Ngày trong mã không khớp", "The date in the code differs"),
    "matter.flagged.title.other_centre": ("Ghi nơi tiếp nhận khác", "Another centre is named"),
    "matter.flagged.title.fork": ("Lập khi hai máy trùng danh tính", "Made while two machines were one"),
    "matter.flagged.title.not_yours": ("Mã chính thức không do tỉnh cấp", "A code not given by the province"),
    "matter.flagged.title.unknown_kind": ("Tỉnh chưa đọc được sự việc", "The province cannot read a fact yet"),
    "matter.flagged.title.no_serial": ("Cơ quan giải quyết hết số", "The deciding body is out of serials"),
    "matter.flagged.title.status_twice": ("Hai quầy đổi trạng thái", "Two counters changed the status"),
    "matter.flagged.title.no_such_step": ("Trạng thái không nối tiếp được", "A status that cannot follow"),
    "matter.flagged.title.no_dossier": ("Tỉnh chưa có hồ sơ này", "The province lacks the dossier"),
    "matter.flagged.title.not_supervisor": ("Không phải lãnh đạo quyết định", "Not decided by a supervisor"),
    "matter.flagged.safe": (
        "Tỉnh đã nhận và giữ đủ. Giấy đã in vẫn còn giá trị.",
        "The province has received and keeps all of it. Printed papers stay good.",
    ),
    "matter.quarantined.title": ("Tỉnh giữ riêng để kiểm tra", "Kept apart by the province"),
    "matter.quarantined.safe": (
        "Nội dung được giữ nguyên ở tỉnh và trên máy này, không làm chậm hồ sơ khác.",
        "It is kept as it is, at the province and here, and holds up no other dossier.",
    ),
    "matter.todo": (
        "Hãy đối chiếu với giấy tờ rồi ghi nhận đã xem.",
        "Compare it with the papers, then note that it was looked at.",
    ),
    "matter.todo.code_twice": (
        "Hãy phân biệt hai giấy bằng ký tự đối chiếu ở chân trang, báo cho cả hai người nộp, rồi ghi nhận đã xem.",
        "Tell the two papers apart by the check characters at their foot, let both applicants know, then note that it was "
        "looked at.",
    ),
    "matter.todo.code_twice.alone": (
        "Hồ sơ kia ở máy khác hoặc được tỉnh giữ riêng. Hãy sao chép nội dung này gửi bộ phận kỹ thuật để hỏi tỉnh, báo cho cả "
        "hai người nộp, rồi ghi nhận đã xem.",
        "The other one is on another machine, or kept apart by the province. Copy this for IT, who asks the province, let "
        "both applicants know, then note that it was looked at.",
    ),
    "matter.todo.clock_suspect": (
        "Hãy đối chiếu ngày giờ trên giấy với sổ, chỉnh đồng hồ của máy, rồi ghi nhận đã xem.",
        "Compare the times on paper with the book, set the PC's clock, then note that it was looked at.",
    ),
    "matter.todo.status_twice": (
        "Hai lần ghi sẽ hiện cạnh nhau khi máy nhận đủ từ tỉnh. Hãy liên lạc lại, rồi chọn lần ghi có hiệu lực.",
        "Both will stand side by side here once this machine has them from the province. Exchange again, then choose.",
    ),
    "matter.todo.it": (
        "Hãy báo bộ phận kỹ thuật kiểm tra, rồi ghi nhận đã xem.",
        "Have IT check it, then note that it was looked at.",
    ),
    "matter.todo.no_serial": (
        "Hãy báo cơ quan giải quyết cấp thêm số, rồi ghi nhận đã xem. Người nộp vẫn dùng mã tạm.",
        "Ask the deciding body for more serials, then note that it was looked at. The provisional reference stays good.",
    ),
    "matter.flagged.other": (
        "Tỉnh nêu một lý do mà phiên bản này của chương trình chưa biết.",
        "The province gives a reason that this version of the program does not know.",
    ),
    # Whom a clerk asks.
    "matter.whom.named": (
        "Việc này do lãnh đạo quyết định. Hãy mời {names} đăng nhập trên máy này rồi mở mục Cần xem (F7).",
        "This is for the supervisor to decide. Ask {names} to sign in on this machine and open Needs a look (F7).",
    ),
    "matter.whom.nobody": (
        "Việc này do lãnh đạo quyết định, nhưng máy này chưa có tài khoản lãnh đạo. "
        "Hãy xử lý ở quầy có lãnh đạo, hoặc nhờ bộ phận kỹ thuật tạo tài khoản.",
        "This is for the supervisor to decide, and none has an account on this machine. "
        "Settle it at a counter where one has, or have IT make an account.",
    ),
    "matter.whom.nobody_here": (
        "Việc này do lãnh đạo quyết định và chỉ hiện ở máy này, nhưng máy chưa có tài khoản lãnh đạo. "
        "Hãy nhờ bộ phận kỹ thuật tạo tài khoản lãnh đạo trên máy này.",
        "This is for the supervisor to decide, is listed on this machine only, and none has an account here. "
        "Have IT make a supervisor's account on this machine.",
    ),
    "matter.apart.title": ("Tỉnh giữ riêng một nhánh hồ sơ", "A branch is kept apart by the province"),
    "matter.apart.happened": (
        "Hai máy đã dùng cùng một danh tính, nên {count} sự việc của máy này được tỉnh giữ riêng.",
        "Two machines used one identity, so {count} facts of this machine are kept apart by the province.",
    ),
    "matter.apart.happened.revoked": (
        "Tỉnh đã ngừng cho máy này kết nối trước khi nhận, nên {count} sự việc của máy được tỉnh giữ riêng.",
        "The province had taken this machine out of service before they came, so it keeps {count} facts of it apart.",
    ),
    "matter.apart.safe": (
        "Không sự việc nào bị mất; giấy đã in vẫn còn giá trị.",
        "None is lost; printed papers stay good.",
    ),
    "matter.apart.todo": (
        "Hãy báo bộ phận kỹ thuật tìm máy thứ hai, rồi ghi nhận đã xem.",
        "Have IT find the second machine, then note that it was looked at.",
    ),
    "matter.apart.todo.revoked": (
        "Hãy báo bộ phận kỹ thuật liên hệ với tỉnh để đối chiếu các sự việc này, rồi ghi nhận đã xem.",
        "Have IT go through these facts with the province, then note that it was looked at.",
    ),
    # The machine.
    "matter.epoch.title": ("Máy tạm không cấp mã", "This machine issues no codes for now"),
    "matter.epoch.happened.restored_copy": (
        "Dữ liệu trên máy là bản chép lại của một ngày trước.",
        "The data on this machine is a copy of an earlier day.",
    ),
    "matter.epoch.happened.restored_copy.behind": (
        "Dữ liệu trên máy là bản chép lại của một ngày trước; máy đã ghi thêm {count} sự việc sau bản đó, mã cuối đã cấp là "
        "{code}.",
        "The data on this machine is a copy of an earlier day; {count} facts were recorded here after it, and the last code "
        "that was issued is {code}.",
    ),
    "matter.epoch.safe.restored_copy": (
        "Hồ sơ trong bản chép vẫn xem, tìm và in lại được; những gì tỉnh đã nhận sẽ tự về lại máy này. Chỉ tạm ngừng cấp mã để "
        "không trùng số đã in.",
        "What is in the copy can be read, searched and reprinted; what the province has received comes back by itself. Only "
        "codes wait, so that none is printed twice.",
    ),
    "matter.epoch.happened.fork": (
        "Tỉnh thấy hai máy cùng dùng một danh tính.",
        "The province sees two machines with one identity.",
    ),
    "matter.epoch.happened.retired": (
        "Tỉnh đã đóng kỳ số của máy này.",
        "The province has closed this machine's epoch.",
    ),
    "matter.epoch.safe": (
        "Không hồ sơ nào bị mất. Hồ sơ cũ vẫn xem, tìm và in lại được; chỉ tạm ngừng cấp mã để không trùng số đã in.",
        "No dossier is lost. Old ones can be read, searched and reprinted; only codes wait, so that none is printed twice.",
    ),
    "matter.epoch.todo": (
        "Hãy nối mạng rồi xin kỳ số mới. Nếu vẫn chưa được, nhờ bộ phận kỹ thuật ghi danh lại bằng mã một lần của tỉnh.",
        "Connect to the network and ask for a new epoch. If that does not help, have IT enrol the machine again with a "
        "one-time token of the province.",
    ),
    "matter.trouble.title": ("Chưa trao đổi được với tỉnh", "No exchange with the province"),
    "matter.trouble.title.revoked": ("Máy đã bị tỉnh ngừng kết nối", "This machine was taken out of service"),
    "matter.trouble.title.refused": ("Tỉnh không nhận ra máy này", "The province does not know this machine"),
    "matter.trouble.title.not_enrolled": ("Máy chưa được ghi danh", "This machine is not enrolled"),
    "matter.trouble.safe": (
        "Việc tiếp nhận vẫn tiếp tục. Mọi hồ sơ còn nguyên trên máy và sẽ được gửi sau.",
        "Reception goes on. Every dossier is whole on this machine and will be sent later.",
    ),
    "matter.trouble.safe.not_enrolled": (
        "Chưa có dữ liệu nào bị mất.",
        "Nothing is lost.",
    ),
    "matter.trouble.safe.revoked": (
        "Mọi hồ sơ còn nguyên trên máy này. Những gì ghi từ nay vẫn gửi được, nhưng tỉnh giữ riêng để đối chiếu.",
        "Every dossier is whole on this machine. What is recorded from now on can still be sent, but the province keeps it "
        "apart to be checked.",
    ),
    "matter.trouble.todo.revoked": (
        "Hãy tiếp nhận ở quầy khác, sao chép nội dung này gửi bộ phận kỹ thuật để ghi danh lại máy.",
        "Receive at another counter, and copy this for IT, who enrols the machine again.",
    ),
    "matter.trouble.todo.refused": (
        "Hãy sao chép nội dung này gửi bộ phận kỹ thuật để ghi danh lại máy.",
        "Copy this for IT, who enrols the machine again.",
    ),
    "matter.trouble.todo.other_program": (
        "Hãy sao chép nội dung này gửi bộ phận kỹ thuật để cài bản mới của chương trình.",
        "Copy this for IT, who installs the new version of the program.",
    ),
    "matter.trouble.todo.certificate_date": (
        "Hãy xem ngày giờ của máy này trước. Nếu đúng, hoặc chỉnh rồi mà vẫn vậy, sao chép nội dung này gửi bộ phận kỹ thuật.",
        "Look at this machine's date and time first. If they are right, or it stays so, copy this for IT.",
    ),
    "matter.trouble.todo": (
        "Hãy thử liên lạc lại. Nếu vẫn vậy, sao chép nội dung này gửi bộ phận kỹ thuật.",
        "Try the exchange again. If it stays so, copy this for IT.",
    ),
    "matter.trouble.todo.not_enrolled": (
        "Hãy sao chép nội dung này gửi bộ phận kỹ thuật để ghi danh máy.",
        "Copy this for IT, who enrols the machine.",
    ),
    # A copy was put back, and the province has given back what it holds.
    "matter.unrecovered.title": ("Thiếu sự việc sau khi chép lại dữ liệu", "Facts missing since a copy was put back"),
    "matter.unrecovered.happened": (
        "Dữ liệu của máy từng được chép lại từ một ngày trước. {count} sự việc ghi sau bản chép đó không còn trên máy này, tỉnh "
        "cũng chưa nhận được.",
        "The data of this machine was once put back to an earlier day. {count} facts recorded after that copy are not here any "
        "more, and the province has not received them.",
    ),
    "matter.unrecovered.happened.with_code": (
        "Dữ liệu của máy từng được chép lại từ một ngày trước. {count} sự việc ghi sau bản chép đó không còn trên máy này, tỉnh "
        "cũng chưa nhận được. Mã cuối đã cấp lúc ấy là {code}.",
        "The data of this machine was once put back to an earlier day. {count} facts recorded after that copy are not here any "
        "more, and the province has not received them. The last code issued by then is {code}.",
    ),
    "matter.unrecovered.safe": (
        "Mọi hồ sơ khác còn nguyên. Giấy đã in vẫn còn giá trị; mã trên đó không được cấp lại cho ai.",
        "Every other dossier is whole. Printed papers stay good; no code on them is issued again.",
    ),
    "matter.unrecovered.todo": (
        "Hãy nhờ bộ phận kỹ thuật gửi lên tỉnh từ dữ liệu cũ, nếu còn. Nếu không còn, mời người nộp mang giấy tiếp nhận đến để "
        "nhập lại, rồi ghi nhận đã xem.",
        "Have IT send them to the province from the old data, if it still exists. If not, ask the applicants to bring their "
        "receipts, enter them again, then note that it was looked at.",
    ),
    "matter.lacking.title": ("Bản xác nhận của tỉnh thiếu", "The province's statement lacks something"),
    "matter.lacking.happened": (
        "Có {count} sự việc của máy này mà bản xác nhận của tỉnh không có đúng như ở đây.",
        "{count} facts of this machine are not in the province's statement as they are here.",
    ),
    "matter.lacking.safe": (
        "Hồ sơ còn nguyên trên máy này; máy sẽ tự gửi lại phần tỉnh còn thiếu.",
        "It is whole on this machine, which sends by itself what the province lacks.",
    ),
    "matter.lacking.happened.here": (
        "Bản trên máy này không còn đủ hoặc không còn như lúc ghi: {count} sự việc khác bản tỉnh đang giữ.",
        "What is on this machine is not whole, or not as it was written: {count} facts differ from what the province holds.",
    ),
    "matter.lacking.safe.here": (
        "Bản tỉnh đang giữ không bị máy này thay đổi.",
        "This machine changes nothing of what the province holds.",
    ),
    "matter.lacking.todo.here": (
        "Hãy ngừng tiếp nhận trên máy này và sao chép nội dung này gửi bộ phận kỹ thuật.",
        "Stop receiving on this machine and copy this for IT.",
    ),
    "matter.lacking.todo": (
        "Hãy liên lạc lại. Nếu vẫn vậy, sao chép nội dung này gửi bộ phận kỹ thuật.",
        "Exchange again. If it stays so, copy this for IT.",
    ),
    "matter.clock.title": ("Đồng hồ của máy đáng ngờ", "The PC's clock is in doubt"),
    "matter.clock.happened.before_last_entry": (
        "Đồng hồ chạy lùi so với hồ sơ gần nhất.",
        "The clock is behind the newest dossier.",
    ),
    "matter.clock.happened.far_ahead": (
        "Đồng hồ nhảy xa hơn một tháng so với hồ sơ gần nhất.",
        "The clock is more than a month past the newest dossier.",
    ),
    "matter.clock.happened.before_program": (
        "Đồng hồ chậm hơn ngày phát hành chương trình.",
        "The clock is before the program's own date.",
    ),
    "matter.clock.happened.off_server": (
        "Đồng hồ lệch hơn 10 phút so với máy chủ của tỉnh.",
        "The clock differs from the province's by more than 10 minutes.",
    ),
    "matter.clock.shows": (
        "Máy đang chỉ {time} ngày {date}.",
        "It says {time} on {date}.",
    ),
    "matter.clock.safe": (
        "Việc tiếp nhận vẫn tiếp tục. Giấy ghi ngày làm việc đang mở; chỉ giờ trong ngày lấy theo đồng hồ này.",
        "Reception goes on. Papers bear the business day that is open; only the time of day is this clock's.",
    ),
    "matter.clock.safe.off_server": (
        "Việc tiếp nhận vẫn tiếp tục. Giờ trên giấy lấy theo đồng hồ này nên có thể lệch; tỉnh ghi riêng giờ tỉnh nhận.",
        "Reception goes on. Times on paper are this clock's and may be off; the province records its own time beside them.",
    ),
    "matter.clock.todo": (
        "Hãy xem một đồng hồ khác. Nếu máy sai, nhờ bộ phận kỹ thuật chỉnh ngày giờ. Nếu hôm nay đã sang ngày khác, mở ngày "
        "làm việc.",
        "Look at another clock. If this one is wrong, ask IT to set date and time. If it is another day by now, open the "
        "business day.",
    ),
    "matter.clock.todo.off_server": (
        "Hãy xem một đồng hồ khác, nhờ bộ phận kỹ thuật chỉnh ngày giờ của máy, rồi liên lạc lại để đo lại.",
        "Look at another clock, ask IT to set date and time, then exchange again so that it is measured anew.",
    ),
    "matter.disk.title": ("Ổ đĩa sắp đầy", "The disk is nearly full"),
    "matter.disk.happened.low": (
        "Ổ đĩa của máy còn dưới 1 GB.",
        "Less than 1 GB are left on this machine's disk.",
    ),
    "matter.disk.happened.no_files": (
        "Ổ đĩa của máy còn dưới 300 MB nên tạm ngừng nhận thêm bản quét.",
        "Less than 300 MB are left on this machine's disk, so no more scans are taken in.",
    ),
    "matter.disk.happened.no_intake": (
        "Ổ đĩa của máy còn dưới 100 MB nên tạm ngừng tiếp nhận hồ sơ mới.",
        "Less than 100 MB are left on this machine's disk, so no new dossiers are received.",
    ),
    "matter.disk.safe": (
        "Hồ sơ đã lưu vẫn an toàn, vẫn xem, tìm, in và gửi được.",
        "Saved dossiers are safe and can be read, searched, printed and sent.",
    ),
    "matter.disk.todo": (
        "Hãy báo bộ phận kỹ thuật giải phóng chỗ trống, rồi kiểm tra lại.",
        "Ask IT to free some space, then look again.",
    ),
    "matter.unknown_kind.title": ("Cần cập nhật chương trình", "The program needs an update"),
    "matter.unknown_kind.happened": (
        "Có {count} sự việc do phiên bản mới hơn của chương trình ghi, máy này chưa đọc được.",
        "{count} facts were recorded by a newer version of the program; this one cannot read them yet.",
    ),
    "matter.unknown_kind.safe": (
        "Nội dung được giữ nguyên và vẫn gửi đi đủ; sau khi cập nhật sẽ hiện ra.",
        "They are kept as they are and passed on; after the update they are shown.",
    ),
    "matter.unknown_kind.todo": (
        "Hãy sao chép nội dung này gửi bộ phận kỹ thuật để cài bản mới.",
        "Copy this for IT, who installs the new version.",
    ),
    "matter.print.title": ("Chưa rõ bản in", "A print nobody is sure of"),
    "matter.print.happened": (
        "Máy in không báo giấy tiếp nhận này đã ra hay chưa.",
        "The printer did not tell whether this receipt came out.",
    ),
    "matter.print.safe": (
        "Hồ sơ đã lưu. Máy không tự in lại, nên không có hai bản giống nhau.",
        "The dossier is saved. Nothing is printed again by itself, so there are no two alike.",
    ),
    "matter.print.todo": (
        "Hãy nhìn khay giấy rồi chọn điều đã thấy.",
        "Look at the tray, then choose what you saw.",
    ),
    # Acts.
    "matter.act.conflict": ("Ghi nhận lựa chọn", "Record the choice"),
    "matter.act.flagged": ("Ghi nhận đã xem", "Note that it was looked at"),
    "matter.act.epoch": ("Xin kỳ số mới ngay", "Ask for a new epoch now"),
    "matter.act.exchange": ("Liên lạc lại ngay", "Exchange now"),
    "matter.act.clock": ("Mở ngày làm việc", "Open the business day"),
    "matter.act.disk": ("Kiểm tra lại", "Look again"),
    "matter.act.copy": ("Sao chép cho kỹ thuật", "Copy for IT"),
    "matter.act.dossier": ("Mở hồ sơ", "Open the dossier"),
    "matter.act.print": ("Ghi nhận điều đã thấy", "Record what was seen"),
}
