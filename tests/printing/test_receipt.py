"""Form 01 as PDF: what it says in each case, and what it must never hold."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from counter.printing.facts import FeeFacts
from counter.printing.fonts import Fonts, families
from counter.printing.receipt import lay_out, render_receipt, unprintable
from counter.printing.sheet import Words
from tests.made.paper import CHECK, CODE, NAME, facts, text_of

ORDER = (
    "UBND ĐẶC KHU CÔ TÔ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Cô Tô, ngày 23 tháng 11 năm 2026",
    "Mã hồ sơ",
    CODE,
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công đặc khu Cô Tô",
    "Tiếp nhận hồ sơ của: Bà Nguyễn Thị Ngọc Ẩn",
    "Số định danh: 022190004512",
    "Điện thoại: 0912 345 678",
    "Địa chỉ: Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
    "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (1.001193)",
    "1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:",
    "STT Tên giấy tờ Loại giấy tờ Số lượng",
    "1 Tờ khai đăng ký khai sinh Bản chính 01",
    "3 Giấy tờ chứng minh thông tin về cư trú Xuất trình 01",
    "2. Số lượng hồ sơ: 01 (bộ)",
    "Thời gian giải quyết theo quy định: trong ngày làm việc",
    "3. Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 23 tháng 11 năm 2026",
    "4. Thời gian trả kết quả giải quyết hồ sơ",
    "17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
    "5. Đăng ký trả kết quả tại: quầy trả kết quả của Trung tâm",
    "6. Phí, lệ phí (nếu có): miễn phí",
    "Vào sổ theo dõi hồ sơ, Quyển số: …",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "Phạm Thu Hà",
    "Khi nhận kết quả, mang theo giấy này và giấy tờ tùy thân",
    "Điện thoại hỗ trợ: 0203 3889 999",
    f"Kiểm chứng {CHECK}",
    "Mẫu số 01",
)


@pytest.mark.parametrize("paper", ["A5", "A4"])
def test_all_fields_stand_in_the_order_of_the_form_when_a_birth_is_registered(paper: Any) -> None:
    first = _pages(render_receipt(facts(), paper=paper))[0]
    places = [first.find(words) for words in ORDER]
    assert -1 not in places, ORDER[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize(("paper", "size"), [("A5", (148, 210)), ("A4", (210, 297))])
def test_two_parts_of_one_page_each_come_out_when_the_case_is_usual(paper: Any, size: tuple[int, int]) -> None:
    reader = PdfReader(BytesIO(render_receipt(facts(), paper=paper)))
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == size
    one, two = _pages(render_receipt(facts(), paper=paper))
    assert "(Liên 1: giao người nộp hồ sơ)" in one
    assert "(Liên 2: lưu)" in two
    assert one.replace("(Liên 1: giao người nộp hồ sơ)", "") == two.replace("(Liên 2: lưu)", "")
    assert "Trang" not in one


@pytest.mark.parametrize("copies", [1, 2, 3])
def test_as_many_parts_come_out_as_were_asked_for_when_copies_are_given(copies: int) -> None:
    assert len(_pages(render_receipt(facts(), copies=copies))) == copies


def test_no_copy_at_all_is_refused_when_copies_are_given() -> None:
    with pytest.raises(ValueError, match="one copy"):
        render_receipt(facts(), copies=0)


@pytest.mark.parametrize("paper", ["A5", "A4"])
def test_the_form_is_whole_when_only_the_last_fallback_is_installed(paper: Any) -> None:
    made = render_receipt(facts(), paper=paper, fonts=Fonts(list(families())[-1]))
    first, second = _pages(made)
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Bà Nguyễn Thị Ngọc Ẩn",
        "17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
    ):
        assert words in first
        assert words in second


def test_the_bytes_are_the_same_when_a_receipt_is_made_again() -> None:
    assert render_receipt(facts()) == render_receipt(facts())
    assert render_receipt(facts(), copy_number=2) == render_receipt(facts(), copy_number=2)
    assert render_receipt(facts()) != render_receipt(facts(code="H49.22-261123-0318"))


def test_only_the_mark_differs_when_a_receipt_is_printed_again() -> None:
    first, second = render_receipt(facts()), render_receipt(facts(), copy_number=2)
    for before, after in zip(_pages(first), _pages(second), strict=True):
        assert "BẢN SAO" not in before
        assert after.count("BẢN SAO lần 2") == 1
        assert after.replace("BẢN SAO lần 2", "").split() == before.split()
    _, plain = lay_out(facts())
    _, marked = lay_out(facts(), copy_number=2)
    words = [item for part in marked[0].parts for item in part.items if isinstance(item, Words)]
    same = [item for part in plain[0].parts for item in part.items if isinstance(item, Words)]
    assert [item for item in words if item.text != "BẢN SAO lần 2"] == same
    assert [part.top for part in marked[0].parts] == [part.top for part in plain[0].parts]


CASES: dict[str, tuple[dict[str, Any], list[str], list[str]]] = {
    "provisional": (
        {"code": "TAM-03-261123-0007", "provisional": True},
        ["Mã tạm TAM-03-261123-0007", "Mã hồ sơ chính thức sẽ được cấp sau; mã tạm vẫn dùng để tra cứu."],
        ["Mã hồ sơ TAM"],
    ),
    "official code later": (
        {"code": "TAM-03-261123-0007", "provisional": True, "official_code": "H49.05-261123-0400"},
        ["Mã hồ sơ H49.05-261123-0400", "thay cho mã tạm TAM-03-261123-0007"],
        ["sẽ được cấp sau"],
    ),
    "expected": (
        {"due": "2026-12-07T09:42:00+07:00", "due_expected": True, "due_plan": {"rule": "working_days", "amount": 30}},
        [
            "Dự kiến 09 giờ 42 phút, ngày 07 tháng 12 năm 2026",
            "Thời hạn tính từ khi cơ quan có thẩm quyền nhận được hồ sơ.",
            "Thời gian giải quyết theo quy định: 30 ngày làm việc",
        ],
        [],
    ),
    "no due time": (
        {"due": None, "due_plan": {"rule": "unknown"}},
        ["Theo thời hạn pháp luật quy định", "Trung tâm sẽ báo theo số điện thoại ghi trên giấy này"],
        ["Thời gian giải quyết theo quy định", "Dự kiến"],
    ),
    "no due time and no phone": (
        {"due": None, "applicant": {"name": NAME}},
        ["mời hỏi ngày trả tại Trung tâm", "Tiếp nhận hồ sơ của: Ông/Bà Nguyễn Thị Ngọc Ẩn"],
        ["số điện thoại", "Số định danh"],
    ),
    "settled at once": ({"due": None, "settled_at_once": True}, ["Trả ngay tại quầy"], ["Chưa xác định"]),
    "organisation": (
        {
            "capacity": "representative",
            "owner": {
                "type": "organisation",
                "name": "Công ty TNHH Thủy sản Cô Tô",
                "tax_code": "5701234567",
                "address": "Khu 4",
            },
        },
        [
            "Bà Nguyễn Thị Ngọc Ẩn (người đại diện)",
            "Chủ hồ sơ: Công ty TNHH Thủy sản Cô Tô",
            "Mã số thuế: 5701234567",
            "Địa chỉ: Khu 4",
        ],
        [],
    ),
    "authorised": (
        {
            "capacity": "authorised",
            "owner": {"type": "person", "name": "Lê Văn An", "sex": "male", "number": "022070001111"},
        },
        ["(người được ủy quyền)", "Chủ hồ sơ: Ông Lê Văn An", "Số định danh: 022070001111"],
        [],
    ),
    "late": (
        {"late": {"entered_at": "2026-11-24T08:05:00+07:00", "reason": "mất điện"}},
        [
            "3. Thời gian nhận hồ sơ: 09 giờ 42 phút, ngày 23 tháng 11 năm 2026",
            "Nhập vào hệ thống lúc 08 giờ 05 phút, ngày 24 tháng 11 năm 2026; mục 3 ghi thời gian nhận thực tế.",
            "Cô Tô, ngày 24 tháng 11 năm 2026",
        ],
        ["mất điện"],
    ),
    "by post": ({"return_by": "post"}, ["5. Đăng ký trả kết quả tại: địa chỉ ghi trên, qua dịch vụ bưu chính"], []),
    "by post without address": (
        {"return_by": "post", "applicant": {"name": NAME}},
        ["địa chỉ báo sau, qua dịch vụ bưu chính"],
        ["ghi trên,"],
    ),
    "online": ({"return_by": "online"}, ["Cổng Dịch vụ công quốc gia (bản điện tử)"], []),
    "no papers": ({"papers": []}, ["Không nhận giấy tờ nào kèm theo."], []),
    "originals and copies": (
        {"papers": [{"name": "Sổ đỏ", "originals": 1, "copies": 12, "kind": "submit"}]},
        ["Sổ đỏ", "Bản chính", "Bản sao", "01", "12"],
        ["Xuất trình"],
    ),
    "other body, variant": (
        {
            "deciding_name": "Sở Nông nghiệp và Môi trường",
            "procedure": {
                "code": "1.012817",
                "name": "Đăng ký đất đai",
                "variant": "mountain_island",
                "variant_name": "Miền núi, hải đảo",
            },
        },
        ["Đăng ký đất đai (1.012817) – Miền núi, hải đảo", "Cơ quan giải quyết: Sở Nông nghiệp và Môi trường"],
        [],
    ),
    "note stays inside": ({"note": "khách nóng tính"}, [], ["nóng tính"]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_case_is_said_in_words_when_it_is_printed(case: str) -> None:
    changes, there, absent = CASES[case]
    text = _pages(render_receipt(facts(**changes)))
    whole = " ".join(text)
    assert [words for words in there if words not in whole] == []
    assert [words for words in absent if words in whole] == []


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (FeeFacts("free", 0), "miễn phí"),
        (FeeFacts("fixed", 8000, "paid"), "8.000 đồng, đã nộp"),
        (FeeFacts("formula", 1250000, "unpaid"), "1.250.000 đồng, chưa nộp"),
        (FeeFacts("by_province", None, "unpaid"), "theo nghị quyết của HĐND tỉnh; Trung tâm sẽ báo mức thu"),
        (FeeFacts("by_law", None), "theo quy định của pháp luật; Trung tâm sẽ báo mức thu"),
        (FeeFacts("unknown", None), "chưa xác định; Trung tâm sẽ báo mức thu"),
        (FeeFacts("by_province", 50000, "paid"), "50.000 đồng, đã nộp"),
        (FeeFacts("by_province", None, "paid"), "theo nghị quyết của HĐND tỉnh, đã nộp"),
    ],
)
def test_the_fee_is_never_guessed_when_it_is_printed(fee: FeeFacts, words: str) -> None:
    assert f"6. Phí, lệ phí (nếu có): {words} " in _pages(render_receipt(replace(facts(), fee=fee)))[0]


def test_every_page_is_marked_when_the_receipt_is_for_training() -> None:
    assert all("TẬP HUẤN" in page for page in _pages(render_receipt(facts(training=True))))
    assert "TẬP HUẤN" not in text_of(render_receipt(facts()))


def test_no_person_is_named_in_the_properties_when_a_receipt_is_made() -> None:
    pdf = render_receipt(facts())
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    properties = " ".join(str(value) for value in reader.metadata.values())
    assert reader.metadata.title == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {CODE}"
    for word in (*NAME.split(), "022190004512", "0912", "Phạm", "Nam Đồng"):
        assert word not in properties
    assert NAME.encode("utf-16-be") not in pdf
    assert NAME.encode() not in pdf


def test_markup_is_drawn_as_it_is_when_it_stands_in_a_name() -> None:
    nasty = "<b>Trần</b> <img src=file:///etc/passwd> {{7*7}} %s ) Tj ET \\ <script>(alert)</script> &amp;"
    pdf = render_receipt(facts(applicant={"name": nasty, "address": "javascript:alert(1) http://x.vn /JS /Launch"}))
    assert nasty.replace(" ", "") in text_of(pdf).replace(" ", "")
    reader = PdfReader(BytesIO(pdf))
    objects = repr([reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1)])
    for word in ("/JS", "/JavaScript", "/Launch", "/URI", "/OpenAction", "/AA", "/EmbeddedFile", "/Annots"):
        assert f"'{word}'" not in objects
    assert "'/Font'" in objects


def test_a_character_is_seen_and_reported_when_no_face_has_it() -> None:
    made = facts(applicant={"name": "王小明 Wang"})
    assert unprintable(made) == set("王小明")
    text = text_of(render_receipt(made))
    assert "[U+738B][U+5C0F][U+660E] Wang" in text
    assert "Ký tự không in được ghi bằng mã dạng [U+…]." in text
    assert unprintable(facts()) == set()


def test_text_is_composed_when_it_is_printed() -> None:
    text = text_of(render_receipt(facts(applicant={"name": "Nguye\u0302\u0303n Thị Ngọc A\u0302\u0309n"})))
    assert "Ông/Bà Nguyễn Thị Ngọc Ẩn" in text


def test_a_receipt_is_smaller_than_a_bare_page_with_two_whole_faces_when_it_is_made() -> None:
    assert len(render_receipt(facts())) < 32_000


def _pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
