"""Scans at work: a card fills the reception page, a code opens its dossier, whatever page and field has the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from counter.devices.scan_reader import ScanReader
from counter.devices.scanner import Scanner
from counter.domain.sentence import Language, Sentence, say
from counter.gui.parts.small_dialog import SmallDialog

if TYPE_CHECKING:
    from counter.domain.card.card import Card
    from counter.domain.enrolment_code import Scanned

translate = QCoreApplication.translate


class ScanDesk(QObject):
    """`card_read(Card)`, `code_read(code)`; `said(words)` when a scan could not be used, and what to do. While nobody is
    signed in scans are caught all the same and go nowhere: they must not land in the password field. Only `sheet_read(Scanned)`,
    the code that enrols a machine, is for that time. While a question is open nothing behind it becomes another's."""

    card_read = Signal(object)
    code_read = Signal(str)
    sheet_read = Signal(object)
    said = Signal(str)

    def __init__(self, reader: ScanReader, scanners: tuple[Scanner, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._scanners = reader, scanners
        self._language: Language = "vi"
        self._open = False
        self._diverted: Callable[[str], None] | None = None
        for scanner in scanners:
            scanner.scanned.connect(self._came)
        reader.card_scanned.connect(self._card)
        reader.code_scanned.connect(self._code)
        reader.sheet_scanned.connect(self._sheet)
        reader.card_unreadable.connect(self._unreadable)
        reader.unknown_scanned.connect(self._unknown)

    def start(self) -> None:
        """Begin to listen on every port."""
        for scanner in self._scanners:
            scanner.start()

    def close(self) -> None:
        for scanner in self._scanners:
            scanner.stop()

    def settle(self) -> None:
        """Whoever types has paused: what looks like the beginning of a scan is a person's."""
        for scanner in self._scanners:
            scanner.settle()

    def set_open(self, is_open: bool) -> None:
        """Whether somebody is signed in and not behind the lock."""
        self._open = is_open

    def divert(self, to: Callable[[str], None] | None) -> None:
        """From now on every scan goes there as it came, letter by letter, and nowhere else; None: as usual again."""
        self._diverted = to

    @Slot(str)
    def _came(self, text: str) -> None:
        if self._diverted is not None:
            self._diverted(text)
        else:
            self._reader.take(text)

    def speak(self, language: Language) -> None:
        self._language = language

    def _may_turn(self) -> bool:
        """Whether the page may become another person's or dossier's: not under a question that somebody answers by what
        stands behind it."""
        over = QApplication.activeModalWidget()
        if self._open and isinstance(over, SmallDialog) and over.gives_way:
            over.reject()
        if self._open and QApplication.activeModalWidget() is not None:
            self.said.emit(
                translate(
                    "ScanDesk",
                    "The scan was not used and nothing was changed. Answer the question that is open, then scan again.",
                )
            )
            return False
        return self._open

    @Slot(object)
    def _card(self, card: Card) -> None:
        if self._may_turn():
            self.card_read.emit(card)

    @Slot(str, str)
    def _code(self, code: str, _check: str) -> None:
        if self._may_turn():
            self.code_read.emit(code)

    @Slot(object)
    def _sheet(self, sheet: Scanned) -> None:
        if self._open:
            self.said.emit(
                translate("ScanDesk", "This is an enrolment code. This machine is enrolled; nothing was changed.")
            )
        else:
            self.sheet_read.emit(sheet)

    @Slot(object)
    def _unreadable(self, why: Sentence) -> None:
        if self._open:
            self.said.emit(say(why, self._language))

    @Slot(str)
    def _unknown(self, _text: str) -> None:
        if self._open:
            self.said.emit(
                translate("ScanDesk", "This is neither an identity card nor a code of a dossier. Nothing was changed.")
            )
