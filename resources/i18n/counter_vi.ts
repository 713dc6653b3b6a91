<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>ApplicantCard</name>
    <message>
        <source>Everything on the page was cleared.</source>
        <translation>Đã xóa nội dung trên trang.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Lấy lại</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp hồ sơ</translation>
    </message>
    <message>
        <source>Owner: not entered yet</source>
        <translation>Chủ hồ sơ: chưa nhập</translation>
    </message>
    <message>
        <source>Press to fill in</source>
        <translation>Bấm để nhập</translation>
    </message>
    <message>
        <source>Card read at {0}</source>
        <translation>Đã đọc thẻ lúc {0}</translation>
    </message>
    <message>
        <source>Filled in from the card</source>
        <translation>Đã điền từ thẻ</translation>
    </message>
    <message>
        <source>{0} · accents put right</source>
        <translation>{0} · đã sửa dấu</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Cá nhân</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Tổ chức</translation>
    </message>
    <message>
        <source>The owner is</source>
        <translation>Chủ hồ sơ là</translation>
    </message>
    <message>
        <source>Authorised by the owner</source>
        <translation>Người được ủy quyền</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>Người đại diện theo pháp luật</translation>
    </message>
    <message>
        <source>Hands in for somebody else</source>
        <translation>Nộp thay cho người khác</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>The applicant is</source>
        <translation>Tư cách của người nộp</translation>
    </message>
</context>
<context>
    <name>BackupDesk</name>
    <message>
        <source>No backup yet</source>
        <translation>Chưa sao lưu lần nào</translation>
    </message>
    <message>
        <source>Backed up {0}</source>
        <translation>Đã sao lưu {0}</translation>
    </message>
    <message>
        <source>Last backup {0}</source>
        <translation>Sao lưu gần nhất {0}</translation>
    </message>
</context>
<context>
    <name>Bands</name>
    <message>
        <source>Training mode · nothing here is a real dossier, and nothing is sent to the province</source>
        <translation>Chế độ tập huấn · hồ sơ ở đây không có thật và không gửi về tỉnh</translation>
    </message>
</context>
<context>
    <name>Bugs</name>
    <message>
        <source>The program closed by itself last time. What was saved is safe. If it happens again, please tell IT.</source>
        <translation>Lần trước chương trình tự đóng đột ngột. Hồ sơ đã lưu vẫn an toàn. Nếu còn lặp lại, xin báo bộ phận kỹ thuật.</translation>
    </message>
    <message>
        <source>The program made a mistake. What is saved is safe, and work can go on. Please tell IT: {0}</source>
        <translation>Chương trình vừa gặp sự cố. Những gì đã lưu vẫn an toàn và có thể làm việc tiếp. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Đã rõ</translation>
    </message>
</context>
<context>
    <name>BundleDesk</name>
    <message>
        <source>A bundle is still being written or read. Its end will be told here.</source>
        <translation>Một gói còn đang được ghi hoặc đọc. Kết quả sẽ hiện ở đây.</translation>
    </message>
    <message>
        <source>Bundles of the province (*-return.bundle *.bundle)</source>
        <translation>Gói tỉnh trả về (*-return.bundle *.bundle)</translation>
    </message>
    <message>
        <source>Stopped. What was read so far stays, and nothing is lost. Read it again for the rest.</source>
        <translation>Đã dừng. Phần đã đọc được giữ lại, không có gì bị mất. Hãy đọc lại để nhận phần còn lại.</translation>
    </message>
    <message>
        <source>This did not work. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Chưa làm được việc này. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>BundleDialog</name>
    <message>
        <source>Send by USB</source>
        <translation>Gửi bằng USB</translation>
    </message>
    <message>
        <source>Take a bundle from USB</source>
        <translation>Nhận gói từ USB</translation>
    </message>
    <message>
        <source>What waits here is written to the stick as one sealed file that only the province can open. It stays on this machine until the province confirms it. Scanned papers wait for a line.</source>
        <translation>Những mục chờ gửi được ghi vào USB thành một tệp niêm phong, chỉ tỉnh mở được. Các mục vẫn còn trên máy này cho đến khi tỉnh xác nhận. Tệp giấy tờ đã quét chờ có mạng mới gửi.</translation>
    </message>
    <message>
        <source>The province&apos;s answer is read from the stick: what it has received, and what other counters did. A damaged or foreign file changes nothing.</source>
        <translation>Đọc gói tỉnh trả về trên USB: tỉnh đã nhận những gì, các quầy khác đã làm gì. Tệp hỏng hoặc của nơi khác không làm thay đổi gì.</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>Chọn thư mục…</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Write to this stick</source>
        <translation>Ghi vào USB</translation>
    </message>
    <message>
        <source>Read this stick</source>
        <translation>Đọc USB</translation>
    </message>
    <message>
        <source>Stick: {0}</source>
        <translation>USB đang cắm: {0}</translation>
    </message>
    <message>
        <source>Plug in a stick, or choose where to look.</source>
        <translation>Hãy cắm USB, hoặc tự chọn tệp.</translation>
    </message>
    <message>
        <source>Plug in a stick, or choose a folder.</source>
        <translation>Hãy cắm USB, hoặc tự chọn thư mục.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>The province&apos;s answer for this counter is on this stick.</source>
        <translation>Trên USB này có gói tỉnh trả về cho quầy này.</translation>
    </message>
    <message>
        <source>Take it first</source>
        <translation>Nhận trước</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed, and nothing is lost.</source>
        <translation>Đã dừng. Chưa có gì thay đổi và không có gì bị mất.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
</context>
<context>
    <name>ClerkMenu</name>
    <message>
        <source>{0} (set by the organisation)</source>
        <translation>{0} (do tổ chức đặt)</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Đăng xuất</translation>
    </message>
    <message>
        <source>Set a PIN …</source>
        <translation>Đặt mã PIN…</translation>
    </message>
    <message>
        <source>Send by USB …</source>
        <translation>Gửi bằng USB…</translation>
    </message>
    <message>
        <source>Take a bundle from USB …</source>
        <translation>Nhận gói từ USB…</translation>
    </message>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Màu sắc</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Open when I log on to this PC</source>
        <translation>Tự mở khi đăng nhập máy</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Tương phản cao</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>These are more than {0} digits.</source>
        <translation>Mã chỉ có {0} chữ số, ở đây nhiều hơn.</translation>
    </message>
    <message>
        <source>Group {0} is not right. Compare it with the code you were given.</source>
        <translation>Nhóm số thứ {0} chưa đúng. Hãy đối chiếu với mã được cấp.</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Day, month and year, for example 12/04/1990.</source>
        <translation>Ghi ngày, tháng, năm, ví dụ 12/04/1990.</translation>
    </message>
