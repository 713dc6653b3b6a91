"""Whether this machine can do its work: what each check found, a code to try the scanner with, a slip to try the printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter.domain.check import State
from counter.gui.forms.doctor_page import Ui_DoctorPage
from counter.gui.page import Page
from counter.gui.parts.banner import BannerTone
from counter.gui.parts.finding_rows import FindingView

_LONGEST = 400
_STILL_MS = 400  # no reader pauses for so long within a code
_TONES: dict[State, tuple[BannerTone, str]] = {
    "well": ("accent", "check-circle"),
    "unknown": ("neutral", "info"),
    "look": ("warning", "alert-triangle"),
    "broken": ("danger", "alert-circle"),
}

_UNDER_WAY: tuple[BannerTone, str] = ("neutral", "printer")


class DoctorPage(Page):
    """Nothing on it belongs to a person, so that it can be opened before anybody signs in. `typed(text)`: what fell into
    the field like typing; `again_requested(check)` one check, `all_requested` all of them."""

    all_requested = Signal()
    again_requested = Signal(str)
    print_requested = Signal()
    copy_requested = Signal()
    diagnostics_requested = Signal()
    back_requested = Signal()
    typed = Signal(str)

    topic = "doctor"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui = self._ui = Ui_DoctorPage()
        ui.setupUi(self)
        ui.copy.setKeyText("Ctrl+C", bind=False)
        self._copy_key = QShortcut(QKeySequence("Ctrl+C"), ui.rows, self.copy_requested.emit)
        ui.field.line.setMaxLength(_LONGEST)
        ui.field.edited.connect(self._wait)
        ui.field.entered.connect(self._take)
        ui.rows.again_requested.connect(self.again_requested)
        for button, signal in (
            (ui.again, self.all_requested), (ui.print, self.print_requested), (ui.copy, self.copy_requested),
            (ui.diagnostics, self.diagnostics_requested), (ui.back, self.back_requested),
        ):  # fmt: skip
            button.clicked.connect(signal)
            button.setAutoDefault(False)
        ui.verdict.hide()
        ui.printed.hide()
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.timeout.connect(self._take)

    def title(self) -> str:
        return self.tr("Check this machine")

    def arrive(self) -> None:
        """The cursor goes to the lines: they can be read at once, and a scan lands in no field."""
        self._ui.rows.go_to(0)

    def without_diagnostics(self) -> None:
        """Where there is nothing to make them from."""
        self._ui.diagnostics.hide()

    # what comes in

    def show_findings(self, views: Sequence[FindingView], summary: str) -> None:
        """Every check as it stands, and all of them in a few words."""
        self._ui.rows.show_views(views)
        self._ui.summary.setText(summary)

    def show_probe(self, bars: str, qr: str) -> None:
        """The code to scan from the screen."""
        self._ui.bars.show_bars(bars)
        self._ui.qr.show_qr(qr)
        self._ui.qr.setToolTip(qr)
        self._ui.bars.setToolTip(bars)

    def show_verdict(self, state: State, words: str, came: str = "") -> None:
        """What a scan showed. `came`: the text that came, when it was a test code; of anything else nothing is shown."""
        self._still.stop()
        tone, icon = _TONES[state]
        self._ui.verdict.show_words(tone, icon, words)
        self._ui.field.set_value(came)

    def show_printed(self, state: State | None, words: str) -> None:
        """How the slip fares; state None: it is being printed."""
        tone, icon = _UNDER_WAY if state is None else _TONES[state]
        self._ui.printed.show_words(tone, icon, words)
        self._ui.print.setEnabled(state is not None)

    def forget(self) -> None:
        """Somebody has left: nothing that was scanned stays."""
        self._still.stop()
        self._ui.field.set_value("")
        self._ui.verdict.hide()
        self._ui.printed.hide()
        self._ui.print.setEnabled(True)

    # what a person or a slow reader types

    @Slot()
    def _wait(self) -> None:
        self._still.start(_STILL_MS)

    @Slot()
    def _take(self) -> None:
        self._still.stop()
        text = self._ui.field.line.text()
        if text:
            self.typed.emit(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._ui.copy.setKeyText("Ctrl+C", bind=False)
