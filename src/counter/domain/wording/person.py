"""Wording of the subject: what is wrong with a person's or an organisation's particulars."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "person.name_missing": (
        "Chưa có họ và tên người nộp. Hãy quét căn cước hoặc gõ họ và tên.",
        "The applicant's name is missing. Scan the card or type the name.",
    ),
    "person.name_form": (
        "Họ và tên chỉ gồm chữ cái và khoảng trắng. Hãy xem lại trên thẻ và gõ lại.",
        "A name has letters and spaces only. Check the card and type it again.",
    ),
    "person.number_missing": (
        "Chưa có số định danh. Hãy quét căn cước, gõ 12 chữ số, hoặc ghi số hộ chiếu nếu là người nước ngoài.",
        "The personal number is missing. Scan the card, type the 12 digits, or give the passport number of a foreigner.",
    ),
    "person.number_form": (
        "Số định danh gồm đúng 12 chữ số. Những ô khác vẫn giữ nguyên. Hãy xem lại trên thẻ và gõ lại.",
        "The personal number has exactly 12 digits. Everything else is kept. Check the card and type it again.",
    ),
    "person.number_old": (
        "Chứng minh nhân dân 9 số không còn giá trị. Hãy dùng số định danh 12 chữ số trên căn cước.",
        "The 9-digit identity paper is no longer valid. Use the 12-digit number on the identity card.",
    ),
    "person.old_number_form": (
        "Số chứng minh cũ có 9 hoặc 12 chữ số. Những ô khác vẫn giữ nguyên. Hãy xem lại trên thẻ, hoặc để trống.",
        "The number of the old paper has 9 or 12 digits. Everything else is kept. Check the card, or leave it empty.",
    ),
    "person.paper_form": (
        "Số hộ chiếu chỉ gồm chữ cái và chữ số, từ 4 ký tự. Hãy xem lại trên giấy tờ.",
        "A passport number has letters and digits, at least 4. Check the paper.",
    ),
    "person.birth_date": (
        "Ngày sinh không thể sau hôm nay hoặc trước năm 1900. Hãy xem lại trên thẻ.",
        "The birth date cannot be after today or before 1900. Check the card.",
    ),
    "person.sex": ("Giới tính ghi Nam hoặc Nữ. Hãy chọn lại.", "Sex is male or female. Choose again."),
    "person.phone": (
        "Số điện thoại chưa đúng: số trong nước gồm 10 hoặc 11 chữ số bắt đầu bằng 0. Có thể để trống.",
        "The phone number is not right: one at home has 10 or 11 digits starting with 0. It may be left empty.",
    ),
    "person.email": (
        "Thư điện tử chưa đúng dạng ten@noi.vn. Có thể để trống.",
        "The e-mail address does not look like name@place.vn. It may be left empty.",
    ),
    "person.organisation_missing": (
        "Chưa có tên tổ chức là chủ hồ sơ. Hãy gõ tên đầy đủ.",
        "The name of the organisation that owns the dossier is missing. Type its full name.",
    ),
    "person.tax_code": (
        "Mã số thuế gồm 10 chữ số, chi nhánh thêm 3 chữ số. Hãy xem lại.",
        "A tax code has 10 digits, a branch 3 more. Please check.",
    ),
    "person.too_long": (
        "Nội dung dài quá {limit} ký tự. Hãy viết gọn lại.",
        "The text is longer than {limit} characters. Please shorten it.",
    ),
}
