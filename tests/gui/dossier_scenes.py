"""Moments at the page of dossiers and the preview of a receipt, for the pictures and for the check of what fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from counter.gui.dossier_story import story_view
from counter.gui.dossier_view import ListCounts, StoryView, row_views
from counter.gui.dossiers_page import DossiersPage
from counter.gui.main_window import MainWindow
from counter.gui.parts.dossier_table import DossierTable
from counter.gui.rail import RailEntry
from counter.gui.receipt_preview import ReceiptPreview
from counter.printing.preview import page_images
from counter.printing.receipt import render_receipt
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import Story
from tests.made.dossiers import FOUND, NOW, fresh_story, long_story
from tests.made.paper import facts

CALENDAR = load_catalogue().calendar
ENTRIES = (
    RailEntry("reception", "file-plus", "Tiếp nhận", "F2"),
    RailEntry("queue", "users", "Hàng chờ", "F3"),
    RailEntry("dossiers", "folder-search", "Hồ sơ", "F4"),
    RailEntry("look", "alert-triangle", "Cần xem", "F7"),
)


def told(story: Story, offline: bool = True) -> StoryView:
    """A story as the page is given it."""
    return story_view(story, NOW, CALENDAR, "vi", offline_since=NOW.replace(hour=8, minute=15) if offline else None)


def framed() -> tuple[MainWindow, DossiersPage]:
    """The window with the page open, nothing in it yet."""
    from tests.gui.scenes import window

    frame, page = window(), DossiersPage()
    for entry in ENTRIES:
        frame.add_page(page if entry.page == "dossiers" else DossiersPage(), entry)
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
    "dossiers-nothing": nothing_found,
    "dossiers-unknown-code": unknown_code,
    "dossiers-first-morning": no_dossiers,
    "dossiers-trouble": trouble,
    "receipt-preview": preview,
    "receipt-preview-trouble": preview_trouble,
}