</context>
<context>
    <name>DayDesk</name>
    <message>
        <source>Open the business day</source>
        <translation>Mở ngày làm việc</translation>
    </message>
    <message>
        <source>Needs a look (F7)</source>
        <translation>Cần xem (F7)</translation>
    </message>
    <message>
        <source>The day was not opened. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Chưa mở được ngày làm việc. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>DayDialog</name>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Ngày làm việc</translation>
    </message>
    <message>
        <source>The business day that is open is {0}. The clock of this machine says {1}. Look at a calendar and type today&apos;s date: codes and receipts will bear it, and it cannot be taken back.</source>
        <translation>Ngày làm việc đang mở là {0}. Đồng hồ của máy chỉ {1}. Hãy xem lịch rồi gõ ngày hôm nay: mã hồ sơ và giấy tiếp nhận sẽ mang ngày này và không lùi lại được.</translation>
    </message>
    <message>
        <source>Type today&apos;s date, for example 23/11/2026.</source>
        <translation>Hãy gõ ngày hôm nay, ví dụ 23/11/2026.</translation>
    </message>
    <message>
        <source>Which day is it today?</source>
        <translation>Hôm nay là ngày nào?</translation>
    </message>
    <message>
        <source>Today&apos;s date</source>
        <translation>Ngày hôm nay</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Open this day</source>
        <translation>Mở ngày này</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Needs a look</source>
        <translation>Cần xem</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Đã rõ</translation>
    </message>
    <message>
        <source>Open that dossier</source>
        <translation>Mở hồ sơ đó</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Counter {0}</source>
        <translation>Quầy {0}</translation>
    </message>
    <message>
        <source>The screen locks in five minutes. The draft is kept.</source>
        <translation>Màn hình sẽ khóa sau năm phút. Bản nháp vẫn được giữ.</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDesk</name>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Tệp zip (*.zip)</translation>
    </message>
    <message>
        <source>counter-diagnostics.zip</source>
        <translation>chan-doan-quay.zip</translation>
    </message>
    <message>
        <source>{0} was saved. Give it to IT by any way: it holds no personal data.</source>
        <translation>Đã lưu {0}. Có thể gửi cho bộ phận kỹ thuật bằng cách nào cũng được: tệp không có dữ liệu cá nhân.</translation>
    </message>
    <message>
        <source>The program made a mistake. What is saved is safe. Please tell IT: {0}</source>
        <translation>Chương trình gặp sự cố. Những gì đã lưu vẫn an toàn. Xin báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDialog</name>
    <message>
        <source>Diagnostics for IT</source>
        <translation>Thông tin chẩn đoán cho kỹ thuật</translation>
    </message>
    <message>
        <source>Nothing leaves this machine by itself: you choose where the file is kept and who gets it. It holds no personal data. Everything in it can be read here first.</source>
        <translation>Không có gì tự rời khỏi máy: anh chị chọn nơi lưu tệp và người nhận. Tệp không có dữ liệu cá nhân, và đọc được toàn bộ tại đây trước khi lưu.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Items of the file</source>
        <translation>Các mục của tệp</translation>
    </message>
    <message>
        <source>Text of the item</source>
        <translation>Nội dung của mục</translation>
    </message>
    <message>
        <source>Save the file …</source>
        <translation>Lưu tệp…</translation>
    </message>
    <message>
        <source>Gathering …</source>
        <translation>Đang thu thập…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} mục</translation>
    </message>
    <message>
        <source>{0} lines or values were left out, since they are none of the program&apos;s</source>
        <translation>bỏ ra {0} dòng hoặc giá trị không đúng mẫu của chương trình</translation>
    </message>
    <message>
        <source>{0} items had no room</source>
        <translation>{0} mục không còn chỗ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Database: counts and states</source>
        <translation>Cơ sở dữ liệu: số lượng và trạng thái</translation>
    </message>
    <message>
        <source>Log: places in the program</source>
        <translation>Nhật ký: vị trí trong chương trình</translation>
    </message>
    <message>
        <source>This file</source>
        <translation>Tệp này</translation>
    </message>
    <message>
        <source>Program and machine</source>
        <translation>Chương trình và máy</translation>
    </message>
    <message>
        <source>What it holds, what it never holds</source>
        <translation>Có gì và không bao giờ có gì</translation>
    </message>
    <message>
        <source>Versions of the program</source>
        <translation>Các phiên bản</translation>
    </message>
    <message>
        <source>System, memory, disk</source>
        <translation>Hệ điều hành, bộ nhớ, ổ đĩa</translation>
    </message>
    <message>
        <source>Clock and time zone</source>
        <translation>Đồng hồ và múi giờ</translation>
    </message>
    <message>
        <source>Where settings come from</source>
        <translation>Nguồn của các thiết lập</translation>
    </message>
    <message>
        <source>Screens and printers</source>
        <translation>Màn hình, máy in</translation>
    </message>
    <message>
        <source>Results of the self-check</source>
        <translation>Kết quả kiểm tra máy</translation>
    </message>
    <message>
        <source>Rows of each table</source>
        <translation>Số dòng của từng bảng</translation>
    </message>
    <message>
        <source>Which counter this is</source>
        <translation>Đây là quầy nào</translation>
    </message>
    <message>
        <source>Entries and number ranges</source>
        <translation>Bản ghi và dải số</translation>
    </message>
    <message>
        <source>Exchange with the province</source>
        <translation>Trao đổi với tỉnh</translation>
    </message>
    <message>
        <source>How prints ended</source>
        <translation>Kết quả in</translation>
    </message>
    <message>
        <source>Backups and the way back of the key</source>
        <translation>Sao lưu và đường khôi phục khóa</translation>
    </message>
    <message>
        <source>Choices on this machine</source>
        <translation>Lựa chọn trên máy này</translation>
    </message>
</context>
<context>
    <name>DoctorDesk</name>
    <message>
        <source>Checking …</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Checking … {0} %</source>
        <translation>Đang kiểm tra… {0} %</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) under way</source>
        <translation>
            <numerusform>Đang kiểm tra %n mục</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing wrong was found.</source>
        <translation>Không thấy gì sai.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) need somebody: read the code out to IT.</source>
        <translation>
            <numerusform>%n mục cần người xem: hãy đọc mã ở cuối dòng cho bộ phận kỹ thuật.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied. It can be pasted into a message to IT.</source>
        <translation>Đã chép. Dán vào tin nhắn gửi bộ phận kỹ thuật.</translation>
    </message>
    <message>
        <source>The slip is being printed.</source>
        <translation>Đang in phiếu thử.</translation>
    </message>
    <message>
        <source>Now scan its code.</source>
        <translation>Mời quét mã trên phiếu.</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>Check all again</source>
        <translation>Kiểm tra lại tất cả</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Trở lại</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Chép kết quả</translation>
    </message>
    <message>
        <source>Diagnostics for IT …</source>
        <translation>Thông tin chẩn đoán…</translation>
    </message>
    <message>
        <source>Scanner and printer</source>
        <translation>Thử máy quét và máy in</translation>
    </message>
    <message>
        <source>Scan either code: what comes is compared letter by letter and not kept. If nothing happens, put the cursor into the field and scan again.</source>
        <translation>Quét một trong hai mã này: chữ về được so từng chữ, không lưu lại. Nếu không thấy gì, đặt con trỏ vào ô dưới rồi quét lại.</translation>
    </message>
    <message>
        <source>Field for scanning</source>
        <translation>Ô quét thử</translation>
    </message>
    <message>
        <source>The test slip has all 134 accented letters, two rulers and a code. Print it, look at it, and scan its code here.</source>
        <translation>Phiếu thử có đủ 134 chữ có dấu, hai thước đo và mã. In ra, xem chữ, rồi quét mã trên phiếu.</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>In phiếu thử</translation>
    </message>
</context>
<context>
    <name>DossierList</name>
    <message numerus="yes">
        <source>%n dossier(s)</source>
        <translation>
            <numerusform>%n hồ sơ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n dossier(s)</source>
        <translation>
            <numerusform>hơn %n hồ sơ</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Không thấy</translation>
    </message>
    <message>
        <source>The list cannot be read just now</source>
        <translation>Chưa mở được danh sách</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Đang giải quyết</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Sắp hạn</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Đã kết thúc</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 ngày</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Mọi lúc</translation>
    </message>
    <message>
        <source>Received: {0}</source>
        <translation>Thời gian tiếp nhận: {0}</translation>
    </message>
    <message>
        <source>Dossiers found</source>
        <translation>Hồ sơ tìm thấy</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>To the province</source>
        <translation>Gửi tỉnh</translation>
    </message>
    <message>
        <source>Applicant, code, procedure</source>
        <translation>Người nộp, mã hồ sơ, thủ tục</translation>
    </message>
    <message>
        <source>Code, name, phone or personal number</source>
        <translation>Mã hồ sơ, họ tên, điện thoại hoặc số định danh</translation>
    </message>
    <message>
        <source>Find a dossier</source>
        <translation>Tìm hồ sơ</translation>
    </message>
