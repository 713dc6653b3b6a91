"""The whole window over a real enrolled store, worked by keys as the window system sends them and by scans as a reader
types them. No mouse: nothing here can press a button but its key."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from counter.app import BackOffice, Office, open_desk
from counter.gui.background import Background
from counter.gui.changes import Changes
from counter.gui.desk import LOCK_MS, WARNING_MS, Desk
from counter.gui.front import Front
from counter.gui.main_window import MainWindow
from counter.gui.parts.key_button import KeyButton
from counter.gui.print_desk import PrintDesk
from counter.gui.reception_draft import ReceptionDraft
from counter.gui.reception_page import ReceptionPage
from counter.policy.machine import NOTHING, read_machine
from counter.policy.source import Source
from counter.printing.printer import Printer
from counter.usecases.sign_in import Accounts
from tests.made.cheap_secrets import Cheap
from tests.made.world import MONDAY, HandClock, World

PASSWORD = "quay-mot-cua"
CLERKS = {"ha": "Phạm Thu Hà", "minh": "Nguyễn Quang Minh"}
CARD = "022190004512||Nguyễn Thị Ngọc Ẩn|12041990|Nữ|Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh|10052021"
OTHER_CARD = "022300001234|101234567|Đặng Thùy Dương|15082000|Nữ|Thôn Trường Xuân, Đặc khu Cô Tô, Quảng Ninh|20112022"
PATIENCE = 20.0
AFTER_BEEP_MS = 60  # nobody is at the keys sooner; an Enter that comes sooner is still the reader's
_NONE = Qt.KeyboardModifier.NoModifier


def cheap_accounts(world: World) -> Accounts:
    """The machine's accounts. A tenth of a second for each of a thousand sign-ins is a minute and more of the tests, so
    they are hashed at the least cost; what the product's costs is tested where signing in is (tests/usecases)."""
    return Accounts(world.store, hasher=Cheap)


class WallClock(HandClock):
    """The day stands still until a test moves it; the monotonic clock runs, for it tells scanners from people."""

    def monotonic_ms(self) -> int:
        return self._ms + time.monotonic_ns() // 1_000_000


class _WithPrinters(BackOffice):
    """The back office of a machine whose printers are a test's own."""

    def __init__(self, office: Office, front: Front, setting: str, printer_for: Callable[[str], Printer]) -> None:
        super().__init__(office, front, printer=setting)
        self._printer_for = printer_for

    def prints(self, changes: Changes) -> PrintDesk:
        return PrintDesk(self._print_log, self._maker, self._printer_for, changes, list)


