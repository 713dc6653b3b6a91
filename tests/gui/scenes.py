"""Invented moments at a counter, each on a whole window: for the pictures and for the check of what fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QApplication, QWidget

from counter.domain.card.card import Card, Doubt
from counter.gui.main_window import MainWindow
from counter.gui.page import Page
from counter.gui.procedure_search import ProcedureSearch
from counter.gui.reception_draft import (
    OutlookView,
    PaperDraft,
    ProcedureDetails,
    ProcedureRow,
    ReceivedView,
    RecentRow,
    ReceptionDraft,
)
from counter.gui.reception_page import ReceptionPage
from counter.gui.sign_in_page import SignInPage
from counter.gui.sync_light import SyncLight
from tests.gui import dossier_scenes, first_start_scenes, matter_scenes

PAPERS = (
    PaperDraft("Tờ khai đăng ký khai sinh", 1, 0, ticked=True),
    PaperDraft("Giấy chứng sinh", 1, 0, ticked=True),
    PaperDraft("Giấy tờ chứng minh thông tin về cư trú", 0, 0, "present", ticked=True),
    PaperDraft("Giấy chứng nhận kết hôn của cha, mẹ", 0, 1, "present"),
    PaperDraft("Văn bản ủy quyền (nếu nộp thay)", 0, 0),
)
BIRTH = ProcedureDetails(
    "1.001193",
    "Đăng ký khai sinh",
    (("Hộ tịch", "accent"), ("Miễn lệ phí", "accent"), ("Sau 15:00 trả ngày làm việc sau", "warning")),
    (("plain", "Thông thường"), ("mountain_island", "Miền núi, hải đảo, biên giới")),
    PAPERS,
)
COPY = ProcedureDetails(
    "2.000815",
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp hoặc chứng nhận; "
    "cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận",
    (("Chứng thực", "accent"), ("Chưa rõ thời hạn", "warning"), ("Mức phí chờ tỉnh xác nhận", "warning")),
    (),
    (
        PaperDraft(
            "Bản chính giấy tờ, văn bản làm cơ sở để chứng thực bản sao và bản sao cần chứng thực", 1, 2, "present"
        ),
    ),
    (("pages", "Số trang"), ("copies", "Số bản")),
    fee_editable=True,
    due_editable=True,
    may_settle_at_once=True,
    remark="Thời hạn và mức thu đang chờ tỉnh xác nhận.",
)
CARD = Card(
    "022190004512",
    name="Nguyễn Thị Ngọc Ẩn",
    birth_date=date(1990, 4, 12),
    sex="female",
    address="Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
)
DOUBTFUL = Card(
    "022190004512",
    name="Nguyễn Th? Ngọc Ẩn",
    birth_date=date(1990, 4, 12),
    sex="female",
    address="Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
    doubts=(Doubt("name", "lost"),),
)
RESULTS = [
    ProcedureRow("1.001193", "Đăng ký khai sinh", "Hộ tịch"),
    ProcedureRow("2.000528", "Đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch"),
    ProcedureRow("1.000656", "Đăng ký khai tử", "Hộ tịch"),
    ProcedureRow("1.004772", "Đăng ký khai sinh cho người đã có hồ sơ, giấy tờ cá nhân", "Hộ tịch"),
]
RECENT = [
    RecentRow("H49.22-261123-0317", "Đã in"),
    RecentRow("H49.22-261123-0316", "Chưa rõ bản in", "warning"),
    RecentRow("H49.22-261123-0315", "Đã in"),
]
OUTLOOK = OutlookView(
    "17:00 hôm nay",
    "Nhận 09:42, trước 15:00: trả trong ngày.",
    "Miễn",
    code="Mã H49.22, có ngay khi tiếp nhận",
)


class OtherPage(Page):
    """A place to go to."""

    def title(self) -> str:
        return "Hồ sơ"


def window() -> MainWindow:
    """The frame with its entries and words."""
    made = MainWindow()
    made.show_clerk("Phạm Thu Hà")
    made.show_place("Đặc khu Cô Tô · Quầy 03 · Thứ Hai, 23/11/2026")
    made.show_draft_state("Bản nháp đã lưu 09:42:07")
    made.show_printer_state("Máy in sẵn sàng")
    made.show_sync(SyncLight("offline", "Mất mạng từ 08:15 · vẫn làm việc bình thường · 17 hồ sơ chờ gửi"))
    return made


def reception() -> tuple[MainWindow, ReceptionPage]:
    """The reception page, empty."""
    frame, page = window(), ReceptionPage()
    for entry in dossier_scenes.ENTRIES:
        frame.add_page(page if entry.page == "reception" else OtherPage(), entry)
    frame.add_act(dossier_scenes.HELP)
    frame.show_page("reception")
    page.set_agencies([("H49.06", "Sở Tư pháp"), ("H49.12", "Sở Nông nghiệp và Môi trường")])
    page.set_printers([("a", "HP M404"), ("b", "Máy in nhiệt 80")])
    page.show_recent(RECENT)
    return frame, page


def empty() -> MainWindow:
    """Nobody is here yet."""
    frame, page = reception()
    page.show_recent([])
    return frame


def ready() -> MainWindow:
    """Scanned, one name in doubt, papers ticked: F9 is next."""
    frame, page = reception()
    page.show_card(DOUBTFUL, "09:41")
    page.show_procedure(BIRTH)
    page.show_outlook(OUTLOOK)
    return frame


def searching() -> MainWindow:
    """Three letters typed, four results."""
    frame, page = reception()
    page.show_card(CARD, "09:41")
    frame.show()
    QApplication.processEvents()
    search = page.findChild(ProcedureSearch)
    assert search is not None
    search.setFocus()
    search.setText("khai sinh")
    page.show_procedures(RESULTS, "khai sinh")
    return frame


def owner() -> MainWindow:
    """Somebody hands in for another person."""
    frame, page = reception()
    page.show_card(CARD, "09:41")
    plain = page.draft().to_dict() | {"for_other": True, "procedure": BIRTH.code, "papers": []}
    draft = replace(ReceptionDraft.from_dict(plain), papers=PAPERS)
    page.show_draft(draft, BIRTH)
    page.show_outlook(OUTLOOK)
    return frame


def everything() -> MainWindow:
    """All that can be folded out is out, and the disk is full."""
    frame, page = reception()
    page.show_card(CARD, "09:41")
    plain = page.draft().to_dict() | {
        "procedure": COPY.code,
        "late": True,
        "received_at": "23/11/2026 08:05",
        "note": "Người nộp xin nhận kết quả buổi chiều.",
        "copies": 1,
        "papers": [{"name": COPY.papers[0].name, "originals": 1, "copies": 2, "ticked": True, "kind": "present"}],
    }
    page.show_draft(ReceptionDraft.from_dict(plain), COPY)
    page.show_outlook(
        OutlookView(
            "Chưa rõ", "Thủ tục này chưa có thời hạn.", "Chưa rõ mức thu", True, "Mã tạm, mã của tỉnh có sau", True
        )
    )
    page.show_trouble(
        "Ổ đĩa đang đầy nên chưa lưu được. Nội dung trên trang còn nguyên. Báo bộ phận kỹ thuật, rồi bấm F9 lần nữa."
    )
    page.show_refusal("applicant.phone", "Số điện thoại có 10 hoặc 11 chữ số, bắt đầu bằng 0.")
    frame.show_training(True)
    frame.show_notice(
        "restored",
        "Dữ liệu này là bản chép khôi phục. Xem được bình thường, chưa cấp mã mới cho tới khi máy được cấp lại.",
        "Cấp lại máy",
    )
    return frame


def _gate() -> tuple[MainWindow, SignInPage]:
    frame, page = window(), SignInPage()
    page.show_place("Đặc khu Cô Tô · Quầy 03")
    frame.show_gate(page)
    return frame, page


def sign_in() -> MainWindow:
    """A wrong password."""
    frame, page = _gate()
    page.show_sign_in([("ha", "Phạm Thu Hà"), ("minh", "Nguyễn Quang Minh")], "ha")
    page.show_refusal("Tài khoản hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ rồi thử lại.")
    return frame


def locked() -> MainWindow:
    """Nobody was here for a quarter of an hour."""
    frame, page = _gate()
    page.show_locked("Phạm Thu Hà", "10:57")
    return frame


def first_run() -> MainWindow:
    """No account yet."""
    frame, page = _gate()
    page.show_sign_in([])
    return frame


def received() -> MainWindow:
    """The code, large, for two seconds."""
    frame, page = reception()
    frame.show()
    QApplication.processEvents()
    page.show_received(ReceivedView("H49.22-261123-0318", "17:00 hôm nay"), "next")
    return frame


SCENES: dict[str, Callable[[], QWidget]] = {
    "reception-empty": empty,
    "reception-ready": ready,
    "reception-searching": searching,
    "reception-owner": owner,
    "reception-everything": everything,
    "reception-received": received,
    "sign-in": sign_in,
    "sign-in-locked": locked,
    "sign-in-first-run": first_run,
    **first_start_scenes.SCENES,
    **dossier_scenes.SCENES,
    **matter_scenes.SCENES,
}
