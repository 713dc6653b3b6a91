"""The frame round every page: rail, top bar, bands, status bar. Pages and words come in; wishes go out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QWidget

from counter.gui import theme
from counter.gui.clerk_menu import ClerkMenu
from counter.gui.fit import fit
from counter.gui.forms.main_window import Ui_MainWindow
from counter.gui.page import Page
from counter.gui.parts.banner import BannerTone
from counter.gui.parts.confirmation import Confirmation
from counter.gui.rail import RailEntry
from counter.gui.sync_light import SyncLight


class MainWindow(QMainWindow):
    """`page_shown(name)` follows every change of page; the rest are wishes of the clerk."""

    page_shown = Signal(str)
    search_requested = Signal(str)
    lock_requested = Signal()
    sign_out_requested = Signal()
    look_chosen = Signal(str, int, str)
    notice_act_requested = Signal(str)
    sync_list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_MainWindow()
        self._ui.setupUi(self)
        self._pages: dict[str, Page] = {}
        self._open = ""
        self._gate: Page | None = None
        self._confirmation = Confirmation(self._ui.pages)
        self._menu = ClerkMenu(self)
        self._menu.lock_requested.connect(self.lock_requested)
        self._menu.sign_out_requested.connect(self.sign_out_requested)
        self._menu.look_chosen.connect(self.look_chosen)
        self.addActions(self._menu.actions()[:1])
        self._ui.topBar.clerk.clicked.connect(self._open_menu)
        self._menu_key = QShortcut(QKeySequence("F10"), self._ui.topBar, self._open_menu)
        self._ui.topBar.search_requested.connect(self.search_requested)
        self._ui.rail.page_requested.connect(self.show_page)
        self._ui.bands.act_requested.connect(self.notice_act_requested)
        self._ui.statusLine.light_pressed.connect(self.sync_list_requested)
        fit(self, theme.current().scale)
        self._name()

    # pages

    def add_page(self, page: Page, entry: RailEntry) -> None:
        """Give a page its place in the rail. The first one added is open."""
        self._pages[entry.page] = page
        self._ui.pages.addWidget(page)
        self._ui.rail.add_entry(entry)
        fit(self, theme.current().scale)
        if not self._open:
            self.show_page(entry.page)

    def show_page(self, name: str) -> None:
        """Open a page and let it take the cursor. Raises KeyError for a page that was not added."""
        page = self._pages[name]
        self._open = name
        self._ui.rail.mark(name)
        if self._gate is not None:
            return
        self._ui.topBar.show_title(page.title())
        self._ui.topBar.show_search(not page.own_search)
        self._ui.pages.setCurrentWidget(page)
        page.arrive()
        self.page_shown.emit(name)

    def open_page(self) -> str:
        """The name of the page that is open, also while the gate is shut in front of it."""
        return self._open

    def show_gate(self, page: Page) -> None:
        """Put a page in front of everything: signing in, or the lock. Rail, top bar and their keys are gone with it."""
        if self._ui.pages.indexOf(page) < 0:
            self._ui.pages.addWidget(page)
            fit(page, theme.current().scale)
        self._gate = page
        self._ui.rail.hide()
        self._ui.topBar.hide()
        self._ui.pages.setCurrentWidget(page)
        page.arrive()

    def leave_gate(self) -> None:
        """Back to the page that was open before the gate, just as it was left."""
        self._gate = None
        self._ui.rail.show()
        self._ui.topBar.show()
        if self._open:
            self.show_page(self._open)

    def show_count(self, page: str, count: int) -> None:
        """How many things wait on a page; 0 takes the number away."""
        self._ui.rail.button(page).set_count(count)

    def show_word(self, page: str, word: str) -> None:
        """The word of a rail entry, after the language has changed."""
        self._ui.rail.button(page).set_word(word)

    # words

    def show_clerk(self, name: str) -> None:
        """Who is signed in."""
        self._ui.topBar.clerk.show_name(name)

    def show_place(self, words: str) -> None:
        """Centre, counter and date, already worded."""
        self._ui.topBar.show_place(words)

    def show_look(self, name: str, scale: int, language: str) -> None:
        """Mark in the menu which look is in use."""
        self._menu.show_look(name, scale, language)

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

    def show_printer_state(self, words: str, attention: bool = False) -> None:
        """The middle of the status bar; `attention` when a person must look at the printer."""
        self._ui.statusLine.show_printer(words, attention)

    def show_sync(self, light: SyncLight) -> None:
        """The one sync light."""
        self._ui.statusLine.show_light(light)

    def confirm(self, headline: str, code: str, words: str = "") -> None:
        """Show a code large for two seconds without taking the focus."""
        self._confirmation.show_code(headline, code, words)

    # own

    def _open_menu(self) -> None:
        clerk = self._ui.topBar.clerk
        below = clerk.mapToGlobal(QPoint(clerk.width() - self._menu.sizeHint().width(), clerk.height()))
        self._menu.popup(below)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Counter"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._name()
            if self._open and self._gate is None:
                self._ui.topBar.show_title(self._pages[self._open].title())
