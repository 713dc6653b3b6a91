"""The whole window over a real enrolled store, worked by keys as the window system sends them and by scans as a reader
types them. No mouse: nothing here can press a button but its key."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter.app import Office, open_desk
from counter.gui.desk import Desk
from counter.gui.main_window import MainWindow
from counter.gui.reception_draft import ReceptionDraft
from counter.gui.reception_page import ReceptionPage
from counter.usecases.sign_in import Accounts
from tests.made.world import MONDAY, HandClock, World

PASSWORD = "quay-mot-cua"
CLERKS = {"ha": "Phạm Thu Hà", "minh": "Nguyễn Quang Minh"}
CARD = "022190004512||Nguyễn Thị Ngọc Ẩn|12041990|Nữ|Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh|10052021"
OTHER_CARD = "022300001234|101234567|Đặng Thùy Dương|15082000|Nữ|Thôn Trường Xuân, Đặc khu Cô Tô, Quảng Ninh|20112022"
PATIENCE = 20.0
AFTER_BEEP_MS = 60  # nobody is at the keys sooner; an Enter that comes sooner is still the reader's
_NONE = Qt.KeyboardModifier.NoModifier


class WallClock(HandClock):
    """The day stands still until a test moves it; the monotonic clock runs, for it tells scanners from people."""

    def monotonic_ms(self) -> int:
        return self._ms + time.monotonic_ns() // 1_000_000


class CounterWindow:
    """One machine, its accounts and its window. `presses` counts keys; a scan is none."""

    def __init__(
        self, folder: Path, *, at: datetime = MONDAY, world: World | None = None, printer: str | None = None
    ) -> None:
        """`world`: a machine that is there already; `printer`: a setting, by default a folder for PDF files."""
        self.world = world or World(folder, WallClock(at))
        self.paper = folder / "paper"
        self.printer = f"folder:{self.paper}" if printer is None else printer
        self.presses = 0
        self._add_clerks()
        self.office = Office(self.world.store, self.world.clock)
        self.open()

    def _add_clerks(self) -> None:
        accounts = Accounts(self.world.store)
        known = {account.name for account in accounts.names()}
        for name, display in CLERKS.items():
            if name not in known:
                accounts.add(name, display, "clerk", PASSWORD)

    # the window

    def open(self, **settings: Any) -> Desk:
        """Open the window, up to the sign-in."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.desk = open_desk(self.office, app, printer=self.printer, **settings)
        self.desk.window.resize(1366, 768)
        self.desk.show()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window to have the keys")
        self.desk.build()
        return self.desk

    def close(self) -> None:
        """Close the window; the store goes on."""
        self.desk.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]

    def end(self) -> None:
        """Close window and store."""
        self.close()
        self.world.close()

    @property
    def window(self) -> MainWindow:
        return self.desk.window

    @property
    def page(self) -> ReceptionPage:
        return self.desk.work.reception_page

    def draft(self) -> ReceptionDraft:
        """What stands on the reception page."""
        return self.page.draft()

    def notices(self) -> dict[str, str]:
        """The bands, by key."""
        return self.window._ui.bands.notices()

    # hands

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Keys one after another, each as a person presses it."""
        for key in keys:
            self.presses += 1
            QTest.keyClick(_focused_window(), key, modifier)
            self._person()

    def type(self, text: str) -> None:
        """Letters, slower than any reader."""
        for letter in text:
            self.presses += 1
            self._letter(letter)
            self._person()

    def scan(self, payload: str) -> None:
        """A reader types a payload and Enter in one go."""
        for letter in payload:
            self._letter(letter)
        QTest.keyClick(_focused_window(), Qt.Key.Key_Return)
        QTest.qWait(AFTER_BEEP_MS)
        self.settle()

    def _letter(self, letter: str) -> None:
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        QTest.sendKeyEvent(QTest.KeyAction.Click, _focused_window(), key, letter, _NONE)

    def _person(self) -> None:
        """The pause after a person's key, without waiting for it."""
        for scanner in self.desk.work.scans._scanners:
            scanner.settle()
        QCoreApplication.processEvents()

    # waiting

    def settle(self) -> None:
        """Until every deed is done and shown."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.desk._front.background.flush()
        QCoreApplication.processEvents()

    def until(self, come: Callable[[], object], what: str) -> None:
        """Wait for something to be so. Raises TimeoutError naming it."""
        end = time.monotonic() + PATIENCE
        while not come():
            if time.monotonic() > end:
                raise TimeoutError(what)
            QCoreApplication.processEvents()
            time.sleep(0.002)

    # usual ways

    def sign_in(self, name: str = "ha", secret: str = PASSWORD) -> None:
        """Sign in by keys, up to the page."""
        self.settle()
        self.desk.sign_in_page._ui.account.set_value(name)
        self.type(secret)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.page.isVisible(), f"{name} signed in")
        self.settle()

    def choose(self, letters: str = "khai s") -> None:
        """Find a procedure by some letters and Enter."""
        self.type(letters)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.draft().procedure, f"a procedure for {letters}")

    def receive(self) -> str:
        """F9, up to the code."""
        before = self.draft().request
        self.press(Qt.Key.Key_F9)
        self.until(lambda: self.draft().request != before, "the reception")
        self.settle()
        return self.page._confirmation.code()

    def one_reception(self, card: str = CARD, letters: str = "khai s") -> str:
        """Scan, procedure, F9: the code."""
        self.scan(card)
        self.choose(letters)
        return self.receive()

    # the store

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What lies in the store."""
        with self.world.store.database.read() as transaction:
            return transaction.rows(sql, values)

    def codes(self) -> list[str]:
        """The codes of all dossiers, in the order of their reception."""
        return [row[0] for row in self.rows("SELECT code FROM dossier ORDER BY id")]

    def prints(self) -> list[tuple[str, int]]:
        """State and copy number of every print job."""
        return [(row[0], row[1]) for row in self.rows("SELECT state, copy_number FROM print_job ORDER BY id")]

    def focused(self) -> QWidget | None:
        """What has the keys."""
        return QApplication.focusWidget()


def _focused_window() -> Any:
    window = QGuiApplication.focusWindow()
    assert window is not None
    return window