</context>
<context>
    <name>DossierStory</name>
    <message>
        <source>Due {0}.</source>
        <translation>Hẹn {0}.</translation>
    </message>
    <message>
        <source>Needs an update</source>
        <translation>Cần cập nhật chương trình</translation>
    </message>
    <message>
        <source>Authorised by {0}</source>
        <translation>Được {0} ủy quyền</translation>
    </message>
    <message>
        <source>Files for {0}</source>
        <translation>Nộp thay {0}</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Dự kiến trả</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>The province gave the code {0}</source>
        <translation>Tỉnh cấp mã {0}</translation>
    </message>
    <message>
        <source>the provisional reference stays good</source>
        <translation>mã tạm vẫn dùng để tra cứu</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>Đã xong: {0}</translation>
    </message>
    <message>
        <source>Scan attached: {0}</source>
        <translation>Đính kèm giấy quét: {0}</translation>
    </message>
    <message>
        <source>pages: {0}</source>
        <translation>số trang: {0}</translation>
    </message>
    <message>
        <source>A scan was marked as attached by mistake</source>
        <translation>Đánh dấu một giấy quét là đính kèm nhầm</translation>
    </message>
    <message>
        <source>the program must be updated to show it; nothing is lost</source>
        <translation>cần cập nhật chương trình để xem, không mất gì</translation>
    </message>
    <message>
        <source>A step this program cannot read yet</source>
        <translation>Bước mới, chương trình này chưa đọc được</translation>
    </message>
    <message>
        <source>papers: {0}</source>
        <translation>{0} giấy tờ</translation>
    </message>
    <message>
        <source>settled at once</source>
        <translation>giải quyết ngay</translation>
    </message>
    <message>
        <source>{0}, due {1}</source>
        <translation>{0}, hẹn trả {1}</translation>
    </message>
    <message>
        <source>entered later, {0}</source>
        <translation>nhập máy sau, lúc {0}</translation>
    </message>
    <message>
        <source>no link since {0}</source>
        <translation>mất mạng từ {0}</translation>
    </message>
    <message>
        <source>the clock was in doubt</source>
        <translation>đồng hồ máy chưa chắc đúng</translation>
    </message>
    <message>
        <source>note: {0}</source>
        <translation>ghi chú: {0}</translation>
    </message>
    <message>
        <source>Received at counter {0}</source>
        <translation>Tiếp nhận tại quầy {0}</translation>
    </message>
    <message>
        <source>Receipt printed</source>
        <translation>In giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Form {0} printed</source>
        <translation>In mẫu số {0}</translation>
    </message>
    <message>
        <source>Receipt printed again, copy no. {0}</source>
        <translation>In lại giấy tiếp nhận, bản sao lần {0}</translation>
    </message>
    <message>
        <source>Receipt printed with the code {0}</source>
        <translation>In giấy tiếp nhận mang mã {0}</translation>
    </message>
    <message>
        <source>Print not known to have come out</source>
        <translation>Chưa rõ bản in</translation>
    </message>
    <message>
        <source>parts: {0}</source>
        <translation>{0} liên</translation>
    </message>
    <message>
        <source>The province wants a person to look at it</source>
        <translation>Tỉnh cần người xem lại</translation>
    </message>
    <message>
        <source>It is kept there; what to do stands under Needs a look (F7)</source>
        <translation>Tỉnh đã giữ hồ sơ; việc cần làm ở trang Cần xem (F7)</translation>
    </message>
    <message>
        <source>Two counters recorded different things</source>
        <translation>Hai quầy ghi khác nhau về hồ sơ này</translation>
    </message>
    <message>
        <source>Both are kept; a supervisor chooses under Needs a look (F7)</source>
        <translation>Cả hai lần ghi đều được giữ; lãnh đạo chọn ở mục Cần xem (F7)</translation>
    </message>
    <message>
        <source>The province has all of it</source>
        <translation>Tỉnh đã nhận đủ</translation>
    </message>
    <message>
        <source>sent by itself when there is a link</source>
        <translation>sẽ tự gửi khi có mạng</translation>
    </message>
    <message>
        <source>sent by itself within minutes</source>
        <translation>Sẽ tự gửi trong ít phút</translation>
    </message>
    <message>
        <source>No link since {0}</source>
        <translation>Mất mạng từ {0}</translation>
    </message>
    <message>
        <source>Waits to be sent to the province</source>
        <translation>Chờ gửi về tỉnh</translation>
    </message>
    <message>
        <source>a duty this program cannot read yet</source>
        <translation>việc mới, cần cập nhật chương trình để xem</translation>
    </message>
    <message>
        <source>Still owed: {0}</source>
        <translation>Việc còn nợ: {0}</translation>
    </message>
    <message>
        <source>When there is a link</source>
        <translation>Làm khi có mạng</translation>
    </message>
    <message>
        <source>When there is a link, {0} at the latest</source>
        <translation>Làm khi có mạng, chậm nhất {0}</translation>
    </message>
</context>
<context>
    <name>DossierTimes</name>
    <message>
        <source>{0} today</source>
        <translation>{0} hôm nay</translation>
    </message>
    <message>
        <source>{0} tomorrow</source>
        <translation>{0} ngày mai</translation>
    </message>
    <message>
        <source>Overdue {0} min</source>
        <translation>Quá hạn {0} phút</translation>
    </message>
    <message>
        <source>Overdue {0} h</source>
        <translation>Quá hạn {0} giờ</translation>
    </message>
    <message>
        <source>Overdue {0} d</source>
        <translation>Quá hạn {0} ngày</translation>
    </message>
</context>
<context>
    <name>DossierTurns</name>
    <message>
        <source>Withdrawn at counter {0}</source>
        <translation>Rút hồ sơ tại quầy {0}</translation>
    </message>
    <message>
        <source>asked by {0}</source>
        <translation>người đề nghị: {0}</translation>
    </message>
    <message>
        <source>reason: {0}</source>
        <translation>lý do: {0}</translation>
    </message>
    <message>
        <source>papers given back</source>
        <translation>đã trả lại giấy tờ</translation>
    </message>
    <message>
        <source>note: {0}</source>
        <translation>ghi chú: {0}</translation>
    </message>
    <message>
        <source>A supervisor has looked at it</source>
        <translation>Lãnh đạo đã xem</translation>
    </message>
    <message>
        <source>The supervisor decided: the dossier goes on</source>
        <translation>Lãnh đạo quyết định: hồ sơ tiếp tục</translation>
    </message>
    <message>
        <source>The supervisor decided: the withdrawal of counter {0} stands</source>
        <translation>Lãnh đạo quyết định: việc rút ở quầy {0} có hiệu lực</translation>
    </message>
</context>
<context>
    <name>DossierView</name>
    <message>
        <source>filed by {0}</source>
        <translation>{0} nộp thay</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>thay {0}</translation>
    </message>
    <message>
        <source>No due time</source>
        <translation>Chưa có hẹn</translation>
    </message>
    <message>
        <source>Expected {0}</source>
        <translation>Dự kiến {0}</translation>
    </message>
    <message>
        <source>Papers awaited</source>
        <translation>Chờ bổ sung</translation>
    </message>
    <message>
        <source>To hand over</source>
        <translation>Chờ trả</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Đã trả</translation>
    </message>
    <message>
        <source>Not yet received</source>
        <translation>Chưa tiếp nhận</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Đã rút</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Đã dừng</translation>
    </message>
    <message>
        <source>Needs an update</source>
        <translation>Cần cập nhật</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Cần xem</translation>
    </message>
    <message>
        <source>Provisional</source>
        <translation>Mã tạm</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Chờ gửi</translation>
    </message>
    <message>
        <source>Province has it</source>
        <translation>Tỉnh đã nhận</translation>
    </message>
</context>
<context>
    <name>DossiersDesk</name>
    <message>
        <source>This dossier is not on this machine.</source>
        <translation>Hồ sơ này không có trên máy.</translation>
    </message>
    <message>
        <source>The program could not show this. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Chương trình chưa hiển thị được nội dung này. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>DossiersPage</name>
    <message>
        <source>Dossiers</source>
        <translation>Hồ sơ</translation>
    </message>
</context>
<context>
    <name>DutyRows</name>
    <message>
        <source>Still to be done</source>
        <translation>Việc còn phải làm</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã làm</translation>
    </message>
</context>
<context>
    <name>EmptyList</name>
    <message>
        <source>Reading the list</source>
        <translation>Đang mở danh sách</translation>
    </message>
    <message>
        <source>No dossier here bears the code {0}</source>
        <translation>Máy này chưa có hồ sơ mang mã {0}</translation>
    </message>
    <message>
        <source>It may belong elsewhere, or not have come here yet. Check the paper, or search the name.</source>
        <translation>Hồ sơ có thể của nơi khác hoặc chưa về đến máy này. Hãy xem lại giấy, hoặc tìm theo tên người nộp.</translation>
    </message>
    <message>
        <source>New search</source>
        <translation>Tìm lại</translation>
    </message>
    <message>
        <source>Nothing found for “{0}” in the last 30 days</source>
        <translation>Không thấy “{0}” trong 30 ngày qua</translation>
    </message>
    <message>
        <source>Older dossiers can be searched too.</source>
        <translation>Có thể tìm cả những hồ sơ cũ hơn.</translation>
    </message>
    <message>
        <source>Search any time</source>
        <translation>Tìm mọi thời gian</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”</source>
        <translation>Không thấy “{0}”</translation>
    </message>
    <message>
        <source>Try fewer letters, the given name alone, or the last digits of a code or phone.</source>
        <translation>Hãy gõ ít chữ hơn, chỉ tên gọi, hoặc mấy số cuối của mã hồ sơ hay số điện thoại.</translation>
    </message>
    <message>
        <source>Nothing under this filter</source>
        <translation>Không có hồ sơ nào ở mục này</translation>
    </message>
    <message>
        <source>Nothing needs to be done here now.</source>
        <translation>Hiện không có việc gì phải làm ở đây.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Xem tất cả</translation>
    </message>
    <message>
        <source>No dossiers in the last 30 days</source>
        <translation>Chưa có hồ sơ trong 30 ngày qua</translation>
    </message>
    <message>
        <source>Received dossiers appear here at once. Press F2 to receive one.</source>
        <translation>Hồ sơ vừa tiếp nhận sẽ hiện ở đây. Bấm F2 để tiếp nhận.</translation>
    </message>
    <message>
        <source>Show any time</source>
        <translation>Xem mọi thời gian</translation>
    </message>
    <message>
        <source>No dossiers yet</source>
        <translation>Chưa có hồ sơ nào</translation>
    </message>
    <message>
        <source>Received dossiers appear here at once. Press F2 to receive the first one.</source>
        <translation>Hồ sơ vừa tiếp nhận sẽ hiện ở đây. Bấm F2 để tiếp nhận hồ sơ đầu tiên.</translation>
    </message>
