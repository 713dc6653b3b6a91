"""The left of the page of dossiers: search, filters, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from counter.domain.dossier_code import normalise_scanned
from counter.gui.dossier_view import FILTERS, PERIODS, ListCounts, Period, RowView, widest_words
from counter.gui.empty_list import EmptyKind, empty_kind, empty_words
from counter.gui.forms.dossier_list import Ui_DossierList
from counter.gui.parts.card_panel import CardPanel
from counter.gui.parts.latest_wish import LatestWish


class DossierList(CardPanel):
    """`searched(text)`, `filter_chosen(key)`, `period_chosen(key)` and `more_requested(held)` ask for rows. `chosen(id)`
    when a person moved to a row, `opened` when that row is to be read: by Enter, by the mouse, or because a code was
    scanned that one dossier bears. `awaited(True)` when Enter came before the answer: what the answer has first is meant;
    `awaited(False)` when it is not any more."""

    searched = Signal(str)
    filter_chosen = Signal(str)
    period_chosen = Signal(str)
    more_requested = Signal(int)
    chosen = Signal(object)
    opened = Signal()
    awaited = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_DossierList()
        ui.setupUi(self)
        self._period: Period = PERIODS[0]
        self._shown: str | None = None
        self._asked: str | None = None
        self._cleared = False
        self._open_first = self._open_sure = False
        self._empty: EmptyKind = "busy"
        self._wish = LatestWish(self)
        self._wish.asked.connect(self._ask)
        self._wish.slow.connect(self._slow)
        self._periods = QMenu(self)
        self._periods.triggered.connect(self._period_pressed)
        ui.search.set_icon("search")
        ui.search.textChanged.connect(self._typed)
        ui.search.returnPressed.connect(self._entered)
        ui.period.setCheckable(False)
        ui.period.setIconName("calendar")
        ui.period.setMenu(self._periods)
        ui.filters.chosen.connect(self.filter_chosen)
        ui.table.chosen.connect(self.chosen)
        ui.table.opened.connect(self.opened)
        ui.table.left_upwards.connect(self.focus_search)
        ui.table.more_wanted.connect(self.more_requested)
        ui.empty.act_requested.connect(self._act)
        self._words()
        stops: list[QWidget] = [ui.search, *ui.filters.items(), ui.period, ui.table]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    # what is asked for

    def query(self) -> str:
        """What is searched for, in its one spelling; empty for the newest."""
        return self._ui.search.value()

    def filter(self) -> str:
        """The filter that is taken, one of `FILTERS`."""
        return self._ui.filters.key()

    def period(self) -> Period:
        """`30`: received in the last thirty days, or `all`."""
        return self._period

    def shown(self) -> str | None:
        """What was searched for to get the rows that are shown; None before the first answer."""
        return self._shown

    def refresh(self) -> None:
        """Ask for the rows as they stand now."""
        self._cleared = False
        self._asked = self.query()
        self._wish.wish(self._asked)

    def search_for(self, text: str) -> None:
        """Search for what was typed elsewhere or scanned; an only hit, or one that bears just this code, is opened."""
        self._put(text)
        self._open_first, self._open_sure = False, True
        self.refresh()

    def focus_search(self) -> None:
        """Put the cursor into the search, its text selected."""
        self._ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.search.selectAll()

    def focus_rows(self) -> None:
        """Put the cursor on the rows."""
        self._ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # answers

    def show_rows(self, rows: Sequence[RowView], query: str, total: int, elapsed_ms: float, more: bool) -> None:
        """See `DossiersPage.show_rows`."""
        if self._cleared:
            return  # asked for by somebody who has left since
        self._shown = query
        if rows:
            self._ui.table.show_rows(rows, more)
            found = self.tr("more than %n dossier(s)", "", total) if more else self.tr("%n dossier(s)", "", total)
            self._ui.search.set_suffix(f"{found} · {max(1, round(elapsed_ms))} ms")
            self._ui.stack.setCurrentWidget(self._ui.table)
            if query == self.query():
                self._open_what_was_meant(rows, query, more)
            self._wish.answered()
        else:
            self.show_empty(empty_kind(query, self.filter(), self._period), query)

    def append_rows(self, rows: Sequence[RowView], more: bool) -> None:
        """See `DossiersPage.append_rows`."""
        self._ui.table.append_rows(rows, more)

    def show_counts(self, counts: ListCounts) -> None:
        """The numbers on the filters."""
        self._ui.filters.set_counts({"soon": counts.soon, "overdue": counts.overdue})

    def show_empty(self, kind: EmptyKind, query: str) -> None:
        """See `DossiersPage.show_empty`."""
        self._forget_meant()
        if kind in ("unknown_code", "busy"):
            self._put(query)
            self._asked = query
        if kind == "busy":
            self._cleared = True
            self._wish.forget()
        self._ui.table.show_rows([])
        self._ui.search.set_suffix(self.tr("Nothing found") if query else "")
        words = empty_words(kind, query)
        self._say_empty(kind, words.icon, words.headline, words.sentence, words.act)
        self._shown = None if kind == "busy" else self.query()
        self._wish.answered()

    def show_trouble(self, words: str) -> None:
        """See `DossiersPage.show_trouble`."""
        self._forget_meant()
        self._ui.search.set_suffix("")
        headline = self.tr("The list cannot be read just now")
        self._say_empty("trouble", "alert-triangle", headline, words, self.tr("Try again"))
        self._wish.answered()

    def mark(self, dossier: int) -> None:
        """Make the row of a dossier the current one, if it is here."""
        self._ui.table.mark(dossier)

    def current(self) -> int | None:
        """The dossier of the current row."""
        return self._ui.table.current()

    def _say_empty(self, kind: EmptyKind, icon: str, headline: str, sentence: str, act: str) -> None:
        self._empty = kind
        self._ui.empty.show_words(icon, headline, sentence, act)
        self._ui.stack.setCurrentWidget(self._ui.emptyScroll)

    def _put(self, text: str) -> None:
        self._ui.search.blockSignals(True)
        self._ui.search.setText(text)
        self._ui.search.blockSignals(False)

    # by hand

    def _ask(self, query: object) -> None:
        self.searched.emit(str(query))

    def _typed(self) -> None:
        """A space at the end is not another search."""
        self._forget_meant()
        if self.query() != self._asked:
            self.refresh()

    def _slow(self, slow: bool) -> None:
        if slow and self._shown is None:
            words = empty_words("busy", "")
            self._say_empty("busy", words.icon, words.headline, words.sentence, "")
        elif slow:
            self._ui.search.set_suffix(self.tr("Searching…"))

    def _entered(self) -> None:
        """Enter opens the current row, else the first; when it came before the answer, what the answer has first."""
        if self._wish.waiting or self._shown != self.query():
            self._open_first = True
            self.awaited.emit(True)
        elif rows := self._ui.table.rows():
            if self.current() is None:
                self._ui.table.go_to(rows[0].id)
            self.opened.emit()

    def _open_what_was_meant(self, rows: Sequence[RowView], query: str, more: bool) -> None:
        sure = rows[0].code == normalise_scanned(query) or (len(rows) == 1 and not more)
        if self._open_first or (self._open_sure and sure):
            self._ui.table.go_to(rows[0].id)
            self.opened.emit()
        self._forget_meant()

    def _forget_meant(self) -> None:
        awaited, self._open_first, self._open_sure = self._open_first, False, False
        if awaited:
            self.awaited.emit(False)

    def _period_pressed(self, action: QAction) -> None:
        self._take_period("30" if action.data() == "30" else "all")

    def _take_period(self, period: Period) -> None:
        self._period = period
        self._words()
        self.period_chosen.emit(period)

    def _act(self) -> None:
        self.focus_search()
        if self._empty == "filter_empty":
            self._ui.filters.choose(FILTERS[0])
            self.filter_chosen.emit(FILTERS[0])
        elif self._empty in ("nothing_found_lately", "nothing_lately"):
            self._take_period("all")
        elif self._empty == "trouble":
            self.refresh()
        else:
            self._ui.search.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        search = self._ui.search
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) and search.hasFocus():
            if self._ui.table.rows():
                self._ui.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and not search.hasFocus():
            self.focus_search()
        elif event.key() == Qt.Key.Key_Escape and search.text():
            search.clear()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            if self._shown is not None:
                self.refresh()

    def _words(self) -> None:
        filters = {
            "all": self.tr("All"),
            "open": self.tr("In progress"),
            "soon": self.tr("Due soon"),
            "overdue": self.tr("Overdue"),
            "ended": self.tr("Ended"),
        }
        self._ui.filters.set_choices([(key, filters[key]) for key in FILTERS])
        periods = {"30": self.tr("30 days"), "all": self.tr("Any time")}
        self._periods.clear()
        for key in PERIODS:
            action = self._periods.addAction(periods[key])
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == self._period)
        self._ui.period.setText(periods[self._period])
        self._ui.period.setAccessibleName(self.tr("Received: {0}").format(periods[self._period]))
        self._ui.table.setAccessibleName(self.tr("Dossiers found"))
        heads = (
            self.tr("Code"),
            self.tr("Applicant"),
            self.tr("Procedure"),
            self.tr("Due"),
            self.tr("To the province"),
        )
        self._ui.table.set_words(heads, self.tr("Applicant, code, procedure"), *widest_words())
