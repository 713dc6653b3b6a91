"""Moments at the page of dossiers and the preview of a receipt, for the pictures and for the check of what fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from counter.domain.sentence import Sentence, say
from counter.gui.dossier_story import story_view
from counter.gui.dossier_view import ListCounts, StoryView, row_views
from counter.gui.dossiers_page import DossiersPage
from counter.gui.main_window import MainWindow
from counter.gui.parts.dossier_table import DossierTable
from counter.gui.rail import RailEntry
from counter.gui.receipt_preview import ReceiptPreview
from counter.gui.scan_dialog import ScanDialog
from counter.gui.scan_view import scan_views
from counter.printing.preview import page_images
from counter.printing.receipt import render_receipt
from counter.store.attachments import Scan
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import Story
from tests.made.dossiers import FOUND, NOW, fresh_story, long_story
from tests.made.paper import facts

CALENDAR = load_catalogue().calendar
ENTRIES = (
    RailEntry("reception", "file-plus", "Tiếp nhận", "F2"),
    RailEntry("dossiers", "folder-search", "Hồ sơ", "F4"),
    RailEntry("look", "alert-triangle", "Cần xem", "F7"),
)
HELP = RailEntry("help", "help", "Trợ giúp", "F1", at_foot=True, act=True)


def told(story: Story, offline: bool = True) -> StoryView:
    """A story as the page is given it."""
    return story_view(story, NOW, CALENDAR, "vi", offline_since=NOW.replace(hour=8, minute=15) if offline else None)


def framed() -> tuple[MainWindow, DossiersPage]:
    """The window with the page open, nothing in it yet."""
    from tests.gui.scenes import window

    frame, page = window(), DossiersPage()
    for entry in ENTRIES:
        frame.add_page(page if entry.page == "dossiers" else DossiersPage(), entry)
    frame.add_act(HELP)
    frame.show_page("dossiers")
    return frame, page


def found() -> tuple[MainWindow, DossiersPage]:
    """Typed, eight found."""
    frame, page = framed()
    page.search_for("nguyen an")
    page.show_counts(ListCounts(3, 1))
    page.show_rows(row_views(FOUND, "nguyen an", NOW, CALENDAR), "nguyen an", len(FOUND), 4)
    return frame, page


def searching() -> QWidget:
    """Typed, not chosen yet."""
    return found()[0]


def chosen() -> QWidget:
    """The drawing: the first of those found is open beside the list."""
    frame, page = found()
    table = page.findChild(DossierTable)
    assert table is not None
    table.go_to(FOUND[0].id)
    page.show_story(told(fresh_story()))
    return frame


def long() -> QWidget:
    """All that a story can hold."""
    frame, page = found()
    page.open_dossier(FOUND[-1].id)
    page.show_story(told(long_story()))
    return frame


SCANS = (
    Scan(11, b"a" * 32, 1_240_000, "application/pdf", 3, 1, "Tờ khai đăng ký khai sinh theo mẫu", "received", 0, None),
    Scan(12, b"b" * 32, 482_000, "image/jpeg", 1, 2, "Giấy chứng sinh; trường hợp không có giấy chứng sinh thì nộp văn bản "
         "của người làm chứng xác nhận về việc sinh", "waiting", 190_000, None),
    Scan(13, b"c" * 32, 96_000, "image/png", 1, None, "Giấy tờ khác", "waiting", 0, None),
    Scan(14, b"d" * 32, 500_000, "image/jpeg", 1, 3, "Văn bản ủy quyền", "waiting", 0, "scan.damaged"),
    Scan(15, b"e" * 32, 300_000, "image/jpeg", 1, 3, "Văn bản ủy quyền", "mistaken", 0, None),
    Scan(16, b"f" * 32, 700_000, "application/pdf", 2, 3, "Văn bản ủy quyền", "elsewhere", 0, None),
)  # fmt: skip


def scanned(scans: tuple[Scan, ...]) -> tuple[MainWindow, DossiersPage]:
    """One open dossier with its scanned papers."""
    frame, page = found()
    table = page.findChild(DossierTable)
    assert table is not None
    table.go_to(FOUND[0].id)
    page.show_story(told(fresh_story()))
    page.show_scans(FOUND[0].id, scan_views(scans, {b"b" * 32: 40}, "vi"))
    return frame, page


def scans() -> QWidget:
    """In every state that a scan can be in."""
    return scanned(SCANS)[0]


def _over(ask: Callable[[ScanDialog], None]) -> QWidget:
    """The dialog lies in the picture of the window, as the window system would show it."""
    frame, page = scanned(SCANS[:1])
    page.show_scan_trouble(say(Sentence("scan.encrypted")))
    page.show_attaching("Đang kiểm tra và lưu giấy quét…")
    dialog = ScanDialog(frame)
    ask(dialog)
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.adjustSize()
    dialog.move((1366 - dialog.width()) // 2, max(20, (768 - dialog.height()) // 2))
    dialog.show()
    return frame


def which_paper() -> QWidget:
    """Which of the dossier's papers it is."""
    papers = [scan.title for scan in SCANS[:4]]
    return _over(lambda dialog: dialog.ask_paper(papers, {1}, "Hồ sơ H49.22-261123-0317 · Tệp 1 trong 3 tệp"))


def by_mistake() -> QWidget:
    """Whether a scan was attached by mistake."""
    return _over(lambda dialog: dialog.ask_mistaken(SCANS[1].title))


def nothing_found() -> QWidget:
    """A name that nobody here bears."""
    frame, page = framed()
    page.search_for("hoàng diệu")
    page.show_rows([], "hoàng diệu", 0, 3)
    return frame


def unknown_code() -> QWidget:
    """A scanned code of somewhere else."""
    frame, page = framed()
    page.show_empty("unknown_code", "H49.31-261120-0007")
    return frame


def no_dossiers() -> QWidget:
    """The first morning."""
    frame, page = framed()
    page.show_empty("no_dossiers")
    return frame


def trouble() -> QWidget:
    """The disk does not answer."""
    frame, page = found()
    page.show_trouble("Ổ đĩa của máy đang bận. Hồ sơ đã lưu vẫn an toàn. Hãy chờ một lát rồi bấm Thử lại.")
    page.open_dossier(FOUND[0].id)
    page.show_story_trouble("Ổ đĩa của máy đang bận. Hồ sơ đã lưu vẫn an toàn. Hãy bấm F4 để mở lại.")
    return frame


def receipt_pages() -> list[QImage]:
    """A real receipt, both parts."""
    return list(page_images(render_receipt(facts()), 144))


def preview() -> QWidget:
    """The receipt before it is printed."""
    dialog = ReceiptPreview()
    dialog.show_pages(receipt_pages())
    return dialog


def preview_trouble() -> QWidget:
    """No font on this machine."""
    dialog = ReceiptPreview()
    dialog.show_trouble("Máy này chưa có phông chữ để in. Hồ sơ đã lưu vẫn an toàn; nhờ người quản trị cài phông.")
    return dialog


SCENES: dict[str, Callable[[], QWidget]] = {
    "dossiers-searching": searching,
    "dossiers-chosen": chosen,
    "dossiers-long": long,
    "dossiers-scans": scans,
    "scan-which-paper": which_paper,
    "scan-by-mistake": by_mistake,
    "dossiers-nothing": nothing_found,
    "dossiers-unknown-code": unknown_code,
    "dossiers-first-morning": no_dossiers,
    "dossiers-trouble": trouble,
    "receipt-preview": preview,
    "receipt-preview-trouble": preview_trouble,
}