</context>
<context>
    <name>FeePart</name>
    <message>
        <source>Fee</source>
        <translation>Lệ phí</translation>
    </message>
    <message>
        <source>Fee in dong</source>
        <translation>Lệ phí, bằng đồng</translation>
    </message>
    <message>
        <source>By the province&apos;s list</source>
        <translation>Theo mức của tỉnh</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Chưa nộp</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Đã nộp</translation>
    </message>
</context>
<context>
    <name>FirstStartDesk</name>
    <message>
        <source>The server tells the centre only after enrolment</source>
        <translation>Máy chủ chỉ cho biết trung tâm sau khi ghi danh</translation>
    </message>
    <message>
        <source>{0} · the code is good until {1}</source>
        <translation>{0} · mã dùng được đến {1}</translation>
    </message>
    <message>
        <source>The program could not do this. Nothing is lost. Please tell IT: {0}</source>
        <translation>Chương trình chưa làm được việc này. Không có gì bị mất. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
    <message>
        <source>This machine tries again by itself.</source>
        <translation>Máy sẽ tự thử lại.</translation>
    </message>
    <message>
        <source>Asking the province …</source>
        <translation>Đang hỏi máy chủ của tỉnh…</translation>
    </message>
    <message>
        <source>Enrolling this machine …</source>
        <translation>Đang ghi danh máy này…</translation>
    </message>
    <message>
        <source>Keeping the account …</source>
        <translation>Đang lưu tài khoản…</translation>
    </message>
    <message>
        <source>This machine’s clock is {0} ahead of the province’s. Please set it right.</source>
        <translation>Đồng hồ của máy này nhanh {0} so với tỉnh. Hãy chỉnh lại cho đúng.</translation>
    </message>
    <message>
        <source>This machine’s clock is {0} behind the province’s. Please set it right.</source>
        <translation>Đồng hồ của máy này chậm {0} so với tỉnh. Hãy chỉnh lại cho đúng.</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} ngày</translation>
    </message>
    <message>
        <source>{0} hours</source>
        <translation>{0} giờ</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} phút</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>First start</source>
        <translation>Lần mở đầu tiên</translation>
    </message>
    <message>
        <source>Set by the organisation; it cannot be changed here.</source>
        <translation>Do tổ chức đặt, không đổi được trên máy này.</translation>
    </message>
    <message>
        <source>As it is printed on receipts and shown above the desk.</source>
        <translation>Như in trên giấy tiếp nhận và ghi trên quầy.</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Type it once more.</source>
        <translation>Hai lần gõ mật khẩu chưa giống nhau. Hãy gõ lại lần nữa.</translation>
    </message>
    <message>
        <source>First start · step {0} of 3</source>
        <translation>Lần mở đầu tiên · bước {0} trên 3</translation>
    </message>
    <message>
        <source>Only certificates from “{0}” are believed here; set by the organisation.</source>
        <translation>Máy chỉ tin chứng chỉ do “{0}” cấp, theo cấu hình của tổ chức.</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Quản trị</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Lãnh đạo</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>Dùng mã khác</translation>
    </message>
    <message>
        <source>Later, sign in now</source>
        <translation>Để sau, đăng nhập trước</translation>
    </message>
    <message>
        <source>Enrol this machine</source>
        <translation>Ghi danh máy này</translation>
    </message>
    <message>
        <source>The province gives each counter a code of thirty digits. It is used once.</source>
        <translation>Tỉnh cấp cho mỗi quầy một mã ba mươi chữ số, dùng một lần.</translation>
    </message>
    <message>
        <source>Look up the code</source>
        <translation>Kiểm tra mã</translation>
    </message>
    <message>
        <source>Is this the centre?</source>
        <translation>Có đúng trung tâm này không?</translation>
    </message>
    <message>
        <source>Nothing has been used yet. Once enrolled, this machine belongs to the centre below.</source>
        <translation>Mã chưa bị dùng. Ghi danh xong, máy thuộc trung tâm này.</translation>
    </message>
    <message>
        <source>The first account</source>
        <translation>Tài khoản đầu tiên</translation>
    </message>
    <message>
        <source>This machine is enrolled. Make the account that looks after it; others are added later.</source>
        <translation>Máy đã được ghi danh. Hãy tạo tài khoản của người trông coi máy; các tài khoản khác thêm sau.</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>Tạo tài khoản</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy Một Cửa</translation>
    </message>
    <message>
        <source>Works without a network. What you enter is kept on this machine and sent when the line is back.</source>
        <translation>Không cần mạng vẫn làm việc bình thường. Hồ sơ được giữ an toàn trên máy và tự gửi khi có mạng.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Địa chỉ máy chủ</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>Mã ghi danh</translation>
    </message>
    <message>
        <source>Or scan the QR code of the sheet with this counter’s scanner.</source>
        <translation>Hoặc quét mã QR trên phiếu bằng máy quét của quầy.</translation>
    </message>
    <message>
        <source>Number of this counter</source>
        <translation>Số quầy</translation>
    </message>
    <message>
        <source>Name, as printed on receipts</source>
        <translation>Họ tên, như in trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Name to sign in with</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>Gõ lại mật khẩu</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Hiện nội dung đang gõ</translation>
    </message>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>To reception</source>
        <translation>Sang Tiếp nhận</translation>
    </message>
    <message>
        <source>To the dossiers, into the search field</source>
        <translation>Sang Hồ sơ, vào ô tìm</translation>
    </message>
    <message>
        <source>To what needs a look</source>
        <translation>Sang Cần xem</translation>
    </message>
    <message>
        <source>Menu: PIN, USB, colours, size of text, language</source>
        <translation>Trình đơn: mã PIN, USB, màu, cỡ chữ, ngôn ngữ</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Khóa màn hình</translation>
    </message>
    <message>
        <source>Receive and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
    <message>
        <source>To the next field; never receives by itself</source>
        <translation>Sang ô kế tiếp; không bao giờ tự tiếp nhận</translation>
    </message>
    <message>
        <source>Tick the paper under the cursor</source>
        <translation>Đánh dấu giấy tờ đang chọn</translation>
    </message>
    <message>
        <source>Tick all papers</source>
        <translation>Đánh dấu mọi giấy tờ</translation>
    </message>
    <message>
        <source>Print the last receipt again</source>
        <translation>In lại giấy tiếp nhận vừa rồi</translation>
    </message>
    <message>
        <source>Take the scanned card away</source>
        <translation>Bỏ thẻ vừa quét</translation>
    </message>
    <message>
        <source>Scan the card wherever the cursor stands: it fills the left side and disturbs nothing you typed.</source>
        <translation>Quét thẻ khi con trỏ ở bất cứ đâu: phần bên trái được điền, những gì đã gõ vẫn nguyên.</translation>
    </message>
    <message>
        <source>Find the procedure by two to four letters or by its code; Enter takes the one that is marked.</source>
        <translation>Tìm thủ tục bằng 2–4 chữ hoặc bằng mã; Enter chọn dòng đang sáng.</translation>
    </message>
    <message>
        <source>After F9 the dossier is kept on this machine before anything is printed. Without a network go on working: it is sent by itself when the line is back.</source>
        <translation>Sau F9, hồ sơ được lưu trên máy rồi mới in. Mất mạng vẫn làm việc bình thường: có mạng lại, hồ sơ tự được gửi đi.</translation>
    </message>
    <message>
        <source>A receipt with “Mã tạm” is good. The official code follows later; both find the dossier.</source>
        <translation>Giấy có “Mã tạm” vẫn có giá trị. Mã chính thức sẽ có sau; tìm bằng mã nào cũng ra hồ sơ.</translation>
    </message>
    <message>
        <source>What you type is kept as a draft. A lock or a power cut takes at most the last second of it.</source>
        <translation>Những gì đang gõ được giữ làm bản nháp. Khóa màn hình hay mất điện chỉ mất nhiều nhất một giây cuối.</translation>
    </message>
    <message>
        <source>From the search into the list</source>
        <translation>Từ ô tìm xuống danh sách</translation>
    </message>
    <message>
        <source>Another dossier</source>
        <translation>Sang hồ sơ khác</translation>
    </message>
    <message>
        <source>Print the receipt again</source>
        <translation>In lại giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Attach a scanned paper</source>
        <translation>Đính kèm giấy đã quét</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Lùi một bước</translation>
    </message>
    <message>
        <source>Search with or without marks: by the name or its last word, telephone, number of the card, or the end of the code.</source>
        <translation>Tìm có dấu hay không dấu đều được: theo họ tên hoặc riêng tên, điện thoại, số thẻ, hoặc phần cuối của mã.</translation>
    </message>
    <message>
        <source>Scanning the code of a receipt opens its dossier, on whatever page you are.</source>
        <translation>Quét mã trên giấy tiếp nhận là mở hồ sơ đó, dù đang ở trang nào.</translation>
    </message>
    <message>
        <source>Nothing that was received is ever deleted. A withdrawal is noted with its reason and cannot be undone; each further print of a receipt says that it is a copy.</source>
        <translation>Hồ sơ đã nhận không bao giờ bị xóa. Việc rút hồ sơ được ghi kèm lý do và không hoàn tác được; mỗi lần in lại đều ghi “BẢN SAO”.</translation>
    </message>
    <message>
        <source>“To the province” says of each dossier what the province has confirmed. Scanned papers are sent after all dossiers.</source>
        <translation>Cột “Gửi tỉnh” cho biết tỉnh đã xác nhận đến đâu. Giấy quét được gửi sau mọi hồ sơ.</translation>
    </message>
    <message>
        <source>Another line</source>
        <translation>Sang dòng khác</translation>
    </message>
    <message>
        <source>Read what is marked</source>
        <translation>Đọc dòng đang chọn</translation>
    </message>
    <message>
        <source>Do what the line asks for</source>
        <translation>Làm việc mà dòng đó nêu</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Về danh sách</translation>
    </message>
    <message>
        <source>Each line says what happened, what is safe and what to do. The number beside F7 counts them.</source>
        <translation>Mỗi dòng nói rõ chuyện gì đã xảy ra, điều gì vẫn an toàn và cần làm gì. Số ở mục F7 là số dòng.</translation>
    </message>
    <message>
        <source>You can go on receiving people, unless a red band above the page says otherwise.</source>
        <translation>Anh chị vẫn tiếp nhận được, trừ khi dải đỏ phía trên trang nói khác.</translation>
    </message>
    <message>
        <source>When two counters recorded different things about one dossier, both stay in its story. A supervisor decides which one counts.</source>
        <translation>Khi hai quầy ghi khác nhau về một hồ sơ, cả hai việc đều được giữ trong quá trình của hồ sơ. Lãnh đạo quyết định việc nào có hiệu lực.</translation>
    </message>
    <message>
        <source>If you are not sure, change nothing: press F12 and read the codes there to IT on the telephone.</source>
        <translation>Nếu chưa chắc, đừng thay đổi gì: nhấn F12 và đọc các mã ở đó cho bộ phận kỹ thuật qua điện thoại.</translation>
    </message>
    <message>
        <source>Sign in, or unlock</source>
        <translation>Đăng nhập hoặc mở khóa</translation>
    </message>
    <message>
        <source>To the next field</source>
        <translation>Sang ô kế tiếp</translation>
    </message>
    <message>
        <source>No network is needed to sign in.</source>
        <translation>Đăng nhập không cần mạng.</translation>
    </message>
    <message>
        <source>After three wrong PINs the password is asked for. After more wrong tries one has to wait a little longer each time.</source>
        <translation>Sai mã PIN ba lần thì phải dùng mật khẩu. Sai nhiều lần nữa thì mỗi lần phải chờ lâu hơn.</translation>
    </message>
    <message>
        <source>Behind the lock everything stays as it was left, the draft too.</source>
        <translation>Sau màn hình khóa, mọi thứ vẫn như lúc rời đi, kể cả bản nháp.</translation>
    </message>
    <message>
        <source>Nobody can look up a forgotten password. Ask IT for a new one.</source>
        <translation>Mật khẩu đã quên thì không ai xem lại được. Hãy nhờ bộ phận kỹ thuật đặt mật khẩu mới.</translation>
    </message>
    <message>
        <source>To the next field or step</source>
        <translation>Sang ô hoặc bước kế tiếp</translation>
    </message>
    <message>
        <source>Back, or stop waiting</source>
        <translation>Quay lại, hoặc thôi chờ</translation>
    </message>
    <message>
        <source>The code has thirty digits and comes from the province. Type it, or scan the sheet.</source>
        <translation>Mã ghi danh có ba mươi chữ số, do tỉnh cấp. Gõ mã, hoặc quét tờ giấy có mã.</translation>
    </message>
    <message>
        <source>Compare the centre before you go on: only then is the code used up.</source>
        <translation>Đối chiếu tên trung tâm rồi hãy làm tiếp: đến lúc đó mã mới được dùng.</translation>
    </message>
    <message>
        <source>A network is needed for this step only. If the line is cut, try again with the same code.</source>
        <translation>Chỉ bước này cần mạng. Nếu mạng đứt giữa chừng, thử lại với chính mã đó.</translation>
    </message>
    <message>
        <source>Remember the password of the first account: nobody can look it up.</source>
        <translation>Hãy nhớ mật khẩu của tài khoản đầu tiên: không ai xem lại được.</translation>
    </message>
    <message>
        <source>Another check</source>
        <translation>Sang mục khác</translation>
    </message>
    <message>
        <source>Check all again</source>
        <translation>Kiểm tra lại tất cả</translation>
    </message>
    <message>
        <source>Print the test slip</source>
        <translation>In phiếu thử</translation>
    </message>
    <message>
        <source>Copy everything as text</source>
        <translation>Chép toàn bộ thành văn bản</translation>
    </message>
    <message>
        <source>Back to where you were</source>
        <translation>Về nơi trước đó</translation>
    </message>
    <message>
        <source>Each line has a code, say M-20. Read it to IT on the telephone.</source>
        <translation>Mỗi dòng có một mã, ví dụ M-20. Hãy đọc mã cho bộ phận kỹ thuật qua điện thoại.</translation>
    </message>
    <message>
        <source>Checking changes nothing of your work and shows nobody&apos;s data.</source>
        <translation>Việc kiểm tra không thay đổi công việc và không hiện dữ liệu của ai.</translation>
    </message>
    <message>
        <source>To try the scanner, scan a code of this page. To try the printer, print the slip.</source>
        <translation>Thử máy quét: quét một mã trên trang này. Thử máy in: in phiếu thử.</translation>
    </message>
    <message>
        <source>“Diagnostics for IT” makes one file without personal data; you see what is in it first.</source>
        <translation>“Thông tin chẩn đoán” tạo một tệp không có dữ liệu cá nhân; anh chị xem nội dung trước khi lưu.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help: {0}</source>
        <translation>Trợ giúp: {0}</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Phím của trang này</translation>
    </message>
    <message>
        <source>On every page</source>
        <translation>Ở mọi trang</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Cần biết</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Counter</source>
        <translation>Quầy Một Cửa</translation>
    </message>