class CounterWindow:
    """One machine, its accounts and its window. `presses` counts keys; a scan is none."""

    def __init__(
        self, folder: Path, *, at: datetime = MONDAY, world: World | None = None, printer: str | None = None,
        source: Source | None = None, printer_for: Callable[[str], Printer] | None = None,
    ) -> None:  # fmt: skip
        """`world`: a machine that is there already; `printer`: a setting, by default a folder for PDF files; `source`: where
        lies what was laid down for it; `printer_for`: what stands behind a setting, in place of real printers."""
        self.source = source
        self.machine = NOTHING if source is None else read_machine(source)
        self.world = world or World(folder, WallClock(at))
        self.paper = folder / "paper"
        self.printer = f"folder:{self.paper}" if printer is None else printer
        self.presses = 0
        self.accounts = cheap_accounts(self.world)
        self._add_clerks()
        self.office = Office(self.world.store, self.world.clock)
        self.open(printer_for=printer_for)

    def _add_clerks(self) -> None:
        known = {account.name for account in self.accounts.names()}
        for name, display in CLERKS.items():
            if name not in known:
                self.accounts.add(name, display, "clerk", PASSWORD)

    # the window

    def open(
        self,
        *,
        lock_ms: int = LOCK_MS,
        warning_ms: int = WARNING_MS,
        printer_for: Callable[[str], Printer] | None = None,
    ) -> Desk:
        """Open the window, up to the sign-in. `printer_for`: what stands behind a setting, in place of real printers."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if printer_for is None and (lock_ms, warning_ms) == (LOCK_MS, WARNING_MS):
            self.desk = open_desk(
                self.office, app, printer=self.printer, machine=self.machine, source=self.source, accounts=self.accounts
            )
        else:
            front = Front(self.world.store, self.world.clock, self.accounts, Background())
            behind = BackOffice(self.office, front, printer=self.printer)
            if printer_for is not None:
                behind = _WithPrinters(self.office, front, self.printer, printer_for)
            self.desk = Desk(app, front, behind, lock_ms=lock_ms, warning_ms=warning_ms)
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

    def crash(self) -> World:
        """The process is gone: nothing is saved, flushed or closed by it; what is on the disk is all there is.

        The copy has the data folder and the state folder, as they would be found at the next start. (A dead window has
        no keys: its scanner must not hold those of the next one.)"""
        found = self.world.folder / "found"
        with (
            self.world.store.database.write()
        ):  # a moment has no writing in it: a commit half copied never was on a disk
            for part in ("data", "state"):
                shutil.copytree(self.world.folder / part, found / part)
        self.desk.work.scans.close()
        return World(found, self.world.clock)

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

    def acts(self) -> dict[str, KeyButton]:
        """The buttons of the bands, by their words."""
        return {b.words(): b for b in self.window._ui.bands.findChildren(KeyButton) if b.isVisible()}

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

    def paste(self, text: str) -> None:
        """In the place of what stands where the cursor is."""
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_A, Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)

    def act(self, words: str) -> None:
        """Go to the button of a band by its words and press it."""
        self.acts()[words].setFocus()
        self.press(Qt.Key.Key_Space)

    def scan(self, payload: str) -> None:
        """A reader types a payload and Enter in one go; up to what came of it."""
        self.beep(payload)
        self.settle()

    def beep(self, payload: str) -> None:
        """A reader types a payload and Enter, a millisecond apart however busy the program is meanwhile."""
        window, first = _focused_window(), _Moment()
        window.installEventFilter(first)
        self._letter(payload[0])
        window.removeEventFilter(first)
        keys = [*((_key_of(letter), letter) for letter in payload[1:]), (Qt.Key.Key_Return, "\r")]
        time.sleep(len(keys) / 1000)  # no key comes before it was pressed
        for later, (key, text) in enumerate(keys, 1):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, _NONE, text)
                event.setTimestamp(first.stamp + later)
                QCoreApplication.sendEvent(window, event)
        QTest.qWait(AFTER_BEEP_MS)

    def _letter(self, letter: str) -> None:
        QTest.sendKeyEvent(QTest.KeyAction.Click, _focused_window(), _key_of(letter), letter, _NONE)

    def _person(self) -> None:
        """The pause after a person's key, without waiting for it."""
        self.desk.work.scans.settle()
        QCoreApplication.processEvents()

    # waiting

    @contextmanager
    def slow_disk(self) -> Iterator[None]:
        """Nothing that is asked of the store within is answered before the end of it. (Not to be settled within.)"""
        answers = threading.Event()
        self.desk._front.background.run(answers.wait, _unheard, _unheard)
        try:
            yield
        finally:
            answers.set()
            self.settle()

    def back(self) -> None:
        """A dialog has gone: the window has the keys again."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window to have the keys again")

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
        self.until(lambda: self.draft().applicant.name, "the person of the card")
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

    def words(self) -> str:
        """All words on the screen, and those of the window's title."""
        widgets = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        shown = [w.text() for w in widgets if isinstance(w, QLabel | QLineEdit | QAbstractButton)]
        shown += [w.toPlainText() for w in widgets if isinstance(w, QPlainTextEdit)]
        return "\n".join([*shown, self.window.windowTitle()])


class _Moment(QObject):
    """When the window system says that a key was pressed."""

    stamp = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.stamp = event.timestamp()
        return False


def _key_of(letter: str) -> Qt.Key:
    return Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown


def _unheard(_answer: object) -> None:
    """Nobody waits for it."""


def _focused_window() -> Any:
    window = QGuiApplication.focusWindow()
    assert window is not None
    return window
