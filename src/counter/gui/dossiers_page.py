"""Finding a dossier and reading its whole story: the list at the left, one dossier at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.dossier_view import ListCounts, Period, RowView, StoryView
from counter.gui.empty_list import EmptyKind
from counter.gui.forms.dossiers_page import Ui_DossiersPage
from counter.gui.page import Page
from counter.gui.parts.latest_wish import LatestWish
from counter.gui.scan_view import ScanView

_BESIDE, _ROOMY = 890, 1150  # pixels of the drawings: room for list and story, and for the story at its full width
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX


class DossiersPage(Page):
    """A dumb view. `searched(text)`, `filter_chosen(key)` and `period_chosen(key)` are answered by `show_rows` with what
    `query()`, `filter()` and `period()` ask for together, or by `show_trouble`; `more_requested(held)` by `append_rows`;
    `dossier_chosen(id)` by `show_story` or `show_story_trouble`. Ids are int; the signals carry objects, since a Qt int
    has 32 bits.

    Every key press asks at once: while an answer is under way only the newest search waits (see `LatestWish`)."""

    searched = Signal(str)
    filter_chosen = Signal(str)
    period_chosen = Signal(str)
    more_requested = Signal(int)
    dossier_chosen = Signal(object)
    reprint_requested = Signal(object)
    preview_requested = Signal(object)
    print_told = Signal(object, bool)
    duty_done = Signal(object, str)
    attach_requested = Signal(object)
    files_dropped = Signal(object, object)
    scan_taken_back = Signal(object)
    attaching_stopped = Signal()
    withdraw_requested = Signal(object)

    own_search = True
    topic = "dossiers"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_DossiersPage()
        ui.setupUi(self)
        self._chosen: int | None = None
        self._from_list = True
        self._reading = self._focus_due = self._answering = False
        self._opening = LatestWish(self)
        self._opening.asked.connect(self.dossier_chosen)
        for name in ("searched", "filter_chosen", "period_chosen", "more_requested"):
            getattr(ui.list, name).connect(getattr(self, name))
        for name in (
            "reprint_requested", "preview_requested", "print_told", "duty_done", "attach_requested", "files_dropped",
            "scan_taken_back", "attaching_stopped", "withdraw_requested",
        ):  # fmt: skip
            getattr(ui.story, name).connect(getattr(self, name))
        ui.list.chosen.connect(self._row_chosen)
        ui.list.opened.connect(self._read)
        ui.list.awaited.connect(self._awaited)
        ui.story.left.connect(self._leave_story)
        self._arrange()

    # what the frame needs

    def title(self) -> str:
        return self.tr("Dossiers")

    def arrive(self) -> None:
        """The cursor goes to the search, its text selected, and everything is asked for as it stands now."""
        self._reading = False
        self._arrange()
        self._ui.list.focus_search()
        self.refresh()

    # what is asked for

    def query(self) -> str:
        """What is searched for, in its one spelling; empty for the newest."""
        return self._ui.list.query()

    def filter(self) -> str:
        """The filter that is taken: one of `dossier_view.FILTERS`."""
        return self._ui.list.filter()

    def period(self) -> Period:
        """`30`: received in the last thirty days, or `all`."""
        return self._ui.list.period()

    def chosen(self) -> int | None:
        """The dossier whose story is shown or awaited."""
        return self._chosen

    def refresh(self) -> None:
        """Ask for the list again, and for the story that is open."""
        self._ui.list.refresh()
        if self._chosen is not None:
            self._opening.wish(self._chosen)

    def search_for(self, text: str) -> None:
        """Search for what was typed elsewhere or scanned; an only hit, or one that bears just this code, is opened."""
        self._ui.list.search_for(text)

    def await_dossier(self) -> None:
        """Another dossier is looked up: `open_dossier`, `show_empty` or `show_trouble` is the answer. No key acts on the
        story that is still seen."""
        self._ui.story.wait()

    def open_dossier(self, dossier: int) -> None:
        """Open the story of a dossier, be it in the list or not."""
        self._chosen, self._from_list = dossier, False
        self._ui.story.mean(dossier, awaited=True)
        self._ui.list.mark(dossier)
        self._opening.wish(dossier)
        self._read()

    # answers

    def show_rows(
        self, rows: Sequence[RowView], query: str, total: int, elapsed_ms: float, *, more: bool = False
    ) -> None:
        """The first rows of what was found for `query`, how many there are in all, and how long the search took.
        With `more` there are rows after these; they are asked for by `more_requested` when the end comes in sight."""
        if self._from_list and self._chosen is not None and all(row.id != self._chosen for row in rows):
            self._choose_none()
        self._answering = True
        self._ui.list.show_rows(rows, query, total, elapsed_ms, more)
        self._answering = False

    def append_rows(self, rows: Sequence[RowView], *, more: bool = False) -> None:
        """The rows after those shown, answering `more_requested`."""
        self._ui.list.append_rows(rows, more)

    def show_counts(self, counts: ListCounts) -> None:
        """The numbers on the filters."""
        self._ui.list.show_counts(counts)

    def show_empty(self, kind: EmptyKind, query: str = "") -> None:
        """Nothing to list and what to do about it, in place of `show_rows`. `unknown_code` with a scanned code that no
        dossier here bears; `busy` takes away all that stood here, as for signing out."""
        self._choose_none()
        self._ui.list.show_empty(kind, query)

    def show_trouble(self, words: str) -> None:
        """The list cannot be read now: what happened, what is safe, what to do."""
        self._ui.story.mean(self._chosen)
        self._ui.list.show_trouble(words)

    def show_story(self, view: StoryView) -> None:
        """The story that was asked for. One that nobody waits for any more is not shown."""
        if view.id == self._chosen:
            self._ui.story.show_story(view)
            if self._focus_due:
                self._ui.story.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_due = False
        self._opening.answered()

    def show_story_trouble(self, words: str) -> None:
        """The story cannot be read now."""
        self._ui.story.show_trouble(words)
        self._opening.answered()

    def show_scans(self, dossier: int, scans: Sequence[ScanView]) -> None:
        """The scanned papers of a dossier. Those of one that is not shown are not either."""
        shown = self._ui.story.view()
        if shown is not None and shown.id == dossier:
            self._ui.story.show_scans(scans)

    def show_attaching(self, words: str) -> None:
        """A scan is being attached; empty: no more."""
        self._ui.story.show_attaching(words)

    def show_scan_trouble(self, words: str) -> None:
        """Why a scan was not attached; empty for none."""
        self._ui.story.show_scan_trouble(words)

    # choosing

    def _row_chosen(self, dossier: object) -> None:
        if isinstance(dossier, int):
            self._chosen, self._from_list = dossier, True
            self._ui.story.mean(dossier, awaited=self._answering)
            self._opening.wish(dossier)

    def _awaited(self, awaited: bool) -> None:
        """No key acts on the story that is still seen: the first of an answer is meant, which has not come yet."""
        if awaited:
            self._ui.story.wait()
        else:
            self._ui.story.mean(self._chosen)

    def _choose_none(self) -> None:
        self._chosen = None
        self._ui.story.mean(None)
        self._opening.forget()
        self._ui.story.show_nothing()
        covered = self._reading and self._alone()
        self._reading = False
        self._arrange()
        if covered:
            self._ui.list.focus_search()

    def _read(self) -> None:
        """Where there is no room for both, the story takes the place of the list while it is read."""
        self._reading = True
        self._arrange()
        shown = self._ui.story.view()
        self._focus_due = False
        if not self._alone() and self._ui.list.current() == self._chosen:
            self._ui.list.focus_rows()
        else:
            self._focus_due = shown is None or shown.id != self._chosen
            self._ui.story.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_story(self) -> None:
        self._reading = False
        self._arrange()
        self._back()

    def _back(self) -> None:
        if self._ui.list.current() is None:
            self._ui.list.focus_search()
        else:
            self._ui.list.focus_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ui.story.isAncestorOf(self.focusWidget() or self):
            self._back()
        else:
            event.ignore()

    # room

    def _width(self) -> float:
        """In pixels of the drawings."""
        return self.width() * 100 / theme.current().scale

    def _alone(self) -> bool:
        return self._width() < _BESIDE

    def _arrange(self) -> None:
        alone, story = self._alone(), self._ui.story
        story.set_narrow(self._width() < _ROOMY)
        story.set_alone(alone)
        width = story.sizeHint().width()
        story.setMinimumWidth(0 if alone else width)
        story.setMaximumWidth(_NO_LIMIT if alone else width)
        self._ui.list.setVisible(not (alone and self._reading))
        story.setVisible(not alone or self._reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
        elif event.type() == QEvent.Type.LanguageChange and self._chosen is not None:
            self._opening.wish(self._chosen)