</context>
<context>
    <name>MatterPanel</name>
    <message>
        <source>Copied. It holds codes and causes, nothing of a person.</source>
        <translation>Đã sao chép. Nội dung chỉ có mã và nguyên nhân, không có thông tin cá nhân.</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>Mở hồ sơ</translation>
    </message>
    <message>
        <source>Copy for IT</source>
        <translation>Sao chép cho kỹ thuật</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Chuyện đã xảy ra</translation>
    </message>
    <message>
        <source>What is safe</source>
        <translation>Điều vẫn an toàn</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Việc cần làm</translation>
    </message>
    <message>
        <source>Note for the dossier&apos;s story (may stay empty)</source>
        <translation>Ghi chú vào quá trình hồ sơ (có thể để trống)</translation>
    </message>
</context>
<context>
    <name>MatterSides</name>
    <message>
        <source>The paper came out</source>
        <translation>Giấy đã ra</translation>
    </message>
    <message>
        <source>Nothing came out</source>
        <translation>Giấy không ra</translation>
    </message>
    <message>
        <source>Neither: the dossier goes on as before</source>
        <translation>Không lần nào: hồ sơ tiếp tục như trước</translation>
    </message>
    <message>
        <source>Decided: the dossier goes on</source>
        <translation>Đã quyết định: hồ sơ tiếp tục</translation>
    </message>
    <message>
        <source>Decided: the withdrawal stands</source>
        <translation>Đã quyết định: việc rút có hiệu lực</translation>
    </message>
    <message>
        <source>A step this program cannot read yet</source>
        <translation>Bước chương trình này chưa đọc được</translation>
    </message>
    <message>
        <source>{0} (this machine)</source>
        <translation>{0} (máy này)</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>khác nhau</translation>
    </message>
    <message>
        <source>The other dossier is not on this machine</source>
        <translation>Hồ sơ kia không có trên máy này</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>Cán bộ</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>given back</source>
        <translation>đã trả lại</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>chưa trả lại</translation>
    </message>
    <message>
        <source>Check characters</source>
        <translation>Ký tự đối chiếu</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Người đề nghị</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Lý do</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Tỉnh</translation>
    </message>
    <message>
        <source>has it</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>chưa gửi</translation>
    </message>
    <message>
        <source>the applicant</source>
        <translation>người nộp</translation>
    </message>
    <message>
        <source>the owner</source>
        <translation>chủ hồ sơ</translation>
    </message>
    <message>
        <source>somebody authorised</source>
        <translation>người được ủy quyền</translation>
    </message>
