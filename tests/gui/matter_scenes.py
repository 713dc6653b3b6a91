"""Moments at the page of what needs a person, for the pictures and for the check of what fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from counter.domain.sentence import Language
from counter.gui.main_window import MainWindow
from counter.gui.matter_view import matter_views
from counter.gui.matters_page import MattersPage
from counter.store.matters import Matter
from tests.gui.dossier_scenes import ENTRIES, HELP
from tests.made.matters import ALONE, CONFLICT, DECISIONS, FLAGGED, MANY_SIDES, NOW, PRINT, every_kind, usual

SUPERVISORS = ("Trần Quang Minh", "Lê Thị Hạnh")


def tongue() -> Language:
    return "vi" if QLocale().language() == QLocale.Language.Vietnamese else "en"


def shown(matters: Sequence[Matter], chosen: str = "", *, decides: bool = True) -> tuple[MainWindow, MattersPage]:
    """The window with the page open on one matter."""
    from tests.gui.scenes import OtherPage, window

    frame, page = window(), MattersPage()
    for entry in ENTRIES:
        frame.add_page(page if entry.page == "look" else OtherPage(), entry)
    frame.add_act(HELP)
    frame.show_page("look")
    frame.show_count("look", len(matters))
    page.show_matters(matter_views(matters, NOW, tongue(), decides=decides, supervisors=SUPERVISORS))
    table = page._ui.list
    at = next((row for row, view in enumerate(table.views()) if view.key == chosen), 0)
    if matters:
        table.setCurrentIndex(table.model().index(at, 0))
    return frame, page


def calm() -> QWidget:
    """Nothing needs anybody."""
    return shown([])[0]


def conflict() -> QWidget:
    """The supervisor has taken a side."""
    frame, page = shown(usual(), CONFLICT.key)
    page._ui.panel._ui.choices.cards()[0].click()
    return frame


def conflict_for_a_clerk() -> QWidget:
    """A clerk sees it, and whom to ask."""
    return shown(usual(), CONFLICT.key, decides=False)[0]


def reading() -> QWidget:
    """Enter was pressed on the conflict: where there is no room for both, the list has given way."""
    frame, page = shown(usual(), CONFLICT.key)
    frame.show()
    frame.resize(1366, 768)
    QApplication.processEvents()
    page._read()
    return frame


def decisions() -> QWidget:
    """Two supervisors decided otherwise."""
    return shown([DECISIONS, PRINT])[0]


def many_sides() -> QWidget:
    """Three counters, with long names."""
    frame, page = shown([MANY_SIDES, *usual()], MANY_SIDES.key)
    frame.show()
    frame.resize(1366, 768)
    QApplication.processEvents()
    page._read()
    return frame


def unrecovered() -> QWidget:
    """What a copy put back does not hold, among three hundred others."""
    others = [replace(FLAGGED, key=f"flagged {n}", codes=(f"H49.22-261123-{n:04d}",)) for n in range(300)]
    lost = Matter("unrecovered", "unrecovered 1", "with_code", 3, codes=("H49.22-261123-0006",), base=b"u" * 32)
    return shown([lost, *others], lost.key)[0]


def code_of_one_alone() -> QWidget:
    """The other dossier with that code is elsewhere."""
    return shown([ALONE], ALONE.key)[0]


def out_of_service() -> QWidget:
    """A machine that the province has taken out of service."""
    return shown([Matter("trouble", "trouble sync.revoked", "sync.revoked"), *usual()])[0]


def clock() -> QWidget:
    """A clock set back by a year."""
    return shown([Matter("clock", "clock before_program", "before_program")])[0]


def machine() -> QWidget:
    """A restored copy."""
    return shown(usual())[0]


def flagged() -> QWidget:
    """Two papers with one code; noting it was refused."""
    frame, page = shown(usual(), FLAGGED.key)
    page.show_answer("Việc này đã được xử lý ở nơi khác. Không cần làm thêm.", refused=True)
    return frame


def print_() -> QWidget:
    """Nobody knows what came out."""
    return shown(usual(), PRINT.key)[0]


def everything() -> QWidget:
    """One of each kind."""
    return shown(every_kind(), "unknown kind")[0]


# Checked in every size and by every key.
SCENES: dict[str, Callable[[], QWidget]] = {
    "matters-calm": calm,
    "matters-conflict": conflict,
    "matters-conflict-clerk": conflict_for_a_clerk,
    "matters-reading": reading,
}
# Looked at only.
PICTURES: dict[str, Callable[[], QWidget]] = {
    "matters-decisions": decisions,
    "matters-many-sides": many_sides,
    "matters-unrecovered": unrecovered,
    "matters-code-alone": code_of_one_alone,
    "matters-out-of-service": out_of_service,
    "matters-clock": clock,
    "matters-machine": machine,
    "matters-flagged": flagged,
    "matters-print": print_,
    "matters-everything": everything,
}
