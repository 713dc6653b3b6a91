"""What stands behind the sync light: the last contact, what waits and for how long, what needs a person, and the slip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QWidget

from counter.gui.forms.sync_panel import Ui_SyncPanel
from counter.gui.parts.small_dialog import SmallDialog

_ABOVE = 8  # pixels between the panel and the bar with the light


@dataclass(frozen=True, slots=True)
class SyncPanelView:
    """Words for each row; empty ones are not shown. `look`: how many things need a person; `slip`: what the newest
    statement says, `has_slip`: whether there is one to print; `next_try`: when it is tried again by itself."""

    headline: str
    reason: str
    contact: str
    waiting: str
    left: str
    look: int
    slip: str
    has_slip: bool
    next_try: str = ""


class SyncPanel(SmallDialog):
    """Opened by the light. Enter sends now, Esc closes; nothing behind it stops."""

    send_requested = Signal()
    statement_requested = Signal()
    print_requested = Signal()
    look_requested = Signal()
    usb_requested = Signal()

    def __init__(self, parent: QWidget, *, can_look: bool = False, can_usb: bool = False) -> None:
        """`can_look`: there is a page of what needs a person; `can_usb`: bundles can be made here."""
        super().__init__(parent)
        self._ui = Ui_SyncPanel()
        self._ui.setupUi(self)
        self._can_look = can_look
        self._ui.see.setVariant("quiet")
        self._ui.see.hide()
        self._ui.usb.setVisible(can_usb)
        for button, signal in (
            (self._ui.send, self.send_requested), (self._ui.print, self.print_requested),
            (self._ui.see, self.look_requested), (self._ui.usb, self.usb_requested),
        ):  # fmt: skip
            button.clicked.connect(signal)
        for button in (self._ui.see, self._ui.usb, self._ui.ask, self._ui.print):
            button.setAutoDefault(False)
        self._ui.ask.clicked.connect(self._ask)
        self._names = (
            (self._ui.contact, self._ui.contactLabel), (self._ui.waiting, self._ui.waitingLabel),
            (self._ui.left, self._ui.leftLabel), (self._ui.nextTry, self._ui.nextTryLabel), (self._ui.look, self._ui.lookLabel),
            (self._ui.statement, self._ui.statementLabel),
        )  # fmt: skip
        self.settle(self.tr("Link to the province"), self._ui.send, self._ui.leave)
        self._ui.send.setFocus()

    def show_view(self, view: SyncPanelView) -> None:
        """How things stand now."""
        ui = self._ui
        for label, words in (
            (ui.headline, view.headline), (ui.reason, view.reason), (ui.contact, view.contact), (ui.waiting, view.waiting),
            (ui.left, view.left), (ui.nextTry, view.next_try), (ui.look, str(view.look)), (ui.statement, view.slip),
        ):  # fmt: skip
            label.setText(words)
        ui.reason.setVisible(bool(view.reason))
        for part in (ui.left, ui.leftLabel):
            part.setVisible(bool(view.left))
        for part in (ui.nextTry, ui.nextTryLabel):
            part.setVisible(bool(view.next_try))
        for part in (ui.look, ui.lookLabel):
            part.setVisible(view.look > 0)
        led = ui.see.isVisibleTo(self)
        ui.see.setVisible(self._can_look and view.look > 0)
        if ui.see.isVisibleTo(self) and not led and not self.isVisible():
            ui.see.setFocus()  # opened while something needs a person: one more press leads there
        ui.print.setEnabled(view.has_slip)
        for value, name in self._names:
            value.setAccessibleName(f"{name.text()}: {value.text()}")
        self._take_height()

    def show_answer(self, words: str) -> None:
        """What came of the question to the province."""
        self._ui.statement.setText(words)
        self._ui.ask.setEnabled(True)
        self._take_height()

    def stand_above(self, light: QWidget) -> None:
        """Over the right end of the light, within its window."""
        self._take_height()
        corner = light.mapToGlobal(QPoint(light.width(), 0))
        self.move(corner - QPoint(self.width(), self.height() + _ABOVE))

    def _take_height(self) -> None:
        """As high as the words need at this width; the foot stays where it is."""
        layout = self._ui.column
        layout.activate()
        wanted = max(layout.heightForWidth(self.width()), layout.minimumSize().height())
        grown = wanted - self.height()
        self.setFixedHeight(wanted)
        if grown and self.isVisible():
            self.move(self.pos() - QPoint(0, grown))

    @Slot()
    def _ask(self) -> None:
        self._ui.ask.setEnabled(False)
        self._ui.statement.setText(self.tr("Asking the province …"))
        self.statement_requested.emit()