</context>
<context>
    <name>MatterView</name>
    <message>
        <source> or </source>
        <translation> hoặc </translation>
    </message>
    <message>
        <source>It concerns {0} dossiers.</source>
        <translation>Có {0} hồ sơ như vậy.</translation>
    </message>
    <message>
        <source>{0} facts</source>
        <translation>{0} sự việc</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Máy này</translation>
    </message>
</context>
<context>
    <name>MattersDesk</name>
    <message>
        <source>Asked. What comes of it is shown here and in the light below.</source>
        <translation>Đã gửi yêu cầu. Kết quả sẽ hiện ở đây và ở đèn báo bên dưới.</translation>
    </message>
    <message>
        <source>This was not done. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Việc này chưa thực hiện được. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>MattersPage</name>
    <message>
        <source>Needs a look</source>
        <translation>Cần xem</translation>
    </message>
    <message>
        <source>What needs a look</source>
        <translation>Những việc cần xem</translation>
    </message>
    <message>
        <source>Nothing needs a look</source>
        <translation>Không có việc nào cần xem</translation>
    </message>
    <message>
        <source>Whatever needs a person is listed here, with what is safe and what to do.</source>
        <translation>Khi có việc cần người quyết định, việc đó sẽ hiện ở đây kèm điều vẫn an toàn và việc cần làm.</translation>
    </message>
</context>
<context>
    <name>MomentField</name>
    <message>
        <source>Time and day, for example 09:40 23/11.</source>
        <translation>Ghi giờ và ngày, ví dụ 09:40 23/11.</translation>
    </message>
</context>
<context>
    <name>PaperTable</name>
    <message>
        <source>(to be shown only)</source>
        <translation>(xuất trình)</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Bản chính</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Bản sao</translation>
    </message>
    <message>
        <source>Papers handed in</source>
        <translation>Giấy tờ đã nộp</translation>
    </message>
    <message>
        <source>Add another paper</source>
        <translation>Thêm giấy tờ khác</translation>
    </message>
    <message>
        <source>Name of the paper, then Enter</source>
        <translation>Tên giấy tờ, rồi bấm Enter</translation>
    </message>
    <message>
        <source>Name of another paper</source>
        <translation>Tên giấy tờ khác</translation>
    </message>
</context>
<context>
    <name>PapersDesk</name>
    <message>
        <source>Choose scanned papers</source>
        <translation>Chọn giấy quét</translation>
    </message>
    <message>
        <source>Scans (*.pdf *.jpg *.jpeg *.png)</source>
        <translation>Giấy quét (*.pdf *.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>File {0} of {1}</source>
        <translation>Tệp {0} trong {1} tệp</translation>
    </message>
    <message>
        <source>Dossier {0}</source>
        <translation>Hồ sơ {0}</translation>
    </message>
    <message>
        <source>Checking and keeping the scan…</source>
        <translation>Đang kiểm tra và lưu giấy quét…</translation>
    </message>
    <message>
        <source>File {0}: {1}</source>
        <translation>Tệp {0}: {1}</translation>
    </message>
    <message>
        <source>The program could not do this. The dossier is unchanged. Please tell IT: {0}</source>
        <translation>Chương trình chưa làm được việc này. Hồ sơ không thay đổi. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>PartyFields</name>
    <message>
        <source>The scanner lost a letter.</source>
        <translation>Máy quét làm mất chữ.</translation>
    </message>
    <message>
        <source>There is an unusual word here.</source>
        <translation>Có chữ lạ.</translation>
    </message>
    <message>
        <source>This can be read in two ways.</source>
        <translation>Chỗ này đọc được hai cách.</translation>
    </message>
    <message>
        <source>There is no such date or number.</source>
        <translation>Ngày hoặc số này không có thật.</translation>
    </message>
    <message>
        <source>This does not fit the personal number.</source>
        <translation>Chỗ này không khớp với số định danh.</translation>
    </message>
    <message>
        <source>The scan ended too early.</source>
        <translation>Máy quét dừng giữa chừng.</translation>
    </message>
    <message>
        <source>The scanner was not sure here.</source>
        <translation>Máy quét đọc chưa chắc.</translation>
    </message>
    <message>
        <source>{0} Compare with the card; Enter when it is right.</source>
        <translation>{0} Xem lại trên thẻ, đúng thì bấm Enter.</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Personal number or passport</source>
        <translation>Số định danh hoặc hộ chiếu</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Tên tổ chức</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Head office</source>
        <translation>Trụ sở</translation>
    </message>
    <message>
        <source>Place of residence</source>
        <translation>Nơi thường trú</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Thư điện tử</translation>
    </message>
    <message>
        <source>Not required</source>
        <translation>Không bắt buộc</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Nam</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Nữ</translation>
    </message>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>ngày/tháng/năm</translation>
    </message>
</context>
<context>
    <name>PinDesk</name>
    <message>
        <source>The PIN is kept. The password stays good.</source>
        <translation>Đã lưu mã PIN. Mật khẩu vẫn dùng được.</translation>
    </message>
    <message>
        <source>The PIN was not kept, the old one stays good. Please tell IT: {0}</source>
        <translation>Chưa lưu được mã PIN, mã cũ vẫn dùng được. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>PIN</source>
        <translation>Mã PIN</translation>
    </message>
    <message>
        <source>The two are not the same. Type the new PIN once more.</source>
        <translation>Hai lần gõ chưa giống nhau. Hãy gõ lại mã PIN mới.</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>Đặt mã PIN</translation>
    </message>
    <message>
        <source>A PIN unlocks the screen more quickly than the password. It holds on this machine only.</source>
        <translation>Mã PIN giúp mở khóa màn hình nhanh hơn mật khẩu và chỉ dùng trên máy này.</translation>
    </message>
    <message>
        <source>Password or PIN of now</source>
        <translation>Mật khẩu hoặc mã PIN hiện tại</translation>
    </message>
    <message>
        <source>New PIN, six digits or more</source>
        <translation>Mã PIN mới, từ sáu chữ số</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>Gõ lại mã PIN mới</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Keep this PIN</source>
        <translation>Lưu mã PIN</translation>
    </message>
</context>
<context>
    <name>PrinterChoice</name>
    <message>
        <source>Folder {0}</source>
        <translation>Thư mục {0}</translation>
    </message>
    <message>
        <source>{0} (not found)</source>
        <translation>{0} (không thấy)</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Không in</translation>
    </message>
    <message>
        <source>{0} (set by the organisation)</source>
        <translation>{0} (do tổ chức đặt)</translation>
    </message>
</context>
<context>
    <name>ProcedureCard</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} trên {1}</translation>
    </message>
    <message>
        <source>none listed</source>
        <translation>thủ tục này chưa có danh mục giấy tờ</translation>
    </message>
    <message>
        <source>This centre</source>
        <translation>Trung tâm này</translation>
    </message>
    <message>
        <source>Another body …</source>
        <translation>Cơ quan khác…</translation>
    </message>
    <message>
        <source>What does the applicant need?</source>
        <translation>Người dân cần làm thủ tục gì?</translation>
    </message>
    <message>
        <source>Type a few letters of the procedure, such as “khai sinh” or “ks”, or its code.</source>
        <translation>Gõ vài chữ của tên thủ tục, ví dụ “khai sinh” hoặc “ks”, hoặc gõ mã.</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Trường hợp</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Cơ quan giải quyết</translation>
    </message>
    <message>
        <source>Code of that body</source>
        <translation>Mã cơ quan</translation>
    </message>
    <message>
        <source>For example H49.06</source>
        <translation>Ví dụ H49.06</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Thành phần hồ sơ</translation>
    </message>
    <message>
        <source>All handed in</source>
        <translation>Đã nộp đủ</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Số bộ</translation>
    </message>
