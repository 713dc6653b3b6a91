"""From the text of a scan to what pages want to know: a card, a code, or a sentence for the clerk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from counter.devices.scan_kinds import CodeScan, Unread, is_known, kind_of
from counter.domain.card import Card
from counter.domain.dossier_code import ProvisionalPattern
from counter.domain.enrolment_code import Scanned

# Some readers send a scan twice; a person needs longer to scan the same code again on purpose.
REPEAT_MS = 1000


class ScanReader(QObject):
    """Connect any scanner's `scanned` to `take`. One signal is emitted per scan, none for an immediate repetition.

    card_scanned(Card); code_scanned(code, check): check is the receipt's 8 hash characters in lower case, "" from bars;
    sheet_scanned(Scanned): an enrolment code; card_unreadable(Sentence): a card that must be scanned again;
    unknown_scanned(str): the text of anything else."""

    card_scanned = Signal(object)
    code_scanned = Signal(str, str)
    sheet_scanned = Signal(object)
    card_unreadable = Signal(object)
    unknown_scanned = Signal(str)

    def __init__(
        self, clock: Callable[[], int], provisional: ProvisionalPattern | None = None, parent: QObject | None = None
    ) -> None:
        """`clock`: monotonic milliseconds."""
        super().__init__(parent)
        self._clock = clock
        self._provisional = provisional or ProvisionalPattern()
        self._last = ""
        self._last_at = 0

    def knows(self, text: str) -> bool:
        """Whether a text is a card or a code, for the wedge to tell a slow scanner from a person."""
        return is_known(text, self._provisional)

    @Slot(str)
    def take(self, text: str) -> None:
        """Read one scan and say what it was."""
        now = self._clock()
        repeated = text == self._last and now - self._last_at <= REPEAT_MS
        self._last, self._last_at = text, now
        if repeated:
            return
        scan = kind_of(text, self._provisional)
        if isinstance(scan, Card):
            self.card_scanned.emit(scan)
        elif isinstance(scan, CodeScan):
            self.code_scanned.emit(scan.code, scan.check)
        elif isinstance(scan, Scanned):
            self.sheet_scanned.emit(scan)
        elif isinstance(scan, Unread) and scan.is_card:
            self.card_unreadable.emit(scan.sentence)
        else:
            self.unknown_scanned.emit(text)
