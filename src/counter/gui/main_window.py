"""The window: bands, pages, status bar, and round the pages their frame. Pages and words come in; wishes go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.forms.main_window import Ui_MainWindow
from counter.gui.page import Page
from counter.gui.parts.banner import BannerTone
from counter.gui.sync_light import SyncLight

if TYPE_CHECKING:
    from counter.gui.frame import Frame
    from counter.gui.rail import RailEntry
    from counter.gui.status_bar import SyncLabel


class MainWindow(QMainWindow):
    """`page_shown(name)` follows every change of page; the rest are wishes of the clerk."""

    page_shown = Signal(str)
    search_requested = Signal(str)
    lock_requested = Signal()
    sign_out_requested = Signal()
    pin_requested = Signal()
    bundle_out_requested = Signal()
    bundle_in_requested = Signal()
    doctor_requested = Signal()
    look_chosen = Signal(str, int, str)
    autostart_chosen = Signal(bool)
    notice_act_requested = Signal(str)
    sync_list_requested = Signal()
    act_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_MainWindow()
        self._ui.setupUi(self)
        self._pages: dict[str, Page] = {}
        self._open = ""
        self._gate: Page | None = None
        self._frame: Frame | None = None
        self._ui.bands.act_requested.connect(self.notice_act_requested)
        self._ui.statusLine.light_pressed.connect(self.sync_list_requested)
        fit(self, theme.current().scale)
        self._name()

    @property
    def frame(self) -> Frame:
        """Rail, top bar and menu; made when first asked for, as the first page does."""
        if self._frame is None:
            from counter.gui.frame import Frame

            made = self._frame = Frame(self, self._ui.centre)
            self._ui.across.insertWidget(0, made.rail)
            self._ui.down.insertWidget(1, made.top_bar)
            made.set_visible(self._gate is None)
            made.menu.lock_requested.connect(self.lock_requested)
            made.menu.sign_out_requested.connect(self.sign_out_requested)
            made.menu.pin_requested.connect(self.pin_requested)
            made.menu.bundle_out_requested.connect(self.bundle_out_requested)
            made.menu.bundle_in_requested.connect(self.bundle_in_requested)
            made.menu.doctor_requested.connect(self.doctor_requested)
            made.menu.look_chosen.connect(self.look_chosen)
            made.menu.autostart_chosen.connect(self.autostart_chosen)
            made.top_bar.search_requested.connect(self.search_requested)
            made.rail.page_requested.connect(self.show_page)
            made.rail.act_requested.connect(self.act_requested)
        return self._frame

    # pages

    @property
    def shelf(self) -> QWidget:
        """Where pages stand: a page that is made there is not styled again when it is added."""
        return self._ui.pages

    def add_page(self, page: Page, entry: RailEntry) -> None:
        """Give a page its place in the rail. The first one added is open."""
        self._pages[entry.page] = page
        page.setEnabled(self._gate is None)
        self._ui.pages.addWidget(page)
        self.frame.rail.add_entry(entry)
        fit(self, theme.current().scale)
        if not self._open:
            self.show_page(entry.page)

    def add_act(self, entry: RailEntry) -> None:
        """Give a deed that is no page its place in the rail: `act_requested(name)`."""
        self.frame.rail.add_entry(entry)

    def shown_page(self) -> Page | None:
        """The page in front; None before there is any."""
        return self._gate or self._pages.get(self._open)

    def show_page(self, name: str) -> None:
        """Open a page and let it take the cursor. Raises KeyError for a page that was not added."""
        page = self._pages[name]
        self._open = name
        self.frame.rail.mark(name)
        if self._gate is not None:
            return
        self.frame.top_bar.show_title(page.title())
        self.frame.top_bar.show_search(not page.own_search)
        self._ui.pages.setCurrentWidget(page)
        page.arrive()
        self.page_shown.emit(name)

    def open_page(self) -> str:
        """The name of the page that is open, also while the gate is shut in front of it."""
        return self._open

    def show_gate(self, page: Page) -> None:
        """Put a page in front of everything: signing in, or the lock. Rail, top bar and their keys are gone with it, and
        whatever was open over the pages: it bears what was worked on, and takes the keys."""
        if self.isVisible():  # at start there is nothing, and going through it all would cost as much as showing it
            self._close_what_lies_over()
        if self._ui.pages.indexOf(page) < 0:
            self._ui.pages.addWidget(page)
            fit(page, theme.current().scale)
        self._gate = page
        if self._frame is not None:
            self._frame.set_visible(False)
        self._ui.pages.setCurrentWidget(page)
        page.arrive()
        for behind in self._pages.values():
            behind.setEnabled(False)  # whatever happens there now, it does not take the cursor from the gate

    def _close_what_lies_over(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def gate(self) -> Page | None:
        """The page in front of everything; None while the pages are open."""
        return self._gate

    def leave_gate(self) -> None:
        """Back to the page that was open before the gate, just as it was left."""
        self._gate = None
        for page in self._pages.values():
            page.setEnabled(True)
        self.frame.set_visible(True)
        if self._open:
            self.show_page(self._open)

    def show_count(self, page: str, count: int) -> None:
        """How many things wait on a page; 0 takes the number away."""
        self.frame.rail.button(page).set_count(count)

    def show_word(self, page: str, word: str) -> None:
        """The word of a rail entry, after the language has changed."""
        self.frame.rail.button(page).set_word(word)

    # words

    def show_clerk(self, name: str) -> None:
        """Who is signed in."""
        self.frame.top_bar.clerk.show_name(name)

    def show_place(self, words: str) -> None:
        """Centre, counter and date, already worded."""
        self.frame.top_bar.show_place(words)

    def show_look(self, name: str, scale: int, language: str) -> None:
        """Mark in the menu which look is in use."""
        self.frame.menu.show_look(name, scale, language)

    def fix_language(self) -> None:
        """The language was laid down: the menu shows it, and it cannot be chosen."""
        self.frame.menu.fix_language()

    def show_autostart(self, on: bool, fixed: bool) -> None:
        """Whether the window opens by itself at log-on; `fixed`: that was laid down."""
        self.frame.menu.show_autostart(on, fixed)

    def show_training(self, on: bool) -> None:
        """The yellow band of training mode."""
        self._ui.bands.show_training(on)

    def show_notice(self, key: str, words: str, act: str = "", tone: BannerTone = "warning") -> None:
        """A band that stays until `clear_notice(key)`: what is so, and with `act` what can be done."""
        self._ui.bands.show_notice(key, words, act, tone)

    def clear_notice(self, key: str) -> None:
        """Take a band away."""
        self._ui.bands.clear_notice(key)

    def show_draft_state(self, words: str) -> None:
        """The left of the status bar."""
        self._ui.statusLine.show_left(words)

    def show_backup_state(self, words: str, whole: str, attention: bool) -> None:
        """When the last whole copy was made; `whole` says all of it, `attention` when it is too long ago."""
        self._ui.statusLine.show_backup(words, whole, attention)

    def show_printer_state(self, words: str, attention: bool = False) -> None:
        """The middle of the status bar; `attention` when a person must look at the printer."""
        self._ui.statusLine.show_printer(words, attention)

    def show_sync(self, light: SyncLight) -> None:
        """The one sync light."""
        self._ui.statusLine.show_light(light)

    def sync_label(self) -> SyncLabel:
        """The light, for what opens above it."""
        return self._ui.statusLine.sync_label()

    # own

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Counter"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._name()
            if self._open and self._gate is None:
                self.frame.top_bar.show_title(self._pages[self._open].title())