</context>
<context>
    <name>ProcedureSearch</name>
    <message>
        <source>No such procedure. Try another word, or the code.</source>
        <translation>Không có thủ tục này. Gõ từ khác hoặc gõ mã.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n kết quả</numerusform>
        </translation>
    </message>
    <message>
        <source>A few letters of the procedure, or its code</source>
        <translation>Gõ vài chữ hoặc mã thủ tục</translation>
    </message>
    <message>
        <source>Find a procedure</source>
        <translation>Tìm thủ tục</translation>
    </message>
</context>
<context>
    <name>ReceiptCard</name>
    <message>
        <source>Result expected</source>
        <translation>Dự kiến trả kết quả</translation>
    </message>
    <message>
        <source>Result due</source>
        <translation>Hẹn trả kết quả</translation>
    </message>
    <message>
        <source>Known as soon as a procedure is chosen.</source>
        <translation>Có ngay khi chọn thủ tục.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Đang lưu…</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Receive and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Tại quầy</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Trực tuyến</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không in</translation>
    </message>
    <message>
        <source>1 copy</source>
        <translation>1 liên</translation>
    </message>
    <message>
        <source>2 copies</source>
        <translation>2 liên</translation>
    </message>
    <message>
        <source>3 copies</source>
        <translation>3 liên</translation>
    </message>
    <message>
        <source>Copies to print</source>
        <translation>Số liên in</translation>
    </message>
    <message>
        <source>Size of paper</source>
        <translation>Khổ giấy</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Time promised, if any</source>
        <translation>Giờ hẹn, nếu hẹn được</translation>
    </message>
    <message>
        <source>For example 10:00 25/11</source>
        <translation>Ví dụ 10:00 25/11</translation>
    </message>
    <message>
        <source>Settled at once</source>
        <translation>Trả kết quả ngay</translation>
    </message>
    <message>
        <source>Result by</source>
        <translation>Nhận kết quả</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Received earlier</source>
        <translation>Nhận từ trước</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Truly received at</source>
        <translation>Giờ nhận thực tế</translation>
    </message>
    <message>
        <source>For example 09:40 23/11</source>
        <translation>Ví dụ 09:40 23/11</translation>
    </message>
    <message>
        <source>Why it is entered late</source>
        <translation>Lý do nhập sau</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
</context>
<context>
    <name>ReceiptPreview</name>
    <message>
        <source>Preparing the paper</source>
        <translation>Đang dựng giấy</translation>
    </message>
    <message>
        <source>There is no paper to show for this dossier.</source>
        <translation>Hồ sơ này chưa có giấy tiếp nhận để xem.</translation>
    </message>
    <message>
        <source>The paper cannot be shown just now</source>
        <translation>Chưa xem được giấy</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Trang {0} trên {1}</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>Cả trang</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Cỡ xem</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Received last</source>
        <translation>Vừa tiếp nhận</translation>
    </message>
</context>
<context>
    <name>ReceptionDesk</name>
    <message>
        <source>This person was received at {0}: {1}</source>
        <translation>Người này vừa nộp hồ sơ lúc {0}: {1}</translation>
    </message>
    <message>
        <source>Draft saved {0}</source>
        <translation>Bản nháp đã lưu {0}</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>chưa có tên</translation>
    </message>
    <message>
        <source>The draft of {0} was brought back: {1}</source>
        <translation>Đã mở lại bản nháp lúc {0}: {1}</translation>
    </message>
    <message>
        <source>This application was received before, under {0}. Nothing was added.</source>
        <translation>Hồ sơ này đã được tiếp nhận trước đó với mã {0}. Không có gì được thêm.</translation>
    </message>
    <message>
        <source>The card was not used: the application before it is not received yet.</source>
        <translation>Thẻ vừa quét chưa được dùng vì hồ sơ trước chưa nhận xong. Hãy quét lại thẻ.</translation>
    </message>
    <message>
        <source>Code from {0}</source>
        <translation>Mã của {0}</translation>
    </message>
    <message>
        <source>Provisional code, the official one follows</source>
        <translation>Mã tạm, mã chính thức cấp sau</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Miễn</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Chưa rõ</translation>
    </message>
    <message>
        <source>{0} VND</source>
        <translation>{0} đồng</translation>
    </message>
    <message>
        <source>The program could not finish this. What was typed is kept; saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Chương trình chưa làm xong việc này. Nội dung đã gõ vẫn còn, hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
    <message>
        <source>Waiting to print</source>
        <translation>Chờ in</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Đang in</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Đã in</translation>
    </message>
    <message>
        <source>Print not certain</source>
        <translation>Chưa rõ bản in</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Chưa in được</translation>
    </message>
    <message>
        <source>No print</source>
        <translation>Không in</translation>
    </message>
</context>
<context>
    <name>ReceptionPage</name>
    <message>
        <source>Receive an application</source>
        <translation>Tiếp nhận hồ sơ</translation>
    </message>
    <message>
        <source>Received under a provisional code</source>
        <translation>Đã tiếp nhận với mã tạm</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Đã tiếp nhận</translation>
    </message>
    <message>
        <source>Was received before</source>
        <translation>Đã tiếp nhận trước đó</translation>
    </message>
    <message>
        <source>Result due {0}</source>
        <translation>Hẹn trả {0}</translation>
    </message>
</context>
<context>
    <name>ReceptionRequest</name>
    <message>
        <source>No fee</source>
        <translation>Miễn lệ phí</translation>
    </message>
    <message>
        <source>After 15:00: next working day</source>
        <translation>Sau 15:00 trả ngày làm việc sau</translation>
    </message>
    <message>
        <source>Time limit not known</source>
        <translation>Chưa rõ thời hạn</translation>
    </message>
    <message>
        <source>Handled by the police</source>
        <translation>Công an giải quyết</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Số trang</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Số lượng</translation>
    </message>
</context>
<context>
    <name>ScanDesk</name>
    <message>
        <source>The scan was not used and nothing was changed. Answer the question that is open, then scan again.</source>
        <translation>Lượt quét này chưa được dùng, chưa có gì thay đổi. Hãy trả lời câu hỏi đang mở rồi quét lại.</translation>
    </message>
    <message>
        <source>This is an enrolment code. This machine is enrolled; nothing was changed.</source>
        <translation>Đây là mã ghi danh. Máy này đã ghi danh; chưa có gì bị thay đổi.</translation>
    </message>
    <message>
        <source>This is neither an identity card nor a code of a dossier. Nothing was changed.</source>
        <translation>Đây không phải thẻ căn cước, cũng không phải mã hồ sơ. Chưa có gì thay đổi.</translation>
    </message>
</context>
<context>
    <name>ScanDialog</name>
    <message>
        <source>Which paper is it?</source>
        <translation>Đây là giấy tờ nào?</translation>
    </message>
    <message>
        <source>Another paper</source>
        <translation>Giấy tờ khác</translation>
    </message>
    <message>
        <source>{0} (scanned)</source>
        <translation>{0} (đã có giấy quét)</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Đính kèm</translation>
    </message>
    <message>
        <source>Do not attach</source>
        <translation>Không đính kèm</translation>
    </message>
    <message>
        <source>Scanned papers</source>
        <translation>Giấy tờ quét</translation>
    </message>
    <message>
        <source>Was this scan attached by mistake?</source>
        <translation>Giấy quét này đính kèm nhầm?</translation>
    </message>
    <message>
        <source>{0}. It stays in the dossier&apos;s story as attached by mistake. Nothing is deleted.</source>
        <translation>{0}. Hồ sơ vẫn ghi lại là đính kèm nhầm, không xóa gì cả.</translation>
    </message>
    <message>
        <source>By mistake</source>
        <translation>Đính kèm nhầm</translation>
    </message>
    <message>
        <source>No mistake</source>
        <translation>Không nhầm</translation>
    </message>
</context>
<context>
    <name>ScanRows</name>
    <message>
        <source>Let go to attach to this dossier.</source>
        <translation>Thả tệp để đính kèm vào hồ sơ này.</translation>
    </message>
    <message>
        <source>No scans yet. A PDF, JPEG or PNG file may also be dropped here.</source>
        <translation>Chưa có giấy quét. Cũng có thể kéo thả tệp PDF, JPEG hoặc PNG vào đây.</translation>
    </message>
    <message>
        <source>Scanned papers</source>
        <translation>Giấy tờ quét</translation>
    </message>
    <message>
        <source>Attach a scan</source>
        <translation>Đính kèm giấy quét</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Attached by mistake</source>
        <translation>Đính kèm nhầm</translation>
    </message>
