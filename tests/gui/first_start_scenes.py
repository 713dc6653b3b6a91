"""The first start of a machine, moment by moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counter.domain.sentence import Sentence, say
from counter.gui.first_start_page import FirstStartPage
from counter.gui.main_window import MainWindow
from counter.gui.sync_light import SyncLight

URL = "https://motcua.quangninh.gov.vn"


def gate() -> tuple[MainWindow, FirstStartPage]:
    """A window with nothing but the first start."""
    frame, page = MainWindow(), FirstStartPage()
    frame.show_sync(SyncLight("attention", say(Sentence("sync.light.not_enrolled"))))
    frame.show_gate(page)
    return frame, page


def code() -> MainWindow:
    """Half of the code is typed, and there is a slip in it."""
    frame, page = gate()
    page.show_code_step(URL, fixed=True)
    page.show_authority("Trung tâm Chứng thực tỉnh Quảng Ninh")
    page._ui.code.set_value("4821309375512")
    return frame


def refused() -> MainWindow:
    """The code has been used by another machine."""
    frame, page = gate()
    page.show_code_step(URL, code="")
    page.show_refusal("token", say(Sentence("sync.token_used")))
    return frame


def away() -> MainWindow:
    """Nobody answers at that address."""
    frame, page = gate()
    page.show_code_step("https://motcua.quangninh.gov.vn:8443", may_leave=True)
    page.show_refusal("server", say(Sentence("enrol.unreachable")))
    return frame


def centre() -> MainWindow:
    """Whose the code is; the clock of the machine is wrong."""
    frame, page = gate()
    page.show_centre_step(
        "Đặc khu Cô Tô", "H49.22 · mã dùng được đến 29/11/2026 16:20", counter="03",
        clock="Đồng hồ của máy này chậm 3 ngày so với tỉnh. Hãy chỉnh lại cho đúng.",
    )  # fmt: skip
    return frame


def joining() -> MainWindow:
    """The province has been asked."""
    frame, page = gate()
    page.show_code_step(URL, fixed=True, code="")
    page.show_busy("Đang hỏi máy chủ của tỉnh…")
    return frame


def account() -> MainWindow:
    """Enrolled by itself: the number of the counter and the first account are asked for."""
    frame, page = gate()
    frame.show_sync(SyncLight("received", say(Sentence("sync.light.received_nothing"))))
    page.show_account_step("Đặc khu Cô Tô", counter="01")
    page.show_refusal("password", say(Sentence("account.password_short", {"least": 8})))
    return frame


SCENES: dict[str, Callable[[], QWidget]] = {
    "first-start-code": code,
    "first-start-centre": centre,
    "first-start-account": account,
}
PICTURES: dict[str, Callable[[], QWidget]] = {
    "first-start-refused": refused,
    "first-start-away": away,
    "first-start-joining": joining,
}