</context>
<context>
    <name>ScanView</name>
    <message>
        <source>attached by mistake</source>
        <translation>đính kèm nhầm</translation>
    </message>
    <message>
        <source>sent by another counter</source>
        <translation>quầy khác gửi</translation>
    </message>
    <message>
        <source>the province has it</source>
        <translation>tỉnh đã nhận</translation>
    </message>
    <message>
        <source>being sent, {0} %</source>
        <translation>đang gửi {0} %</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>chưa gửi được</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>đang chờ gửi</translation>
    </message>
    <message>
        <source>{0} pages</source>
        <translation>{0} trang</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>There are accented letters in it. Switch the Vietnamese input method off and type again.</source>
        <translation>Có chữ có dấu. Hãy tắt bộ gõ tiếng Việt rồi gõ lại.</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Phím Caps Lock đang bật.</translation>
    </message>
</context>
<context>
    <name>SignInDesk</name>
    <message>
        <source>The program could not do this. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Chương trình chưa làm được việc này. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Locked</source>
        <translation>Đã khóa</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Locked since {0}.</source>
        <translation>Màn hình khóa từ {0}.</translation>
    </message>
    <message>
        <source>Locked.</source>
        <translation>Màn hình đã khóa.</translation>
    </message>
    <message>
        <source>{0} What you were working on is kept as you left it.</source>
        <translation>{0} Việc đang làm vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>Chưa có tài khoản</translation>
    </message>
    <message>
        <source>Ask IT to make the first account on this machine with the command “counter account add”, then look again.</source>
        <translation>Nhờ bộ phận kỹ thuật tạo tài khoản đầu tiên trên máy này bằng lệnh “counter account add”, rồi xem lại.</translation>
    </message>
    <message>
        <source>Choose your account and type your password or PIN.</source>
        <translation>Chọn tài khoản, rồi gõ mật khẩu hoặc mã PIN.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Password or PIN</source>
        <translation>Mật khẩu hoặc mã PIN</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Xem lại</translation>
    </message>
    <message>
        <source>Sign out, so that somebody else can work here</source>
        <translation>Đăng xuất để người khác làm việc</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy Một Cửa</translation>
    </message>
    <message>
        <source>Works without a network. What you enter is kept on this machine and sent when the line is back.</source>
        <translation>Không cần mạng vẫn làm việc bình thường. Hồ sơ được giữ an toàn trên máy và tự gửi khi có mạng.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Hiện nội dung đang gõ</translation>
    </message>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
</context>
<context>
    <name>Stopped</name>
    <message>
        <source>Counter</source>
        <translation>Quầy Một Cửa</translation>
    </message>
    <message>
        <source>The program could not open</source>
        <translation>Chưa mở được chương trình</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Check this machine</source>
        <translation>Kiểm tra máy</translation>
    </message>
    <message>
        <source>Diagnostics for IT …</source>
        <translation>Thông tin chẩn đoán…</translation>
    </message>
</context>
<context>
    <name>StoryHead</name>
    <message>
        <source>Copied</source>
        <translation>Đã chép</translation>
    </message>
    <message>
        <source>Provisional reference</source>
        <translation>Mã tạm</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Chép mã</translation>
    </message>
</context>
<context>
    <name>StoryPanel</name>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Official code</source>
        <translation>Mã chính thức</translation>
    </message>
    <message>
        <source>The dossier&apos;s story</source>
        <translation>Câu chuyện của hồ sơ</translation>
    </message>
    <message>
        <source>No dossier chosen</source>
        <translation>Chưa chọn hồ sơ</translation>
    </message>
    <message>
        <source>Type, then press Down or Enter to open one.</source>
        <translation>Gõ để tìm, rồi bấm ↓ hoặc Enter để mở.</translation>
    </message>
    <message>
        <source>This dossier cannot be opened now</source>
        <translation>Chưa mở được hồ sơ này</translation>
    </message>
    <message>
        <source>Print the official code</source>
        <translation>In mã chính thức</translation>
    </message>
    <message>
        <source>It is not known whether the receipt came out. Look at the tray, then say what you saw.</source>
        <translation>Chưa rõ giấy tiếp nhận đã ra hay chưa. Xem khay giấy rồi cho biết.</translation>
    </message>
    <message>
        <source>It was printed</source>
        <translation>Đã in được</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Chưa in</translation>
    </message>
    <message>
        <source>Withdraw at the citizen&apos;s request</source>
        <translation>Rút hồ sơ theo đề nghị</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>View receipt</source>
        <translation>Xem giấy tiếp nhận</translation>
    </message>
</context>
<context>
    <name>SyncDesk</name>
    <message>
        <source>{0}; how long is not known yet</source>
        <translation>{0}; chưa biết còn bao lâu</translation>
    </message>
    <message>
        <source>{0}, less than a minute</source>
        <translation>{0}, chưa đến một phút</translation>
    </message>
    <message numerus="yes">
        <source>{0}, about %n hour(s), facts first</source>
        <translation>
            <numerusform>{0}, khoảng %n giờ, hồ sơ gửi trước</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}, about %n minute(s), facts first</source>
        <translation>
            <numerusform>{0}, khoảng %n phút, hồ sơ gửi trước</numerusform>
        </translation>
    </message>
    <message>
        <source>Still to be sent: {0}</source>
        <translation>Còn phải gửi: {0}</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Link to the province</source>
        <translation>Kết nối với tỉnh</translation>
    </message>
    <message>
        <source>Asking the province …</source>
        <translation>Đang hỏi tỉnh…</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Liên lạc gần nhất</translation>
    </message>
    <message>
        <source>Still to be sent</source>
        <translation>Còn chờ gửi</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Còn lại</translation>
    </message>
    <message>
        <source>Tried again</source>
        <translation>Lần thử tiếp</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>Cần xem</translation>
    </message>
    <message>
        <source>See them</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Nothing-lost slip</source>
        <translation>Giấy xác nhận không sót</translation>
    </message>
    <message>
        <source>Ask the province</source>
        <translation>Hỏi tỉnh ngay</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>In giấy xác nhận</translation>
    </message>
    <message>
        <source>Send by USB …</source>
        <translation>Gửi bằng USB…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
</context>
<context>
    <name>SyncPanelDesk</name>
    <message>
        <source>not yet</source>
        <translation>chưa lần nào</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Chưa hỏi lần nào.</translation>
    </message>
    <message numerus="yes">
        <source>%n fact(s)</source>
        <translation>
            <numerusform>%n việc</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n tệp</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không còn gì</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>trong chưa đầy một phút</translation>
    </message>
    <message>
        <source>For {0}</source>
        <translation>Ngày {0}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Find code, name, phone</source>
        <translation>Tìm mã, tên, số điện thoại</translation>
    </message>
    <message>
        <source>Find a dossier</source>
        <translation>Tìm hồ sơ</translation>
    </message>
</context>
<context>
    <name>WithdrawDesk</name>
    <message>
        <source>The withdrawal was not recorded. Saved dossiers are safe. Please tell IT: {0}</source>
        <translation>Việc rút chưa được ghi. Hồ sơ đã lưu vẫn an toàn. Hãy báo bộ phận kỹ thuật: {0}</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Withdraw</source>
        <translation>Ghi nhận rút</translation>
    </message>
    <message>
        <source>{0} ends with this and cannot be taken up again here. The whole trail is kept. Check the identity of whoever asks, and the authorisation of somebody else.</source>
        <translation>Hồ sơ {0} kết thúc từ đây và không mở lại được tại quầy. Toàn bộ quá trình được giữ lại. Hãy kiểm tra giấy tờ của người đề nghị và văn bản ủy quyền nếu có.</translation>
    </message>
    <message>
        <source>Withdraw this dossier</source>
        <translation>Rút hồ sơ</translation>
    </message>
    <message>
        <source>Who asks</source>
        <translation>Người đề nghị rút</translation>
    </message>
    <message>
        <source>Reason, as it was given</source>
        <translation>Lý do theo lời người đề nghị</translation>
    </message>
    <message>
        <source>The papers are given back now</source>
        <translation>Trả lại giấy tờ ngay</translation>
    </message>
    <message>
        <source>The fee was paid. It is given back by the rules of the sector, which is not recorded here.</source>
        <translation>Hồ sơ này đã thu lệ phí. Việc hoàn trả theo quy định của ngành và chưa được ghi ở đây.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Để sau</translation>
    </message>
</context>
</TS>
